//! What happened in each ticket, moment by moment, by the same rules as the engine: clocks run, pause and are missed, talks end, stars are given.

use super::chance::Chance;
use super::people::STAFF;
use super::talks::{Blanks, Talk, Voice};
use stoa::conversations::model::SenderKind;
use stoa::kernel::ids::{BusinessId, ConversationId, MemberId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::sla::model::{Pause, SlaClock};
use stoa::sla::terms as sla;
use stoa::tickets::course::{self, Moved};
use stoa::tickets::model::{Priority, Source, Status, Ticket};
use stoa::tickets::queries::watching::Ended;
use stoa::tickets::{lines, rules, watch};

/// Who is meant, before anybody has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The customer of the ticket.
    Customer,
    /// The n-th of [`STAFF`].
    Staff(usize),
    /// The bot, in chats.
    Bot,
    /// Stoa itself.
    Nobody,
}

/// Something said or marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// By whom.
    pub who: Who,
    /// The words.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

impl Line {
    /// As messages have it.
    pub const fn kind(&self) -> SenderKind {
        match self.who {
            Who::Customer => SenderKind::Customer,
            Who::Staff(_) => SenderKind::Agent,
            Who::Bot => SenderKind::Bot,
            Who::Nobody => SenderKind::System,
        }
    }
}

/// A ticket with everything that was said. The ids in `ticket` mean nothing yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// How it stands now.
    pub ticket: Ticket,
    /// What it is about.
    pub category: &'static str,
    /// Who asks: the n-th customer.
    pub customer: usize,
    /// Who answers: the n-th of [`STAFF`].
    pub assignee: Option<usize>,
    /// The customer lane.
    pub thread: Vec<Line>,
    /// The staff lane.
    pub notes: Vec<Line>,
    /// Waits of the customer for a further answer that are over.
    pub waits: Vec<Ended>,
    /// Times that are over in which its resolution clock stood still.
    pub pauses: Vec<Pause>,
}

/// What the business promises, when its time counts, and what time it is.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The promises and the counting time.
    pub sla: sla::Terms,
    /// Nothing happens after this.
    pub now: Timestamp,
}

/// A ticket while it is told.
#[derive(Debug)]
pub struct Teller<'a> {
    story: Story,
    terms: &'a Terms,
    customer_name: &'a str,
}

