//! The grid itself: a row for each day, what a pointer holds, and the days as they are in this moment.

use super::bar::Bar;
use super::fields;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use stoa::businesses::day::{self, Edge};
use stoa::businesses::rules::{DAYS, format_day};
use stoa::kernel::hours::Interval;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Units of the picture: three minutes are one across; a day is a row. On a phone it is drawn at little more than half of its size, and the words in it larger.
pub(super) const LEFT: i32 = 42;
pub(super) const ROW: i32 = 30;
pub(super) const TOP: i32 = 20;
pub(super) const BAR: i32 = 22;
const WIDTH: i32 = 480;
const RIGHT: i32 = 34;
const PER_UNIT: i32 = 3;

/// What a pointer holds of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An edge.
    Edge(Edge),
    /// The whole, so many minutes after its start.
    Whole(i32),
}

/// What a pointer holds: the day, the shift in it, and which part of that.
type Held = (usize, usize, Part);

/// The days, Monday first, shared by the parts of the grid.
#[derive(Clone, Copy)]
pub(super) struct Week {
    days: RwSignal<Vec<Vec<Interval>>>,
    held: StoredValue<Option<Held>>,
    /// Whether hands can change anything: not before the script is there.
    pub is_awake: RwSignal<bool>,
}

impl Week {
    /// A shift of a day.
    pub fn at(self, day: usize, n: usize) -> Option<Interval> {
        self.days.with(|days| days.get(day)?.get(n).copied())
    }

    fn count(self, day: usize) -> usize {
        self.days.with(|days| days.get(day).map_or(0, Vec::len))
    }

    /// Changes a day, here and in its field.
    pub fn change<T>(self, day: usize, by: impl FnOnce(&mut Vec<Interval>) -> T) -> Option<T> {
        let mut intervals = self.days.with_untracked(|days| days.get(day).cloned())?;
        let outcome = by(&mut intervals);
        fields::write(day, &intervals);
        self.days.update(|days| days[day] = intervals);
        Some(outcome)
    }

    /// A pointer takes hold of a part.
    pub fn hold(self, day: usize, n: usize, part: Part) {
        self.held.set_value(Some((day, n, part)));
    }

    fn drag(self, minute: i32) {
        let Some((of, n, part)) = self.held.get_value() else { return };
        self.change(of, |intervals| match part {
            Part::Edge(edge) => day::resize(intervals, n, edge, minute),
            Part::Whole(after) => day::shift(intervals, n, minute - after),
        });
    }

    /// Takes a day as its field says it; what cannot be read yet stays as it was.
    fn take(self, day: usize) {
        if let Some(read) = fields::read(day) {
            self.days.update(|days| days[day] = read);
        }
    }
}

/// Where a minute is across.
pub(super) fn across(minute: u16) -> i32 {
    LEFT + i32::from(minute) / PER_UNIT
}

/// The minute under a pointer, and the row; the picture may be drawn at any size.
pub(super) fn under(event: &PointerEvent) -> Option<(i32, usize)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let picture = target.closest("svg").ok()??.get_bounding_client_rect();
    let scale = f64::from(LEFT + WIDTH + RIGHT) / picture.width();
    let x = (f64::from(event.client_x()) - picture.left()) * scale;
    let y = (f64::from(event.client_y()) - picture.top()) * scale;
    let row = ((y - f64::from(TOP)) / f64::from(ROW)).max(0.0) as usize;
    Some((((x - f64::from(LEFT)) * f64::from(PER_UNIT)) as i32, row.min(DAYS.len() - 1)))
}

