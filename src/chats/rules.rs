//! What follows for a chat from what is said and done. Pure: `now` is a parameter.

use super::model::{Chat, State};
use crate::conversations::model::SenderKind;
use crate::kernel::ids::MemberId;
use crate::kernel::time::Timestamp;

/// How far unread chats stand before all others: more milliseconds than there will be.
const UNREAD_FIRST: i64 = 1 << 50;
/// For how long a chat can be rated after its end: four weeks.
const RATE_MS: i64 = 28 * 86_400_000;
/// Questions in a row without an answer after which a human is called.
pub const MISSES_MAX: i64 = 2;

/// What lists are sorted by, the greatest first: unread, then recent.
pub const fn sort_key(last_message_at: Timestamp, unread: i64) -> i64 {
    if unread > 0 { last_message_at.0 + UNREAD_FIRST } else { last_message_at.0 }
}

/// Something said in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// Its number.
    pub seq: i64,
    /// Who speaks.
    pub kind: SenderKind,
    /// Who exactly; `None` for the bot.
    pub by: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// The start of it.
    pub preview: &'a str,
}

/// What follows from things said.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The chat afterwards.
    pub chat: Chat,
    /// The bot has to answer the visitor's last message.
    pub asks_bot: bool,
    /// The chat began to wait for a human.
    pub waits: bool,
    /// Whoever answered first is in charge now.
    pub taken: bool,
    /// Somebody should look what is to be said automatically.
    pub needs_attention: bool,
}

