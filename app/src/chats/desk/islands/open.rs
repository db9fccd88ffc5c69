//! The open chat of this tab. Head, composer and details show the same state: one listens for all, and who changes it shows the outcome to all.

use crate::chats::desk::api::{get_open_chat, see_chat};
use crate::chats::desk::face::news;
use crate::chats::desk::state::OpenChat;
use crate::error::Result;
use crate::live::{self, Heard, Subscription};
use crate::ui::Tone;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use stoa::event::Topic;
use stoa::kernel::ids::{BusinessId, MemberId};

thread_local! {
    static SHOWN: RefCell<Vec<RwSignal<OpenChat>>> = const { RefCell::new(Vec::new()) };
    static LISTENING: RefCell<Option<Subscription>> = const { RefCell::new(None) };
    /// Changes of this tab that are on their way.
    static CHANGING: Cell<u32> = const { Cell::new(0) };
    /// A look at the server is due already.
    static IS_DUE: Cell<bool> = const { Cell::new(false) };
    /// Looks that were begun: an answer that is overtaken by a later one is dropped.
    static LOOKS: Cell<u64> = const { Cell::new(0) };
}

/// Hints that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(50);

/// Keeps this signal like the chat. For effects: on the server nothing is kept.
pub fn follow(chat: RwSignal<OpenChat>, business: BusinessId, me: MemberId) {
    let is_first = SHOWN.with_borrow_mut(|all| {
        all.push(chat);
        all.len() == 1
    });
    if !is_first {
        return;
    }
    let id = chat.with_untracked(|c| c.id);
    let listening = live::watch(Topic::Desk(business), 0, move |heard| match heard {
        Heard::Changed { hints, .. } if hints.iter().any(|h| h.id == id.0 || h.what == stoa::event::Subject::Everything) => look_soon(chat, me),
        Heard::CaughtUp { .. } | Heard::Resync { .. } => look_soon(chat, me),
        _ => {}
    });
    LISTENING.set(Some(listening));
    // Who comes back to the tab has looked at what arrived meanwhile.
    let _ = window_event_listener_untyped("focus", move |_| see(&chat.get_untracked()));
}

fn look_soon(chat: RwSignal<OpenChat>, me: MemberId) {
    if IS_DUE.replace(true) {
        return;
    }
    let look = move || {
        IS_DUE.set(false);
        let (number, id) = (begin(), chat.with_untracked(|c| c.id));
        spawn_local(async move {
            let Ok(after) = get_open_chat(id).await else { return };
            if let Some(words) = news(&chat.get_untracked(), &after, me).filter(|_| CHANGING.get() == 0) {
                live::toast(Tone::Accent, words, None);
            }
            show(number, &after);
            see(&after);
        });
    };
    set_timeout(look, TOGETHER);
}

/// What is on the screen of somebody who looks at it is not unread.
fn see(chat: &OpenChat) {
    if chat.unread > 0 && document().has_focus().unwrap_or(false) {
        let id = chat.id;
        spawn_local(async move { drop(see_chat(id).await) });
    }
}

fn begin() -> u64 {
    LOOKS.set(LOOKS.get() + 1);
    LOOKS.get()
}

fn show(number: u64, after: &OpenChat) {
    if number == LOOKS.get() {
        SHOWN.with_borrow(Clone::clone).iter().for_each(|shown| shown.set(after.clone()));
    }
}

/// Sends a change and shows the outcome, or says why it was refused.
pub fn change(sending: impl Future<Output = Result<OpenChat>> + 'static) {
    CHANGING.set(CHANGING.get() + 1);
    spawn_local(async move {
        match sending.await {
            Ok(after) => show(begin(), &after),
            Err(error) => live::toast(Tone::Bad, error.to_string(), None),
        }
        CHANGING.set(CHANGING.get() - 1);
    });
}
