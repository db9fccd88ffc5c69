//! Messages of this person that are not stored yet: kept in the order in which they were written, and sent again until they are.

use super::model::{Heard, Pending, State, Wish};
use std::collections::{BTreeMap, BTreeSet};
use stoa::Error;
use stoa::event::{Say, Topic};
use stoa::kernel::ids::ConversationId;
use uuid::Uuid;

/// The most that may wait.
pub const MOST: usize = 200;
/// What somebody else left unsent on this computer is theirs for so long.
const FORGOTTEN_MS: u64 = 7 * 24 * 60 * 60 * 1000;

/// What waits. Ids begin with the time, so their order is the order of writing.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: BTreeMap<Uuid, Pending>,
    /// Stored messages whose wish is being carried out.
    wishes: BTreeMap<Uuid, Pending>,
    /// What this tab has seen in the browser's storage: only of that can another tab say that it is settled.
    written: BTreeSet<Uuid>,
}

/// What a change means for the copy in the browser's storage.
#[derive(Clone, Debug, PartialEq)]
pub enum Keep {
    /// Write it down.
    Put(Pending),
    /// It need not be sent again.
    Drop(Uuid),
}

/// What follows from a frame that answers a message of ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Where something else waits now.
    pub talk: ConversationId,
    /// What that means for storage.
    pub keep: Option<Keep>,
    /// What is to be done now that the message is stored.
    pub wish: Option<(Uuid, Wish)>,
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

    /// A message that was found in storage. Gives its wish when it is stored already and only that is left to do.
    pub fn find(&mut self, message: Pending) -> Option<(Uuid, Wish)> {
        let id = message.client_id;
        self.written.insert(id);
        if !matches!(message.state, State::Stored(_)) {
            self.add(message);
            return None;
        }
        let wish = message.wish?;
        self.wishes.insert(id, message).is_none().then_some((id, wish))
    }

    /// A message was written down, or could not be.
    pub fn note_written(&mut self, client_id: Uuid, is_written: bool) {
        if is_written {
            self.written.insert(client_id);
        } else {
            self.written.remove(&client_id);
        }
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

    /// The wish of a stored message was carried out, or refused in sight.
    pub fn fulfilled(&mut self, client_id: Uuid) -> Option<Keep> {
        self.wishes.remove(&client_id).map(|_| Keep::Drop(client_id))
    }

    /// Another tab of this person has dealt with what is no longer written down. What never was is still this tab's alone.
    pub fn settled_elsewhere(&mut self, is_kept: impl Fn(Uuid) -> bool) -> Vec<ConversationId> {
        let written = &mut self.written;
        let gone = self.waiting.extract_if(.., |id, m| !matches!(m.state, State::Stored(_)) && written.contains(id) && !is_kept(*id));
        let talks = gone.map(|(_, m)| m.conversation).collect();
        self.written.retain(|id| self.waiting.contains_key(id) || self.wishes.contains_key(id));
        talks
    }

    /// Looks whether the frame answers a message of ours.
    /// `is_watched`: its messages are heard, so a stored one stays in view until it comes back as part of the conversation.
    pub fn hear(&mut self, heard: &Heard, is_watched: impl Fn(ConversationId) -> bool) -> Option<Answered> {
        match heard {
            Heard::Stored { client_id, seq, .. } => {
                let message = self.waiting.get_mut(client_id)?;
                let talk = message.conversation;
                message.state = State::Stored(*seq);
                let (keep, wish) = self.stored(*client_id, *seq);
                if !is_watched(talk) {
                    self.waiting.remove(client_id);
                }
                Some(Answered { talk, keep, wish })
            }
            Heard::Refused { client_id, error } => {
                let message = self.waiting.get_mut(client_id).filter(|m| m.state == State::Sending)?;
                message.state = State::Failed(error.clone());
                Some(Answered { talk: message.conversation, keep: Some(Keep::Put(message.clone())), wish: None })
            }
            Heard::Message { conversation, message } => {
                self.waiting.contains_key(&message.client_id).then_some(())?;
                let (keep, wish) = self.stored(message.client_id, message.seq);
                self.waiting.remove(&message.client_id);
                Some(Answered { talk: *conversation, keep, wish })
            }
            // What was stored is part of the state that is fetched anew.
            Heard::Resync { topic: Topic::Conversation(talk) } => {
                let before = self.waiting.len();
                self.waiting.retain(|_, m| m.conversation != *talk || !matches!(m.state, State::Stored(_)));
                (before > self.waiting.len()).then_some(Answered { talk: *talk, keep: None, wish: None })
            }
            _ => None,
        }
    }

    /// It is stored: once that is known, its wish is carried out; until that is done it stays written down, so that a reload carries it out.
    fn stored(&mut self, client_id: Uuid, seq: i64) -> (Option<Keep>, Option<(Uuid, Wish)>) {
        let Some(message) = self.waiting.get_mut(&client_id) else { return (None, None) };
        let Some(wish) = message.wish.take() else {
            return ((!self.wishes.contains_key(&client_id)).then_some(Keep::Drop(client_id)), None);
        };
        let wished = Pending { state: State::Stored(seq), wish: Some(wish), ..message.clone() };
        self.wishes.insert(client_id, wished.clone());
        (Some(Keep::Put(wished)), Some((client_id, wish)))
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

/// Whether a message that somebody else left unsent on this computer is so old that nobody will come back for it. Its id says when it was written.
pub fn is_forgotten(client_id: Uuid, now_ms: f64) -> bool {
    let written_ms = client_id.get_timestamp().map_or(0, |at| at.to_unix().0 * 1000);
    written_ms + FORGOTTEN_MS < now_ms as u64
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
mod tests;
