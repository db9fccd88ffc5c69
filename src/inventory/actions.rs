//! What staff does with stock: restock, correct, look at it.

use super::ledger::{Entry, book};
use super::model::{ChangeKind, Movement, Proposal, Show, Summary, Supplies};
use super::{queries, rules};
use crate::accounts::{Admin, Agent};
use crate::businesses::actions as businesses;
use crate::catalog::actions as catalog;
use crate::catalog::draft::PIECES_MAX;
use crate::catalog::model::{Item, Supply};
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, CartId, MemberId, ProductId, VariantId};
use crate::kernel::page::{Cursor, Page};
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services, Tx};

const DAY: i64 = 86_400_000;
/// Rows of the ledger on one page.
const PAGE: usize = 50;
/// Days of the chart of a product.
const CHART_DAYS: i64 = 60;

/// Adds what came from the supplier to stocks: each variant with the number that was typed. Empty fields are left as they are.
///
/// # Errors
/// `Invalid` names the fields, `NotFound` when one of them is another business's.
pub async fn restock(services: &Services, who: &Admin, typed: &[(VariantId, String)], note: &str) -> Result<usize> {
    let mut check = Check::new();
    let note = check.line("note", "Note", note, 0, 200);
    let mut entries = Vec::new();
    for (variant, text) in typed.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let quantity = check.number(&format!("more[{variant}]"), "Pieces", text, 0, PIECES_MAX);
        if quantity > 0 {
            entries.push(Entry::new(*variant, ChangeKind::Restock, quantity, &note));
        }
    }
    check.finish()?;
    let many = entries.len();
    if many == 0 {
        return Err(Error::field("note", "Write how many pieces came, beside at least one product."));
    }
    let mut tx = services.begin().await?;
    book(&mut tx, who.business(), Some(who.member()), entries, None).await?;
    tx.commit().await?;
    Ok(many)
}

/// Sets a stock to what was counted.
///
/// # Errors
/// `Invalid` names the fields; `Conflict` when fewer were counted than are kept for people at the checkout; `NotFound`.
pub async fn correct(services: &Services, who: &Admin, variant: VariantId, counted: &str, note: &str) -> Result<()> {
    let mut check = Check::new();
    let counted = check.number("counted", "Pieces counted", counted, 0, PIECES_MAX);
    let note = check.line("note", "Reason", note, 3, 200);
    check.finish()?;
    let mut tx = services.begin().await?;
    set(&mut tx, who.business(), who.member(), variant, counted, &note).await?;
    tx.commit().await
}

/// Books the difference between a stock and what it is to be, if there is one.
///
/// # Errors
/// As [`correct`].
pub async fn set(tx: &mut Tx, business: BusinessId, by: MemberId, variant: VariantId, to: i64, note: &str) -> Result<()> {
    let is = queries::lock_stock(tx, business, variant).await?.ok_or(Error::NotFound)?;
    if to == is {
        return Ok(());
    }
    let entry = Entry::new(variant, ChangeKind::Correction, to - is, note);
    let refused = book(tx, business, Some(by), vec![entry], None).await;
    refused.map_err(|error| match error {
        Error::Conflict(_) => Error::Conflict("Somebody is buying some of these pieces right now. Try again in a quarter of an hour.".into()),
        other => other,
    })
}

/// The ledger, newest first, perhaps of one product only.
///
/// # Errors
/// When the database fails.
pub async fn movements(services: &Services, who: &Agent, product: Option<ProductId>, before: Option<Cursor>) -> Result<Page<Movement>> {
    let rows = queries::list_movements(services.db(), who.business(), before.map_or(i64::MAX, |c| c.id), product, PAGE as i64 + 1).await?;
    Ok(Page::cut(rows, PAGE, |m| Cursor { key: m.at.0, id: m.id }))
}

/// The summary of stock and sales.
///
/// # Errors
/// When the database fails.
pub async fn summary(services: &Services, who: &Agent) -> Result<Summary> {
    let business = businesses::find(services.db(), who.business()).await?;
    let reorder = proposals(services, who).await?.into_iter().map(|p| p.demand.product_id).collect();
    let sums = queries::list_sums(services.db(), who.business()).await?;
    Ok(rules::summary(&business.currency, sums, &reorder))
}

