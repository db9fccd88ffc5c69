//! Which colleagues look at the same ticket or chat, and what they are doing there. Pure, so that it can be tested without a socket.

use serde::{Deserialize, Serialize};
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::kernel::time::Timestamp;

/// Somebody who was not told of for so long is gone, whatever happened to their process.
const LOOKING_MS: i64 = 45_000;
/// Who stopped typing without a word is forgotten after this.
const TYPING_MS: i64 = 5_000;

/// A ticket or chat in which colleagues may meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// The talk with whoever asks.
    pub talk: ConversationId,
    /// The private notes.
    pub notes: ConversationId,
    /// Who asks.
    pub asker: MemberId,
    /// Who reads.
    pub me: MemberId,
}

/// A colleague in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub member: MemberId,
    /// How they are called.
    pub name: String,
    heard_at: Timestamp,
    /// Whether it is a private note, and since when.
    typing: Option<(bool, Timestamp)>,
}

/// The colleagues in the room, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around(Vec<Colleague>);

impl Around {
    /// Everybody.
    pub fn all(&self) -> &[Colleague] {
        &self.0
    }

    /// Somebody came, stays or went.
    pub fn look(&mut self, member: MemberId, name: &str, here: bool, now: Timestamp) {
        if here {
            self.find(member, name, now);
        } else {
            self.0.retain(|c| c.member != member);
        }
    }

    /// Somebody types.
    pub fn types(&mut self, member: MemberId, name: &str, is_note: bool, now: Timestamp) {
        self.find(member, name, now).typing = Some((is_note, now));
    }

    /// Somebody has said what they typed.
    pub fn said(&mut self, member: MemberId) {
        self.0.iter_mut().filter(|c| c.member == member).for_each(|c| c.typing = None);
    }

    /// Forgets what is no longer so.
    pub fn expire(&mut self, now: Timestamp) {
        self.0.retain(|c| now.since(c.heard_at) < LOOKING_MS);
        self.0.iter_mut().filter(|c| c.typing.is_some_and(|(_, since)| now.since(since) >= TYPING_MS)).for_each(|c| c.typing = None);
    }

    fn find(&mut self, member: MemberId, name: &str, now: Timestamp) -> &mut Colleague {
        let at = self.0.iter().position(|c| c.member == member).unwrap_or_else(|| {
            self.0.push(Colleague { member, name: name.to_owned(), heard_at: now, typing: None });
            self.0.len() - 1
        });
        self.0[at].heard_at = now;
        &mut self.0[at]
    }

    /// What they do, in a sentence; empty when nobody is there.
    pub fn words(&self) -> String {
        let doing = |what: Option<bool>| {
            let names: Vec<&str> = self.0.iter().filter(|c| c.typing.map(|t| t.0) == what).map(|c| c.name.as_str()).collect();
            let does = match what {
                Some(false) => "typing a reply",
                Some(true) => "typing a note",
                None => "looking",
            };
            (!names.is_empty()).then(|| format!("{} {} {does}", together(&names), if names.len() == 1 { "is" } else { "are" }))
        };
        [Some(false), Some(true), None].into_iter().filter_map(doing).collect::<Vec<_>>().join(" · ")
    }
}

/// `Amina`, `Amina and Brian`, `Amina, Brian and 3 more`.
fn together(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMINA: MemberId = MemberId(1);
    const BRIAN: MemberId = MemberId(2);

    #[test]
    fn colleagues_look_type_and_leave() {
        let mut around = Around::default();
        assert_eq!(around.words(), "");
        around.look(AMINA, "Amina", true, Timestamp(0));
        assert_eq!(around.words(), "Amina is looking");
        around.look(BRIAN, "Brian", true, Timestamp(0));
        around.look(BRIAN, "Brian", true, Timestamp(1));
        assert_eq!((around.words().as_str(), around.all().len()), ("Amina and Brian are looking", 2));
        around.types(AMINA, "Amina", false, Timestamp(1_000));
        assert_eq!(around.words(), "Amina is typing a reply · Brian is looking");
        around.types(BRIAN, "Brian", true, Timestamp(2_000));
        assert_eq!(around.words(), "Amina is typing a reply · Brian is typing a note");
        around.said(AMINA);
        around.look(BRIAN, "Brian", false, Timestamp(3_000));
        assert_eq!(around.words(), "Amina is looking");
    }

    #[test]
    fn who_falls_silent_stops_typing_and_then_is_gone() {
        let mut around = Around::default();
        around.types(AMINA, "Amina", true, Timestamp(0));
        around.expire(Timestamp(TYPING_MS - 1));
        assert_eq!(around.words(), "Amina is typing a note");
        around.expire(Timestamp(TYPING_MS));
        assert_eq!(around.words(), "Amina is looking");
        around.expire(Timestamp(LOOKING_MS));
        assert_eq!(around.words(), "");
    }

    #[test]
    fn many_names_are_counted() {
        assert_eq!(together(&["A", "B", "C", "D"]), "A, B and 2 more");
    }
}
