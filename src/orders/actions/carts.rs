//! Filling a cart. A guest's cart becomes the customer's when they sign in: with their next look at it.

use crate::catalog::actions as catalog;
use crate::error::{Error, Result};
use crate::inventory::rules::{HOLD_MS, short_words};
use crate::inventory::{actions as inventory, ledger};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, CartId, VariantId};
use crate::kernel::text::Check;
use crate::orders::buyer::Buyer;
use crate::orders::model::{Cart, CartLine, LINES_MAX, PIECES_MAX};
use crate::orders::queries::carts;
use crate::platform::{Ex, Services, Tx, limits, secret};

/// What somebody means to buy.
///
/// # Errors
/// When the database fails.
pub async fn cart(services: &Services, who: &Buyer) -> Result<Cart> {
    match own(services, who).await? {
        Some(id) => read(services.db(), who.business(), id).await,
        None => Ok(Cart::default()),
    }
}

/// Pieces in somebody's cart: the number beside it.
///
/// # Errors
/// When the database fails.
pub async fn count_pieces(services: &Services, who: &Buyer) -> Result<i64> {
    match own(services, who).await? {
        Some(id) => carts::count_pieces(services.db(), who.business(), id).await,
        None => Ok(0),
    }
}

/// The cart of a buyer, if they have one; the one they filled before they signed in is joined to it.
async fn own(services: &Services, who: &Buyer) -> Result<Option<CartId>> {
    let (db, business) = (services.db(), who.business());
    let guest = match who.token() {
        "" => None,
        token => carts::find_by_token(db, business, &secret::hash(token)).await?,
    };
    match (who.member(), guest) {
        (None, guest) => Ok(guest),
        (Some(member), None) => carts::find_of(db, business, member).await,
        (Some(_), Some(_)) => {
            let mut tx = services.begin().await?;
            let (id, _) = claim(&mut tx, who).await?;
            tx.commit().await?;
            Ok(Some(id))
        }
    }
}

/// The cart of a buyer, locked; made when there is none. With it the token their browser is to keep, when it is new.
pub(super) async fn claim(tx: &mut Tx, who: &Buyer) -> Result<(CartId, Option<String>)> {
    let business = who.business();
    let guest = match who.token() {
        "" => None,
        token => carts::find_by_token(&mut *tx, business, &secret::hash(token)).await?,
    };
    let Some(member) = who.member() else {
        if let Some(id) = guest
            && carts::lock(tx, business, id).await?
        {
            return Ok((id, None));
        }
        let token = secret::long_token();
        return Ok((carts::insert(tx, business, &secret::hash(&token)).await?, Some(token)));
    };
    let own = carts::find_of(&mut *tx, business, member).await?;
    let id = match (own, guest) {
        (None, Some(guest)) if carts::lock(tx, business, guest).await? => {
            carts::give(tx, business, guest, member).await?;
            guest
        }
        (Some(own), Some(guest)) => {
            // Always in the same order, so that two tabs never wait for each other in a circle.
            for id in [own.min(guest), own.max(guest)] {
                carts::lock(tx, business, id).await?;
            }
            let now = tx.now();
            ledger::hold(tx, business, guest, &[], now).await?;
            carts::move_lines(tx, business, guest, own).await?;
            carts::delete(tx, business, guest).await?;
            own
        }
        _ => {
            let id = carts::insert_of(tx, business, member).await?;
            carts::lock(tx, business, id).await?;
            id
        }
    };
    Ok((id, None))
}

/// A cart with what is sold today.
pub(super) async fn read(ex: impl Into<Ex<'_>>, business: BusinessId, id: CartId) -> Result<Cart> {
    let mut ex = ex.into();
    let wanted = carts::list_lines(ex.again(), business, id).await?;
    let held = inventory::held(ex.again(), business, id).await?;
    let ids: Vec<VariantId> = wanted.iter().map(|(variant, _)| *variant).collect();
    let items = catalog::list_items(ex.again(), business, &ids).await?;
    let line = |(variant, quantity): (VariantId, i64)| {
        let item = items.iter().find(|i| i.variant.id == variant)?.clone();
        let own: i64 = held.iter().filter(|(id, _)| *id == variant).map(|(_, many)| many).sum();
        Some(CartLine { available: item.variant.available() + own, item, quantity })
    };
    let lines = wanted.into_iter().filter_map(line).collect();
    let held_until = inventory::held_until(ex, business, id).await?;
    Ok(Cart { id: Some(id), lines, held_until })
}

