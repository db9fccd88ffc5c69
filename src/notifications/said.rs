//! Mails about what was said: at once to whoever is away, and a few minutes later to whoever is here and has not read it by then.

use super::actions::{about, is_here, mail, mail_customer, order_page};
use super::followers::{name, wants};
use super::partners;
use super::words::{self, Mail};
use crate::conversations::actions as conversations;
use crate::error::Result;
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{ConversationId, MemberId, OrderId};
use crate::orders::actions as orders;
use crate::platform::Tx;
use crate::platform::outbox::Recorded;
use crate::preferences::actions as preferences;
use crate::tickets::actions as tickets;
use crate::tickets::model::Ticket;

/// Who is here has so long to read what they see coming.
const UNREAD_MS: i64 = 3 * 60_000;

/// Something said that one person wants to know of.
struct Word {
    to: MemberId,
    lane: ConversationId,
    seq: i64,
    why: Why,
}

/// What it is to them.
#[derive(Clone, Copy)]
enum Why {
    /// The customer: staff answered.
    Reply,
    /// The partner of an order: staff wrote.
    Order(OrderId),
    /// Whoever answers the ticket: the other side wrote.
    Yours,
    /// A colleague: they are named.
    Named,
    /// A colleague: they follow the ticket.
    Followed,
}

impl Why {
    /// Begins the cause of its mail.
    const fn cause(self) -> &'static str {
        match self {
            Self::Reply => "replied",
            Self::Order(_) => "partner",
            Self::Yours => "answered",
            Self::Named | Self::Followed => "told",
        }
    }
}

/// Mails it to whoever it is for when they are away; when they are here, looks again after a while.
///
/// # Errors
/// When the database fails.
pub async fn tell(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let Some((word, ticket)) = unread(tx, recorded, event).await? else { return Ok(()) };
    if !is_here(tx, recorded.business_id, word.to).await? {
        return write(tx, recorded, &word, &ticket).await;
    }
    let later = tx.now().plus_ms(UNREAD_MS);
    tx.enqueue_at(Job::MailUnread { business: recorded.business_id, event: recorded.id }, later).await
}

/// Mails it when it is still unread, whether they are here or not: a page that is open shows only that there is one.
///
/// # Errors
/// When the database fails.
pub async fn remind(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    match unread(tx, recorded, event).await? {
        Some((word, ticket)) => write(tx, recorded, &word, &ticket).await,
        None => Ok(()),
    }
}

/// Who wants to know of it and has not read it; nobody when that is settled.
async fn unread(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<Option<(Word, Ticket)>> {
    let business = recorded.business_id;
    let Some(id) = event.ticket().or(of(event)) else { return Ok(None) };
    let Some(ticket) = tickets::find_quietly(&mut *tx, business, id).await? else { return Ok(None) };
    let Some(word) = word(event, &ticket) else { return Ok(None) };
    let is_wanted = match word.why {
        Why::Reply | Why::Order(_) => true,
        // Who also follows it is told of it as a follower.
        Why::Yours => wants(tx, business, word.to, |p| p.mail_answered).await? && !tickets::list_followers(&mut *tx, business, id).await?.contains(&word.to),
        Why::Named => wants(tx, business, word.to, |p| p.mail_mentioned).await?,
        Why::Followed => wants(tx, business, word.to, |p| p.mail_followed).await?,
    };
    let is_settled = !is_wanted || conversations::has_read(&mut *tx, word.lane, word.to, word.seq).await?;
    Ok((!is_settled).then_some((word, ticket)))
}

/// The ticket of an event that is about a person first.
const fn of(event: &Event) -> Option<crate::kernel::ids::TicketId> {
    match *event {
        Event::MentionedInTicket { ticket, .. } | Event::FollowedSaid { ticket, .. } => Some(ticket),
        _ => None,
    }
}

fn word(event: &Event, ticket: &Ticket) -> Option<Word> {
    let (to, lane, seq, why) = match *event {
        Event::Replied { customer, seq, .. } => (Some(customer), Some(ticket.customer_lane), seq, Why::Reply),
        Event::PartnerTold { order, partner, seq, .. } => (Some(partner), ticket.partner_lane, seq, Why::Order(order)),
        Event::Asked { seq, .. } => (ticket.assignee_id, Some(ticket.customer_lane), seq, Why::Yours),
        Event::PartnerSaid { seq, .. } => (ticket.assignee_id, ticket.partner_lane, seq, Why::Yours),
        Event::MentionedInTicket { agent, seq, .. } => (Some(agent), Some(ticket.staff_lane), seq, Why::Named),
        Event::FollowedSaid { agent, seq, is_note: true, .. } => (Some(agent), Some(ticket.staff_lane), seq, Why::Followed),
        Event::FollowedSaid { agent, seq, is_partner: true, .. } => (Some(agent), ticket.partner_lane, seq, Why::Followed),
        Event::FollowedSaid { agent, seq, .. } => (Some(agent), Some(ticket.customer_lane), seq, Why::Followed),
        _ => return None,
    };
    Some(Word { to: to?, lane: lane?, seq, why })
}

async fn write(tx: &mut Tx, recorded: &Recorded, word: &Word, ticket: &Ticket) -> Result<()> {
    let business = recorded.business_id;
    let text = conversations::text_of(&mut *tx, word.lane, word.seq).await?;
    let by = name(tx, business, recorded.actor_id).await?.unwrap_or_else(|| "Somebody".into());
    let letter: Mail = match word.why {
        Why::Reply => {
            let signature = match recorded.actor_id {
                Some(agent) => preferences::find(&mut *tx, business, agent).await?.signature,
                None => String::new(),
            };
            let (letter, page) = (words::replied(&about(ticket), &text, &signature), order_page(tx, ticket).await?);
            return mail_customer(tx, ticket, letter, page, &format!("{}:{}", word.why.cause(), recorded.id)).await;
        }
        Why::Order(order) => {
            let order = orders::find_entrusted(&mut *tx, business, order).await?.filter(|(who, _)| *who == word.to);
            let Some((_, order)) = order else { return Ok(()) };
            partners::told(&order, &text)
        }
        Why::Yours => words::answered(&about(ticket), &by, &text),
        Why::Named => words::mentioned(&about(ticket), &by, &text),
        Why::Followed => words::said(&about(ticket), &by, &text),
    };
    mail(tx, business, word.to, &letter, &format!("{}:{}", word.why.cause(), recorded.id)).await
}
