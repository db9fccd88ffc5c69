//! Everything that happens and everything a browser says, typed once for both sides.
//!
//! An [`Event`] is a fact that was committed; [`Event::audience`] alone decides who may hear of it.
//! A [`Topic`] is what a browser watches; durable topics number their events 1, 2, 3 … without gaps.

mod say;
mod topic;

pub use say::{Heard, Hint, Say, Subject};
pub use topic::Topic;

use crate::accounts::model::Availability;
use crate::chats::model::Turn;
use crate::kernel::ids::{BusinessId, ChatId, ConversationId, MemberId, TicketId};
use crate::sla::model::SlaClock;
use crate::tickets::model::{Priority, Status};
use serde::{Deserialize, Serialize};

/// A fact, as stored in the event log and sent to those who may hear of it. It carries what the audience needs and no text from staff lanes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A customer asked for help.
    TicketOpened { ticket: TicketId, customer: MemberId, number: i64, subject: String, priority: Priority },
    /// A ticket moved on or back. `by_customer` when it was the customer who reopened it.
    StatusChanged { ticket: TicketId, customer: MemberId, from: Status, to: Status },
    /// Staff or an escalation changed how urgent it is.
    PriorityChanged { ticket: TicketId, customer: MemberId, from: Priority, to: Priority },
    /// It is about something else now.
    CategoryChanged { ticket: TicketId, customer: MemberId },
    /// Somebody is in charge, or nobody any more.
    Assigned { ticket: TicketId, customer: MemberId, agent: Option<MemberId>, before: Option<MemberId> },
    /// Staff answered the customer; `seq` is the number of the last answer in the customer lane.
    Replied { ticket: TicketId, customer: MemberId, seq: i64 },
    /// The customer rated the solution, one to five stars.
    Rated { ticket: TicketId, customer: MemberId, stars: i64 },
    /// A promise was not kept in time.
    SlaBreached { ticket: TicketId, number: i64, clock: SlaClock },
    /// A visitor began to chat.
    ChatOpened { chat: ChatId, asker: MemberId },
    /// A chat moved on or back.
    ChatChanged { chat: ChatId, asker: MemberId, turn: Turn },
    /// Somebody is in charge of a chat, or nobody any more.
    ChatGiven { chat: ChatId, asker: MemberId, agent: Option<MemberId>, before: Option<MemberId> },
    /// The visitor rated a chat, one to five stars.
    ChatRated { chat: ChatId, asker: MemberId, stars: i64 },
    /// Somebody of the staff was named in a talk of the team; `seq` is the message.
    Mentioned { conversation: ConversationId, agent: MemberId, seq: i64 },
    /// Somebody of the staff was named in a private note of a ticket; `seq` is the note.
    MentionedInTicket { ticket: TicketId, agent: MemberId, seq: i64 },
    /// Somebody else said something in a ticket that this agent follows; `seq` is the last of it, in the notes or in the talk with the customer.
    FollowedSaid { ticket: TicketId, agent: MemberId, seq: i64, is_note: bool },
    /// An agent is there, busy, away or gone.
    AvailabilityChanged { agent: MemberId, to: Availability },
    /// Somebody joined the business.
    MemberJoined { member: MemberId },
    /// A person's role changed or they were deactivated.
    MemberChanged { member: MemberId },
    /// Somebody has shown that their e-mail address is theirs.
    AddressConfirmed { member: MemberId },
    /// Business settings changed; names the page.
    SettingsChanged { page: String },
}

/// Who may hear of an event. Nobody who is not named here ever does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// All agents and admins of the business.
    pub staff: bool,
    /// Its admins only.
    pub admins: bool,
    /// The customer it is about.
    pub customer: Option<MemberId>,
    /// One agent in person.
    pub agent: Option<MemberId>,
}

impl Event {
    /// Who may hear of it.
    pub fn audience(&self) -> Audience {
        let staff = Audience { staff: true, ..Audience::default() };
        match *self {
            Self::TicketOpened { customer, .. }
            | Self::StatusChanged { customer, .. }
            | Self::PriorityChanged { customer, .. }
            | Self::CategoryChanged { customer, .. }
            | Self::Replied { customer, .. }
            | Self::Rated { customer, .. } => Audience { customer: Some(customer), ..staff },
            Self::Assigned { customer, agent, .. } => Audience { customer: Some(customer), agent, ..staff },
            Self::ChatOpened { asker, .. } | Self::ChatRated { asker, .. } => Audience { customer: Some(asker), ..staff },
            Self::ChatChanged { asker, turn, .. } => Audience { customer: turn.is_told_to_the_asker().then_some(asker), ..staff },
            Self::ChatGiven { asker, agent, .. } => Audience { customer: Some(asker), agent, ..staff },
            Self::Mentioned { agent, .. } | Self::MentionedInTicket { agent, .. } | Self::FollowedSaid { agent, .. } => {
                Audience { agent: Some(agent), ..Audience::default() }
            }
            Self::SlaBreached { .. } | Self::AvailabilityChanged { .. } => Audience { admins: true, ..staff },
            Self::MemberJoined { .. } | Self::MemberChanged { .. } | Self::AddressConfirmed { .. } | Self::SettingsChanged { .. } => {
                Audience { admins: true, ..Audience::default() }
            }
        }
    }

