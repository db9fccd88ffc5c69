//! The pages of a visitor's chat: home, the contact form, one chat, all of one's own, an article. The same in a frame and on a page.

mod article;
mod back;
mod contact;
mod frame;
mod home;
mod list;
mod talk;
mod walk;

pub use contact::country as phone_country;

use super::door::Door;
use crate::error::Result;
use crate::page::page;
use crate::session;
use leptos::prelude::*;
use stoa::Error;

/// `/chat`
#[component]
pub fn ChatPage() -> impl IntoView {
    page(show(false))
}

/// `/chat/frame`
#[component]
pub fn ChatFramePage() -> impl IntoView {
    page(async {
        match show(true).await {
            Err(error) => frame::refused(error.0).await,
            shown => shown,
        }
    })
}

/// What the address asks for. Whoever is not known yet and asks for a chat of their own is shown home.
async fn show(is_framed: bool) -> Result<AnyView> {
    let door = Door::find(is_framed).await?;
    if let Some(token) = session::query("back").filter(|_| !is_framed) {
        return back::back(door, token).await;
    }
    let walk = session::query("walk");
    let wanted = (session::query("chat"), session::query("article"), session::query("view"));
    match wanted {
        (Some(chat), ..) => match door.asker.clone() {
            Some(asker) => talk::talk(door, asker, chat.parse().map_err(|_| Error::NotFound)?).await,
            None => home::home(door, true).await,
        },
        (None, Some(slug), _) => article::article(door, slug).await,
        (None, None, Some(view)) if view == "contact" && door.asker.is_none() => contact::contact(door).await,
        (None, None, Some(view)) if view == "chats" => list::list(door).await,
        (None, None, None) if walk.is_some() => walk::walk(door, walk.unwrap_or_default()).await,
        _ => home::home(door, false).await,
    }
}
