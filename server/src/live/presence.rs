//! Who is there: people with an open socket in this process, however many tabs and devices they have. Coming is told within half a second,
//! going after a moment in which the next page may open its socket, waking up after having been idle like coming; the member rows are
//! refreshed in batches.

use super::people::People;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use stoa::accounts::{self, Person};
use stoa::event::{Heard, Hint, Subject, Topic};
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::platform::{Clock, Notice, Services};
use tokio::time::Instant;

/// How often changes are told.
const TICK: Duration = Duration::from_millis(500);
/// Rows say “online until” this far ahead.
const AHEAD_MS: i64 = 90_000;
/// More changes at once than this, and desks read the whole list again.
const TOLD_MAX: usize = 100;

/// The people of this process. Clones are the same people.
#[derive(Clone, Debug)]
pub struct Presence {
    people: Arc<Mutex<People>>,
    clock: Clock,
}

/// One open socket of a person.
#[derive(Debug)]
pub struct Visit {
    presence: Presence,
    member: MemberId,
}

impl Presence {
    /// The people of this process.
    pub fn of(services: &Services) -> Arc<Self> {
        services.part(|| {
            let presence = Self { people: Arc::default(), clock: services.clock().clone() };
            tokio::spawn(keep(presence.clone(), services.clone()));
            presence
        })
    }

    /// A socket opens, unless its person has `most` of them already.
    pub fn arrive(&self, person: &Person, most: usize) -> Option<Visit> {
        let has_come = self.people().arrive(person.business(), person.member(), most, self.clock.now());
        has_come.then(|| Visit { presence: self.clone(), member: person.member() })
    }

    /// Another process says that this person is gone, but they are here.
    pub fn insist(&self, member: MemberId) {
        self.people().insist(member);
    }

    fn people(&self) -> MutexGuard<'_, People> {
        self.people.lock().expect("no panic while locked")
    }
}

impl Visit {
    /// The person did something: wrote, typed, read. Who does nothing for a while is idle.
    pub fn act(&self) {
        self.presence.people().act(self.member, self.presence.clock.now());
    }

    /// The person looks at a conversation: whoever is in it hears that they are there, and later that they left.
    pub fn look_at(&self, services: &Services, talk: ConversationId) {
        if self.presence.people().add_talk(self.member, talk) {
            tell(services, Topic::Conversation(talk), self.member, true);
        }
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.presence.people().leave(self.member, Instant::now());
    }
}

async fn keep(presence: Presence, services: Services) {
    let mut tick = tokio::time::interval(TICK);
    loop {
        tick.tick().await;
        let changes = presence.people().look(Instant::now(), services.now());
        let (came, gone) = (changes.came, changes.gone);
        let now = services.now();
        let online = if changes.refresh.is_empty() { came.clone() } else { changes.refresh };
        let offline: Vec<_> = gone.iter().map(|(business, member, _)| (*business, *member)).collect();
        for (people, until) in [(online, now.plus_ms(AHEAD_MS)), (offline, now)] {
            if !people.is_empty()
                && let Err(error) = accounts::actions::note_presence(&services, &people, until).await
            {
                tracing::warn!(%error, "presence was not written");
            }
        }
        if !changes.active.is_empty()
            && let Err(error) = accounts::actions::note_activity(&services, &changes.active).await
        {
            tracing::warn!(%error, "activity was not written");
        }
        if came.len() + gone.len() > TOLD_MAX {
            let mut businesses: Vec<_> = came.iter().map(|c| c.0).chain(gone.iter().map(|g| g.0)).collect();
            businesses.sort_unstable();
            businesses.dedup();
            businesses.into_iter().for_each(|b| services.bus().hint(Topic::Desk(b), Hint { what: Subject::Everything, id: 0 }));
        } else {
            came.into_iter().for_each(|(business, member)| tell(&services, Topic::Desk(business), member, true));
            gone.iter().for_each(|(business, member, _)| tell(&services, Topic::Desk(*business), *member, false));
        }
        for (_, member, talks) in gone {
            talks.into_iter().map(Topic::Conversation).chain([Topic::Person(member)]).for_each(|topic| tell(&services, topic, member, false));
        }
    }
}

fn tell(services: &Services, topic: Topic, member: MemberId, online: bool) {
    services.bus().publish(Notice::fleeting(topic, &Heard::Presence { member, online, at: services.now() }));
}
