//! A thread on a page that wakes up nothing: for whoever reads it by a link.

use super::bubbles::{Events, Message, Reader};
use super::items::Item;
use super::thread::Thread;
use super::{Side, Start};
use crate::cards::{Dealt, Deck};
use crate::ui::{self, DayLine};
use leptos::prelude::*;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// What a customer reads of a conversation.
#[component]
pub fn StillThread(
    talk: Start,
    /// In whose name they read.
    me: MemberId,
    /// The local time of the business.
    zone: Zone,
    now: Timestamp,
    /// What it is called: "Conversation with Kiln & Leaf".
    label: String,
    /// The link of the order by which they read.
    link: String,
) -> impl IntoView {
    let deck = Deck::new(talk.conversation, Dealt::default(), Side::Customer);
    let thread = Thread::new(me, Some(me), vec![talk]);
    let reader = Reader { me, side: Side::Customer, zone: zone.clone(), deck, link: Some(link) };
    // Nothing of it is ever on its way, and a picture opens as the link it is.
    let (nothing, open) = (Callback::new(drop), Callback::new(drop));
    let draw = |item: Item| match item {
        Item::Day(label) => view! { <DayLine label /> }.into_any(),
        Item::Events(events) => view! { <Events zone=zone.clone() events /> }.into_any(),
        Item::Message(entry) => {
            let status = thread.status(&entry);
            view! { <Message reader=reader.clone() entry=*entry is_note=false status retry=nothing discard=nothing open /> }.into_any()
        }
    };
    let items = thread.items(&zone, now).into_iter().map(draw).collect_view();
    view! { <ui::Thread label>{items}</ui::Thread> }.into_any()
}
