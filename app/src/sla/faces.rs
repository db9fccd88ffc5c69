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

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::sla::model::SlaClock;

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
}
