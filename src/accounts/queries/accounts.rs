//! The account table: a person's sign-in, across businesses.

use super::delete_links;
use crate::accounts::model::Purpose;
use crate::error::{Error, Result};
use crate::kernel::ids::{AccountId, BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{db_exec, db_one, db_opt, db_val, db_val_opt, dialect};

/// What signing in compares with.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub(in crate::accounts) struct Credentials {
    pub id: AccountId,
    pub email: String,
    pub password_hash: Option<String>,
}

/// What decides on whether something of others may be put into an account.
#[derive(Clone, Copy, Debug, sqlx_macros::FromRow)]
pub(in crate::accounts) struct Claimed {
    pub id: AccountId,
    pub has_password: bool,
    pub is_verified: bool,
    /// Owner, staff or partner, anywhere.
    pub works: bool,
}

const FIND_CREDENTIALS: &str = "SELECT id, email, password_hash FROM account WHERE email = $1";
const GET_CREDENTIALS: &str = "SELECT id, email, password_hash FROM account WHERE id = $1";
const FIND_CLAIMED: &str = "SELECT a.id, (a.password_hash IS NOT NULL) AS has_password, (a.email_verified_at IS NOT NULL) AS is_verified,
    (a.is_owner OR EXISTS (SELECT 1 FROM member m WHERE m.account_id = a.id AND m.role <> 'customer')) AS works FROM account a WHERE a.email = $1";
const INSERT_ACCOUNT: &str = "INSERT INTO account (email, password_hash, email_verified_at, is_owner, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";
const FIND_WITHOUT_PASSWORD: &str = "SELECT a.id FROM member m JOIN account a ON a.id = m.account_id
    WHERE m.business_id = $1 AND m.id = $2 AND m.role = 'customer' AND a.password_hash IS NULL";
const UPDATE_PASSWORD: &str = "UPDATE account SET password_hash = $2 WHERE id = $1";
const CHANGE_PASSWORD: &str = "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2";
const DELETE_PASSWORD: &str = "UPDATE account SET password_hash = NULL WHERE id = $1 AND email_verified_at IS NULL";
const UPDATE_VERIFIED: &str = "UPDATE account SET email_verified_at = $2 WHERE id = $1 AND email_verified_at IS NULL";
const UPDATE_OWNER: &str = "UPDATE account SET is_owner = TRUE WHERE id = $1";
const HAS_ACCOUNTS: &str = "SELECT EXISTS (SELECT 1 FROM account)";
const LOCK_ACCOUNTS_SQLITE: &str = "UPDATE account SET id = id WHERE FALSE";
const LOCK_ACCOUNTS_POSTGRES: &str = "LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE";

pub(in crate::accounts) async fn find_credentials(ex: impl Into<Ex<'_>>, email: &str) -> Result<Option<Credentials>> {
    Ok(db_opt!(ex.into(), FIND_CREDENTIALS, email)?)
}

pub(in crate::accounts) async fn find_claimed(ex: impl Into<Ex<'_>>, email: &str) -> Result<Option<Claimed>> {
    Ok(db_opt!(ex.into(), FIND_CLAIMED, email)?)
}

pub(in crate::accounts) async fn get_credentials(ex: impl Into<Ex<'_>>, id: AccountId) -> Result<Credentials> {
    Ok(db_one!(ex.into(), GET_CREDENTIALS, id)?)
}

/// The account of a customer who has no password.
pub(in crate::accounts) async fn find_without_password(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Option<AccountId>> {
    Ok(db_val_opt!(ex.into(), FIND_WITHOUT_PASSWORD, business, member)?)
}

pub(in crate::accounts) async fn insert_account(tx: &mut Tx, email: &str, hash: Option<&str>, is_verified: bool, is_owner: bool) -> Result<AccountId> {
    let now = tx.now();
    let verified_at: Option<Timestamp> = is_verified.then_some(now);
    let taken = || Error::field("email", "There is already an account with this address. Sign in instead, or ask for a new password.");
    db_val!(tx, INSERT_ACCOUNT, email, hash, verified_at, is_owner, now).on_constraint(taken)
}

/// Another password. No link that was mailed before sets one any more.
pub(in crate::accounts) async fn update_password(tx: &mut Tx, id: AccountId, hash: &str) -> Result<()> {
    db_exec!(tx, UPDATE_PASSWORD, id, hash)?;
    delete_links(tx, id, Purpose::Reset).await
}

/// Another password for an account that still has the one that was compared; says whether it has. Also with the same one: who waits to change the
/// account then waits for the end of this transaction.
pub(in crate::accounts) async fn change_password(tx: &mut Tx, id: AccountId, from: &str, to: &str) -> Result<bool> {
    Ok(db_exec!(tx, CHANGE_PASSWORD, id, from, to)? > 0)
}

/// Takes the password from an account whose address nobody has confirmed.
pub(in crate::accounts) async fn delete_password(tx: &mut Tx, id: AccountId) -> Result<u64> {
    Ok(db_exec!(tx, DELETE_PASSWORD, id)?)
}

pub(in crate::accounts) async fn update_verified(tx: &mut Tx, id: AccountId) -> Result<u64> {
    let now = tx.now();
    Ok(db_exec!(tx, UPDATE_VERIFIED, id, now)?)
}

pub(in crate::accounts) async fn update_owner(tx: &mut Tx, id: AccountId) -> Result<()> {
    db_exec!(tx, UPDATE_OWNER, id)?;
    Ok(())
}

pub(in crate::accounts) async fn has_accounts(ex: impl Into<Ex<'_>>) -> Result<bool> {
    Ok(db_val!(ex.into(), HAS_ACCOUNTS)?)
}

/// Makes others that want to add an account wait until this transaction ends. On SQLite every transaction does.
pub(in crate::accounts) async fn lock_accounts(tx: &mut Tx) -> Result<()> {
    let sql = dialect!(tx, sqlite: LOCK_ACCOUNTS_SQLITE, postgres: LOCK_ACCOUNTS_POSTGRES);
    db_exec!(tx, sql)?;
    Ok(())
}
