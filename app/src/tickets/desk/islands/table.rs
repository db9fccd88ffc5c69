//! Keeps the table of tickets as things are now.

use crate::fresh::look_soon;
use crate::live::{self, Heard};
use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::BusinessId;

/// The parts of the page that are shown anew: the totals, and the rows.
pub const PARTS: [&str; 2] = ["totals", "found"];

/// A busy desk changes all the time: the table is read again no more often than this.
const PAUSE: Duration = Duration::from_millis(500);

/// Shows the table anew whenever a ticket came or changed. Draws nothing.
#[island]
pub fn KeepTable(business: BusinessId) -> impl IntoView {
    thread_local!(static IS_DUE: Cell<bool> = const { Cell::new(false) });
    Effect::new(move |_| {
        live::watch(Topic::Desk(business), 0, |heard| {
            let matters = match heard {
                Heard::Changed { hints, .. } => hints.iter().any(|hint| hint.what.is_of_a_ticket() || hint.what == Subject::Everything),
                // Something may have changed since the page was made, or while the connection was lost.
                Heard::CaughtUp { .. } => true,
                _ => false,
            };
            if matters && !IS_DUE.replace(true) {
                let look = || {
                    IS_DUE.set(false);
                    PARTS.iter().for_each(|part| look_soon(part));
                };
                set_timeout(look, PAUSE);
            }
        })
    });
}
