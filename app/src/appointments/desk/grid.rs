//! Columns of hours with the appointments in them, drawn on the server. Heights are real time, so that a day on which clocks jump is as long as it is.

use super::state_tone;
use crate::routes;
use chrono::{NaiveDate, NaiveTime, Timelike};
use leptos::prelude::*;
use stoa::appointments::model::{Entry, State};
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

const HOUR: i64 = 3_600_000;
/// The hours that are always shown.
const USUAL: (u32, u32) = (8, 18);
/// Places are classes, as the security policy allows no styles in pages: an hour is twelve units high, five minutes are one.
const TOPS: [&str; 12] = ["top-0", "top-1", "top-2", "top-3", "top-4", "top-5", "top-6", "top-7", "top-8", "top-9", "top-10", "top-11"];
/// Heights up to two hours, in steps of five minutes.
const HEIGHTS: [&str; 24] = [
    "h-1", "h-2", "h-3", "h-4", "h-5", "h-6", "h-7", "h-8", "h-9", "h-10", "h-11", "h-12", "h-13", "h-14", "h-15", "h-16", "h-17", "h-18", "h-19", "h-20",
    "h-21", "h-22", "h-23", "h-24",
];
/// Heights above, in quarters of an hour.
const LONG: [&str; 40] = [
    "h-27", "h-30", "h-33", "h-36", "h-39", "h-42", "h-45", "h-48", "h-51", "h-54", "h-57", "h-60", "h-63", "h-66", "h-69", "h-72", "h-75", "h-78", "h-81",
    "h-84", "h-87", "h-90", "h-93", "h-96", "h-99", "h-102", "h-105", "h-108", "h-111", "h-114", "h-117", "h-120", "h-123", "h-126", "h-129", "h-132", "h-135",
    "h-138", "h-141", "h-144",
];

/// A column of the calendar.
#[derive(Clone, Debug)]
pub struct Column {
    /// Whose it is; nobody's for a day of everybody.
    pub staff: Option<MemberId>,
    /// What stands above it.
    pub label: String,
    /// Its day.
    pub day: NaiveDate,
    /// What is in it, in order.
    pub entries: Vec<Entry>,
}

/// The columns side by side. With `names` each appointment says who does it.
#[component]
pub fn Grid(columns: Vec<Column>, zone: Zone, now: Timestamp, names: bool) -> impl IntoView {
    let (first, last) = hours(&columns, &zone);
    let labels = (first..last)
        .map(|hour| view! { <div class="relative h-12"><span class="absolute -top-2 right-2 text-2xs text-faint tabular-nums">{format!("{hour:02}:00")}</span></div> })
        .collect_view();
    let heads = columns
        .iter()
        .map(|c| view! { <div class="min-w-36 flex-1 truncate border-s border-line px-2 py-1.5 text-sm font-semibold">{c.label.clone()}</div> })
        .collect_view();
    let bodies = columns.into_iter().map(|column| view! { <Body column zone=zone.clone() now hours=(first, last) names /> }).collect_view();
    view! {
        <div class="overflow-x-auto rounded-md border border-line bg-panel shadow-card" tabindex="0" role="region" aria-label="Appointments">
            <div class="flex border-b border-line ps-14">{heads}</div>
            <div class="flex pt-2">
                <div aria-hidden="true" class="w-14 flex-none">{labels}</div>
                {bodies}
            </div>
        </div>
    }
    .into_any()
}

/// From which hour to which the columns go: the usual ones, and those of everything that is in them.
fn hours(columns: &[Column], zone: &Zone) -> (u32, u32) {
    let hour = |at: Timestamp| zone.field(at).get(11..13).and_then(|text| text.parse::<u32>().ok()).unwrap_or(0);
    let all = || columns.iter().flat_map(|c| c.entries.iter().map(move |e| (c.day, e)));
    let first = all().map(|(day, e)| if zone.day(e.starts_at) < day { 0 } else { hour(e.starts_at) }).chain([USUAL.0]).min().unwrap_or(USUAL.0);
    let last = all().map(|(day, e)| if zone.day(e.ends_at.plus_ms(-1)) > day { 24 } else { hour(e.ends_at.plus_ms(-1)) + 1 }).chain([USUAL.1]).max();
    (first, last.unwrap_or(USUAL.1).min(24))
}

