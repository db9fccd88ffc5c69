//! Where an event is told: durable topics that number it, and hints for lists.

use super::{Event, Hint, Subject, Topic};
use crate::chats::model::Turn;
use crate::kernel::ids::{BusinessId, MemberId};

impl Event {
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

    /// What lists should look at again, and on which fleeting topic they hear of it. Who took something for themselves, the `actor`, is not told
    /// that it was given to them.
    pub fn hints(&self, business: BusinessId, actor: Option<MemberId>) -> Vec<(Topic, Hint)> {
        let audience = self.audience();
        let hint = match *self {
            Self::TicketOpened { ticket, .. } => Hint { what: Subject::NewTicket, id: ticket.0 },
            Self::SlaWarned { ticket, .. } => Hint { what: Subject::Warning, id: ticket.0 },
            Self::SlaBreached { ticket, .. } => Hint { what: Subject::Breach, id: ticket.0 },
            Self::AvailabilityChanged { agent, .. } => Hint { what: Subject::Agent, id: agent.0 },
            Self::MemberJoined { member } | Self::MemberChanged { member } | Self::AddressConfirmed { member } => Hint { what: Subject::Person, id: member.0 },
            Self::SettingsChanged { .. } => Hint { what: Subject::Settings, id: 0 },
            Self::ChatOpened { chat, .. } => Hint { what: Subject::NewChat, id: chat.0 },
            Self::ChatChanged { chat, turn: Turn::Waiting, .. } => Hint { what: Subject::ChatWaits, id: chat.0 },
            Self::ChatChanged { chat, .. } | Self::ChatGiven { chat, .. } | Self::ChatRated { chat, .. } => Hint { what: Subject::Chat, id: chat.0 },
            Self::OrderPlaced { order, .. } => Hint { what: Subject::NewOrder, id: order.0 },
            Self::OrderChanged { order, .. }
            | Self::PaymentInitiated { order, .. }
            | Self::PaymentCompleted { order, .. }
            | Self::PaymentFailed { order, .. }
            | Self::PaymentPending { order, .. }
            | Self::PaymentReturned { order, .. }
            | Self::PaymentDoubted { order, .. }
            | Self::DoubtCleared { order, .. }
            | Self::RefundChanged { order, .. } => Hint { what: Subject::Order, id: order.0 },
            Self::AppointmentCreated { appointment, .. } => Hint { what: Subject::NewAppointment, id: appointment.0 },
            Self::AppointmentUpdated { appointment, .. } | Self::AppointmentDeleted { appointment, .. } => {
                Hint { what: Subject::Appointment, id: appointment.0 }
            }
            Self::ProductChanged { product } | Self::StockChanged { product, .. } => Hint { what: Subject::Product, id: product.0 },
            Self::StockLow { variant, .. } => Hint { what: Subject::LowStock, id: variant.0 },
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
            let what = match (self.chat(), self.order()) {
                (Some(_), _) => Subject::Chat,
                (_, Some(_)) => Subject::Order,
                _ if self.appointment().is_some() => Subject::Appointment,
                _ => Subject::Ticket,
            };
            hints.push((Topic::Person(customer), Hint { what, id: hint.id }));
        }
        if let (Some(partner), Self::OrderPlaced { order, .. } | Self::OrderChanged { order, .. } | Self::PartnerTold { order, .. }) = (audience.partner, self)
        {
            hints.push((Topic::Person(partner), Hint { what: Subject::Order, id: order.0 }));
        }
        if let Self::MemberChanged { member } = *self {
            // Their own sockets look again at what they may still see.
            hints.push((Topic::Person(member), hint));
        }
        let took_it = matches!(self, Self::Assigned { .. } | Self::ChatGiven { .. }) && audience.agent == actor;
        if let Some(agent) = audience.agent.filter(|_| !took_it) {
            let what = match self {
                Self::Mentioned { .. } | Self::MentionedInTicket { .. } | Self::FollowedSaid { .. } => hint.what,
                Self::ChatGiven { .. } => Subject::ChatGiven,
                Self::Snoozed { .. } => Subject::Woken,
                Self::Scheduled { .. } => Subject::NotSent,
                Self::SlaWarned { .. } => Subject::Warning,
                _ => Subject::Assigned,
            };
            hints.push((Topic::Person(agent), Hint { what, id: hint.id }));
        }
        hints
    }
}
