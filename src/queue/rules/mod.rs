//! Who gets what: the order in which work waits, the agent for each piece of it, and why. Pure: everything that counts is a parameter.

mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod week;

pub use words::{shift_words, why_nobody};

use super::model::{AgentNow, Settings, Waiting};
use crate::accounts::model::Availability;
use crate::assignments::model::Work;
use crate::kernel::ids::MemberId;
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::tickets::model::Priority;
use std::cmp::{Ordering, Reverse};

/// Something that is given to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What.
    pub work: Work,
    /// To whom.
    pub agent: MemberId,
    /// How they are called.
    pub name: String,
    /// Why them, in words a person can read.
    pub reason: String,
}

/// Why nobody gets something now. What stands first is looked at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// Nobody takes part in the queue.
    NoTeam,
    /// Nobody handles its category, or what else it wants.
    NoSkill,
    /// Nobody of them is available.
    NotThere,
    /// Those who are available are off.
    OffShift,
    /// The only ones left just let it lie.
    HeldBack,
    /// They have no room for it.
    Full,
}

/// What is to be kept in mind while one piece of work after the other is given.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// What the business decided.
    pub settings: &'a Settings,
    /// Its zone, for the words.
    pub zone: &'a Zone,
    /// The moment.
    pub now: Timestamp,
}

/// How urgent something counts at a moment: its priority, and a step more for each full time of ageing that it has waited, up to urgent. Among
/// what counts as urgent the one that has waited longest comes first, so nothing waits for ever behind what comes later.
pub fn rank(waiting: &Waiting, settings: &Settings, now: Timestamp) -> Priority {
    let steps = now.since(waiting.since) / settings.ageing_ms();
    (0..steps.min(Priority::ALL.len() as i64)).fold(waiting.priority, |priority, _| priority.raised())
}

/// The order in which work waits: the most urgent first, as it counts by now, then what has waited longest.
pub fn order(a: &Waiting, b: &Waiting, settings: &Settings, now: Timestamp) -> Ordering {
    rank(b, settings, now).cmp(&rank(a, settings, now)).then(a.since.cmp(&b.since)).then(a.work.cmp(&b.work))
}

/// Whether somebody handles everything that something wants; what wants nothing is for all.
pub fn is_skilled(agent: &AgentNow, waiting: &Waiting) -> bool {
    agent.skills.is_empty() || waiting.wanted().all(|(category, _)| agent.skills.contains(&category))
}

/// Whether somebody is there to be given work at all.
pub fn is_ready(agent: &AgentNow) -> bool {
    agent.takes_part && agent.availability == Availability::Available && agent.shift.is_on()
}

/// Whether there is room for so many more points.
pub const fn has_room(agent: &AgentNow, points: i64) -> bool {
    agent.load + points <= agent.capacity
}

/// The one who gets something: skilled, available, on shift, with room; of these the one with the lowest load for their capacity, then the one
/// who was given nothing for longest. The place in `agents`.
///
/// # Errors
/// Why it is nobody.
pub fn pick(waiting: &Waiting, points: i64, agents: &[AgentNow]) -> Result<usize, NotNow> {
    candidates(waiting, points, agents, &[]).map(|left| left[0])
}

/// What somebody must be, and why it is nobody when nobody is.
type Check<'a> = (NotNow, &'a dyn Fn(&AgentNow) -> bool);

/// Those who could have something, the one who gets it first; without those whose place is kept for something else.
fn candidates(waiting: &Waiting, points: i64, agents: &[AgentNow], kept: &[MemberId]) -> Result<Vec<usize>, NotNow> {
    let checks: [Check<'_>; 6] = [
        (NotNow::NoTeam, &|a| a.takes_part),
        (NotNow::NoSkill, &|a| is_skilled(a, waiting)),
        (NotNow::NotThere, &|a| a.availability == Availability::Available),
        (NotNow::OffShift, &|a| a.shift.is_on()),
        (NotNow::HeldBack, &|a| !waiting.held_back.contains(&a.id)),
        (NotNow::Full, &|a| has_room(a, points) && !kept.contains(&a.id)),
    ];
    let mut left: Vec<usize> = (0..agents.len()).collect();
    for (why, holds) in checks {
        left.retain(|n| holds(&agents[*n]));
        if left.is_empty() {
            return Err(why);
        }
    }
    left.sort_by(|a, b| before(&agents[*a], &agents[*b]));
    Ok(left)
}

/// Who comes before whom: the lower load for their capacity, then the longer time since the queue gave them something.
fn before(a: &AgentNow, b: &AgentNow) -> Ordering {
    share(a, b).then(a.last_given_at.cmp(&b.last_given_at)).then(a.id.cmp(&b.id))
}

/// Compares loads for their capacities without a fraction.
fn share(a: &AgentNow, b: &AgentNow) -> Ordering {
    (a.load * b.capacity).cmp(&(b.load * a.capacity))
}

/// Gives out what waits, one after the other in its order, until at most `limit` pieces are given. The agents' loads grow along.
///
/// Something heavy that finds no room keeps the place of whoever is nearest to having it: otherwise light work of lower priority would fill
/// every point that becomes free, and a live chat could wait for ever.
pub fn hand_out(waiting: &mut [Waiting], agents: &mut [AgentNow], terms: Terms<'_>, limit: usize) -> Vec<Given> {
    waiting.sort_by(|a, b| order(a, b, terms.settings, terms.now));
    let mut given = Vec::new();
    let mut kept: Vec<MemberId> = Vec::new();
    for item in waiting.iter() {
        if given.len() == limit {
            break;
        }
        let points = terms.settings.weight(item.work);
        match candidates(item, points, agents, &kept) {
            Ok(able) => {
                let first = able[0];
                let able: Vec<&AgentNow> = able.into_iter().map(|n| &agents[n]).collect();
                let reason = words::reason(item, &able, &terms);
                let agent = &mut agents[first];
                given.push(Given { work: item.work, agent: agent.id, name: agent.name.clone(), reason });
                agent.load += points;
                agent.last_given_at = Some(terms.now);
            }
            Err(NotNow::Full) => kept.extend(nearest(item, points, agents, &kept)),
            Err(_) => {}
        }
    }
    given
}

/// Who will have room for something first: of those who may have it and could ever hold it, the one with the most points left, if any.
fn nearest(waiting: &Waiting, points: i64, agents: &[AgentNow], kept: &[MemberId]) -> Option<MemberId> {
    let may = |a: &&AgentNow| {
        !kept.contains(&a.id) && is_ready(a) && is_skilled(a, waiting) && !waiting.held_back.contains(&a.id) && a.capacity >= points && a.load < a.capacity
    };
    agents.iter().filter(may).max_by_key(|a| (a.capacity - a.load, Reverse(a.id))).map(|a| a.id)
}

/// Whether somebody's work goes back when they say that they are not there: a visitor who waits in a chat is lost in minutes, a ticket keeps
/// its agent over a break.
pub const fn leaves_behind(availability: Availability, work: Work) -> bool {
    match availability {
        Availability::Offline => true,
        Availability::Away => matches!(work, Work::Chat(_)),
        Availability::Available | Availability::Busy => false,
    }
}
