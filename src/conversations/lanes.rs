//! What the features that own lanes do with them, in their own transactions: look at what is new, say something, freeze and thaw.

pub use super::queries::messages::{MessageRow, NewRow, list_after, list_new};
pub use super::queries::{
    Waiting, claim, claim_all, delete_party, find, find_waiting, insert_party, is_party, list_parties, list_parties_of, list_waiting, replace_party,
    set_all_dispatched, set_dispatched, set_kind,
};

use super::queries::{self, messages};
use crate::error::Result;
use crate::event::{Hint, Subject, Topic};
use crate::kernel::ids::{BusinessId, ConversationId};
use crate::kernel::time::Timestamp;
use crate::platform::Tx;

/// Nobody can write any more. Whoever has the talk open sees that at once.
///
/// # Errors
/// When the database fails.
pub async fn freeze(tx: &mut Tx, business: BusinessId, id: ConversationId, at: Timestamp) -> Result<()> {
    queries::freeze(tx, business, id, at).await?;
    tx.hint(Topic::Conversation(id), Hint { what: Subject::Frozen, id: id.0 });
    Ok(())
}

/// Writing is possible again, and whoever has the talk open may go on.
///
/// # Errors
/// When the database fails.
pub async fn thaw(tx: &mut Tx, business: BusinessId, id: ConversationId) -> Result<()> {
    queries::thaw(tx, business, id).await?;
    tx.hint(Topic::Conversation(id), Hint { what: Subject::Thawed, id: id.0 });
    Ok(())
}

/// Makes everybody who writes in a lane wait until this transaction ends. Lock what owns it first. SQLite has one writer: there the transaction alone does it.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut Tx, id: ConversationId) -> Result<()> {
    if tx.is_postgres() {
        messages::lock(tx, &[id]).await?;
    }
    Ok(())
}

/// Makes everybody who writes in any of these lanes wait until this transaction ends; always in the same order. Returns the highest number of a last message.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(tx: &mut Tx, ids: &[ConversationId]) -> Result<i64> {
    Ok(messages::lock(tx, ids).await?.iter().map(|lane| lane.head).max().unwrap_or_default())
}
