//! Clocks that tick.

use super::faces::face;
use crate::live;
use crate::ui::{TimerBadge, TimerBar, TimerFace, TimerRing};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use stoa::kernel::time::Timestamp;
use stoa::sla::model::Deadline;

/// How a clock is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TimerForm {
    /// An icon and words, for rows.
    Badge,
    /// The same with the name of the clock.
    Named,
    /// Name, words and a bar, for side panels.
    Bar,
    /// A ring, a promise and what else is known, for customers.
    Ring {
        /// "We aim to solve this by 10:40 tomorrow".
        promise: String,
        /// "Amina replied in 7 m".
        note: String,
    },
}

/// A clock of a ticket that ticks by itself. `now` is when the page was made.
#[island]
pub fn SlaTimer(deadline: Deadline, now: Timestamp, form: TimerForm) -> impl IntoView {
    let now = ticking(now);
    let face = Memo::new(move |_| face(&deadline, now.get()));
    view! { <Timer face form=Signal::stored(form) /> }
}

/// A clock, drawn again whenever it shows something else.
#[component]
pub fn Timer(face: Memo<TimerFace>, form: Signal<TimerForm>) -> impl IntoView {
    move || {
        let face = face.get();
        match form.get() {
            TimerForm::Badge => view! { <TimerBadge face /> }.into_any(),
            TimerForm::Named => view! { <TimerBadge face named=true /> }.into_any(),
            TimerForm::Bar => view! { <TimerBar face /> }.into_any(),
            TimerForm::Ring { promise, note } => view! { <TimerRing face promise note /> }.into_any(),
        }
    }
}

/// The server's time, second by second, beginning with when the page was made.
pub fn ticking(start: Timestamp) -> ReadSignal<Timestamp> {
    let (now, set_now) = signal(start);
    Effect::new(move |_| {
        let handle = set_interval_with_handle(move || set_now.set(live::server_now()), Duration::from_secs(1));
        on_cleanup(move || drop(handle.map(|handle| handle.clear())));
    });
    now
}
