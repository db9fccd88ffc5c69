//! What is said automatically, and when to look again. Pure: `now` is a parameter.

use super::model::{Chat, State};
use crate::help::model::Occasion;
use crate::kernel::time::Timestamp;

/// What of the business decides on what is said automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Staffing {
    /// Whether it is open.
    pub is_open: bool,
    /// How many of the staff are there and take chats.
    pub ready: i64,
    /// After so many milliseconds of waiting a visitor is told that it takes long.
    pub long_wait_ms: i64,
}

/// What is to be said automatically now. Whether it was said before is for others to know: each is said once.
pub fn occasion(chat: &Chat, staffing: Staffing, now: Timestamp) -> Option<Occasion> {
    if chat.state != State::Active || chat.asked_seq == 0 || chat.assignee_id.is_some() {
        return None;
    }
    match chat.waiting_since {
        _ if !staffing.is_open => Some(Occasion::OutsideHours),
        Some(since) if now.since(since) >= staffing.long_wait_ms => Some(Occasion::LongWait),
        Some(_) if staffing.ready == 0 => Some(Occasion::NobodyOnline),
        _ => None,
    }
}

/// When to look again whether the visitor has waited long, if that is to come.
pub fn next_look(chat: &Chat, staffing: Staffing, now: Timestamp) -> Option<Timestamp> {
    let due = chat.waiting_since?.plus_ms(staffing.long_wait_ms);
    (chat.state == State::Active && staffing.is_open && due > now).then_some(due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chats::rules::tests::chat;
    use crate::chats::rules::{ended, held_by, waiting};
    use crate::kernel::ids::MemberId;

    #[test]
    fn what_is_said_automatically_depends_on_hours_staff_and_waiting() {
        let open = Staffing { is_open: true, ready: 1, long_wait_ms: 100 };
        let asked = Chat { asked_seq: 1, ..chat() };
        let waits = waiting(asked.clone(), Timestamp(10));
        let closed = Staffing { is_open: false, ..open };
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
        assert_eq!(next_look(&waits, open, Timestamp(20)), Some(Timestamp(110)));
        assert_eq!(next_look(&waits, open, Timestamp(110)), None);
        assert_eq!((next_look(&asked, open, Timestamp(0)), next_look(&waits, closed, Timestamp(20))), (None, None));
    }
}
