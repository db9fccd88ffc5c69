//! Changing the intervals of a day by hand, one at a time. Pure. Whatever is asked for, they stay in order, apart and within the day.

use super::rules::INTERVALS_MAX;
use crate::kernel::hours::Interval;

/// The minutes that edges are moved by; what is new is never shorter.
pub const STEP: u16 = 15;
/// The length of a new interval, where there is room for it.
const HOUR: u16 = 60;
/// The minutes of a day.
const DAY: u16 = 1440;

/// An edge of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first minute.
    Start,
    /// The minute after its last one.
    End,
}

/// A minute on the steps of the grid.
fn on_grid(minute: i32) -> u16 {
    let (minute, step) = (minute.clamp(0, i32::from(DAY)), i32::from(STEP));
    ((minute + step / 2) / step * step) as u16
}

/// The room of an interval: from the end of the one before to the start of the next one.
fn room(day: &[Interval], n: usize) -> (u16, u16) {
    (if n == 0 { 0 } else { day[n - 1].end }, day.get(n + 1).map_or(DAY, |next| next.start))
}

/// Moves one edge of an interval to a minute, as far as its neighbours let it.
pub fn resize(day: &mut [Interval], n: usize, edge: Edge, to: i32) {
    let Some(Interval { start, end }) = day.get(n).copied() else { return };
    let ((low, high), least) = (room(day, n), STEP.min(end - start));
    match edge {
        Edge::Start => day[n].start = on_grid(to).clamp(low, end - least),
        Edge::End => day[n].end = on_grid(to).clamp(start + least, high),
    }
}

/// Moves a whole interval so that it starts at a minute, as far as its neighbours let it.
pub fn shift(day: &mut [Interval], n: usize, start: i32) {
    let Some(found) = day.get(n).copied() else { return };
    let ((low, high), long) = (room(day, n), found.end - found.start);
    let start = on_grid(start).clamp(low, high - long);
    day[n] = Interval { start, end: start + long };
}

/// Adds an interval that begins at a minute: an hour, or what there is room for. Says its place; `None` when there is no room, or there are enough.
pub fn add(day: &mut Vec<Interval>, at: i32) -> Option<usize> {
    let start = on_grid(at - i32::from(STEP) / 2).min(DAY - STEP);
    let n = day.iter().take_while(|i| i.start < start).count();
    let start = if n == 0 { start } else { start.max(day[n - 1].end) };
    let end = day.get(n).map_or(DAY, |next| next.start).min(start.saturating_add(HOUR));
    if day.len() >= INTERVALS_MAX || end < start.saturating_add(STEP) {
        return None;
    }
    day.insert(n, Interval { start, end });
    Some(n)
}

/// Adds an interval wherever there is room: a day of work where there is nothing, else an hour after the last one, else in the first gap.
pub fn add_anywhere(day: &mut Vec<Interval>) -> Option<usize> {
    let Some(last) = day.last().copied() else {
        day.push(Interval { start: 9 * HOUR, end: 17 * HOUR });
        return Some(0);
    };
    let gaps: Vec<u16> = std::iter::once(0).chain(day.iter().map(|i| i.end)).collect();
    let wished = [last.end.saturating_add(HOUR), last.end].into_iter().filter(|at| *at <= DAY - HOUR);
    wished.chain(gaps).find_map(|at| add(day, i32::from(at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::businesses::rules::{format_day, parse_day};
    use proptest::prelude::*;

    fn day(text: &str) -> Vec<Interval> {
        parse_day(text).unwrap()
    }

    #[test]
    fn an_edge_moves_on_the_grid_and_stops_at_its_neighbours() {
        let mut d = day("08:00-12:00, 13:00-17:00");
        resize(&mut d, 0, Edge::End, 12 * 60 + 34);
        assert_eq!(format_day(&d), "08:00-12:30, 13:00-17:00");
        resize(&mut d, 0, Edge::End, 15 * 60);
        resize(&mut d, 1, Edge::Start, 20 * 60);
        assert_eq!(format_day(&d), "08:00-13:00, 16:45-17:00");
        resize(&mut d, 1, Edge::End, 99_999);
        resize(&mut d, 0, Edge::Start, -5);
        assert_eq!(format_day(&d), "00:00-13:00, 16:45-24:00");
    }

    #[test]
    fn a_whole_interval_keeps_its_length() {
        let mut d = day("08:00-12:00, 13:00-17:00");
        shift(&mut d, 0, 3 * 60);
        shift(&mut d, 1, 23 * 60);
        assert_eq!(format_day(&d), "03:00-07:00, 20:00-24:00");
        shift(&mut d, 1, 0);
        assert_eq!(format_day(&d), "03:00-07:00, 07:00-11:00");
    }

    #[test]
    fn something_new_finds_its_place_or_is_refused() {
        let mut d = day("08:00-12:00");
        assert_eq!(add(&mut d, 13 * 60 + 7), Some(1));
        assert_eq!(add(&mut d, 7 * 60 + 30), Some(0));
        assert_eq!(format_day(&d), "07:30-08:00, 08:00-12:00, 13:00-14:00");
        assert_eq!(add(&mut day("00:00-24:00"), 600), None);
        let mut empty = Vec::new();
        assert_eq!((add_anywhere(&mut empty), add_anywhere(&mut empty)), (Some(0), Some(1)));
        assert_eq!(format_day(&empty), "09:00-17:00, 18:00-19:00");
        assert_eq!(add_anywhere(&mut day("00:00-23:59")), None);
    }

    #[derive(Clone, Debug)]
    enum Hand {
        Resize(usize, bool, i32),
        Shift(usize, i32),
        Add(i32),
        AddAnywhere,
    }

    fn any_hand() -> impl Strategy<Value = Hand> {
        prop_oneof![
            (0..7_usize, any::<bool>(), -100..1600_i32).prop_map(|(n, start, to)| Hand::Resize(n, start, to)),
            (0..7_usize, -100..1600_i32).prop_map(|(n, to)| Hand::Shift(n, to)),
            (-100..1600_i32).prop_map(Hand::Add),
            Just(Hand::AddAnywhere),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_done_a_form_takes_it(hands in prop::collection::vec(any_hand(), 0..30), first in prop::option::of((0_u16..1400, 1_u16..40))) {
            let mut d: Vec<Interval> = first.into_iter().map(|(start, long)| Interval { start, end: start + long }).collect();
            for hand in hands {
                match hand {
                    Hand::Resize(n, is_start, to) => resize(&mut d, n, if is_start { Edge::Start } else { Edge::End }, to),
                    Hand::Shift(n, to) => shift(&mut d, n, to),
                    Hand::Add(at) => drop(add(&mut d, at)),
                    Hand::AddAnywhere => drop(add_anywhere(&mut d)),
                }
                prop_assert_eq!(parse_day(&format_day(&d)), Ok(d.clone()));
            }
        }
    }
}
