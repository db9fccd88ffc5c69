//! What keeps the page of an order as things are now, for whoever bought.

use crate::admin::islands::look_soon;
use crate::live::{self, Heard};
use leptos::prelude::*;
use std::time::Duration;
use stoa::event::Topic;
use stoa::kernel::ids::MemberId;

/// How often a guest's page is read again while a payment is under way.
const LOOK: Duration = Duration::from_secs(3);

/// Shows the part of this page with the id `part` anew: for a customer who is signed in whenever something happened that concerns them, for a guest, who has
/// no socket here, every few seconds while something in it waits.
#[island]
pub fn KeepOrder(member: Option<MemberId>, part: String) -> impl IntoView {
    Effect::new(move |_| {
        let part = part.clone();
        let Some(member) = member else {
            let waits = format!("#{part} [data-waits]");
            set_interval(
                move || {
                    if document().query_selector(&waits).is_ok_and(|found| found.is_some()) {
                        look_soon(&part);
                    }
                },
                LOOK,
            );
            return None;
        };
        Some(live::watch(Topic::Person(member), 0, move |heard| match heard {
            // Something may have changed since the page was made, or while the connection was lost.
            Heard::Changed { .. } | Heard::CaughtUp { .. } => look_soon(&part),
            _ => {}
        }))
    });
}
