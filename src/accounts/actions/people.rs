//! What admins do about people: list, change roles, let in and shut out.

use super::super::model::{Group, Member, PersonRow, Role, Seen};
use super::super::proof::{Admin, Agent};
use super::super::{queries, rules};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::MemberId;
use crate::kernel::page::{Cursor, Page};
use crate::kernel::text::preview;
use crate::platform::{Services, Tx};

/// People on one page of a list.
const PAGE: usize = 50;

/// One group of the people of the business, the newest first, narrowed to those whose name or address contains `search`.
///
/// # Errors
/// When the database fails.
pub async fn list_people(services: &Services, who: &Admin, group: Group, search: &str, after: Option<Cursor>) -> Result<Page<PersonRow>> {
    let before = after.map_or(i64::MAX, |c| c.id);
    let rows = queries::list_people(services.db(), who.business(), group, before, &like(search), PAGE as i64 + 1, services.now()).await?;
    Ok(Page::cut(rows, PAGE, |p| Cursor { key: p.member.created_at.0, id: p.member.id.0 }))
}

/// A pattern that finds `search` anywhere; empty finds all.
fn like(search: &str) -> String {
    let word = preview(&search.to_lowercase(), 80);
    let escaped = word.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    if escaped.is_empty() { String::new() } else { format!("%{escaped}%") }
}

/// The active agents and admins of the business, by name.
///
/// # Errors
/// When the database fails.
pub async fn list_staff(services: &Services, who: &Agent) -> Result<Vec<Member>> {
    queries::list_staff(services.db(), who.business()).await
}

/// One person of the business.
///
/// # Errors
/// `NotFound`.
pub async fn find_person(services: &Services, who: &Agent, id: MemberId) -> Result<Member> {
    queries::find_member(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

/// When one person of the business was there, or a guest, who has no account.
///
/// # Errors
/// `NotFound`.
pub async fn find_seen(services: &Services, who: &Agent, id: MemberId) -> Result<Seen> {
    queries::find_seen(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

/// The partners of the business who may sign in, by name.
///
/// # Errors
/// When the database fails.
pub async fn list_partners(services: &Services, who: &Agent) -> Result<Vec<Member>> {
    queries::list_partners(services.db(), who.business()).await
}

/// Customers who may still sign in and whose name or address contains `search`, the newest first, at most 50.
///
/// # Errors
/// When the database fails.
pub async fn find_customers(services: &Services, who: &Agent, search: &str) -> Result<Vec<Member>> {
    let rows = queries::list_people(services.db(), who.business(), Group::Customers, i64::MAX, &like(search), PAGE as i64, services.now()).await?;
    Ok(rows.into_iter().map(|row| row.member).filter(|m| m.role == Role::Customer && m.deactivated_at.is_none()).collect())
}

/// Changes what somebody is. Since nobody changes their own role, the business keeps at least one admin: the one who acts.
///
/// # Errors
/// `Denied` for oneself, the owner, or a role this person may not have; `NotFound` when there is no such person.
pub async fn change_role(services: &Services, who: &Admin, id: MemberId, to: Role) -> Result<()> {
    let mut tx = services.begin().await?;
    let standing = lock_and_find(&mut tx, who, id).await?;
    if standing.role == to {
        return Ok(());
    }
    rules::check_new_role(standing.role, to, standing.is_verified).map_err(|why| Error::Denied(why.into()))?;
    queries::update_role(&mut tx, who.business(), id, to).await?;
    tell_and_commit(tx, who, id).await
}

/// Shuts somebody out: their sessions in this business end at once, and an invitation that waits is withdrawn.
///
/// # Errors
/// `Denied` for oneself and the owner; `NotFound` when there is no such person.
pub async fn deactivate(services: &Services, who: &Admin, id: MemberId) -> Result<()> {
    let mut tx = services.begin().await?;
    lock_and_find(&mut tx, who, id).await?;
    queries::delete_invites(&mut tx, id).await?;
    queries::update_deactivated(&mut tx, who.business(), id).await?;
    queries::delete_sessions_of_member(&mut tx, who.business(), id).await?;
    tell_and_commit(tx, who, id).await
}

/// Lets somebody in again.
///
/// # Errors
/// `Denied` when they never accepted their invitation; `NotFound` when there is no such person.
pub async fn reactivate(services: &Services, who: &Admin, id: MemberId) -> Result<()> {
    let mut tx = services.begin().await?;
    let standing = lock_and_find(&mut tx, who, id).await?;
    if standing.deactivated_at.is_none() {
        return Ok(());
    }
    if !standing.has_joined {
        return Err(Error::Denied("This person never accepted the invitation. Invite them again.".into()));
    }
    queries::update_reactivated(&mut tx, who.business(), id).await?;
    tell_and_commit(tx, who, id).await
}

/// Waits for others who change this business's people, then looks whether `who` may still change this one.
async fn lock_and_find(tx: &mut Tx, who: &Admin, id: MemberId) -> Result<queries::Standing> {
    queries::lock_people(tx, who.business()).await?;
    let actor = queries::find_standing(&mut *tx, who.business(), who.member()).await?.ok_or(Error::NotFound)?;
    if actor.role != Role::Admin || actor.deactivated_at.is_some() {
        return Err(Error::Denied("You are no longer an admin of this business.".into()));
    }
    let standing = queries::find_standing(&mut *tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    if id == who.member() {
        return Err(Error::Denied("You cannot do this to yourself. Ask another admin.".into()));
    }
    if standing.is_owner {
        return Err(Error::Denied("The owner of this installation always stays an admin.".into()));
    }
    Ok(standing)
}

async fn tell_and_commit(mut tx: Tx, who: &Admin, member: MemberId) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::MemberChanged { member }).await?;
    tx.commit().await
}
