//! How a deadline came about, in sentences: when the clock began, what counted stretch by stretch, what did not, and when it is due.

use super::calendar::Calendar;
use super::model::{Deadline, Pause, SlaClock};
use super::stretches::{MINUTE, Part, counted, in_minutes, parts, words};
use crate::kernel::time::{Timestamp, short_duration};
use crate::kernel::zone::Zone;

/// Stretches that are listed one by one; of more the middle is summed up.
const LISTED: usize = 24;

/// The arithmetic of one deadline whose clock began at `began_at`: when the ticket was opened, or when the customer wrote what awaits an answer.
pub fn explain(deadline: &Deadline, began_at: Timestamp, pauses: &[Pause], calendar: &Calendar, zone: &Zone, now: Timestamp) -> Vec<String> {
    let d = deadline;
    let say = |at| zone.short_words(at, now);
    let kind = if calendar.is_always() { "" } else { " of opening hours" };
    let what = if d.clock == SlaClock::NextResponse { "the customer wrote" } else { "the ticket was opened" };
    let mut lines = vec![format!("The clock began when {what}, {}. Promised: {}{kind}.", say(began_at), words(d.total_ms))];
    // As far as the arithmetic goes: until it is due, unless it was done or stopped before.
    let end = d.met_at.or(d.paused_at).unwrap_or(d.due_at).min(d.due_at);
    let parts = parts(calendar.counting(began_at, end), pauses, end);
    let adds_up = (d.total_ms - counted(&parts) - calendar.between(end, d.due_at)).abs() < MINUTE;
    let parts = in_minutes(parts, (end == d.due_at).then_some(d.total_ms));
    let (done, left) = if adds_up { (counted(&parts), d.total_ms - counted(&parts)) } else { (d.total_ms - d.remaining_ms(now), d.remaining_ms(now)) };
    if !adds_up {
        lines.extend(parts.iter().filter(|part| matches!(part, Part::Still(_))).map(|part| sentence(part, 0, calendar, zone, now)));
        lines.push("The hours that count were changed since; what is due stays as it was promised.".into());
    } else if !calendar.is_always() || parts.len() > 1 {
        lines.extend(listed(&parts, d.total_ms, calendar, zone, now));
    }
    lines.push(match (d.paused_at, d.met_at) {
        (Some(at), None) if at <= d.due_at => format!("What is left, {}, goes on when the customer answers.", words(left)),
        _ => format!("Due {}.", say(d.due_at)),
    });
    if let Some(at) = d.warn_at.filter(|_| d.met_at.is_none() && d.paused_at.is_none() && now <= d.due_at) {
        let left = short_duration(calendar.between(at, d.due_at));
        lines.push(if at <= now {
            format!("Staff was warned {}, with {left} left.", say(at))
        } else {
            format!("Staff is warned {}, with {left} left.", say(at))
        });
    }
    if let Some(met) = d.met_at {
        lines.push(if met > d.due_at {
            format!("Done {}, {} too late.", say(met), short_duration(met.since(d.due_at)))
        } else {
            format!("Done {}, after {}{kind}.", say(met), words(done))
        });
    }
    lines
}

/// A sentence for each part, with what is left after it; of very many parts those in the middle share one.
fn listed(parts: &[Part], promised: i64, calendar: &Calendar, zone: &Zone, now: Timestamp) -> Vec<String> {
    let middle = if parts.len() <= LISTED { 0..0 } else { LISTED / 2..parts.len() - LISTED / 2 };
    let (mut left, mut lines) = (promised, Vec::new());
    for (at, part) in parts.iter().enumerate() {
        left -= counted(std::slice::from_ref(part));
        if !middle.contains(&at) {
            lines.push(sentence(part, left, calendar, zone, now));
        } else if at + 1 == middle.end {
            lines.push(summed(&parts[middle.clone()], left));
        }
    }
    lines
}

/// Many parts in a sentence, with what is left after them.
fn summed(parts: &[Part], left: i64) -> String {
    let pauses = parts.iter().filter(|part| matches!(part, Part::Still(_))).count();
    let stretches = match parts.len() - pauses {
        1 => "one more stretch".to_owned(),
        n => format!("{n} more stretches"),
    };
    let pauses = match pauses {
        0 => String::new(),
        1 => " and a time in which it stood still".into(),
        n => format!(" and {n} times in which it stood still"),
    };
    format!("Then {stretches}{pauses}: {} count, {} left.", words(counted(parts)), words(left))
}

