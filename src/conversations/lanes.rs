//! What the features that own lanes do with them, in their own transactions: look at what is new, say something, freeze and thaw.

pub use super::queries::messages::{MessageRow, NewRow, list_after, list_new};
pub use super::queries::{
    Waiting, claim, claim_all, delete_party, find, find_waiting, freeze, insert_party, is_party, list_parties, list_parties_of, list_waiting, replace_party,
    set_all_dispatched, set_dispatched, set_kind, thaw,
};

use super::queries::messages;
use crate::error::{Error, Result};
use crate::kernel::ids::ConversationId;
use crate::platform::Tx;

/// Makes everybody who writes in any of these lanes wait until this transaction ends; always in the same order. Returns the highest number of a last message.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(tx: &mut Tx, ids: &[ConversationId]) -> Result<i64> {
    Ok(messages::lock(tx, ids).await?.iter().map(|lane| lane.head).max().unwrap_or_default())
}

/// Makes everybody who writes in a lane wait until this transaction ends. Lock what owns it first. Returns the number of its last message.
///
/// # Errors
/// `NotFound` when there is no such conversation.
pub async fn lock(tx: &mut Tx, id: ConversationId) -> Result<i64> {
    let locked = messages::lock(tx, &[id]).await?;
    locked.first().map(|lane| lane.head).ok_or(Error::NotFound)
}
