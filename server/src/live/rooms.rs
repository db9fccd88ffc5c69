//! Which of the staff has which talk open in this process, and what there is to tell of it. Pure.

use std::collections::HashMap;
use std::time::Duration;
use stoa::kernel::ids::{ConversationId, MemberId};
use tokio::time::Instant;

/// A page that is being changed has no socket for about this long.
const GRACE: Duration = Duration::from_secs(2);
/// Who stays is told again this often: it counts for 45 seconds, should the process die without a word.
const REFRESH: Duration = Duration::from_secs(15);
/// More people than this in one talk are not told: nobody reads so many names.
const MOST: usize = 20;

/// Who looks at what.
#[derive(Debug, Default)]
pub struct Rooms {
    rooms: HashMap<ConversationId, Vec<Looker>>,
    refreshed: Option<Instant>,
}

#[derive(Debug)]
struct Looker {
    member: MemberId,
    name: String,
    sockets: usize,
    left: Option<Instant>,
    news: News,
}

/// What is still to be told of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    /// That they came, and want to hear of the others.
    Came,
    /// That they are here, once more.
    Here,
    /// Nothing.
    Told,
}

/// What is told of somebody in a talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub talk: ConversationId,
    pub member: MemberId,
    pub name: String,
    pub here: bool,
    pub asks: bool,
}

impl Rooms {
    /// Somebody opened a talk; `false` when there are too many in it already.
    pub fn enter(&mut self, talk: ConversationId, member: MemberId, name: &str) -> bool {
        let room = self.rooms.entry(talk).or_default();
        if let Some(known) = room.iter_mut().find(|l| l.member == member) {
            (known.sockets, known.left) = (known.sockets + 1, None);
            // The new page does not know who else is here.
            known.news = News::Came;
            return true;
        }
        let has_space = room.len() < MOST;
        if has_space {
            room.push(Looker { member, name: name.to_owned(), sockets: 1, left: None, news: News::Came });
        }
        has_space
    }

    /// One of their pages with the talk is gone.
    pub fn leave(&mut self, talk: ConversationId, member: MemberId, now: Instant) {
        if let Some(looker) = self.rooms.get_mut(&talk).and_then(|room| room.iter_mut().find(|l| l.member == member)) {
            looker.sockets -= 1;
            if looker.sockets == 0 {
                looker.left = Some(now);
            }
        }
    }

    /// Somebody was told of: who asks is answered, and who is said to be gone while they are here is told of once more.
    pub fn hear(&mut self, talk: ConversationId, of: MemberId, here: bool, asks: bool) {
        let Some(room) = self.rooms.get_mut(&talk) else { return };
        for looker in room.iter_mut().filter(|l| l.news == News::Told && if here { asks && l.member != of } else { l.member == of }) {
            looker.news = News::Here;
        }
    }

    /// What there is to tell since the last look.
    pub fn look(&mut self, now: Instant) -> Vec<Word> {
        let refresh = self.refreshed.is_none_or(|at| now.saturating_duration_since(at) >= REFRESH);
        if refresh {
            self.refreshed = Some(now);
        }
        let mut words = Vec::new();
        for (talk, room) in &mut self.rooms {
            let word = |l: &Looker, here, asks| Word { talk: *talk, member: l.member, name: l.name.clone(), here, asks };
            let is_gone = |l: &mut Looker| l.left.is_some_and(|left| now.saturating_duration_since(left) >= GRACE);
            words.extend(room.extract_if(.., is_gone).filter(|l| l.news != News::Came).map(|l| word(&l, false, false)));
            for looker in room.iter_mut().filter(|l| l.sockets > 0 && (refresh || l.news != News::Told)) {
                words.push(word(looker, true, looker.news == News::Came));
                looker.news = News::Told;
            }
        }
        self.rooms.retain(|_, room| !room.is_empty());
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: ConversationId = ConversationId(1);
    const AMINA: MemberId = MemberId(7);
    const BRIAN: MemberId = MemberId(8);
    const TICK: Duration = Duration::from_millis(500);

    fn told(rooms: &mut Rooms, now: Instant) -> Vec<(MemberId, bool, bool)> {
        let mut told: Vec<_> = rooms.look(now).into_iter().map(|w| (w.member, w.here, w.asks)).collect();
        told.sort_unstable();
        told
    }

    #[test]
    fn who_comes_is_told_once_and_hears_of_those_who_are_here() {
        let (mut rooms, start) = (Rooms::default(), Instant::now());
        assert!(rooms.enter(TALK, AMINA, "Amina"));
        assert_eq!(told(&mut rooms, start), [(AMINA, true, true)]);
        assert!(told(&mut rooms, start + TICK).is_empty());
        rooms.hear(TALK, BRIAN, true, true);
        assert_eq!(told(&mut rooms, start + TICK), [(AMINA, true, false)]);
        rooms.hear(TALK, BRIAN, true, false);
        rooms.hear(TALK, AMINA, true, true);
        assert!(told(&mut rooms, start + TICK).is_empty(), "an answer is not answered, and nobody answers themselves");
    }

    #[test]
    fn a_reload_is_no_coming_and_going_and_who_stays_away_is_gone_once() {
        let (mut rooms, start) = (Rooms::default(), Instant::now());
        rooms.enter(TALK, AMINA, "Amina");
        rooms.look(start);
        rooms.leave(TALK, AMINA, start);
        assert!(told(&mut rooms, start + TICK).is_empty());
        rooms.enter(TALK, AMINA, "Amina");
        assert_eq!(told(&mut rooms, start + GRACE), [(AMINA, true, true)], "the new page asks who else is here");
        rooms.leave(TALK, AMINA, start + GRACE);
        assert_eq!(told(&mut rooms, start + GRACE + GRACE), [(AMINA, false, false)]);
        assert!(told(&mut rooms, start + REFRESH + REFRESH).is_empty());
    }

    #[test]
    fn who_is_said_to_be_gone_elsewhere_but_is_here_is_told_again_and_who_stays_now_and_then() {
        let (mut rooms, start) = (Rooms::default(), Instant::now());
        rooms.enter(TALK, AMINA, "Amina");
        rooms.look(start);
        rooms.hear(TALK, AMINA, false, false);
        assert_eq!(told(&mut rooms, start + TICK), [(AMINA, true, false)]);
        assert_eq!(told(&mut rooms, start + REFRESH), [(AMINA, true, false)]);
        assert!(told(&mut rooms, start + REFRESH + TICK).is_empty());
    }

    #[test]
    fn a_crowd_is_bounded() {
        let mut rooms = Rooms::default();
        let entered = (0..100).filter(|id| rooms.enter(TALK, MemberId(*id), "Agent")).count();
        assert_eq!((entered, rooms.look(Instant::now()).len()), (MOST, MOST));
    }
}