    /// The ticket it is about, if any.
    pub const fn ticket(&self) -> Option<TicketId> {
        match *self {
            Self::TicketOpened { ticket, .. }
            | Self::StatusChanged { ticket, .. }
            | Self::PriorityChanged { ticket, .. }
            | Self::CategoryChanged { ticket, .. }
            | Self::Assigned { ticket, .. }
            | Self::Replied { ticket, .. }
            | Self::Rated { ticket, .. }
            | Self::SlaBreached { ticket, .. } => Some(ticket),
            _ => None,
        }
    }

    /// The chat it is about, if any.
    pub const fn chat(&self) -> Option<ChatId> {
        match *self {
            Self::ChatOpened { chat, .. } | Self::ChatChanged { chat, .. } | Self::ChatGiven { chat, .. } | Self::ChatRated { chat, .. } => Some(chat),
            _ => None,
        }
    }

    /// The durable topics that number it: the staff's view of the ticket and, when the customer may hear of it, theirs.
    pub fn topics(&self) -> Vec<Topic> {
        let Some(ticket) = self.ticket() else { return Vec::new() };
        let audience = self.audience();
        let mut topics = Vec::with_capacity(2);
        if audience.staff {
            topics.push(Topic::Ticket(ticket));
        }
        if audience.customer.is_some() {
            topics.push(Topic::Case(ticket));
        }
        topics
    }

