//! SQL of changes of many tickets.

use super::model::{Bulk, Outcome, State};
use crate::error::Result;
use crate::kernel::ids::{BulkId, BusinessId, MemberId, TicketId};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val_opt, db_vals, dialect};

macro_rules! columns {
    () => {
        "id, business_id, member_id, steps, words, state, created_at, finished_at FROM bulk_change"
    };
}

const INSERT: &str = "INSERT INTO bulk_change (business_id, member_id, client_id, steps, words, state, created_at) VALUES ($1, $2, $3, $4, $5, 'running', $6)
    ON CONFLICT (business_id, member_id, client_id) DO NOTHING RETURNING id";
const FIND_BY_CLIENT_ID: &str = "SELECT id FROM bulk_change WHERE business_id = $1 AND member_id = $2 AND client_id = $3";
const INSERT_ITEMS_SQLITE: &str = "INSERT INTO bulk_item (bulk_id, ticket_id, state)
    SELECT $2, t.id, 'waiting' FROM ticket t WHERE t.business_id = $1 AND t.id IN (SELECT value FROM json_each($3))";
const INSERT_ITEMS_POSTGRES: &str = "INSERT INTO bulk_item (bulk_id, ticket_id, state)
    SELECT $2, t.id, 'waiting' FROM ticket t WHERE t.business_id = $1 AND t.id IN (SELECT value::bigint FROM jsonb_array_elements_text($3::jsonb))";
const FIND: &str = concat!("SELECT ", columns!(), " WHERE business_id = $1 AND id = $2");
const FIND_ANY: &str = concat!("SELECT ", columns!(), " WHERE id = $1");
const SET_STATE: &str = "UPDATE bulk_change SET state = $4, finished_at = $5 WHERE business_id = $1 AND id = $2 AND state = $3";
const LIST_ITEMS: &str = "SELECT ticket_id FROM bulk_item WHERE bulk_id = $1 AND state = $2 ORDER BY ticket_id LIMIT $3";
const CLAIM_ITEM: &str = "UPDATE bulk_item SET state = $4 WHERE bulk_id = $1 AND ticket_id = $2 AND state = $3";
const SET_STANDINGS: &str = "UPDATE bulk_item SET before = $3, after = $4 WHERE bulk_id = $1 AND ticket_id = $2";
const FIND_STANDINGS: &str = "SELECT before, after FROM bulk_item WHERE bulk_id = $1 AND ticket_id = $2";
const SET_WHY: &str = "UPDATE bulk_item SET why = $3 WHERE bulk_id = $1 AND ticket_id = $2";
const COUNT: &str = "SELECT state, COUNT(*) FROM bulk_item WHERE bulk_id = $1 GROUP BY state";
const LIST_LEFT: &str = "SELECT t.number, i.why FROM bulk_item i JOIN ticket t ON t.id = i.ticket_id
    WHERE t.business_id = $1 AND i.bulk_id = $2 AND i.why <> '' ORDER BY t.number LIMIT 100";

/// A new change of these tickets; `None` when this form began one before. Tickets of another business are left out.
pub async fn insert(
    tx: &mut Tx,
    business: BusinessId,
    by: MemberId,
    client_id: &str,
    steps: &str,
    words: &str,
    tickets: &[TicketId],
) -> Result<Option<BulkId>> {
    let now = tx.now();
    let id: Option<BulkId> = db_val_opt!(&mut *tx, INSERT, business, by, client_id, steps, words, now)?;
    if let Some(id) = id {
        let sql = dialect!(tx, sqlite: INSERT_ITEMS_SQLITE, postgres: INSERT_ITEMS_POSTGRES);
        db_exec!(tx, sql, business, id, serde_json::to_string(tickets).expect("ids are plain data"))?;
    }
    Ok(id)
}

/// The change this form began.
pub async fn find_by_client_id(ex: impl Into<Ex<'_>>, business: BusinessId, by: MemberId, client_id: &str) -> Result<Option<BulkId>> {
    Ok(db_val_opt!(ex.into(), FIND_BY_CLIENT_ID, business, by, client_id)?)
}

/// A change of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: BulkId) -> Result<Option<Bulk>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// A change of any business: for its job.
pub async fn find_any(ex: impl Into<Ex<'_>>, id: BulkId) -> Result<Option<Bulk>> {
    Ok(db_opt!(ex.into(), FIND_ANY, id)?)
}

/// Moves a change on; `false` when it does not stand where it was thought to.
pub async fn set_state(tx: &mut Tx, business: BusinessId, id: BulkId, from: State, to: State) -> Result<bool> {
    let finished = matches!(to, State::Done | State::Undone).then(|| tx.now());
    Ok(db_exec!(tx, SET_STATE, business, id, from, to, finished)? == 1)
}

/// Up to `limit` tickets of a change that stand like this.
pub async fn list_items(ex: impl Into<Ex<'_>>, id: BulkId, state: Outcome, limit: i64) -> Result<Vec<TicketId>> {
    Ok(db_vals!(ex.into(), LIST_ITEMS, id, state, limit)?)
}

/// Gives one ticket its turn; `false` when it had it.
pub async fn claim_item(tx: &mut Tx, id: BulkId, ticket: TicketId, from: Outcome, to: Outcome) -> Result<bool> {
    Ok(db_exec!(tx, CLAIM_ITEM, id, ticket, from, to)? == 1)
}

/// Notes how a ticket stood before and after.
pub async fn set_standings(tx: &mut Tx, id: BulkId, ticket: TicketId, before: &str, after: &str) -> Result<()> {
    db_exec!(tx, SET_STANDINGS, id, ticket, before, after)?;
    Ok(())
}

/// How a ticket stood before and after.
pub async fn find_standings(tx: &mut Tx, id: BulkId, ticket: TicketId) -> Result<Option<(Option<String>, Option<String>)>> {
    Ok(db_opt!(tx, FIND_STANDINGS, id, ticket)?)
}

/// Notes why a ticket was not changed, or not put back.
pub async fn set_why(tx: &mut Tx, id: BulkId, ticket: TicketId, why: &str) -> Result<()> {
    db_exec!(tx, SET_WHY, id, ticket, why)?;
    Ok(())
}

/// How many tickets of a change had which outcome.
pub async fn count(ex: impl Into<Ex<'_>>, id: BulkId) -> Result<Vec<(Outcome, i64)>> {
    Ok(db_all!(ex.into(), COUNT, id)?)
}

/// The first hundred tickets of a change with which something was not done: number and why.
pub async fn list_left(ex: impl Into<Ex<'_>>, business: BusinessId, id: BulkId) -> Result<Vec<(i64, String)>> {
    Ok(db_all!(ex.into(), LIST_LEFT, business, id)?)
}
