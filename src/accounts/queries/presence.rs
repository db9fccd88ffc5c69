//! Who is there: two columns of the member table, written for many people at once.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::Tx;
use crate::{db_exec, dialect};

const UPDATE_SQLITE: &str = "UPDATE member SET last_seen_at = $2, online_until = $3
    WHERE (business_id, id) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each($1))";
const UPDATE_POSTGRES: &str = "UPDATE member SET last_seen_at = $2, online_until = $3
    WHERE (business_id, id) IN (SELECT (j->>0)::bigint, (j->>1)::bigint FROM jsonb_array_elements($1::jsonb) AS j)";

/// These people were seen now and count as online until then.
pub(in crate::accounts) async fn update_presence(tx: &mut Tx, people: &[(BusinessId, MemberId)], until: Timestamp) -> Result<u64> {
    let (sql, now) = (dialect!(tx, sqlite: UPDATE_SQLITE, postgres: UPDATE_POSTGRES), tx.now());
    let people = serde_json::to_string(people).expect("ids are plain data");
    Ok(db_exec!(tx, sql, people, now, until)?)
}
