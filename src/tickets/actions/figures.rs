//! The numbers that admins see.

use crate::accounts::{Admin, Agent};
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::{MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Services, outbox};
use crate::sla::actions as sla;
use crate::sla::calendar::Calendar;
use crate::sla::model::Policy;
use crate::sla::trial::{Row, trial};
use crate::tickets::course;
use crate::tickets::model::Today;
use crate::tickets::queries::figures;
use crate::tickets::queries::lists;
use std::collections::HashMap;

/// The days of the past that promises are tried on.
pub const TRIAL_DAYS: i64 = 30;
/// Tickets of a trial; of more the newest count.
const TRIED: i64 = 20_000;

/// What happened since midnight in the business's own time.
///
/// # Errors
/// When the database fails.
pub async fn today(services: &Services, who: &Admin) -> Result<Today> {
    let business = businesses::find(services.db(), who.business()).await?;
    figures::find_today(services.db(), who.business(), businesses::midnight(&business, services.now())).await
}

/// The active tickets somebody holds.
///
/// # Errors
/// When the database fails.
pub async fn held_by(services: &Services, who: &Agent, member: MemberId) -> Result<Vec<TicketId>> {
    lists::list_held_by(services.db(), who.business(), member).await
}

/// How many active tickets each agent holds; agents without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn held(services: &Services, who: &Admin) -> Result<HashMap<MemberId, i64>> {
    Ok(figures::list_held(services.db(), who.business()).await?.into_iter().collect())
}

/// What promises would have meant for the tickets of the last [`TRIAL_DAYS`]. Changes nothing.
///
/// # Errors
/// `Invalid` names the field, as when they are saved.
pub async fn try_policy(services: &Services, who: &Admin, policy: &Policy) -> Result<Vec<Row>> {
    sla::check_policy(policy)?;
    let (db, now) = (services.db(), services.now());
    let since = now.plus_ms(-TRIAL_DAYS * 86_400_000);
    let calendar = Calendar::of(&businesses::find(db, who.business()).await?, policy);
    let mut histories: HashMap<TicketId, Vec<(Timestamp, Event)>> = HashMap::new();
    for (at, event) in outbox::list_of_kind(db, who.business(), since, "status_changed").await? {
        if let Event::StatusChanged { ticket, .. } = &event {
            histories.entry(*ticket).or_default().push((at, event));
        }
    }
    let mut past = figures::list_past(db, who.business(), since, TRIED).await?;
    for ticket in &mut past {
        let history = histories.get(&ticket.id).into_iter().flatten();
        ticket.pauses = course::pauses(history.map(|(at, event)| (*at, event)));
    }
    Ok(trial(&past, policy, &calendar, now))
}
