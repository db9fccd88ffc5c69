//! SQL of what a business decides about its chats.

use crate::chats::model::Setting;
use crate::error::Result;
use crate::kernel::ids::BusinessId;
use crate::platform::{Ex, Tx};
use crate::{db_exec, db_opt};

const FIND: &str = "SELECT secret, long_wait_seconds FROM chat_setting WHERE business_id = $1";
const INSERT: &str = "INSERT INTO chat_setting (business_id, secret) VALUES ($1, $2) ON CONFLICT (business_id) DO NOTHING";
const SET_SECRET: &str = "INSERT INTO chat_setting (business_id, secret) VALUES ($1, $2) ON CONFLICT (business_id) DO UPDATE SET secret = excluded.secret";
const SET_LONG_WAIT: &str = "UPDATE chat_setting SET long_wait_seconds = $2 WHERE business_id = $1";

/// What it decided; `None` when it never did.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<Setting>> {
    Ok(db_opt!(ex.into(), FIND, business)?)
}

/// Its first secret, unless it has one.
pub async fn insert(tx: &mut Tx, business: BusinessId, secret: &str) -> Result<()> {
    db_exec!(tx, INSERT, business, secret)?;
    Ok(())
}

/// Another secret: whatever was signed with the old one no longer holds.
pub async fn set_secret(tx: &mut Tx, business: BusinessId, secret: &str) -> Result<()> {
    db_exec!(tx, SET_SECRET, business, secret)?;
    Ok(())
}

/// After how many seconds of waiting the visitor is told that it takes long.
pub async fn set_long_wait(tx: &mut Tx, business: BusinessId, seconds: i64) -> Result<()> {
    db_exec!(tx, SET_LONG_WAIT, business, seconds)?;
    Ok(())
}
