//! SQL of what can be booked, and of who does it when.

use crate::appointments::draft::CheckedOffering;
use crate::appointments::model::{Offering, Provider};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, OfferingId};
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{Error, db_all, db_exec, db_opt, db_val};

macro_rules! offering {
    () => {
        "id, business_id, name, description, duration_minutes, before_minutes, after_minutes, step_minutes, lead_minutes, horizon_days, change_minutes, price,
        is_offered"
    };
}

const LIST: &str = concat!("SELECT ", offering!(), " FROM offering WHERE business_id = $1 ORDER BY LOWER(name), id");
const EXISTS: &str = "SELECT EXISTS (SELECT 1 FROM offering WHERE business_id = $1 AND is_offered)";
const FIND: &str = concat!("SELECT ", offering!(), " FROM offering WHERE business_id = $1 AND id = $2");
const INSERT: &str = "INSERT INTO offering (business_id, name, description, duration_minutes, before_minutes, after_minutes, step_minutes, lead_minutes,
    horizon_days, change_minutes, price, is_offered, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id";
const UPDATE: &str = "UPDATE offering SET name = $3, description = $4, duration_minutes = $5, before_minutes = $6, after_minutes = $7, step_minutes = $8,
    lead_minutes = $9, horizon_days = $10, change_minutes = $11, price = $12, is_offered = $13 WHERE business_id = $1 AND id = $2";
const LIST_PROVIDERS: &str = "SELECT m.id, m.name FROM offering_staff o JOIN member m ON m.id = o.member_id
    WHERE o.business_id = $1 AND o.offering_id = $2 AND m.deactivated_at IS NULL AND m.role IN ('agent', 'admin') ORDER BY LOWER(m.name), m.id";
const LIST_BOOKABLE: &str = "SELECT m.id, m.name FROM booking_staff b JOIN member m ON m.id = b.member_id
    WHERE b.business_id = $1 AND m.deactivated_at IS NULL AND m.role IN ('agent', 'admin') ORDER BY LOWER(m.name), m.id";
const LIST_ROSTERS: &str = "SELECT b.member_id, b.roster FROM offering_staff o JOIN booking_staff b ON b.member_id = o.member_id
    JOIN member m ON m.id = b.member_id WHERE o.business_id = $1 AND o.offering_id = $2 AND m.deactivated_at IS NULL AND m.role IN ('agent', 'admin')
    ORDER BY b.member_id";
const FIND_ROSTER: &str = "SELECT member_id, roster FROM booking_staff WHERE business_id = $1 AND member_id = $2";
const SAVE_ROSTER: &str = "INSERT INTO booking_staff (business_id, member_id, roster) VALUES ($1, $2, $3)
    ON CONFLICT (member_id) DO UPDATE SET roster = excluded.roster";
const DELETE_STAFF: &str = "DELETE FROM offering_staff WHERE business_id = $1 AND offering_id = $2";
const INSERT_STAFF: &str = "INSERT INTO offering_staff (business_id, offering_id, member_id) VALUES ($1, $2, $3)";

/// Everything that can be booked, by name.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Offering>> {
    Ok(db_all!(ex.into(), LIST, business)?)
}

/// Whether there is anything that customers can book.
pub async fn exists(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<bool> {
    Ok(db_val!(ex.into(), EXISTS, business)?)
}

/// One thing that can be booked.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: OfferingId) -> Result<Option<Offering>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

fn same_name() -> Error {
    Error::field("name", "Name: another service is called so already.")
}

/// Something new that can be booked.
pub async fn insert(tx: &mut Tx, business: BusinessId, o: &CheckedOffering) -> Result<OfferingId> {
    let now = tx.now();
    let id: Result<OfferingId, sqlx::Error> =
        db_val!(tx, INSERT, business, &o.name, &o.description, o.duration, o.before, o.after, o.step, o.lead, o.horizon, o.change, o.price, o.is_offered, now);
    id.on_constraint(same_name)
}

/// Changes it; `false` when there is none.
pub async fn update(tx: &mut Tx, business: BusinessId, id: OfferingId, o: &CheckedOffering) -> Result<bool> {
    let changed =
        db_exec!(tx, UPDATE, business, id, &o.name, &o.description, o.duration, o.before, o.after, o.step, o.lead, o.horizon, o.change, o.price, o.is_offered);
    Ok(changed.on_constraint(same_name)? == 1)
}

/// Who does it, by name.
pub async fn list_providers(ex: impl Into<Ex<'_>>, business: BusinessId, id: OfferingId) -> Result<Vec<Provider>> {
    Ok(db_all!(ex.into(), LIST_PROVIDERS, business, id)?)
}

/// Everyone who can be booked, by name.
pub async fn list_bookable(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Provider>> {
    Ok(db_all!(ex.into(), LIST_BOOKABLE, business)?)
}

/// Who does it, with their rosters as JSON, in the order of their ids.
pub async fn list_rosters(ex: impl Into<Ex<'_>>, business: BusinessId, id: OfferingId) -> Result<Vec<(MemberId, String)>> {
    Ok(db_all!(ex.into(), LIST_ROSTERS, business, id)?)
}

/// Somebody's roster as JSON.
pub async fn find_roster(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Option<(MemberId, String)>> {
    Ok(db_opt!(ex.into(), FIND_ROSTER, business, member)?)
}

/// Writes somebody's roster.
pub async fn save_roster(tx: &mut Tx, business: BusinessId, member: MemberId, roster: &str) -> Result<()> {
    db_exec!(tx, SAVE_ROSTER, business, member, roster)?;
    Ok(())
}

/// Writes who does it.
pub async fn set_staff(tx: &mut Tx, business: BusinessId, id: OfferingId, staff: &[MemberId]) -> Result<()> {
    db_exec!(tx, DELETE_STAFF, business, id)?;
    for member in staff {
        let chosen = || Error::field("staff", "Who does it: choose from the list. One of them is not there any more.");
        db_exec!(tx, INSERT_STAFF, business, id, member).on_constraint(chosen)?;
    }
    Ok(())
}