    /// What lists should look at again, and on which fleeting topic they hear of it.
    pub fn hints(&self, business: BusinessId) -> Vec<(Topic, Hint)> {
        let audience = self.audience();
        let hint = match *self {
            Self::TicketOpened { ticket, .. } => Hint { what: Subject::NewTicket, id: ticket.0 },
            Self::SlaBreached { ticket, .. } => Hint { what: Subject::Breach, id: ticket.0 },
            Self::AvailabilityChanged { agent, .. } => Hint { what: Subject::Agent, id: agent.0 },
            Self::MemberJoined { member } | Self::MemberChanged { member } | Self::AddressConfirmed { member } => Hint { what: Subject::Person, id: member.0 },
            Self::SettingsChanged { .. } => Hint { what: Subject::Settings, id: 0 },
            Self::ChatOpened { chat, .. } => Hint { what: Subject::NewChat, id: chat.0 },
            Self::ChatChanged { chat, turn: Turn::Waiting, .. } => Hint { what: Subject::ChatWaits, id: chat.0 },
            Self::ChatChanged { chat, .. } | Self::ChatGiven { chat, .. } | Self::ChatRated { chat, .. } => Hint { what: Subject::Chat, id: chat.0 },
            Self::Mentioned { conversation, .. } => Hint { what: Subject::Mention, id: conversation.0 },
            Self::MentionedInTicket { ticket, .. } => Hint { what: Subject::MentionInTicket, id: ticket.0 },
            Self::FollowedSaid { ticket, .. } => Hint { what: Subject::Followed, id: ticket.0 },
            _ => Hint { what: Subject::Ticket, id: self.ticket().map_or(0, |t| t.0) },
        };
        let mut hints = Vec::with_capacity(3);
        if audience.staff {
            hints.push((Topic::Desk(business), hint));
        }
        if audience.admins {
            hints.push((Topic::Admin(business), hint));
        }
        if let Some(customer) = audience.customer {
            let what = if self.chat().is_some() { Subject::Chat } else { Subject::Ticket };
            hints.push((Topic::Person(customer), Hint { what, id: hint.id }));
        }
        if let Self::MemberChanged { member } = *self {
            // Their own sockets look again at what they may still see.
            hints.push((Topic::Person(member), hint));
        }
        if let Some(agent) = audience.agent {
            let what = match self {
                Self::Mentioned { .. } | Self::MentionedInTicket { .. } | Self::FollowedSaid { .. } => hint.what,
                Self::ChatGiven { .. } => Subject::ChatGiven,
                _ => Subject::Assigned,
            };
            hints.push((Topic::Person(agent), Hint { what, id: hint.id }));
        }
        hints
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICKET: TicketId = TicketId(7);
    const CUSTOMER: MemberId = MemberId(3);

    #[test]
    fn a_breach_never_reaches_the_customer() {
        let event = Event::SlaBreached { ticket: TICKET, number: 1, clock: SlaClock::Response };
        assert_eq!(event.audience().customer, None);
        assert_eq!(event.topics(), [Topic::Ticket(TICKET)]);
        assert!(event.hints(BusinessId(1)).iter().all(|(t, _)| !matches!(t, Topic::Person(_) | Topic::Case(_))));
    }

    #[test]
    fn a_new_status_reaches_staff_and_its_customer_only() {
        let event = Event::StatusChanged { ticket: TICKET, customer: CUSTOMER, from: Status::Open, to: Status::InProgress };
        assert_eq!(event.audience(), Audience { staff: true, customer: Some(CUSTOMER), ..Audience::default() });
        assert_eq!(event.topics(), [Topic::Ticket(TICKET), Topic::Case(TICKET)]);
    }

    #[test]
    fn an_assignment_tells_the_agent_in_person() {
        let event = Event::Assigned { ticket: TICKET, customer: CUSTOMER, agent: Some(MemberId(9)), before: None };
        assert!(event.hints(BusinessId(1)).contains(&(Topic::Person(MemberId(9)), Hint { what: Subject::Assigned, id: 7 })));
    }

    #[test]
    fn changes_of_people_and_settings_are_for_admins_only() {
        for event in [Event::MemberJoined { member: CUSTOMER }, Event::SettingsChanged { page: "sla".into() }] {
            assert_eq!(event.audience(), Audience { admins: true, ..Audience::default() });
        }
    }

    #[test]
    fn a_chat_reaches_staff_and_the_one_who_asks_and_nobody_else() {
        let (chat, asker) = (ChatId(5), CUSTOMER);
        for event in [
            Event::ChatOpened { chat, asker },
            Event::ChatChanged { chat, asker, turn: Turn::Closed },
            Event::ChatGiven { chat, asker, agent: None, before: None },
            Event::ChatRated { chat, asker, stars: 4 },
        ] {
            assert_eq!(event.audience(), Audience { staff: true, customer: Some(asker), ..Audience::default() });
            assert!(event.topics().is_empty(), "its conversation numbers what is said; the rest are hints");
            let hints = event.hints(BusinessId(1));
            assert!(hints.contains(&(Topic::Person(asker), Hint { what: Subject::Chat, id: 5 })), "{hints:?}");
            assert!(hints.iter().all(|(topic, _)| [Topic::Desk(BusinessId(1)), Topic::Person(asker)].contains(topic)), "{hints:?}");
        }
    }

    #[test]
    fn what_staff_does_with_a_chat_behind_the_scenes_stays_there() {
        for turn in Turn::ALL {
            let event = Event::ChatChanged { chat: ChatId(5), asker: CUSTOMER, turn: *turn };
            let is_told = event.hints(BusinessId(1)).iter().any(|(topic, _)| *topic == Topic::Person(CUSTOMER));
            assert_eq!(is_told, !matches!(turn, Turn::Archived | Turn::Blocked | Turn::Joined), "{turn}");
        }
    }

    #[test]
    fn a_chat_that_waits_and_one_that_is_given_say_so() {
        let (chat, asker, us) = (ChatId(5), CUSTOMER, BusinessId(1));
        let waits = Event::ChatChanged { chat, asker, turn: Turn::Waiting }.hints(us);
        assert!(waits.contains(&(Topic::Desk(us), Hint { what: Subject::ChatWaits, id: 5 })));
        let given = Event::ChatGiven { chat, asker, agent: Some(MemberId(9)), before: None }.hints(us);
        assert!(given.contains(&(Topic::Person(MemberId(9)), Hint { what: Subject::ChatGiven, id: 5 })));
    }

    #[test]
    fn a_mention_reaches_the_one_who_is_named_only() {
        let event = Event::Mentioned { conversation: ConversationId(4), agent: MemberId(9), seq: 3 };
        assert_eq!(event.audience(), Audience { agent: Some(MemberId(9)), ..Audience::default() });
        assert_eq!(event.hints(BusinessId(1)), [(Topic::Person(MemberId(9)), Hint { what: Subject::Mention, id: 4 })]);
    }

    #[test]
    fn a_mention_in_a_ticket_and_news_of_a_followed_one_reach_that_agent_only() {
        let agent = MemberId(9);
        for (event, what) in [
            (Event::MentionedInTicket { ticket: TICKET, agent, seq: 3 }, Subject::MentionInTicket),
            (Event::FollowedSaid { ticket: TICKET, agent, seq: 3, is_note: true }, Subject::Followed),
        ] {
            assert_eq!(event.audience(), Audience { agent: Some(agent), ..Audience::default() });
            assert!(event.topics().is_empty(), "neither its customer nor the team reads it in the ticket's history");
            assert_eq!(event.hints(BusinessId(1)), [(Topic::Person(agent), Hint { what, id: 7 })]);
        }
    }

    #[test]
    fn a_person_whose_role_changed_hears_of_it() {
        let hints = Event::MemberChanged { member: CUSTOMER }.hints(BusinessId(1));
        assert!(hints.contains(&(Topic::Person(CUSTOMER), Hint { what: Subject::Person, id: 3 })));
    }
}
