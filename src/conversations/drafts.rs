//! What somebody of the staff began to write: kept on the server with its pictures, so that it is there on every device and after a crash.

use super::actions::Lane;
use super::model::{BODY_MAX, FILES_MAX};
use super::queries::drafts as queries;
use crate::error::{Error, Result};
use crate::files::actions as files;
use crate::files::model::FileView;
use crate::kernel::ids::{BusinessId, ConversationId, FileId, MemberId};
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::platform::{Services, Tx};

pub(crate) use queries::settle;

/// How long pictures of something begun are kept: two weeks.
const PICTURES_MS: i64 = 14 * 86_400_000;

/// Something begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// What was typed.
    pub body: String,
    /// Its pictures.
    pub files: Vec<FileView>,
    /// When it was typed.
    pub at: Timestamp,
}

/// Keeps what was begun in a lane; nothing is kept of nothing. What was begun in `instead` goes: it is one text, wherever it is to be sent.
///
/// # Errors
/// `Invalid` names `body` when it is too long to be sent.
pub async fn save(services: &Services, lane: &Lane, instead: Option<&Lane>, body: &str, pictures: &[FileId]) -> Result<()> {
    let mut check = Check::new();
    check.text("body", "Message", body, 0, BODY_MAX);
    check.finish()?;
    let (id, me) = (lane.conversation().id, lane.person().member());
    let mut tx = services.begin().await?;
    let until = tx.now().plus_ms(PICTURES_MS);
    let kept = files::keep(&mut tx, lane.person().business(), me, &pictures[..pictures.len().min(FILES_MAX)], until).await?;
    if body.trim().is_empty() && kept.is_empty() {
        queries::delete(&mut tx, id, me).await?;
    } else {
        queries::save(&mut tx, id, me, body, &kept).await?;
    }
    if let Some(instead) = instead {
        queries::delete(&mut tx, instead.conversation().id, me).await?;
    }
    tx.commit().await
}

/// What this person began in a lane.
///
/// # Errors
/// When the database fails.
pub async fn find(services: &Services, lane: &Lane) -> Result<Option<Begun>> {
    queries::find(services.db(), lane.conversation().id, lane.person().member()).await
}

/// Gives words that were not sent back to somebody as something begun, with their pictures; below what they began themselves.
///
/// # Errors
/// `Conflict` when both together could not be sent.
pub(crate) async fn give_back(
    tx: &mut Tx,
    business: BusinessId,
    conversation: ConversationId,
    member: MemberId,
    body: &str,
    pictures: &[FileId],
) -> Result<()> {
    let before = queries::find(&mut *tx, conversation, member).await?;
    let (mut text, mut all) = before.map(|begun| (begun.body, begun.files)).unwrap_or_default();
    if !text.trim().is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(body);
    files::pass_on(tx, business, pictures, member).await?;
    let until = tx.now().plus_ms(PICTURES_MS);
    all.extend(files::keep(tx, business, member, pictures, until).await?);
    if text.chars().count() > BODY_MAX || all.len() > FILES_MAX {
        return Err(Error::Conflict("You have begun another reply, and both together are too long. Send or empty that one first.".into()));
    }
    queries::save(tx, conversation, member, &text, &all).await
}
