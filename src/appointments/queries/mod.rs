//! SQL of appointments; what can be booked, what calendars show, and what a person has, beside.

pub mod around;
pub mod calendar;
pub mod offerings;

use super::draft::Contact;
use super::model::{Appointment, Offering, PastStep, State, Step};
use crate::error::Result;
use crate::kernel::ids::{AppointmentId, BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{Error, db_all, db_exec, db_opt, db_val, dialect};

macro_rules! appointment {
    () => {
        "a.id, a.business_id, a.key, a.offering_id, a.staff_id, s.name AS staff, a.member_id, a.title, a.price, a.currency, a.name, a.email, a.phone, a.note,
        a.state, a.starts_at, a.ends_at, a.busy_from, a.busy_to, a.sequence, a.held_until, a.created_at, a.updated_at"
    };
}

// Whoever changes the calendar of a business locks all who can be booked there, in one order: nobody waits for each other in a circle.
const LOCK_SQLITE: &str = "SELECT member_id FROM booking_staff WHERE business_id = $1 ORDER BY member_id";
const LOCK_POSTGRES: &str = "SELECT member_id FROM booking_staff WHERE business_id = $1 ORDER BY member_id FOR UPDATE";
const FIND: &str = concat!("SELECT ", appointment!(), " FROM appointment a JOIN member s ON s.id = a.staff_id WHERE a.business_id = $1 AND a.id = $2");
const FIND_BY_KEY: &str = concat!("SELECT ", appointment!(), " FROM appointment a JOIN member s ON s.id = a.staff_id WHERE a.key = $1");
const INSERT: &str = "INSERT INTO appointment (business_id, key, offering_id, staff_id, member_id, title, price, currency, name, email, phone, note, state,
    starts_at, ends_at, busy_from, busy_to, held_until, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', '', '', 'held', $9, $10, $11, $12, $13, $14, $14) RETURNING id";
const CLAIM: &str = "INSERT INTO appointment_claim (business_id, member_id, tick, appointment_id)
    WITH RECURSIVE t(n) AS (SELECT CAST($4 AS BIGINT) UNION ALL SELECT n + 1 FROM t WHERE n < $5)
    SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), n, CAST($3 AS BIGINT) FROM t";
const COUNT_CLAIMS: &str =
    "SELECT COUNT(*) FROM appointment_claim WHERE business_id = $1 AND member_id = $2 AND tick BETWEEN $3 AND $4 AND appointment_id <> $5";
const RELEASE: &str = "DELETE FROM appointment_claim WHERE business_id = $1 AND appointment_id = $2";
const PLACE: &str =
    "UPDATE appointment SET staff_id = $3, starts_at = $4, ends_at = $5, busy_from = $6, busy_to = $7, held_until = $8, sequence = sequence + $9,
    updated_at = $10 WHERE business_id = $1 AND id = $2";
const SET_CONTACT: &str = "UPDATE appointment SET name = $3, email = $4, phone = $5, note = $6, member_id = $7, held_until = $8, updated_at = $9
    WHERE business_id = $1 AND id = $2 AND state = 'held'";
const SET_STATE: &str = "UPDATE appointment SET state = $3, held_until = NULL, sequence = sequence + $4, updated_at = $5 WHERE business_id = $1 AND id = $2";
// The pluses have SQLite look among those that are held, not among all of the business.
const RELEASE_EXPIRED: &str = "DELETE FROM appointment_claim WHERE business_id = $1
    AND appointment_id IN (SELECT id FROM appointment WHERE +business_id = $1 AND state = 'held' AND held_until <= $2)";
const DELETE_EXPIRED: &str = "DELETE FROM appointment WHERE +business_id = $1 AND state = 'held' AND held_until <= $2";
const DELETE: &str = "DELETE FROM appointment WHERE business_id = $1 AND id = $2 AND state = 'held'";
const LIST_EXPIRED: &str = "SELECT DISTINCT business_id FROM appointment WHERE held_until <= $1 ORDER BY business_id LIMIT 200";
const INSERT_STEP: &str = "INSERT INTO appointment_step (business_id, appointment_id, deed, starts_at, staff_id, note, member_id, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const LIST_STEPS: &str =
    "SELECT p.deed, p.starts_at, p.staff_id, s.name AS staff, p.note, p.member_id, m.name AS member, p.at FROM appointment_step p JOIN member s ON s.id = p.staff_id
    LEFT JOIN member m ON m.id = p.member_id WHERE p.business_id = $1 AND p.appointment_id = $2 ORDER BY p.id";

/// Locks the calendar of a business; says who can be booked there.
pub async fn lock(tx: &mut Tx, business: BusinessId) -> Result<Vec<MemberId>> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let rows: Vec<(MemberId,)> = db_all!(tx, sql, business)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// An appointment of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: AppointmentId) -> Result<Option<Appointment>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// The appointment of any business that a link is made of.
pub async fn find_by_key(ex: impl Into<Ex<'_>>, key: &str) -> Result<Option<Appointment>> {
    Ok(db_opt!(ex.into(), FIND_BY_KEY, key)?)
}

