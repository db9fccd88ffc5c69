//! Which mails and SMS follow from what happened. Each has a cause, so that none is ever written twice.

use super::bookings;
use super::followers;
use super::money;
use super::partners;
use super::said;
use super::shop;
use super::texts::{self, Text};
use super::words::{self, Mail};
use crate::accounts::actions as accounts;
use crate::accounts::model::Being;
use crate::appointments::undo as moves;
use crate::businesses;
use crate::businesses::model::Business;
use crate::catalog::actions as catalog;
use crate::error::Result;
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::money::Money;
use crate::orders::actions as orders;
use crate::orders::fulfil::parted;
use crate::orders::model::{Deed, Opened};
use crate::payments::actions as payments;
use crate::platform::letters::File;
use crate::platform::outbox::Recorded;
use crate::platform::{Tx, letters};
use crate::tickets::actions as tickets;
use crate::tickets::model::{Status, Ticket};
use crate::tickets::undo::{UNDO_MS, may_be_undone};

/// What stands under the button for whoever ordered or wrote without an account.
const FIRST_PASSWORD: &str = "You have no password with us yet: the link lets you choose one first. It works for two weeks.";

/// Tells those who are here of an event, and writes the mails it calls for: about a change that somebody may take back only when they no longer can.
///
/// # Errors
/// When the database fails.
pub async fn on_event(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    followers::hint(tx, recorded, event).await?;
    if may_be_undone(event) && recorded.actor_id.is_some() {
        let job = Job::TellOfChange { business: recorded.business_id, event: recorded.id };
        return tx.enqueue_at(job, recorded.at.plus_ms(UNDO_MS + 1)).await;
    }
    if let (Some(appointment), true) = (event.appointment(), moves::may_be_undone(event, recorded.actor_id)) {
        let job = Job::TellOfMove { business: recorded.business_id, appointment, event: recorded.id };
        return tx.enqueue_at(job, recorded.at.plus_ms(moves::UNDO_MS + 1)).await;
    }
    if brings_an_invoice(event) {
        // Its number is the next of the business: nobody else waits for that meanwhile.
        return tx.enqueue(Job::TellOfChange { business: recorded.business_id, event: recorded.id }).await;
    }
    write_mails(tx, recorded, event).await
}

/// Whether whoever ordered gets an invoice: they have paid.
fn brings_an_invoice(event: &Event) -> bool {
    matches!(event, Event::OrderChanged { deed: Deed::Pay | Deed::Deliver, amount, .. } if *amount > Money::ZERO)
}

/// Writes the mails that an event calls for.
///
/// # Errors
/// When the database fails.
pub(super) async fn write_mails(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    tell_in_person(tx, recorded, event).await?;
    partners::tell(tx, recorded, event).await?;
    followers::write(tx, recorded, event).await
}