#[component]
fn Body(column: Column, zone: Zone, now: Timestamp, hours: (u32, u32), names: bool) -> impl IntoView {
    let start = NaiveTime::from_hms_opt(hours.0, 0, 0).unwrap_or(NaiveTime::MIN);
    let from = zone.moment(column.day.and_time(start));
    let to = from.plus_ms(i64::from(hours.1 - hours.0) * HOUR);
    let lanes = lanes(&column.entries);
    let wide = lanes.iter().max().map_or(1, |most| most + 1);
    let mut entries: Vec<(Entry, usize)> = column.entries.into_iter().zip(lanes).collect();
    let cells = (0..i64::from(hours.1 - hours.0))
        .map(|n| {
            let (begin, end) = (from.plus_ms(n * HOUR), from.plus_ms((n + 1) * HOUR));
            // What began before the first hour stands at its top.
            let (here, later): (Vec<_>, Vec<_>) = std::mem::take(&mut entries).into_iter().partition(|(e, _)| e.starts_at < end);
            entries = later;
            let blocks = here.into_iter().map(|(entry, lane)| view! { <Block entry zone=zone.clone() begin lane wide names /> }).collect_view();
            let line = (begin..end).contains(&now).then(|| {
                let class = format!("pointer-events-none absolute inset-x-0 z-10 border-t-2 border-bad {}", top(begin, now));
                view! { <div class=class></div> }
            });
            view! { <div class="relative h-12 border-t border-line">{blocks} {line}</div> }
        })
        .collect_view();
    let whose = column.staff.map_or(0, |id| id.0).to_string();
    view! {
        <div
            role="group"
            aria-label=column.label
            data-column=whose
            data-from=from.0.to_string()
            data-to=to.0.to_string()
            data-minute=(start.hour() * 60).to_string()
            class="relative min-w-36 flex-1 border-s border-line"
        >
            {cells}
        </div>
    }
    .into_any()
}

/// How far down in its hour something begins.
fn top(hour: Timestamp, at: Timestamp) -> &'static str {
    TOPS[usize::try_from(at.since(hour) * 12 / HOUR).unwrap_or(0).min(TOPS.len() - 1)]
}

/// How many steps of five minutes something is high that takes so long; what is short can still be read.
fn units(ms: i64) -> usize {
    usize::try_from(ms * 12 / HOUR).unwrap_or(0).max(4)
}

/// How high that is.
fn height(units: usize) -> &'static str {
    if units <= HEIGHTS.len() { HEIGHTS[units - 1] } else { LONG[((units - HEIGHTS.len()).div_ceil(3) - 1).min(LONG.len() - 1)] }
}

/// How many lines of 14 pixels fit into it: a step is four pixels high, and the edges take six.
fn lines(units: usize) -> usize {
    ((units * 4).saturating_sub(6) / 14).max(1)
}

/// Where one of several stands that are at once.
fn side(lane: usize, wide: usize) -> &'static str {
    match (wide, lane) {
        (1, _) => "inset-x-0.5",
        (2, 0) => "left-0 w-1/2",
        (2, _) => "left-1/2 w-1/2",
        (3, 0) => "left-0 w-1/3",
        (3, 1) => "left-1/3 w-1/3",
        (3, _) => "left-2/3 w-1/3",
        (_, 0) => "left-0 w-1/4",
        (_, 1) => "left-1/4 w-1/4",
        (_, 2) => "left-2/4 w-1/4",
        _ => "left-3/4 w-1/4",
    }
}

