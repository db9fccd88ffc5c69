//! How a deadline came about, in sentences: when the clock began, what counted, what did not, and when it is due.

use super::calendar::Calendar;
use super::model::{Deadline, SlaClock};
use crate::kernel::time::{Timestamp, short_duration};
use crate::kernel::zone::Zone;

/// Stretches that are listed one by one; of longer lists the middle is summed up.
const LISTED: usize = 5;

/// A time of waiting for the customer: from, and until, unless it goes on.
pub type Pause = (Timestamp, Option<Timestamp>);

/// The arithmetic of one deadline whose clock began at `began_at`: when the ticket was opened, or when the customer wrote what awaits an answer.
pub fn explain(deadline: &Deadline, began_at: Timestamp, pauses: &[Pause], calendar: &Calendar, zone: &Zone, now: Timestamp) -> Vec<String> {
    let d = deadline;
    let say = |at| zone.short_words(at, now);
    // Every pause moved the due time by the time that would have counted during it.
    let waited: i64 = pauses.iter().filter_map(|(from, to)| Some(calendar.between(*from, (*to)?))).sum();
    let promised = (d.total_ms - waited).max(0);
    let kind = if calendar.is_always() { "" } else { " of opening hours" };
    let what = if d.clock == SlaClock::NextResponse { "the customer wrote" } else { "the ticket was opened" };
    let mut lines = vec![format!("The clock began when {what}, {}. Promised: {}{kind}.", say(began_at), short_duration(promised))];
    if !calendar.is_always() {
        lines.push(format!("What counts: {}.", counted(d, zone, now)));
    }
    for (from, to) in pauses {
        lines.push(match to {
            Some(to) => format!(
                "It stood still from {} to {}, waiting for the customer: due {} later.",
                say(*from),
                say(*to),
                short_duration(calendar.between(*from, *to))
            ),
            None => format!("It stands still since {}, waiting for the customer.", say(*from)),
        });
    }
    lines.push(match (d.paused_at, d.met_at) {
        (Some(_), None) => format!("What is left, {}, goes on when the customer answers.", short_duration(d.remaining_ms(now).max(0))),
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
        let took = short_duration(calendar.between(began_at, met));
        lines.push(if met > d.due_at {
            format!("Done {}, {} too late.", say(met), short_duration(met.since(d.due_at)))
        } else {
            format!("Done {}, after {took}{kind}.", say(met))
        });
    }
    lines
}

/// `Fri 20 Nov, 16:30 to 17:00 (30 m), … and 1 h 30 m after that`.
fn counted(d: &Deadline, zone: &Zone, now: Timestamp) -> String {
    let one = |(from, to): &(Timestamp, Timestamp)| format!("{} to {} ({})", zone.short_words(*from, now), zone.clock(*to), short_duration(to.since(*from)));
    let (shown, rest) = d.counting.split_at(d.counting.len().min(LISTED));
    let mut words: Vec<String> = shown.iter().map(one).collect();
    let more: i64 = rest.iter().map(|(from, to)| to.since(*from)).sum();
    if more > 0 {
        words.push(format!("and {} on {} more stretches", short_duration(more), rest.len()));
    }
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::businesses::model::Business;
    use crate::kernel::hours::Hours;
    use crate::kernel::ids::BusinessId;
    use crate::sla::model::{Policy, SlaClock};

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

    fn deadline(calendar: &Calendar, opened: Timestamp, due_at: Timestamp) -> Deadline {
        let counting = calendar.counting(opened, due_at);
        let total_ms = counting.iter().map(|(a, b)| b.since(*a)).sum();
        Deadline { clock: SlaClock::Resolution, due_at, total_ms, counting, met_at: None, paused_at: None, warn_at: None }
    }

    #[test]
    fn the_sentences_add_up_over_a_weekend_and_a_pause() {
        let calendar = calendar(true);
        // Friday 16:30 in Nairobi; two hours are promised; one counting hour of Monday went by waiting.
        let opened = at("2026-11-20T13:30:00Z");
        let due = at("2026-11-23T08:30:00Z");
        let pause = (at("2026-11-23T06:30:00Z"), Some(at("2026-11-23T07:30:00Z")));
        let lines = explain(&deadline(&calendar, opened, due), opened, &[pause], &calendar, &zone(), at("2026-11-23T08:00:00Z"));
        assert_eq!(
            lines,
            [
                "The clock began when the ticket was opened, Fri 20 Nov, 16:30. Promised: 2 h of opening hours.",
                "What counts: Fri 20 Nov, 16:30 to 17:00 (30 m); today 09:00 to 11:30 (2 h 30 m).",
                "It stood still from today 09:30 to today 10:30, waiting for the customer: due 1 h later.",
                "Due today 11:30.",
            ]
        );
    }

    #[test]
    fn a_promise_that_counts_all_time_needs_no_stretches_and_says_how_it_ended() {
        let calendar = calendar(false);
        let opened = at("2026-11-20T06:00:00Z");
        let met = Deadline { met_at: Some(at("2026-11-20T06:07:00Z")), ..deadline(&calendar, opened, at("2026-11-20T08:00:00Z")) };
        let lines = explain(&met, opened, &[], &calendar, &zone(), at("2026-11-20T09:00:00Z"));
        assert_eq!(lines, ["The clock began when the ticket was opened, today 09:00. Promised: 2 h.", "Due today 11:00.", "Done today 09:07, after 7 m."]);
    }

    #[test]
    fn a_clock_that_stands_still_names_no_due_time() {
        let calendar = calendar(false);
        let opened = at("2026-11-20T06:00:00Z");
        let paused = at("2026-11-20T07:00:00Z");
        let d = Deadline { paused_at: Some(paused), ..deadline(&calendar, opened, at("2026-11-20T09:00:00Z")) };
        let lines = explain(&d, opened, &[(paused, None)], &calendar, &zone(), at("2026-11-20T08:00:00Z"));
        assert_eq!(lines[1..], ["It stands still since today 10:00, waiting for the customer.", "What is left, 2 h, goes on when the customer answers."]);
    }

    #[test]
    fn a_further_answer_counts_from_the_message_that_awaits_it_and_tells_of_the_warning() {
        let calendar = calendar(false);
        let asked = at("2026-11-20T06:00:00Z");
        let next =
            Deadline { clock: SlaClock::NextResponse, warn_at: Some(at("2026-11-20T09:12:00Z")), ..deadline(&calendar, asked, at("2026-11-20T10:00:00Z")) };
        let lines = |now: &str| explain(&next, asked, &[], &calendar, &zone(), at(now));
        assert_eq!(
            lines("2026-11-20T07:00:00Z"),
            ["The clock began when the customer wrote, today 09:00. Promised: 4 h.", "Due today 13:00.", "Staff is warned today 12:12, with 48 m left."]
        );
        assert_eq!(lines("2026-11-20T09:30:00Z")[2], "Staff was warned today 12:12, with 48 m left.");
        assert_eq!(lines("2026-11-20T10:30:00Z").len(), 2, "nobody needs the warning of what is over");
    }
}
