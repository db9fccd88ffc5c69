//! Who hears of what at once: topics and their listeners in this process, joined with other processes by [`super::redis`].
//!
//! The bus is only a hurry: every durable fact is in the database first, so a listener that sees a gap reads it from there.

use crate::event::{Heard, Hint, Subject, Topic};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, mpsc};

/// How many notices a listener may leave unread before it is cut off.
const QUEUE: usize = 512;
/// Hints of one topic go out at most this often.
const HINT_PAUSE: Duration = Duration::from_millis(250);
/// More hints than this in one pause become “read everything again”.
const HINTS_MAX: usize = 50;

/// One frame for one topic, serialised once for all listeners.
#[derive(Debug, PartialEq, Eq)]
pub struct Notice {
    /// Where it belongs. `None`: the bus may have lost something, look into the database for every topic.
    pub topic: Option<Topic>,
    /// Its number in a durable topic; 0 when fleeting.
    pub seq: i64,
    /// A [`Heard`] as JSON.
    pub frame: Arc<str>,
}

impl Notice {
    /// A numbered notice of a durable topic.
    pub fn numbered(topic: Topic, seq: i64, heard: &Heard) -> Self {
        Self { topic: Some(topic), seq, frame: to_frame(heard) }
    }

    /// A notice nobody misses when it is lost.
    pub fn fleeting(topic: Topic, heard: &Heard) -> Self {
        Self { topic: Some(topic), seq: 0, frame: to_frame(heard) }
    }
}

/// A frame as JSON text.
pub fn to_frame(heard: &Heard) -> Arc<str> {
    serde_json::to_string(heard).expect("frames are plain data").into()
}

/// The listening end of one browser (or test).
#[derive(Debug)]
pub struct Mailbox {
    id: u64,
    queue: mpsc::Receiver<Arc<Notice>>,
    listener: Listener,
    watched: HashSet<Topic>,
    bus: Bus,
}

#[derive(Clone, Debug)]
struct Listener {
    id: u64,
    queue: mpsc::Sender<Arc<Notice>>,
    cut: Arc<Cut>,
}

#[derive(Debug, Default)]
struct Cut {
    off: AtomicBool,
    wake: Notify,
}

#[derive(Debug, Default)]
struct Hints {
    sent: Option<Instant>,
    waiting: BTreeSet<Hint>,
    timer: bool,
}

/// Topics and their listeners. Clones are the same bus.
#[derive(Clone, Debug, Default)]
pub struct Bus {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    topics: Mutex<HashMap<Topic, Vec<Listener>>>,
    hints: Mutex<HashMap<Topic, Hints>>,
    next_id: AtomicU64,
    /// To the other processes.
    far: OnceLock<mpsc::Sender<Arc<Notice>>>,
}

impl Bus {
    /// A new listener that watches nothing yet.
    pub fn listen(&self) -> Mailbox {
        let id = self.inner.next_id.fetch_add(1, Ordering::Relaxed);
        let (sender, queue) = mpsc::channel(QUEUE);
        Mailbox { id, queue, listener: Listener { id, queue: sender, cut: Arc::default() }, watched: HashSet::new(), bus: self.clone() }
    }

    /// Tells every listener of the topic, here and in the other processes.
    pub fn publish(&self, notice: Notice) {
        let notice = Arc::new(notice);
        self.deliver(&notice);
        if let Some(far) = self.inner.far.get() {
            // A full queue means Redis is behind; the periodic recheck of the others makes up for it.
            let _ = far.try_send(notice);
        }
    }

    /// Tells the listeners in this process only.
    pub fn deliver(&self, notice: &Arc<Notice>) {
        let mut topics = self.inner.topics.lock().expect("no panic while locked");
        let send = |listener: &Listener| match listener.queue.try_send(Arc::clone(notice)) {
            Ok(()) => true,
            Err(_) => {
                listener.cut.off.store(true, Ordering::Release);
                listener.cut.wake.notify_one();
                false
            }
        };
        match notice.topic {
            Some(topic) => {
                if let Some(listeners) = topics.get_mut(&topic) {
                    listeners.retain(send);
                    if listeners.is_empty() {
                        topics.remove(&topic);
                    }
                }
            }
            None => {
                let everybody: HashMap<u64, Listener> = topics.values().flatten().map(|l| (l.id, l.clone())).collect();
                everybody.values().for_each(|l| {
                    send(l);
                });
            }
        }
    }

