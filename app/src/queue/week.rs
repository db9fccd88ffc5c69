//! A week as a picture: a row for each day, a bar for each shift. Drawn in SVG on the server; the form beside it says the same in words.

use leptos::prelude::*;
use stoa::businesses::rules::{DAYS, format_day};
use stoa::kernel::hours::Interval;

/// Units of the picture: a minute is a third of one across; a day is a row.
const WIDTH: u32 = 480;
const LEFT: u32 = 34;
const ROW: usize = 20;

/// The bars of a week, Monday to Sunday.
#[component]
pub fn WeekPicture(week: [Vec<Interval>; 7]) -> impl IntoView {
    let said: Vec<String> = DAYS.iter().zip(&week).filter(|(_, day)| !day.is_empty()).map(|((_, label), day)| format!("{label} {}", format_day(day))).collect();
    let label = if said.is_empty() { "No shifts".to_owned() } else { format!("Shifts: {}", said.join("; ")) };
    let hours = (0..=24_u32)
        .step_by(6)
        .map(|hour| {
            let x = LEFT + hour * 60 / 3;
            view! {
                <path d=format!("M{x} 14V{}", 16 + 7 * ROW) class="stroke-line" stroke-width="1" />
                <text x=x.to_string() y="10" text-anchor="middle" class="fill-faint text-2xs tabular-nums">{format!("{hour:02}")}</text>
            }
        })
        .collect_view();
    let days =
        DAYS.iter().zip(&week).enumerate().map(|(n, ((_, name), day))| view! { <Day top=16 + n * ROW name=&name[..3] day=day.clone() /> }).collect_view();
    view! {
        <svg role="img" aria-label=label viewBox=format!("0 0 {} {}", WIDTH + LEFT + 14, 18 + 7 * ROW) class="w-full max-w-xl text-accent">
            {hours}
            {days}
        </svg>
    }
    .into_any()
}

#[component]
fn Day(top: usize, name: &'static str, day: Vec<Interval>) -> impl IntoView {
    let bars = day
        .into_iter()
        .map(|i| {
            let (x, width) = (LEFT + u32::from(i.start) / 3, u32::from(i.end - i.start) / 3);
            view! { <rect x=x.to_string() y=(top + 3).to_string() width=width.max(2).to_string() height="14" rx="3" fill="currentColor" /> }
        })
        .collect_view();
    view! {
        <text x="0" y=(top + 14).to_string() class="fill-muted text-2xs">{name}</text>
        <rect x=LEFT.to_string() y=(top + 3).to_string() width=WIDTH.to_string() height="14" rx="3" class="fill-sunk" />
        {bars}
    }
    .into_any()
}
