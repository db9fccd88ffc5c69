//! Who hears of what at once: topics and their listeners in this process, joined with other processes by [`super::redis`].
//!
//! The bus is only a hurry: every durable fact is in the database first, so a listener that sees a gap reads it from there.

mod hints;
mod mailbox;
mod notice;

pub use mailbox::Mailbox;
pub use notice::{Frame, Notice};

use crate::event::Topic;
use mailbox::Listener;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tokio::sync::{Notify, mpsc};

/// Topics and their listeners. Clones are the same bus.
#[derive(Clone, Debug, Default)]
pub struct Bus {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    topics: Mutex<HashMap<Topic, Channel>>,
    hints: Mutex<hints::AllHints>,
    next_id: AtomicU64,
    /// To the other processes.
    far: OnceLock<mpsc::Sender<Arc<Notice>>>,
    /// Something for them found no room.
    is_lost: AtomicBool,
    doubt: Notify,
}

/// The listeners of a topic, and the highest number they were told.
#[derive(Debug, Default)]
struct Channel {
    listeners: Vec<Listener>,
    told: i64,
}

impl Bus {
    /// A new listener that watches nothing yet.
    pub fn listen(&self) -> Mailbox {
        Mailbox::new(self.clone(), self.inner.next_id.fetch_add(1, Ordering::Relaxed))
    }

    /// Tells every listener of the topic, here and in the other processes.
    pub fn publish(&self, notice: Notice) {
        let notice = Arc::new(notice);
        self.deliver(&notice);
        // A full queue means that Redis is behind. Nobody waits for it here: the others are told later that they missed something.
        if let Some(far) = self.inner.far.get()
            && far.try_send(notice).is_err()
        {
            self.inner.is_lost.store(true, Ordering::Release);
        }
    }

    /// Tells the listeners in this process only.
    pub fn deliver(&self, notice: &Arc<Notice>) {
        let mut topics = self.inner.topics.lock().expect("no panic while locked");
        let Some(channel) = topics.get_mut(&notice.topic) else { return };
        channel.told = channel.told.max(notice.seq);
        channel.listeners.retain(|listener| listener.tell(notice));
        if channel.listeners.is_empty() {
            topics.remove(&notice.topic);
        }
    }

    /// Compares with the database: the topic has come to `seq`. Listeners hear of it when they have been told less.
    pub fn deliver_head(&self, topic: Topic, seq: i64) {
        let is_news = self.inner.topics.lock().expect("no panic while locked").get(&topic).is_some_and(|c| c.told < seq);
        if is_news {
            self.deliver(&Arc::new(Notice::head(topic, seq)));
        }
    }

    /// Every topic that somebody in this process listens to.
    pub fn watched(&self) -> Vec<Topic> {
        self.inner.topics.lock().expect("no panic while locked").keys().copied().collect()
    }

    /// Notices of other processes may have been lost: whoever waits in [`Bus::doubted`] compares with the database.
    pub fn doubt(&self) {
        self.inner.doubt.notify_one();
    }

    /// Waits for the next doubt.
    pub async fn doubted(&self) {
        self.inner.doubt.notified().await;
    }

    fn add(&self, topic: Topic, listener: Listener) {
        self.inner.topics.lock().expect("no panic while locked").entry(topic).or_default().listeners.push(listener);
    }

    fn forget(&self, listener: u64, watched: &[Topic]) {
        let mut topics = self.inner.topics.lock().expect("no panic while locked");
        for topic in watched {
            if let Some(channel) = topics.get_mut(topic) {
                channel.listeners.retain(|l| l.id != listener);
                if channel.listeners.is_empty() {
                    topics.remove(topic);
                }
            }
        }
    }

    /// Whether something found no room on its way to the other processes since this was asked last.
    pub(super) fn take_lost(&self) -> bool {
        self.inner.is_lost.swap(false, Ordering::AcqRel)
    }

    /// Joins the other processes: everything published here also goes into `far`.
    pub(super) fn join(&self, far: mpsc::Sender<Arc<Notice>>) {
        let _ = self.inner.far.set(far);
    }
}

#[cfg(test)]
mod tests {
    use super::mailbox::QUEUE;
    use super::*;
    use crate::event::{Hint, Subject};
    use crate::kernel::ids::{BusinessId, ConversationId};

    const TALK: Topic = Topic::Conversation(ConversationId(1));

    fn said(seq: i64) -> Notice {
        Notice { topic: TALK, seq, frame: "x".to_owned().into() }
    }

    #[tokio::test]
    async fn listeners_hear_their_topics_in_order() {
        let bus = Bus::default();
        let mut mailbox = bus.listen();
        bus.publish(said(1));
        mailbox.watch(TALK);
        bus.publish(said(2));
        bus.publish(said(3));
        assert_eq!(mailbox.next().await.unwrap().seq, 2);
        assert_eq!(mailbox.next().await.unwrap().seq, 3);
        mailbox.unwatch(TALK);
        bus.publish(said(4));
        assert!(mailbox.try_next().is_none());
    }

    #[tokio::test]
    async fn a_listener_that_does_not_read_is_cut_off_not_skipped() {
        let bus = Bus::default();
        let mut mailbox = bus.listen();
        mailbox.watch(TALK);
        for seq in 0..=QUEUE as i64 {
            bus.publish(said(seq));
        }
        assert!(mailbox.next().await.is_none());
        assert!(bus.watched().is_empty());
    }

    #[tokio::test]
    async fn what_found_no_room_on_its_way_to_other_processes_is_remembered_once() {
        let bus = Bus::default();
        let (far, mut outgoing) = mpsc::channel(1);
        bus.join(far);
        bus.publish(said(1));
        assert!(!bus.take_lost());
        bus.publish(said(2));
        assert!(bus.take_lost() && !bus.take_lost());
        assert_eq!(outgoing.recv().await.unwrap().seq, 1);
    }

    #[tokio::test]
    async fn a_lost_notice_is_made_up_for_by_the_head_of_its_topic() {
        let bus = Bus::default();
        let mut mailbox = bus.listen();
        mailbox.watch(TALK);
        bus.publish(said(7));
        bus.deliver_head(TALK, 7);
        bus.deliver_head(TALK, 9);
        bus.deliver_head(TALK, 9);
        assert!(!mailbox.next().await.unwrap().frame.is_empty());
        assert_eq!(*mailbox.next().await.unwrap(), Notice::head(TALK, 9));
        assert!(mailbox.try_next().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn many_hints_become_one_frame() {
        let bus = Bus::default();
        let mut mailbox = bus.listen();
        let topic = Topic::Desk(BusinessId(1));
        mailbox.watch(topic);
        for id in 0..10 {
            bus.hint(topic, Hint { what: Subject::Ticket, id });
        }
        assert!(mailbox.next().await.unwrap().frame.text().contains(r#""id":0"#));
        let rest = mailbox.next().await.unwrap();
        assert!(rest.frame.text().contains(r#""id":9"#) && rest.frame.text().contains(r#""id":1"#));
        assert!(mailbox.try_next().is_none());
    }
}
