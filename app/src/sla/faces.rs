//! What a clock shows. Pure: `now` is a parameter.

use crate::ui::{TimerFace, TimerState};
use stoa::kernel::time::Timestamp;
use stoa::sla::model::{Deadline, Standing};

/// The face of a clock at `now`.
pub fn face(deadline: &Deadline, now: Timestamp) -> TimerFace {
    let state = match deadline.standing(now) {
        Standing::Good | Standing::AtRisk | Standing::Late => TimerState::Running,
        Standing::Paused => TimerState::Paused,
        Standing::Met => TimerState::Met,
        Standing::Breached | Standing::MetLate => TimerState::Breached,
    };
    TimerFace { name: deadline.clock.label().into(), words: deadline.words(now), left: deadline.percent_left(now), state }
}

/// The face of a clock for customers, who do not know that nights and weekends may not count.
pub fn customers_face(deadline: &Deadline, now: Timestamp) -> TimerFace {
    let face = face(deadline, now);
    if face.state != TimerState::Running || !deadline.has_gaps(now) {
        return face;
    }
    TimerFace { words: format!("{} of opening hours left", deadline.left_words(now)), ..face }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::sla::model::SlaClock;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn a_clock_runs_out_and_says_so() {
        let counting = vec![(Timestamp(0), Timestamp(3_600_000))];
        let clock =
            Deadline { clock: SlaClock::Response, due_at: Timestamp(3_600_000), total_ms: 3_600_000, counting, met_at: None, paused_at: None, warn_at: None };
        let running = face(&clock, Timestamp(900_000));
        assert_eq!((running.words.as_str(), running.left, running.state), ("45 m left", 75, TimerState::Running));
        assert_eq!(face(&clock, Timestamp(7_200_000)).state, TimerState::Breached);
        let met = Deadline { met_at: Some(Timestamp(420_000)), ..clock };
        assert_eq!(face(&met, Timestamp(7_200_000)).words, "met in 7 m");
    }

    #[test]
    fn customers_are_told_that_only_opening_hours_count() {
        let hours = |from: i64, to: i64| (Timestamp(from * HOUR), Timestamp(to * HOUR));
        let (counting, due_at) = (vec![hours(9, 17), hours(33, 41), hours(57, 65)], Timestamp(65 * HOUR));
        let clock = Deadline { clock: SlaClock::Resolution, due_at, total_ms: 24 * HOUR, counting, met_at: None, paused_at: None, warn_at: None };
        let words = |hour: i64| customers_face(&clock, Timestamp(hour * HOUR)).words;
        assert_eq!([words(0), words(40), words(60)], ["24 h of opening hours left", "9 h of opening hours left", "5 h left"]);
        assert_eq!(words(66), "1 h overdue");
    }
}
