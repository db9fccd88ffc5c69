//! Background work, typed once, and the table from each kind to its body.

use crate::accounts;
use crate::automations;
use crate::automations::model::Happening;
use crate::bulk;
use crate::calls;
use crate::catalog;
use crate::chats;
use crate::choice;
use crate::error::Result;
use crate::inventory;
use crate::kernel::ids::{
    AppointmentId, BulkId, BusinessId, CallId, CartId, ChatId, ConversationId, EventId, HookId, ImportId, MailId, MemberId, NoticeId, OrderId, PaymentId,
    RefundId, ReplyId, SmsId, TicketId,
};
use crate::notifications;
use crate::orders::model::Method;
use crate::payments;
use crate::platform::{Services, letters};
use crate::queue;
use crate::reactions;
use crate::sms;
use crate::tickets;
use serde::{Deserialize, Serialize};

choice! {
    /// What a job waits for while it runs. Each has places of its own at the runner: whoever does not answer keeps only those waiting that ask the same.
    pub enum Pool {
        /// Nobody but this installation.
        Here = "here" "This installation",
        /// The mail server.
        Mail = "mail" "The mail server",
        /// Other people's web pages.
        Hooks = "hooks" "Webhooks",
        /// Providers of payments.
        Money = "money" "Providers of payments",
    }
}

/// A piece of background work. Every body is idempotent: it may run again after a crash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Hand a stored mail to the mail server.
    SendMail { mail: MailId },
    /// Hand a stored SMS to Twilio.
    SendSms { business: BusinessId, sms: SmsId },
    /// Mail a link to a new password to this address, if it has an account. `request` tells one wish from the next.
    OfferReset { email: String, request: String },
    /// Look whether a ticket missed a deadline; asked for at the deadline.
    CheckSla { ticket: TicketId },
    /// Close a resolved ticket when its seven days for reopening are over.
    CloseTicket { ticket: TicketId },
    /// Bring back a ticket that was put aside; asked for at its moment.
    WakeTicket { ticket: TicketId },
    /// Give the next tickets of a change of many their turn.
    ChangeMany { bulk: BulkId },
    /// Send a reply that waited for its moment.
    SendLater { reply: ReplyId },
    /// Give back the active tickets of somebody who no longer answers, so that colleagues see them.
    ReleaseTickets { business: BusinessId, member: MemberId },
    /// Let the bot answer message `seq` of a chat.
    AnswerChat { chat: ChatId, seq: i64 },
    /// Look what is to be said automatically in a chat.
    AttendChat { chat: ChatId },
    /// Mail answers of a chat to its visitor, who has not read them and is gone; asked for some minutes after an answer.
    MailAnswers { chat: ChatId },
    /// Put the chats of guests with a customer's confirmed address into that customer's profile.
    JoinChats { business: BusinessId, member: MemberId },
    /// Give back the active chats of somebody who no longer answers.
    ReleaseChats { business: BusinessId, member: MemberId },
    /// Look whether a call rang too long, or nobody takes part in it any more.
    LookAtCall { business: BusinessId, call: CallId },
    /// Hand out what waits in the queue of a business.
    RunQueue { business: BusinessId },
    /// Take back what waits for a word of somebody who is not there any more.
    TakeBack { business: BusinessId, member: MemberId },
    /// Hand out what waited for a shift; asked for at its beginning.
    BeginShift { business: BusinessId },
    /// Set free what was kept for a checkout that nobody finished.
    FreeHolds { business: BusinessId, cart: CartId },
    /// Take a file of products over.
    ImportProducts { business: BusinessId, import: ImportId },
    /// Let automations look at a ticket after something happened to it.
    Automate { business: BusinessId, ticket: TicketId, happening: Happening },
    /// Look whether a ticket has been silent for as long as an automation waits; asked for at that moment.
    AutomateIdle { business: BusinessId, ticket: TicketId },
    /// Call a webhook.
    CallWebhook { hook: HookId },
    /// Remind of an appointment; asked for so many milliseconds before it.
    RemindOfAppointment { business: BusinessId, appointment: AppointmentId, before_ms: i64 },
    /// Write the mails about a change that nobody can take back any more.
    TellOfChange { business: BusinessId, event: EventId },
    /// Write the mails about a move of an appointment that nobody can take back any more.
    TellOfMove { business: BusinessId, appointment: AppointmentId, event: EventId },
    /// Mail something that was said, unless whoever it is for has read it by now.
    MailUnread { business: BusinessId, event: EventId },
    /// Bring the ticket of an order up to date with it.
    FollowOrder { business: BusinessId, order: OrderId },
    /// Ask somebody to pay.
    StartPayment { business: BusinessId, payment: PaymentId },
    /// Ask a provider how a payment stands.
    AskPayment { business: BusinessId, payment: PaymentId },
    /// Ask a provider to give money back.
    RefundPayment { business: BusinessId, refund: RefundId },
    /// Ask a provider how a refund stands.
    AskRefund { business: BusinessId, refund: RefundId },
    /// Ask PayPal whether it said what a webhook says.
    LookIntoNotice { business: BusinessId, notice: NoticeId },
    /// Cancel an order that nobody paid in time; asked for at that moment.
    ExpireOrder { business: BusinessId, order: OrderId },
    /// Try whether a provider knows a business.
    TestProvider { business: BusinessId, provider: Method },
    /// Hand one event to its reactions that could not be handed over among others. While this waits nobody else does.
    React { business: BusinessId, event: EventId },
    /// The same for the new messages of one conversation.
    FollowTalk { business: BusinessId, conversation: ConversationId },
}

