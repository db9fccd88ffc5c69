//! What the visitor is typing, before it is sent: where the business allows staff to read along.

use crate::live::{self, Heard};
use crate::ui::TypingLine;
use leptos::prelude::*;
use std::time::Duration;
use stoa::event::Topic;
use stoa::kernel::ids::{BusinessId, ConversationId};
use stoa::kernel::time::Timestamp;

/// What was typed is forgotten this long after the last sign of it.
const SHOWN: Duration = Duration::from_secs(6);

/// A line above the composer with what is being typed in this talk, which had come to number `head` when the page was made.
#[island]
pub fn VisitorTyping(talk: ConversationId, head: i64, business: BusinessId) -> impl IntoView {
    let typed = RwSignal::new(None::<(String, String, Timestamp)>);
    Effect::new(move |_| {
        let typing = live::watch(Topic::Desk(business), 0, move |heard| match heard {
            Heard::Typing { conversation, name, text: Some(text), .. } if *conversation == talk => {
                let now = live::server_now();
                typed.try_set(Some((name.clone(), text.clone(), now)));
                let over = move || _ = typed.try_update(|t| _ = t.take_if(|(.., since)| *since <= now));
                set_timeout(over, SHOWN);
            }
            _ => {}
        });
        // What is sent is no longer typed.
        let said = live::watch(Topic::Conversation(talk), head, move |heard| {
            if matches!(heard, Heard::Message { .. }) {
                typed.try_set(None);
            }
        });
        (typing, said)
    });
    view! {
        {move || {
            let (name, preview, _) = typed.get().filter(|(_, text, _)| !text.trim().is_empty())?;
            Some(view! { <div id="typed" class="max-h-24 flex-none overflow-hidden px-4 pb-2 md:px-5"><TypingLine name preview /></div> })
        }}
    }
}
