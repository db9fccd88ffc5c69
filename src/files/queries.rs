//! SQL of files.

use super::model::{File, FileView};
use super::picture::Picture;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId, FileId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_vals, dialect};

const INSERT: &str = "INSERT INTO file (business_id, token, name, content_type, bytes, width, height, uploaded_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
const FIND: &str =
    "SELECT id, business_id, token, name, content_type, width, height, uploaded_by, conversation_id, seq FROM file WHERE business_id = $1 AND token = $2";
const LOOSE_SQLITE: &str = "SELECT id, token, name, width, height FROM file
    WHERE business_id = $1 AND uploaded_by = $2 AND conversation_id IS NULL AND id IN (SELECT value FROM json_each($3)) ORDER BY id";
const LOOSE_POSTGRES: &str = "SELECT id, token, name, width, height FROM file
    WHERE business_id = $1 AND uploaded_by = $2 AND conversation_id IS NULL AND id IN (SELECT value::bigint FROM jsonb_array_elements_text($3::jsonb)) ORDER BY id FOR UPDATE";
const ATTACH: &str = "UPDATE file SET conversation_id = $3, seq = $4 WHERE business_id = $1 AND id = $2 AND conversation_id IS NULL";
const ATTACHED: &str =
    "SELECT seq, id, token, name, width, height FROM file WHERE business_id = $1 AND conversation_id = $2 AND seq BETWEEN $3 AND $4 ORDER BY seq, id";
const DETACH: &str = "UPDATE file SET conversation_id = NULL, seq = NULL WHERE business_id = $1 AND conversation_id = $2";
const LIST_IN: &str = "SELECT seq, id FROM file WHERE business_id = $1 AND conversation_id = $2 ORDER BY seq, id";
const HOLD: &str = "UPDATE file SET held_until = $3 WHERE business_id = $1 AND id = $2 AND conversation_id IS NULL";
const PASS_ON: &str = "UPDATE file SET uploaded_by = $3 WHERE business_id = $1 AND id = $2 AND conversation_id IS NULL";
const DELETE_LOOSE: &str =
    "DELETE FROM file WHERE conversation_id IS NULL AND created_at < $1 AND held_until < $2 RETURNING CAST(business_id AS TEXT) || '/' || token";
const LIST_NEWEST: &str = "SELECT CAST(business_id AS TEXT) || '/' || token FROM file ORDER BY id DESC LIMIT $1";

/// A row of an attachment as browsers see it.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
struct ViewRow {
    id: FileId,
    token: String,
    name: String,
    width: i64,
    height: i64,
}

/// The same with the message it belongs to.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
struct AttachedRow {
    seq: i64,
    #[sqlx(flatten)]
    view: ViewRow,
}

impl From<ViewRow> for FileView {
    fn from(r: ViewRow) -> Self {
        Self { id: r.id, token: r.token, name: r.name, width: r.width, height: r.height }
    }
}

/// A new file that no message has yet.
pub async fn insert(tx: &mut Tx, business: BusinessId, by: MemberId, token: &str, name: &str, picture: &Picture) -> Result<FileId> {
    let (now, size) = (tx.now(), picture.bytes.len() as i64);
    let (width, height) = (i64::from(picture.width), i64::from(picture.height));
    Ok(db_val!(tx, INSERT, business, token, name, picture.content_type, size, width, height, by, now)?)
}

/// A file of this business by its token.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, token: &str) -> Result<Option<File>> {
    Ok(db_opt!(ex.into(), FIND, business, token)?)
}

/// Those of `ids` that this member uploaded and no message has yet; locked.
pub async fn list_loose(tx: &mut Tx, business: BusinessId, by: MemberId, ids: &[FileId]) -> Result<Vec<FileView>> {
    let sql = dialect!(tx, sqlite: LOOSE_SQLITE, postgres: LOOSE_POSTGRES);
    let ids = serde_json::to_string(ids).expect("ids are plain data");
    let rows: Vec<ViewRow> = db_all!(tx, sql, business, by, ids)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Gives a file that no message has yet to another uploader.
pub async fn pass_on(tx: &mut Tx, business: BusinessId, id: FileId, to: MemberId) -> Result<()> {
    db_exec!(tx, PASS_ON, business, id, to)?;
    Ok(())
}

/// Gives a file to a message.
pub async fn attach(tx: &mut Tx, business: BusinessId, id: FileId, conversation: ConversationId, seq: i64) -> Result<()> {
    db_exec!(tx, ATTACH, business, id, conversation, seq)?;
    Ok(())
}

/// The attachments of messages `first..=last`, by message.
pub async fn list_attached(ex: impl Into<Ex<'_>>, business: BusinessId, conversation: ConversationId, first: i64, last: i64) -> Result<Vec<(i64, FileView)>> {
    let rows: Vec<AttachedRow> = db_all!(ex.into(), ATTACHED, business, conversation, first, last)?;
    Ok(rows.into_iter().map(|r| (r.seq, r.view.into())).collect())
}

/// Keeps a file that no message has yet until then.
pub async fn hold(tx: &mut Tx, business: BusinessId, id: FileId, until: Timestamp) -> Result<()> {
    db_exec!(tx, HOLD, business, id, until)?;
    Ok(())
}

/// Forgets files of every business that no message took before `before` and nothing holds. Returns where their bytes are.
pub async fn delete_loose(tx: &mut Tx, before: Timestamp) -> Result<Vec<String>> {
    let now = tx.now();
    Ok(db_vals!(tx, DELETE_LOOSE, before, now)?)
}

/// Takes all files out of a conversation, so that other messages can have them: the numbers of their messages, and which they are.
pub async fn detach(tx: &mut Tx, business: BusinessId, conversation: ConversationId) -> Result<Vec<(i64, FileId)>> {
    let files = db_all!(&mut *tx, LIST_IN, business, conversation)?;
    db_exec!(tx, DETACH, business, conversation)?;
    Ok(files)
}

/// Where the bytes of the newest files of any business are.
pub async fn list_newest(ex: impl Into<Ex<'_>>, limit: i64) -> Result<Vec<String>> {
    Ok(db_vals!(ex.into(), LIST_NEWEST, limit)?)
}