/// What follows for a chat from what was said since the last look, in order. A human's word ends the bot's: whatever it is computing is not said.
pub fn follow(before: &Chat, said: &[Said<'_>]) -> Followed {
    let mut chat = before.clone();
    let is_active = chat.state == State::Active;
    let (mut asks_bot, mut is_asked) = (false, false);
    for s in said {
        match s.kind {
            // No partner is in a chat.
            SenderKind::System | SenderKind::Partner => continue,
            SenderKind::Bot => {}
            SenderKind::Customer => {
                chat.asked_seq = s.seq;
                chat.unread += 1;
                is_asked = true;
                asks_bot = is_active && chat.bot_holds;
                if is_active && !chat.bot_holds && chat.assignee_id.is_none() && chat.waiting_since.is_none() {
                    chat = waiting(chat, s.at);
                }
            }
            SenderKind::Agent => {
                chat.unread = 0;
                chat.first_response_at = chat.first_response_at.or(Some(s.at));
                asks_bot = false;
                if is_active {
                    let agent = chat.assignee_id.or(s.by);
                    chat = held_by(chat, agent);
                }
            }
        }
        chat.messages += 1;
        chat.last_message_at = s.at;
        chat.last_kind = s.kind;
        chat.preview = s.preview.to_owned();
    }
    chat.sort_key = sort_key(chat.last_message_at, chat.unread);
    let waits = chat.waiting_since.is_some() && before.waiting_since.is_none();
    // Each of the visitor's words may be the first of an evening; what was said once is not said again.
    let needs_attention = is_active && (waits || (is_asked && chat.assignee_id.is_none()));
    Followed { asks_bot, waits, taken: chat.assignee_id != before.assignee_id, needs_attention, chat }
}

/// The chat in the hands of a human: the bot has no word in it any more.
#[must_use]
pub fn held_by(chat: Chat, agent: Option<MemberId>) -> Chat {
    Chat { assignee_id: agent, waiting_since: None, ..without_bot(chat) }
}

/// The chat in nobody's hands: it waits for a human from now on, or still.
#[must_use]
pub fn waiting(chat: Chat, now: Timestamp) -> Chat {
    let since = chat.waiting_since.or(Some(now));
    // The first answer is measured from the first waiting: what comes after that answer is no part of it.
    let first = chat.first_waited_at.or(chat.first_response_at.is_none().then_some(now));
    Chat { assignee_id: None, waiting_since: since, first_waited_at: first, ..without_bot(chat) }
}

/// The chat over.
#[must_use]
pub fn ended(chat: Chat, state: State, now: Timestamp) -> Chat {
    let closed_at = chat.closed_at.or(Some(now));
    let sort_key = sort_key(chat.last_message_at, 0);
    Chat { state, closed_at, waiting_since: None, unread: 0, sort_key, ..without_bot(chat) }
}

/// The chat opened again: as at its beginning the bot answers, until a human is wanted. It counts as written in now, or it would be
/// closed for its silence at once.
#[must_use]
pub fn reopened(chat: Chat, now: Timestamp) -> Chat {
    let chat = Chat { state: State::Active, closed_at: None, assignee_id: None, bot_holds: true, bot_epoch: chat.bot_epoch + 1, misses: 0, ..chat };
    Chat { last_message_at: now, sort_key: sort_key(now, chat.unread), ..chat }
}

/// Whether nobody has written in an open chat for so many hours, and nobody is owed an answer: whoever waits for a human, or has the last word
/// with one, keeps their place however long it takes.
pub const fn is_quiet(chat: &Chat, hours: i64, now: Timestamp) -> bool {
    let is_owed = chat.waiting_since.is_some() || (!chat.bot_holds && matches!(chat.last_kind, SenderKind::Customer));
    matches!(chat.state, State::Active) && !is_owed && now.since(chat.last_message_at) >= hours * 3_600_000
}

fn without_bot(chat: Chat) -> Chat {
    let epoch = chat.bot_epoch + i64::from(chat.bot_holds);
    Chat { bot_holds: false, bot_epoch: epoch, misses: 0, ..chat }
}

/// Whether the chat can be rated now: after its end, once or again for four weeks.
pub fn may_rate(chat: &Chat, now: Timestamp) -> bool {
    chat.state != State::Active && chat.closed_at.is_some_and(|at| now.since(at) <= RATE_MS)
}

/// Whether what the bot computed for message `seq` under `epoch` may still be said.
pub const fn may_bot_say(chat: &Chat, epoch: i64, seq: i64) -> bool {
    matches!(chat.state, State::Active) && chat.bot_holds && chat.bot_epoch == epoch && chat.asked_seq == seq
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::kernel::ids::{BusinessId, ChatId, ConversationId};
    use proptest::prelude::*;

    const ANA: MemberId = MemberId(9);

    /// A chat that just began.
    pub(crate) fn chat() -> Chat {
        Chat {
            id: ChatId(1),
            business_id: BusinessId(1),
            conversation_id: ConversationId(1),
            notes_id: ConversationId(2),
            asker_id: MemberId(3),
            customer_id: None,
            assignee_id: None,
            ticket_id: None,
            state: State::Active,
            bot_holds: true,
            bot_epoch: 0,
            misses: 0,
            asked_seq: 0,
            unread: 0,
            messages: 0,
            sort_key: 0,
            preview: String::new(),
            last_kind: SenderKind::System,
            waiting_since: None,
            first_waited_at: None,
            first_response_at: None,
            opened_at: Timestamp(0),
            closed_at: None,
            last_message_at: Timestamp(0),
            rating: None,
            feedback: String::new(),
            browser: String::new(),
            zone: String::new(),
        }
    }

    fn said(seq: i64, kind: SenderKind) -> Said<'static> {
        Said { seq, kind, by: (kind == SenderKind::Agent).then_some(ANA), at: Timestamp(seq * 10), preview: "x" }
    }

    #[test]
    fn the_bot_is_asked_while_it_holds_the_chat() {
        let after = follow(&chat(), &[said(1, SenderKind::Bot), said(2, SenderKind::Customer)]);
        assert!(after.asks_bot && after.needs_attention && !after.waits);
        let later = follow(&after.chat, &[said(3, SenderKind::Bot), said(4, SenderKind::Customer)]);
        assert!(later.needs_attention, "it may be night by now");
        assert!(!follow(&held_by(later.chat, Some(ANA)), &[said(5, SenderKind::Customer)]).needs_attention, "a human has it");
        assert_eq!((after.chat.asked_seq, after.chat.unread, after.chat.messages), (2, 1, 2));
        assert!(may_bot_say(&after.chat, 0, 2) && !may_bot_say(&after.chat, 0, 1) && !may_bot_say(&after.chat, 1, 2));
    }

    #[test]
    fn a_humans_word_takes_the_chat_from_the_bot_whatever_comes_after_it() {
        let asked = follow(&chat(), &[said(1, SenderKind::Customer)]).chat;
        let after = follow(&asked, &[said(2, SenderKind::Agent), said(3, SenderKind::Customer)]);
        assert!(!after.asks_bot && after.taken);
        assert_eq!((after.chat.assignee_id, after.chat.bot_holds, after.chat.bot_epoch), (Some(ANA), false, 1));
        assert_eq!((after.chat.first_response_at, after.chat.unread), (Some(Timestamp(20)), 1));
        assert!(!may_bot_say(&after.chat, 0, 3));
    }

    #[test]
    fn whom_nobody_holds_waits_from_the_first_word_on() {
        let let_go = waiting(chat(), Timestamp(5));
        assert_eq!((let_go.waiting_since, let_go.bot_epoch), (Some(Timestamp(5)), 1));
        let after = follow(&Chat { waiting_since: None, ..let_go.clone() }, &[said(1, SenderKind::Customer), said(2, SenderKind::Customer)]);
        assert!(after.waits);
        assert_eq!(after.chat.waiting_since, Some(Timestamp(10)));
        assert_eq!(after.chat.first_waited_at, Some(Timestamp(5)), "the first waiting counts");
        assert!(!follow(&let_go, &[said(1, SenderKind::Customer)]).waits, "it waits already");
        assert_eq!(held_by(let_go, Some(ANA)).waiting_since, None);
    }

    #[test]
    fn a_chat_that_is_over_has_no_bot_and_nobody_waits() {
        let over = ended(waiting(chat(), Timestamp(5)), State::Closed, Timestamp(9));
        assert_eq!((over.closed_at, over.waiting_since, over.bot_holds), (Some(Timestamp(9)), None, false));
        let late = follow(&over, &[said(1, SenderKind::Customer)]);
        assert!(!late.asks_bot && !late.waits && !late.needs_attention);
        let again = reopened(over.clone(), Timestamp(99));
        assert!(again.bot_holds && again.bot_epoch > over.bot_epoch && again.state == State::Active && again.closed_at.is_none());
    }

    #[test]
    fn stars_are_given_after_the_end_for_four_weeks() {
        let over = ended(chat(), State::Closed, Timestamp(0));
        assert!(!may_rate(&chat(), Timestamp(0)) && may_rate(&over, Timestamp(RATE_MS)) && !may_rate(&over, Timestamp(RATE_MS + 1)));
        assert!(may_rate(&Chat { state: State::Archived, ..over }, Timestamp(5)));
    }

    #[test]
    fn a_chat_is_quiet_only_when_nobody_is_owed_an_answer() {
        let later = Timestamp(25 * 3_600_000);
        let asked = follow(&chat(), &[said(1, SenderKind::Customer)]).chat;
        assert!(is_quiet(&asked, 24, later) && !is_quiet(&asked, 26, later), "the bot has answered or will");
        let waits = waiting(asked.clone(), Timestamp(20));
        assert!(!is_quiet(&waits, 24, later), "it waits for a human");
        let held = held_by(asked, Some(ANA));
        assert!(!is_quiet(&held, 24, later), "its agent owes an answer");
        let answered = follow(&held, &[said(2, SenderKind::Agent)]).chat;
        assert!(is_quiet(&answered, 24, later));
        assert!(!is_quiet(&ended(answered, State::Closed, Timestamp(30)), 24, later), "it is over");
    }

    #[test]
    fn what_waits_again_after_the_first_answer_does_not_change_how_long_that_took() {
        let answered = follow(&chat(), &[said(1, SenderKind::Customer), said(2, SenderKind::Agent)]).chat;
        let again = waiting(answered, Timestamp(500));
        assert_eq!((again.first_waited_at, again.first_response_at, again.waiting_since), (None, Some(Timestamp(20)), Some(Timestamp(500))));
    }

    #[test]
    fn unread_chats_stand_first_then_recent_ones() {
        let (old, new) = (Timestamp(1_000), Timestamp(1_795_176_000_000));
        assert!(sort_key(old, 1) > sort_key(new, 0) && sort_key(new, 1) > sort_key(old, 2) && sort_key(new, 0) > sort_key(old, 0));
    }

    proptest! {
        /// However the words of visitor, bot and humans fall: after a human spoke the bot is not asked, and looking once or after every word is the same.
        #[test]
        fn the_bot_never_has_the_word_after_a_human(kinds in prop::collection::vec(prop::sample::select(SenderKind::ALL.to_vec()), 1..30), cut in 0_usize..30) {
            let all: Vec<Said<'_>> = kinds.iter().zip(1..).map(|(kind, seq)| said(seq, *kind)).collect();
            let at_once = follow(&chat(), &all);
            let (first, rest) = all.split_at(cut.min(all.len()));
            let in_two = follow(&follow(&chat(), first).chat, rest);
            prop_assert_eq!(&at_once.chat, &in_two.chat);
            if kinds.contains(&SenderKind::Agent) {
                prop_assert!(!at_once.asks_bot && !at_once.chat.bot_holds && at_once.chat.bot_epoch == 1);
                prop_assert!((0..40).all(|seq| !may_bot_say(&at_once.chat, 0, seq)));
            }
        }
    }
}
