//! What counts towards a deadline and what does not, stretch by stretch, in whole minutes. Pure.

use super::model::Pause;
use crate::kernel::time::{Timestamp, minutes_words};

/// A minute, in milliseconds: nothing smaller is shown.
pub const MINUTE: i64 = 60_000;

/// One step of the arithmetic: a stretch and how much of it counts, or a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// From when, to when, and how many milliseconds of it count.
    Counts(Timestamp, Timestamp, i64),
    /// The clock stood still.
    Still(Pause),
}

/// What counts until `end` and what does not, in order: the stretches without the pauses in them.
pub fn parts(stretches: Vec<(Timestamp, Timestamp)>, pauses: &[Pause], end: Timestamp) -> Vec<Part> {
    let mut parts: Vec<Part> = pauses.iter().filter(|pause| pause.from < end || pause.to.is_none()).map(|pause| Part::Still(*pause)).collect();
    for (from, to) in stretches {
        let mut from = from;
        for pause in pauses.iter().filter(|pause| pause.from < to) {
            if pause.from > from {
                parts.push(Part::Counts(from, pause.from, pause.from.since(from)));
            }
            from = from.max(pause.to.unwrap_or(end));
        }
        if to > from {
            parts.push(Part::Counts(from, to, to.since(from)));
        }
    }
    parts.sort_by_key(|part| match part {
        Part::Counts(from, ..) => *from,
        Part::Still(pause) => pause.from,
    });
    parts
}

/// The same from minute to minute, as clocks show it, without what is shorter. Seconds that pauses had come to a minute here and there: the longest
/// stretch makes up for it, so that what is shown adds up to `whole`.
pub fn in_minutes(parts: Vec<Part>, whole: Option<i64>) -> Vec<Part> {
    let cut = |at: Timestamp| Timestamp(at.0 - at.0.rem_euclid(MINUTE));
    let cut_part = |part: Part| match part {
        Part::Counts(from, to, _) => (cut(from) < cut(to)).then(|| Part::Counts(cut(from), cut(to), cut(to).since(cut(from)))),
        Part::Still(pause) => Some(Pause { from: cut(pause.from), to: pause.to.map(cut), ..pause }).filter(|cut| cut.to != Some(cut.from)).map(Part::Still),
    };
    let mut parts: Vec<Part> = parts.into_iter().filter_map(cut_part).collect();
    let over = whole.map_or(0, |whole| whole - counted(&parts));
    let longest = parts.iter_mut().filter_map(|part| if let Part::Counts(_, _, ms) = part { Some(ms) } else { None }).max_by_key(|ms| **ms);
    if let Some(ms) = longest {
        *ms += over;
    }
    parts
}

/// Milliseconds that count in these.
pub fn counted(parts: &[Part]) -> i64 {
    parts.iter().map(|part| if let Part::Counts(_, _, ms) = part { *ms } else { 0 }).sum()
}

/// Whole minutes of a length of time, with every unit: what is cut off could not be added up.
pub fn words(ms: i64) -> String {
    match ms / MINUTE {
        ..=0 => "0 m".into(),
        minutes => minutes_words(minutes),
    }
}

#[cfg(test)]
mod tests {
    use crate::businesses::model::Business;
    use crate::kernel::hours::Hours;
    use crate::kernel::ids::BusinessId;
    use crate::kernel::time::{Timestamp, parse_minutes};
    use crate::kernel::zone::Zone;
    use crate::sla::calendar::Calendar;
    use crate::sla::explain::explain;
    use crate::sla::model::{Deadline, Pause, Policy, SlaClock, Still};
    use proptest::prelude::*;

    fn calendar(in_opening_hours: bool) -> Calendar {
        let hours = serde_json::to_string(&Hours::weekdays(9, 17)).unwrap();
        let (slug, name, invite_code) = ("kiln".into(), "Kiln".into(), "x".into());
        let business = Business { id: BusinessId(1), slug, name, invite_code, time_zone: "Africa/Nairobi".into(), currency: "KES".into(), hours };
        Calendar::of(&business, &Policy { in_opening_hours, ..Policy::default() })
    }

    /// Monday 23 November 2026, midnight in Nairobi.
    const MONDAY: i64 = 1_795_381_200_000;

    /// What a sentence says that counts, and what is left then, in minutes.
    fn numbers(line: &str) -> Option<(i64, i64)> {
        let (count, left) = line.rsplit_once(": ")?.1.split_once(" count, ")?;
        let left = if left == "nothing left." { 0 } else { parse_minutes(left.strip_suffix(" left.")?)? };
        Some((if count == "0 m" { 0 } else { parse_minutes(count)? }, left))
    }

    proptest! {
        /// Whatever the second is in which a ticket is opened and a customer is waited for.
        #[test]
        fn what_is_printed_adds_up_to_what_is_promised(
            always: bool,
            began in 0_i64..200_000,
            minutes in 1_i64..4_000,
            waits in prop::collection::vec((1_i64..40_000, 1_i64..90_000), 0..4),
        ) {
            let (calendar, began) = (calendar(!always), Timestamp(MONDAY + began * 1000));
            let (mut pauses, mut from, mut left) = (Vec::new(), began, minutes * 60_000);
            for (before, long) in waits {
                let (stop, go) = (from.plus_ms(before * 1000), from.plus_ms((before + long) * 1000));
                if calendar.between(from, stop) >= left {
                    break;
                }
                left -= calendar.between(from, stop);
                pauses.push(Pause { from: stop, to: Some(go), why: Still::Waiting });
                from = go;
            }
            let due_at = calendar.due_at(from, left);
            let counting = calendar.counting(began, due_at);
            let deadline = Deadline { clock: SlaClock::Resolution, due_at, total_ms: minutes * 60_000, counting, met_at: None, paused_at: None, warn_at: None };
            let zone = Zone { name: "Africa/Nairobi".into(), shifts: vec![(Timestamp(0), 3 * 3600)] };
            let lines = explain(&deadline, began, &pauses, &calendar, &zone, began);
            prop_assert!(!lines.iter().any(|line| line.contains("were changed since")), "{lines:?}");
            let printed: Vec<(i64, i64)> = lines.iter().filter_map(|line| numbers(line)).collect();
            let mut left = minutes;
            for (count, after) in &printed {
                left -= count;
                prop_assert_eq!(left, *after, "{:?}", lines);
            }
            prop_assert!(printed.is_empty() || left == 0, "{lines:?}");
        }
    }
}