/// Puts pieces into a cart. Says which token the browser is to keep, when it is new.
///
/// # Errors
/// `Invalid` names `quantity`, `Conflict` when it is not sold or the cart is full, `TooMany` after many changes.
pub async fn add_to_cart(services: &Services, who: &Buyer, variant: VariantId, quantity: &str) -> Result<Option<String>> {
    services.limits().check(limits::CART_FROM, who.from())?;
    let mut check = Check::new();
    let quantity = check.number("quantity", "Pieces", quantity, 1, PIECES_MAX);
    check.finish()?;
    let mut tx = services.begin().await?;
    let item = catalog::list_items(&mut tx, who.business(), &[variant]).await?.pop().ok_or(Error::NotFound)?;
    if !item.is_offered {
        // Nobody learns the name of what is put away by guessing its number.
        return Err(Error::Conflict("This is not sold any more.".into()));
    }
    if item.variant.stock == 0 {
        return Err(Error::Conflict(short_words(&item.name(), 0)));
    }
    let (id, token) = claim(&mut tx, who).await?;
    let lines = carts::list_lines(&mut tx, who.business(), id).await?;
    if lines.len() >= LINES_MAX && !lines.iter().any(|(known, _)| *known == variant) {
        return Err(Error::Conflict(format!("A cart holds {LINES_MAX} different things. Order these first.")));
    }
    carts::add(&mut tx, who.business(), id, variant, quantity).await?;
    carts::touch(&mut tx, who.business(), id).await?;
    tx.commit().await?;
    Ok(token)
}

/// Sets how many pieces of something are in a cart; none takes it out.
///
/// # Errors
/// `Invalid` names `quantity`, `TooMany` after many changes.
pub async fn set_quantity(services: &Services, who: &Buyer, variant: VariantId, quantity: &str) -> Result<()> {
    services.limits().check(limits::CART_FROM, who.from())?;
    let mut check = Check::new();
    let quantity = check.number("quantity", "Pieces", quantity, 0, PIECES_MAX);
    check.finish()?;
    let Some(id) = own(services, who).await? else { return Ok(()) };
    let mut tx = services.begin().await?;
    if !carts::lock(&mut tx, who.business(), id).await? {
        return Ok(());
    }
    match quantity {
        0 => carts::remove(&mut tx, who.business(), id, variant).await?,
        many => carts::set(&mut tx, who.business(), id, variant, many).await?,
    }
    carts::touch(&mut tx, who.business(), id).await?;
    tx.commit().await
}

/// Goes to the checkout: what is in the cart is kept for a quarter of an hour.
///
/// # Errors
/// `Conflict` when the cart is empty, or says of what there is not enough.
pub async fn begin_checkout(services: &Services, who: &Buyer) -> Result<()> {
    services.limits().check(limits::CART_FROM, who.from())?;
    let empty = || Error::Conflict("Your cart is empty.".into());
    let id = own(services, who).await?.ok_or_else(empty)?;
    let business = who.business();
    let mut tx = services.begin().await?;
    if !carts::lock(&mut tx, business, id).await? {
        return Err(empty());
    }
    let cart = read(&mut tx, business, id).await?;
    if cart.lines.is_empty() {
        return Err(empty());
    }
    if let Some(line) = cart.lines.iter().find(|l| !l.item.is_offered) {
        return Err(Error::Conflict(format!("“{}” is no longer sold. Remove it to go on.", line.item.name())));
    }
    let lines: Vec<(VariantId, i64)> = cart.lines.iter().map(|l| (l.item.variant.id, l.quantity)).collect();
    let until = tx.now().plus_ms(HOLD_MS);
    ledger::hold(&mut tx, business, id, &lines, until).await?;
    tx.enqueue_at(Job::FreeHolds { business, cart: id }, until).await?;
    carts::touch(&mut tx, business, id).await?;
    tx.commit().await
}
