//! SQL of the demo's appointments: services, hours, and appointments with a past.

use stoa::appointments::model::{State, Step};
use stoa::kernel::ids::{AppointmentId, BusinessId, MemberId, OfferingId};
use stoa::kernel::money::Money;
use stoa::kernel::time::Timestamp;
use stoa::platform::Tx;
use stoa::{Result, db_exec, db_val};

const INSERT_STAFF: &str = "INSERT INTO booking_staff (business_id, member_id, roster) VALUES ($1, $2, $3)";
const INSERT_SERVICE: &str =
    "INSERT INTO offering (business_id, name, description, duration_minutes, before_minutes, after_minutes, step_minutes, lead_minutes,
    horizon_days, change_minutes, price, is_offered, created_at) VALUES ($1, $2, $3, $4, 0, $5, 30, 60, 60, 120, $6, TRUE, $7) RETURNING id";
const INSERT_DOER: &str = "INSERT INTO offering_staff (business_id, offering_id, member_id) VALUES ($1, $2, $3)";
const INSERT: &str = "INSERT INTO appointment (business_id, key, offering_id, staff_id, member_id, title, price, currency, name, email, phone, note, state,
    starts_at, ends_at, busy_from, busy_to, sequence, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', $11, $12, $13, $12, $14, $15, $16, $17) RETURNING id";
const CLAIM: &str = "INSERT INTO appointment_claim (business_id, member_id, tick, appointment_id)
    WITH RECURSIVE t(n) AS (SELECT CAST($4 AS BIGINT) UNION ALL SELECT n + 1 FROM t WHERE n < $5)
    SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), n, CAST($3 AS BIGINT) FROM t";
const INSERT_STEP: &str = "INSERT INTO appointment_step (business_id, appointment_id, deed, starts_at, staff_id, note, member_id, at)
    VALUES ($1, $2, $3, $4, $5, '', $6, $7)";

/// Something that can be booked.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// What it is called.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// How long it takes.
    pub minutes: i64,
    /// How long whoever does it is busy after.
    pub after: i64,
    /// What it costs, in the smallest unit.
    pub price: i64,
}

/// Somebody who can be booked, with a roster as JSON.
pub async fn insert_staff(tx: &mut Tx, business: BusinessId, member: MemberId, roster: &str) -> Result<()> {
    db_exec!(tx, INSERT_STAFF, business, member, roster)?;
    Ok(())
}

/// Something that can be booked since then.
pub async fn insert_service(tx: &mut Tx, business: BusinessId, s: &Service, since: Timestamp) -> Result<OfferingId> {
    Ok(db_val!(tx, INSERT_SERVICE, business, s.name, s.about, s.minutes, s.after, s.price, since)?)
}

/// Who does it.
pub async fn insert_doer(tx: &mut Tx, business: BusinessId, service: OfferingId, member: MemberId) -> Result<()> {
    db_exec!(tx, INSERT_DOER, business, service, member)?;
    Ok(())
}

/// An appointment as it stands.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// What its link is made of.
    pub key: &'a str,
    /// What is done.
    pub offering: OfferingId,
    /// Who does it.
    pub staff: MemberId,
    /// Who comes.
    pub member: MemberId,
    /// What it was called.
    pub title: &'a str,
    /// What it costs.
    pub price: Money,
    /// ISO 4217 code.
    pub currency: &'a str,
    /// What who comes is called.
    pub name: &'a str,
    /// Their address.
    pub email: &'a str,
    /// How it stands.
    pub state: State,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Until when its staff is busy with it.
    pub busy_to: Timestamp,
    /// When it was booked.
    pub booked: Timestamp,
    /// How often it changed.
    pub sequence: i64,
    /// When it changed last.
    pub updated: Timestamp,
}

/// An appointment.
pub async fn insert(tx: &mut Tx, business: BusinessId, a: &New<'_>) -> Result<AppointmentId> {
    Ok(db_val!(
        tx,
        INSERT,
        business,
        a.key,
        a.offering,
        a.staff,
        a.member,
        a.title,
        a.price,
        a.currency,
        a.name,
        a.email,
        a.state,
        a.starts_at,
        a.ends_at,
        a.busy_to,
        a.sequence,
        a.booked,
        a.updated
    )?)
}

/// The steps of five minutes it takes.
pub async fn claim(tx: &mut Tx, business: BusinessId, staff: MemberId, id: AppointmentId, first: i64, last: i64) -> Result<()> {
    db_exec!(tx, CLAIM, business, staff, id, first, last)?;
    Ok(())
}

/// Something that happened to it.
pub async fn insert_step(tx: &mut Tx, business: BusinessId, id: AppointmentId, a: &New<'_>, step: Step, by: Option<MemberId>, at: Timestamp) -> Result<()> {
    db_exec!(tx, INSERT_STEP, business, id, step, a.starts_at, a.staff, by, at)?;
    Ok(())
}
