//! SQL of what calendars and lists of appointments show, and of when people are busy.

use crate::appointments::model::{Appointment, Busy, Entry};
use crate::db_all;
use crate::error::Result;
use crate::kernel::ids::{AppointmentId, BusinessId, MemberId, OfferingId};
use crate::kernel::time::Timestamp;
use crate::platform::{Db, Ex};

// Nothing is longer than a day with what comes before and after: older rows need not be looked at.
const LIST_BUSY: &str = "SELECT a.staff_id, a.busy_from, a.busy_to FROM appointment a JOIN offering_staff o ON o.member_id = a.staff_id
    WHERE a.business_id = $1 AND o.offering_id = $2 AND a.busy_from < $4 AND a.busy_from > CAST($3 AS BIGINT) - 172800000 AND a.busy_to > $3
    AND a.state <> 'cancelled' AND (a.held_until IS NULL OR a.held_until > $5) AND a.id <> $6 ORDER BY a.staff_id, a.busy_from";
const LIST_BOOKED: &str = "SELECT staff_id, COUNT(*) FROM appointment
    WHERE business_id = $1 AND busy_from > CAST($2 AS BIGINT) - 172800000 AND starts_at >= $2 AND starts_at < $3 AND state <> 'cancelled' GROUP BY staff_id";
const LIST_ENTRIES: &str = "SELECT a.id, a.staff_id, s.name AS staff, a.title, a.name, a.state, a.starts_at, a.ends_at, a.sequence
    FROM appointment a JOIN member s ON s.id = a.staff_id
    WHERE a.business_id = $1 AND a.busy_from < $3 AND a.busy_from > CAST($2 AS BIGINT) - 172800000 AND a.ends_at > $2 AND a.state NOT IN ('held', 'cancelled')
    AND (CAST($4 AS BIGINT) IS NULL OR a.staff_id = $4) ORDER BY a.starts_at, a.id LIMIT $5";
const LIST_OWN: &str = "SELECT a.id, a.business_id, a.key, a.offering_id, a.staff_id, s.name AS staff, a.member_id, a.title, a.price, a.currency, a.name, a.email, a.phone, a.note,
        a.state, a.starts_at, a.ends_at, a.busy_from, a.busy_to, a.sequence, a.held_until, a.created_at, a.updated_at
    FROM appointment a JOIN member s ON s.id = a.staff_id
    WHERE a.business_id = $1 AND a.member_id = $2 AND a.state <> 'held' ORDER BY a.starts_at DESC, a.id DESC LIMIT 100";

/// Which stretches of busy time are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Those who do this.
    pub offering: OfferingId,
    /// From then.
    pub from: Timestamp,
    /// To then.
    pub to: Timestamp,
    /// Times kept longer than until now count.
    pub now: Timestamp,
    /// This appointment does not.
    pub except: Option<AppointmentId>,
}

/// When people are busy, in order for each.
pub async fn list_busy(ex: impl Into<Ex<'_>>, business: BusinessId, w: &Window) -> Result<Vec<Busy>> {
    let except = w.except.map_or(0, |id| id.0);
    Ok(db_all!(ex.into(), LIST_BUSY, business, w.offering, w.from, w.to, w.now, except)?)
}

/// How many appointments each has between two moments.
pub async fn list_booked(ex: impl Into<Ex<'_>>, business: BusinessId, from: Timestamp, to: Timestamp) -> Result<Vec<(MemberId, i64)>> {
    Ok(db_all!(ex.into(), LIST_BOOKED, business, from, to)?)
}

/// What is in the calendar between two moments, perhaps of one of the staff only: the first `limit` of them.
pub async fn list_entries(db: &Db, business: BusinessId, from: Timestamp, to: Timestamp, staff: Option<MemberId>, limit: i64) -> Result<Vec<Entry>> {
    Ok(db_all!(db, LIST_ENTRIES, business, from, to, staff, limit)?)
}

/// A customer's own appointments, the latest first.
pub async fn list_own(db: &Db, business: BusinessId, member: MemberId) -> Result<Vec<Appointment>> {
    Ok(db_all!(db, LIST_OWN, business, member)?)
}
