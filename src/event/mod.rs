//! Everything that happens and everything a browser says, typed once for both sides.
//!
//! An [`Event`] is a fact that was committed; [`Event::audience`] alone decides who may hear of it.
//! A [`Topic`] is what a browser watches; durable topics number their events 1, 2, 3 … without gaps.

mod say;
mod telling;
mod topic;

pub use say::{Heard, Hint, Say, Signal, Subject};
pub use topic::Topic;

use crate::accounts::model::Availability;
use crate::appointments::model::Step;
use crate::chats::model::Turn;
use crate::inventory::model::ChangeKind;
use crate::kernel::ids::{AppointmentId, CategoryId, ChatId, ConversationId, MemberId, OrderId, PaymentId, ProductId, RefundId, TicketId, VariantId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::orders::model::{Deed, OrderStatus};
use crate::payments::model::RefundState;
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
    CategoryChanged {
        ticket: TicketId,
        customer: MemberId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<CategoryId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<CategoryId>,
    },
    /// Staff put tags on it or took them off.
    TagsChanged { ticket: TicketId },
    /// Something else stands in the fields of the business's own.
    FieldsChanged { ticket: TicketId },
    /// Somebody is in charge, or nobody any more.
    Assigned { ticket: TicketId, customer: MemberId, agent: Option<MemberId>, before: Option<MemberId> },
    /// It is put aside until then, or back again. `agent` holds it and should know that it is back.
    Snoozed { ticket: TicketId, agent: Option<MemberId>, until: Option<Timestamp> },
    /// Another ticket has to do with it, or no longer has.
    Linked { ticket: TicketId },
    /// Replies for later came, went or were kept back; `agent` wrote one that was kept back.
    Scheduled { ticket: TicketId, agent: Option<MemberId> },
    /// Staff answered the customer; `seq` is the number of the last answer in the customer lane.
    Replied { ticket: TicketId, customer: MemberId, seq: i64 },
    /// The customer wrote after the description; `seq` is the number of the last message in the customer lane.
    Asked { ticket: TicketId, customer: MemberId, seq: i64 },
    /// Somebody or something wants more attention for it than its promises do.
    Escalated { ticket: TicketId, number: i64 },
    /// The customer rated the solution, one to five stars.
    Rated { ticket: TicketId, customer: MemberId, stars: i64 },
    /// A promise is due soon; `holder` is who answers.
    SlaWarned { ticket: TicketId, number: i64, clock: SlaClock, holder: Option<MemberId> },
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
    /// Somebody ordered; the customer is nobody for a guest.
    OrderPlaced {
        order: OrderId,
        customer: Option<MemberId>,
        number: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner: Option<MemberId>,
    },
    /// Something was done to an order; `amount` is what was paid or given back with it.
    OrderChanged {
        order: OrderId,
        customer: Option<MemberId>,
        deed: Deed,
        status: OrderStatus,
        amount: Money,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner: Option<MemberId>,
        /// The money has moved outside of Stoa: nobody has to move it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        outside: bool,
    },
    /// Staff wrote to the partner of a ticket's order; `seq` is the last of it in the partner lane.
    PartnerTold { ticket: TicketId, order: OrderId, partner: MemberId, seq: i64 },
    /// The partner wrote; `seq` is the last of it in the partner lane.
    PartnerSaid { ticket: TicketId, seq: i64 },
    /// Somebody is asked to pay for an order.
    PaymentInitiated { order: OrderId, customer: Option<MemberId>, payment: PaymentId, amount: Money },
    /// The money for an order has come.
    PaymentCompleted { order: OrderId, customer: Option<MemberId>, payment: PaymentId, amount: Money },
    /// The money for an order did not come this time.
    PaymentFailed { order: OrderId, customer: Option<MemberId>, payment: PaymentId, amount: Money },
    /// The provider has the money for an order on its way, which may take days.
    PaymentPending { order: OrderId, customer: Option<MemberId>, payment: PaymentId, amount: Money },
    /// Money came for an order that cannot be paid any more: it goes back.
    PaymentReturned { order: OrderId, customer: Option<MemberId>, payment: PaymentId, amount: Money },
    /// Something about a payment does not fit; `why` says what, to the staff only.
    PaymentDoubted { order: OrderId, payment: PaymentId, why: String },
    /// An admin has looked into that and found something.
    DoubtCleared { order: OrderId, payment: PaymentId, finding: String },
    /// Money went back, or did not.
    RefundChanged { order: OrderId, customer: Option<MemberId>, refund: RefundId, amount: Money, state: RefundState },
    /// A product was written, changed or put away.
    ProductChanged { product: ProductId },
    /// There are more or fewer pieces of something: `stock` of them now.
    StockChanged { product: ProductId, variant: VariantId, stock: i64, kind: ChangeKind },
    /// Little is left of something, or nothing.
    StockLow { product: ProductId, variant: VariantId, left: i64 },
    /// Somebody booked; the customer is nobody for a guest, `staff` does it.
    AppointmentCreated { appointment: AppointmentId, customer: Option<MemberId>, staff: MemberId },
    /// An appointment was moved, took place or was missed.
    AppointmentUpdated { appointment: AppointmentId, customer: Option<MemberId>, staff: MemberId, step: Step },
    /// An appointment was called off.
    AppointmentDeleted { appointment: AppointmentId, customer: Option<MemberId>, staff: MemberId },
    /// Somebody of the staff was named in a private note of a ticket; `seq` is the note.
    MentionedInTicket { ticket: TicketId, agent: MemberId, seq: i64 },
    /// Somebody else said something in a ticket that this agent follows; `seq` is the last of it, in the notes, in the talk with the partner or in that with the customer.
    FollowedSaid {
        ticket: TicketId,
        agent: MemberId,
        seq: i64,
        is_note: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_partner: bool,
    },
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
    /// The partner of the order it is about.
    pub partner: Option<MemberId>,
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
            Self::OrderPlaced { customer, partner, .. } | Self::OrderChanged { customer, partner, .. } => Audience { customer, partner, ..staff },
            // What is said between staff and partner is never for the customer.
            Self::PartnerTold { partner, .. } => Audience { partner: Some(partner), ..staff },
            Self::AppointmentCreated { customer, .. } | Self::AppointmentUpdated { customer, .. } | Self::AppointmentDeleted { customer, .. } => {
                Audience { customer, ..staff }
            }
            Self::PaymentInitiated { customer, .. }
            | Self::PaymentCompleted { customer, .. }
            | Self::PaymentFailed { customer, .. }
            | Self::PaymentPending { customer, .. }
            | Self::PaymentReturned { customer, .. }
            | Self::RefundChanged { customer, .. } => Audience { admins: true, customer, ..staff },
            Self::PaymentDoubted { .. } | Self::DoubtCleared { .. } => Audience { admins: true, ..staff },
            Self::ProductChanged { .. } | Self::StockChanged { .. } | Self::StockLow { .. } => staff,
            Self::Linked { .. } => staff,
            Self::Scheduled { agent, .. } | Self::Snoozed { agent, .. } => Audience { agent, ..staff },
            Self::Mentioned { agent, .. } | Self::MentionedInTicket { agent, .. } | Self::FollowedSaid { agent, .. } => {
                Audience { agent: Some(agent), ..Audience::default() }
            }
            Self::SlaWarned { holder, .. } => Audience { agent: holder, ..staff },
            Self::SlaBreached { .. } | Self::Escalated { .. } | Self::AvailabilityChanged { .. } => Audience { admins: true, ..staff },
            Self::TagsChanged { .. } | Self::FieldsChanged { .. } | Self::Asked { .. } | Self::PartnerSaid { .. } => staff,
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
            | Self::TagsChanged { ticket }
            | Self::FieldsChanged { ticket }
            | Self::Assigned { ticket, .. }
            | Self::Snoozed { ticket, .. }
            | Self::Linked { ticket }
            | Self::Scheduled { ticket, .. }
            | Self::Replied { ticket, .. }
            | Self::Asked { ticket, .. }
            | Self::PartnerTold { ticket, .. }
            | Self::PartnerSaid { ticket, .. }
            | Self::Escalated { ticket, .. }
            | Self::Rated { ticket, .. }
            | Self::SlaWarned { ticket, .. }
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

    /// The order it is about, if any.
    pub const fn order(&self) -> Option<OrderId> {
        match *self {
            Self::OrderPlaced { order, .. } | Self::OrderChanged { order, .. } => Some(order),
            Self::PaymentInitiated { order, .. } | Self::PaymentCompleted { order, .. } | Self::PaymentFailed { order, .. } => Some(order),
            Self::PaymentPending { order, .. } | Self::PaymentReturned { order, .. } | Self::RefundChanged { order, .. } => Some(order),
            Self::PaymentDoubted { order, .. } | Self::DoubtCleared { order, .. } => Some(order),
            _ => None,
        }
    }

    /// The appointment it is about, if any.
    pub const fn appointment(&self) -> Option<AppointmentId> {
        match *self {
            Self::AppointmentCreated { appointment, .. } | Self::AppointmentUpdated { appointment, .. } | Self::AppointmentDeleted { appointment, .. } => {
                Some(appointment)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
