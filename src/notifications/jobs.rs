//! Mails that wait: about changes that whoever made them may still take back, and about what somebody who is here may read by themselves.

use super::{actions, bookings, chats, said};
use crate::appointments::actions as appointments;
use crate::error::Result;
use crate::event::Topic;
use crate::kernel::ids::{AppointmentId, BusinessId, ChatId, EventId};
use crate::platform::{Services, outbox};
use crate::tickets::undo::{Happened, UNDO_MS, is_news};

/// How long before a change the history is read in which it may be one of several: a few times of undoing.
const BEFORE_MS: i64 = 10 * UNDO_MS;

/// Writes the mails about a change, unless it was taken back or something else came of it meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_change(services: &Services, business: BusinessId, id: EventId) -> Result<()> {
    let mut tx = services.begin().await?;
    let Some(recorded) = outbox::find(&mut tx, business, id).await? else { return Ok(()) };
    let Some(event) = recorded.event() else { return Ok(()) };
    let is_due = match event.ticket() {
        // Nobody takes back what was paid.
        None => true,
        Some(ticket) => {
            let history = outbox::list_since(&mut tx, business, Topic::Ticket(ticket), recorded.at.plus_ms(-BEFORE_MS)).await?;
            let happened = |r: &outbox::Recorded| Some(Happened { id: r.id, at: r.at, by_person: r.actor_id.is_some(), event: r.event()? });
            is_news(&history.iter().filter_map(happened).collect::<Vec<_>>(), id)
        }
    };
    if is_due {
        actions::write_mails(&mut tx, &recorded, &event).await?;
    }
    tx.commit().await
}

/// Writes the mails about a move of an appointment, unless it was taken back or something else came of it meanwhile. A later move takes this one's place.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_move(services: &Services, business: BusinessId, appointment: AppointmentId, id: EventId) -> Result<()> {
    let mut tx = services.begin().await?;
    let Some(recorded) = outbox::find(&mut tx, business, id).await? else { return Ok(()) };
    let Some(event) = recorded.event() else { return Ok(()) };
    if appointments::is_moved_elsewhere(&mut tx, business, appointment).await? {
        actions::write_mails(&mut tx, &recorded, &event).await?;
    }
    tx.commit().await
}

/// Mails what was said to whoever was here and has not read it: the body of [`crate::job::Job::MailUnread`].
///
/// # Errors
/// When the database fails.
pub async fn mail_unread(services: &Services, business: BusinessId, id: EventId) -> Result<()> {
    let mut tx = services.begin().await?;
    let Some(recorded) = outbox::find(&mut tx, business, id).await? else { return Ok(()) };
    if let Some(event) = recorded.event() {
        said::remind(&mut tx, &recorded, &event).await?;
    }
    tx.commit().await
}

/// Reminds the customer of an appointment, unless it was moved or called off since: the body of [`crate::job::Job::RemindOfAppointment`].
///
/// # Errors
/// When the database fails.
pub async fn remind(services: &Services, business: BusinessId, appointment: AppointmentId, before_ms: i64) -> Result<()> {
    let mut tx = services.begin().await?;
    bookings::remind(&mut tx, business, appointment, before_ms).await?;
    tx.commit().await
}

/// Mails a visitor the answers they missed: the body of [`crate::job::Job::MailAnswers`].
///
/// # Errors
/// When the database fails.
pub async fn mail_answers(services: &Services, chat: ChatId) -> Result<()> {
    let mut tx = services.begin().await?;
    chats::mail_answers(&mut tx, chat).await?;
    tx.commit().await
}
