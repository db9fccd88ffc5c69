//! The people of this process and what there is to tell and to write of them. Pure: both kinds of time are parameters.

use std::collections::HashMap;
use std::time::Duration;
use stoa::accounts::rules::IDLE_MS;
use stoa::kernel::ids::{BusinessId, ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use tokio::time::Instant;

/// A page that is being changed has no socket for about this long.
const GRACE: Duration = Duration::from_secs(3);
/// Rows that say until when somebody is online are refreshed this often.
const REFRESH: Duration = Duration::from_secs(45);
/// That somebody does something is written at once when it was written this long ago.
const NOTED_MS: i64 = 45_000;
/// In how many conversations it is told that somebody leaves.
const TALKS_MAX: usize = 100;

/// Who has an open socket here.
#[derive(Debug, Default)]
pub struct People {
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
    /// Whether they did something since it was written last …
    is_active: bool,
    /// … and when that was.
    noted_at: Option<Timestamp>,
    talks: Vec<ConversationId>,
}

/// What one look finds: who came or woke up, who went (and where that is told), whose rows want refreshing, and whose doing is to be written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub came: Vec<(BusinessId, MemberId)>,
    pub gone: Vec<(BusinessId, MemberId, Vec<ConversationId>)>,
    pub refresh: Vec<(BusinessId, MemberId)>,
    pub active: Vec<(BusinessId, MemberId)>,
}

impl People {
    /// A socket opens; `false` when its person has `most` of them already.
    pub fn arrive(&mut self, business: BusinessId, member: MemberId, most: usize, now: Timestamp) -> bool {
        let new = || Here { business, sockets: 0, left: None, is_told: false, is_active: true, noted_at: None, talks: Vec::new() };
        let here = self.here.entry(member).or_insert_with(new);
        if here.sockets >= most {
            return false;
        }
        here.sockets += 1;
        here.left = None;
        self.changed |= !here.is_told;
        self.act(member, now);
        true
    }

    /// They did something.
    pub fn act(&mut self, member: MemberId, now: Timestamp) {
        if let Some(here) = self.here.get_mut(&member) {
            here.is_active = true;
            self.changed |= here.was_noted_before(now, NOTED_MS);
        }
    }

    /// Somebody says that they are gone, but they are here: that is told once more.
    pub fn insist(&mut self, member: MemberId) {
        if let Some(here) = self.here.get_mut(&member).filter(|h| h.sockets > 0) {
            here.is_told = false;
            self.changed = true;
        }
    }

    /// A socket closed.
    pub fn leave(&mut self, member: MemberId, now: Instant) {
        if let Some(here) = self.here.get_mut(&member) {
            here.sockets -= 1;
            if here.sockets == 0 {
                here.left = Some(now);
                self.changed = true;
            }
        }
    }

    /// Whether this is new to the talk.
    pub fn add_talk(&mut self, member: MemberId, talk: ConversationId) -> bool {
        let Some(here) = self.here.get_mut(&member).filter(|h| !h.talks.contains(&talk)) else { return false };
        if here.talks.len() >= TALKS_MAX {
            here.talks.remove(0);
        }
        here.talks.push(talk);
        true
    }

    /// What there is to tell and to write since the last look.
    pub fn look(&mut self, now: Instant, time: Timestamp) -> Changes {
        let mut changes = Changes::default();
        let refresh = self.refreshed.is_none_or(|at| now.saturating_duration_since(at) >= REFRESH);
        if refresh {
            self.refreshed = Some(now);
            changes.refresh = self.here.iter().filter(|(_, h)| h.sockets > 0).map(|(m, h)| (h.business, *m)).collect();
        }
        if self.changed {
            self.changed = false;
            let is_gone = |h: &Here| h.left.is_some_and(|left| now.saturating_duration_since(left) >= GRACE);
            for (member, here) in self.here.extract_if(|_, h| is_gone(h)).filter(|(_, h)| h.is_told) {
                changes.gone.push((here.business, member, here.talks));
            }
            for (member, here) in &mut self.here {
                self.changed |= here.left.is_some();
                let has_woken = here.is_active && here.was_noted_before(time, IDLE_MS);
                if here.sockets > 0 && (has_woken || !here.is_told) {
                    here.is_told = true;
                    changes.came.push((here.business, *member));
                }
            }
            self.note(&mut changes, time, NOTED_MS);
        }
        if refresh {
            self.note(&mut changes, time, 0);
        }
        changes
    }

