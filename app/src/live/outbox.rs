//! Messages of this person that are not stored yet: kept in the order in which they were written, and sent again until they are.

use super::model::{Heard, Pending, State};
use std::collections::BTreeMap;
use stoa::Error;
use stoa::event::Say;
use stoa::kernel::ids::ConversationId;
use uuid::Uuid;

/// The most that may wait.
pub const MOST: usize = 200;

/// What waits. Ids begin with the time, so their order is the order of writing.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: BTreeMap<Uuid, Pending>,
}

/// What a change means for the copy in the browser's storage.
#[derive(Clone, Debug, PartialEq)]
pub enum Keep {
    /// Write it down.
    Put(Pending),
    /// It need not be sent again.
    Drop(Uuid),
}

impl Outbox {
    /// A new message, or one that was found in storage.
    pub fn add(&mut self, mut message: Pending) -> Option<Keep> {
        if self.waiting.len() >= MOST {
            message.state = State::Failed(Error::TooMany(60));
            self.waiting.insert(message.client_id, message);
            return None;
        }
        self.waiting.insert(message.client_id, message.clone());
        Some(Keep::Put(message))
    }

    /// The person tries a refused message again. Says what the server must hear.
    pub fn retry(&mut self, client_id: Uuid) -> Option<(Keep, Say)> {
        let message = self.waiting.get_mut(&client_id).filter(|m| matches!(m.state, State::Failed(_)))?;
        message.state = State::Sending;
        Some((Keep::Put(message.clone()), say(message)))
    }

    /// The person gives a refused message up.
    pub fn discard(&mut self, client_id: Uuid) -> Option<(ConversationId, Keep)> {
        let message = self.waiting.get(&client_id).filter(|m| matches!(m.state, State::Failed(_)))?;
        let conversation = message.conversation;
        self.waiting.remove(&client_id);
        Some((conversation, Keep::Drop(client_id)))
    }

    /// Another tab of this person has dealt with it.
    pub fn settled_elsewhere(&mut self, is_kept: impl Fn(Uuid) -> bool) -> Vec<ConversationId> {
        let gone = self.waiting.extract_if(.., |id, m| matches!(m.state, State::Sending | State::Failed(_)) && !is_kept(*id));
        gone.map(|(_, m)| m.conversation).collect()
    }

    /// Looks whether the frame answers a message of ours; says which conversation changed and what that means for storage.
    /// `is_watched`: its messages are heard, so a stored one stays in view until it comes back as part of the conversation.
    pub fn hear(&mut self, heard: &Heard, is_watched: impl Fn(ConversationId) -> bool) -> Option<(ConversationId, Keep)> {
        match heard {
            Heard::Stored { client_id, seq, .. } => {
                let message = self.waiting.get_mut(client_id)?;
                let conversation = message.conversation;
                message.state = State::Stored(*seq);
                if !is_watched(conversation) {
                    self.waiting.remove(client_id);
                }
                Some((conversation, Keep::Drop(*client_id)))
            }
            Heard::Refused { client_id, error } => {
                let message = self.waiting.get_mut(client_id).filter(|m| m.state == State::Sending)?;
                message.state = State::Failed(error.clone());
                Some((message.conversation, Keep::Put(message.clone())))
            }
            Heard::Message { conversation, message } => {
                self.waiting.remove(&message.client_id)?;
                Some((*conversation, Keep::Drop(message.client_id)))
            }
            // What was stored is part of the state that is fetched anew.
            Heard::Resync { topic: stoa::event::Topic::Conversation(id) } => {
                let before = self.waiting.len();
                let mut last = None;
                self.waiting.retain(|client_id, m| {
                    let goes = m.conversation == *id && matches!(m.state, State::Stored(_));
                    last = if goes { Some(*client_id) } else { last };
                    !goes
                });
                (before > self.waiting.len()).then_some((*id, Keep::Drop(last?)))
            }
            _ => None,
        }
    }

    /// Everything the server has not answered, in order: for a fresh connection.
    pub fn resend(&self) -> Vec<Say> {
        self.waiting.values().filter(|m| m.state == State::Sending).map(say).collect()
    }

    /// What waits in a conversation, in order.
    pub fn of(&self, conversation: ConversationId) -> Vec<Pending> {
        self.waiting.values().filter(|m| m.conversation == conversation).cloned().collect()
    }

    /// Every message that is not stored, to write down once it is known for whom.
    pub fn unstored(&self) -> Vec<Pending> {
        self.waiting.values().filter(|m| !matches!(m.state, State::Stored(_))).cloned().collect()
    }
}

/// How a message is sent.
pub fn say(message: &Pending) -> Say {
    Say::Send {
        conversation: message.conversation,
        client_id: message.client_id,
        body: message.body.clone(),
        files: message.files.iter().map(|f| f.id).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::kernel::time::Timestamp;

    const TALK: ConversationId = ConversationId(3);

    fn written(outbox: &mut Outbox, body: &str) -> Uuid {
        let client_id = Uuid::now_v7();
        outbox.add(Pending { client_id, conversation: TALK, body: body.into(), files: vec![], at: Timestamp(0), state: State::Sending });
        client_id
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
        assert_eq!(outbox.hear(&stored(ids[1]), |_| true), Some((TALK, Keep::Drop(ids[1]))));
        assert_eq!(bodies(&outbox.resend()), ["one", "three"]);
    }

    #[test]
    fn a_stored_message_stays_in_view_until_the_conversation_has_it() {
        let mut outbox = Outbox::default();
        let id = written(&mut outbox, "one");
        outbox.hear(&stored(id), |_| true);
        assert_eq!(outbox.of(TALK)[0].state, State::Stored(1));
        assert!(outbox.unstored().is_empty());
        let message = stoa::conversations::model::MessageView {
            seq: 1,
            client_id: id,
            sender: None,
            name: String::new(),
            kind: stoa::conversations::model::SenderKind::Customer,
            body: "one".into(),
            html: String::new(),
            at: Timestamp(0),
            files: vec![],
            extra: Default::default(),
        };
        outbox.hear(&Heard::Message { conversation: TALK, message }, |_| true);
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
    fn too_many_waiting_messages_fail_in_sight_instead_of_being_lost() {
        let mut outbox = Outbox::default();
        for _ in 0..MOST {
            written(&mut outbox, "x");
        }
        let late = written(&mut outbox, "late");
        assert_eq!(outbox.of(TALK).iter().find(|m| m.client_id == late).map(|m| &m.state), Some(&State::Failed(Error::TooMany(60))));
    }
}
