//! What happens with files: upload, attach, read, forget.

use super::model::{File, FileView};
use super::{picture, queries};
use crate::accounts::Person;
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, ConversationId, FileId, MemberId};
use crate::kernel::text;
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services, Tx, limits, secret};
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};

/// How long an upload may wait for its message.
const LOOSE_MS: i64 = 24 * 3_600_000;

/// A file and its bytes.
#[derive(Clone, Debug)]
pub struct Content {
    /// The name it was uploaded under.
    pub name: String,
    /// Its type.
    pub content_type: String,
    /// Its bytes.
    pub bytes: bytes::Bytes,
}

/// Checks, re-encodes and keeps a picture. It belongs to nobody but its uploader until a message takes it.
///
/// # Errors
/// `Invalid` when it is not an acceptable picture, `TooMany` after many uploads.
pub async fn upload(services: &Services, person: &Person, name: &str, bytes: bytes::Bytes) -> Result<FileView> {
    services.limits().check(limits::UPLOAD, &person.member().to_string())?;
    let name = text::preview(&name.replace(['/', '\\', '\0'], " "), 120);
    let (named, work) = (name.clone(), move || picture::accept(&name, &bytes));
    let picture = services.heavy(work).await??;
    let token = secret::long_token();
    services.files().put(&location(person.business(), &token), PutPayload::from(picture.bytes.clone())).await.map_err(failed)?;
    let mut tx = services.begin().await?;
    let id = queries::insert(&mut tx, person.business(), person.member(), &token, &named, &picture).await?;
    tx.commit().await?;
    Ok(FileView { id, token, name: named, width: i64::from(picture.width), height: i64::from(picture.height) })
}

/// Checks, re-encodes and keeps a picture in a transaction that is under way; it is kept for ever. For what is made, not uploaded.
///
/// # Errors
/// `Invalid` when it is not an acceptable picture; when the file store fails.
pub async fn store(tx: &mut Tx, business: BusinessId, by: MemberId, name: &str, bytes: bytes::Bytes) -> Result<FileId> {
    let picture = picture::accept(name, &bytes)?;
    let token = secret::long_token();
    tx.services().files().put(&location(business, &token), PutPayload::from(picture.bytes.clone())).await.map_err(failed)?;
    let id = queries::insert(tx, business, by, &token, name, &picture).await?;
    queries::hold(tx, business, id, Timestamp(i64::MAX)).await?;
    Ok(id)
}

/// Gives uploads of `sender` to message `seq` of a conversation, all or none. The inner error is the sender's.
///
/// # Errors
/// When the database fails.
pub async fn attach(
    tx: &mut Tx,
    business: BusinessId,
    sender: MemberId,
    ids: &[FileId],
    conversation: ConversationId,
    seq: i64,
) -> Result<Result<Vec<FileView>>> {
    let found = queries::list_loose(tx, business, sender, ids).await?;
    if found.len() != ids.len() {
        return Ok(Err(Error::field("files", "One of the pictures is gone. Attach it again.")));
    }
    for file in &found {
        queries::attach(tx, business, file.id, conversation, seq).await?;
    }
    Ok(Ok(found))
}

/// Keeps uploads of `sender` until then, though no message has them yet: all or none. The inner error is the sender's.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut Tx, business: BusinessId, sender: MemberId, ids: &[FileId], until: Timestamp) -> Result<Result<Vec<FileView>>> {
    let found = queries::list_loose(tx, business, sender, ids).await?;
    if found.len() != ids.len() {
        return Ok(Err(Error::field("files", "One of the pictures is gone. Attach it again.")));
    }
    for file in &found {
        queries::hold(tx, business, file.id, until).await?;
    }
    Ok(Ok(found))
}

/// Keeps those uploads of `sender` that no message has until then; the others are left out.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, business: BusinessId, sender: MemberId, ids: &[FileId], until: Timestamp) -> Result<Vec<FileView>> {
    let found = queries::list_loose(tx, business, sender, ids).await?;
    for file in &found {
        queries::hold(tx, business, file.id, until).await?;
    }
    Ok(found)
}

/// Gives uploads that no message has yet to somebody else: what a guest began goes on with whoever they turn out to be.
///
/// # Errors
/// When the database fails.
pub async fn pass_on(tx: &mut Tx, business: BusinessId, ids: &[FileId], to: MemberId) -> Result<()> {
    for id in ids {
        queries::pass_on(tx, business, *id, to).await?;
    }
    Ok(())
}

/// Keeps an upload until another time than before: for what holds it no longer.
///
/// # Errors
/// When the database fails.
pub async fn hold_again(tx: &mut Tx, business: BusinessId, id: FileId, until: Timestamp) -> Result<()> {
    queries::hold(tx, business, id, until).await
}

/// The attachments of messages `first..=last` of a conversation.
///
/// # Errors
/// When the database fails.
pub async fn attached(ex: impl Into<Ex<'_>>, business: BusinessId, conversation: ConversationId, first: i64, last: i64) -> Result<Vec<(i64, FileView)>> {
    queries::list_attached(ex, business, conversation, first, last).await
}

/// Takes all files out of a conversation, so that copies of its messages can have them: the numbers of their messages, and which they are.
///
/// # Errors
/// When the database fails.
pub async fn detach(tx: &mut Tx, business: BusinessId, conversation: ConversationId) -> Result<Vec<(i64, FileId)>> {
    queries::detach(tx, business, conversation).await
}

/// A file of a business by its token. Who may read it is decided by its conversation.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn find(services: &Services, business: BusinessId, token: &str) -> Result<File> {
    queries::find(services.db(), business, token).await?.ok_or(Error::NotFound)
}

/// The bytes of a file.
///
/// # Errors
/// `NotFound` when the store has lost it.
pub async fn read(services: &Services, file: File) -> Result<Content> {
    let found = services.files().get(&location(file.business_id, &file.token)).await.map_err(failed)?;
    let bytes = found.bytes().await.map_err(failed)?;
    Ok(Content { name: file.name, content_type: file.content_type, bytes })
}

/// Forgets uploads that no message took for a day.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    let gone = queries::delete_loose(&mut tx, services.now().plus_ms(-LOOSE_MS)).await?;
    tx.commit().await?;
    for path in gone {
        if let Err(error) = services.files().delete(&Path::from(path)).await {
            tracing::warn!(%error, "a forgotten upload stays in the store");
        }
    }
    Ok(())
}

/// Where in the store the newest files are, of any business: for whoever examines the installation.
///
/// # Errors
/// When the database fails.
pub async fn list_newest(ex: impl Into<Ex<'_>>, limit: i64) -> Result<Vec<String>> {
    queries::list_newest(ex, limit).await
}

fn location(business: BusinessId, token: &str) -> Path {
    Path::from(format!("{business}/{token}"))
}

fn failed(error: object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { .. } => Error::NotFound,
        other => {
            tracing::error!(error = %other, "file store");
            Error::Internal
        }
    }
}
