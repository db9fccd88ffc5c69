//! Signed-in devices: begun, recognised, listed, ended.

use super::super::model::{Availability, Device, Role, Session, SignedIn};
use super::super::proof::Identity;
use super::super::{queries, rules};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{AccountId, BusinessId, SessionId};
use crate::platform::{Services, Tx, secret};

/// Who a session token belongs to: one query, afresh on every request. `None` when it is unknown, expired or its person deactivated.
///
/// # Errors
/// When the database fails.
pub async fn identify(services: &Services, token: &str) -> Result<Option<Identity>> {
    let now = services.now();
    let Some(row) = queries::find_session(services.db(), &secret::hash(token), now).await? else { return Ok(None) };
    if now.since(row.seen_at) >= rules::SESSION_TOUCH_MS {
        let mut tx = services.begin().await?;
        queries::touch_session(&mut tx, row.session_id).await?;
        tx.commit().await?;
    }
    Ok(Some(Identity::new(row)))
}

/// Begins a session under a fresh token; the one this browser had before ends.
///
/// # Errors
/// When the database fails.
pub async fn start_session(tx: &mut Tx, account: AccountId, business: BusinessId, role: Role, device: &Device) -> Result<SignedIn> {
    if let Some(before) = &device.replaces {
        queries::delete_session_by_token(tx, &secret::hash(before)).await?;
    }
    let token = secret::long_token();
    queries::insert_session(tx, &secret::hash(&token), account, business, device).await?;
    Ok(SignedIn { token, role })
}

/// Ends the session of a token. An agent who leaves their last device is offline from then on.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(services: &Services, token: &str) -> Result<()> {
    let mut tx = services.begin().await?;
    if let Some((account, business)) = queries::delete_session_by_token(&mut tx, &secret::hash(token)).await? {
        let now = tx.now();
        let home = queries::find_in_business(&mut tx, business, account).await?;
        if let Some(home) = home.filter(|h| h.role.is_staff())
            && queries::count_sessions(&mut tx, business, account, now).await? == 0
        {
            set_available(&mut tx, &home, Availability::Offline).await?;
        }
    }
    tx.commit().await
}

/// Notes what an agent says of themselves and tells of it when it is new.
pub(super) async fn set_available(tx: &mut Tx, home: &queries::Home, to: Availability) -> Result<()> {
    if queries::update_availability(tx, home.business_id, home.member_id, to).await? > 0 {
        tx.emit(home.business_id, Some(home.member_id), Event::AvailabilityChanged { agent: home.member_id, to }).await?;
    }
    Ok(())
}

/// One's own signed-in devices, the one used last first.
///
/// # Errors
/// When the database fails.
pub async fn list_sessions(services: &Services, who: &Identity) -> Result<Vec<Session>> {
    queries::list_sessions(services.db(), who.account(), services.now()).await
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `NotFound` when there is no such session, or it is somebody else's.
pub async fn revoke(services: &Services, who: &Identity, session: SessionId) -> Result<()> {
    let mut tx = services.begin().await?;
    if queries::delete_session(&mut tx, who.account(), session).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await
}

/// Ends all of one's own sessions but this one; says how many.
///
/// # Errors
/// When the database fails.
pub async fn revoke_others(services: &Services, who: &Identity) -> Result<u64> {
    let mut tx = services.begin().await?;
    let ended = queries::delete_other_sessions(&mut tx, who.account(), who.session()).await?;
    tx.commit().await?;
    Ok(ended)
}
