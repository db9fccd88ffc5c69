//! Times for whoever reads them: `times.js` says each also in the reader's zone and lets the ten minutes run. Without it the words of the server stand.

use crate::routes;
use leptos::prelude::*;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// A moment at the business, in `words`.
#[component]
pub fn Moment(at: Timestamp, zone: Zone, words: String) -> impl IntoView {
    let clock = format!("{} {}", zone.day(at), zone.clock(at));
    view! { <span data-at=at.0.to_string() data-clock=clock>{words}</span> }
}

/// Where the reader's clock differs, says so. Once on a page with moments.
#[component]
pub fn YourTimes(place: String) -> impl IntoView {
    view! {
        <p data-place=place class="mt-2 text-sm text-muted empty:hidden"></p>
        <script src=routes::TIMES_SCRIPT defer></script>
    }
}

/// For how long a time is still kept, on a page with [`YourTimes`].
#[component]
pub fn HoldClock(until: Timestamp, now: Timestamp, zone: Zone) -> impl IntoView {
    let (left, clock) = (until.since(now).max(0) / 1000, zone.clock(until));
    let words = format!("Kept for you for {}:{:02} minutes, until {clock}.", left / 60, left % 60);
    view! {
        <p role="timer" data-until=until.0.to_string() data-now=now.0.to_string() data-clock=clock class="mt-4 text-sm text-muted tabular-nums">{words}</p>
    }
}
