//! SQL of what a business decides about its chats. The secret goes in and out sealed.

use crate::chats::model::{Setting, Widget};
use crate::error::Result;
use crate::kernel::ids::BusinessId;
use crate::platform::{Ex, Tx};
use crate::{db_exec, db_opt, db_val_opt};

const FIND: &str = "SELECT secret, long_wait_seconds, idle_close_hours, first_seen_at, first_seen_origin, hue, greeting, position, origins, typing_preview
    FROM chat_setting WHERE business_id = $1";
const FIND_WIDGET: &str = "SELECT hue, greeting, position, origins, typing_preview FROM chat_setting WHERE business_id = $1";
const FIND_SECRET: &str = "SELECT secret FROM chat_setting WHERE business_id = $1";
const INSERT: &str = "INSERT INTO chat_setting (business_id, secret) VALUES ($1, '') ON CONFLICT (business_id) DO NOTHING";
const SET_FIRST_SECRET: &str = "UPDATE chat_setting SET secret = $2 WHERE business_id = $1 AND secret = ''";
const SET_SECRET: &str = "UPDATE chat_setting SET secret = $2 WHERE business_id = $1";
const SET_LONG_WAIT: &str = "UPDATE chat_setting SET long_wait_seconds = $2 WHERE business_id = $1";
const SET_IDLE_CLOSE: &str = "UPDATE chat_setting SET idle_close_hours = $2 WHERE business_id = $1";
const SET_WIDGET: &str = "UPDATE chat_setting SET hue = $2, greeting = $3, position = $4, origins = $5, typing_preview = $6 WHERE business_id = $1";
const SET_SEEN: &str = "UPDATE chat_setting SET first_seen_at = $2, first_seen_origin = $3 WHERE business_id = $1 AND first_seen_at IS NULL";

/// What it decided; `None` when it never did.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<Setting>> {
    Ok(db_opt!(ex.into(), FIND, business)?)
}

/// How its widget looks; `None` when it never decided anything.
pub async fn find_widget(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<Widget>> {
    Ok(db_opt!(ex.into(), FIND_WIDGET, business)?)
}

/// Its sealed secret; empty or `None` when it has none.
pub async fn find_secret(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<String>> {
    Ok(db_val_opt!(ex.into(), FIND_SECRET, business)?)
}

/// Its row, unless it has one.
pub async fn insert(tx: &mut Tx, business: BusinessId) -> Result<()> {
    db_exec!(tx, INSERT, business)?;
    Ok(())
}

/// Its first secret, sealed, unless it has one.
pub async fn set_first_secret(tx: &mut Tx, business: BusinessId, sealed: &str) -> Result<()> {
    db_exec!(tx, SET_FIRST_SECRET, business, sealed)?;
    Ok(())
}

/// Another secret, sealed: whatever was signed with the old one no longer holds.
pub async fn set_secret(tx: &mut Tx, business: BusinessId, sealed: &str) -> Result<()> {
    db_exec!(tx, SET_SECRET, business, sealed)?;
    Ok(())
}

/// After how many seconds of waiting the visitor is told that it takes long.
pub async fn set_long_wait(tx: &mut Tx, business: BusinessId, seconds: i64) -> Result<()> {
    db_exec!(tx, SET_LONG_WAIT, business, seconds)?;
    Ok(())
}

/// After how many hours without a message a chat is closed.
pub async fn set_idle_close(tx: &mut Tx, business: BusinessId, hours: i64) -> Result<()> {
    db_exec!(tx, SET_IDLE_CLOSE, business, hours)?;
    Ok(())
}

/// How its widget looks and where it may stand.
pub async fn set_widget(tx: &mut Tx, business: BusinessId, w: &Widget) -> Result<()> {
    db_exec!(tx, SET_WIDGET, business, w.hue, w.greeting.as_str(), w.position, w.origins.to_string(), w.typing_preview)?;
    Ok(())
}

/// Notes which page showed the widget first; `false` when one did before.
pub async fn set_seen(tx: &mut Tx, business: BusinessId, origin: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_SEEN, business, now, origin)? > 0)
}
