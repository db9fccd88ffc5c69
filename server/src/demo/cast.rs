//! Who says what when: joins plans, talks and people into two hundred stories. The same moment always gives the same stories.

use super::chance::Chance;
use super::people::{AGENTS, customers};
use super::plan::{Plan, Until, tickets};
use super::story::{Story, Teller, Terms};
use super::talks::{self, Blanks, Talk, Voice};
use stoa::kernel::time::Timestamp;
use stoa::tickets::model::Status;

const MINUTE: i64 = 60_000;

/// Every ticket of the demo, oldest first.
pub fn stories(terms: &Terms) -> Vec<Story> {
    let mut deck = Deck::new();
    let ratings = ratings();
    tickets(terms.now).iter().zip(1..).map(|(plan, number)| tell(terms, &mut deck, &ratings, plan, number)).collect()
}

/// Stars with comments; good ones are more frequent.
fn ratings() -> Vec<(i64, &'static str)> {
    let read = |line: &'static str| line.split_once(':').and_then(|(stars, comment)| Some((stars.parse().ok()?, comment.trim())));
    include_str!("ratings.txt").lines().filter_map(read).collect()
}

/// The talks and how often each was used.
struct Deck {
    talks: Vec<(Talk, usize)>,
    customers: Vec<(&'static str, &'static str)>,
}

impl Deck {
    fn new() -> Self {
        Self { talks: talks::all().into_iter().map(|talk| (talk, 0)).collect(), customers: customers() }
    }

    /// One of the talks used least, and who speaks in it.
    fn draw(&mut self, chance: &mut Chance, plan: &Plan) -> (Talk, usize) {
        let suits = |talk: &Talk, used: usize| match plan.until {
            _ if plan.is_first_customers && !talk.customers.is_empty() => false,
            _ if !talk.customers.is_empty() && used >= talk.customers.len() => false,
            Until::Waiting => talk.lines.iter().any(|(voice, _)| *voice == Voice::AgentAsks),
            _ => true,
        };
        let suitable: Vec<usize> = (0..self.talks.len()).filter(|i| suits(&self.talks[*i].0, self.talks[*i].1)).collect();
        let least = suitable.iter().map(|i| self.talks[*i].1).min().unwrap_or(0);
        let fresh: Vec<usize> = suitable.into_iter().filter(|i| self.talks[*i].1 == least).collect();
        let (talk, used) = &mut self.talks[*chance.pick(&fresh)];
        let customer = match talk.customers.get(*used) {
            _ if plan.is_first_customers => 0,
            Some(name) => self.customers.iter().position(|c| c.0 == *name).unwrap_or_else(|| panic!("{name} is no customer")),
            None => chance.between(1, self.customers.len() as i64 - 1) as usize,
        };
        *used += 1;
        (talk.clone(), customer)
    }
}

fn tell(terms: &Terms, deck: &mut Deck, ratings: &[(i64, &str)], plan: &Plan, number: i64) -> Story {
    let mut chance = Chance::new(1000 + number as u64);
    let (talk, customer) = deck.draw(&mut chance, plan);
    let agent = chance.between(0, AGENTS as i64 - 1) as usize;
    let name = deck.customers[customer].0;
    let blanks = Blanks::choose(&mut chance, name, super::people::STAFF[agent].name);
    let mut teller = Teller::open(terms, &talk, &blanks, &mut chance, number, (customer, name), plan.opened_at);
    if plan.until == Until::Asked {
        let soon = plan.opened_at.plus_ms(chance.between(2, 9) * MINUTE);
        if chance.happens(20) && soon < terms.now {
            teller.take(agent, soon);
        }
        return teller.end();
    }
    let (is_late, is_slow) = (chance.happens(8), chance.happens(5));
    let counting = |from: Timestamp, minutes: i64| terms.sla.calendar.due_at(from, minutes * MINUTE + from.0 % 53_000);
    let mut at = counting(plan.opened_at, if is_late { chance.between(130, 420) } else { chance.between(4, 75) });
    if at > terms.now {
        return teller.end();
    }
    teller.take(agent, at.plus_ms(-chance.between(20, 200) * 1000).max(plan.opened_at.plus_ms(1000)));
    for (i, (voice, texts)) in talk.lines[..stop(&talk, plan.until, &mut chance)].iter().enumerate().skip(1) {
        if i > 1 {
            at = match voice {
                Voice::Customer => awake(at.plus_ms(chance.between(6 * MINUTE, 240 * MINUTE))),
                Voice::Note => counting(at, chance.between(2, 9)),
                Voice::Agent | Voice::AgentAsks => counting(at, if is_slow { chance.between(500, 900) } else { chance.between(5, 80) }),
            };
        }
        if at > terms.now {
            return teller.end();
        }
        teller.tell(*voice, agent, blanks.fill(chance.pick(texts)), at);
    }
    let resolved_at = counting(at, chance.between(3, 40));
    if plan.until == Until::Solved && resolved_at <= terms.now {
        teller.resolve(agent, resolved_at);
        let rated_at = resolved_at.plus_ms(chance.between(9, 2200) * MINUTE);
        let (stars, comment) = *chance.pick(ratings);
        // The customer people sign in as has something left to rate.
        let leaves_it = plan.is_first_customers && terms.now.since(plan.opened_at) < 8 * 1440 * MINUTE;
        if chance.happens(64) && rated_at <= terms.now && !leaves_it && teller.status() == Status::Resolved {
            teller.rate(stars, comment, rated_at);
        }
    }
    teller.end()
}

