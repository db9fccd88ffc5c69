//! The talks of the team: one group of everybody on the floor, one between two agents, with people named in them.

use super::chance::Chance;
use super::people::STAFF;
use super::story::{Line, Who};
use super::talks::Blanks;
use stoa::kernel::time::Timestamp;

const MINUTE: i64 = 60_000;

/// A talk of some of [`STAFF`].
#[derive(Clone, Debug, PartialEq)]
pub struct TeamTalk {
    /// What the group is called; empty for two.
    pub name: &'static str,
    /// Its members; the first began it.
    pub members: Vec<usize>,
    /// What was said.
    pub thread: Vec<Line>,
    /// How many of the last messages those have not read who did not write the last one.
    pub unread: i64,
}

/// Both talks, up to a quarter of an hour before `now`.
pub fn talks(now: Timestamp) -> Vec<TeamTalk> {
    include_str!("talks/team.txt").split("\n\n").zip(0..).map(|(block, n)| tell(block, n, now)).collect()
}

fn tell(block: &'static str, n: i64, now: Timestamp) -> TeamTalk {
    let mut chance = Chance::new(700 + n as u64);
    let blanks = Blanks::choose(&mut chance, "", "");
    let (head, said) = block.split_once('\n').unwrap_or((block, ""));
    let (name, members) = head.trim_start_matches("= ").split_once(": ").unwrap_or(("", head.trim_start_matches("= ")));
    let members: Vec<usize> = members.split(' ').filter_map(|n| n.parse().ok()).collect();
    let said: Vec<(usize, String)> =
        said.lines().filter_map(|l| l.split_once(": ")).filter_map(|(who, text)| Some((who.parse().ok()?, blanks.fill(text)))).collect();
    let mut at = now.plus_ms(-(15 + 11 * n) * MINUTE);
    let mut thread: Vec<Line> = Vec::with_capacity(said.len() + 1);
    for (who, body) in said.into_iter().rev() {
        thread.push(Line { who: Who::Staff(who), body, at });
        at = at.plus_ms(-chance.between(2, 95) * MINUTE);
    }
    if !name.is_empty() {
        thread.push(Line { who: Who::Nobody, body: format!("{} began the group “{name}”.", STAFF[members[0]].name), at });
    }
    thread.reverse();
    TeamTalk { name, members, thread, unread: 2 - n }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::conversations::mention::mentions;
    use stoa::kernel::ids::MemberId;

    #[test]
    fn both_talks_have_their_members_and_name_people() {
        let now = Timestamp(1_795_176_000_000);
        let talks = talks(now);
        assert_eq!(talks.iter().map(|t| (t.name, t.members.len())).collect::<Vec<_>>(), [("Store floor", 4), ("", 2)]);
        for talk in &talks {
            let team: Vec<(MemberId, String)> = talk.members.iter().map(|n| (MemberId(*n as i64), STAFF[*n].name.to_owned())).collect();
            assert!(talk.thread.iter().any(|l| !mentions(&l.body, &team).is_empty()), "{}", talk.name);
            assert!(talk.thread.is_sorted_by_key(|l| l.at) && talk.thread.iter().all(|l| l.at < now && !l.body.contains('{')));
            assert!(talk.thread.iter().all(|l| if let Who::Staff(n) = l.who { talk.members.contains(&n) } else { true }));
        }
    }
}
