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
        let home = queries::find_in_business(&mut tx, business, account).await?.filter(|home| home.role.is_staff());
        if let Some(home) = home
            && queries::count_sessions(&mut tx, business, account, now).await? == 0
            && queries::update_availability(&mut tx, business, home.member_id, Availability::Offline).await? > 0
        {
            let event = Event::AvailabilityChanged { agent: home.member_id, to: Availability::Offline };
            tx.emit(business, Some(home.member_id), event).await?;
        }
    }
    tx.commit().await
}

/// Staff who were offline are available once they come in; whoever said busy or away elsewhere stays so.
///
/// # Errors
/// When the database fails.
pub async fn arrive(tx: &mut Tx, business: BusinessId, account: AccountId) -> Result<()> {
    if let Some(agent) = queries::update_arrived(tx, business, account).await? {
        tx.emit(business, Some(agent), Event::AvailabilityChanged { agent, to: Availability::Available }).await?;
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
