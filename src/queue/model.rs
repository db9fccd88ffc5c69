//! What a business and its agents decide about the queue, and what waits in it.

use crate::accounts::model::Availability;
use crate::assignments::model::Work;
use crate::kernel::hours::Interval;
use crate::kernel::ids::{CategoryId, MemberId};
use crate::kernel::time::Timestamp;
use crate::tickets::model::Priority;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a business decides about handing out work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Settings {
    /// Whether work is handed out by itself.
    pub is_on: bool,
    /// Whether that rests for a while.
    pub is_paused: bool,
    /// The points a ticket takes.
    pub ticket_weight: i64,
    /// The points a live chat takes.
    pub chat_weight: i64,
    /// The points an agent can hold, unless they have their own number.
    pub capacity: i64,
    /// A ticket goes back after so many minutes in which its customer waits and its agent says nothing; 0 for never.
    pub ticket_silent_minutes: i64,
    /// The same for a live chat.
    pub chat_silent_minutes: i64,
    /// Live chats wait among tickets of this priority.
    pub chat_priority: Priority,
    /// Each full so many hours of waiting count as one step of priority; 0 for never.
    pub ageing_hours: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            is_on: false,
            is_paused: false,
            ticket_weight: 1,
            chat_weight: 2,
            capacity: 8,
            ticket_silent_minutes: 60,
            chat_silent_minutes: 5,
            chat_priority: Priority::Urgent,
            ageing_hours: 24,
        }
    }
}

impl Settings {
    /// Whether work is handed out now.
    pub const fn is_running(&self) -> bool {
        self.is_on && !self.is_paused
    }

    /// The points that something takes.
    pub const fn weight(&self, work: Work) -> i64 {
        match work {
            Work::Ticket(_) => self.ticket_weight,
            Work::Chat(_) => self.chat_weight,
        }
    }

    /// The waiting that counts as one step of priority, in milliseconds; where nothing ages, longer than anything waits.
    pub const fn ageing_ms(&self) -> i64 {
        if self.ageing_hours > 0 { self.ageing_hours * 3_600_000 } else { i64::MAX }
    }

    /// How long its agent may be silent, in milliseconds; `None` for as long as they like.
    pub const fn silent_ms(&self, work: Work) -> Option<i64> {
        let minutes = match work {
            Work::Ticket(_) => self.ticket_silent_minutes,
            Work::Chat(_) => self.chat_silent_minutes,
        };
        if minutes == 0 { None } else { Some(minutes * 60_000) }
    }
}

/// When somebody works: a week, and days that are different. In the zone of the business.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shifts {
    /// Monday to Sunday; each day's intervals in order, not overlapping.
    pub week: [Vec<Interval>; 7],
    /// Days with other intervals than their weekday; none is a day off.
    #[serde(default)]
    pub days: BTreeMap<NaiveDate, Vec<Interval>>,
}

impl Shifts {
    /// Whether there is a plan at all; who has none works whenever they say that they are available.
    pub fn is_planned(&self) -> bool {
        self.week.iter().any(|day| !day.is_empty()) || !self.days.is_empty()
    }
}

/// What one of the staff takes, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Whether the queue gives them anything.
    pub takes_part: bool,
    /// The points they can hold; `None` for those of the business.
    pub capacity: Option<i64>,
    /// When they work.
    pub shifts: Shifts,
    /// The categories they handle; none means all.
    pub skills: BTreeSet<CategoryId>,
}

/// Where somebody is in their plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shift {
    /// They have no plan.
    Unplanned,
    /// On, until then.
    Until(Timestamp),
    /// Off; on again then, if that is in sight.
    Off(Option<Timestamp>),
}

impl Shift {
    /// Whether they may be given work.
    pub const fn is_on(self) -> bool {
        !matches!(self, Self::Off(_))
    }
}

/// One of the staff as the queue sees them at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentNow {
    /// Who.
    pub id: MemberId,
    /// How they are called.
    pub name: String,
    /// Whether the queue gives them anything at all.
    pub takes_part: bool,
    /// What they say of themselves.
    pub availability: Availability,
    /// Where they are in their plan.
    pub shift: Shift,
    /// The categories they handle; none means all.
    pub skills: BTreeSet<CategoryId>,
    /// The points they can hold.
    pub capacity: i64,
    /// The points they hold.
    pub load: i64,
    /// Tickets that are theirs and need work.
    pub tickets: i64,
    /// Live chats that are theirs.
    pub chats: i64,
    /// When the queue gave them something last.
    pub last_given_at: Option<Timestamp>,
}

/// Something that waits for an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What it is.
    pub work: Work,
    /// How urgent it is.
    pub priority: Priority,
    /// Since when it waits.
    pub since: Timestamp,
    /// What it is about, with its name.
    pub category: Option<(CategoryId, String)>,
    /// What else whoever gets it has to handle, with the names.
    pub skills: Vec<(CategoryId, String)>,
    /// Who just let it lie: they do not get it again at once.
    pub held_back: Vec<MemberId>,
}

/// A line of the list of what waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What waits.
    pub waiting: Waiting,
    /// A ticket's subject, or the visitor's name.
    pub title: String,
    /// A ticket's number.
    pub number: Option<i64>,
    /// How urgent it counts, when that is more than it is: it has waited for long.
    pub counts_as: Option<Priority>,
    /// Why nobody has it, in a sentence.
    pub why: String,
}

/// What one agent has, as far as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hands {
    /// Who.
    pub agent: MemberId,
    /// How much they have.
    pub total: i64,
    /// The first of it, what was opened last on top.
    pub shown: Vec<Held>,
}

/// Something that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What.
    pub work: Work,
    /// A ticket's subject, or the visitor's name.
    pub title: String,
    /// A ticket's number.
    pub number: Option<i64>,
    /// When it was opened.
    pub since: Timestamp,
}

/// How much waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Depth {
    /// Tickets by priority, the most urgent first.
    pub tickets: Vec<(Priority, i64)>,
    /// Live chats.
    pub chats: i64,
    /// Since when the one that waits longest does.
    pub oldest: Option<Timestamp>,
}

impl Waiting {
    /// Everything that whoever gets it has to handle, each once.
    pub fn wanted(&self) -> impl Iterator<Item = (CategoryId, &str)> {
        let others = self.skills.iter().filter(|(id, _)| self.category.as_ref().is_none_or(|(own, _)| own != id));
        self.category.iter().chain(others).map(|(id, name)| (*id, name.as_str()))
    }
}

impl Depth {
    /// All of it.
    pub fn total(&self) -> i64 {
        self.tickets.iter().map(|(_, n)| n).sum::<i64>() + self.chats
    }
}