    /// Those who did something and of whom that was written so long ago.
    fn note(&mut self, changes: &mut Changes, time: Timestamp, before_ms: i64) {
        for (member, here) in &mut self.here {
            if here.is_active && here.was_noted_before(time, before_ms) {
                (here.is_active, here.noted_at) = (false, Some(time));
                changes.active.push((here.business, *member));
            }
        }
    }
}

impl Here {
    fn was_noted_before(&self, now: Timestamp, ms: i64) -> bool {
        self.noted_at.is_none_or(|at| now.since(at) >= ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: BusinessId = BusinessId(1);
    const ANA: MemberId = MemberId(7);
    const TICK: Duration = Duration::from_millis(500);
    const NINE: Timestamp = Timestamp(32_400_000);
    const MANY: usize = 20;

    #[test]
    fn one_person_has_only_so_many_sockets_and_another_has_their_own() {
        let (mut people, start) = (People::default(), Instant::now());
        assert!((0..MANY).all(|_| people.arrive(US, ANA, MANY, NINE)));
        assert!(!people.arrive(US, ANA, MANY, NINE) && people.arrive(US, MemberId(8), MANY, NINE));
        people.leave(ANA, start);
        assert!(people.arrive(US, ANA, MANY, NINE));
    }

    #[test]
    fn a_page_change_is_no_coming_and_going() {
        let (mut people, start) = (People::default(), Instant::now());
        people.arrive(US, ANA, MANY, NINE);
        assert_eq!(people.look(start, NINE).came, [(US, ANA)]);
        people.leave(ANA, start);
        assert_eq!(people.look(start + TICK, NINE), Changes::default());
        people.arrive(US, ANA, MANY, NINE);
        assert_eq!(people.look(start + GRACE, NINE), Changes::default());
    }

    #[test]
    fn who_stays_away_is_gone_once() {
        let (mut people, start) = (People::default(), Instant::now());
        people.arrive(US, ANA, MANY, NINE);
        people.arrive(US, ANA, MANY, NINE);
        people.look(start, NINE);
        people.leave(ANA, start);
        assert_eq!(people.look(start + GRACE, NINE), Changes::default());
        people.leave(ANA, start + GRACE);
        assert_eq!(people.look(start + GRACE + TICK, NINE), Changes::default());
        assert_eq!(people.look(start + GRACE + GRACE, NINE).gone, [(US, ANA, vec![])]);
        assert_eq!(people.look(start + GRACE + GRACE + TICK, NINE), Changes::default());
    }

    #[test]
    fn rows_are_refreshed_in_one_batch_now_and_then() {
        let (mut people, start) = (People::default(), Instant::now());
        people.look(start, NINE);
        (1..=3).for_each(|id| assert!(people.arrive(US, MemberId(id), MANY, NINE)));
        assert_eq!(people.look(start + TICK, NINE).came.len(), 3);
        assert_eq!(people.look(start + REFRESH, NINE).refresh.len(), 3);
        assert!(people.look(start + REFRESH + TICK, NINE).refresh.is_empty());
    }

    #[test]
    fn who_comes_or_wakes_up_is_written_at_once_and_who_goes_on_now_and_then() {
        let (mut people, start) = (People::default(), Instant::now());
        people.look(start, NINE);
        people.arrive(US, ANA, MANY, NINE);
        assert_eq!(people.look(start + TICK, NINE).active, [(US, ANA)], "coming is doing something");
        people.act(ANA, NINE);
        assert_eq!(people.look(start + TICK, NINE), Changes::default());
        let soon = NINE.plus_ms(NOTED_MS);
        people.act(ANA, soon);
        let changes = people.look(start + TICK, soon);
        assert_eq!((changes.active, changes.came), (vec![(US, ANA)], vec![]), "written, and nobody need hear of it");
        let later = soon.plus_ms(IDLE_MS);
        assert_eq!(people.look(start + TICK, later), Changes::default());
        people.arrive(US, ANA, MANY, later);
        let changes = people.look(start + TICK, later);
        assert_eq!((changes.active, changes.came), (vec![(US, ANA)], vec![(US, ANA)]), "they were idle, and desks hear that they are back");
    }
}
