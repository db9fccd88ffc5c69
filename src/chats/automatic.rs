//! What is said automatically, and when to look again. Pure: `now` is a parameter.

use super::model::{Chat, State};
use crate::help::model::Occasion;
use crate::kernel::time::Timestamp;

/// What of the business decides on what is said automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Staffing {
    /// When it opens next; `None` while it is open, and when that is not in sight.
    pub opens_at: Option<Timestamp>,
    /// Whether it is open.
    pub is_open: bool,
    /// How many of the staff are there and take chats.
    pub ready: i64,
    /// When whoever waits will have waited long, counted in opening hours: a night is no waiting. `None` while nobody waits.
    pub long_at: Option<Timestamp>,
}

/// What is to be said automatically now. Whether it was said before is for others to know: each is said once.
pub fn occasion(chat: &Chat, staffing: Staffing, now: Timestamp) -> Option<Occasion> {
    if chat.state != State::Active || chat.asked_seq == 0 || chat.assignee_id.is_some() {
        return None;
    }
    match chat.waiting_since {
        _ if !staffing.is_open => Some(Occasion::OutsideHours),
        Some(_) if staffing.long_at.is_some_and(|at| at <= now) => Some(Occasion::LongWait),
        Some(_) if staffing.ready == 0 => Some(Occasion::NobodyOnline),
        _ => None,
    }
}

/// When to look again after whoever waits: in the morning, and when they will have waited long, if that is to come.
pub fn next_look(chat: &Chat, staffing: Staffing, now: Timestamp) -> Option<Timestamp> {
    chat.waiting_since.filter(|_| chat.state == State::Active)?;
    if staffing.is_open { staffing.long_at.filter(|at| *at > now) } else { staffing.opens_at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chats::rules::tests::chat;
    use crate::chats::rules::{ended, held_by, waiting};
    use crate::kernel::ids::MemberId;

    #[test]
    fn what_is_said_automatically_depends_on_hours_staff_and_waiting() {
        let open = Staffing { is_open: true, opens_at: None, ready: 1, long_at: Some(Timestamp(110)) };
        let asked = Chat { asked_seq: 1, ..chat() };
        let waits = waiting(asked.clone(), Timestamp(10));
        let closed = Staffing { is_open: false, opens_at: Some(Timestamp(500)), ..open };
        for (chat, staffing, now, wanted) in [
            (&chat(), closed, 0, None),
            (&asked, open, 0, None),
            (&asked, closed, 0, Some(Occasion::OutsideHours)),
            (&waits, open, 20, None),
            (&waits, Staffing { ready: 0, ..open }, 20, Some(Occasion::NobodyOnline)),
            (&waits, open, 110, Some(Occasion::LongWait)),
            (&waits, Staffing { ready: 0, ..open }, 110, Some(Occasion::LongWait)),
            (&waits, closed, 110, Some(Occasion::OutsideHours)),
            (&held_by(waits.clone(), Some(MemberId(9))), closed, 110, None),
            (&ended(waits.clone(), State::Closed, Timestamp(1)), open, 110, None),
        ] {
            assert_eq!(occasion(chat, staffing, Timestamp(now)), wanted, "{staffing:?} {now}");
        }
    }

    #[test]
    fn whoever_waits_is_looked_after_in_the_morning_and_when_it_takes_long() {
        let waits = waiting(Chat { asked_seq: 1, ..chat() }, Timestamp(10));
        let open = Staffing { is_open: true, opens_at: None, ready: 0, long_at: Some(Timestamp(110)) };
        assert_eq!((next_look(&waits, open, Timestamp(20)), next_look(&waits, open, Timestamp(110))), (Some(Timestamp(110)), None));
        let night = Staffing { is_open: false, opens_at: Some(Timestamp(500)), long_at: Some(Timestamp(600)), ..open };
        assert_eq!(next_look(&waits, night, Timestamp(20)), Some(Timestamp(500)));
        let morning = Staffing { is_open: true, opens_at: None, ..night };
        assert_eq!(occasion(&waits, morning, Timestamp(500)), Some(Occasion::NobodyOnline), "the night did not count");
        assert_eq!(next_look(&waits, morning, Timestamp(500)), Some(Timestamp(600)));
        let for_good = Staffing { opens_at: None, ..night };
        assert_eq!(next_look(&waits, for_good, Timestamp(20)), None);
        let (asked, over) = (Chat { asked_seq: 1, ..chat() }, ended(waits, State::Closed, Timestamp(30)));
        assert_eq!((next_look(&asked, night, Timestamp(20)), next_look(&over, night, Timestamp(40))), (None, None));
    }
}
