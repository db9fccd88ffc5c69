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
/// Pixels of an hour.
const HEIGHT: i64 = 56;
/// The hours that are always shown.
const USUAL: (u32, u32) = (8, 18);

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
        .map(|hour| view! { <div class="relative" style=format!("height:{HEIGHT}px")><span class="absolute -top-2 right-2 text-2xs text-faint tabular-nums">{format!("{hour:02}:00")}</span></div> })
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
    let lines = (hours.0..hours.1).map(|_| view! { <div class="border-t border-line" style=format!("height:{HEIGHT}px")></div> }).collect_view();
    let lanes = lanes(&column.entries);
    let wide = lanes.iter().max().map_or(1, |most| most + 1);
    let entries = column.entries.into_iter().zip(lanes).map(|(entry, lane)| view! { <Block entry zone=zone.clone() from lane wide names /> }).collect_view();
    let line = (from..to).contains(&now).then(|| {
        let top = now.since(from) * HEIGHT / HOUR;
        view! { <div class="pointer-events-none absolute inset-x-0 z-10 border-t-2 border-bad" style=format!("top:{top}px")></div> }
    });
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
            {lines}
            {entries}
            {line}
        </div>
    }
    .into_any()
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
fn Block(entry: Entry, zone: Zone, from: Timestamp, lane: usize, wide: usize, names: bool) -> impl IntoView {
    let top = entry.starts_at.since(from) * HEIGHT / HOUR;
    let height = (entry.ends_at.since(entry.starts_at) * HEIGHT / HOUR - 2).max(18);
    let (left, width) = (lane * 100 / wide, 100 / wide);
    let style = format!("top:{top}px;height:{height}px;left:calc({left}% + 2px);width:calc({width}% - 4px)");
    let movable = (entry.state == State::Booked).then_some("");
    let staff = names.then(|| view! { <span class="block truncate text-muted">{entry.staff.clone()}</span> });
    let over = if entry.state == State::Booked { "cursor-grab" } else { "opacity-75" };
    let said = format!(
        "{}, {} to {}, {}, with {}, {}",
        entry.name,
        zone.clock(entry.starts_at),
        zone.clock(entry.ends_at),
        entry.title,
        entry.staff,
        entry.state.label()
    );
    view! {
        <a
            id=format!("appointment-{}", entry.id)
            href=routes::desk_appointment(entry.id)
            draggable="false"
            aria-label=said
            data-appointment=entry.id.to_string()
            data-seen=entry.sequence.to_string()
            data-staff=entry.staff_id.to_string()
            data-starts=entry.starts_at.0.to_string()
            data-movable=movable
            style=style
            class=format!("absolute overflow-hidden rounded-sm border border-line px-1.5 py-0.5 text-xs leading-4 select-none {} {over}", state_tone(entry.state).soft())
        >
            <span class="block truncate font-semibold tabular-nums">{format!("{} {}", zone.clock(entry.starts_at), entry.name)}</span>
            <span class="block truncate">{entry.title}</span>
            {staff}
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
    fn the_hours_are_the_usual_ones_and_those_of_what_is_in_them() {
        let column = |entries| Column { staff: None, label: String::new(), day: "1970-01-01".parse().unwrap(), entries };
        assert_eq!(hours(&[column(vec![])], &Zone::utc()), USUAL);
        assert_eq!(hours(&[column(vec![entry(1, 390, 450), entry(2, 1380, 1500)])], &Zone::utc()), (6, 24));
    }
}
