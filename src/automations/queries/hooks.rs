//! SQL of calls of webhooks, and of the secret that signs them.

use crate::automations::model::Hook;
use crate::error::Result;
use crate::kernel::ids::{AutomationId, BusinessId, HookId, TicketId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt};

const INSERT: &str = "INSERT INTO automation_hook (business_id, automation_id, ticket_id, url, body, at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
const FIND: &str = "SELECT business_id, url, body FROM automation_hook WHERE id = $1 AND sent_at IS NULL";
const SET_SENT: &str = "UPDATE automation_hook SET sent_at = $2, tries = tries + 1, error = '' WHERE id = $1";
const SET_FAILED: &str = "UPDATE automation_hook SET tries = tries + 1, error = $2 WHERE id = $1";
const LIST: &str = "SELECT h.id, a.name, t.number, h.url, h.at, h.tries, h.sent_at, h.error
    FROM automation_hook h JOIN automation a ON a.id = h.automation_id JOIN ticket t ON t.id = h.ticket_id WHERE h.business_id = $1 ORDER BY h.id DESC LIMIT $2";
const FORGET: &str = "DELETE FROM automation_hook WHERE at < $1";
const FIND_SECRET: &str = "SELECT secret FROM automation_setting WHERE business_id = $1";
const SET_SECRET: &str =
    "INSERT INTO automation_setting (business_id, secret) VALUES ($1, $2) ON CONFLICT (business_id) DO UPDATE SET secret = excluded.secret";
const INSERT_SECRET: &str = "INSERT INTO automation_setting (business_id, secret) VALUES ($1, $2) ON CONFLICT (business_id) DO NOTHING";

/// Notes a call to be made.
pub async fn insert(tx: &mut Tx, business: BusinessId, automation: AutomationId, ticket: TicketId, url: &str, body: &str) -> Result<HookId> {
    let now = tx.now();
    Ok(db_val!(tx, INSERT, business, automation, ticket, url, body, now)?)
}

/// A call that was not answered well yet: whose, where to, what.
pub async fn find_open(ex: impl Into<Ex<'_>>, id: HookId) -> Result<Option<(BusinessId, String, String)>> {
    Ok(db_opt!(ex.into(), FIND, id)?)
}

/// It was answered well.
pub async fn update_sent(tx: &mut Tx, id: HookId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_SENT, id, now)?;
    Ok(())
}

/// It was not.
pub async fn update_failed(tx: &mut Tx, id: HookId, error: &str) -> Result<()> {
    db_exec!(tx, SET_FAILED, id, error)?;
    Ok(())
}

/// The last calls, newest first.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, limit: i64) -> Result<Vec<Hook>> {
    Ok(db_all!(ex.into(), LIST, business, limit)?)
}

/// Forgets the calls of every business before then, whatever became of them.
pub async fn forget_calls(tx: &mut Tx, before: Timestamp) -> Result<()> {
    db_exec!(tx, FORGET, before)?;
    Ok(())
}

/// The sealed secret.
pub async fn find_secret(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<String>> {
    Ok(db_val_opt!(ex.into(), FIND_SECRET, business)?)
}

/// Another secret.
pub async fn set_secret(tx: &mut Tx, business: BusinessId, sealed: &str) -> Result<()> {
    db_exec!(tx, SET_SECRET, business, sealed)?;
    Ok(())
}

/// The first secret; the one that is there stays.
pub async fn insert_secret(tx: &mut Tx, business: BusinessId, sealed: &str) -> Result<()> {
    db_exec!(tx, INSERT_SECRET, business, sealed)?;
    Ok(())
}
