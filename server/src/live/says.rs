//! What a browser says, one frame at a time.

use super::FRAME_MAX;
use super::ending::End;
use super::sends::answer;
use super::socket::Socket;
use super::typed::text_for_the_desk;
use axum::extract::ws::Message;
use stoa::Error;
use stoa::calls::actions as calls;
use stoa::conversations::{actions as conversations, receipts};
use stoa::event::{Heard, Say, Signal, Topic};
use stoa::kernel::ids::{CallId, ConversationId, FileId};
use stoa::platform::Notice;
use tokio::time::Instant;
use uuid::Uuid;

use super::watches::MOST;

impl Socket {
    /// Does what the browser says.
    pub(super) async fn said(&mut self, message: Message) -> Result<(), End> {
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return self.strike(Error::field("frame", "Frames are JSON text, not binary.")).await,
            // The library answers pings by itself, when something is written.
            Message::Ping(_) | Message::Pong(_) => return self.may_speak(),
            Message::Close(_) => return Err(End::Gone),
        };
        if text.len() > FRAME_MAX {
            return self.strike(Error::field("frame", format!("This frame has {} bytes; {FRAME_MAX} is the most.", text.len()))).await;
        }
        match serde_json::from_str(&text) {
            Ok(Say::Send { conversation, client_id, body, files }) => {
                if let Err(error) = self.check_rate() {
                    // Whoever does not stop for this is shown out like anybody who says too much.
                    return if self.may_speak().is_ok() { self.tell(&answer(client_id, Err(error))).await } else { self.too_fast().await };
                }
                self.visit.act();
                self.send(conversation, client_id, &body, files).await
            }
            Ok(say) => {
                if self.may_speak().is_err() {
                    return self.too_fast().await;
                }
                Box::pin(self.other(say)).await
            }
            Err(error) => self.strike(complaint(&error)).await,
        }
    }

    async fn send(&mut self, conversation: ConversationId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<(), End> {
        let composed = match Box::pin(self.watches.lane(&self.services, &self.person, conversation)).await {
            Ok(lane) => conversations::compose(lane, client_id, body, files),
            Err(error) => Err(error),
        };
        let taken = match composed {
            Ok(message) => self.sends.take(message).await,
            Err(error) => Err(error),
        };
        match taken {
            Ok(()) => Ok(()),
            Err(error) => self.tell(&answer(client_id, Err(error))).await,
        }
    }

    async fn other(&mut self, say: Say) -> Result<(), End> {
        match say {
            Say::Watch { topic, after } => self.watch(topic, after).await,
            Say::Unwatch { topic } => {
                self.forget(topic);
                Ok(())
            }
            Say::Typing { conversation, text } => self.typing(conversation, text).await,
            Say::Seen { conversation, seq, read } => self.seen(conversation, seq, read).await,
            Say::Signal { call, signal } => self.signal(call, signal).await,
            Say::Ping => self.tell(&Heard::Pong { now: self.services.now() }).await,
            Say::Send { conversation, client_id, body, files } => self.send(conversation, client_id, &body, files).await,
        }
    }

    async fn watch(&mut self, topic: Topic, after: i64) -> Result<(), End> {
        if !self.watches.has(topic) && !self.watches.has_room() {
            let error = Error::field("topic", format!("One page watches {MOST} topics at most."));
            return self.tell(&Heard::Denied { topic, error }).await;
        }
        // Listening comes before reading: what happens in between is then heard, and dropped when it was read already.
        self.mailbox.watch(topic);
        let head = match self.watches.authorise(&self.services, &self.person, topic).await {
            Ok(head) => head,
            Err(Error::Internal) => return Err(End::Failing),
            Err(error) => {
                self.forget(topic);
                return self.tell(&Heard::Denied { topic, error }).await;
            }
        };
        if !topic.is_durable() {
            self.watches.set_sent(topic, 0);
            self.looks.begin(topic, &self.person);
            return self.tell(&Heard::CaughtUp { topic, seq: 0 }).await;
        }
        let after = after.max(0);
        self.watches.set_sent(topic, after);
        let is_near = (0..=super::watches::BEHIND_MAX).contains(&(head - after));
        self.catch_up(topic, head).await?;
        if let Topic::Conversation(talk) = topic {
            self.visit.look_at(&self.services, talk);
        }
        // Otherwise the new head has been told with the resync.
        if is_near { self.tell(&Heard::CaughtUp { topic, seq: self.watches.sent(topic) }).await } else { Ok(()) }
    }

    async fn typing(&mut self, conversation: ConversationId, text: Option<String>) -> Result<(), End> {
        if !self.rates.may_type(Instant::now()) {
            return Ok(());
        }
        self.visit.act();
        let lane = match self.watches.lane(&self.services, &self.person, conversation).await {
            Ok(lane) => lane,
            Err(error) => return self.tell(&Heard::Denied { topic: Topic::Conversation(conversation), error }).await,
        };
        let (who, bus) = (lane.person(), self.services.bus());
        let typing = |text| Heard::Typing { conversation, member: who.member(), name: who.name().to_owned(), text };
        if !who.is_staff() {
            let text = text_for_the_desk(&self.services, lane, text).await;
            bus.publish(Notice::fleeting(Topic::Desk(who.business()), &typing(text)));
        }
        // Whoever is in the talk hears that somebody types, never what.
        bus.publish(Notice::fleeting(Topic::Conversation(conversation), &typing(None)));
        Ok(())
    }

    async fn seen(&mut self, conversation: ConversationId, seq: i64, read: bool) -> Result<(), End> {
        if read {
            self.visit.act();
        }
        let sent = self.watches.sent(Topic::Conversation(conversation));
        match self.watches.lane(&self.services, &self.person, conversation).await {
            // Nobody has seen what does not exist yet.
            Ok(lane) => receipts::note(&self.services, lane, seq.clamp(0, sent.max(lane.conversation().head)), read),
            Err(error) => return self.tell(&Heard::Denied { topic: Topic::Conversation(conversation), error }).await,
        }
        Ok(())
    }

    /// Carries something to the other end of a call. Whoever takes no part, or no more, hears that it is over.
    async fn signal(&mut self, call: CallId, signal: Signal) -> Result<(), End> {
        self.visit.act();
        match calls::signal(&self.services, &self.person, call, &signal).await {
            Ok(None) => Ok(()),
            Ok(Some(other)) => {
                self.services.bus().publish(Notice::fleeting(Topic::Person(other), &Heard::Signal { call, signal }));
                Ok(())
            }
            Err(Error::Internal) => Err(End::Failing),
            Err(_) => self.tell(&Heard::Signal { call, signal: Signal::Bye }).await,
        }
    }

    fn may_speak(&mut self) -> Result<(), End> {
        if self.rates.may_speak(Instant::now()) { Ok(()) } else { Err(End::Rude) }
    }

    async fn too_fast(&mut self) -> Result<(), End> {
        self.tell(&Heard::Misunderstood { error: Error::TooMany(1) }).await?;
        Err(End::Rude)
    }

    async fn strike(&mut self, error: Error) -> Result<(), End> {
        let may_go_on = self.rates.strike();
        self.tell(&Heard::Misunderstood { error }).await?;
        if may_go_on { Ok(()) } else { Err(End::Rude) }
    }
}

/// What is wrong with a frame, under the name of its field where the parser says it.
fn complaint(error: &serde_json::Error) -> Error {
    let words = error.to_string();
    let named = ["missing field `", "unknown field `"].iter().find_map(|start| words.split_once(start)?.1.split('`').next());
    let field = named.unwrap_or(if words.contains("variant") { "say" } else { "frame" });
    Error::field(field, format!("This frame cannot be read: {words}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_name_the_field() {
        let field = |text: &str| match complaint(&serde_json::from_str::<Say>(text).unwrap_err()) {
            Error::Invalid(fields) => fields[0].field.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(field(r#"{"say":"seen","conversation":1,"seq":2}"#), "read");
        assert_eq!(field(r#"{"say":"watch","topic":"desk:1","after":0,"more":1}"#), "more");
        assert_eq!(field(r#"{"say":"shout"}"#), "say");
        assert_eq!(field(r#"{"#), "frame");
        assert_eq!(field(r#"{"topic":"desk:1"}"#), "say");
    }
}
