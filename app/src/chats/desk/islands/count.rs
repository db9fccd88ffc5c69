//! How many chats wait for a human: the number in the rail, and a word when one begins to.

use crate::chats::desk::api::count_waiting_chats;
use crate::layout::RAIL_COUNT;
use crate::live::{self, Heard};
use crate::routes;
use crate::ui::{Count, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::time::Duration;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::{BusinessId, ChatId, MemberId};

/// Hints that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(150);

/// The number; toasts for chats that wait, except the one that is open, and for those given to `me`.
#[island]
pub fn ChatsCount(start: i64, business: BusinessId, me: MemberId) -> impl IntoView {
    let count = RwSignal::new(start);
    Effect::new(move |_| (live::watch(Topic::Desk(business), 0, move |heard| hear(heard, count)), live::watch(Topic::Person(me), 0, hear_in_person)));
    view! { {move || view! { <Count count=u32::try_from(count.get()).unwrap_or_default() of="waiting" urgent=true cap=99 class=RAIL_COUNT /> }} }
}

fn hear(heard: &Heard, count: RwSignal<i64>) {
    thread_local!(static IS_DUE: Cell<bool> = const { Cell::new(false) });
    let matters = match heard {
        Heard::Changed { hints, .. } => {
            let waiting = hints.iter().filter(|h| h.what == Subject::ChatWaits).map(|h| ChatId(h.id));
            waiting.filter(|chat| !is_open(*chat)).for_each(|chat| say(chat, Tone::Warn, "A visitor waits for a human."));
            hints.iter().any(|h| matches!(h.what, Subject::Chat | Subject::NewChat | Subject::ChatWaits | Subject::Everything))
        }
        Heard::CaughtUp { .. } => true,
        _ => false,
    };
    if !matters || IS_DUE.replace(true) {
        return;
    }
    let look = move || {
        IS_DUE.set(false);
        spawn_local(async move {
            if let Ok(now) = count_waiting_chats().await {
                count.try_set(now);
            }
        });
    };
    set_timeout(look, TOGETHER);
}

fn hear_in_person(heard: &Heard) {
    if let Heard::Changed { hints, .. } = heard {
        hints.iter().filter(|h| h.what == Subject::ChatGiven).map(|h| ChatId(h.id)).for_each(|chat| {
            if is_open(chat) {
                live::toast(Tone::Accent, "This chat was given to you.", None);
            } else {
                say(chat, Tone::Accent, "A chat was given to you.");
            }
        });
    }
}

fn is_open(chat: ChatId) -> bool {
    window().location().pathname().is_ok_and(|path| path == routes::desk_chat(chat))
}

fn say(chat: ChatId, tone: Tone, words: &str) {
    live::toast(tone, words, Some(("Open".into(), routes::desk_chat(chat))));
}