async fn tell_in_person(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let business = recorded.business_id;
    match event {
        Event::TicketOpened { ticket, customer, number, subject, .. } => {
            let found = tickets::find_quietly(&mut *tx, business, *ticket).await?;
            // Whoever ordered, and every admin, has a mail about the order itself; a ticket that no partner needed was opened by a question.
            if found.as_ref().is_some_and(|t| t.order_id.is_some() && t.partner_id.is_some()) {
                return Ok(());
            }
            let (about, cause) = (words::About { number: *number, subject }, format!("opened:{}", recorded.id));
            match found {
                Some(ticket) => {
                    let page = order_page(tx, &ticket).await?;
                    mail_customer(tx, &ticket, words::opened(&about), page, &cause).await?;
                }
                None => mail(tx, business, *customer, &words::opened(&about), &cause).await?,
            }
            for admin in accounts::list_admins(&mut *tx, business).await?.into_iter().map(|m| m.id).filter(|id| Some(*id) != recorded.actor_id) {
                mail(tx, business, admin, &words::opened_for_staff(&about), &format!("opened:{}:{admin}", recorded.id)).await?;
            }
        }
        Event::Replied { .. } | Event::Asked { .. } | Event::PartnerTold { .. } | Event::PartnerSaid { .. } => said::tell(tx, recorded, event).await?,
        Event::MentionedInTicket { .. } | Event::FollowedSaid { .. } => said::tell(tx, recorded, event).await?,
        Event::StatusChanged { ticket, customer, to: Status::Resolved, .. } if recorded.actor_id != Some(*customer) => {
            let Some(ticket) = tickets::find_quietly(&mut *tx, business, *ticket).await? else { return Ok(()) };
            let page = order_page(tx, &ticket).await?;
            let letter = words::resolved(&about(&ticket), page.is_none());
            mail_customer(tx, &ticket, letter, page, &format!("resolved:{}", recorded.id)).await?;
        }
        Event::Assigned { ticket, agent: Some(agent), .. } if recorded.actor_id != Some(*agent) => {
            // What the queue gives to whoever is at a page of ours they see there; a hundred mails a day nobody would read.
            let is_needed =
                (recorded.actor_id.is_some() || !is_here(tx, business, *agent).await?) && followers::wants(tx, business, *agent, |p| p.mail_assigned).await?;
            let Some(ticket) = tickets::find_quietly(&mut *tx, business, *ticket).await?.filter(|_| is_needed) else { return Ok(()) };
            mail(tx, business, *agent, &words::assigned(&about(&ticket)), &format!("assigned:{}", recorded.id)).await?;
        }
        Event::SlaWarned { ticket, clock, holder: Some(holder), .. } => {
            let is_here = is_here(tx, business, *holder).await?;
            let Some(ticket) = tickets::find_quietly(&mut *tx, business, *ticket).await?.filter(|_| !is_here) else { return Ok(()) };
            mail(tx, business, *holder, &words::warned(&about(&ticket), *clock), &format!("warned:{}", recorded.id)).await?;
        }
        Event::Escalated { ticket, .. } => {
            let Some(ticket) = tickets::find_quietly(&mut *tx, business, *ticket).await? else { return Ok(()) };
            for admin in accounts::list_admins(&mut *tx, business).await? {
                mail(tx, business, admin.id, &words::escalated(&about(&ticket)), &format!("escalated:{}:{}", recorded.id, admin.id)).await?;
            }
        }
        Event::SlaBreached { ticket, clock, .. } => {
            let Some(ticket) = tickets::find_quietly(&mut *tx, business, *ticket).await? else { return Ok(()) };
            for admin in accounts::list_admins(&mut *tx, business).await? {
                mail(tx, business, admin.id, &words::breached(&about(&ticket), *clock), &format!("breached:{}:{}", recorded.id, admin.id)).await?;
            }
        }
        Event::OrderPlaced { order, .. } => {
            let Some(order) = orders::find_quietly(&mut *tx, business, *order).await? else { return Ok(()) };
            let cause = format!("ordered:{}", recorded.id);
            mail_buyer(tx, &order, &shop::placed(&order), &cause, None).await?;
            text_buyer(tx, &order, |link| texts::ordered(&order.order, link), &cause).await?;
            let lines = orders::list_supplied(&mut *tx, business, order.order.id).await?;
            let chosen =
                order.order.partner_id.and_then(|id| lines.iter().find(|l| l.partner_id == Some(id)).map(|l| (id, l.partner.as_deref().unwrap_or_default())));
            mail_admins(tx, recorded, &shop::placed_for_staff(&order, parted(&lines, chosen)), "ordered").await?;
        }
        Event::OrderChanged { order, deed, amount, .. } => {
            let Some(order) = orders::find_quietly(&mut *tx, business, *order).await? else { return Ok(()) };
            let Some(mail) = shop::changed(&order, *deed, *amount) else { return Ok(()) };
            // Whoever has paid gets the invoice with the words that say so.
            let file = if brings_an_invoice(event) { payments::invoice(tx, &order).await? } else { None };
            let cause = format!("order:{}", recorded.id);
            mail_buyer(tx, &order, &mail, &cause, file.as_ref().map(|(name, bytes)| File { name, bytes })).await?;
            if matches!(deed, Deed::Pay | Deed::Deliver) && *amount > Money::ZERO {
                text_buyer(tx, &order, |link| texts::paid(&order.order, *amount, link), &cause).await?;
            }
        }
        Event::StockLow { variant, left, .. } => {
            let Some(item) = catalog::list_items(&mut *tx, business, &[*variant]).await?.pop().filter(|i| i.is_offered) else { return Ok(()) };
            mail_admins(tx, recorded, &shop::low(&item.name(), *left), "stock").await?;
        }
        Event::AppointmentCreated { .. } | Event::AppointmentUpdated { .. } | Event::AppointmentDeleted { .. } => bookings::tell(tx, recorded, event).await?,
        Event::PaymentDoubted { .. }
        | Event::PaymentPending { .. }
        | Event::PaymentReturned { .. }
        | Event::PaymentFailed { .. }
        | Event::RefundChanged { .. } => money::tell(tx, recorded, event).await?,
        _ => {}
    }
    Ok(())
}

