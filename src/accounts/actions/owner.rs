//! Owners from the command line: made, or given back their way in.

use super::super::model::Role;
use super::super::queries;
use super::enrol::{Newcomer, check_newcomer, enrol};
use super::password::hash_password;
use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::{BusinessId, SessionId};
use crate::kernel::text::Check;
use crate::platform::Services;

/// Sees to it that this address has an account with this password, that it owns the installation and runs the business. Sessions it had end.
/// Whoever can run commands on the machine answers for the address. Says whether the account is new.
///
/// # Errors
/// `Invalid` when something cannot be used.
pub async fn ensure_owner(services: &Services, business: BusinessId, name: &str, email: &str, password: &str) -> Result<bool> {
    let mut check = Check::new();
    let (name, email) = check_newcomer(&mut check, name, email, password);
    check.finish()?;
    let hash = hash_password(services, password).await?;
    let mut tx = services.begin().await?;
    let known = queries::find_credentials(&mut tx, &email).await?;
    let member = match &known {
        Some(known) => {
            queries::update_password(&mut tx, known.id, &hash).await?;
            queries::update_owner(&mut tx, known.id).await?;
            queries::update_verified(&mut tx, known.id).await?;
            queries::delete_other_sessions(&mut tx, known.id, SessionId(0)).await?;
            queries::ensure_admin(&mut tx, business, known.id, &name).await?
        }
        None => {
            let new = Newcomer { role: Role::Admin, name: &name, email: &email, password_hash: Some(&hash), is_verified: true, is_owner: true };
            enrol(&mut tx, business, &new).await?.1
        }
    };
    tx.emit(business, None, Event::MemberJoined { member }).await?;
    tx.commit().await?;
    Ok(known.is_none())
}
