//! What was typed into forms that were refused, kept for a quarter of an hour under the hash of a random word.

use super::{Ex, Services, Tx, secret};
use crate::error::Error;
use crate::kernel::time::Timestamp;
use crate::{db_exec, db_val_opt};

/// How long it is kept, in milliseconds.
const KEEP_MS: i64 = 15 * 60_000;

const INSERT: &str = "INSERT INTO typed (token_hash, fields, expires_at) VALUES ($1, $2, $3)";
const FIND: &str = "SELECT fields FROM typed WHERE token_hash = $1 AND expires_at > $2";
const DELETE_EXPIRED: &str = "DELETE FROM typed WHERE expires_at <= $1";

/// Keeps `fields` (JSON) and returns the word that finds them again.
///
/// # Errors
/// When the database fails.
pub async fn keep(services: &Services, fields: String) -> Result<String, Error> {
    let token = secret::token(26);
    let mut tx = services.begin().await?;
    let until = tx.now().plus_ms(KEEP_MS);
    db_exec!(tx, INSERT, secret::hash(&token), fields, until)?;
    tx.commit().await?;
    Ok(token)
}

/// What is kept under a word, while it is.
///
/// # Errors
/// When the database fails.
pub async fn find(ex: impl Into<Ex<'_>>, token: &str, now: Timestamp) -> Result<Option<String>, Error> {
    Ok(db_val_opt!(ex.into(), FIND, secret::hash(token), now)?)
}

/// Drops what nobody may find any more.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(tx: &mut Tx) -> Result<u64, Error> {
    let now = tx.now();
    Ok(db_exec!(tx, DELETE_EXPIRED, now)?)
}
