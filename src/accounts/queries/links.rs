//! The account_link table: links in mails, found by the hash of their token, used once.

use crate::accounts::model::{LinkView, Purpose};
use crate::error::Result;
use crate::kernel::ids::{AccountId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_exec, db_opt};

/// What a used link stands for.
#[derive(Clone, Copy, Debug, sqlx_macros::FromRow)]
pub(in crate::accounts) struct LinkRow {
    pub account_id: AccountId,
    pub member_id: Option<MemberId>,
}

const INSERT_LINK: &str = "INSERT INTO account_link (token_hash, account_id, member_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
const FIND_LINK: &str = "SELECT a.email, COALESCE(m.name, '') AS name, COALESCE(b.name, '') AS business,
    (a.password_hash IS NOT NULL) AS has_password, (a.email_verified_at IS NOT NULL) AS is_verified
    FROM account_link l JOIN account a ON a.id = l.account_id LEFT JOIN member m ON m.id = l.member_id LEFT JOIN business b ON b.id = m.business_id
    WHERE l.token_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > $3";
const TAKE_LINK: &str = "UPDATE account_link SET used_at = $3 WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
    RETURNING account_id, member_id";
const DELETE_LINKS: &str = "DELETE FROM account_link WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL";
const DELETE_INVITES: &str = "DELETE FROM account_link WHERE member_id = $1 AND used_at IS NULL";
const DELETE_EXPIRED_LINKS: &str = "DELETE FROM account_link WHERE expires_at <= $1";

pub(in crate::accounts) async fn insert_link(
    tx: &mut Tx,
    token_hash: &str,
    account: AccountId,
    member: Option<MemberId>,
    purpose: Purpose,
    expires_at: Timestamp,
) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT_LINK, token_hash, account, member, purpose, now, expires_at)?;
    Ok(())
}

pub(in crate::accounts) async fn find_link(ex: impl Into<Ex<'_>>, token_hash: &str, purpose: Purpose, now: Timestamp) -> Result<Option<LinkView>> {
    Ok(db_opt!(ex.into(), FIND_LINK, token_hash, purpose, now)?)
}

/// Uses the link up; `None` when it is used, expired or was never there.
pub(in crate::accounts) async fn take_link(tx: &mut Tx, token_hash: &str, purpose: Purpose) -> Result<Option<LinkRow>> {
    let now = tx.now();
    Ok(db_opt!(tx, TAKE_LINK, token_hash, purpose, now)?)
}

pub(in crate::accounts) async fn delete_links(tx: &mut Tx, account: AccountId, purpose: Purpose) -> Result<()> {
    db_exec!(tx, DELETE_LINKS, account, purpose)?;
    Ok(())
}

pub(in crate::accounts) async fn delete_invites(tx: &mut Tx, member: MemberId) -> Result<()> {
    db_exec!(tx, DELETE_INVITES, member)?;
    Ok(())
}

pub(in crate::accounts) async fn delete_expired_links(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    Ok(db_exec!(tx, DELETE_EXPIRED_LINKS, now)?)
}