/// One part in a sentence, with what is left after it.
fn sentence(part: &Part, left: i64, calendar: &Calendar, zone: &Zone, now: Timestamp) -> String {
    let say = |at| zone.short_words(at, now);
    match part {
        Part::Counts(from, to, ms) => {
            let until = if zone.day(*from) == zone.day(to.plus_ms(-1)) { zone.clock(*to) } else { say(*to) };
            let left = if left > 0 { format!("{} left", words(left)) } else { "nothing left".into() };
            format!("From {} to {until}: {} count, {left}.", say(*from), words(*ms))
        }
        Part::Still(Pause { from, to: Some(to), why }) => {
            let by = match calendar.between(*from, *to) {
                0 => "none of it would have counted".to_owned(),
                ms => format!("due {} later", words(ms)),
            };
            format!("It stood still from {} to {}, {}: {by}.", say(*from), say(*to), why.label())
        }
        Part::Still(Pause { from, why, .. }) => format!("It stands still since {}, {}.", say(*from), why.label()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::businesses::model::Business;
    use crate::kernel::hours::Hours;
    use crate::kernel::ids::BusinessId;
    use crate::sla::model::{Policy, SlaClock, Still};

    fn calendar(in_opening_hours: bool) -> Calendar {
        let hours = serde_json::to_string(&Hours::weekdays(9, 17)).unwrap();
        let business = Business {
            id: BusinessId(1),
            slug: "kiln".into(),
            name: "Kiln".into(),
            invite_code: "x".into(),
            time_zone: "Africa/Nairobi".into(),
            currency: "KES".into(),
            hours,
        };
        Calendar::of(&business, &Policy { in_opening_hours, ..Policy::default() })
    }

    fn at(text: &str) -> Timestamp {
        text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
    }

    fn zone() -> Zone {
        Zone { name: "Africa/Nairobi".into(), shifts: vec![(Timestamp(0), 3 * 3600)] }
    }

    /// A deadline of so many promised minutes.
    fn deadline(calendar: &Calendar, opened: Timestamp, minutes: i64, due_at: Timestamp) -> Deadline {
        let counting = calendar.counting(opened, due_at);
        Deadline { clock: SlaClock::Resolution, due_at, total_ms: minutes * 60_000, counting, met_at: None, paused_at: None, warn_at: None }
    }

    fn waited(from: &str, to: Option<&str>) -> Pause {
        Pause { from: at(from), to: to.map(at), why: Still::Waiting }
    }

    #[test]
    fn the_sentences_add_up_over_a_weekend_and_every_pause() {
        let calendar = calendar(true);
        // Friday 16:30 in Nairobi; two hours are promised; one counting hour of Monday went by waiting, half an hour of it resolved.
        let opened = at("2026-11-20T13:30:00Z");
        let due = at("2026-11-23T09:00:00Z");
        let reopened = Pause { from: at("2026-11-23T08:00:00Z"), to: Some(at("2026-11-23T08:30:00Z")), why: Still::Resolved };
        let pauses = [waited("2026-11-23T06:30:00Z", Some("2026-11-23T07:30:00Z")), reopened];
        let lines = explain(&deadline(&calendar, opened, 120, due), opened, &pauses, &calendar, &zone(), at("2026-11-23T08:40:00Z"));
        assert_eq!(
            lines,
            [
                "The clock began when the ticket was opened, Fri 20 Nov, 16:30. Promised: 2 h of opening hours.",
                "From Fri 20 Nov, 16:30 to 17:00: 30 m count, 1 h 30 m left.",
                "From today 09:00 to 09:30: 30 m count, 1 h left.",
                "It stood still from today 09:30 to today 10:30, waiting for the customer: due 1 h later.",
                "From today 10:30 to 11:00: 30 m count, 30 m left.",
                "It stood still from today 11:00 to today 11:30, while it was resolved: due 30 m later.",
                "From today 11:30 to 12:00: 30 m count, nothing left.",
                "Due today 12:00.",
            ]
        );
    }

    #[test]
    fn very_many_stretches_are_summed_up_in_the_middle_and_still_add_up() {
        let calendar = calendar(true);
        let opened = at("2026-09-07T06:00:00Z");
        let hours = |n: i64| n * 8 * 60;
        let lines = |n: i64| {
            let due = calendar.due_at(opened, hours(n) * 60_000);
            explain(&deadline(&calendar, opened, hours(n), due), opened, &[], &calendar, &zone(), opened)
        };
        assert_eq!((lines(24).len(), lines(25).len()), (26, 27), "the clock, all stretches, the end");
        assert_eq!(lines(24)[24], "From Thu 8 Oct, 09:00 to 17:00: 8 h count, nothing left.");
        assert_eq!(lines(25)[13], "Then one more stretch: 8 h count, 4 d left.");
        assert_eq!((lines(40).len(), lines(40)[13].as_str()), (27, "Then 16 more stretches: 5 d 8 h count, 4 d left."));
    }

    #[test]
    fn after_new_opening_hours_the_promise_is_told_as_it_was_made() {
        let opened = at("2026-11-20T13:30:00Z");
        // Two hours of Friday and Monday then; now all time counts.
        let lines = explain(&deadline(&calendar(false), opened, 120, at("2026-11-23T07:30:00Z")), opened, &[], &calendar(false), &zone(), opened);
        assert_eq!(
            lines,
            [
                "The clock began when the ticket was opened, today 16:30. Promised: 2 h.",
                "The hours that count were changed since; what is due stays as it was promised.",
                "Due Mon 23 Nov, 10:30.",
            ]
        );
    }

    #[test]
    fn a_promise_that_counts_all_time_needs_no_stretches_and_says_how_it_ended() {
        let calendar = calendar(false);
        let opened = at("2026-11-20T06:00:00Z");
        let met = Deadline { met_at: Some(at("2026-11-20T06:07:00Z")), ..deadline(&calendar, opened, 120, at("2026-11-20T08:00:00Z")) };
        let lines = explain(&met, opened, &[], &calendar, &zone(), at("2026-11-20T09:00:00Z"));
        assert_eq!(lines, ["The clock began when the ticket was opened, today 09:00. Promised: 2 h.", "Due today 11:00.", "Done today 09:07, after 7 m."]);
        let late = Deadline { met_at: Some(at("2026-11-20T08:30:00Z")), ..met };
        assert_eq!(explain(&late, opened, &[], &calendar, &zone(), at("2026-11-20T09:00:00Z"))[2], "Done today 11:30, 30 m too late.");
    }

    #[test]
    fn what_was_done_after_a_wait_took_only_the_time_that_counted() {
        let calendar = calendar(false);
        let opened = at("2026-11-20T06:00:00Z");
        let met = Deadline { met_at: Some(at("2026-11-20T08:00:00Z")), ..deadline(&calendar, opened, 180, at("2026-11-20T10:00:00Z")) };
        let lines = explain(&met, opened, &[waited("2026-11-20T06:30:00Z", Some("2026-11-20T07:30:00Z"))], &calendar, &zone(), at("2026-11-20T09:00:00Z"));
        assert_eq!(lines[3..], ["From today 10:30 to 11:00: 30 m count, 2 h left.", "Due today 13:00.", "Done today 11:00, after 1 h."]);
    }

    #[test]
    fn a_clock_that_stands_still_names_no_due_time() {
        let calendar = calendar(false);
        let opened = at("2026-11-20T06:00:00Z");
        let d = Deadline { paused_at: Some(at("2026-11-20T07:00:00Z")), ..deadline(&calendar, opened, 180, at("2026-11-20T09:00:00Z")) };
        let lines = explain(&d, opened, &[waited("2026-11-20T07:00:00Z", None)], &calendar, &zone(), at("2026-11-20T08:00:00Z"));
        assert_eq!(
            lines[1..],
            [
                "From today 09:00 to 10:00: 1 h count, 2 h left.",
                "It stands still since today 10:00, waiting for the customer.",
                "What is left, 2 h, goes on when the customer answers."
            ]
        );
    }

    #[test]
    fn a_further_answer_counts_from_the_message_that_awaits_it_and_tells_of_the_warning() {
        let calendar = calendar(false);
        let asked = at("2026-11-20T06:00:00Z");
        let next = Deadline {
            clock: SlaClock::NextResponse,
            warn_at: Some(at("2026-11-20T09:12:00Z")),
            ..deadline(&calendar, asked, 240, at("2026-11-20T10:00:00Z"))
        };
        let lines = |now: &str| explain(&next, asked, &[], &calendar, &zone(), at(now));
        assert_eq!(
            lines("2026-11-20T07:00:00Z"),
            ["The clock began when the customer wrote, today 09:00. Promised: 4 h.", "Due today 13:00.", "Staff is warned today 12:12, with 48 m left."]
        );
        assert_eq!(lines("2026-11-20T09:30:00Z")[2], "Staff was warned today 12:12, with 48 m left.");
        assert_eq!(lines("2026-11-20T10:30:00Z").len(), 2, "nobody needs the warning of what is over");
    }
}
