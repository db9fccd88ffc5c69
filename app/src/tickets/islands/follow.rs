//! Keeps what a page read up to date: reads it again whenever the socket says that something changed.

use crate::error::Result;
use crate::live;
use crate::live::Heard;
use leptos::prelude::*;
use leptos::task::spawn_local;
use stoa::event::Topic;
use stoa::kernel::time::Timestamp;

/// What happened so shortly before the page was read may be missing in it.
const SLACK_MS: i64 = 5_000;

/// Reads `into` again when something new is heard on `topic`. `since` is when the page was read.
pub fn follow<T, F>(topic: Topic, since: Timestamp, into: RwSignal<T>, read: impl Fn() -> F + Clone + 'static)
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T>> + 'static,
{
    let (is_reading, is_stale, caught_up) = (StoredValue::new(false), StoredValue::new(false), StoredValue::new(false));
    let again = move || {
        is_stale.set_value(true);
        if is_reading.get_value() {
            return;
        }
        is_reading.set_value(true);
        let read = read.clone();
        spawn_local(async move {
            // Whatever is heard while reading is read in the next round.
            while is_stale.try_get_value() == Some(true) {
                is_stale.set_value(false);
                if let Ok(fresh) = read().await {
                    into.try_set(fresh);
                }
            }
            is_reading.try_set_value(false);
        });
    };
    Effect::new(move |_| {
        let again = again.clone();
        let heard = live::watch(topic, 0, move |heard| match heard {
            Heard::Event { at, .. } if at.since(since) > -SLACK_MS => again(),
            Heard::Changed { .. } | Heard::Resync { .. } => again(),
            // After a lost connection hints may have been missed; numbered events come again by themselves.
            Heard::CaughtUp { .. } => {
                if caught_up.get_value() && !topic.is_durable() {
                    again();
                }
                caught_up.set_value(true);
            }
            _ => {}
        });
        on_cleanup(move || drop(heard));
    });
}
