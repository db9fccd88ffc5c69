//! What wakes up in the team's talks: the list, and the number in the rail.

use super::api::{count_unread_talks, list_talks};
use crate::layout::RAIL_COUNT;
use crate::live::{self, Heard};
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::time::Duration;
use stoa::event::{Hint, Subject, Topic};
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::talks::model::TalkRow;

/// Hints that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(120);

/// Whether one's own talks changed; those in which one was named.
fn news(heard: &Heard) -> (bool, Vec<ConversationId>) {
    match heard {
        Heard::Changed { hints, .. } => {
            let of = |what: Subject| hints.iter().filter(move |h: &&Hint| h.what == what);
            let named = of(Subject::Mention).map(|h| ConversationId(h.id)).collect();
            (of(Subject::Talk).chain(of(Subject::Mention)).chain(of(Subject::Everything)).next().is_some(), named)
        }
        Heard::CaughtUp { .. } => (true, Vec::new()),
        _ => (false, Vec::new()),
    }
}

/// One's own talks.
#[island]
pub fn TalkLines(start: Vec<TalkRow>, me: MemberId, current: Option<ConversationId>, now: Timestamp) -> impl IntoView {
    thread_local!(static IS_DUE: Cell<bool> = const { Cell::new(false) });
    let (rows, now) = (RwSignal::new(start), RwSignal::new(now));
    Effect::new(move |_| {
        live::watch(Topic::Person(me), 0, move |heard| {
            if !news(heard).0 || IS_DUE.replace(true) {
                return;
            }
            let look = move || {
                IS_DUE.set(false);
                spawn_local(async move {
                    if let Ok(fresh) = list_talks().await {
                        now.try_set(live::server_now());
                        rows.try_set(fresh);
                    }
                });
            };
            set_timeout(look, TOGETHER);
        })
    });
    // A row of another name or size is another row.
    let keys = move || rows.with(|all| all.iter().map(|row| (row.conversation_id, row.name.clone(), row.members.len())).collect::<Vec<_>>());
    let line = move |(id, ..): (ConversationId, String, usize)| {
        let row = Memo::new(move |_| rows.with(|all| all.iter().find(|row| row.conversation_id == id).cloned()));
        let first = row.get_untracked()?;
        let at = Signal::derive(move || row.with(|r| r.as_ref().map_or_else(String::new, |r| short_ago(r.last_message_at, now.get()))));
        let unread = Signal::derive(move || row.with(|r| r.as_ref().map_or(0, |r| u32::try_from(r.unread).unwrap_or_default())));
        let subject = if first.is_direct { "Direct".to_owned() } else { format!("Group of {}", first.members.len()) };
        let preview = move || move || row.with(|r| r.as_ref().map(|r| r.preview.clone()));
        let is_open = current == Some(id);
        Some(view! { <ListRow href=routes::desk_talk(id) name=first.name at subject unread current=is_open preview /> })
    };
    view! {
        <div id="lines" class="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            <For each=keys key=Clone::clone children=line />
            <Show when=move || rows.with(Vec::is_empty)>
                <Empty glyph=Glyph::People text="No talks yet. Write to a colleague, or begin a group." />
            </Show>
        </div>
    }
}

/// In how many talks something waits; a word when one is named.
#[island]
pub fn TalksCount(start: i64, me: MemberId) -> impl IntoView {
    thread_local!(static IS_DUE: Cell<bool> = const { Cell::new(false) });
    let count = RwSignal::new(start);
    Effect::new(move |_| {
        live::watch(Topic::Person(me), 0, move |heard| {
            let (is_news, named) = news(heard);
            for href in named.into_iter().map(routes::desk_talk).filter(|href| window().location().pathname().is_ok_and(|path| path != *href)) {
                live::toast(Tone::Accent, "A colleague named you.".to_owned(), Some(("Open".to_owned(), href)));
            }
            if !is_news || IS_DUE.replace(true) {
                return;
            }
            let look = move || {
                IS_DUE.set(false);
                spawn_local(async move {
                    if let Ok(now) = count_unread_talks().await {
                        count.try_set(now);
                    }
                });
            };
            // What is read on this page is told first.
            set_timeout(look, TOGETHER * 4);
        })
    });
    view! { {move || view! { <Count count=u32::try_from(count.get()).unwrap_or_default() of="unread" cap=99 class=RAIL_COUNT /> }} }
}
