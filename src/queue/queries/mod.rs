//! SQL of the queue: what a business and its agents decided; what waits and who holds what, beside.

pub mod waiting;

use super::model::Settings;
use crate::accounts::model::{Availability, Role};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, CategoryId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_vals, dialect};

const FIND: &str = "SELECT is_on, is_paused, ticket_weight, chat_weight, capacity, ticket_silent_minutes, chat_silent_minutes, chat_priority, ageing_hours
    FROM queue_setting WHERE business_id = $1";
const LOCK_POSTGRES: &str =
    "SELECT is_on, is_paused, ticket_weight, chat_weight, capacity, ticket_silent_minutes, chat_silent_minutes, chat_priority, ageing_hours
    FROM queue_setting WHERE business_id = $1 FOR UPDATE";
const SAVE: &str =
    "INSERT INTO queue_setting (business_id, is_on, is_paused, ticket_weight, chat_weight, capacity, ticket_silent_minutes, chat_silent_minutes, chat_priority, ageing_hours)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (business_id) DO UPDATE SET is_on = excluded.is_on, is_paused = excluded.is_paused, ticket_weight = excluded.ticket_weight,
    chat_weight = excluded.chat_weight, capacity = excluded.capacity, ticket_silent_minutes = excluded.ticket_silent_minutes,
    chat_silent_minutes = excluded.chat_silent_minutes, chat_priority = excluded.chat_priority, ageing_hours = excluded.ageing_hours";
const LIST_RUNNING: &str = "SELECT business_id FROM queue_setting WHERE is_on AND NOT is_paused ORDER BY business_id";
const LIST_STAFF: &str = "SELECT m.id, m.name, m.role, m.availability, q.takes_part, q.capacity, q.shifts, q.last_given_at
    FROM member m LEFT JOIN queue_agent q ON q.member_id = m.id
    WHERE m.business_id = $1 AND m.role IN ('agent', 'admin') AND m.deactivated_at IS NULL ORDER BY LOWER(m.name), m.id";
const LIST_SKILLS: &str = "SELECT member_id, category_id FROM queue_skill WHERE business_id = $1";
const SAVE_PLAN: &str = "INSERT INTO queue_agent (member_id, business_id, takes_part, capacity, shifts) VALUES ($2, $1, $3, $4, $5)
    ON CONFLICT (member_id) DO UPDATE SET takes_part = excluded.takes_part, capacity = excluded.capacity, shifts = excluded.shifts";
const DELETE_SKILLS: &str = "DELETE FROM queue_skill WHERE business_id = $1 AND member_id = $2";
const INSERT_SKILL: &str = "INSERT INTO queue_skill (business_id, member_id, category_id) VALUES ($1, $2, $3)";
const SET_GIVEN: &str = "INSERT INTO queue_agent (member_id, business_id, takes_part, shifts, last_given_at) VALUES ($2, $1, $3, $4, $5)
    ON CONFLICT (member_id) DO UPDATE SET last_given_at = excluded.last_given_at";

/// One of the staff and what they decided; nothing where they never did.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct StaffRow {
    /// Who.
    pub id: MemberId,
    /// How they are called.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// What they say of themselves.
    pub availability: Availability,
    /// Whether the queue gives them anything.
    pub takes_part: Option<bool>,
    /// The points they can hold.
    pub capacity: Option<i64>,
    /// Their plan as JSON.
    pub shifts: Option<String>,
    /// When the queue gave them something last.
    pub last_given_at: Option<Timestamp>,
}

/// What a business decided, if it ever did.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<Settings>> {
    Ok(db_opt!(ex.into(), FIND, business)?)
}

/// The same, locked: whoever hands out or takes back waits for whoever does.
pub async fn lock(tx: &mut Tx, business: BusinessId) -> Result<Option<Settings>> {
    let sql = dialect!(tx, sqlite: FIND, postgres: LOCK_POSTGRES);
    Ok(db_opt!(tx, sql, business)?)
}

/// Stores what a business decided.
pub async fn save(tx: &mut Tx, business: BusinessId, s: &Settings) -> Result<()> {
    db_exec!(
        tx,
        SAVE,
        business,
        s.is_on,
        s.is_paused,
        s.ticket_weight,
        s.chat_weight,
        s.capacity,
        s.ticket_silent_minutes,
        s.chat_silent_minutes,
        s.chat_priority,
        s.ageing_hours
    )?;
    Ok(())
}

/// The businesses whose work is handed out by itself now.
pub async fn list_running(ex: impl Into<Ex<'_>>) -> Result<Vec<BusinessId>> {
    Ok(db_vals!(ex.into(), LIST_RUNNING)?)
}

/// The staff of a business by name.
pub async fn list_staff(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<StaffRow>> {
    Ok(db_all!(ex.into(), LIST_STAFF, business)?)
}

/// Who handles what; those who handle all are left out.
pub async fn list_skills(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<(MemberId, CategoryId)>> {
    Ok(db_all!(ex.into(), LIST_SKILLS, business)?)
}

/// Stores what somebody takes, and when.
pub async fn save_plan(tx: &mut Tx, business: BusinessId, member: MemberId, takes_part: bool, capacity: Option<i64>, shifts: &str) -> Result<()> {
    db_exec!(tx, SAVE_PLAN, business, member, takes_part, capacity, shifts)?;
    Ok(())
}

/// Replaces the categories somebody handles.
pub async fn replace_skills(tx: &mut Tx, business: BusinessId, member: MemberId, skills: impl IntoIterator<Item = CategoryId>) -> Result<()> {
    db_exec!(tx, DELETE_SKILLS, business, member)?;
    for skill in skills {
        db_exec!(tx, INSERT_SKILL, business, member, skill)?;
    }
    Ok(())
}

/// The queue gave somebody something now; `shifts` is the plan of whoever has none yet.
pub async fn set_given(tx: &mut Tx, business: BusinessId, member: MemberId, shifts: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_GIVEN, business, member, true, shifts, now)?;
    Ok(())
}
