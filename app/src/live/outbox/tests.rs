//! What the outbox keeps, drops and carries out.

use super::*;
use stoa::kernel::ids::ChatId;
use stoa::kernel::time::Timestamp;

const TALK: ConversationId = ConversationId(3);

const CLOSE: Wish = Wish::Close(ChatId(9));

fn pending(body: &str, wish: Option<Wish>) -> Pending {
    Pending { client_id: Uuid::now_v7(), conversation: TALK, body: body.into(), files: vec![], at: Timestamp(0), state: State::Sending, wish }
}

fn written(outbox: &mut Outbox, body: &str) -> Uuid {
    let message = pending(body, None);
    let client_id = message.client_id;
    outbox.add(message);
    outbox.note_written(client_id, true);
    client_id
}

fn answered(keep: Keep) -> Option<Answered> {
    Some(Answered { talk: TALK, keep: Some(keep), wish: None })
}

fn said(client_id: Uuid) -> Heard {
    let message = stoa::conversations::model::MessageView {
        seq: 1,
        client_id,
        sender: None,
        name: String::new(),
        kind: stoa::conversations::model::SenderKind::Customer,
        body: "one".into(),
        html: String::new(),
        at: Timestamp(0),
        files: vec![],
        extra: Default::default(),
    };
    Heard::Message { conversation: TALK, message }
}

fn stored(client_id: Uuid) -> Heard {
    Heard::Stored { client_id, seq: 1, at: Timestamp(0) }
}

fn bodies(says: &[Say]) -> Vec<&str> {
    says.iter().map(|say| if let Say::Send { body, .. } = say { body.as_str() } else { "?" }).collect()
}

#[test]
fn what_was_not_answered_goes_out_again_in_the_order_of_writing() {
    let mut outbox = Outbox::default();
    let ids = ["one", "two", "three"].map(|body| written(&mut outbox, body));
    assert_eq!(outbox.hear(&stored(ids[1]), |_| true), answered(Keep::Drop(ids[1])));
    assert_eq!(bodies(&outbox.resend()), ["one", "three"]);
}

#[test]
fn a_stored_message_stays_in_view_until_the_conversation_has_it() {
    let mut outbox = Outbox::default();
    let id = written(&mut outbox, "one");
    outbox.hear(&stored(id), |_| true);
    assert_eq!(outbox.of(TALK)[0].state, State::Stored(1));
    assert!(outbox.unstored().is_empty());
    outbox.hear(&said(id), |_| true);
    assert!(outbox.of(TALK).is_empty());
    let unwatched = written(&mut outbox, "two");
    outbox.hear(&stored(unwatched), |_| false);
    assert!(outbox.of(TALK).is_empty());
}

#[test]
fn a_refused_message_waits_for_the_person_and_is_never_resent_by_itself() {
    let mut outbox = Outbox::default();
    let id = written(&mut outbox, "one");
    outbox.hear(&Heard::Refused { client_id: id, error: Error::Internal }, |_| true);
    assert_eq!(outbox.of(TALK)[0].state, State::Failed(Error::Internal));
    assert!(outbox.resend().is_empty());
    assert!(outbox.retry(id).is_some());
    assert_eq!(bodies(&outbox.resend()), ["one"]);
    assert_eq!(outbox.discard(id), None);
    outbox.hear(&Heard::Refused { client_id: id, error: Error::Internal }, |_| true);
    assert_eq!(outbox.discard(id), Some((TALK, Keep::Drop(id))));
}

#[test]
fn a_late_refusal_does_not_undo_what_is_stored() {
    let mut outbox = Outbox::default();
    let id = written(&mut outbox, "one");
    outbox.hear(&stored(id), |_| true);
    assert_eq!(outbox.hear(&Heard::Refused { client_id: id, error: Error::Internal }, |_| true), None);
}

#[test]
fn what_another_tab_has_settled_is_dropped_here() {
    let mut outbox = Outbox::default();
    let (one, two) = (written(&mut outbox, "one"), written(&mut outbox, "two"));
    assert_eq!(outbox.settled_elsewhere(|id| id == two), [TALK]);
    assert_eq!(outbox.of(TALK).iter().map(|m| m.client_id).collect::<Vec<_>>(), [two]);
    assert_ne!(one, two);
}