/// How many lines of a talk are told.
fn stop(talk: &Talk, until: Until, chance: &mut Chance) -> usize {
    let all = talk.lines.len();
    match until {
        Until::Asked => 1,
        Until::Waiting => talk.lines.iter().position(|(voice, _)| *voice == Voice::AgentAsks).map_or(all, |at| at + 1),
        Until::Working => {
            let ends: Vec<usize> = (1..all.saturating_sub(1).max(2)).filter(|i| matches!(talk.lines[*i].0, Voice::Agent | Voice::Customer)).collect();
            if ends.is_empty() { all } else { *chance.pick(&ends) + 1 }
        }
        Until::Solved => all,
    }
}

/// The same moment, or the next morning when it is night in Nairobi.
fn awake(at: Timestamp) -> Timestamp {
    let hour = (at.0 + 3 * 3_600_000).rem_euclid(86_400_000) / 3_600_000;
    match hour {
        22.. => at.plus_ms((24 - hour + 7) * 3_600_000),
        0..7 => at.plus_ms((7 - hour) * 3_600_000),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use stoa::businesses::model::Business;
    use stoa::businesses::rules::default_hours;
    use stoa::kernel::ids::BusinessId;
    use stoa::sla::calendar::Calendar;
    use stoa::sla::model::Policy;
    use stoa::sla::terms as sla;

    fn terms(now: &str) -> Terms {
        let hours = serde_json::to_string(&default_hours()).unwrap();
        let (slug, name, invite_code) = ("k".into(), "K".into(), "i".into());
        let business = Business { id: BusinessId(1), slug, name, invite_code, time_zone: "Africa/Nairobi".into(), currency: "KES".into(), hours };
        let policy = Policy::default();
        Terms { sla: sla::Terms { calendar: Calendar::of(&business, &policy), policy }, now: now.parse::<DateTime<Utc>>().unwrap().into() }
    }

    #[test]
    fn at_any_hour_of_the_week_every_kind_of_ticket_is_there_and_nothing_lies_in_the_future() {
        for now in ["2026-11-20T09:30:00Z", "2026-11-22T23:10:00Z", "2026-11-23T05:05:00Z", "2027-01-01T00:00:00Z"] {
            let terms = terms(now);
            let stories = stories(&terms);
            assert_eq!(stories.len(), 198);
            for status in Status::ALL {
                let n = stories.iter().filter(|s| s.ticket.status == *status).count();
                assert!(n >= 6, "{now}: only {n} are {status}");
            }
            let breached = stories.iter().filter(|s| s.ticket.response_breached_at.or(s.ticket.resolution_breached_at).is_some()).count();
            assert!((8..80).contains(&breached), "{now}: {breached} missed a deadline");
            let rated = stories.iter().filter(|s| s.ticket.rating.is_some()).count();
            assert!(rated >= 60, "{now}: {rated} are rated");
            for s in &stories {
                let t = &s.ticket;
                assert!(s.thread.iter().chain(&s.notes).all(|l| l.at >= t.opened_at && l.at <= terms.now), "{now}: {}", t.number);
                assert!(s.thread.is_sorted_by_key(|l| l.at), "{now}: {} is not in order", t.number);
                assert!(t.opened_at > terms.now.plus_ms(-61 * 1440 * MINUTE) && t.updated_at <= terms.now, "{now}: {}", t.number);
            }
            let mine: Vec<_> = stories.iter().filter(|s| s.customer == 0).map(|s| s.ticket.status).collect();
            assert!(mine.len() >= 6 && mine.contains(&Status::Closed) && mine.iter().any(|s| s.is_active()), "{now}: {mine:?}");
        }
    }

    #[test]
    fn the_same_moment_gives_the_same_stories() {
        let terms = terms("2026-11-20T09:30:00Z");
        assert!(stories(&terms) == stories(&terms));
    }
}
