//! The composer goes when nobody can write in its talk any more, and comes back when one can again.

use crate::conversations::api::list_messages;
use crate::live::{self, Heard};
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use leptos::task::spawn_local;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::ConversationId;

/// `children`, the composer, while one can write in the talk; then `note`, which says why nobody can, with the way on.
#[island]
pub fn UntilClosed(
    talk: ConversationId,
    /// The number of its last message when the page was made.
    head: i64,
    /// Whether it was closed then.
    closed: bool,
    note: String,
    /// Where it goes on: words and address.
    link: Option<(String, String)>,
    /// Where the note stands.
    class: String,
    children: Children,
) -> impl IntoView {
    let is_closed = RwSignal::new(closed);
    Effect::new(move |_| {
        let mut caught_up = false;
        let heard = live::watch(Topic::Conversation(talk), head, move |heard| match heard {
            Heard::Changed { hints, .. } if hints.iter().any(|hint| matches!(hint.what, Subject::Frozen | Subject::Thawed)) => look(talk, is_closed),
            // After a lost connection it may have been missed.
            Heard::CaughtUp { .. } if !std::mem::replace(&mut caught_up, true) => {}
            Heard::CaughtUp { .. } | Heard::Resync { .. } => look(talk, is_closed),
            _ => {}
        });
        on_cleanup(move || drop(heard));
    });
    let ending = move || {
        let way =
            link.clone().map(|(words, href)| view! { <a href=href class="rounded-xs font-semibold text-accent underline underline-offset-2">{words}</a> });
        is_closed.get().then(|| {
            view! {
                <p class=format!("flex flex-none items-center gap-2 rounded-md border border-line bg-panel px-4 py-3 text-sm text-muted {class}")>
                    <Icon glyph=Glyph::Lock class="size-4 flex-none" />
                    <span>{note.clone()} " " {way}</span>
                </p>
            }
        })
    };
    view! {
        <div class=move || if is_closed.get() { "hidden" } else { "contents" }>{children()}</div>
        <div role="status" class="contents">{ending}</div>
    }
}

fn look(talk: ConversationId, is_closed: RwSignal<bool>) {
    spawn_local(async move {
        if let Ok(history) = list_messages(talk, None).await {
            is_closed.try_set(history.is_frozen);
        }
    });
}
