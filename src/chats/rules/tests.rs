//! What follows for a chat, in every order in which things may be said.

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
    let asked = follow(&chat(), &[said(1, SenderKind::Customer)]).chat;
    let thanked = follow(&asked, &[said(2, SenderKind::Bot)]).chat;
    assert_eq!((thanked.sort_key, thanked.last_message_at), (asked.sort_key, Timestamp(20)), "what is said automatically moves nothing up");
    assert_eq!((kept_key(&thanked, 0), ended(thanked, State::Closed, Timestamp(99)).sort_key), (10, 10));
}

#[test]
fn the_bot_helps_whoever_waits_until_a_human_has_spoken() {
    let waits = follow(&waiting(chat(), Timestamp(5)), &[said(1, SenderKind::Customer)]);
    assert!(waits.asks_bot && may_bot_say(&waits.chat, 1, 1) && !may_bot_say(&waits.chat, 0, 1));
    let taken = held_by(waits.chat.clone(), Some(ANA));
    assert!(!may_bot_say(&taken, 1, 1) && !may_bot_say(&waiting(taken, Timestamp(7)), 1, 1), "what was computed before is not said after");
    let spoke = follow(&waits.chat, &[said(2, SenderKind::Agent)]).chat;
    let again = follow(&waiting(spoke, Timestamp(30)), &[said(3, SenderKind::Customer)]);
    assert!(!again.asks_bot && (0..9).all(|epoch| !may_bot_say(&again.chat, epoch, 3)), "it waits for the human who knows it");
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
