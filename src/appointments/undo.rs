//! Taking a move back that staff made, for a moment, and which moves are news to whoever comes. Pure: `now` is a parameter.

use super::model::{PastStep, Step};
use crate::event::Event;
use crate::kernel::ids::MemberId;
use crate::kernel::time::Timestamp;

/// How long a move can be taken back. Pages with script offer it for ten seconds; who has none needs time to read.
pub const UNDO_MS: i64 = 60_000;

/// Whether the mails about an event wait until nobody can take it back any more: staff has moved an appointment. `by` is who did it.
pub fn may_be_undone(event: &Event, by: Option<MemberId>) -> bool {
    matches!(event, Event::AppointmentUpdated { step: Step::Move, customer, .. } if by.is_some() && by != *customer)
}

/// When an appointment was to be before its last move, and with whom, if `who` may take that move back: it was theirs, a moment ago. `steps` are all that
/// happened to it, oldest first.
///
/// # Errors
/// The sentence that says why not.
pub fn before(steps: &[PastStep], who: MemberId, now: Timestamp) -> Result<(Timestamp, MemberId), &'static str> {
    match steps {
        [.., before, last] if last.deed == Step::Move => {
            if last.member_id != Some(who) {
                Err("Somebody else moved this appointment after you. Nothing was undone.")
            } else if now.since(last.at) > UNDO_MS {
                Err("That was too long ago to be undone. Move it by hand.")
            } else {
                Ok((before.starts_at, before.staff_id))
            }
        }
        _ => Err("There is no move to be undone."),
    }
}

/// Whether the last thing that happened to an appointment is a move by staff that leads elsewhere than whoever comes was told. What was moved again
/// within [`UNDO_MS`] was never told: several moves are one, and one that was taken back is none.
pub fn is_news(steps: &[PastStep], customer: Option<MemberId>) -> bool {
    let waits = |s: &PastStep| s.deed == Step::Move && s.member_id.is_some() && s.member_id != customer;
    let Some(last) = steps.last().filter(|s| waits(s)) else { return false };
    let mut told = None;
    let mut next = last.at;
    for step in steps.iter().rev() {
        if !waits(step) || next.since(step.at) > UNDO_MS {
            told = Some(step);
            break;
        }
        next = step.at;
    }
    told.is_none_or(|told| (told.starts_at, told.staff_id) != (last.starts_at, last.staff_id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::AppointmentId;

    const AMINA: MemberId = MemberId(1);
    const BRIAN: MemberId = MemberId(2);
    const WANJIRU: MemberId = MemberId(9);

    /// Something done at a second, so that it is at that hour with Amina then.
    fn step(deed: Step, second: i64, hour: i64, by: Option<MemberId>) -> PastStep {
        PastStep {
            deed,
            starts_at: Timestamp(hour * 3_600_000),
            staff_id: AMINA,
            staff: "Amina".into(),
            note: String::new(),
            member_id: by,
            member: None,
            at: Timestamp(second * 1000),
        }
    }

    fn moved(second: i64, hour: i64) -> PastStep {
        step(Step::Move, second, hour, Some(AMINA))
    }

    #[test]
    fn only_moves_by_staff_wait() {
        let event = |step, customer| Event::AppointmentUpdated { appointment: AppointmentId(1), customer, staff: AMINA, step };
        assert!(may_be_undone(&event(Step::Move, Some(WANJIRU)), Some(AMINA)) && may_be_undone(&event(Step::Move, None), Some(AMINA)));
        assert!(!may_be_undone(&event(Step::Move, Some(WANJIRU)), Some(WANJIRU)), "who comes knows what they did");
        assert!(!may_be_undone(&event(Step::Move, None), None) && !may_be_undone(&event(Step::Miss, None), Some(AMINA)));
    }

    #[test]
    fn a_move_is_taken_back_by_who_made_it_and_for_a_minute() {
        let steps = [step(Step::Book, 0, 10, None), moved(100, 12)];
        assert_eq!(before(&steps, AMINA, Timestamp(160_000)), Ok((Timestamp(36_000_000), AMINA)));
        assert!(before(&steps, AMINA, Timestamp(160_001)).unwrap_err().contains("too long"));
        assert!(before(&steps, BRIAN, Timestamp(101_000)).unwrap_err().contains("Somebody else"));
        assert!(before(&steps[..1], AMINA, Timestamp(101_000)).unwrap_err().contains("no move"));
        assert!(before(&[steps.as_slice(), &[step(Step::Cancel, 101, 12, Some(AMINA))]].concat(), AMINA, Timestamp(102_000)).is_err());
    }

    #[test]
    fn several_moves_in_a_minute_are_one_and_there_and_back_is_none() {
        let booked = step(Step::Book, 0, 10, None);
        let news = |rest: &[PastStep]| is_news(&[std::slice::from_ref(&booked), rest].concat(), Some(WANJIRU));
        assert!(news(&[moved(100, 12)]));
        assert!(news(&[moved(100, 12), moved(150, 13)]));
        assert!(!news(&[moved(100, 12), moved(110, 10)]), "taken back");
        assert!(!news(&[moved(100, 12), moved(150, 13), moved(200, 10)]), "step by step");
        assert!(news(&[moved(100, 12), moved(161, 10)]), "the first was told by then");
        assert!(!news(&[moved(100, 12), step(Step::Move, 110, 14, Some(WANJIRU))]), "who comes was told at once");
        assert!(!news(&[moved(100, 12), step(Step::Cancel, 110, 12, Some(AMINA))]) && !news(&[]));
        assert!(!news(&[moved(100, 12), step(Step::Move, 110, 14, None), moved(120, 15), moved(130, 14)]), "back to where they put it");
    }
}
