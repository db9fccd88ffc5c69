//! SQL of the appointments around a person: those they booked signed in, and those they booked as a guest whom their chat session proves.

use crate::appointments::model::{Appointment, Owned};
use crate::error::Result;
use crate::kernel::ids::{AppointmentId, BusinessId, MemberId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, dialect};

macro_rules! owned {
    () => {
        "a.id, a.business_id, a.key, a.offering_id, a.staff_id, s.name AS staff, a.member_id, a.title, a.price, a.currency, a.name, a.email, a.phone, a.note,
        a.state, a.starts_at, a.ends_at, a.busy_from, a.busy_to, a.sequence, a.held_until, a.created_at, a.updated_at, a.guest_id
    FROM appointment a JOIN member s ON s.id = a.staff_id WHERE a.business_id = $1 AND a.state <> 'held' AND "
    };
}

// Two looks into an index each: for an “or” SQLite would walk all of the business.
const LIST_OF: &str = concat!(
    "SELECT ",
    owned!(),
    "a.id IN (SELECT id FROM appointment WHERE business_id = $1 AND member_id = $2
    UNION SELECT id FROM appointment WHERE business_id = $1 AND guest_id = $2) ORDER BY a.starts_at DESC, a.id DESC LIMIT $3"
);
const LIST_SQLITE: &str = concat!("SELECT ", owned!(), "a.id IN (SELECT value FROM json_each($2))");
const LIST_POSTGRES: &str = concat!("SELECT ", owned!(), "a.id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))");
const SET_GUEST: &str = "UPDATE appointment SET guest_id = $3 WHERE business_id = $1 AND id = $2 AND member_id IS NULL AND guest_id IS NULL";

/// The latest appointments of a customer or guest.
pub async fn list_of(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId, limit: i64) -> Result<Vec<Owned>> {
    Ok(db_all!(ex.into(), LIST_OF, business, member, limit)?)
}

/// These appointments.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, ids: &[AppointmentId]) -> Result<Vec<Owned>> {
    let ex = ex.into();
    let sql = dialect!(ex, sqlite: LIST_SQLITE, postgres: LIST_POSTGRES);
    Ok(db_all!(ex, sql, business, serde_json::to_string(ids).expect("ids are plain data"))?)
}

/// Notes which guest booked what is nobody's. An [`Appointment`] has no room for it: nobody else needs to know.
pub async fn set_guest(tx: &mut Tx, a: &Appointment, business: BusinessId, guest: MemberId) -> Result<()> {
    db_exec!(tx, SET_GUEST, business, a.id, guest)?;
    Ok(())
}
