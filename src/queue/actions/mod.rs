//! What people do with the queue: admins decide, everybody of the staff looks at it and takes the next piece; whoever leaves hands over.

mod figures;
mod leave;

pub use figures::{agent_figures, team_figures};
pub use leave::send_off;

use crate::accounts::model::Role;
use crate::accounts::{Admin, Agent};
use crate::assignments::model::Work;
use crate::chats::actions as chats;
use crate::error::{Error, Result};
use crate::event::{Event, Hint, Subject, Topic};
use crate::kernel::ids::{BusinessId, CategoryId, MemberId};
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::platform::{Ex, Services, Tx};
use crate::queue::draft::{PlanDraft, SettingsDraft};
use crate::queue::jobs;
use crate::queue::model::{AgentNow, Depth, Hands, Held, Line, Plan, Settings};
use crate::queue::queries;
use crate::queue::queries::waiting::{self as work, HeldRow};
use crate::queue::rules;
use crate::queue::team::{self, Shown};
use crate::tickets::actions as tickets;
use crate::tickets::model::Priority;

/// Lines of the list of what waits.
const SHOWN: i64 = 50;
/// Lines of each agent in the list of what they have.
const HELD_SHOWN: i64 = 20;
/// Lines of it when only one agent is looked at.
const HELD_OF_ONE: i64 = 500;

/// What a business decided, or what holds where it never did.
///
/// # Errors
/// When the database fails.
pub async fn settings(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Settings> {
    Ok(queries::find(ex, business).await?.unwrap_or_default())
}

/// Decides how work is handed out.
///
/// # Errors
/// `Invalid` names the field.
pub async fn change_settings(services: &Services, admin: &Admin, draft: &SettingsDraft) -> Result<()> {
    let mut tx = services.begin().await?;
    let before = queries::lock(&mut tx, admin.business()).await?.unwrap_or_default();
    let mut check = Check::new();
    let settings = draft.read(&mut check, before.is_paused && draft.is_on);
    for (row, plan) in team::plans(&mut tx, admin.business()).await? {
        let Some(own) = plan.capacity else { continue };
        for (field, label, weight) in [("ticket_weight", "A ticket", settings.ticket_weight), ("chat_weight", "A live chat", settings.chat_weight)] {
            if weight > own && weight <= settings.capacity {
                check.fail(field, format!("{label}: {} can hold {own} points, so {weight} would never fit. Raise that capacity first.", row.name));
            }
        }
    }
    check.finish()?;
    queries::save(&mut tx, admin.business(), &settings).await?;
    jobs::look_out(&mut tx, admin.business()).await?;
    tell(tx, admin, "queue").await
}

/// Lets the queue rest, or go on.
///
/// # Errors
/// `Conflict` when it is not switched on.
pub async fn set_paused(services: &Services, admin: &Admin, is_paused: bool) -> Result<()> {
    let mut tx = services.begin().await?;
    let before = queries::lock(&mut tx, admin.business()).await?.filter(|s| s.is_on);
    let before = before.ok_or_else(|| Error::Conflict("The queue is not switched on. Switch it on in its settings.".into()))?;
    if before.is_paused == is_paused {
        return Ok(());
    }
    queries::save(&mut tx, admin.business(), &Settings { is_paused, ..before }).await?;
    tell(tx, admin, "queue").await
}

async fn tell(mut tx: Tx, admin: &Admin, page: &str) -> Result<()> {
    tx.emit(admin.business(), Some(admin.member()), Event::SettingsChanged { page: page.into() }).await?;
    // Agents look at the queue, too.
    tx.hint(Topic::Desk(admin.business()), Hint { what: Subject::Settings, id: 0 });
    tx.commit().await
}

/// One of the staff with their plan.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Who.
    pub id: MemberId,
    /// How they are called.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// What they take, and when.
    pub plan: Plan,
}

/// Everybody of the staff with their plan, by name.
///
/// # Errors
/// When the database fails.
pub async fn list_plans(services: &Services, admin: &Admin) -> Result<Vec<Planned>> {
    let plans = team::plans(services.db(), admin.business()).await?;
    Ok(plans.into_iter().map(|(row, plan)| Planned { id: row.id, name: row.name, role: row.role, plan }).collect())
}

/// One of the staff with their plan.
///
/// # Errors
/// `NotFound` when nobody of the staff has this id.
pub async fn find_plan(services: &Services, admin: &Admin, member: MemberId) -> Result<Planned> {
    list_plans(services, admin).await?.into_iter().find(|p| p.id == member).ok_or(Error::NotFound)
}

/// Decides what one of the staff takes, and when.
///
/// # Errors
/// `Invalid` names the field; `NotFound` when nobody of the staff has this id.
pub async fn change_plan(services: &Services, admin: &Admin, member: MemberId, draft: &PlanDraft) -> Result<()> {
    find_plan(services, admin, member).await?;
    let categories = tickets::list_categories(services, admin).await?;
    let categories: Vec<CategoryId> = categories.into_iter().map(|c| c.id).collect();
    let mut tx = services.begin().await?;
    let settings = queries::lock(&mut tx, admin.business()).await?.unwrap_or_default();
    let mut check = Check::new();
    let plan = draft.read(&mut check, &settings, &categories);
    check.finish()?;
    write_plan(&mut tx, admin.business(), member, &plan).await?;
    jobs::look_out(&mut tx, admin.business()).await?;
    tell(tx, admin, "shifts").await
}