impl Job {
    /// What it waits for while it runs.
    pub const fn pool(&self) -> Pool {
        match self {
            Self::SendMail { .. } | Self::SendSms { .. } => Pool::Mail,
            Self::CallWebhook { .. } => Pool::Hooks,
            Self::StartPayment { .. } | Self::AskPayment { .. } | Self::RefundPayment { .. } => Pool::Money,
            Self::AskRefund { .. } | Self::LookIntoNotice { .. } | Self::TestProvider { .. } => Pool::Money,
            _ => Pool::Here,
        }
    }

    /// Jobs with the same key replace each other while they wait.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::SendMail { .. } | Self::OfferReset { .. } | Self::ReleaseTickets { .. } => None,
            Self::JoinChats { .. } | Self::ReleaseChats { .. } | Self::Automate { .. } | Self::TellOfChange { .. } | Self::MailUnread { .. } => None,
            Self::StartPayment { .. } | Self::LookIntoNotice { .. } => None,
            Self::TellOfMove { appointment, .. } => Some(format!("moved:{appointment}")),
            Self::SendSms { sms, .. } => Some(format!("sms:{sms}")),
            Self::FollowOrder { order, .. } => Some(format!("order:{order}")),
            Self::AskPayment { payment, .. } => Some(format!("pay-ask:{payment}")),
            Self::RefundPayment { refund, .. } => Some(format!("refund:{refund}")),
            Self::AskRefund { refund, .. } => Some(format!("refund-ask:{refund}")),
            Self::ExpireOrder { order, .. } => Some(format!("expire:{order}")),
            Self::TestProvider { business, provider } => Some(format!("pay-test:{business}:{provider}")),
            Self::AutomateIdle { ticket, .. } => Some(format!("idle:{ticket}")),
            Self::CallWebhook { hook } => Some(format!("hook:{hook}")),
            Self::AnswerChat { chat, .. } => Some(format!("answer:{chat}")),
            Self::AttendChat { chat } => Some(format!("attend:{chat}")),
            Self::MailAnswers { chat } => Some(format!("chat-mail:{chat}")),
            Self::CheckSla { ticket } => Some(format!("sla:{ticket}")),
            Self::WakeTicket { ticket } => Some(format!("wake:{ticket}")),
            Self::ChangeMany { bulk } => Some(format!("bulk:{bulk}")),
            Self::SendLater { reply } => Some(format!("later:{reply}")),
            Self::CloseTicket { ticket } => Some(format!("close:{ticket}")),
            Self::LookAtCall { call, .. } => Some(format!("call:{call}")),
            Self::RunQueue { business } => Some(format!("queue:{business}")),
            Self::TakeBack { member, .. } => Some(format!("queue-back:{member}")),
            Self::BeginShift { business } => Some(format!("shift:{business}")),
            Self::FreeHolds { cart, .. } => Some(format!("holds:{cart}")),
            Self::ImportProducts { import, .. } => Some(format!("import:{import}")),
            Self::RemindOfAppointment { appointment, before_ms, .. } => Some(format!("remind:{appointment}:{before_ms}")),
            // The statements that look for what nobody has reacted to leave out what has a job under these keys.
            Self::React { event, .. } => Some(format!("react:{event}")),
            Self::FollowTalk { conversation, .. } => Some(format!("follow:{conversation}")),
        }
    }

    /// What it does, for people.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::SendMail { .. } => "Send a mail",
            Self::SendSms { .. } => "Send an SMS",
            Self::OfferReset { .. } => "Mail a link to a new password",
            Self::CheckSla { .. } => "Look at a ticket's deadlines",
            Self::CloseTicket { .. } => "Close a resolved ticket",
            Self::WakeTicket { .. } => "Bring back a snoozed ticket",
            Self::ChangeMany { .. } => "Change many tickets",
            Self::SendLater { .. } => "Send a scheduled reply",
            Self::ReleaseTickets { .. } => "Give back the tickets of somebody who left",
            Self::AnswerChat { .. } => "Answer in a chat",
            Self::AttendChat { .. } => "Look after a chat that waits",
            Self::MailAnswers { .. } => "Mail answers to a visitor who is gone",
            Self::JoinChats { .. } => "Put chats into a customer's profile",
            Self::ReleaseChats { .. } => "Give back the chats of somebody who left",
            Self::LookAtCall { .. } => "End a call that nobody takes part in",
            Self::RunQueue { .. } => "Hand out what waits in the queue",
            Self::TakeBack { .. } => "Take work back from somebody who went away",
            Self::BeginShift { .. } => "Hand out what waited for a shift",
            Self::FreeHolds { .. } => "Set pieces free that were kept for a checkout",
            Self::ImportProducts { .. } => "Import products",
            Self::Automate { .. } => "Let automations look at a ticket",
            Self::AutomateIdle { .. } => "Look whether a ticket fell silent",
            Self::CallWebhook { .. } => "Call a webhook",
            Self::RemindOfAppointment { .. } => "Remind of an appointment",
            Self::TellOfChange { .. } => "Mail what a change led to",
            Self::TellOfMove { .. } => "Mail that an appointment has moved",
            Self::MailUnread { .. } => "Mail what was not read",
            Self::FollowOrder { .. } => "Tell the ticket of an order what happened to it",
            Self::StartPayment { .. } => "Ask somebody to pay",
            Self::AskPayment { .. } => "Ask how a payment stands",
            Self::RefundPayment { .. } => "Give money back",
            Self::AskRefund { .. } => "Ask how a refund stands",
            Self::LookIntoNotice { .. } => "Check a webhook of PayPal",
            Self::ExpireOrder { .. } => "Cancel an order that nobody paid",
            Self::TestProvider { .. } => "Test a way to pay",
            Self::React { .. } => "Work out what follows from something that happened",
            Self::FollowTalk { .. } => "Work out what follows from new messages",
        }
    }

    /// Does the work.
    ///
    /// # Errors
    /// Whatever went wrong; the runner tries again later.
    pub async fn run(self, services: &Services) -> Result<(), String> {
        match self {
            Self::SendMail { mail } => letters::send(services, mail).await,
            Self::SendSms { business, sms } => sms::jobs::send(services, business, sms).await,
            Self::OfferReset { email, request } => accounts::jobs::offer_reset(services, &email, &request).await.map_err(|e| e.to_string()),
            Self::CheckSla { ticket } => tickets::jobs::check_sla(services, ticket).await.map_err(|e| e.to_string()),
            Self::CloseTicket { ticket } => tickets::jobs::close_when_over(services, ticket).await.map_err(|e| e.to_string()),
            Self::WakeTicket { ticket } => tickets::jobs::wake(services, ticket).await.map_err(|e| e.to_string()),
            Self::ChangeMany { bulk } => bulk::jobs::run(services, bulk).await.map_err(|e| e.to_string()),
            Self::SendLater { reply } => tickets::actions::send_due(services, reply).await.map_err(|e| e.to_string()),
            Self::ReleaseTickets { business, member } => tickets::jobs::release(services, business, member).await.map_err(|e| e.to_string()),
            Self::AnswerChat { chat, seq } => chats::answer::answer(services, chat, seq).await.map_err(|e| e.to_string()),
            Self::AttendChat { chat } => chats::jobs::attend(services, chat).await.map_err(|e| e.to_string()),
            Self::MailAnswers { chat } => notifications::jobs::mail_answers(services, chat).await.map_err(|e| e.to_string()),
            Self::JoinChats { business, member } => chats::jobs::join(services, business, member).await.map_err(|e| e.to_string()),
            Self::ReleaseChats { business, member } => chats::jobs::release(services, business, member).await.map_err(|e| e.to_string()),
            Self::LookAtCall { business, call } => calls::jobs::look_at(services, business, call).await.map_err(|e| e.to_string()),
            Self::RunQueue { business } => queue::jobs::run(services, business).await.map_err(|e| e.to_string()),
            Self::TakeBack { business, member } => queue::jobs::take_back_from(services, business, member).await.map_err(|e| e.to_string()),
            Self::BeginShift { business } => queue::jobs::begin_shift(services, business).await.map_err(|e| e.to_string()),
            Self::FreeHolds { business, cart } => inventory::jobs::free(services, business, cart).await.map_err(|e| e.to_string()),
            Self::ImportProducts { business, import } => catalog::jobs::import(services, business, import).await.map_err(|e| e.to_string()),
            Self::Automate { business, ticket, happening } => {
                automations::jobs::automate(services, business, ticket, &happening).await.map_err(|e| e.to_string())
            }
            Self::AutomateIdle { business, ticket } => automations::jobs::automate_idle(services, business, ticket).await.map_err(|e| e.to_string()),
            Self::CallWebhook { hook } => automations::hooks::call(services, hook).await,
            Self::RemindOfAppointment { business, appointment, before_ms } => {
                notifications::jobs::remind(services, business, appointment, before_ms).await.map_err(|e| e.to_string())
            }
            Self::TellOfChange { business, event } => notifications::jobs::tell_of_change(services, business, event).await.map_err(|e| e.to_string()),
            Self::TellOfMove { business, appointment, event } => {
                notifications::jobs::tell_of_move(services, business, appointment, event).await.map_err(|e| e.to_string())
            }
            Self::MailUnread { business, event } => notifications::jobs::mail_unread(services, business, event).await.map_err(|e| e.to_string()),
            Self::FollowOrder { business, order } => tickets::orders::follow(services, business, order).await.map_err(|e| e.to_string()),
            Self::StartPayment { business, payment } => payments::jobs::start(services, business, payment).await,
            Self::AskPayment { business, payment } => payments::jobs::ask(services, business, payment).await.map_err(|e| e.to_string()),
            Self::RefundPayment { business, refund } => payments::jobs::refund(services, business, refund).await,
            Self::AskRefund { business, refund } => payments::jobs::ask_refund(services, business, refund).await.map_err(|e| e.to_string()),
            Self::LookIntoNotice { business, notice } => payments::notices::look_into(services, business, notice).await,
            Self::ExpireOrder { business, order } => payments::jobs::expire(services, business, order).await.map_err(|e| e.to_string()),
            Self::TestProvider { business, provider } => payments::jobs::test(services, business, provider).await.map_err(|e| e.to_string()),
            Self::React { business, event } => reactions::react_alone(services, business, event).await.map_err(|e| e.to_string()),
            Self::FollowTalk { conversation, .. } => reactions::follow_alone(services, conversation).await.map_err(|e| e.to_string()),
        }
    }
}
