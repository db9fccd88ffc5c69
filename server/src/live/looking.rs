//! Which colleagues look at the same ticket or chat: told to each other while their pages are open, over all processes, and to nobody else.

use super::rooms::{Rooms, Word};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use stoa::accounts::Person;
use stoa::event::{Heard, Topic};
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::platform::{Notice, Services};
use tokio::time::Instant;

/// How often changes are told.
const TICK: Duration = Duration::from_millis(500);

/// Who looks at what in this process.
#[derive(Clone, Debug)]
struct Looking(Arc<Mutex<Rooms>>);

/// The talks that one socket has open.
#[derive(Debug)]
pub struct Looks {
    all: Arc<Looking>,
    open: HashMap<ConversationId, MemberId>,
}

impl Looking {
    fn of(services: &Services) -> Arc<Self> {
        services.part(|| {
            let looking = Self(Arc::default());
            tokio::spawn(keep(looking.clone(), services.clone()));
            looking
        })
    }

    fn rooms(&self) -> MutexGuard<'_, Rooms> {
        self.0.lock().expect("no panic while locked")
    }
}

impl Looks {
    /// None yet.
    pub fn of(services: &Services) -> Self {
        Self { all: Looking::of(services), open: HashMap::new() }
    }

    /// The person, who may, watches a topic. Doing so again changes nothing.
    pub fn begin(&mut self, topic: Topic, person: &Person) {
        if let Topic::Colleagues(talk) = topic
            && !self.open.contains_key(&talk)
            && self.all.rooms().enter(talk, person.member(), person.name())
        {
            self.open.insert(talk, person.member());
        }
    }

    /// They no longer watch it.
    pub fn end(&mut self, topic: Topic) {
        if let Topic::Colleagues(talk) = topic
            && let Some(member) = self.open.remove(&talk)
        {
            self.all.rooms().leave(talk, member, Instant::now());
        }
    }

    /// What is told of colleagues, here or by another process, may want an answer.
    pub fn hear(&self, notice: &Notice) {
        if matches!(notice.topic, Topic::Colleagues(talk) if self.open.contains_key(&talk))
            && let Ok(Heard::Looking { conversation, member, here, asks, .. }) = serde_json::from_str::<Heard>(notice.frame.text())
        {
            self.all.rooms().hear(conversation, member, here, asks);
        }
    }
}

impl Drop for Looks {
    fn drop(&mut self) {
        let mut rooms = self.all.rooms();
        let now = Instant::now();
        self.open.iter().for_each(|(talk, member)| rooms.leave(*talk, *member, now));
    }
}

async fn keep(looking: Looking, services: Services) {
    let mut tick = tokio::time::interval(TICK);
    loop {
        tick.tick().await;
        let words = looking.rooms().look(Instant::now());
        for Word { talk, member, name, here, asks } in words {
            let heard = Heard::Looking { conversation: talk, member, name, here, asks };
            services.bus().publish(Notice::fleeting(Topic::Colleagues(talk), &heard));
        }
    }
}
