//! Handing out what waits and taking back what lies, when something happened that matters to it; a sweep every ten seconds is the net.
//!
//! Everything that is decided about the work of a business is decided under one lock, the row of its settings: two processes never give the
//! same thing twice, nor more to anybody than they can hold.

use super::model::{Settings, Shifts, Waiting};
use super::queries::{self, waiting as work};
use super::rules::{self, Given, Terms};
use super::{shifts, team};
use crate::accounts::actions as accounts;
use crate::accounts::model::Availability;
use crate::assignments::actions as assignments;
use crate::assignments::model::{Returned, Work};
use crate::chats::model::Turn;
use crate::chats::{actions as chats, jobs as chat_jobs};
use crate::error::Result;
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, CategoryId, MemberId};
use crate::platform::{Ex, Services, Tx};
use crate::tickets::{actions as tickets, jobs as ticket_jobs};
use std::collections::BTreeSet;

/// Tickets, and as many chats, that are looked at in one turn.
const LOOKED_AT: i64 = 200;
/// Pieces that one transaction gives on SQLite, whose writer others wait for. On PostgreSQL it is one: a transaction that locks several threads
/// could wait in a circle with those who write in them.
const BATCH: usize = 25;

/// Hands out what waits at a business until nobody can be given anything more.
///
/// # Errors
/// When the database fails.
pub async fn run(services: &Services, business: BusinessId) -> Result<()> {
    let limit = if services.db().is_postgres() { 1 } else { BATCH };
    loop {
        let mut tx = services.begin().await?;
        let goes_on = hand_out(&mut tx, business, limit).await?;
        tx.commit().await?;
        if !goes_on {
            return Ok(());
        }
    }
}

/// Gives at most `limit` pieces. Says whether there may be more that somebody could be given now.
async fn hand_out(tx: &mut Tx, business: BusinessId, limit: usize) -> Result<bool> {
    let Some(settings) = queries::lock(tx, business).await?.filter(Settings::is_running) else { return Ok(false) };
    let now = tx.now();
    let (tz, zone) = team::zone(&mut *tx, business, now).await?;
    let mut agents = team::agents(&mut *tx, business, &settings, tz, now).await?;
    let (is_anybody, skills) = team::skills_at_hand(&agents);
    if !is_anybody {
        return Ok(false);
    }
    let terms = Terms { settings: &settings, zone: &zone, now };
    let mut waiting = look(tx, business, &settings, skills.as_deref()).await?;
    let is_cut = waiting.len() >= LOOKED_AT as usize;
    let mut given = rules::hand_out(&mut waiting, &mut agents, terms, limit);
    if given.is_empty() && is_cut {
        // All that stands first may be for nobody: it wants what two handle only together, or whoever handles it has no room. Behind it may lie
        // what somebody else could have.
        waiting.clear();
        for skills in team::sets_at_hand(&agents) {
            waiting.extend(look(tx, business, &settings, skills.as_deref()).await?);
        }
        waiting.sort_by_key(|w| w.work);
        waiting.dedup_by_key(|w| w.work);
        given = rules::hand_out(&mut waiting, &mut agents, terms, limit);
    }
    for g in &given {
        give(tx, business, g).await?;
    }
    // One of them may have been taken by hand in the same moment, so it is looked again rather than counted.
    Ok(!given.is_empty() && (given.len() == limit || is_cut))
}

async fn look(tx: &mut Tx, business: BusinessId, settings: &Settings, skills: Option<&[CategoryId]>) -> Result<Vec<Waiting>> {
    let now = tx.now();
    Ok(team::waiting(&mut *tx, business, settings, skills, now, LOOKED_AT).await?.into_iter().map(|shown| shown.waiting).collect())
}

async fn give(tx: &mut Tx, business: BusinessId, given: &Given) -> Result<()> {
    let to = (given.agent, given.name.as_str());
    let is_given = match given.work {
        Work::Ticket(id) => tickets::give(tx, business, id, to, &given.reason).await?,
        Work::Chat(id) => chats::give_waiting(tx, business, id, to, &given.reason).await?,
    };
    if is_given {
        queries::set_given(tx, business, given.agent, &team::to_json(&Shifts::default())).await?;
    }
    Ok(())
}

/// Takes back from somebody who is not there any more what waits for a word of theirs. Does nothing when they are back by now.
///
/// # Errors
/// When the database fails.
pub async fn take_back_from(services: &Services, business: BusinessId, member: MemberId) -> Result<()> {
    let Some(holder) = accounts::find_contact(services.db(), business, member).await? else { return Ok(()) };
    // Looked for under the lock: what was just being given to them while they left is theirs by then.
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, business).await?;
    let tickets = work::list_unanswered_tickets(&mut tx, business, member).await?.into_iter().map(Work::Ticket);
    let chats = work::list_unanswered_chats(&mut tx, business, member).await?.into_iter().map(Work::Chat);
    tx.commit().await?;
    for work in tickets.chain(chats).filter(|work| rules::leaves_behind(holder.availability, *work)) {
        take_back(services, business, work, member, Returned::Gone).await?;
    }
    Ok(())
}

/// Takes back what its holders have left lying for too long.
///
/// # Errors
/// When the database fails.
pub async fn take_back_silent(services: &Services, business: BusinessId) -> Result<()> {
    let Some(settings) = queries::find(services.db(), business).await?.filter(Settings::is_running) else { return Ok(()) };
    let (db, now) = (services.db(), services.now());
    let mut lying: Vec<(Work, MemberId)> = Vec::new();
    if settings.ticket_silent_minutes > 0 {
        let since = now.plus_ms(-settings.ticket_silent_minutes * 60_000);
        lying.extend(work::list_silent_tickets(db, business, since).await?.into_iter().map(|(id, agent)| (Work::Ticket(id), agent)));
    }
    if settings.chat_silent_minutes > 0 {
        let since = now.plus_ms(-settings.chat_silent_minutes * 60_000);
        lying.extend(work::list_silent_chats(db, business, since).await?.into_iter().map(|(id, agent)| (Work::Chat(id), agent)));
    }
    for (work, agent) in lying {
        take_back(services, business, work, agent, Returned::Silent).await?;
    }
    Ok(())
}

