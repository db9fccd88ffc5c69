//! What each agent did in a period, tickets and live chats together. Pure.

use crate::chats::views::AgentChats;
use crate::kernel::ids::MemberId;
use crate::tickets::model::AgentTickets;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one agent did in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentFigures {
    /// Tickets resolved.
    pub resolved: i64,
    /// Active tickets now.
    pub open: i64,
    /// Live chats answered.
    pub chats: i64,
    /// The time to the first reply of a ticket, in the middle.
    pub first_reply_ms: Option<i64>,
    /// The time to a ticket's solution, in the middle.
    pub solution_ms: Option<i64>,
    /// The time to the first answer in a live chat, in the middle.
    pub first_answer_ms: Option<i64>,
    /// Promises kept.
    pub met: i64,
    /// Promises kept or missed.
    pub promised: i64,
    /// Stars of tickets and live chats in all.
    pub stars: i64,
    /// How many of them got stars.
    pub ratings: i64,
}

impl AgentFigures {
    /// The share of promises that were kept, in whole percent: 100 only when all were. `None` without any.
    pub const fn compliance_percent(&self) -> Option<i64> {
        if self.promised > 0 { Some(self.met * 100 / self.promised) } else { None }
    }

    /// Stars on average, to a tenth: `4.6`. `None` without any.
    pub fn rating(&self) -> Option<String> {
        let tenths = (self.ratings > 0).then(|| (self.stars * 20 / self.ratings + 1) / 2)?;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }
}

/// Puts together what each did with tickets and in live chats.
pub fn together(tickets: Vec<AgentTickets>, chats: Vec<AgentChats>) -> BTreeMap<MemberId, AgentFigures> {
    let mut all: BTreeMap<MemberId, AgentFigures> = BTreeMap::new();
    for t in tickets {
        let AgentTickets { agent, resolved, open, first_reply_ms, solution_ms, met, promised, stars, ratings } = t;
        all.insert(agent, AgentFigures { resolved, open, first_reply_ms, solution_ms, met, promised, stars, ratings, ..AgentFigures::default() });
    }
    for chat in chats {
        let figures = all.entry(chat.agent).or_default();
        (figures.chats, figures.first_answer_ms) = (chat.handled, chat.first_answer_ms);
        (figures.stars, figures.ratings) = (figures.stars + chat.stars, figures.ratings + chat.ratings);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_averages_are_said_only_when_there_is_something_to_count() {
        let none = AgentFigures::default();
        assert_eq!((none.compliance_percent(), none.rating()), (None, None));
        let share = |met, promised| AgentFigures { met, promised, ..none }.compliance_percent().unwrap();
        assert_eq!([share(0, 3), share(2, 3), share(999, 1000), share(1000, 1000)], [0, 66, 99, 100], "all is only said when it was all");
        let rating = |stars, ratings| AgentFigures { stars, ratings, ..none }.rating().unwrap();
        assert_eq!([rating(5, 1), rating(14, 3), rating(13, 3), rating(9, 2)], ["5.0", "4.7", "4.3", "4.5"]);
    }

    #[test]
    fn tickets_and_chats_of_one_agent_are_one_line() {
        let (ana, ben) = (MemberId(1), MemberId(2));
        let tickets = vec![AgentTickets { resolved: 3, stars: 9, ratings: 2, met: 4, promised: 5, ..AgentTickets::of(ana) }];
        let chat = |agent| AgentChats { agent, handled: 2, first_answer_ms: Some(40), stars: 5, ratings: 1 };
        let all = together(tickets, vec![chat(ana), chat(ben)]);
        assert_eq!((all[&ana].resolved, all[&ana].chats, all[&ana].stars, all[&ana].ratings, all[&ana].met), (3, 2, 14, 3, 4));
        assert_eq!((all[&ben].resolved, all[&ben].chats, all[&ben].first_answer_ms), (0, 2, Some(40)));
    }
}
