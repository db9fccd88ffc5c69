//! Questions about an order, on the page of its link: whoever has the link reads and writes in the customer lane of the order's ticket.
//!
//! A link opens this one talk. Somebody may have ordered with an address that is another's, so that nothing else of the customer is shown here: neither
//! their other tickets, also when one was merged into this, nor how they are called.

use super::talk::say_in;
use crate::accounts::Person;
use crate::accounts::actions as accounts;
use crate::accounts::model::Role;
use crate::conversations::actions::{self as conversations, Lane};
use crate::conversations::model::{BODY_MAX, History, MessageView, PAGE, SenderKind};
use crate::error::{Error, Result};
use crate::files::actions::{self as files, Content};
use crate::kernel::ids::{ConversationId, MemberId};
use crate::kernel::text::Check;
use crate::orders::actions as orders;
use crate::orders::model::Order;
use crate::platform::{Services, limits};
use crate::tickets::model::Ticket;
use crate::tickets::orders::follow_asked;
use crate::tickets::queries::{self, orders as found};
use uuid::Uuid;

/// What can be read and asked about an order by its link.
#[derive(Clone, Debug)]
pub struct Questions {
    /// What was said; nothing while the order has no ticket.
    pub talk: Option<Talk>,
    /// Whether whoever looks may write.
    pub may_ask: bool,
}

/// What was said about an order.
#[derive(Clone, Debug)]
pub struct Talk {
    /// Where.
    pub lane: ConversationId,
    /// In whose name the holder of the link speaks.
    pub customer: MemberId,
    /// What was said here, and in no other ticket.
    pub history: History,
    /// The number before which older messages lie, when there are any.
    pub older: Option<i64>,
}

/// What was said about an order, for whoever has its link: the newest, or what lies before number `before`. `who` is signed in; with `is_visit` they read
/// it. `None` where nothing is to be seen: its customer is none any more, or a partner of the shop looks, who has a talk of their own.
///
/// # Errors
/// When the database fails.
pub async fn questions(services: &Services, who: Option<&Person>, order: &Order, before: Option<i64>, is_visit: bool) -> Result<Option<Questions>> {
    let role = role_at(who, order);
    if role == Some(Role::Partner) {
        return Ok(None);
    }
    let is_outside = !role.is_some_and(Role::is_staff);
    let Some(ticket) = ticket_of(services, order).await? else {
        return Ok(is_outside.then_some(Questions { talk: None, may_ask: true }));
    };
    let Some(lane) = open(services, &ticket).await? else { return Ok(None) };
    let mut history = conversations::history(services, &lane, before, PAGE).await?;
    if is_visit && is_outside {
        conversations::mark_read(services, &lane, history.head).await?;
    }
    let older = history.messages.first().map(|m| m.seq).filter(|_| history.has_older);
    history.messages.retain(is_said_here);
    history.messages.iter_mut().for_each(|message| bare(message, order));
    let may_ask = is_outside && !history.is_frozen;
    Ok(Some(Questions { talk: Some(Talk { lane: ticket.customer_lane, customer: ticket.customer_id, history, older }), may_ask }))
}

/// Whoever has the link of an order says something about it, from the network address `from`; `who` is signed in. The first word opens the ticket of an
/// order that has none. Sending the same `client_id` again changes nothing.
///
/// # Errors
/// `NotFound` for links of nothing; `Invalid` names `body`; `Denied` for those who work with the shop; `Conflict` when the talk is closed, or nobody can be
/// answered at the address of the order; `TooMany` after many messages in a short time.
pub async fn ask(services: &Services, who: Option<&Person>, from: &str, link: &str, client_id: Uuid, body: &str) -> Result<Order> {
    services.limits().check(limits::SAY_FROM, from)?;
    let order = orders::find_by_link(services, link).await?.order;
    if role_at(who, &order).is_some_and(|role| role != Role::Customer) {
        return Err(Error::Denied("You work with this shop: only whoever ordered writes here.".into()));
    }
    services.limits().check(limits::SAY, &format!("order {}", order.id))?;
    // Before a ticket is opened for it.
    let mut check = Check::new();
    check.text("body", "Message", body, 1, BODY_MAX);
    check.finish()?;
    let ticket = match ticket_of(services, &order).await? {
        Some(ticket) => ticket,
        None => follow_asked(services, order.business_id, order.id).await?.ok_or_else(unanswerable)?,
    };
    let lane = open(services, &ticket).await?.ok_or_else(unanswerable)?;
    match say_in(services, &lane, client_id, body, Vec::new()).await {
        Ok(_) => Ok(order),
        // Elsewhere one is told to open a new ticket, which nobody can without an account.
        Err(Error::Conflict(_)) => Err(Error::Conflict("This conversation is closed. Nobody can write in it any more.".into())),
        Err(error) => Err(error),
    }
}

/// A picture of what was said about an order, for whoever has its link.
///
/// # Errors
/// `NotFound` when the link or the picture is none, or belongs elsewhere.
pub async fn open_file_by_link(services: &Services, who: Option<&Person>, link: &str, token: &str) -> Result<Content> {
    let order = orders::find_by_link(services, link).await?.order;
    let ticket = ticket_of(services, &order).await?.filter(|_| role_at(who, &order) != Some(Role::Partner)).ok_or(Error::NotFound)?;
    let lane = open(services, &ticket).await?.ok_or(Error::NotFound)?;
    let (file, message) = conversations::find_file(services, &lane, token).await?;
    if is_said_here(&message) { files::read(services, file).await } else { Err(Error::NotFound) }
}

/// What somebody is at the business of an order.
fn role_at(who: Option<&Person>, order: &Order) -> Option<Role> {
    who.filter(|person| person.business() == order.business_id).map(Person::role)
}

async fn ticket_of(services: &Services, order: &Order) -> Result<Option<Ticket>> {
    match found::find(services.db(), order.business_id, order.id).await? {
        Some(id) => queries::find(services.db(), order.business_id, id).await,
        None => Ok(None),
    }
}

async fn open(services: &Services, ticket: &Ticket) -> Result<Option<Lane>> {
    match accounts::find_link_holder(services.db(), ticket.business_id, ticket.customer_id).await? {
        Some(holder) => conversations::open_by_link(services, &holder, ticket.customer_lane).await.map(Some),
        None => Ok(None),
    }
}

/// Whether something was said in this ticket, and not in another one that was merged into it.
const fn is_said_here(message: &MessageView) -> bool {
    message.extra.origin.is_none()
}

/// Nothing but the words: a card says how things of the customer stand, and the name of their account may not be the one of whoever ordered.
fn bare(message: &mut MessageView, order: &Order) {
    message.extra.card = None;
    if message.kind == SenderKind::Customer {
        message.name.clone_from(&order.name);
    }
}

fn unanswerable() -> Error {
    Error::Conflict("Questions about this order cannot be answered here. Ask us in the chat.".into())
}
