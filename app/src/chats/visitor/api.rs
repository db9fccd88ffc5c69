//! What visitors send about their chats. Each form says where it stands, and leads back there.

use super::{Spot, Standing};
use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};
use stoa::accounts::guest::GuestDraft;
use stoa::chats::model::Visit;
use stoa::kernel::ids::ChatId;

/// Leaves name, e-mail address and phone number, and begins a chat: with the answers of `walk`, the token of a journey that leads to it.
#[server]
pub async fn start_chat(
    #[server(flatten)] at: Spot,
    #[server(flatten)] draft: GuestDraft,
    #[server(flatten)] visit: Visit,
    #[server(default)] walk: String,
) -> Result<()> {
    let asker = super::forms::come_in(&at, &draft, &visit).await?;
    let chat = super::forms::start(&at, &asker, visit, &walk).await?;
    super::forms::lead_to(&at, &format!("&chat={chat}")).await
}

/// Begins a chat, or goes on with the one that is open, for somebody who is known already.
#[server]
pub async fn begin_chat(#[server(flatten)] at: Spot, #[server(flatten)] visit: Visit) -> Result<()> {
    let asker = super::forms::asker(&at).await?;
    let chat = super::forms::start(&at, &asker, visit, "").await?;
    super::forms::lead_to(&at, &format!("&chat={chat}")).await
}

/// Writes in a chat from the form of the composer, or presses one of the bot's suggestions.
#[server(input = MultipartFormData)]
pub async fn say_in_chat(form: MultipartData) -> Result<()> {
    let at = super::forms::of_address();
    let asker = super::forms::asker(&at).await?;
    let form = crate::multipart::Filled::read(&asker, form).await?;
    let chat = super::forms::say(&asker, form).await?;
    super::forms::lead_to(&at, &format!("&chat={chat}")).await
}

/// Calls a human.
#[server]
pub async fn call_human(#[server(flatten)] at: Spot, chat: ChatId) -> Result<()> {
    let asker = super::forms::asker(&at).await?;
    stoa::chats::actions::call_human(&crate::session::services(), &asker, chat).await?;
    super::forms::lead_to(&at, &format!("&chat={chat}")).await
}

/// Ends a chat.
#[server]
pub async fn end_chat(#[server(flatten)] at: Spot, chat: ChatId) -> Result<()> {
    let asker = super::forms::asker(&at).await?;
    stoa::chats::actions::close_own(&crate::session::services(), &asker, chat).await?;
    super::forms::lead_to(&at, &format!("&chat={chat}")).await
}

/// Opens a chat again.
#[server]
pub async fn reopen_chat(#[server(flatten)] at: Spot, chat: ChatId) -> Result<()> {
    let asker = super::forms::asker(&at).await?;
    stoa::chats::actions::reopen(&crate::session::services(), &asker, chat).await?;
    super::forms::lead_to(&at, &format!("&chat={chat}")).await
}

/// Gives a chat one to five stars.
#[server]
pub async fn rate_chat(#[server(flatten)] at: Spot, chat: ChatId, #[server(default)] stars: i64, #[server(default)] feedback: String) -> Result<()> {
    let asker = super::forms::asker(&at).await?;
    stoa::chats::actions::rate(&crate::session::services(), &asker, chat, stars, &feedback).await?;
    super::forms::lead_to(&at, &format!("&chat={chat}")).await
}

/// How a chat stands now.
#[server]
pub async fn get_standing(#[server(flatten)] at: Spot, chat: ChatId) -> Result<Standing> {
    super::forms::standing(&at, chat).await
}

/// How much was said to a visitor in their open chat that they have not read.
#[server]
pub async fn count_unread(#[server(flatten)] at: Spot) -> Result<i64> {
    super::forms::unread(&at).await
}

/// Notes the page on which the visitor is. Nothing happens when they have no open chat.
#[server]
pub async fn note_visit(#[server(flatten)] at: Spot, #[server(flatten)] visit: Visit) -> Result<()> {
    super::forms::note(&at, &visit).await
}

/// Lets somebody in for whom the page around the frame vouches. Says whether they are somebody else than before.
#[server]
pub async fn identify_visitor(#[server(flatten)] at: Spot, jwt: String, #[server(flatten)] visit: Visit) -> Result<bool> {
    super::forms::identify(&at, &jwt, &visit).await
}

/// Lets a guest come back with what was kept for them elsewhere. Says whether it was them.
#[server]
pub async fn come_back(#[server(flatten)] at: Spot, token: String) -> Result<bool> {
    super::forms::come_back(&at, &token).await
}

/// Goes on in a window of its own, as the same guest.
#[server]
pub async fn pop_out(#[server(flatten)] at: Spot, token: String, #[server(default)] chat: String, #[server(default)] walk: String) -> Result<()> {
    super::forms::pop_out(&at, &token, &chat, &walk).await
}

/// Says whether an article that was read inside the chat helped, and comes back to it.
#[server]
pub async fn vote_in_chat(#[server(flatten)] at: Spot, slug: String, helpful: bool) -> Result<()> {
    super::forms::vote(&at, &slug, helpful).await
}

/// Lets this browser be nobody here again.
#[server]
pub async fn leave_chat(#[server(flatten)] at: Spot) -> Result<()> {
    crate::guests::forget(super::forms::business(&at).await?.id, at.is_framed());
    super::forms::lead_to(&at, "&left=true").await
}
