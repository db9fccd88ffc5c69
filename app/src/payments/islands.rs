//! What keeps the payment of an order as it is now, for a customer who is signed in.

use crate::admin::islands::look_soon;
use crate::live::{self, Heard};
use leptos::prelude::*;
use stoa::event::Topic;
use stoa::kernel::ids::MemberId;

/// Shows the part of this page with the id `part` anew whenever something happened that concerns this customer. Guests have no socket: their page is
/// read again every few seconds while they wait.
#[island]
pub fn KeepPayment(member: MemberId, part: String) -> impl IntoView {
    Effect::new(move |_| {
        let (part, mut is_here) = (part.clone(), false);
        live::watch(Topic::Person(member), 0, move |heard| match heard {
            // The first time the page is as new as the topic; later on the connection was lost in between.
            Heard::CaughtUp { .. } if !is_here => is_here = true,
            Heard::Changed { .. } | Heard::CaughtUp { .. } => look_soon(&part),
            _ => {}
        })
    });
}
