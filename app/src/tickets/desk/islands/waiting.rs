//! How many tickets wait for somebody: the number in the rail and in the page's title.

use crate::layout::RAIL_COUNT;
use crate::live;
use crate::live::Heard;
use crate::tickets::desk::api::get_tallies;
use crate::tickets::desk::state::Tallies;
use crate::ui::Count;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use stoa::event::Topic;
use stoa::kernel::ids::BusinessId;

thread_local! {
    static SHOWN: RefCell<Option<RwSignal<Tallies>>> = const { RefCell::new(None) };
    static IS_DUE: Cell<bool> = const { Cell::new(false) };
}

/// A list that reads the numbers anyway tells them here.
pub fn tell(now: Tallies) {
    if let Some(shown) = SHOWN.with_borrow(|shown| *shown) {
        shown.set(now);
    }
}

/// The number of unassigned tickets; `alone` where no list keeps it.
#[island]
pub fn WaitingCount(start: Tallies, business: BusinessId, alone: bool) -> impl IntoView {
    let tallies = RwSignal::new(start);
    Effect::new(move |_| SHOWN.set(Some(tallies)));
    Effect::new(move |_| title(tallies.get().unassigned));
    Effect::new(move |_| alone.then(|| live::watch(Topic::Desk(business), 0, look_soon)));
    view! { {move || view! { <Count count=u32::try_from(tallies.get().unassigned).unwrap_or_default() of="unassigned" urgent=true cap=99 class=RAIL_COUNT /> }} }
}

fn look_soon(heard: &Heard) {
    if !matches!(heard, Heard::Changed { .. } | Heard::CaughtUp { .. }) || IS_DUE.replace(true) {
        return;
    }
    let look = || {
        IS_DUE.set(false);
        spawn_local(async {
            if let Ok(now) = get_tallies().await {
                tell(now);
            }
        });
    };
    set_timeout(look, Duration::from_millis(200));
}

/// `(4) Inbox · Stoa`.
fn title(count: i64) {
    let page = document();
    let bare = page.title();
    let bare = bare.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map_or(bare.as_str(), |(_, rest)| rest).to_owned();
    page.set_title(&if count > 0 { format!("({count}) {bare}") } else { bare });
}