/// Side by side where several are at once: the lane of each.
fn lanes(entries: &[Entry]) -> Vec<usize> {
    let mut ends: Vec<Timestamp> = Vec::new();
    let lane = |e: &Entry| match ends.iter().position(|end| *end <= e.starts_at) {
        Some(free) => {
            ends[free] = e.ends_at;
            free
        }
        None => {
            ends.push(e.ends_at);
            ends.len() - 1
        }
    };
    entries.iter().map(lane).collect()
}

#[component]
fn Block(entry: Entry, zone: Zone, begin: Timestamp, lane: usize, wide: usize, names: bool) -> impl IntoView {
    let units = units(entry.ends_at.since(entry.starts_at));
    let (place, lines) = (format!("{} {} {}", top(begin, entry.starts_at), height(units), side(lane, wide)), lines(units));
    let movable = (entry.state == State::Booked).then_some("");
    // A line that does not fit is still read out.
    let title = if lines > 1 { "block truncate" } else { "sr-only" };
    let staff = (names && lines > 2).then(|| view! { <span class="block truncate text-muted">{entry.staff.clone()}</span> });
    let clock = zone.clock(entry.starts_at);
    let over = if entry.state == State::Booked { "cursor-grab" } else { "border-dashed" };
    // What the place in the grid tells the eye.
    let rest = format!("until {}, with {}, {}", zone.clock(entry.ends_at), entry.staff, entry.state.label());
    view! {
        <a
            id=format!("appointment-{}", entry.id)
            href=routes::desk_appointment(entry.id)
            draggable="false"
            data-appointment=entry.id.to_string()
            data-seen=entry.sequence.to_string()
            data-staff=entry.staff_id.to_string()
            data-starts=entry.starts_at.0.to_string()
            data-movable=movable
            class=format!("absolute z-1 overflow-hidden rounded-sm border border-line px-1.5 py-0.5 text-xs leading-3.5 select-none {place} {} {over}", state_tone(entry.state).soft())
        >
            <span class="block truncate font-semibold tabular-nums"><span data-clock=clock.clone()>{clock.clone()}</span>" "{entry.name}</span>
            <span class=title>{entry.title}</span>
            {staff}
            <span class="sr-only">{rest}</span>
        </a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::kernel::ids::AppointmentId;

    fn entry(id: i64, from: i64, to: i64) -> Entry {
        let at = |minutes: i64| Timestamp(minutes * 60_000);
        let (staff_id, staff, title, name) = (MemberId(1), String::new(), String::new(), String::new());
        Entry { id: AppointmentId(id), staff_id, staff, title, name, state: State::Booked, starts_at: at(from), ends_at: at(to), sequence: 0 }
    }

    #[test]
    fn what_is_at_once_stands_side_by_side() {
        assert_eq!(lanes(&[entry(1, 0, 60), entry(2, 30, 90), entry(3, 60, 120), entry(4, 90, 100)]), [0, 1, 0, 1]);
    }

    #[test]
    fn places_are_in_steps_of_five_minutes_and_nothing_is_too_small_to_read() {
        assert_eq!((top(Timestamp(0), Timestamp(55 * 60_000)), top(Timestamp(HOUR), Timestamp(0))), ("top-11", "top-0"));
        assert_eq!([5, 45, 120, 125, 150, 720, 1440].map(|minutes| height(units(minutes * 60_000))), ["h-4", "h-9", "h-24", "h-27", "h-30", "h-144", "h-144"]);
        assert_eq!([5, 30, 45, 60].map(|minutes| lines(units(minutes * 60_000))), [1, 1, 2, 3], "no line is cut");
    }

    #[test]
    fn the_hours_are_the_usual_ones_and_those_of_what_is_in_them() {
        let column = |entries| Column { staff: None, label: String::new(), day: "1970-01-01".parse().unwrap(), entries };
        assert_eq!(hours(&[column(vec![])], &Zone::utc()), USUAL);
        assert_eq!(hours(&[column(vec![entry(1, 390, 450), entry(2, 1380, 1500)])], &Zone::utc()), (6, 24));
    }
}
