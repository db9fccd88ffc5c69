//! What somebody of the staff began to write: kept on the server, so that it is there on every device and after a crash.

use super::actions::Lane;
use super::model::BODY_MAX;
use super::queries::drafts as queries;
use crate::error::Result;
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::platform::Services;

pub(crate) use queries::settle;

/// Something begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// What was typed.
    pub body: String,
    /// When it was typed.
    pub at: Timestamp,
}

/// Keeps what was begun in a lane; nothing is kept of nothing. What was begun in `instead` goes: it is one text, wherever it is to be sent.
///
/// # Errors
/// `Invalid` names `body` when it is too long to be sent.
pub async fn save(services: &Services, lane: &Lane, instead: Option<&Lane>, body: &str) -> Result<()> {
    let mut check = Check::new();
    check.text("body", "Message", body, 0, BODY_MAX);
    check.finish()?;
    let (id, me) = (lane.conversation().id, lane.person().member());
    let mut tx = services.begin().await?;
    if body.trim().is_empty() {
        queries::delete(&mut tx, id, me).await?;
    } else {
        queries::save(&mut tx, id, me, body).await?;
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
    let found = queries::find(services.db(), lane.conversation().id, lane.person().member()).await?;
    Ok(found.map(|(body, at)| Begun { body, at }))
}
