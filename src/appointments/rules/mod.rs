//! Decisions about appointments: who may do what until when, who is taken when anyone will do, when to remind. Pure.

#[cfg(feature = "server")]
pub mod slots;

use super::model::{Appointment, State, Step};
use crate::kernel::ids::MemberId;
use crate::kernel::time::{Timestamp, minutes_words};

/// The calendar is kept in steps of five minutes.
pub const TICK_MS: i64 = 5 * 60_000;
/// So long a time is kept for somebody who is booking it.
pub const HOLD_MS: i64 = 10 * 60_000;
/// People are reminded so long before.
pub const REMIND_MS: [i64; 2] = [24 * HOUR, HOUR];
/// A reminder that comes later than this says what is not true any more.
pub const REMIND_LATE_MS: i64 = 30 * MINUTE;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// The first and the last step of five minutes that a stretch of time touches.
pub const fn ticks(from: Timestamp, to: Timestamp) -> (i64, i64) {
    (from.0.div_euclid(TICK_MS), (to.0 - 1).div_euclid(TICK_MS))
}

/// Whether a moment is one at which something can begin.
pub const fn is_on_tick(at: Timestamp) -> bool {
    at.0.rem_euclid(TICK_MS) == 0
}

/// Who does something to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever has its link; they may change it until so many minutes before.
    Customer(i64),
    /// An agent or admin.
    Staff,
}

/// How an appointment stands after a step, or a sentence that says why that may not be done now.
///
/// # Errors
/// What holds.
pub fn decide(a: &Appointment, who: Actor, step: Step, now: Timestamp) -> Result<State, String> {
    let already = || Err(format!("This appointment is {} already.", a.state.label().to_lowercase()));
    match (step, a.state) {
        (Step::Book, State::Held) => Ok(State::Booked),
        (_, State::Held) => Err("This appointment is not booked yet.".into()),
        (Step::Move | Step::Cancel, State::Booked) => {
            if let Actor::Customer(minutes) = who {
                if now >= a.starts_at {
                    return Err("This appointment has begun already. Please call us.".into());
                }
                if now.plus_ms(minutes * MINUTE) > a.starts_at {
                    return Err(format!("Appointments can be moved or cancelled here until {} before. Please call us.", minutes_words(minutes)));
                }
            }
            Ok(if step == Step::Move { State::Booked } else { State::Cancelled })
        }
        (Step::Finish | Step::Miss, State::Booked | State::Done | State::NoShow) if who == Actor::Staff => {
            let to = if step == Step::Finish { State::Done } else { State::NoShow };
            if now < a.starts_at {
                return Err("This appointment has not begun yet.".into());
            }
            if to == a.state { already() } else { Ok(to) }
        }
        (Step::Finish | Step::Miss, _) if who != Actor::Staff => Err("Only staff can do this.".into()),
        _ => already(),
    }
}

/// What this person may do to an appointment now.
pub fn possible(a: &Appointment, who: Actor, now: Timestamp) -> Vec<Step> {
    Step::ALL.iter().copied().filter(|step| *step != Step::Book && decide(a, who, *step, now).is_ok()).collect()
}

/// Who is asked first when anyone will do: whoever has the fewest appointments that day, among equals the one who joined first.
pub fn by_least_booked(candidates: &[MemberId], booked: &[(MemberId, i64)]) -> Vec<MemberId> {
    let many = |who: &MemberId| booked.iter().find(|(id, _)| id == who).map_or(0, |(_, n)| *n);
    let mut order = candidates.to_vec();
    order.sort_by_key(|who| (many(who), *who));
    order
}

/// When to remind of what was booked or moved now: none of what is over, and none that would come together with the confirmation.
pub fn reminders(starts_at: Timestamp, now: Timestamp) -> Vec<(i64, Timestamp)> {
    REMIND_MS.iter().map(|before| (*before, starts_at.plus_ms(-before))).filter(|(_, at)| at.since(now) >= HOUR / 2).collect()
}

/// Whether a reminder that was asked for is still right: it is neither early nor late, as when the appointment was moved, nor pointless.
pub fn is_to_remind(a: &Appointment, before: i64, now: Timestamp) -> bool {
    let late = now.since(a.starts_at.plus_ms(-before));
    a.state == State::Booked && now < a.starts_at && (0..=REMIND_LATE_MS).contains(&late)
}

/// Appointments as somebody who is asked about them wants them: the next one first, then what is over or called off, the latest first.
pub fn next_first(all: Vec<Appointment>, now: Timestamp) -> Vec<Appointment> {
    let (mut next, mut past): (Vec<_>, Vec<_>) = all.into_iter().partition(|a| a.state == State::Booked && a.ends_at > now);
    next.sort_by_key(|a| (a.starts_at, a.id));
    past.sort_by_key(|a| std::cmp::Reverse((a.starts_at, a.id)));
    next.extend(past);
    next
}

#[cfg(test)]
mod tests;
