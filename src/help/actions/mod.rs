//! What people do with the help centre: read, search, vote, ask; write, publish, try out.

mod ask;
mod bench;
mod categories;
mod read;
mod replies;
mod start;
mod write;

pub use ask::{Told, ask, find, find_by_question, remember};
pub use bench::{Bench, count_questions, list_questions, proposals, replay, set_threshold, threshold, try_question};
pub use categories::{create_category, delete_category, list_categories, reorder_categories, shift_category, update_category};
pub use read::{home, most_read, preview, search, show, suggest, tagged, vote};
pub use replies::{list_replies, set_reply, text_for};
pub use start::{add_standard, start};
pub use write::{create, find_article, list_articles, reorder, set_state, shift, update};

use crate::accounts::Admin;
use crate::error::Result;
use crate::event::Event;
use crate::platform::Tx;

/// Tells that the help centre has changed, and makes it true.
async fn tell_and_commit(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "help".into() }).await?;
    tx.commit().await
}