/// Writes to every admin but the one who did it.
pub(super) async fn mail_admins(tx: &mut Tx, recorded: &Recorded, what: &Mail, cause: &str) -> Result<()> {
    for admin in accounts::list_admins(&mut *tx, recorded.business_id).await?.into_iter().filter(|a| Some(a.id) != recorded.actor_id) {
        mail(tx, recorded.business_id, admin.id, what, &format!("{cause}:{}:{}", recorded.id, admin.id)).await?;
    }
    Ok(())
}

/// Writes to whoever ordered, at the address they left: guests have no other.
pub(super) async fn mail_buyer(tx: &mut Tx, order: &Opened, mail: &Mail, cause: &str, file: Option<File<'_>>) -> Result<()> {
    let o = &order.order;
    write(tx, o.business_id, (&o.name, &o.email), mail, cause, file).await
}

/// Whether somebody is at a page of ours, so that they see by themselves what happens. A page that is open while nobody does anything there shows it to nobody.
pub(super) async fn is_here(tx: &mut Tx, business: BusinessId, member: MemberId) -> Result<bool> {
    let now = tx.now();
    Ok(accounts::find_being(&mut *tx, business, member, now).await? == Being::Online)
}

/// Writes an SMS to whoever ordered.
async fn text_buyer(tx: &mut Tx, order: &Opened, text: impl FnOnce(&str) -> Text, cause: &str) -> Result<()> {
    let link = format!("{}/o/{}", tx.services().url(), order.order.token);
    texts::write(tx, order.order.business_id, &order.order.phone, &text(&link), None, cause).await
}

pub(super) const fn about(ticket: &Ticket) -> words::About<'_> {
    words::About { number: ticket.number, subject: ticket.subject.as_str() }
}

pub(super) async fn mail(tx: &mut Tx, business: BusinessId, to: MemberId, mail: &Mail, cause: &str) -> Result<()> {
    let Some(person) = accounts::find_contact(&mut *tx, business, to).await?.filter(|m| m.deactivated_at.is_none()) else { return Ok(()) };
    let way = accounts::first_password_link(tx, business, to).await?.map(|link| format!("{link}?next={}", mail.path));
    let after = if way.is_some() { FIRST_PASSWORD } else { "" };
    let link = way.unwrap_or_else(|| format!("{}{}", tx.services().url(), mail.path));
    send(tx, business, (&person.name, &person.email), mail, (&link, after), cause, None).await
}

/// The page of the order a ticket is about, for a customer who has no password: they read and write there.
pub(super) async fn order_page(tx: &mut Tx, ticket: &Ticket) -> Result<Option<String>> {
    let Some(order) = ticket.order_id else { return Ok(None) };
    if !accounts::is_without_password(&mut *tx, ticket.business_id, ticket.customer_id).await? {
        return Ok(None);
    }
    let order = orders::find_quietly(&mut *tx, ticket.business_id, order).await?;
    Ok(order.map(|opened| format!("/o/{}#ask", opened.order.token)))
}

/// Writes to the customer of a ticket; `page` is where they read it when that is not the ticket's own.
pub(super) async fn mail_customer(tx: &mut Tx, ticket: &Ticket, letter: Mail, page: Option<String>, cause: &str) -> Result<()> {
    let (business, to) = (ticket.business_id, ticket.customer_id);
    let Some(page) = page else { return mail(tx, business, to, &letter, cause).await };
    let Some(person) = accounts::find_contact(&mut *tx, business, to).await?.filter(|m| m.deactivated_at.is_none()) else { return Ok(()) };
    write(tx, business, (&person.name, &person.email), &letter.to_order(page), cause, None).await
}

/// Writes to anybody, perhaps with a file.
pub(super) async fn write(tx: &mut Tx, business: BusinessId, (name, email): (&str, &str), mail: &Mail, cause: &str, file: Option<File<'_>>) -> Result<()> {
    let link = format!("{}{}", tx.services().url(), mail.path);
    send(tx, business, (name, email), mail, (&link, ""), cause, file).await
}

/// Writes a mail whose button leads to `link`; below it stands `after`.
async fn send(
    tx: &mut Tx,
    business: BusinessId,
    (name, email): (&str, &str),
    mail: &Mail,
    (link, after): (&str, &str),
    cause: &str,
    file: Option<File<'_>>,
) -> Result<()> {
    let business: Business = businesses::actions::find(&mut *tx, business).await?;
    let paragraphs: Vec<&str> = mail.paragraphs.iter().map(String::as_str).collect();
    let (text, html) = letters::write(&letters::Words { name, paragraphs: &paragraphs, button: Some((mail.button, link)), after, business: &business.name });
    let written = letters::Written { recipient: email, subject: &mail.subject, text: &text, html: &html, file };
    letters::queue_with(tx, business.id, &written, Some(cause)).await.map(drop)
}
