//! What the desk's islands are given: lines of the inbox, and one ticket as it stands.

use super::shelf::Shelf;
use serde::{Deserialize, Serialize};
use stoa::fields::model::Slot;
use stoa::kernel::ids::{CategoryId, ConversationId, MemberId, TicketId};
use stoa::kernel::page::Cursor;
use stoa::kernel::time::Timestamp;
use stoa::sla::model::Deadline;
use stoa::tickets::model::{Counts, Holder, Priority, Source, Status};

/// A line of the inbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The ticket.
    pub id: TicketId,
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// How it was opened.
    pub source: Source,
    /// Who asks.
    pub customer: MemberId,
    /// Their name.
    pub name: String,
    /// Whether they are here.
    pub is_online: bool,
    /// Who answers.
    pub holder: Option<MemberId>,
    /// Their name.
    pub holder_name: Option<String>,
    /// The talk with the customer.
    pub lane: ConversationId,
    /// When anything happened last.
    pub updated_at: Timestamp,
    /// The start of the last message.
    pub preview: String,
    /// Whether we spoke last.
    pub is_ours: bool,
    /// Messages of the customer that were not read.
    pub unread: i64,
    /// What the agent began to write and did not send; its start.
    pub draft: Option<String>,
    /// Whether it is put aside.
    pub is_snoozed: bool,
    /// The clock that runs.
    pub clock: Option<Deadline>,
    /// What the staff put on it.
    pub tags: Vec<String>,
}

impl Line {
    /// Whether a list of the inbox shows it to `me`. What a saved view lets through was decided by who read it.
    pub fn belongs(&self, shelf: Shelf, me: MemberId) -> bool {
        match shelf {
            Shelf::Tab(tab) => {
                let is_theirs = match tab {
                    Holder::Mine => self.holder == Some(me),
                    Holder::Unassigned => self.holder.is_none(),
                    Holder::All => true,
                };
                is_theirs && self.status.is_active() && !self.is_snoozed
            }
            Shelf::Snoozed => self.is_snoozed,
            Shelf::View(_) => true,
        }
    }

    /// Where the list is sorted: last touched first.
    pub const fn place(&self) -> (Timestamp, TicketId) {
        (self.updated_at, self.id)
    }
}

/// The first or a later page of a tab, with the numbers of all tabs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// Last touched first.
    pub lines: Vec<Line>,
    /// Where older ones begin.
    pub next: Option<Cursor>,
    /// The numbers on the tabs.
    pub tallies: Tallies,
}

/// The numbers on the tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tallies {
    /// Of the person who asks.
    pub mine: i64,
    /// Of nobody.
    pub unassigned: i64,
    /// All that are active.
    pub all: i64,
    /// Those put aside.
    pub snoozed: i64,
}

impl Tallies {
    /// The number on one tab.
    pub const fn of(self, tab: Holder) -> i64 {
        match tab {
            Holder::Mine => self.mine,
            Holder::Unassigned => self.unassigned,
            Holder::All => self.all,
        }
    }
}

impl From<&Counts> for Tallies {
    fn from(c: &Counts) -> Self {
        Self { mine: c.mine, unassigned: c.unassigned, all: c.active, snoozed: c.snoozed }
    }
}

/// One ticket as its header and its details show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenTicket {
    /// Its id.
    pub id: TicketId,
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// How it was opened.
    pub source: Source,
    /// What it is about.
    pub category: Option<CategoryId>,
    /// Who answers.
    pub holder: Option<MemberId>,
    /// Their name.
    pub holder_name: Option<String>,
    /// Why them, in a sentence; empty when it was not noted.
    pub why: String,
    /// Its clocks, each with the sentences that explain it.
    pub clocks: Vec<(Deadline, Vec<String>)>,
    /// Until when it is put aside, in words.
    pub snoozed: Option<String>,
    /// Until when it may be put aside: in words, and as a form says it.
    pub snoozes: Vec<(String, String)>,
    /// The customer's stars.
    pub rating: Option<i64>,
    /// What they said with them.
    pub rating_comment: String,
    /// What the staff put on it.
    pub tags: Vec<String>,
    /// Its fields of the business's own.
    pub slots: Vec<Slot>,
    /// The number of the last event that is in here.
    pub seq: i64,
    /// What the reader did last and could still take back, in a word or two.
    pub undo: Option<String>,
    /// Its two sides, when a partner has its order.
    #[serde(default)]
    pub sides: Option<Sides>,
}

/// The two sides of an order's ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// How the partner is called.
    pub partner: String,
    /// Messages of the customer that the reader has not read.
    pub of_customer: i64,
    /// Messages of the partner that the reader has not read.
    pub of_partner: i64,
}

/// Who follows a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// Whether the reader does.
    pub is_mine: bool,
    /// How the others are called.
    pub others: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(status: Status, holder: Option<MemberId>) -> Line {
        Line {
            id: TicketId(1),
            number: 1,
            subject: "Mug".into(),
            status,
            priority: Priority::Medium,
            source: Source::Form,
            customer: MemberId(1),
            name: "Wanjiru".into(),
            is_online: false,
            holder,
            holder_name: None,
            lane: ConversationId(1),
            updated_at: Timestamp(0),
            preview: String::new(),
            is_ours: false,
            unread: 0,
            draft: None,
            is_snoozed: false,
            clock: None,
            tags: Vec::new(),
        }
    }

    #[test]
    fn a_solved_ticket_leaves_every_tab_and_a_taken_one_leaves_the_unassigned() {
        let me = MemberId(7);
        assert!(Holder::ALL.iter().all(|tab| !line(Status::Resolved, Some(me)).belongs((*tab).into(), me)));
        let tabs = |line: Line| Holder::ALL.iter().filter(|tab| line.belongs((**tab).into(), me)).copied().collect::<Vec<_>>();
        assert_eq!(tabs(line(Status::Open, None)), [Holder::Unassigned, Holder::All]);
        assert_eq!(tabs(line(Status::InProgress, Some(me))), [Holder::Mine, Holder::All]);
        assert_eq!(tabs(line(Status::WaitingResponse, Some(MemberId(8)))), [Holder::All]);
        let aside = Line { is_snoozed: true, ..line(Status::Open, None) };
        assert!(aside.belongs(Shelf::Snoozed, me) && !line(Status::Open, None).belongs(Shelf::Snoozed, me));
        assert!(tabs(aside).is_empty(), "what is put aside is in no tab");
    }
}
