//! The listening end of the bus: what one browser (or test) hears.

use super::{Bus, Notice};
use crate::event::Topic;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{Notify, mpsc};

/// How many notices a listener may leave unread before it is cut off. An empty queue takes no room.
pub(super) const QUEUE: usize = 4096;

/// The listening end of one browser (or test).
#[derive(Debug)]
pub struct Mailbox {
    queue: mpsc::Receiver<Arc<Notice>>,
    listener: Listener,
    watched: HashSet<Topic>,
    bus: Bus,
}

/// What the bus keeps of a listener.
#[derive(Clone, Debug)]
pub(super) struct Listener {
    pub id: u64,
    queue: mpsc::Sender<Arc<Notice>>,
    cut: Arc<Cut>,
}

#[derive(Debug, Default)]
struct Cut {
    off: AtomicBool,
    wake: Notify,
}

impl Listener {
    /// Whether it could still take the notice; otherwise it is cut off.
    pub fn tell(&self, notice: &Arc<Notice>) -> bool {
        let taken = self.queue.try_send(Arc::clone(notice)).is_ok();
        if !taken {
            self.cut.off.store(true, Ordering::Release);
            self.cut.wake.notify_one();
        }
        taken
    }
}

impl Mailbox {
    pub(super) fn new(bus: Bus, id: u64) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE);
        Self { queue, listener: Listener { id, queue: sender, cut: Arc::default() }, watched: HashSet::new(), bus }
    }

    /// Starts hearing of `topic`.
    pub fn watch(&mut self, topic: Topic) {
        if self.watched.insert(topic) {
            self.bus.add(topic, self.listener.clone());
        }
    }

    /// Stops hearing of `topic`.
    pub fn unwatch(&mut self, topic: Topic) {
        if self.watched.remove(&topic) {
            self.bus.forget(self.listener.id, &[topic]);
        }
    }

    /// The next notice; `None` once this listener was too slow and has been cut off.
    pub async fn next(&mut self) -> Option<Arc<Notice>> {
        if self.listener.cut.off.load(Ordering::Acquire) {
            return None;
        }
        tokio::select! {
            biased;
            notice = self.queue.recv() => notice,
            () = self.listener.cut.wake.notified() => None,
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
        self.bus.forget(self.listener.id, &watched);
    }
}
