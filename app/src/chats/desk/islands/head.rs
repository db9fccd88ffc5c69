//! The head of the open chat: who asks, who answers, and the one thing to do next; and what stands under the thread.

use super::open::{change, follow};
use crate::chats::desk::api::{CloseChat, TakeChat, close_chat, take_chat};
use crate::chats::desk::face::line;
use crate::chats::desk::state::OpenChat;
use crate::conversations::{Colleagues, Room};
use crate::layout::RegionHead;
use crate::routes;
use crate::tickets::desk::keys::{self, Does};
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::chats::model::State;
use stoa::kernel::ids::{BusinessId, ChatId, MemberId};
use stoa::tickets::model::number_text;

/// The head; `back` leads to the list on a phone.
#[island]
pub fn ChatHead(chat: OpenChat, me: MemberId, business: BusinessId, back: String, has_panel: bool, room: Room) -> impl IntoView {
    let (id, name) = (chat.id, chat.name.clone());
    let chat = RwSignal::new(chat);
    Effect::new(move |_| follow(chat, business, me));
    let words = Memo::new(move |_| chat.with(|c| line(c, me)));
    let is_active = Memo::new(move |_| chat.with(|c| c.state == State::Active));
    let is_free = Memo::new(move |_| is_active.get() && chat.with(|c| c.holder.is_none()));
    let waits = Memo::new(move |_| chat.with(|c| c.waiting_since.is_some()));
    let actions = move || {
        view! {
            {move || waits.get().then(|| view! { <Badge tone=Tone::Warn icon=Glyph::Clock>"Waiting"</Badge> })}
            {move || is_free.get().then(|| view! { <Take id /> })}
            {move || is_active.get().then(|| view! { <Close id /> })}
        }
    };
    view! {
        <RegionHead back actions details=has_panel>
            <h1 class="truncate text-md font-bold">{name}</h1>
            <p id="chat-line" role="status" class="truncate text-sm text-muted tabular-nums">{words}</p>
            <Colleagues room />
        </RegionHead>
    }
}

/// Takes the chat: a plain form that an island sends by itself.
#[component]
fn Take(id: ChatId) -> impl IntoView {
    let take = move |event: SubmitEvent| {
        event.prevent_default();
        change(take_chat(id));
    };
    let keys = keys::of(Does::Press("take"));
    view! {
        <form method="post" action=TakeChat::PATH on:submit=take>
            <input type="hidden" name="chat" value=id.to_string() />
            <Button look=Look::Primary attr:data-press="take" attr:aria-keyshortcuts=keys>
                "Take"
                <Keys keys />
            </Button>
        </form>
    }
    .into_any()
}

#[component]
fn Close(id: ChatId) -> impl IntoView {
    let close = move |event: SubmitEvent| {
        event.prevent_default();
        change(close_chat(id));
    };
    let keys = keys::of(Does::Press("resolve"));
    view! {
        <form method="post" action=CloseChat::PATH on:submit=close>
            <input type="hidden" name="chat" value=id.to_string() />
            <Button attr:data-press="resolve" attr:aria-keyshortcuts=keys>
                "Close"
                <Keys keys />
            </Button>
        </form>
    }
    .into_any()
}

/// `children`, the composer, while the chat goes on; then why nobody can write.
#[island]
pub fn WhileOpen(chat: OpenChat, me: MemberId, business: BusinessId, children: Children) -> impl IntoView {
    let chat = RwSignal::new(chat);
    Effect::new(move |_| follow(chat, business, me));
    let is_active = Memo::new(move |_| chat.with(|c| c.state == State::Active));
    let ending = move || {
        let (state, ticket) = chat.with(|c| (c.state, c.ticket_number));
        let words = match (state, ticket) {
            (State::Active, _) => return None,
            (_, Some(_)) => "What is said from now on is said in the ticket.",
            (State::Closed, None) => "This chat is closed. You or the visitor can open it again.",
            (State::Archived, None) => "This chat was put away. You can open it again.",
        };
        let ticket =
            ticket.map(|number| view! { <ButtonLink href=routes::desk_ticket(number) size=Size::Small>{format!("Open {}", number_text(number))}</ButtonLink> });
        Some(view! {
            <div class="m-4 mt-0 flex flex-none items-center gap-2 rounded-md border border-line bg-panel px-4 py-3 text-sm text-muted md:mx-5">
                <Icon glyph=Glyph::Lock class="size-4 flex-none" />
                <p class="min-w-0 flex-1">{words}</p>
                {ticket}
            </div>
        })
    };
    view! {
        <div class="contents" class:hidden=move || !is_active.get()>{children()}</div>
        {ending}
    }
}
