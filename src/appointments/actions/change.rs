//! What is done to an appointment that is booked: each step under the lock of the calendar, decided by the rules, noted and told.

use super::book::{choose, put};
use super::read::with_offering;
use crate::accounts::Agent;
use crate::appointments::model::{Appointment, Step};
use crate::appointments::rules::{self, Actor};
use crate::appointments::{jobs, links, queries, undo};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{AppointmentId, MemberId};
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::platform::{Services, Tx, limits};

const CHANGED: &str = "This appointment was changed meanwhile. Look at it and try again.";

/// Whoever has the link moves the appointment to another free time; `seen` is how often it was changed when the page was made. It stays with whoever
/// was to do it, when they are free.
///
/// # Errors
/// `Conflict` says why not; `NotFound`; `TooMany` after many tries.
pub async fn move_by_link(services: &Services, token: &str, seen: i64, starts_at: Timestamp, member: Option<MemberId>) -> Result<Appointment> {
    let (mut tx, a) = lock_by_link(services, token).await?;
    queries::delete_expired(&mut tx, a.business_id).await?;
    let opened = with_offering(&mut tx, a).await?;
    let (a, offering) = (opened.appointment, opened.offering);
    check(&tx, &a, Actor::Customer(offering.change_minutes), Step::Move, seen)?;
    let business = businesses::find(&mut tx, a.business_id).await?;
    let staff = choose(&mut tx, &business, &offering, None, starts_at, Some(&a)).await?;
    put(&mut tx, &a, staff, starts_at, true).await?;
    let moved = tell_moved(&mut tx, &a, "", member.filter(|m| a.member_id == Some(*m))).await?;
    tx.commit().await?;
    Ok(moved)
}

/// Whoever has the link calls the appointment off.
///
/// # Errors
/// `Conflict` says why not; `NotFound`; `TooMany` after many tries.
pub async fn cancel_by_link(services: &Services, token: &str, seen: i64, member: Option<MemberId>) -> Result<()> {
    let (mut tx, a) = lock_by_link(services, token).await?;
    let opened = with_offering(&mut tx, a).await?;
    let a = opened.appointment;
    check(&tx, &a, Actor::Customer(opened.offering.change_minutes), Step::Cancel, seen)?;
    end(&mut tx, &a, Actor::Customer(opened.offering.change_minutes), Step::Cancel, "", member.filter(|m| a.member_id == Some(*m))).await?;
    tx.commit().await
}

async fn lock_by_link(services: &Services, token: &str) -> Result<(Tx, Appointment)> {
    let key = links::read(services, token).ok_or(Error::NotFound)?;
    services.limits().check(limits::CHANGE_APPOINTMENT, key)?;
    let found = queries::find_by_key(services.db(), key).await?.ok_or(Error::NotFound)?;
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, found.business_id).await?;
    let a = queries::find(&mut tx, found.business_id, found.id).await?.ok_or(Error::NotFound)?;
    Ok((tx, a))
}

fn check(tx: &Tx, a: &Appointment, who: Actor, step: Step, seen: i64) -> Result<()> {
    if a.sequence != seen {
        return Err(Error::Conflict(CHANGED.into()));
    }
    rules::decide(a, who, step, tx.now()).map(drop).map_err(Error::Conflict)
}

