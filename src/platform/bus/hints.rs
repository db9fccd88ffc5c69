//! Hints for lists: many in a short time become one frame, so that a busy ticket does not flood every desk.

use super::{Bus, Notice};
use crate::event::{Heard, Hint, Subject, Topic};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Hints of one topic go out at most this often.
const PAUSE: Duration = Duration::from_millis(250);
/// More hints than this in one pause become “read everything again”.
const MOST: usize = 50;
/// More topics than this, and those that were quiet for a while are forgotten.
const KEPT: usize = 1024;

/// What waits, by topic.
pub(super) type AllHints = HashMap<Topic, Hints>;

#[derive(Debug, Default)]
pub(super) struct Hints {
    sent: Option<Instant>,
    waiting: BTreeSet<Hint>,
    timer: bool,
}

impl Bus {
    /// Tells lists to look at something again; many hints in a short time become one frame.
    pub fn hint(&self, topic: Topic, hint: Hint) {
        let mut all = self.inner.hints.lock().expect("no panic while locked");
        if all.len() > KEPT {
            all.retain(|_, h| h.timer || !h.waiting.is_empty() || h.sent.is_some_and(|sent| sent.elapsed() < PAUSE));
        }
        let hints = all.entry(topic).or_default();
        hints.waiting.insert(hint);
        if hints.timer {
            return;
        }
        let since = hints.sent.map_or(PAUSE, |sent| sent.elapsed());
        if since >= PAUSE {
            drop(all);
            self.flush_hints(topic);
        } else {
            hints.timer = true;
            drop(all);
            let bus = self.clone();
            tokio::spawn(async move {
                tokio::time::sleep(PAUSE.saturating_sub(since)).await;
                bus.flush_hints(topic);
            });
        }
    }

    /// Tells the lists of this process that hints may have been lost.
    pub fn hint_everything(&self) {
        for topic in self.watched().into_iter().filter(|t| !t.is_durable()) {
            let hints = vec![Hint { what: Subject::Everything, id: 0 }];
            self.deliver(&Arc::new(Notice::fleeting(topic, &Heard::Changed { topic, hints })));
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
        let hints: Vec<Hint> = if waiting.len() > MOST { vec![Hint { what: Subject::Everything, id: 0 }] } else { waiting.into_iter().collect() };
        if !hints.is_empty() {
            self.publish(Notice::fleeting(topic, &Heard::Changed { topic, hints }));
        }
    }
}
