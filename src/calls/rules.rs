//! What becomes of calls. Pure.

use super::model::{Call, IceServer, Part, Stage};
use crate::kernel::ids::MemberId;
use crate::kernel::time::Timestamp;

/// How long a call rings.
pub const RINGS_MS: i64 = 45_000;
/// A call of which no browser was heard for so long is over; they say every [`STILL_MS`] that they are there.
pub const SILENT_MS: i64 = 60_000;
/// How often a browser says that it still takes part.
pub const STILL_MS: i64 = 20_000;

/// How a call stands.
pub fn stage(call: &Call) -> Stage {
    match (call.answered_at, call.ended_at) {
        (None, None) => Stage::Rings,
        (Some(at), None) => Stage::Goes(at),
        (Some(from), Some(to)) => Stage::Over(to.since(from).max(0)),
        (None, Some(_)) if call.ended_by == Some(call.callee_id) => Stage::Declined,
        (None, Some(_)) if call.ended_by == Some(call.caller_id) => Stage::GivenUp,
        (None, Some(_)) => Stage::Missed,
    }
}

/// What somebody has to do with a call.
pub fn part(call: &Call, reader: MemberId) -> Part {
    match reader {
        m if m == call.caller_id => Part::Caller,
        m if m == call.callee_id => Part::Callee,
        _ => Part::None,
    }
}

/// What a look at a call finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It is over already.
    Over,
    /// It goes on; look again at this moment.
    Again(Timestamp),
    /// It ends by itself, as of this moment.
    Ends(Timestamp),
}

/// Looks whether a call has rung too long, or both browsers have fallen silent: then it ended when one was heard last.
pub fn look(call: &Call, now: Timestamp) -> Look {
    let limit = match stage(call) {
        Stage::Rings => call.rang_at.plus_ms(RINGS_MS),
        Stage::Goes(_) => call.seen_at.plus_ms(SILENT_MS),
        _ => return Look::Over,
    };
    match (limit > now, call.answered_at) {
        (true, _) => Look::Again(limit),
        (false, Some(_)) => Look::Ends(call.seen_at),
        (false, None) => Look::Ends(limit),
    }
}

/// What a message with a call says, wherever it is read.
pub fn call_words(caller: &str) -> String {
    format!("Call from {caller}")
}

/// How a call stands, in words for one of those who see it.
pub fn stage_words(stage: Stage, part: Part) -> String {
    match stage {
        Stage::Rings => "Rings".into(),
        Stage::Goes(_) => "Goes on".into(),
        Stage::Over(ms) => format!("Lasted {}", length(ms)),
        Stage::Missed => "Nobody answered".into(),
        Stage::Declined if part == Part::Callee => "You declined".into(),
        Stage::Declined => "Declined".into(),
        Stage::GivenUp if part == Part::Callee => "Missed".into(),
        Stage::GivenUp => "Not answered".into(),
    }
}

/// How long a call lasts: `0:07`, `12:40`, `1:02:03`.
pub fn length(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Reads `stun:host:port`, `turn:user:password@host:port` or the same with `turns:`.
pub fn ice_server(text: &str) -> Option<IceServer> {
    let (scheme, rest) = text.split_once(':')?;
    let is_host = |host: &str| !host.is_empty() && !host.contains(['@', '/', ' ', ',']) && !host.starts_with([':', '?']);
    match scheme {
        "stun" | "stuns" if is_host(rest) => Some(IceServer { url: text.to_owned(), user: String::new(), password: String::new() }),
        "turn" | "turns" => {
            let (who, host) = rest.rsplit_once('@')?;
            let (user, password) = who.split_once(':')?;
            let is_whole = is_host(host) && !user.is_empty() && !password.is_empty();
            is_whole.then(|| IceServer { url: format!("{scheme}:{host}"), user: user.to_owned(), password: password.to_owned() })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{BusinessId, CallId, ConversationId};

    const AMINA: MemberId = MemberId(1);
    const WANJIRU: MemberId = MemberId(2);

    fn call() -> Call {
        let at = Timestamp(1_000_000);
        Call {
            id: CallId(1),
            business_id: BusinessId(1),
            conversation_id: ConversationId(1),
            caller_id: AMINA,
            callee_id: WANJIRU,
            caller: "Amina".into(),
            callee: "Wanjiru".into(),
            rang_at: at,
            answered_at: None,
            seen_at: at,
            ended_at: None,
            ended_by: None,
        }
    }

    #[test]
    fn who_ended_a_call_that_nobody_answered_decides_what_it_was() {
        let ended = |by| stage(&Call { ended_at: Some(Timestamp(1_010_000)), ended_by: by, ..call() });
        assert_eq!((ended(None), ended(Some(AMINA)), ended(Some(WANJIRU))), (Stage::Missed, Stage::GivenUp, Stage::Declined));
        assert_eq!(stage_words(Stage::GivenUp, Part::Callee), "Missed");
        assert_eq!(stage_words(Stage::GivenUp, Part::Caller), "Not answered");
    }

    #[test]
    fn a_call_rings_for_a_while_and_goes_on_while_somebody_is_heard() {
        let rings = call();
        let limit = rings.rang_at.plus_ms(RINGS_MS);
        assert_eq!(look(&rings, limit.plus_ms(-1)), Look::Again(limit));
        assert_eq!(look(&rings, limit), Look::Ends(limit));
        let heard = limit.plus_ms(3_600_000);
        let goes = Call { answered_at: Some(limit), seen_at: heard, ..rings.clone() };
        assert_eq!(look(&goes, heard.plus_ms(SILENT_MS - 1)), Look::Again(heard.plus_ms(SILENT_MS)));
        assert_eq!(look(&goes, heard.plus_ms(SILENT_MS)), Look::Ends(heard), "it ended when it was heard of last");
        assert_eq!(look(&Call { ended_at: Some(heard), ..goes }, heard), Look::Over);
    }

    #[test]
    fn lengths_are_read_like_a_clock() {
        assert_eq!([0, 7_999, 760_000, 3_723_000].map(length), ["0:00", "0:07", "12:40", "1:02:03"]);
    }

    #[test]
    fn only_the_two_who_speak_have_an_other_end() {
        assert_eq!((call().other(AMINA), call().other(WANJIRU), call().other(MemberId(3))), (Some(WANJIRU), Some(AMINA), None));
    }

    #[test]
    fn servers_are_read_as_browsers_want_them() {
        let server = |url: &str, user: &str, password: &str| Some(IceServer { url: url.into(), user: user.into(), password: password.into() });
        assert_eq!(ice_server("stun:stun.example.com:3478"), server("stun:stun.example.com:3478", "", ""));
        assert_eq!(ice_server("turns:ana:s3:cr@t@turn.example.com?transport=tcp"), server("turns:turn.example.com?transport=tcp", "ana", "s3:cr@t"));
        for wrong in ["", "stun:", "turn:turn.example.com", "turn:ana@turn.example.com", "turn::x@host", "http://host", "stun:a b"] {
            assert_eq!(ice_server(wrong), None, "{wrong}");
        }
    }
}