/// Staff moves an appointment to any time to come at which whoever does it is not busy, also outside their hours.
///
/// # Errors
/// `Conflict` says why not; `Invalid` names `starts_at` or `staff`; `NotFound`.
pub async fn move_by_staff(services: &Services, who: &Agent, id: AppointmentId, seen: i64, starts_at: Timestamp, staff: MemberId) -> Result<Appointment> {
    let mut tx = services.begin().await?;
    let bookable = queries::lock(&mut tx, who.business()).await?;
    queries::delete_expired(&mut tx, who.business()).await?;
    let a = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    check(&tx, &a, Actor::Staff, Step::Move, seen)?;
    if !bookable.contains(&staff) {
        return Err(Error::field("staff", "With: choose from the list. They are not there any more."));
    }
    if !rules::is_on_tick(starts_at) {
        return Err(Error::field("starts_at", "Begins: write a time in steps of five minutes, like 14:05."));
    }
    if (starts_at, staff) == (a.starts_at, a.staff_id) {
        return Ok(a);
    }
    if starts_at <= tx.now() {
        return Err(Error::field("starts_at", "Begins: choose a time that is still to come."));
    }
    put(&mut tx, &a, staff, starts_at, true).await?;
    let moved = tell_moved(&mut tx, &a, "", Some(who.member())).await?;
    tx.commit().await?;
    Ok(moved)
}

/// Staff takes back their own last move, for a moment: it is when and with whom it was before, and nobody is written to.
///
/// # Errors
/// `Conflict` says why not, also when somebody has that time meanwhile; `NotFound`.
pub async fn undo_move(services: &Services, who: &Agent, id: AppointmentId, seen: i64) -> Result<Appointment> {
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, who.business()).await?;
    queries::delete_expired(&mut tx, who.business()).await?;
    let a = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    check(&tx, &a, Actor::Staff, Step::Move, seen)?;
    let steps = queries::list_steps(&mut tx, a.business_id, a.id).await?;
    let (starts_at, staff) = undo::before(&steps, who.member(), tx.now()).map_err(|why| Error::Conflict(why.into()))?;
    put(&mut tx, &a, staff, starts_at, true).await?;
    let back = tell_moved(&mut tx, &a, "Taken back", Some(who.member())).await?;
    tx.commit().await?;
    Ok(back)
}

/// Staff calls an appointment off, or notes that it took place or that nobody came.
///
/// # Errors
/// `Conflict` says why not; `Invalid` names `note`; `NotFound`.
pub async fn act(services: &Services, who: &Agent, id: AppointmentId, seen: i64, step: Step, note: &str) -> Result<()> {
    let mut form = Check::new();
    let note = form.line("note", "Note", note, 0, 300);
    form.finish()?;
    if matches!(step, Step::Book | Step::Move) {
        return Err(Error::field("step", "Choose what to do with the appointment."));
    }
    let mut tx = services.begin().await?;
    queries::lock(&mut tx, who.business()).await?;
    let a = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    check(&tx, &a, Actor::Staff, step, seen)?;
    end(&mut tx, &a, Actor::Staff, step, &note, Some(who.member())).await?;
    tx.commit().await
}

async fn tell_moved(tx: &mut Tx, before: &Appointment, note: &str, by: Option<MemberId>) -> Result<Appointment> {
    let a = queries::find(&mut *tx, before.business_id, before.id).await?.ok_or(Error::Internal)?;
    queries::insert_step(tx, a.business_id, &a, Step::Move, note, by).await?;
    tx.emit(a.business_id, by, Event::AppointmentUpdated { appointment: a.id, customer: a.member_id, staff: a.staff_id, step: Step::Move }).await?;
    jobs::plan_reminders(tx, &a).await?;
    Ok(a)
}

async fn end(tx: &mut Tx, a: &Appointment, who: Actor, step: Step, note: &str, by: Option<MemberId>) -> Result<()> {
    let state = rules::decide(a, who, step, tx.now()).map_err(Error::Conflict)?;
    queries::set_state(tx, a.business_id, a.id, state, true).await?;
    queries::insert_step(tx, a.business_id, a, step, note, by).await?;
    let (appointment, customer, staff) = (a.id, a.member_id, a.staff_id);
    if step == Step::Cancel {
        queries::release(tx, a.business_id, a.id).await?;
        return tx.emit(a.business_id, by, Event::AppointmentDeleted { appointment, customer, staff }).await;
    }
    tx.emit(a.business_id, by, Event::AppointmentUpdated { appointment, customer, staff, step }).await
}
