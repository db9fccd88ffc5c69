//! The way back from a mail into a chat: at once where nobody else is known, after a click where somebody is.

use super::Door;
use super::frame::{Around, SpotFields, Tab};
use super::home;
use crate::chats::visitor::api::PopOut;
use crate::error::Result;
use crate::ui::*;
use crate::{guests, routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::Error;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Role;
use stoa::platform::limits;

/// What a mail to somebody with an account says instead of a token.
const ACCOUNT: &str = "account";

/// The page.
pub async fn back(door: Door, token: String) -> Result<AnyView> {
    let services = session::services();
    let chat = session::query("chat").unwrap_or_default();
    let to = door.to(&format!("&chat={}", routes::escape(&chat)));
    if token == ACCOUNT {
        leptos_axum::redirect(&if door.asker.is_some() { to } else { routes::sign_in_then(&to) });
        return Ok(().into_any());
    }
    services.limits().check(limits::GUEST_BACK, &session::address())?;
    let guest = match accounts::identify_guest(&services, door.business.id, &token).await {
        Ok(guest) => guest,
        Err(Error::NotFound) => return home::home(door, true).await,
        Err(error) => return Err(error.into()),
    };
    match &door.asker {
        Some(asker) if asker.member() != guest.member() => other(&door, guest.name(), asker.role() == Role::Guest, token, chat).await,
        known => {
            if known.is_none() {
                guests::remember(door.business.id, &token, false);
            }
            leptos_axum::redirect(&to);
            Ok(().into_any())
        }
    }
}

/// Somebody else uses this browser: a link alone does not put one person in the place of another.
async fn other(door: &Door, name: &str, is_guest: bool, token: String, chat: String) -> Result<AnyView> {
    let way = if is_guest {
        view! {
            <p class="mt-2 max-w-prose text-muted">"Somebody else has chatted with us in this browser. Go on with the chat that the mail was about, and this browser is yours from then on."</p>
            <form method="post" action=PopOut::PATH class="mt-4">
                <SpotFields spot=door.spot.clone() />
                <input type="hidden" name="token" value=token />
                <input type="hidden" name="chat" value=chat />
                <Button look=Look::Primary size=Size::Large icon=Glyph::Chat>{format!("Go on as {name}")}</Button>
            </form>
        }
        .into_any()
    } else {
        view! { <p class="mt-2 max-w-prose text-muted">"You are signed in, and this chat was begun without. Sign out first, then open the link in the mail again."</p> }.into_any()
    };
    let content = view! {
        <h1 class="text-2xl leading-tight font-bold tracking-tight">"Your chat"</h1>
        {way}
    };
    Around::page("Your chat", Tab::Messages).put(door, content).await
}
