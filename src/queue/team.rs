//! The queue at a moment, as the database has it: the staff with what they hold, and what waits.

use super::model::{AgentNow, Plan, Settings, Shifts, Waiting};
use super::queries::{self, StaffRow, waiting as work};
use super::rules::{has_room, is_ready};
use super::shifts;
use crate::accounts::model::Role;
use crate::assignments::actions as assignments;
use crate::assignments::model::Work;
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CategoryId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::platform::Ex;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The zone of a business: to find shifts in, and for words.
pub async fn zone(ex: impl Into<Ex<'_>>, business: BusinessId, now: Timestamp) -> Result<(Tz, Zone)> {
    let business = businesses::find(ex, business).await?;
    Ok((business.time_zone.parse().unwrap_or(Tz::UTC), businesses::zone(&business, now)))
}

/// What somebody takes, and when. Who never decided takes what their role takes: agents everything, admins nothing.
pub fn plan(row: &StaffRow, skills: BTreeSet<CategoryId>) -> Plan {
    let shifts: Shifts = row.shifts.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    Plan { takes_part: row.takes_part.unwrap_or(row.role == Role::Agent), capacity: row.capacity, shifts, skills }
}

/// Shifts as they are stored.
pub fn to_json(shifts: &Shifts) -> String {
    serde_json::to_string(shifts).expect("shifts are plain data")
}

/// Everybody of the staff with their plan, by name.
pub async fn plans(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<(StaffRow, Plan)>> {
    let mut ex = ex.into();
    let staff = queries::list_staff(ex.again(), business).await?;
    let mut skills: BTreeMap<MemberId, BTreeSet<CategoryId>> = BTreeMap::new();
    for (member, category) in queries::list_skills(ex, business).await? {
        skills.entry(member).or_default().insert(category);
    }
    let with_plan = |row: StaffRow| {
        let plan = plan(&row, skills.remove(&row.id).unwrap_or_default());
        (row, plan)
    };
    Ok(staff.into_iter().map(with_plan).collect())
}

/// Everybody of the staff as the queue sees them now, by name.
pub async fn agents(ex: impl Into<Ex<'_>>, business: BusinessId, settings: &Settings, zone: Tz, now: Timestamp) -> Result<Vec<AgentNow>> {
    let mut ex = ex.into();
    let plans = plans(ex.again(), business).await?;
    let tickets: HashMap<MemberId, i64> = work::list_held_tickets(ex.again(), business).await?.into_iter().collect();
    let chats: HashMap<MemberId, i64> = work::list_held_chats(ex, business).await?.into_iter().collect();
    let agent = |(row, plan): (StaffRow, Plan)| {
        let (tickets, chats) = (tickets.get(&row.id).copied().unwrap_or_default(), chats.get(&row.id).copied().unwrap_or_default());
        AgentNow {
            id: row.id,
            name: row.name,
            takes_part: plan.takes_part,
            availability: row.availability,
            shift: shifts::at(&plan.shifts, zone, now),
            skills: plan.skills,
            capacity: plan.capacity.unwrap_or(settings.capacity),
            load: tickets * settings.ticket_weight + chats * settings.chat_weight,
            tickets,
            chats,
            last_given_at: row.last_given_at,
        }
    };
    Ok(plans.into_iter().map(agent).collect())
}

/// The categories that those handle who could be given something now; `None` when one of them handles all, nothing when there is nobody.
pub fn skills_at_hand(agents: &[AgentNow]) -> (bool, Option<Vec<CategoryId>>) {
    let ready: Vec<&AgentNow> = agents.iter().filter(|a| is_ready(a) && has_room(a, 1)).collect();
    let all = ready.iter().any(|a| a.skills.is_empty());
    let skills: BTreeSet<CategoryId> = ready.iter().flat_map(|a| a.skills.iter().copied()).collect();
    (!ready.is_empty(), (!all).then(|| skills.into_iter().collect()))
}

/// The same apart: what each of them handles, every set once; `None` is all.
pub fn sets_at_hand(agents: &[AgentNow]) -> Vec<Option<Vec<CategoryId>>> {
    let sets: BTreeSet<&BTreeSet<CategoryId>> = agents.iter().filter(|a| is_ready(a) && has_room(a, 1)).map(|a| &a.skills).collect();
    sets.into_iter().map(|set| (!set.is_empty()).then(|| set.iter().copied().collect())).collect()
}

/// Something that waits, as lists show it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What the rules need.
    pub waiting: Waiting,
    /// A ticket's subject, or the visitor's name.
    pub title: String,
    /// A ticket's number.
    pub number: Option<i64>,
}

/// What waits, in its order, at most `limit` tickets and as many chats; tickets about one of `skills` only, when they are given.
pub async fn waiting(
    ex: impl Into<Ex<'_>>,
    business: BusinessId,
    settings: &Settings,
    skills: Option<&[CategoryId]>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Shown>> {
    let mut ex = ex.into();
    let tickets = work::list_tickets(ex.again(), business, skills, (now, settings.ageing_ms()), limit).await?;
    let chats = work::list_chats(ex.again(), business, limit).await?;
    let ids: Vec<TicketId> = tickets.iter().map(|t| t.id).collect();
    let mut wanted: HashMap<TicketId, Vec<(CategoryId, String)>> = HashMap::new();
    for (ticket, category, name) in work::list_ticket_skills(ex.again(), business, &ids).await? {
        wanted.entry(ticket).or_default().push((category, name));
    }
    let longest = settings.ticket_silent_minutes.max(settings.chat_silent_minutes) * 60_000;
    let silent = assignments::list_silent(ex, business, now.plus_ms(-longest)).await?;
    let held_back = |work: Work| {
        let since = now.plus_ms(-settings.silent_ms(work).unwrap_or_default());
        silent.iter().filter(|(other, _, at)| *other == work && *at > since).map(|(_, agent, _)| *agent).collect::<Vec<_>>()
    };
    let tickets = tickets.into_iter().map(|t| {
        let work = Work::Ticket(t.id);
        let skills = wanted.remove(&t.id).unwrap_or_default();
        let (since, category) = (t.waiting_since, t.category_id.zip(t.category));
        let waiting = Waiting { work, priority: t.priority, since, category, skills, held_back: held_back(work) };
        Shown { waiting, title: t.subject, number: Some(t.number) }
    });
    let chats = chats.into_iter().map(|c| {
        let work = Work::Chat(c.id);
        let waiting = Waiting { work, priority: settings.chat_priority, since: c.since, category: None, skills: Vec::new(), held_back: held_back(work) };
        Shown { waiting, title: c.name, number: None }
    });
    let mut all: Vec<Shown> = tickets.chain(chats).collect();
    all.sort_by(|a, b| super::rules::order(&a.waiting, &b.waiting, settings, now));
    Ok(all)
}
