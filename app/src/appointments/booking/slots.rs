//! Days with their free times: every time is a button of one form, so that choosing one needs no script.

use super::clocks::Moment;
use crate::ui::*;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use stoa::appointments::model::{DaySlots, Slot};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// So many days are on one page.
pub const DAYS: u64 = 14;

/// The day from which on times are shown: that of the address, but none that is over.
pub fn first(typed: Option<String>, zone: &Zone, now: Timestamp) -> NaiveDate {
    let today = zone.day(now);
    let last = today.checked_add_days(Days::new(400)).unwrap_or(today);
    typed.and_then(|text| text.parse().ok()).unwrap_or(today).clamp(today, last)
}

/// Free times as buttons named `starts_at`; `hidden` is what else the form sends.
#[component]
pub fn Slots(days: Vec<DaySlots>, zone: Zone, now: Timestamp, action: String, hidden: Vec<(&'static str, String)>) -> impl IntoView {
    if days.is_empty() {
        return view! { <Empty glyph=Glyph::Calendar text="Nothing is free in these two weeks. Look at later days, or ask us." /> }.into_any();
    }
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    let days = days
        .into_iter()
        .map(|day| {
            let heading = day.slots.first().map(|slot| zone.day_words(slot.at, now)).unwrap_or_default();
            let (id, zone) = (format!("day-{}", day.day), zone.clone());
            let named = id.clone();
            let times = day.slots.into_iter().map(move |slot| view! { <Time free=slot zone=zone.clone() /> }).collect_view();
            view! {
                <section aria-labelledby=named class="border-b border-line py-4 last:border-b-0">
                    <h2 id=id class="mb-2.5 text-md font-semibold">{heading}</h2>
                    <div class="grid grid-cols-3 gap-2 sm:grid-cols-5 lg:grid-cols-8">{times}</div>
                </section>
            }
        })
        .collect_view();
    view! { <form method="post" action=action>{hidden} {days}</form> }.into_any()
}

#[component]
fn Time(free: Slot, zone: Zone) -> impl IntoView {
    let (at, words) = (free.at, zone.clock(free.at));
    view! {
        <button
            name="starts_at"
            value=at.0.to_string()
            class="min-h-11 rounded-md border border-line-strong bg-raised px-2 font-semibold tabular-nums hover:border-accent hover:bg-accent-soft"
        >
            <Moment at zone words />
        </button>
    }
    .into_any()
}

/// The way to earlier and to later days; `base` is the address without a day, with `?` in it.
#[component]
pub fn Weeks(base: String, first: NaiveDate, today: NaiveDate) -> impl IntoView {
    let day = |at: Option<NaiveDate>| at.map(|day| format!("{base}from={day}"));
    let earlier = (first > today).then(|| first.checked_sub_days(Days::new(DAYS)).map(|day| day.max(today))).flatten();
    let later = first.checked_add_days(Days::new(DAYS));
    view! { <Pages newer=day(earlier) newer_label="Earlier days" older=day(later) older_label="Later days" /> }.into_any()
}
