//! What keeps the page of an order, or a list of orders, as things are now, for a customer or partner who is signed in.

use crate::fresh::look_soon;
use crate::live::{self, Heard};
use leptos::prelude::*;
use stoa::event::Topic;
use stoa::kernel::ids::MemberId;

/// Shows the part of this page with the id `part` anew whenever something happened that concerns this person. Guests have no islands: `wait.js` looks
/// for them.
#[island]
pub fn KeepOrder(member: MemberId, part: String) -> impl IntoView {
    Effect::new(move |_| {
        let part = part.clone();
        live::watch(Topic::Person(member), 0, move |heard| match heard {
            // Something may have changed since the page was made, or while the connection was lost.
            Heard::Changed { .. } | Heard::CaughtUp { .. } => look_soon(&part),
            _ => {}
        })
    });
}
