//! The session table: signed-in devices, found by the hash of their token.

use crate::accounts::model::{Device, Session};
use crate::accounts::proof::SessionRow;
use crate::accounts::rules::{SESSION_IDLE_MS, SESSION_MAX_MS};
use crate::error::Result;
use crate::event::{Hint, Subject, Topic};
use crate::kernel::ids::{AccountId, BusinessId, MemberId, SessionId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_vals};

const IDENTIFY: &str = "SELECT s.id AS session_id, s.seen_at, a.id AS account_id, a.email, (a.email_verified_at IS NOT NULL) AS is_verified, a.is_owner,
    s.business_id, m.id AS member_id, m.role, m.name, m.availability
    FROM session s JOIN account a ON a.id = s.account_id JOIN member m ON m.business_id = s.business_id AND m.account_id = s.account_id
    WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3 AND m.deactivated_at IS NULL";
const TOUCH: &str = "UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
const INSERT: &str = "INSERT INTO session (token_hash, account_id, business_id, created_at, seen_at, expires_at, user_agent, address)
    VALUES ($1, $2, $3, $4, $4, $5, $6, $7)";
const LIST_MEMBERS: &str = "SELECT id FROM member WHERE account_id = $1";
const MOVE: &str = "UPDATE session SET business_id = $3 WHERE id = $1 AND account_id = $2";
const LIST: &str = "SELECT id, created_at, seen_at, user_agent, address FROM session
    WHERE account_id = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id DESC";
const DELETE_BY_TOKEN: &str = "DELETE FROM session WHERE token_hash = $1 RETURNING account_id, business_id";
const DELETE_ONE: &str = "DELETE FROM session WHERE id = $2 AND account_id = $1";
const DELETE_OTHERS: &str = "DELETE FROM session WHERE account_id = $1 AND id <> $2";
const DELETE_OF_MEMBER: &str = "DELETE FROM session WHERE business_id = $1 AND account_id = (SELECT account_id FROM member WHERE id = $2)";
const DELETE_EXPIRED: &str = "DELETE FROM session WHERE expires_at <= $1 OR seen_at <= $2";
const COUNT_IN_BUSINESS: &str = "SELECT COUNT(*) FROM session WHERE business_id = $1 AND account_id = $2 AND expires_at > $3 AND seen_at > $4";

/// The sockets of the account's people ask again who they are: a session of theirs ended or moved.
async fn hint_sockets(tx: &mut Tx, account: AccountId) -> Result<()> {
    let members: Vec<MemberId> = db_vals!(&mut *tx, LIST_MEMBERS, account)?;
    for member in members {
        tx.hint(Topic::Person(member), Hint { what: Subject::Person, id: member.0 });
    }
    Ok(())
}

/// Sessions used at or before this are over.
fn idle(now: Timestamp) -> Timestamp {
    now.plus_ms(-SESSION_IDLE_MS)
}

pub(in crate::accounts) async fn find_session(ex: impl Into<Ex<'_>>, token_hash: &str, now: Timestamp) -> Result<Option<SessionRow>> {
    Ok(db_opt!(ex.into(), IDENTIFY, token_hash, now, idle(now))?)
}

pub(in crate::accounts) async fn touch_session(tx: &mut Tx, id: SessionId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, TOUCH, id, now)?;
    Ok(())
}

pub(in crate::accounts) async fn insert_session(tx: &mut Tx, token_hash: &str, account: AccountId, business: BusinessId, device: &Device) -> Result<()> {
    let now = tx.now();
    let cut = |s: &str, n| s.chars().filter(|c| !c.is_control()).take(n).collect::<String>();
    let (agent, address) = (cut(&device.user_agent, 300), cut(&device.address, 60));
    db_exec!(tx, INSERT, token_hash, account, business, now, now.plus_ms(SESSION_MAX_MS), &agent, &address)?;
    Ok(())
}

/// Takes a session to another business.
pub(in crate::accounts) async fn update_session_business(tx: &mut Tx, id: SessionId, account: AccountId, business: BusinessId) -> Result<()> {
    db_exec!(tx, MOVE, id, account, business)?;
    hint_sockets(tx, account).await
}

pub(in crate::accounts) async fn list_sessions(ex: impl Into<Ex<'_>>, account: AccountId, now: Timestamp) -> Result<Vec<Session>> {
    Ok(db_all!(ex.into(), LIST, account, now, idle(now))?)
}

/// Whose session it was, when there was one.
pub(in crate::accounts) async fn delete_session_by_token(tx: &mut Tx, token_hash: &str) -> Result<Option<(AccountId, BusinessId)>> {
    let ended: Option<(AccountId, BusinessId)> = db_opt!(&mut *tx, DELETE_BY_TOKEN, token_hash)?;
    if let Some((account, _)) = ended {
        hint_sockets(tx, account).await?;
    }
    Ok(ended)
}

pub(in crate::accounts) async fn delete_session(tx: &mut Tx, account: AccountId, id: SessionId) -> Result<u64> {
    let ended = db_exec!(tx, DELETE_ONE, account, id)?;
    hint_sockets(tx, account).await?;
    Ok(ended)
}

/// All sessions of the account but one; `SessionId(0)` for all.
pub(in crate::accounts) async fn delete_other_sessions(tx: &mut Tx, account: AccountId, keep: SessionId) -> Result<u64> {
    let ended = db_exec!(tx, DELETE_OTHERS, account, keep)?;
    hint_sockets(tx, account).await?;
    Ok(ended)
}

pub(in crate::accounts) async fn delete_sessions_of_member(tx: &mut Tx, business: BusinessId, member: MemberId) -> Result<u64> {
    Ok(db_exec!(tx, DELETE_OF_MEMBER, business, member)?)
}

pub(in crate::accounts) async fn delete_expired_sessions(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    Ok(db_exec!(tx, DELETE_EXPIRED, now, idle(now))?)
}

pub(in crate::accounts) async fn count_sessions(ex: impl Into<Ex<'_>>, business: BusinessId, account: AccountId, now: Timestamp) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_IN_BUSINESS, business, account, now, idle(now))?)
}
