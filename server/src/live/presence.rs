//! Who is there: people with an open socket in this process. Coming is told within half a second, going after a moment in which
//! the next page may open its socket; the member rows are refreshed in batches.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use stoa::accounts::{self, Person};
use stoa::event::{Heard, Hint, Subject, Topic};
use stoa::kernel::ids::{BusinessId, ConversationId, MemberId};
use stoa::platform::{Notice, Services};
use tokio::time::Instant;

/// How often changes are told.
const TICK: Duration = Duration::from_millis(500);
/// A page that is being changed has no socket for about this long.
const GRACE: Duration = Duration::from_secs(3);
/// Rows say “online until” this far ahead …
const AHEAD_MS: i64 = 90_000;
/// … and are refreshed this often.
const REFRESH: Duration = Duration::from_secs(45);
/// More changes at once than this, and desks read the whole list again.
const TOLD_MAX: usize = 100;
/// In how many conversations it is told that somebody leaves.
const TALKS_MAX: usize = 100;

/// The people of this process. Clones are the same people.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    people: Arc<Mutex<People>>,
}

#[derive(Debug, Default)]
struct People {
    here: HashMap<MemberId, Here>,
    changed: bool,
    refreshed: Option<Instant>,
}

#[derive(Debug)]
struct Here {
    business: BusinessId,
    sockets: usize,
    left: Option<Instant>,
    is_told: bool,
    /// Whether they did something since rows were refreshed.
    is_active: bool,
    talks: Vec<ConversationId>,
}

/// What one look finds: who came, who went (and where that is told), whose rows want refreshing, and who did something since they were.
#[derive(Debug, Default, PartialEq, Eq)]
struct Changes {
    came: Vec<(BusinessId, MemberId)>,
    gone: Vec<(BusinessId, MemberId, Vec<ConversationId>)>,
    refresh: Vec<(BusinessId, MemberId)>,
    active: Vec<(BusinessId, MemberId)>,
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
            let presence = Self::default();
            tokio::spawn(keep(presence.clone(), services.clone()));
            presence
        })
    }

    /// A socket opened.
    pub fn arrive(&self, person: &Person) -> Visit {
        self.people().arrive(person.business(), person.member());
        Visit { presence: self.clone(), member: person.member() }
    }

    /// Another process says that this person is gone, but they are here.
    pub fn insist(&self, member: MemberId) {
        let mut people = self.people();
        if let Some(here) = people.here.get_mut(&member).filter(|h| h.sockets > 0) {
            here.is_told = false;
            people.changed = true;
        }
    }

    fn people(&self) -> MutexGuard<'_, People> {
        self.people.lock().expect("no panic while locked")
    }
}

impl Visit {
    /// The person did something: wrote, typed, read. Who does nothing for a while is idle.
    pub fn act(&self) {
        if let Some(here) = self.presence.people().here.get_mut(&self.member) {
            here.is_active = true;
        }
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

impl People {
    fn arrive(&mut self, business: BusinessId, member: MemberId) {
        let here = self.here.entry(member).or_insert_with(|| Here { business, sockets: 0, left: None, is_told: false, is_active: true, talks: Vec::new() });
        here.sockets += 1;
        here.is_active = true;
        here.left = None;
        self.changed |= !here.is_told;
    }

    fn leave(&mut self, member: MemberId, now: Instant) {
        if let Some(here) = self.here.get_mut(&member) {
            here.sockets -= 1;
            if here.sockets == 0 {
                here.left = Some(now);
                self.changed = true;
            }
        }
    }

    /// Whether this is new to the talk.
    fn add_talk(&mut self, member: MemberId, talk: ConversationId) -> bool {
        let Some(here) = self.here.get_mut(&member).filter(|h| !h.talks.contains(&talk)) else { return false };
        if here.talks.len() >= TALKS_MAX {
            here.talks.remove(0);
        }
        here.talks.push(talk);
        true
    }

    fn look(&mut self, now: Instant) -> Changes {
        let mut changes = Changes::default();
        let refresh = self.refreshed.is_none_or(|at| now.saturating_duration_since(at) >= REFRESH);
        if refresh {
            self.refreshed = Some(now);
            changes.refresh = self.here.iter().filter(|(_, h)| h.sockets > 0).map(|(m, h)| (h.business, *m)).collect();
            changes.active = self.here.iter_mut().filter_map(|(m, h)| std::mem::take(&mut h.is_active).then_some((h.business, *m))).collect();
        }
        if self.changed {
            self.changed = false;
            let is_gone = |h: &Here| h.left.is_some_and(|left| now.saturating_duration_since(left) >= GRACE);
            for (member, here) in self.here.extract_if(|_, h| is_gone(h)).filter(|(_, h)| h.is_told) {
                changes.gone.push((here.business, member, here.talks));
            }
            for (member, here) in &mut self.here {
                self.changed |= here.left.is_some();
                if here.sockets > 0 && !here.is_told {
                    here.is_told = true;
                    changes.came.push((here.business, *member));
                }
            }
        }
        changes
    }
}

async fn keep(presence: Presence, services: Services) {
    let mut tick = tokio::time::interval(TICK);
    loop {
        tick.tick().await;
        let changes = presence.people().look(Instant::now());
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

#[cfg(test)]
mod tests {
    use super::*;

    const US: BusinessId = BusinessId(1);
    const ANA: MemberId = MemberId(7);

    #[test]
    fn a_page_change_is_no_coming_and_going() {
        let (mut people, start) = (People::default(), Instant::now());
        people.arrive(US, ANA);
        assert_eq!(people.look(start).came, [(US, ANA)]);
        people.leave(ANA, start);
        assert_eq!(people.look(start + TICK), Changes::default());
        people.arrive(US, ANA);
        assert_eq!(people.look(start + GRACE), Changes::default());
    }

    #[test]
    fn who_stays_away_is_gone_once() {
        let (mut people, start) = (People::default(), Instant::now());
        people.arrive(US, ANA);
        people.arrive(US, ANA);
        people.look(start);
        people.leave(ANA, start);
        assert_eq!(people.look(start + GRACE), Changes::default());
        people.leave(ANA, start + GRACE);
        assert_eq!(people.look(start + GRACE + TICK), Changes::default());
        assert_eq!(people.look(start + GRACE + GRACE).gone, [(US, ANA, vec![])]);
        assert_eq!(people.look(start + GRACE + GRACE + TICK), Changes::default());
    }

    #[test]
    fn rows_are_refreshed_in_one_batch_now_and_then() {
        let (mut people, start) = (People::default(), Instant::now());
        people.look(start);
        (1..=3).for_each(|id| people.arrive(US, MemberId(id)));
        assert_eq!(people.look(start + TICK).came.len(), 3);
        assert_eq!(people.look(start + REFRESH).refresh.len(), 3);
        assert!(people.look(start + REFRESH + TICK).refresh.is_empty());
    }
}