    /// Tells lists to look at something again; many hints in a short time become one frame.
    pub fn hint(&self, topic: Topic, hint: Hint) {
        let mut all = self.inner.hints.lock().expect("no panic while locked");
        let hints = all.entry(topic).or_default();
        hints.waiting.insert(hint);
        if hints.timer {
            return;
        }
        let since = hints.sent.map_or(HINT_PAUSE, |sent| sent.elapsed());
        if since >= HINT_PAUSE {
            drop(all);
            self.flush_hints(topic);
        } else {
            hints.timer = true;
            drop(all);
            let bus = self.clone();
            tokio::spawn(async move {
                tokio::time::sleep(HINT_PAUSE.saturating_sub(since)).await;
                bus.flush_hints(topic);
            });
        }
    }

    fn flush_hints(&self, topic: Topic) {
        let waiting = {
            let mut all = self.inner.hints.lock().expect("no panic while locked");
            let Some(hints) = all.get_mut(&topic) else { return };
            hints.timer = false;
            hints.sent = Some(Instant::now());
            std::mem::take(&mut hints.waiting)
        };
        let hints: Vec<Hint> = if waiting.len() > HINTS_MAX { vec![Hint { what: Subject::Everything, id: 0 }] } else { waiting.into_iter().collect() };
        if !hints.is_empty() {
            self.publish(Notice::fleeting(topic, &Heard::Changed { topic, hints }));
        }
    }

    fn forget(&self, listener: u64, watched: &[Topic]) {
        let mut topics = self.inner.topics.lock().expect("no panic while locked");
        for topic in watched {
            if let Some(listeners) = topics.get_mut(topic) {
                listeners.retain(|l| l.id != listener);
                if listeners.is_empty() {
                    topics.remove(topic);
                }
            }
        }
    }

    /// Joins the other processes: everything published here also goes into `far`.
    pub(super) fn join(&self, far: mpsc::Sender<Arc<Notice>>) {
        let _ = self.inner.far.set(far);
    }

    /// Whether other processes share this bus.
    pub fn is_shared(&self) -> bool {
        self.inner.far.get().is_some()
    }
}

impl Mailbox {
    /// Starts hearing of `topic`.
    pub fn watch(&mut self, topic: Topic) {
        if self.watched.insert(topic) {
            self.bus.inner.topics.lock().expect("no panic while locked").entry(topic).or_default().push(self.listener.clone());
        }
    }

    /// Stops hearing of `topic`.
    pub fn unwatch(&mut self, topic: Topic) {
        if self.watched.remove(&topic) {
            self.bus.forget(self.id, &[topic]);
        }
    }

    /// How many topics it watches.
    pub fn watching(&self) -> usize {
        self.watched.len()
    }

    /// The next notice; `None` once this listener was too slow and has been cut off.
    pub async fn next(&mut self) -> Option<Arc<Notice>> {
        if self.listener.cut.off.load(Ordering::Acquire) {
            return None;
        }
        tokio::select! {
            () = self.listener.cut.wake.notified() => None,
            notice = self.queue.recv() => notice,
        }
    }

    /// A notice that is already there.
    pub fn try_next(&mut self) -> Option<Arc<Notice>> {
        self.queue.try_recv().ok()
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        let watched: Vec<Topic> = self.watched.drain().collect();
        self.bus.forget(self.id, &watched);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{BusinessId, ConversationId};

    fn pong(seq: i64) -> Notice {
        Notice { topic: Some(Topic::Conversation(ConversationId(1))), seq, frame: "x".into() }
    }

    #[tokio::test]
    async fn listeners_hear_their_topics_in_order() {
        let bus = Bus::default();
        let mut mailbox = bus.listen();
        bus.publish(pong(1));
        mailbox.watch(Topic::Conversation(ConversationId(1)));
        bus.publish(pong(2));
        bus.publish(pong(3));
        assert_eq!(mailbox.next().await.unwrap().seq, 2);
        assert_eq!(mailbox.next().await.unwrap().seq, 3);
        mailbox.unwatch(Topic::Conversation(ConversationId(1)));
        bus.publish(pong(4));
        assert!(mailbox.try_next().is_none());
    }

    #[tokio::test]
    async fn a_listener_that_does_not_read_is_cut_off_not_skipped() {
        let bus = Bus::default();
        let mut mailbox = bus.listen();
        mailbox.watch(Topic::Conversation(ConversationId(1)));
        for seq in 0..=QUEUE as i64 {
            bus.publish(pong(seq));
        }
        assert!(mailbox.next().await.is_none());
        assert!(bus.inner.topics.lock().unwrap().is_empty());
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
        assert!(mailbox.next().await.unwrap().frame.contains(r#""id":0"#));
        let rest = mailbox.next().await.unwrap();
        assert!(rest.frame.contains(r#""id":9"#) && rest.frame.contains(r#""id":1"#));
        assert!(mailbox.try_next().is_none());
    }
}
