//! Who in this tab listens to which topic, and the last number each has heard: numbered frames reach each listener in order and once.

use super::model::Heard;
use std::collections::HashMap;
use stoa::event::{Say, Topic};

/// The listeners of this tab.
#[derive(Debug, Default)]
pub struct Cursors {
    topics: HashMap<Topic, Vec<Listener>>,
}

#[derive(Debug)]
struct Listener {
    id: u64,
    seq: i64,
}

impl Cursors {
    /// A new listener that has everything up to `after`. Says what the server must hear.
    pub fn add(&mut self, topic: Topic, after: i64, id: u64) -> Say {
        self.topics.entry(topic).or_default().push(Listener { id, seq: after });
        Say::Watch { topic, after }
    }

    /// A listener is gone. Says what the server must hear when it was the last one.
    pub fn remove(&mut self, topic: Topic, id: u64) -> Option<Say> {
        let listeners = self.topics.get_mut(&topic)?;
        listeners.retain(|l| l.id != id);
        if !listeners.is_empty() {
            return None;
        }
        self.topics.remove(&topic);
        Some(Say::Unwatch { topic })
    }

    /// Everything that is watched, from where the listener that has least goes on: for a fresh connection.
    pub fn resume(&self) -> Vec<Say> {
        let mut says: Vec<Say> =
            self.topics.iter().map(|(topic, all)| Say::Watch { topic: *topic, after: all.iter().map(|l| l.seq).min().unwrap_or(0) }).collect();
        says.sort_by_key(|say| if let Say::Watch { topic, .. } = say { Some(*topic) } else { None });
        says
    }

    /// Who hears this frame.
    pub fn deliver(&mut self, heard: &Heard) -> Vec<u64> {
        match heard {
            Heard::Message { conversation, message } => {
                // Who looks at colleagues wants to know that they have written, whichever lane it was.
                let mut who = self.numbered(Topic::Conversation(*conversation), message.seq);
                who.extend(self.matching(|t| matches!(t, Topic::Colleagues(_))));
                who
            }
            Heard::Event { topic, seq, .. } => self.numbered(*topic, *seq),
            Heard::CaughtUp { topic, seq } => {
                self.each(*topic, |l| l.seq = l.seq.max(*seq));
                self.all_of(*topic)
            }
            Heard::Resync { topic } => {
                // What the listener has may be from another time; the number that counts follows.
                self.each(*topic, |l| l.seq = 0);
                self.all_of(*topic)
            }
            Heard::Changed { topic, .. } | Heard::Denied { topic, .. } => self.all_of(*topic),
            Heard::Receipt { conversation, .. } => self.all_of(Topic::Conversation(*conversation)),
            Heard::Typing { conversation, .. } => {
                self.matching(|t| matches!(t, Topic::Desk(_) | Topic::Colleagues(_)) || *t == Topic::Conversation(*conversation))
            }
            Heard::Looking { conversation, .. } => self.all_of(Topic::Colleagues(*conversation)),
            // It is told to the person it is for alone.
            Heard::Signal { .. } => self.matching(|t| matches!(t, Topic::Person(_))),
            Heard::Presence { .. } => self.matching(|t| matches!(t, Topic::Desk(_) | Topic::Conversation(_))),
            _ => Vec::new(),
        }
    }

    /// Whether anybody listens to the topic.
    pub fn has(&self, topic: Topic) -> bool {
        self.topics.contains_key(&topic)
    }

    fn numbered(&mut self, topic: Topic, seq: i64) -> Vec<u64> {
        let mut who = Vec::new();
        self.each(topic, |l| {
            if seq > l.seq {
                l.seq = seq;
                who.push(l.id);
            }
        });
        who
    }

    fn each(&mut self, topic: Topic, f: impl FnMut(&mut Listener)) {
        self.topics.get_mut(&topic).into_iter().flatten().for_each(f);
    }

    fn all_of(&self, topic: Topic) -> Vec<u64> {
        self.topics.get(&topic).into_iter().flatten().map(|l| l.id).collect()
    }

    fn matching(&self, of: impl Fn(&Topic) -> bool) -> Vec<u64> {
        self.topics.iter().filter(|(topic, _)| of(topic)).flat_map(|(_, all)| all).map(|l| l.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::IgnoredAny;
    use stoa::kernel::ids::{BusinessId, ConversationId, MemberId, TicketId};
    use stoa::kernel::time::Timestamp;

    const CASE: Topic = Topic::Case(TicketId(1));

    fn event(seq: i64) -> Heard {
        Heard::Event { topic: CASE, seq, at: Timestamp(0), event: IgnoredAny }
    }

    #[test]
    fn each_listener_hears_each_number_once() {
        let mut cursors = Cursors::default();
        assert_eq!(cursors.add(CASE, 4, 1), Say::Watch { topic: CASE, after: 4 });
        assert!(cursors.deliver(&event(4)).is_empty());
        assert_eq!(cursors.deliver(&event(5)), [1]);
        cursors.add(CASE, 3, 2);
        assert_eq!((cursors.deliver(&event(4)), cursors.deliver(&event(5)), cursors.deliver(&event(6))), (vec![2], vec![2], vec![1, 2]));
    }

    #[test]
    fn a_new_connection_goes_on_where_the_slowest_listener_was() {
        let mut cursors = Cursors::default();
        cursors.add(CASE, 9, 1);
        cursors.add(CASE, 7, 2);
        assert_eq!(cursors.resume(), [Say::Watch { topic: CASE, after: 7 }]);
        cursors.deliver(&Heard::CaughtUp { topic: CASE, seq: 12 });
        assert_eq!(cursors.resume(), [Say::Watch { topic: CASE, after: 12 }]);
    }

    #[test]
    fn after_a_resync_the_number_starts_where_the_server_says() {
        let mut cursors = Cursors::default();
        cursors.add(CASE, 900, 1);
        assert_eq!(cursors.deliver(&Heard::Resync { topic: CASE }), [1]);
        cursors.deliver(&Heard::CaughtUp { topic: CASE, seq: 20 });
        assert_eq!(cursors.deliver(&event(21)), [1]);
    }

    #[test]
    fn only_the_last_listener_ends_the_watching() {
        let mut cursors = Cursors::default();
        cursors.add(CASE, 0, 1);
        cursors.add(CASE, 0, 2);
        assert_eq!(cursors.remove(CASE, 1), None);
        assert_eq!(cursors.remove(CASE, 2), Some(Say::Unwatch { topic: CASE }));
        assert!(cursors.resume().is_empty() && !cursors.has(CASE));
    }

    #[test]
    fn typing_reaches_the_conversation_and_the_desk() {
        let (talk, desk) = (Topic::Conversation(ConversationId(5)), Topic::Desk(BusinessId(1)));
        let mut cursors = Cursors::default();
        cursors.add(talk, 0, 1);
        cursors.add(Topic::Conversation(ConversationId(6)), 0, 2);
        cursors.add(desk, 0, 3);
        let mut who = cursors.deliver(&Heard::Typing { conversation: ConversationId(5), member: MemberId(1), name: "Ana".into(), text: None });
        who.sort_unstable();
        assert_eq!(who, [1, 3]);
    }
}
