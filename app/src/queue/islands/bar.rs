//! A shift in the grid: a bar that is moved, and its two ends, each a slider for the keys.

use super::fields;
use super::grid::{BAR, Part, ROW, TOP, Week, across, under};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use stoa::businesses::day::{self, Edge, STEP};
use stoa::businesses::rules::DAYS;

/// How wide the end of a bar is to be hit.
const END: i32 = 9;

/// The bar of shift `n` of a day.
#[component]
pub(super) fn Bar(week: Week, day: usize, n: usize) -> impl IntoView {
    let y = TOP + day as i32 * ROW + 4;
    let x = move || week.at(day, n).map_or(0, |i| across(i.start));
    let width = move || week.at(day, n).map_or(0, |i| (across(i.end) - across(i.start)).max(2));
    let grab = move |event: PointerEvent| {
        let (Some((minute, _)), Some(shift)) = (under(&event), untrack(|| week.at(day, n))) else { return };
        if week.is_awake.get_untracked() {
            event.stop_propagation();
            week.hold(day, n, Part::Whole(minute - i32::from(shift.start)));
        }
    };
    let ends = move || {
        week.is_awake.get().then(|| {
            view! {
                <End week day n edge=Edge::Start />
                <End week day n edge=Edge::End />
            }
        })
    };
    view! {
        <rect
            x=move || x().to_string()
            y=y.to_string()
            width=move || width().to_string()
            height=BAR.to_string()
            rx="3"
            fill="currentColor"
            class=move || if week.is_awake.get() { "cursor-grab" } else { "" }
            on:pointerdown=grab
            on:dblclick=move |_| remove(week, day, n)
        />
        {ends}
    }
}

/// An end of a bar.
#[component]
fn End(week: Week, day: usize, n: usize, edge: Edge) -> impl IntoView {
    let (y, is_start) = (TOP + day as i32 * ROW + 4, edge == Edge::Start);
    let minute = move || week.at(day, n).map_or(0, |i| if is_start { i.start } else { i.end });
    let x = move || across(minute()) - if is_start { 2 } else { END - 2 };
    let (word, which) = if is_start { ("start", "begins") } else { ("end", "ends") };
    let key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => i32::from(STEP),
            "ArrowLeft" | "ArrowDown" => -i32::from(STEP),
            "PageUp" => 60,
            "PageDown" => -60,
            "Delete" | "Backspace" => {
                event.prevent_default();
                return remove(week, day, n);
            }
            _ => return,
        };
        event.prevent_default();
        let (is_whole, now) = (event.shift_key(), i32::from(untrack(minute)));
        week.change(day, |intervals| match intervals.get(n).map(|i| i32::from(i.start)) {
            Some(start) if is_whole => day::shift(intervals, n, start + by),
            _ => day::resize(intervals, n, edge, now + by),
        });
    };
    view! {
        <rect
            id=format!("shift-{day}-{n}-{word}")
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=format!("Shift {} on {} {which}", n + 1, DAYS[day].1)
            aria-valuemin="0"
            aria-valuemax="1440"
            aria-valuenow=move || minute().to_string()
            aria-valuetext=move || format!("{:02}:{:02}", minute() / 60, minute() % 60)
            x=move || x().to_string()
            y=y.to_string()
            width=END.to_string()
            height=BAR.to_string()
            rx="3"
            class="cursor-ew-resize fill-transparent hover:fill-ink/20 focus-visible:fill-ink/20"
            on:pointerdown=move |event: PointerEvent| {
                event.stop_propagation();
                week.hold(day, n, Part::Edge(edge));
            }
            on:keydown=key
        />
    }
}

/// Takes a shift away, and goes on from its day.
fn remove(week: Week, day: usize, n: usize) {
    week.change(day, |intervals| {
        if n < intervals.len() {
            intervals.remove(n);
        }
    });
    fields::focus(&format!("add-{day}"));
}