impl<'a> Teller<'a> {
    /// The customer opens a ticket.
    pub fn open(terms: &'a Terms, talk: &Talk, blanks: &Blanks, chance: &mut Chance, number: i64, customer: (usize, &'a str), at: Timestamp) -> Self {
        let subject = blanks.fill(chance.pick(&talk.subjects));
        let mut teller = Self::begin(terms, subject, (talk.category, talk.priority), number, customer, at);
        teller.say(Who::Customer, blanks.fill(chance.pick(&talk.lines[0].1)), at);
        teller
    }

    /// A ticket in which nothing was said yet.
    pub fn begin(
        terms: &'a Terms,
        subject: String,
        (category, priority): (&'static str, Priority),
        number: i64,
        customer: (usize, &'a str),
        at: Timestamp,
    ) -> Self {
        let promise = |clock| terms.sla.promise(None, priority, clock, at);
        let (response, resolution) = (promise(SlaClock::Response), promise(SlaClock::Resolution));
        let ticket = Ticket {
            id: TicketId(0),
            business_id: BusinessId(0),
            number,
            subject,
            category_id: None,
            priority,
            status: Status::Open,
            source: Source::Form,
            customer_id: MemberId(0),
            assignee_id: None,
            customer_lane: ConversationId(0),
            staff_lane: ConversationId(0),
            order_id: None,
            partner_id: None,
            partner_lane: None,
            opened_at: at,
            updated_at: at,
            waiting_since: at,
            response_due_at: response.due_at,
            response_minutes: response.minutes,
            responded_at: None,
            resolution_due_at: resolution.due_at,
            resolution_minutes: resolution.minutes,
            promised_under: priority,
            resolved_at: None,
            closed_at: None,
            paused_at: None,
            snoozed_until: None,
            awaiting_since: None,
            next_response_due_at: None,
            next_response_minutes: None,
            response_breached_at: None,
            next_response_breached_at: None,
            resolution_breached_at: None,
            response_warned_at: None,
            next_response_warned_at: None,
            resolution_warned_at: None,
            rating: None,
            rating_comment: String::new(),
        };
        let story =
            Story { ticket, category, customer: customer.0, assignee: None, thread: Vec::new(), notes: Vec::new(), waits: Vec::new(), pauses: Vec::new() };
        Self { story, terms, customer_name: customer.1 }
    }

    /// Stoa marks what happened.
    pub fn mark(&mut self, line: String, at: Timestamp) {
        self.pass(at);
        self.mark_thread(line, at);
    }

    /// An agent takes it.
    pub fn take(&mut self, agent: usize, at: Timestamp) {
        self.pass(at);
        self.story.assignee = Some(agent);
        self.mark_thread(lines::taken(STAFF[agent].name), at);
    }

    /// One line of the talk.
    pub fn tell(&mut self, voice: Voice, agent: usize, body: String, at: Timestamp) {
        self.pass(at);
        match voice {
            Voice::Customer => self.say(Who::Customer, body, at),
            Voice::Agent => self.say(Who::Staff(agent), body, at),
            Voice::AgentAsks => {
                self.say(Who::Staff(agent), body, at);
                self.move_to(Status::WaitingResponse, STAFF[agent].name, at.plus_ms(9000));
            }
            Voice::Note => self.story.notes.push(Line { who: Who::Staff(agent), body, at }),
        }
    }

    /// The agent marks it as resolved.
    pub fn resolve(&mut self, agent: usize, at: Timestamp) {
        self.pass(at);
        self.move_to(Status::Resolved, STAFF[agent].name, at);
    }

    /// The customer gives stars.
    pub fn rate(&mut self, stars: i64, comment: &str, at: Timestamp) {
        self.story.ticket.rating = Some(stars);
        comment.clone_into(&mut self.story.ticket.rating_comment);
        self.mark_notes(lines::rated(self.customer_name, stars, comment), at);
    }

    /// The end of what is told: deadlines up to now are missed, and what was resolved long ago is closed.
    pub fn end(mut self) -> Story {
        self.pass(self.terms.now);
        let (t, now) = (&mut self.story.ticket, self.terms.now);
        for clock in watch::look(t, &self.terms.sla, now).warned {
            *match clock {
                SlaClock::Response => &mut t.response_warned_at,
                SlaClock::NextResponse => &mut t.next_response_warned_at,
                SlaClock::Resolution => &mut t.resolution_warned_at,
            } = Some(now);
        }
        if let Some(over) = self.story.ticket.resolved_at.map(|at| at.plus_ms(rules::REOPEN_MS + 1)).filter(|over| *over <= self.terms.now) {
            self.move_to(Status::Closed, "", over);
        }
        self.story
    }

    /// How it stands.
    pub const fn status(&self) -> Status {
        self.story.ticket.status
    }

    fn say(&mut self, who: Who, body: String, at: Timestamp) {
        let line = Line { who, body, at };
        let outcome = rules::after_said(&self.story.ticket, &[rules::Said { kind: line.kind(), at }]);
        self.story.thread.push(line);
        self.touch(at);
        if outcome.responded_at.is_some() {
            self.story.ticket.responded_at = outcome.responded_at;
        }
        for (asked_at, ended_at) in outcome.ended {
            let t = &self.story.ticket;
            let due_at = t.next_response_due_at.unwrap_or(ended_at);
            self.story.waits.push(Ended { asked_at, due_at, ended_at, breached_at: t.next_response_breached_at.filter(|_| ended_at > due_at) });
        }
        if outcome.awaiting != self.story.ticket.awaiting_since {
            let t = &mut self.story.ticket;
            t.awaiting_since = outcome.awaiting;
            let promise = outcome.awaiting.map(|asked| self.terms.sla.promise(None, t.priority, SlaClock::NextResponse, asked));
            (t.next_response_due_at, t.next_response_minutes) = (promise.map(|p| p.due_at), promise.map(|p| p.minutes));
        }
        if let Some(status) = outcome.status {
            let by = match who {
                Who::Staff(n) => STAFF[n].name,
                _ => self.customer_name,
            };
            self.move_to(status, by, at.plus_ms(40));
        }
    }

    fn move_to(&mut self, to: Status, by: &str, at: Timestamp) {
        let from = self.story.ticket.status;
        let Moved { ticket, ended } = course::moved(self.story.ticket.clone(), to, at, &self.terms.sla.calendar);
        self.story.ticket = ticket;
        self.story.pauses.extend(ended);
        self.mark_thread(lines::moved(from, to, by), at);
    }

    /// Time goes by until `to`: promises are missed on the way.
    fn pass(&mut self, to: Timestamp) {
        for clock in [SlaClock::Response, SlaClock::NextResponse, SlaClock::Resolution] {
            let t = &mut self.story.ticket;
            let is_new = !watch::is_wait_missed(t);
            let (due, runs, breached) = match clock {
                SlaClock::NextResponse => {
                    let Some(due) = t.next_response_due_at else { continue };
                    if is_new {
                        t.next_response_breached_at = None;
                    }
                    (due, true, &mut t.next_response_breached_at)
                }
                SlaClock::Response => (t.response_due_at, t.responded_at.is_none(), &mut t.response_breached_at),
                SlaClock::Resolution => (t.resolution_due_at, t.paused_at.is_none(), &mut t.resolution_breached_at),
            };
            if t.status.is_active() && runs && breached.is_none() && due < to {
                let found = due.plus_ms(1);
                *breached = Some(found);
                let before = t.priority;
                t.priority = before.raised();
                let line = lines::overdue(clock, before);
                self.mark_notes(line, found);
            }
        }
    }

    fn mark_thread(&mut self, body: String, at: Timestamp) {
        self.story.thread.push(Line { who: Who::Nobody, body, at });
        self.touch(at);
    }

    fn mark_notes(&mut self, body: String, at: Timestamp) {
        self.story.notes.push(Line { who: Who::Nobody, body, at });
        self.touch(at);
    }

    fn touch(&mut self, at: Timestamp) {
        self.story.ticket.updated_at = self.story.ticket.updated_at.max(at);
    }
}
