//! Coming in with a password, and going from one business to another.

use super::super::model::{DemoAccount, Device, Membership, Role, SignedIn};
use super::super::proof::{Identity, Owner, Visitor};
use super::super::{queries, rules};
use super::password::try_password;
use super::sessions::{arrive, start_session};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::platform::{Services, Tx, limits};

/// Signs somebody in and takes them to the business they used last.
///
/// # Errors
/// `Invalid` when address and password do not fit, without saying which; `TooMany` after several wrong tries; `Denied` when they no longer belong anywhere.
pub async fn sign_in(services: &Services, email: &str, password: &str, device: &Device) -> Result<SignedIn> {
    services.limits().check(limits::SIGN_IN_FROM, &device.address)?;
    let email = email.trim().to_lowercase();
    let known = queries::find_credentials(services.db(), &email).await?;
    let fits = try_password(services, &email, known.as_ref().and_then(|k| k.password_hash.as_deref()), password).await?;
    let wrong = || Error::field("password", "The e-mail address or the password is wrong. Check both, or ask for a new password.");
    let (known, hash) = known.filter(|_| fits).and_then(|k| k.password_hash.clone().map(|hash| (k, hash))).ok_or_else(wrong)?;
    let mut tx = services.begin().await?;
    // Comparing takes a moment, in which the password may have been taken away and all sessions ended.
    if !queries::change_password(&mut tx, known.id, &hash, &hash).await? {
        return Err(wrong());
    }
    let Some(home) = queries::find_home(&mut tx, known.id).await? else {
        return Err(Error::Denied("Your access has ended. Ask an admin of the business to let you in again.".into()));
    };
    let signed_in = start_session(&mut tx, known.id, home.business_id, home.role, device).await?;
    arrive(&mut tx, home.business_id, known.id).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// The accounts to try, from the owner to the customer, where the installation is the demo; empty anywhere else.
///
/// # Errors
/// When the database fails.
pub async fn list_demo_accounts(services: &Services) -> Result<Vec<DemoAccount>> {
    let mut accounts = queries::list_demo(services.db(), rules::DEMO_EMAILS).await?;
    accounts.sort_by_key(|account| rules::DEMO_EMAILS.iter().position(|email| *email == account.email));
    Ok(accounts)
}

/// The businesses somebody belongs to, by name.
///
/// # Errors
/// When the database fails.
pub async fn list_memberships(services: &Services, who: &Identity) -> Result<Vec<Membership>> {
    queries::list_memberships(services.db(), who.account()).await
}

/// Takes this session to another business its person belongs to; the owner may enter every one. Says what they are there.
///
/// # Errors
/// `NotFound` when there is no such business, or not for them.
pub async fn switch(services: &Services, who: &Identity, business: BusinessId) -> Result<Role> {
    let mut tx = services.begin().await?;
    let role = match queries::find_in_business(&mut tx, business, who.account()).await? {
        Some(home) => home.role,
        None => {
            let owner = who.owner().map_err(|_| Error::NotFound)?;
            queries::find_business_name(&mut tx, business).await?.ok_or(Error::NotFound)?;
            enter(&mut tx, business, &owner).await?;
            Role::Admin
        }
    };
    queries::update_session_business(&mut tx, who.session(), who.account(), business).await?;
    tx.commit().await?;
    Ok(role)
}

/// Makes the owner an admin of a business.
///
/// # Errors
/// When the database fails.
pub async fn enter(tx: &mut Tx, business: BusinessId, who: &Owner) -> Result<MemberId> {
    let member = queries::insert_owner(tx, business, who.member()).await?;
    tx.emit(business, Some(member), Event::MemberJoined { member }).await?;
    Ok(member)
}

/// Makes somebody who is signed in elsewhere a customer of this business too, and takes their session there. Says what they are there.
///
/// # Errors
/// `Denied` when this business has ended their access.
pub async fn join(services: &Services, who: &Identity, at: &Visitor) -> Result<Role> {
    let mut tx = services.begin().await?;
    if let Some(member) = queries::insert_member(&mut tx, at.business(), who.account(), Role::Customer, who.person().name(), true).await? {
        tx.emit(at.business(), Some(member), Event::MemberJoined { member }).await?;
    }
    let home = queries::find_in_business(&mut tx, at.business(), who.account()).await?;
    let home = home.ok_or_else(|| Error::Denied("This business has ended your access. Ask them to let you in again.".into()))?;
    queries::update_session_business(&mut tx, who.session(), who.account(), at.business()).await?;
    tx.commit().await?;
    Ok(home.role)
}
