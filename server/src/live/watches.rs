//! What a socket watches: who may, how far each topic has been sent, and the talks its person may write in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use stoa::accounts::Person;
use stoa::accounts::model::Role;
use stoa::conversations::actions::{self as conversations, Lane};
use stoa::conversations::model::Kind;
use stoa::event::{Heard, Topic};
use stoa::kernel::ids::ConversationId;
use stoa::platform::{Notice, Services, outbox};
use stoa::tickets::actions as tickets;
use stoa::{Error, Result};

/// How many topics one socket may watch.
pub const MOST: usize = 100;
/// Who is further behind fetches the page anew.
pub const BEHIND_MAX: i64 = 500;
/// How many numbered frames are read from the database at once.
pub const PAGE: i64 = 100;
/// How many opened talks are remembered.
const LANES_MAX: usize = 256;

/// How a notice fits to what has been sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It is the next one, or has no number.
    Next,
    /// It was sent already, or nobody watches.
    Known,
    /// Something in between is missing.
    Gap,
}

/// The topics of one socket.
#[derive(Debug, Default)]
pub struct Watches {
    sent: HashMap<Topic, i64>,
    lanes: HashMap<ConversationId, Lane>,
}

impl Watches {
    /// Whether one more topic may be watched.
    pub fn has_room(&self) -> bool {
        self.sent.len() < MOST
    }

    /// Whether the topic is watched.
    pub fn has(&self, topic: Topic) -> bool {
        self.sent.contains_key(&topic)
    }

    /// Everything that is watched.
    pub fn topics(&self) -> Vec<Topic> {
        self.sent.keys().copied().collect()
    }

    /// The topic has been sent up to `seq`.
    pub fn set_sent(&mut self, topic: Topic, seq: i64) {
        self.sent.insert(topic, seq);
    }

    /// How far the topic has been sent.
    pub fn sent(&self, topic: Topic) -> i64 {
        self.sent.get(&topic).copied().unwrap_or(0)
    }

    /// No longer watched.
    pub fn forget(&mut self, topic: Topic) {
        self.sent.remove(&topic);
    }

    /// Whether the notice may go out as it is; then it counts as sent.
    pub fn fit(&mut self, notice: &Notice) -> Fit {
        let Some(sent) = self.sent.get_mut(&notice.topic) else { return Fit::Known };
        match notice.seq {
            0 => Fit::Next,
            seq if seq <= *sent => Fit::Known,
            seq if seq == *sent + 1 && !notice.frame.is_empty() => {
                *sent = seq;
                Fit::Next
            }
            _ => Fit::Gap,
        }
    }

    /// A talk the person may write in, opened when it is not yet.
    ///
    /// # Errors
    /// `NotFound` when they may not.
    pub async fn lane(&mut self, services: &Services, person: &Person, id: ConversationId) -> Result<&Lane> {
        if self.lanes.len() >= LANES_MAX && !self.lanes.contains_key(&id) {
            self.lanes.clear();
        }
        Ok(match self.lanes.entry(id) {
            Entry::Occupied(lane) => lane.into_mut(),
            Entry::Vacant(place) => place.insert(conversations::open(services, person, id).await?),
        })
    }

    /// The person may have changed: every talk is opened afresh.
    pub fn close_lanes(&mut self) {
        self.lanes.clear();
    }

    /// Whether the person may watch the topic, and how far it has come.
    ///
    /// # Errors
    /// `NotFound` when they may not.
    pub async fn authorise(&mut self, services: &Services, person: &Person, topic: Topic) -> Result<i64> {
        let may = match topic {
            Topic::Conversation(id) => {
                self.lanes.remove(&id);
                return Ok(self.lane(services, person, id).await?.conversation().head);
            }
            Topic::Ticket(id) | Topic::Case(id) => {
                tickets::may_watch(services, person, id, matches!(topic, Topic::Ticket(_))).await?;
                return outbox::find_head(services.db(), topic).await;
            }
            Topic::Desk(business) => person.is_staff() && business == person.business(),
            Topic::Admin(business) => person.role() == Role::Admin && business == person.business(),
            Topic::Person(member) => member == person.member(),
            Topic::Colleagues(talk) => {
                person.is_staff() && matches!(self.lane(services, person, talk).await?.conversation().kind, Kind::CustomerLane | Kind::Chat)
            }
        };
        if may { Ok(0) } else { Err(Error::NotFound) }
    }

    /// The next numbered frames of a durable topic after what has been sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(&mut self, services: &Services, person: &Person, topic: Topic) -> Result<Vec<(i64, Heard)>> {
        let after = self.sent(topic);
        match topic {
            Topic::Conversation(conversation) => {
                let lane = self.lane(services, person, conversation).await?;
                let messages = conversations::messages_after(services, lane, after, PAGE).await?;
                Ok(messages.into_iter().map(|message| (message.seq, Heard::Message { conversation, message })).collect())
            }
            _ => outbox::list_after(services.db(), topic, after, PAGE).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::event::{Hint, Subject};
    use stoa::kernel::ids::{BusinessId, TicketId};

    #[test]
    fn notices_go_out_once_and_in_order() {
        let topic = Topic::Case(TicketId(1));
        let notice = |seq| Notice::numbered(topic, seq, &Heard::CaughtUp { topic, seq });
        let mut watches = Watches::default();
        assert_eq!(watches.fit(&notice(1)), Fit::Known);
        watches.set_sent(topic, 4);
        assert_eq!(watches.fit(&notice(4)), Fit::Known);
        assert_eq!(watches.fit(&notice(6)), Fit::Gap);
        assert_eq!(watches.fit(&notice(5)), Fit::Next);
        assert_eq!(watches.fit(&notice(5)), Fit::Known);
        assert_eq!(watches.fit(&Notice::head(topic, 6)), Fit::Gap);
    }

    #[test]
    fn fleeting_notices_go_out_while_they_are_watched() {
        let topic = Topic::Desk(BusinessId(1));
        let notice = Notice::fleeting(topic, &Heard::Changed { topic, hints: vec![Hint { what: Subject::Ticket, id: 1 }] });
        let mut watches = Watches::default();
        assert_eq!(watches.fit(&notice), Fit::Known);
        watches.set_sent(topic, 0);
        assert_eq!((watches.fit(&notice), watches.fit(&notice)), (Fit::Next, Fit::Next));
    }
}
