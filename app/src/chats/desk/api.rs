//! What the desk asks and sends about chats. Every change answers with the chat as it stands afterwards.

use super::state::{ChatList, OpenChat};
use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};
use stoa::chats::views::{RightNow, Tab};
use stoa::kernel::ids::{ChatId, MemberId};
use stoa::kernel::page::Cursor;

/// A page of a tab, or of what was searched for.
#[server]
pub async fn list_chats(tab: Tab, search: String, after: Option<Cursor>) -> Result<ChatList> {
    let agent = crate::session::agent().await?;
    super::read::list(&crate::session::services(), &agent, tab, &search, after).await
}

/// A chat as it stands.
#[server]
pub async fn get_open_chat(chat: ChatId) -> Result<OpenChat> {
    super::read::open(&crate::session::agent().await?, chat).await
}

/// How many chats wait for a human.
#[server]
pub async fn count_waiting_chats() -> Result<i64> {
    let agent = crate::session::agent().await?;
    Ok(stoa::chats::actions::count_waiting(&crate::session::services(), &agent).await?)
}

/// The numbers of this moment.
#[server]
pub async fn get_chats_right_now() -> Result<RightNow> {
    let agent = crate::session::agent().await?;
    Ok(stoa::chats::actions::right_now(&crate::session::services(), &agent).await?)
}

/// Notes that staff has looked at a chat.
#[server]
pub async fn see_chat(chat: ChatId) -> Result<()> {
    let agent = crate::session::agent().await?;
    Ok(stoa::chats::actions::seen(&crate::session::services(), &agent, chat).await?)
}

/// Writes in a chat from the form of the composer: a reply or a private note; then comes back to the chat.
#[server(input = MultipartFormData)]
pub async fn reply_to_chat(form: MultipartData) -> Result<()> {
    let agent = crate::session::agent().await?;
    let form = crate::multipart::Filled::read(&agent, form).await?;
    let chat = super::forms::write(&crate::session::services(), &agent, form).await?;
    leptos_axum::redirect(&crate::routes::desk_chat(chat));
    Ok(())
}

/// Takes a chat that no human has.
#[server]
pub async fn take_chat(chat: ChatId) -> Result<OpenChat> {
    let agent = crate::session::agent().await?;
    stoa::chats::actions::take(&crate::session::services(), &agent, chat).await?;
    super::read::open(&agent, chat).await
}

/// Passes a chat on to a colleague, or with an empty name back to the queue, with a note for whoever takes it over. A form on another page than
/// that of the chat names it in `back`.
#[server]
pub async fn pass_chat_on(
    chat: ChatId,
    #[server(default)] agent: String,
    #[server(default)] note: String,
    #[server(default)] back: String,
) -> Result<OpenChat> {
    let by = crate::session::agent().await?;
    let to = crate::tickets::desk::read::chosen("agent", &agent)?;
    stoa::chats::actions::assign(&crate::session::services(), &by, chat, to, &note).await?;
    crate::notes::lead_back(&back, if to.is_some() { "given" } else { "returned" });
    super::read::open(&by, chat).await
}

/// Ends a chat.
#[server]
pub async fn close_chat(chat: ChatId) -> Result<OpenChat> {
    let agent = crate::session::agent().await?;
    stoa::chats::actions::close(&crate::session::services(), &agent, chat).await?;
    super::read::open(&agent, chat).await
}

/// Opens a chat again that was closed or put away.
#[server]
pub async fn reopen_closed_chat(chat: ChatId) -> Result<OpenChat> {
    let agent = crate::session::agent().await?;
    stoa::chats::actions::open_again(&crate::session::services(), &agent, chat).await?;
    super::read::open(&agent, chat).await
}

/// Puts a chat away.
#[server]
pub async fn archive_chat(chat: ChatId) -> Result<OpenChat> {
    let agent = crate::session::agent().await?;
    stoa::chats::actions::archive(&crate::session::services(), &agent, chat).await?;
    super::read::open(&agent, chat).await
}

/// Shuts the visitor of a chat out.
#[server]
pub async fn block_visitor(chat: ChatId) -> Result<OpenChat> {
    let agent = crate::session::agent().await?;
    stoa::chats::actions::block(&crate::session::services(), &agent, chat).await?;
    super::read::open(&agent, chat).await
}

/// Lets a visitor in again.
#[server]
pub async fn unblock_visitor(visitor: MemberId) -> Result<()> {
    let agent = crate::session::agent().await?;
    Ok(stoa::accounts::actions::unblock_guest(&crate::session::services(), &agent, visitor).await?)
}

/// Makes a ticket of a chat and goes there.
#[server]
pub async fn turn_into_ticket(chat: ChatId, subject: String, #[server(default)] category: String, priority: String) -> Result<()> {
    use stoa::chats::actions::{self, Adoption};
    let agent = crate::session::agent().await?;
    let draft = Adoption { subject, category, priority };
    let ticket = actions::turn_into_ticket(&crate::session::services(), &agent, chat, &draft).await?;
    leptos_axum::redirect(&crate::routes::desk_ticket(ticket.number));
    Ok(())
}