#[test]
fn what_this_tab_never_wrote_down_is_not_dropped_for_not_being_there() {
    let mut outbox = Outbox::default();
    let (one, two) = (written(&mut outbox, "one"), written(&mut outbox, "two"));
    // The storage was full.
    outbox.note_written(two, false);
    assert_eq!(outbox.settled_elsewhere(|_| false), [TALK]);
    assert_eq!(outbox.of(TALK).iter().map(|m| m.client_id).collect::<Vec<_>>(), [two]);
    assert!(outbox.settled_elsewhere(|_| false).is_empty(), "{one}");
}

#[test]
fn a_wish_waits_until_its_message_is_stored_and_is_carried_out_once() {
    let mut outbox = Outbox::default();
    let message = pending("Bye", Some(CLOSE));
    let id = message.client_id;
    outbox.add(message.clone());
    outbox.hear(&Heard::Refused { client_id: id, error: Error::Internal }, |_| true);
    assert_eq!(outbox.retry(id).map(|(keep, _)| keep), Some(Keep::Put(message.clone())), "it stays with a message that is tried again");
    let first = outbox.hear(&stored(id), |_| true).expect("it is ours");
    let kept = Pending { state: State::Stored(1), ..message };
    assert_eq!((first.wish, first.keep), (Some((id, CLOSE)), Some(Keep::Put(kept))));
    for later in [stored(id), said(id)] {
        let answer = outbox.hear(&later, |_| true).expect("it is ours");
        assert_eq!((answer.wish, answer.keep), (None, None), "it is under way, and written down until it is done");
    }
    assert_eq!(outbox.fulfilled(id), Some(Keep::Drop(id)));
    assert_eq!(outbox.fulfilled(id), None);
}

#[test]
fn a_message_that_comes_back_in_its_talk_is_stored_whatever_became_of_the_answer() {
    let mut outbox = Outbox::default();
    let message = pending("Bye", Some(CLOSE));
    let id = message.client_id;
    outbox.add(message);
    assert_eq!(outbox.hear(&said(id), |_| true).and_then(|a| a.wish), Some((id, CLOSE)));
    assert!(outbox.of(TALK).is_empty() && outbox.resend().is_empty());
}

#[test]
fn a_wish_survives_a_reload_before_and_after_its_message_is_stored() {
    let message = pending("Bye", Some(CLOSE));
    let id = message.client_id;
    let text = serde_json::to_string(&message).expect("plain data");
    let mut outbox = Outbox::default();
    assert_eq!(outbox.find(serde_json::from_str(&text).expect("as it was written")), None);
    assert_eq!(bodies(&outbox.resend()), ["Bye"]);
    let Some(Keep::Put(kept)) = outbox.hear(&stored(id), |_| false).and_then(|a| a.keep) else { panic!("it is not written down") };
    let mut next = Outbox::default();
    assert_eq!(next.find(kept), Some((id, CLOSE)));
    assert!(next.resend().is_empty() && next.of(TALK).is_empty(), "only the wish is left");
}

#[test]
fn what_others_left_unsent_is_theirs_for_a_week() {
    let now = 1_800_000_000_000.0;
    let at = |ms: f64| Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, (ms / 1000.0) as u64, 0));
    let day = 24.0 * 60.0 * 60.0 * 1000.0;
    assert!(!is_forgotten(at(now), now) && !is_forgotten(at(now - 6.0 * day), now));
    assert!(is_forgotten(at(now - 8.0 * day), now));
}

#[test]
fn too_many_waiting_messages_fail_in_sight_instead_of_being_lost() {
    let mut outbox = Outbox::default();
    for _ in 0..MOST {
        written(&mut outbox, "x");
    }
    let late = written(&mut outbox, "late");
    assert_eq!(outbox.of(TALK).iter().find(|m| m.client_id == late).map(|m| &m.state), Some(&State::Failed(Error::TooMany(60))));
}