/// A time about to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewHold<'a> {
    /// What its link is made of.
    pub key: &'a str,
    /// What is done.
    pub offering: &'a Offering,
    /// Who does it.
    pub staff: MemberId,
    /// The customer.
    pub member: Option<MemberId>,
    /// ISO 4217 code.
    pub currency: &'a str,
    /// When it begins.
    pub starts_at: Timestamp,
    /// Until when it is kept.
    pub until: Timestamp,
}

/// An appointment that is being booked.
pub async fn insert(tx: &mut Tx, business: BusinessId, new: &NewHold<'_>) -> Result<AppointmentId> {
    let (now, o) = (tx.now(), new.offering);
    let (from, to) = o.busy(new.starts_at);
    let ends = o.ends_at(new.starts_at);
    Ok(db_val!(tx, INSERT, business, new.key, o.id, new.staff, new.member, &o.name, o.price, new.currency, new.starts_at, ends, from, to, new.until, now)?)
}

/// Takes every step of five minutes for an appointment.
pub async fn claim(tx: &mut Tx, business: BusinessId, staff: MemberId, id: AppointmentId, (first, last): (i64, i64)) -> Result<()> {
    db_exec!(tx, CLAIM, business, staff, id, first, last).on_constraint(|| Error::Conflict(super::actions::TAKEN.into()))?;
    Ok(())
}

/// How many of these steps somebody is busy with others.
pub async fn count_claims(tx: &mut Tx, business: BusinessId, staff: MemberId, id: AppointmentId, (first, last): (i64, i64)) -> Result<i64> {
    Ok(db_val!(tx, COUNT_CLAIMS, business, staff, first, last, id)?)
}

/// Sets an appointment's time free.
pub async fn release(tx: &mut Tx, business: BusinessId, id: AppointmentId) -> Result<()> {
    db_exec!(tx, RELEASE, business, id)?;
    Ok(())
}

/// Where an appointment is put.
#[derive(Clone, Copy, Debug)]
pub struct NewPlace {
    /// Who does it.
    pub staff: MemberId,
    /// When it begins and ends.
    pub times: (Timestamp, Timestamp),
    /// From when to when its staff is busy with it.
    pub busy: (Timestamp, Timestamp),
    /// Until when it is kept for whoever is booking it.
    pub until: Option<Timestamp>,
}

/// Gives an appointment a time and somebody who does it; `changes` says whether calendars that know it should notice.
pub async fn place(tx: &mut Tx, business: BusinessId, id: AppointmentId, to: &NewPlace, changes: bool) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, PLACE, business, id, to.staff, to.times.0, to.times.1, to.busy.0, to.busy.1, to.until, i64::from(changes), now)?;
    Ok(())
}

/// Writes who comes, and keeps the time a while longer; `false` when it is not being booked any more.
pub async fn set_contact(tx: &mut Tx, business: BusinessId, id: AppointmentId, c: &Contact, member: Option<MemberId>, until: Timestamp) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_CONTACT, business, id, &c.name, &c.email, &c.phone, &c.note, member, until, now)? == 1)
}

/// Writes how an appointment stands; `changes` says whether calendars that know it should notice.
pub async fn set_state(tx: &mut Tx, business: BusinessId, id: AppointmentId, state: State, changes: bool) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_STATE, business, id, state, i64::from(changes), now)?;
    Ok(())
}

/// Forgets times that were kept too long; says how many.
pub async fn delete_expired(tx: &mut Tx, business: BusinessId) -> Result<u64> {
    let now = tx.now();
    db_exec!(tx, RELEASE_EXPIRED, business, now)?;
    Ok(db_exec!(tx, DELETE_EXPIRED, business, now)?)
}

/// Forgets a time that is being booked.
pub async fn delete(tx: &mut Tx, business: BusinessId, id: AppointmentId) -> Result<()> {
    release(tx, business, id).await?;
    db_exec!(tx, DELETE, business, id)?;
    Ok(())
}

/// Businesses in which a time was kept too long.
pub async fn list_expired(ex: impl Into<Ex<'_>>, now: Timestamp) -> Result<Vec<(BusinessId,)>> {
    Ok(db_all!(ex.into(), LIST_EXPIRED, now)?)
}

/// Notes what happened to an appointment.
pub async fn insert_step(tx: &mut Tx, business: BusinessId, a: &Appointment, deed: Step, note: &str, by: Option<MemberId>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT_STEP, business, a.id, deed, a.starts_at, a.staff_id, note, by, now)?;
    Ok(())
}

/// What happened to an appointment, oldest first.
pub async fn list_steps(ex: impl Into<Ex<'_>>, business: BusinessId, id: AppointmentId) -> Result<Vec<PastStep>> {
    Ok(db_all!(ex.into(), LIST_STEPS, business, id)?)
}
