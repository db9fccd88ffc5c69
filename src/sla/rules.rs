//! How a clock stands: pure, for server and browser alike.

use super::model::{Deadline, Standing};
use crate::kernel::time::{Timestamp, short_duration};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

impl Deadline {
    /// Counting milliseconds left at `now`; negative is how long overdue, in plain time.
    pub fn remaining_ms(&self, now: Timestamp) -> i64 {
        let now = self.paused_at.or(self.met_at).unwrap_or(now);
        if now > self.due_at {
            return self.due_at.since(now);
        }
        self.counting.iter().map(|(from, to)| to.since((*from).max(now)).max(0)).sum()
    }

    /// How it stands: good above 50 % left, at risk from 20 to 50 %, late below 20 %.
    pub fn standing(&self, now: Timestamp) -> Standing {
        let left = self.remaining_ms(now);
        match (self.met_at, self.paused_at) {
            (Some(_), _) if left < 0 => Standing::MetLate,
            (Some(_), _) => Standing::Met,
            (None, _) if left < 0 => Standing::Breached,
            (None, Some(_)) => Standing::Paused,
            (None, None) if left * 2 > self.total_ms => Standing::Good,
            (None, None) if left * 5 >= self.total_ms => Standing::AtRisk,
            (None, None) => Standing::Late,
        }
    }

    /// Whether staff was warned that it runs out, and it still does.
    pub fn is_warned(&self, now: Timestamp) -> bool {
        let runs = self.met_at.is_none() && self.paused_at.is_none() && now <= self.due_at;
        runs && self.warn_at.is_some_and(|at| at <= now)
    }

    /// The share of time that is left, 0 to 100.
    pub fn percent_left(&self, now: Timestamp) -> u8 {
        (self.remaining_ms(now).max(0) * 100 / self.total_ms.max(1)).clamp(0, 100) as u8
    }

    /// Whether some of the time until it is due does not count: what is left is then less than the clock on the wall says.
    pub fn has_gaps(&self, now: Timestamp) -> bool {
        self.due_at.since(now) - self.remaining_ms(now) >= 60_000
    }

    /// The clock in words: `1 h 12 m left`, `14 m overdue`, `met in 7 m`, `met at once` where no time that counts went by, `paused, 3 h left`.
    pub fn words(&self, now: Timestamp) -> String {
        let left = self.remaining_ms(now);
        match self.standing(now) {
            Standing::Met if left >= self.total_ms => "met at once".into(),
            Standing::Met => format!("met in {}", short_duration(self.total_ms - left)),
            Standing::MetLate => format!("met {} late", short_duration(left)),
            Standing::Breached => format!("{} overdue", short_duration(left)),
            Standing::Paused => format!("paused, {} left", short_duration(left)),
            Standing::Good | Standing::AtRisk | Standing::Late => format!("{} left", self.left_words(now)),
        }
    }

    /// How much of the time is left, in words. Where nights do not count, it is hours however many: a day of them would be taken for one of the calendar.
    pub fn left_words(&self, now: Timestamp) -> String {
        let left = self.remaining_ms(now);
        if left >= DAY && self.has_gaps(now) { format!("{} h", left / HOUR) } else { short_duration(left) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::model::SlaClock;

    fn deadline() -> Deadline {
        // Two counting hours on either side of a night of ten.
        let counting = vec![(Timestamp(0), Timestamp(2 * HOUR)), (Timestamp(12 * HOUR), Timestamp(14 * HOUR))];
        Deadline { clock: SlaClock::Resolution, due_at: Timestamp(14 * HOUR), total_ms: 4 * HOUR, counting, met_at: None, paused_at: None, warn_at: None }
    }

    #[test]
    fn time_outside_the_counting_stretches_costs_nothing() {
        let d = deadline();
        assert_eq!(d.remaining_ms(Timestamp(HOUR)), 3 * HOUR);
        assert_eq!(d.remaining_ms(Timestamp(3 * HOUR)), 2 * HOUR);
        assert_eq!(d.remaining_ms(Timestamp(11 * HOUR)), 2 * HOUR);
        assert_eq!(d.remaining_ms(Timestamp(15 * HOUR)), -HOUR);
        assert_eq!([1, 11, 12, 15].map(|hour| d.has_gaps(Timestamp(hour * HOUR))), [true, true, false, false]);
        let week =
            Deadline { counting: vec![(Timestamp(0), Timestamp(20 * HOUR)), (Timestamp(30 * HOUR), Timestamp(40 * HOUR))], due_at: Timestamp(40 * HOUR), ..d };
        assert_eq!([0, 10, 30].map(|hour| week.left_words(Timestamp(hour * HOUR))), ["30 h", "20 h", "10 h"]);
        let whole = Deadline { counting: vec![(Timestamp(0), Timestamp(40 * HOUR))], ..week };
        assert_eq!(whole.left_words(Timestamp(0)), "1 d 16 h");
    }

    #[test]
    fn standings_change_at_half_and_at_a_fifth() {
        let d = deadline();
        assert_eq!(d.standing(Timestamp(HOUR)), Standing::Good);
        assert_eq!(d.standing(Timestamp(2 * HOUR)), Standing::AtRisk);
        assert_eq!(d.standing(Timestamp(13 * HOUR + HOUR / 5)), Standing::AtRisk);
        assert_eq!(d.standing(Timestamp(13 * HOUR + HOUR / 4)), Standing::Late);
        assert_eq!(d.standing(Timestamp(14 * HOUR + 1)), Standing::Breached);
        assert_eq!(d.words(Timestamp(14 * HOUR + 14 * 60_000)), "14 m overdue");
    }

    #[test]
    fn a_clock_is_warned_from_its_moment_until_it_is_met_paused_or_over() {
        let d = Deadline { warn_at: Some(Timestamp(13 * HOUR)), ..deadline() };
        let warned = [12, 13, 14, 15].map(|hour| d.is_warned(Timestamp(hour * HOUR)));
        assert_eq!(warned, [false, true, true, false]);
        let at = Timestamp(13 * HOUR);
        assert!(!Deadline { met_at: Some(at), ..d.clone() }.is_warned(at) && !Deadline { paused_at: Some(at), ..d }.is_warned(at));
        assert!(!deadline().is_warned(at));
    }

    #[test]
    fn a_paused_clock_stands_still_and_a_met_one_says_how_it_went() {
        let paused = Deadline { paused_at: Some(Timestamp(HOUR)), ..deadline() };
        assert_eq!((paused.standing(Timestamp(99 * HOUR)), paused.words(Timestamp(99 * HOUR))), (Standing::Paused, "paused, 3 h left".into()));
        let met = |at| Deadline { met_at: Some(Timestamp(at)), ..deadline() }.standing(Timestamp(99 * HOUR));
        assert_eq!((met(HOUR), met(15 * HOUR)), (Standing::Met, Standing::MetLate));
        assert_eq!(Deadline { met_at: Some(Timestamp(HOUR)), ..deadline() }.words(Timestamp(99 * HOUR)), "met in 1 h");
        assert_eq!(Deadline { met_at: Some(Timestamp(0)), ..deadline() }.words(Timestamp(99 * HOUR)), "met at once");
    }
}