/// Stores what one of the staff takes, and when.
///
/// # Errors
/// When the database fails.
pub async fn write_plan(tx: &mut Tx, business: BusinessId, member: MemberId, plan: &Plan) -> Result<()> {
    queries::save_plan(tx, business, member, plan.takes_part, plan.capacity, &team::to_json(&plan.shifts)).await?;
    queries::replace_skills(tx, business, member, plan.skills.iter().copied()).await
}

/// The queue as its page shows it.
#[derive(Clone, Debug)]
pub struct Overview {
    /// What the business decided.
    pub settings: Settings,
    /// How much waits.
    pub depth: Depth,
    /// What waits, in its order, at most fifty.
    pub lines: Vec<Line>,
    /// Those who take part, or hold something, by name.
    pub agents: Vec<AgentNow>,
    /// What they have, by holder, at most twenty of each.
    pub held: Vec<Hands>,
    /// For the words.
    pub zone: Zone,
    /// The moment.
    pub now: Timestamp,
}

/// The queue now; what agents have of `of` alone, and then all of it, when somebody is named.
///
/// # Errors
/// When the database fails.
pub async fn overview(services: &Services, who: &Agent, of: Option<MemberId>) -> Result<Overview> {
    let (db, business, now) = (services.db(), who.business(), services.now());
    let settings = settings(db, business).await?;
    let (tz, zone) = team::zone(db, business, now).await?;
    let mut agents = team::agents(db, business, &settings, tz, now).await?;
    let waiting = team::waiting(db, business, &settings, None, now, SHOWN).await?;
    let lines = waiting.into_iter().take(SHOWN as usize).map(|shown| line(shown, &agents, &settings, &zone, now)).collect();
    agents.retain(|a| a.takes_part || a.load > 0);
    let each = if of.is_some() { HELD_OF_ONE } else { HELD_SHOWN };
    let held = hands(work::list_held(db, business, each, of).await?);
    Ok(Overview { depth: depth(services, business).await?, settings, lines, agents, held, zone, now })
}

/// Rows in the order of their holders, by holder.
fn hands(rows: Vec<HeldRow>) -> Vec<Hands> {
    let mut hands: Vec<Hands> = Vec::new();
    for row in rows {
        let Some(work) = Work::of(row.ticket_id, row.chat_id) else { continue };
        let held = Held { work, title: row.title, number: row.number, since: row.since };
        match hands.last_mut().filter(|h| h.agent == row.assignee_id) {
            Some(same) => same.shown.push(held),
            None => hands.push(Hands { agent: row.assignee_id, total: row.total, shown: vec![held] }),
        }
    }
    hands
}

fn line(shown: Shown, agents: &[AgentNow], settings: &Settings, zone: &Zone, now: Timestamp) -> Line {
    let Shown { waiting, title, number } = shown;
    let why = match rules::pick(&waiting, settings.weight(waiting.work), agents) {
        _ if !settings.is_on => "Nobody has taken it yet.".into(),
        _ if settings.is_paused => "The queue is paused.".into(),
        Ok(_) => "It is handed out in a moment.".into(),
        Err(why) => rules::why_nobody(&waiting, why, agents, zone, now),
    };
    let counts_as = Some(rules::rank(&waiting, settings, now)).filter(|rank| *rank != waiting.priority);
    Line { waiting, title, number, counts_as, why }
}

async fn depth(services: &Services, business: BusinessId) -> Result<Depth> {
    let tickets = work::list_depth(services.db(), business).await?;
    let (chats, since) = work::find_chat_depth(services.db(), business).await?;
    let count = |priority: Priority| tickets.iter().find(|(p, ..)| *p == priority).map_or(0, |(_, n, _)| *n);
    let oldest = tickets.iter().map(|(.., at)| *at).chain(since).min();
    Ok(Depth { tickets: Priority::ALL.iter().rev().map(|p| (*p, count(*p))).collect(), chats, oldest })
}

/// What somebody took from the head of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What.
    pub work: Work,
    /// A ticket's number.
    pub number: Option<i64>,
}

/// Takes the first piece that waits and that this agent handles, whatever their shift and load: they ask for it. `None` when nothing waits.
///
/// # Errors
/// When the database fails.
pub async fn take_next(services: &Services, who: &Agent) -> Result<Option<Taken>> {
    let (db, business) = (services.db(), who.business());
    let settings = settings(db, business).await?;
    let plans = team::plans(db, business).await?;
    let own = plans.into_iter().find(|(row, _)| row.id == who.member()).map(|(_, plan)| plan.skills.into_iter().collect::<Vec<_>>());
    let skills = own.filter(|skills| !skills.is_empty());
    for Shown { waiting, number, .. } in team::waiting(db, business, &settings, skills.as_deref(), services.now(), SHOWN).await? {
        let taken = match waiting.work {
            Work::Ticket(id) => tickets::take(services, who, id).await,
            Work::Chat(id) => chats::take(services, who, id).await,
        };
        match taken {
            Ok(()) => return Ok(Some(Taken { work: waiting.work, number })),
            // Somebody was faster: the next one.
            Err(Error::Conflict(_) | Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}