/// The variants on sale of which more should be ordered, the most pressing first.
///
/// # Errors
/// When the database fails.
pub async fn proposals(services: &Services, who: &Agent) -> Result<Vec<Proposal>> {
    let now = services.now();
    let demands = queries::list_due(services.db(), who.business(), looked_at(now)).await?;
    let mut due: Vec<Proposal> = demands.into_iter().map(|d| rules::propose(d, now)).filter(|p| p.quantity > 0).collect();
    due.sort_by_key(|p| order(rules::urgency(p)));
    Ok(due)
}

/// One page of variants on sale, each with what to order of it; perhaps those whose number or name has these letters.
///
/// # Errors
/// When the database fails.
pub async fn stock(services: &Services, who: &Agent, show: Show, text: &str, after: Option<Cursor>) -> Result<Page<Proposal>> {
    let now = services.now();
    let only = match show {
        Show::Order if text.is_empty() => {
            let after = after.map(order);
            let due = proposals(services, who).await?.into_iter().filter(|p| after.is_none_or(|after| order(rules::urgency(p)) > after));
            return Ok(Page::cut(due.take(PAGE + 1).collect(), PAGE, rules::urgency));
        }
        Show::Order | Show::All => None,
        Show::Low => Some(Supply::Low),
        Show::Out => Some(Supply::Out),
    };
    let after = after.unwrap_or(Cursor { key: i64::MIN, id: 0 });
    let rows = queries::list_scarcest(services.db(), who.business(), looked_at(now), only, text, after, PAGE as i64 + 1).await?;
    let page = Page::cut(rows, PAGE, |d| Cursor { key: d.stock, id: d.variant_id.0 });
    Ok(page.map(|d| rules::propose(d, now)))
}

/// A variant with its product, as staff hears of it.
///
/// # Errors
/// `NotFound`.
pub async fn find_item(services: &Services, who: &Agent, variant: VariantId) -> Result<Item> {
    catalog::list_items(services.db(), who.business(), &[variant]).await?.pop().ok_or(Error::NotFound)
}

/// How many variants on sale there are of each kind.
///
/// # Errors
/// When the database fails.
pub async fn supplies(services: &Services, who: &Agent) -> Result<Supplies> {
    queries::count_supplies(services.db(), who.business()).await
}

const fn looked_at(now: Timestamp) -> Timestamp {
    now.plus_ms(-rules::LOOK_BACK_DAYS * DAY)
}

const fn order(cursor: Cursor) -> (i64, i64) {
    (cursor.key, cursor.id)
}

/// The stock of a product at the end of each of the last days.
///
/// # Errors
/// When the database fails.
pub async fn series(services: &Services, who: &Agent, product: ProductId) -> Result<Vec<(Timestamp, i64)>> {
    let business = businesses::find(services.db(), who.business()).await?;
    let midnight = businesses::midnight(&business, services.now());
    let changes = queries::list_changes(services.db(), who.business(), product, midnight.plus_ms(-CHART_DAYS * DAY)).await?;
    let stock = queries::sum_stock(services.db(), who.business(), product).await?;
    Ok(rules::series(stock, &changes, midnight, CHART_DAYS))
}

/// Until when pieces are kept for a cart.
///
/// # Errors
/// When the database fails.
pub async fn held_until(ex: impl Into<Ex<'_>>, business: BusinessId, cart: CartId) -> Result<Option<Timestamp>> {
    queries::held_until(ex, business, cart).await
}

/// What is kept for a cart.
///
/// # Errors
/// When the database fails.
pub async fn held(ex: impl Into<Ex<'_>>, business: BusinessId, cart: CartId) -> Result<Vec<(VariantId, i64)>> {
    queries::list_held(ex, business, cart).await
}

/// Variants whose stock is not the sum of their ledger; `stoa doctor` and tests look for them.
///
/// # Errors
/// When the database fails.
pub async fn list_off(services: &Services, business: BusinessId) -> Result<Vec<(VariantId, i64, i64)>> {
    queries::list_off(services.db(), business).await
}