/// Takes one thing back, if what was seen of it still holds once it is locked: its holder may have answered, or come back, a moment ago.
///
/// # Errors
/// When the database fails.
pub async fn take_back(services: &Services, business: BusinessId, work: Work, from: MemberId, why: Returned) -> Result<()> {
    let mut tx = services.begin().await?;
    let Some(settings) = queries::lock(&mut tx, business).await?.filter(Settings::is_running) else { return Ok(()) };
    match work {
        Work::Ticket(id) => drop(ticket_jobs::settled(&mut tx, business, id).await?),
        Work::Chat(id) => drop(chat_jobs::settled(&mut tx, business, id).await?),
    }
    if !still_lies(&mut tx, business, &settings, (work, from), why).await? {
        return tx.commit().await;
    }
    let is_back = match work {
        Work::Ticket(id) => tickets::put_back(&mut tx, business, id, from).await?,
        Work::Chat(id) => chats::take_back(&mut tx, business, id, from).await?,
    };
    if is_back {
        assignments::note_return(&mut tx, business, work, from, why).await?;
    }
    tx.commit().await
}

async fn still_lies(tx: &mut Tx, business: BusinessId, settings: &Settings, (work, from): (Work, MemberId), why: Returned) -> Result<bool> {
    match why {
        Returned::Silent => {
            let Some(ms) = settings.silent_ms(work) else { return Ok(false) };
            let since = tx.now().plus_ms(-ms);
            queries::waiting::is_silent(tx, business, since, work, from).await
        }
        Returned::Gone => {
            let holder = accounts::find_contact(&mut *tx, business, from).await?;
            let is_gone = holder.is_some_and(|holder| rules::leaves_behind(holder.availability, work));
            Ok(is_gone && queries::waiting::is_unanswered(tx, business, from, work).await?)
        }
    }
}

/// A shift begins: hands out what waited for it, and looks out for the next one.
///
/// # Errors
/// When the database fails.
pub async fn begin_shift(services: &Services, business: BusinessId) -> Result<()> {
    run(services, business).await?;
    let mut tx = services.begin().await?;
    look_out(&mut tx, business).await?;
    tx.commit().await
}

/// Asks to be woken when the next shift of a business begins.
///
/// # Errors
/// When the database fails.
pub async fn look_out(tx: &mut Tx, business: BusinessId) -> Result<()> {
    let now = tx.now();
    let (tz, _) = team::zone(&mut *tx, business, now).await?;
    let plans = team::plans(&mut *tx, business).await?;
    let next = plans.iter().filter(|(_, plan)| plan.takes_part).filter_map(|(_, plan)| shifts::next_start(&plan.shifts, tz, now)).min();
    match next {
        Some(at) => tx.enqueue_at(Job::BeginShift { business }, at).await,
        None => Ok(()),
    }
}

/// The net: takes back what lies and hands out what waits, at every business that does.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    for business in queries::list_running(services.db()).await? {
        take_back_silent(services, business).await?;
        run(services, business).await?;
    }
    Ok(())
}

/// What an event means for the queue of its business.
enum Effect {
    /// Something waits, or somebody has room for it.
    Stirs,
    /// Somebody is not there any more.
    Leaves(MemberId),
    None,
}

fn effect(event: &Event) -> Effect {
    match event {
        Event::TicketOpened { .. } | Event::StatusChanged { .. } | Event::CategoryChanged { .. } | Event::Snoozed { .. } => Effect::Stirs,
        Event::Assigned { agent, before, .. } | Event::ChatGiven { agent, before, .. } if agent.is_none() || before.is_some() => Effect::Stirs,
        Event::ChatChanged { turn: Turn::Waiting | Turn::Closed | Turn::BecameTicket, .. } => Effect::Stirs,
        Event::AvailabilityChanged { to: Availability::Available, .. } => Effect::Stirs,
        Event::AvailabilityChanged { agent, to: Availability::Away | Availability::Offline } => Effect::Leaves(*agent),
        Event::MemberJoined { .. } | Event::MemberChanged { .. } | Event::SettingsChanged { .. } => Effect::Stirs,
        _ => Effect::None,
    }
}

/// Asks for what follows from events, once for each business however many there are; nothing where the work is not handed out by itself.
///
/// # Errors
/// When the database fails.
pub async fn after_events(tx: &mut Tx, events: impl IntoIterator<Item = (BusinessId, Event)>) -> Result<()> {
    let (mut stirred, mut left) = (BTreeSet::new(), BTreeSet::new());
    for (business, event) in events {
        match effect(&event) {
            Effect::Stirs => drop(stirred.insert(business)),
            Effect::Leaves(member) => drop(left.insert((business, member))),
            Effect::None => {}
        }
    }
    for business in stirred.iter().copied().chain(left.iter().map(|(business, _)| *business)).collect::<BTreeSet<_>>() {
        if !is_running(&mut *tx, business).await? {
            continue;
        }
        for (_, member) in left.iter().filter(|(of, _)| *of == business) {
            tx.enqueue(Job::TakeBack { business, member: *member }).await?;
        }
        if stirred.contains(&business) {
            tx.enqueue(Job::RunQueue { business }).await?;
        }
    }
    Ok(())
}

async fn is_running(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<bool> {
    Ok(queries::find(ex, business).await?.is_some_and(|settings| settings.is_running()))
}
