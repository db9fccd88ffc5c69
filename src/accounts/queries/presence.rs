//! Who is there: columns of the member table, written for many people at once.

use crate::accounts::model::{Availability, Seen};
use crate::accounts::rules::AWAY_AFTER_MS;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_vals, dialect};

const UPDATE_SQLITE: &str = "UPDATE member SET last_seen_at = $2, online_until = $3
    WHERE (business_id, id) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each($1))";
const UPDATE_POSTGRES: &str = "UPDATE member SET last_seen_at = $2, online_until = $3
    WHERE (business_id, id) IN (SELECT (j->>0)::bigint, (j->>1)::bigint FROM jsonb_array_elements($1::jsonb) AS j)";
const ACTIVE_SQLITE: &str = "UPDATE member SET active_at = $2
    WHERE (business_id, id) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each($1))";
const ACTIVE_POSTGRES: &str = "UPDATE member SET active_at = $2
    WHERE (business_id, id) IN (SELECT (j->>0)::bigint, (j->>1)::bigint FROM jsonb_array_elements($1::jsonb) AS j)";
const BACK_SQLITE: &str = "UPDATE member SET availability = absent_from, absent_from = NULL WHERE absent_from IS NOT NULL
    AND (business_id, id) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each($1)) RETURNING business_id, id, availability";
const BACK_POSTGRES: &str = "UPDATE member SET availability = absent_from, absent_from = NULL WHERE absent_from IS NOT NULL
    AND (business_id, id) IN (SELECT (j->>0)::bigint, (j->>1)::bigint FROM jsonb_array_elements($1::jsonb) AS j) RETURNING business_id, id, availability";
const AWAY: &str = "UPDATE member SET absent_from = availability, availability = 'away'
    WHERE availability IN ('available', 'busy') AND online_until <= $1 AND online_until > availability_at AND role IN ('agent', 'admin')
    AND deactivated_at IS NULL RETURNING business_id, id, availability";
const FIND_SEEN: &str = "SELECT online_until, active_at, last_seen_at FROM member WHERE business_id = $1 AND id = $2";
const COUNT_READY: &str = "SELECT COUNT(*) FROM member
    WHERE business_id = $1 AND role IN ('agent', 'admin') AND availability = 'available' AND online_until > $2 AND deactivated_at IS NULL";
const COUNT_ONLINE: &str = "SELECT COUNT(*) FROM member WHERE business_id = $1 AND online_until > $2";
const LIST_READY: &str = "SELECT name FROM member
    WHERE business_id = $1 AND role IN ('agent', 'admin') AND availability = 'available' AND online_until > $2 AND deactivated_at IS NULL ORDER BY LOWER(name), id LIMIT 5";

/// Somebody whose availability changed by itself.
pub(in crate::accounts) type Changed = (BusinessId, MemberId, Availability);

/// These people were seen now and count as online until then.
pub(in crate::accounts) async fn update_presence(tx: &mut Tx, people: &[(BusinessId, MemberId)], until: Timestamp) -> Result<u64> {
    let (sql, now) = (dialect!(tx, sqlite: UPDATE_SQLITE, postgres: UPDATE_POSTGRES), tx.now());
    Ok(db_exec!(tx, sql, json(people), now, until)?)
}

/// These people did something now.
pub(in crate::accounts) async fn update_active(tx: &mut Tx, people: &[(BusinessId, MemberId)]) -> Result<u64> {
    let (sql, now) = (dialect!(tx, sqlite: ACTIVE_SQLITE, postgres: ACTIVE_POSTGRES), tx.now());
    Ok(db_exec!(tx, sql, json(people), now)?)
}

/// Those of these people who were set away are back to what they had said.
pub(in crate::accounts) async fn update_back(tx: &mut Tx, people: &[(BusinessId, MemberId)]) -> Result<Vec<Changed>> {
    let sql = dialect!(tx, sqlite: BACK_SQLITE, postgres: BACK_POSTGRES);
    Ok(db_all!(tx, sql, json(people))?)
}

/// Sets staff of every business away whose last socket has been gone for a while and who have not said since that they are there.
pub(in crate::accounts) async fn update_away(tx: &mut Tx) -> Result<Vec<Changed>> {
    let before = tx.now().plus_ms(-AWAY_AFTER_MS);
    Ok(db_all!(tx, AWAY, before)?)
}

/// When somebody was there; guests, too.
pub(in crate::accounts) async fn find_seen(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<Seen>> {
    Ok(db_opt!(ex.into(), FIND_SEEN, business, id)?)
}

/// How many of the staff are there and take work.
pub(in crate::accounts) async fn count_ready(ex: impl Into<Ex<'_>>, business: BusinessId, now: Timestamp) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_READY, business, now)?)
}

/// How many people of every kind are connected.
pub(in crate::accounts) async fn count_online(ex: impl Into<Ex<'_>>, business: BusinessId, now: Timestamp) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_ONLINE, business, now)?)
}

/// Their names, at most five.
pub(in crate::accounts) async fn list_ready(ex: impl Into<Ex<'_>>, business: BusinessId, now: Timestamp) -> Result<Vec<String>> {
    Ok(db_vals!(ex.into(), LIST_READY, business, now)?)
}

fn json(people: &[(BusinessId, MemberId)]) -> String {
    serde_json::to_string(people).expect("ids are plain data")
}
