//! The live chats of the demo: some go on, two wait, the others ended in the last 30 days, and one became a ticket.

mod queries;
mod script;
mod story;
mod words;
mod write;

pub use queries::{list_articles, set_widget};
pub use story::ChatStory;
pub use words::Words;
pub use write::{write, write_team};

use super::chance::Chance;
use super::people::{STAFF, customers};
use super::plan::by_day;
use super::story::{Line, Story, Who};
use super::talks::Blanks;
use script::{Asker, Ending, Script, Step};
use stoa::chats::lines;
use stoa::chats::model::{Chat, State};
use stoa::chats::rules;
use stoa::kernel::time::Timestamp;
use stoa::tickets::model::Source;
use story::{Scene, tell};

const MINUTE: i64 = 60_000;
const DAY_MINUTES: i64 = 24 * 60;
/// From how long ago the chats that are over come.
const DAYS: i64 = 29;

/// Every chat of the demo but the one that became a ticket, the oldest first.
pub fn stories(words: &Words, now: Timestamp) -> Vec<ChatStory> {
    let scripts = script::all();
    let (open, over): (Vec<&Script>, Vec<&Script>) = scripts.iter().partition(|s| matches!(s.ending, Ending::Open(_)));
    // Those with a second asker come twice: first all firsts, then all seconds.
    let most = over.iter().map(|s| s.askers.len()).max().unwrap_or(0);
    let over: Vec<(&Script, Asker)> = (0..most).flat_map(|n| over.iter().filter_map(move |s| Some((*s, *s.askers.get(n)?)))).collect();
    let mut chance = Chance::new(30);
    let (n, mut told) = (over.len() as i64, Vec::new());
    for (i, (script, asker)) in over.into_iter().enumerate() {
        // Who fell silent did so more than a day ago; the youngest is some hours old.
        let age = 5 * 60 + (n - i as i64) * (DAYS * DAY_MINUTES - 5 * 60) / n - chance.between(0, 180);
        let age = if script.ending == Ending::ByItself { age.max(DAY_MINUTES + 9 * 60) } else { age };
        told.push(one(words, script, asker, by_day(now, age), now, 300 + i as u64));
    }
    for (i, script) in open.into_iter().enumerate() {
        let Ending::Open(minutes) = script.ending else { continue };
        told.push(one(words, script, script.askers[0], now.plus_ms(-minutes * MINUTE), now, 400 + i as u64));
    }
    told.sort_by_key(|s| s.chat.opened_at);
    told
}

fn one(words: &Words, script: &Script, asker: Asker, last_at: Timestamp, now: Timestamp, seed: u64) -> ChatStory {
    let mut chance = Chance::new(seed);
    let name = name_of(asker);
    let blanks = Blanks::choose(&mut chance, name, STAFF[script.agent].name);
    tell(words, script, asker, &Scene { name, blanks, last_at, now }, &mut chance)
}

fn name_of(asker: Asker) -> &'static str {
    match asker {
        Asker::Guest(name, ..) => name,
        Asker::Customer(n) => customers()[n].0,
    }
}

/// A ticket that began as a chat: which one of the stories it is, and the chat. What was said before stands before the rest of its talk.
pub fn turned_into_ticket(words: &Words, stories: &mut [Story], now: Timestamp) -> Option<(usize, ChatStory)> {
    let suits = |s: &Story| s.ticket.status.is_active() && s.assignee.is_some() && s.ticket.responded_at.is_some() && s.customer != 0;
    let at = stories.iter().rposition(suits)?;
    let story = &mut stories[at];
    story.ticket.source = Source::Chat;
    let agent = story.assignee?;
    let first = story.thread.remove(0);
    let said: &'static str = "Talk to a human";
    let hello = "Hello {name}, this is {agent}. What can I do for you?";
    let steps = vec![Step::Visitor(said), Step::Human, Step::Agent(hello)];
    let script = Script { askers: Vec::new(), ending: Ending::Open(0), agent, stars: None, pages: vec![("My orders", "/orders")], steps };
    let mut told = one(words, &script, Asker::Customer(story.customer), first.at.plus_ms(-MINUTE), now, 500);
    let ended = first.at.plus_ms(400);
    let chat = rules::ended(told.chat, State::Closed, ended);
    told.chat = Chat { asked_seq: told.thread.len() as i64 + 1, ..chat };
    told.thread.push(first);
    told.thread.push(Line { who: Who::Nobody, body: lines::became_ticket(story.ticket.number), at: ended });
    story.thread.splice(0..0, told.thread.iter().cloned());
    Some((at, told))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use stoa::businesses::model::Business;
    use stoa::businesses::rules::default_hours;
    use stoa::kernel::ids::BusinessId;

    #[test]
    fn at_any_hour_every_kind_of_chat_is_there_and_nothing_lies_in_the_future() {
        let hours = serde_json::to_string(&default_hours()).unwrap();
        let (slug, name, invite_code) = ("k".into(), "Kiln & Leaf".into(), "i".into());
        let business = Business { id: BusinessId(1), slug, name, invite_code, time_zone: "Africa/Nairobi".into(), currency: "KES".into(), hours };
        let words = Words::of(&business, "http://stoa.test");
        for now in ["2026-11-20T09:30:00Z", "2026-11-22T23:10:00Z", "2027-01-01T00:00:00Z"] {
            let now: Timestamp = now.parse::<DateTime<Utc>>().unwrap().into();
            let told = stories(&words, now);
            assert!((36..=40).contains(&told.len()), "{}", told.len());
            let count = |of: fn(&Chat) -> bool| told.iter().filter(|s| of(&s.chat)).count();
            assert_eq!(count(|c| c.state == State::Active && c.bot_holds), 3);
            assert_eq!(count(|c| c.waiting_since.is_some()), 2);
            assert_eq!(count(|c| c.state == State::Active && c.assignee_id.is_some()), 2);
            assert!(count(|c| c.rating.is_some()) >= 15 && told.iter().filter(|s| matches!(s.asker, Asker::Guest(..))).count() >= 15);
            for s in &told {
                assert!(s.thread.is_sorted_by_key(|l| l.at), "{:?}", s.thread);
                assert!(s.thread.iter().chain(&s.notes).all(|l| l.at >= s.chat.opened_at && l.at <= now), "{:?}", s.asker);
                assert!(s.chat.opened_at > now.plus_ms(-31 * DAY_MINUTES * MINUTE) && s.pages.iter().all(|p| !p.url.is_empty()));
                assert!(s.thread.iter().all(|l| !l.body.contains('{')), "{:?}", s.thread);
            }
        }
    }
}
