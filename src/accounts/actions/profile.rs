//! What people say of themselves: name, availability, being there.

use super::super::model::Availability;
use super::super::proof::{Agent, Person};
use super::super::queries;
use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services, Tx};

/// Changes how somebody is called in their business.
///
/// # Errors
/// `Invalid` when the name cannot be used.
pub async fn rename(services: &Services, who: &Person, name: &str) -> Result<()> {
    let mut check = Check::new();
    let name = check.line("name", "Name", name, 1, 80);
    check.finish()?;
    let mut tx = services.begin().await?;
    if queries::update_name(&mut tx, who.business(), who.member(), &name).await? > 0 {
        tx.emit(who.business(), Some(who.member()), Event::MemberChanged { member: who.member() }).await?;
    }
    tx.commit().await
}

/// Says whether an agent takes work.
///
/// # Errors
/// When the database fails.
pub async fn set_availability(services: &Services, who: &Agent, to: Availability) -> Result<()> {
    let mut tx = services.begin().await?;
    if queries::update_availability(&mut tx, who.business(), who.member(), to).await? > 0 {
        tx.emit(who.business(), Some(who.member()), Event::AvailabilityChanged { agent: who.member(), to }).await?;
    }
    tx.commit().await
}

/// Notes for many people at once that their sockets are open and until when they count as online; `until` now: the last one closed.
/// Staff who were set away because they were gone are back to what they had said.
///
/// # Errors
/// When the database fails.
pub async fn note_presence(services: &Services, people: &[(BusinessId, MemberId)], until: Timestamp) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::update_presence(&mut tx, people, until).await?;
    if until > tx.now() {
        let back = queries::update_back(&mut tx, people).await?;
        told_of_availability(&mut tx, back).await?;
    }
    tx.commit().await
}

/// Notes for many people at once that they did something: wrote, read, clicked. Who does nothing for five minutes is idle.
///
/// # Errors
/// When the database fails.
pub async fn note_activity(services: &Services, people: &[(BusinessId, MemberId)]) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::update_active(&mut tx, people).await?;
    tx.commit().await
}

/// Tells whose availability changed by itself.
pub(in crate::accounts) async fn told_of_availability(tx: &mut Tx, changed: Vec<(BusinessId, MemberId, Availability)>) -> Result<()> {
    for (business, agent, to) in changed {
        tx.emit(business, None, Event::AvailabilityChanged { agent, to }).await?;
    }
    Ok(())
}

/// How many people of a business have a page open: staff, customers and guests.
///
/// # Errors
/// When the database fails.
pub async fn count_online(ex: impl Into<Ex<'_>>, business: BusinessId, now: Timestamp) -> Result<i64> {
    queries::count_online(ex, business, now).await
}

/// How many of the staff are there and take work.
///
/// # Errors
/// When the database fails.
pub async fn count_ready(ex: impl Into<Ex<'_>>, business: BusinessId, now: Timestamp) -> Result<i64> {
    queries::count_ready(ex, business, now).await
}

/// The names of those who are there and take work, at most five: for visitors.
///
/// # Errors
/// When the database fails.
pub async fn list_ready(ex: impl Into<Ex<'_>>, business: BusinessId, now: Timestamp) -> Result<Vec<String>> {
    queries::list_ready(ex, business, now).await
}
