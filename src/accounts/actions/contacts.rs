//! Finding people for features that act for nobody: reactions and jobs.

use super::super::model::{Being, Member, Role};
use super::super::proof::LinkHolder;
use super::super::{queries, rules};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::Ex;

/// A person of the business, to write to them.
///
/// # Errors
/// When the database fails.
pub async fn find_contact(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<Member>> {
    queries::find_member(ex, business, id).await
}

/// Whether somebody is at their device; nobody at all is gone.
///
/// # Errors
/// When the database fails.
pub async fn find_being(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId, now: Timestamp) -> Result<Being> {
    let found = queries::find_member(ex, business, id).await?;
    Ok(found.map_or(Being::Gone, |m| rules::being(now, m.online_until, m.active_at)))
}

/// A customer of the business who has shown that their address is theirs; `None` for everybody else.
///
/// # Errors
/// When the database fails.
pub async fn find_confirmed(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<Member>> {
    Ok(queries::find_member(ex, business, id).await?.filter(|m| m.role == Role::Customer && m.is_verified && m.deactivated_at.is_none()))
}

/// Whoever has the link of something that this customer ordered; `None` when the customer's access has ended, or they are no customer any more.
///
/// # Errors
/// When the database fails.
pub async fn find_link_holder(ex: impl Into<Ex<'_>>, business: BusinessId, customer: MemberId) -> Result<Option<LinkHolder>> {
    let found = queries::find_member(ex, business, customer).await?.filter(|m| m.role == Role::Customer && m.deactivated_at.is_none());
    Ok(found.map(|m| LinkHolder::new(business, m.id, m.name)))
}

/// Whether somebody is a partner of the business who may sign in.
///
/// # Errors
/// When the database fails.
pub async fn is_partner(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<bool> {
    Ok(queries::find_member(ex, business, id).await?.is_some_and(|m| m.role == Role::Partner && m.deactivated_at.is_none()))
}

/// The customer of the business with this confirmed address.
///
/// # Errors
/// When the database fails.
pub async fn find_confirmed_by_email(ex: impl Into<Ex<'_>>, business: BusinessId, email: &str) -> Result<Option<MemberId>> {
    queries::find_confirmed(ex, business, email).await
}

/// Everybody of the team who may sign in, by name.
///
/// # Errors
/// When the database fails.
pub async fn list_team(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Member>> {
    queries::list_staff(ex, business).await
}

/// The admins of the business who may sign in.
///
/// # Errors
/// When the database fails.
pub async fn list_admins(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Member>> {
    Ok(queries::list_staff(ex, business).await?.into_iter().filter(|m| m.role == Role::Admin).collect())
}
