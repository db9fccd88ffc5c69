//! The numbers of this moment in live chat, kept up to date.

use crate::chats::desk::api::get_chats_right_now;
use crate::chats::desk::face::tab_href;
use crate::live::{self, Heard};
use crate::ui::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use stoa::chats::views::{RightNow, Tab};
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::BusinessId;

/// What comes together is answered by one look: people come and go all the time.
const TOGETHER: Duration = Duration::from_millis(500);

thread_local! {
    static SHOWN: RefCell<Vec<RwSignal<RightNow>>> = const { RefCell::new(Vec::new()) };
    static IS_DUE: Cell<bool> = const { Cell::new(false) };
}

/// Cards, of which those that have a list lead to it; `compact` on a phone, where the tabs count the chats already: how many people are connected.
#[island]
pub fn ChatsRightNow(start: RightNow, business: BusinessId, compact: bool) -> impl IntoView {
    let now = RwSignal::new(start);
    Effect::new(move |_| {
        let is_first = SHOWN.with_borrow_mut(|all| {
            all.push(now);
            all.len() == 1
        });
        is_first.then(|| live::watch(Topic::Desk(business), 0, hear))
    });
    let (active, waiting, connected) =
        (Memo::new(move |_| now.with(|n| n.active)), Memo::new(move |_| now.with(|n| n.waiting)), Memo::new(move |_| now.with(|n| n.connected)));
    if compact {
        return view! { <SmallFigure label="Connected" value=move || connected.get().to_string() /> }.into_any();
    }
    view! {
        <Stats label="Live chat right now">
            {move || view! { <Stat label="Open chats" value=active.get().to_string() href=tab_href(Tab::Active) /> }}
            {move || {
                let tone = if waiting.get() > 0 { Tone::Warn } else { Tone::Neutral };
                view! { <Stat label="Waiting" value=waiting.get().to_string() tone href=tab_href(Tab::Waiting) /> }
            }}
            {move || view! { <Stat label="People connected" value=connected.get().to_string() /> }}
        </Stats>
    }
    .into_any()
}

/// A number in a row of them.
#[component]
pub fn SmallFigure(label: &'static str, #[prop(into)] value: Signal<String>) -> impl IntoView {
    view! {
        <span class="whitespace-nowrap">
            {label} " " <b class="font-semibold text-ink tabular-nums">{value}</b>
        </span>
    }
}

fn hear(heard: &Heard) {
    let matters = match heard {
        Heard::Changed { hints, .. } => {
            hints.iter().any(|h| matches!(h.what, Subject::NewChat | Subject::Chat | Subject::ChatWaits | Subject::ChatGiven | Subject::Everything))
        }
        Heard::CaughtUp { .. } | Heard::Presence { .. } => true,
        _ => false,
    };
    if !matters || IS_DUE.replace(true) {
        return;
    }
    let look = || {
        IS_DUE.set(false);
        spawn_local(async {
            if let Ok(fresh) = get_chats_right_now().await {
                SHOWN.with_borrow(Clone::clone).iter().for_each(|shown| _ = shown.try_set(fresh));
            }
        });
    };
    set_timeout(look, TOGETHER);
}