/// A week that can be changed by hand: bars are moved, their edges dragged, new ones drawn in an empty place; arrow keys do the same.
#[island]
pub fn WeekGrid(days: Vec<Vec<Interval>>) -> impl IntoView {
    let week = Week { days: RwSignal::new(days), held: StoredValue::new(None), is_awake: RwSignal::new(false) };
    Effect::new(move |_| {
        // What was typed before the script was there, too.
        (0..DAYS.len()).for_each(|day| week.take(day));
        week.is_awake.set(true);
        let typing = window_event_listener(leptos::ev::input, move |event| {
            if let Some(day) = fields::typed_into(&event) {
                week.take(day);
            }
        });
        on_cleanup(move || typing.remove());
    });
    let label = move || {
        let said = |days: &Vec<Vec<Interval>>| {
            let said = DAYS.iter().zip(days).filter(|(_, day)| !day.is_empty()).map(|((_, label), day)| format!("{label} {}", format_day(day)));
            said.collect::<Vec<_>>().join("; ")
        };
        let said = week.days.with(said);
        if said.is_empty() { "No shifts".to_owned() } else { format!("Shifts: {said}") }
    };
    let moved = move |event: PointerEvent| {
        if let Some((minute, _)) = under(&event).filter(|_| week.held.with_value(Option::is_some)) {
            week.drag(minute);
        }
    };
    let down = move |event: PointerEvent| {
        let Some((minute, day)) = under(&event).filter(|(minute, _)| week.is_awake.get_untracked() && (0..1440).contains(minute)) else { return };
        if let Some(Some(n)) = week.change(day, |intervals| day::add(intervals, minute)) {
            week.hold(day, n, Part::Edge(Edge::End));
        }
    };
    let release = move |_: PointerEvent| week.held.set_value(None);
    let hours = (0..=24_u16)
        .step_by(6)
        .map(|hour| {
            let x = across(hour * 60);
            view! {
                <path d=format!("M{x} 18V{}", TOP + 7 * ROW) class="stroke-line" stroke-width="1" />
                <text x=x.to_string() y="14" text-anchor="middle" class="fill-faint text-2xs tabular-nums max-sm:text-lg">{format!("{hour:02}")}</text>
            }
        })
        .collect_view();
    let rows = (0..DAYS.len()).map(|day| view! { <Day week day /> }).collect_view();
    let hint = move || {
        if week.is_awake.get() {
            "Drag a bar or its ends, or press where it is empty. With the keys: arrows, with Shift for the whole shift, Delete."
        } else {
            ""
        }
    };
    view! {
        <div class="max-w-xl">
            <svg
                role=move || if week.is_awake.get() { "group" } else { "img" }
                aria-label=label
                viewBox=format!("0 0 {} {}", LEFT + WIDTH + RIGHT, TOP + 7 * ROW + 2)
                class="w-full touch-pan-y text-accent select-none"
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=release
                on:pointerleave=release
                on:pointercancel=release
            >
                {hours}
                {rows}
            </svg>
            <p class="mt-1 text-sm text-muted empty:hidden">{hint}</p>
        </div>
    }
}

/// A row: the name of the day, its bars, and a button for one more.
#[component]
fn Day(week: Week, day: usize) -> impl IntoView {
    let (name, top) = (DAYS[day].1, TOP + day as i32 * ROW);
    let add = move || {
        if let Some(Some(n)) = week.change(day, day::add_anywhere) {
            request_animation_frame(move || fields::focus(&format!("shift-{day}-{n}-start")));
        }
    };
    let button = move || {
        week.is_awake.get().then(|| {
            view! {
                <g
                    id=format!("add-{day}")
                    tabindex="0"
                    role="button"
                    aria-label=format!("Add a shift on {name}")
                    class="cursor-pointer text-muted hover:text-ink"
                    transform=format!("translate({} {top})", LEFT + WIDTH + 6)
                    on:pointerdown=move |event: PointerEvent| {
                        event.stop_propagation();
                        event.prevent_default();
                        add();
                    }
                    on:keydown=move |event: KeyboardEvent| {
                        if matches!(event.key().as_str(), "Enter" | " ") {
                            event.prevent_default();
                            add();
                        }
                    }
                >
                    <rect y="4" width="24" height=BAR.to_string() rx="4" class="fill-transparent" />
                    <path d="M12 10v10M7 15h10" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
                </g>
            }
        })
    };
    view! {
        <text x="0" y=(top + 19).to_string() class="fill-muted text-2xs max-sm:text-lg">{&name[..3]}</text>
        <rect x=LEFT.to_string() y=(top + 4).to_string() width=WIDTH.to_string() height=BAR.to_string() rx="3" class="fill-sunk" />
        <For each=move || 0..week.count(day) key=|n| *n let(n)>
            <Bar week day n />
        </For>
        {button}
    }
}
