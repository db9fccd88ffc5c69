//! Guests: they leave their name, come back with their token, and can be shut out.

use super::super::guest::{Contact, GuestDraft, GuestView};
use super::super::model::Device;
use super::super::proof::{Agent, Guest, Visitor};
use super::super::rules::GUEST_SEEN_MS;
use super::super::{queries, vouch, way_back};
use crate::error::{Error, Result};
use crate::event::{Hint, Subject, Topic};
use crate::kernel::ids::{BusinessId, MemberId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Services, Tx, limits, secret};

/// A guest who just came in.
#[derive(Clone, Debug)]
pub struct GuestIn {
    /// What the browser keeps, in storage of its own. Only its hash is stored.
    pub token: String,
    /// Who they are from now on.
    pub guest: Guest,
}

/// Lets somebody in who has left name, e-mail address and phone number. `host` is the site on which they did.
///
/// # Errors
/// `Invalid` names `name`, `email`, `phone`; `TooMany` when one network address makes many; `Denied` to whom the business has blocked.
pub async fn start_guest(services: &Services, at: &Visitor, draft: &GuestDraft, device: &Device, host: &str) -> Result<GuestIn> {
    let contact = draft.parse()?;
    services.limits().check(limits::GUEST, &device.address)?;
    let (business, token) = (at.business(), secret::long_token());
    let mut tx = services.begin().await?;
    if queries::is_blocked(&mut tx, business, &contact, device).await? {
        return Err(blocked());
    }
    let hash = secret::hash(&token);
    let new = queries::NewGuest { token_hash: &hash, subject: None, contact: &contact, device, host };
    queries::insert_guest(&mut tx, business, &new).await?;
    let guest = found(queries::find_guest_by_token(&mut tx, business, &hash, services.now()).await?)?;
    tx.commit().await?;
    Ok(GuestIn { token, guest })
}

/// Lets somebody in for whom a host page vouches with a JWT under `secret`. The same person is the same guest on every device. Pages sign
/// one for every look at them: only those that do not hold, and people who were never there, count as tries.
///
/// # Errors
/// `Denied` when the JWT does not hold, or the business has blocked them; `TooMany` when one network address tries often.
pub async fn start_vouched(services: &Services, at: &Visitor, secret: &str, jwt: &str, device: &Device, host: &str) -> Result<GuestIn> {
    let tries = || services.limits().check(limits::VOUCH, &device.address);
    let Some(vouched) = vouch::read(jwt, secret, services.now()) else {
        tries()?;
        return Err(Error::Denied("The page could not show who you are. Reload it, or write without being signed in there.".into()));
    };
    let (business, token) = (at.business(), vouch::token_of(&vouched.subject, secret));
    let contact = Contact { name: vouched.name, email: vouched.email, phone: String::new() };
    let hash = secret::hash(&token);
    let new = queries::NewGuest { token_hash: &hash, subject: Some(&vouched.subject), contact: &contact, device, host };
    let mut tx = services.begin().await?;
    let known = queries::find_guest_by_subject(&mut tx, business, &vouched.subject).await?;
    if known.as_ref().is_some_and(|k| k.blocked_at.is_some()) || queries::is_blocked(&mut tx, business, &contact, device).await? {
        return Err(blocked());
    }
    match known {
        Some(known) => queries::update_guest(&mut tx, business, known.member_id, &new).await?,
        None => {
            tries()?;
            let twice = || Error::Conflict("You came in twice at the same time. Try again.".into());
            queries::insert_guest(&mut tx, business, &new).await.on_constraint(twice)?;
        }
    }
    let guest = found(queries::find_guest_by_token(&mut tx, business, &hash, services.now()).await?)?;
    tx.commit().await?;
    Ok(GuestIn { token, guest })
}

/// A token that leads a guest back from a mail to their address: see [`way_back`].
pub fn mailed_token(services: &Services, business: BusinessId, guest: MemberId) -> String {
    way_back::token(services.vault(), business, guest, services.now())
}

/// Who a guest's token belongs to, also one that was mailed to them: one query, afresh on every request, and a note once a day that they came.
///
/// # Errors
/// `NotFound` when the token is unknown, of another business or was not used for 180 days; `Denied` when the business has blocked them.
pub async fn identify_guest(services: &Services, business: BusinessId, token: &str) -> Result<Guest> {
    let now = services.now();
    let row = match way_back::read(services.vault(), business, token, now) {
        Some(id) => queries::find_guest_by_id(services.db(), business, id).await?,
        None => queries::find_guest_by_token(services.db(), business, &secret::hash(token), now).await?,
    };
    let is_long_ago = row.as_ref().is_some_and(|row| now.since(row.seen_at) >= GUEST_SEEN_MS);
    let guest = found(row)?;
    if is_long_ago {
        let mut tx = services.begin().await?;
        queries::touch_guest(&mut tx, business, guest.member()).await?;
        tx.commit().await?;
    }
    Ok(guest)
}

/// The guest who used this token before a host page vouched for whoever has it now; `None` when somebody vouches for them already, too,
/// or the token opens nothing.
///
/// # Errors
/// When the database fails.
pub async fn find_unvouched(services: &Services, business: BusinessId, token: &str) -> Result<Option<MemberId>> {
    if let Some(id) = way_back::read(services.vault(), business, token, services.now()) {
        return Ok(queries::is_unvouched(services.db(), business, id).await?.then_some(id));
    }
    queries::find_unvouched(services.db(), business, &secret::hash(token), services.now()).await
}

/// The token of a guest opens nothing any more.
///
/// # Errors
/// When the database fails.
pub async fn forget_token(tx: &mut Tx, business: BusinessId, id: MemberId) -> Result<()> {
    queries::forget_token(tx, business, id).await.map(drop)
}

fn found(row: Option<super::super::proof::GuestRow>) -> Result<Guest> {
    match row {
        None => Err(Error::NotFound),
        Some(row) if row.blocked_at.is_some() => Err(blocked()),
        Some(row) => Ok(Guest::new(row)),
    }
}

/// What staff knows of a guest; `None` when the member is no guest.
///
/// # Errors
/// When the database fails.
pub async fn find_guest(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<GuestView>> {
    queries::find_guest(ex, business, id).await
}

/// The guests whom the business has blocked, the last one first.
///
/// # Errors
/// When the database fails.
pub async fn list_blocked(services: &Services, who: &Agent) -> Result<Vec<GuestView>> {
    queries::list_blocked(services.db(), who.business()).await
}

/// Shuts a guest out, inside the transaction that closes their chat. Says whether they were in.
///
/// # Errors
/// When the database fails.
pub async fn block_guest(tx: &mut Tx, business: BusinessId, id: MemberId) -> Result<bool> {
    let was_in = queries::update_blocked(tx, business, id).await? > 0;
    // Their sockets ask again who they are.
    tx.hint(Topic::Person(id), Hint { what: Subject::Person, id: id.0 });
    Ok(was_in)
}

/// Lets a guest in again.
///
/// # Errors
/// `NotFound` when nobody was blocked under this id.
pub async fn unblock_guest(services: &Services, who: &Agent, id: MemberId) -> Result<()> {
    let mut tx = services.begin().await?;
    if queries::update_unblocked(&mut tx, who.business(), id).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await
}

fn blocked() -> Error {
    Error::Denied("You cannot chat with this business any more.".into())
}
