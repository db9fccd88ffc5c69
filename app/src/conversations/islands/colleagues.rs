//! Colleagues who have the same ticket or chat open: their faces, and whether they look or type.

use crate::conversations::Room;
use crate::conversations::around::{Around, Colleague};
use crate::live::{self, Heard};
use crate::ui::{Avatar, Size};
use leptos::prelude::*;
use std::time::Duration;
use stoa::event::Topic;

/// How often it is looked whether somebody has fallen silent.
const TICK: Duration = Duration::from_secs(1);
/// Faces that are shown; the words name the rest.
const FACES: usize = 4;

/// A line in the head of what is open. Empty while nobody else is there, and where there is no script.
#[component]
pub fn Colleagues(room: Room) -> impl IntoView {
    let around = RwSignal::new(Around::default());
    Effect::new(move |_| {
        set_interval(
            move || {
                if around.with_untracked(|a| !a.all().is_empty()) {
                    around.update(|a| a.expire(live::server_now()));
                }
            },
            TICK,
        );
        live::watch(Topic::Colleagues(room.talk), 0, move |heard| {
            hear(around, room, heard);
        })
    });
    let words = Memo::new(move |_| around.with(Around::words));
    let faces = Memo::new(move |_| around.with(|a| a.all().iter().take(FACES).map(|c: &Colleague| c.name.clone()).collect::<Vec<_>>()));
    view! {
        <p id="colleagues" role="status" class="mt-1 flex min-w-0 items-center gap-1.5 text-sm font-medium text-accent empty:hidden">
            {move || {
                let words = Some(words.get()).filter(|w| !w.is_empty())?;
                Some(view! {
                    <span aria-hidden="true" class="flex flex-none -space-x-1.5">
                        {faces.get().into_iter().map(|name| view! { <Avatar name size=Size::Small class="ring-2 ring-panel" /> }).collect_view()}
                    </span>
                    <span class="min-w-0 truncate">{words}</span>
                })
            }}
        </p>
    }
    .into_any()
}

fn hear(around: RwSignal<Around>, room: Room, heard: &Heard) {
    let now = live::server_now();
    let is_here = |conversation| [room.talk, room.notes].contains(conversation);
    match heard {
        Heard::Looking { conversation, member, name, here, .. } if *conversation == room.talk && *member != room.me => {
            around.try_update(|a| a.look(*member, name, *here, now));
        }
        Heard::Typing { conversation, member, name, .. } if is_here(conversation) && ![room.me, room.asker].contains(member) => {
            around.try_update(|a| a.types(*member, name, *conversation == room.notes, now));
        }
        Heard::Message { conversation, message } if is_here(conversation) => {
            if let Some(sender) = message.sender {
                around.try_update(|a| a.said(sender));
            }
        }
        _ => {}
    }
}
