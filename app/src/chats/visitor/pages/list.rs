//! All chats of somebody, and the way out for whoever shares a device.

use super::Door;
use super::frame::{Around, SpotFields, Tab};
use super::home::Begin;
use crate::chats::visitor::api::LeaveChat;
use crate::error::Result;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::chats::model::State;
use stoa::chats::views::AskerView;
use stoa::tickets::model::number_text;

/// The page.
pub async fn list(door: Door) -> Result<AnyView> {
    let lines = door.chats.iter().cloned().map(|chat| view! { <ChatLine chat door=door.clone() /> }).collect_view();
    let begin = view! { <Begin door=door.clone() /> };
    let body = if door.chats.is_empty() {
        view! { <Empty glyph=Glyph::Chat text="You have not written to us yet.">{begin}</Empty> }.into_any()
    } else {
        view! {
            <ul class="divide-y divide-line overflow-hidden rounded-md border border-line bg-panel shadow-card">{lines}</ul>
            <div class="mt-5">{begin}</div>
        }
        .into_any()
    };
    // Customers sign out like everywhere else.
    let leave = door.guest_of().and(door.asker.clone()).map(|asker| {
        view! {
            <form method="post" action=LeaveChat::PATH class="mt-6 flex flex-wrap items-center gap-x-2 text-sm text-muted">
                <SpotFields spot=door.spot.clone() />
                {format!("You are {} here.", asker.name())}
                <Button look=Look::Quiet size=Size::Small>"Not you, or not your device? Leave"</Button>
            </form>
        }
    });
    let content = view! {
        <h1 class="mb-4 text-xl font-bold tracking-tight">"Your chats"</h1>
        {body}
        {leave}
    };
    Around::page("Your chats", Tab::Messages).put(&door, content).await
}

/// A chat in a list: what was said last, when, and how it stands.
#[component]
pub fn ChatLine(chat: AskerView, door: Door) -> impl IntoView {
    let title = chat.agent.clone().unwrap_or_else(|| door.business.name.clone());
    let at = door.zone().short_words(chat.last_message_at, door.now);
    let badge = match (chat.ticket_number, chat.state) {
        (Some(number), _) => Some((Tone::Accent, number_text(number))),
        (None, State::Closed | State::Archived) => Some((Tone::Neutral, "Closed".to_owned())),
        (None, State::Active) => chat.position.map(|n| (Tone::Warn, if n <= 1 { "You are next".to_owned() } else { format!("Number {n} in the queue") })),
    };
    let preview = if chat.preview.is_empty() { "No message yet".to_owned() } else { chat.preview };
    view! {
        <li>
            <a href=door.to(&format!("&chat={}", chat.id)) class="flex min-h-11 items-center gap-3 rounded-md px-4 py-3 hover:bg-sunk">
                <Avatar name=title.clone() />
                <span class="min-w-0 flex-1">
                    <span class="flex items-baseline gap-2">
                        <b class="min-w-0 flex-1 truncate font-semibold">{title}</b>
                        <span class="flex-none text-xs text-muted tabular-nums">{at}</span>
                    </span>
                    <span class="flex items-center gap-2">
                        <span class="min-w-0 flex-1 truncate text-sm text-muted">{preview}</span>
                        {badge.map(|(tone, words)| view! { <Badge tone>{words}</Badge> })}
                    </span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
