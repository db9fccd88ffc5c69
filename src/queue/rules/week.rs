//! A week of a shop, played with seeded chance: is the work spread fairly, do the urgent come first, does nobody wait for ever?

use super::tests::{agent, ticket};
use super::{Given, Terms, hand_out};
use crate::assignments::model::Work;
use crate::kernel::hours::Interval;
use crate::kernel::ids::{CategoryId, ChatId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::queue::model::{AgentNow, Settings, Shift, Shifts, Waiting};
use crate::queue::shifts;
use crate::tickets::model::Priority;
use chrono_tz::Tz;
use std::cmp::Reverse;
use std::collections::BTreeMap;

const MINUTE: i64 = 60_000;
/// Monday 2 March 2026, midnight UTC.
const MONDAY: Timestamp = Timestamp(1_772_409_600_000);
const DAYS: i64 = 7;
/// Two of the three categories each.
const TWO_OF_THREE: [&[i64]; 3] = [&[1, 2], &[2, 3], &[1, 3]];

/// Numbers that look random and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as i64
    }
}

/// What a week came to.
#[derive(Default)]
struct Outcome {
    /// Points given to each agent.
    given: BTreeMap<MemberId, i64>,
    /// What each would have been given, had every piece been divided among all who were on and could do it.
    fair: BTreeMap<MemberId, f64>,
    /// Minutes waited, by priority.
    waits: BTreeMap<Priority, Vec<i64>>,
    /// The same of those only who came while somebody was on: the night makes no difference between priorities.
    day_waits: BTreeMap<Priority, Vec<i64>>,
    /// What was not given before the week was over: its priority, and since which minute it waited.
    left: Vec<(Priority, i64)>,
    /// What was given in its order: the minute, its priority, and since which minute it waited.
    order: Vec<(i64, Priority, i64)>,
}

impl Outcome {
    /// What went on waiting when everything of a minute was given: its priority, and since when it waited.
    fn waiting_at(&self, minute: i64) -> impl Iterator<Item = (Priority, i64)> {
        let later = self.order.iter().filter(move |(given, ..)| *given > minute).map(|(_, priority, since)| (*priority, *since));
        later.chain(self.left.iter().copied()).filter(move |(_, since)| *since <= minute)
    }
}

/// Plays it: somebody arrives every few minutes of the day, each piece takes its time.
fn play(seed: u64, plans: &[Shifts], skills: &[&[i64]], per_day: i64) -> Outcome {
    play_with(seed, plans, skills, per_day, Settings::default())
}

fn play_with(seed: u64, plans: &[Shifts], skills: &[&[i64]], per_day: i64, settings: Settings) -> Outcome {
    let (mut chance, mut outcome, zone) = (Chance(seed), Outcome::default(), Zone::utc());
    let mut agents: Vec<AgentNow> = (1..=plans.len() as i64).map(|n| agent(n, &format!("Agent {n}"))).collect();
    for (agent, skills) in agents.iter_mut().zip(skills) {
        agent.skills = skills.iter().map(|s| CategoryId(*s)).collect();
    }
    let (mut waiting, mut doing): (Vec<Waiting>, Vec<(Timestamp, MemberId, i64)>) = (Vec::new(), Vec::new());
    for minute in 0..DAYS * 1440 {
        let now = MONDAY.plus_ms(minute * MINUTE);
        // Customers write from seven in the morning to eleven at night; the last evening is quiet.
        let is_day = (7 * 60..23 * 60).contains(&(minute % 1440)) && minute < DAYS * 1440 - 20 * 60;
        if is_day && chance.below(16 * 60) < per_day {
            waiting.push(arrival(&mut chance, minute, now));
        }
        doing.retain(|(until, who, points)| {
            let is_over = *until <= now;
            if is_over && let Some(agent) = agents.iter_mut().find(|a| a.id == *who) {
                agent.load -= points;
            }
            !is_over
        });
        for (agent, plan) in agents.iter_mut().zip(plans) {
            let holds = match agent.shift {
                Shift::Until(to) | Shift::Off(Some(to)) => now < to,
                Shift::Off(None) | Shift::Unplanned => false,
            };
            if !holds {
                agent.shift = shifts::at(plan, Tz::UTC, now);
            }
        }
        let before = agents.clone();
        let given = hand_out(&mut waiting, &mut agents, Terms { settings: &settings, zone: &zone, now }, usize::MAX);
        nobody_is_passed_over(&waiting, &given, &before, (&settings, now));
        for g in given {
            let place = waiting.iter().position(|w| w.work == g.work).expect("it waited");
            let item = waiting.remove(place);
            let points = settings.weight(g.work);
            let able: Vec<MemberId> = before.iter().filter(|a| super::is_ready(a) && super::is_skilled(a, &item)).map(|a| a.id).collect();
            for id in &able {
                *outcome.fair.entry(*id).or_default() += points as f64 / able.len() as f64;
            }
            *outcome.given.entry(g.agent).or_default() += points;
            let waited = now.since(item.since) / MINUTE;
            outcome.order.push((minute, item.priority, minute - waited));
            outcome.waits.entry(item.priority).or_default().push(waited);
            if plans.iter().any(|plan| shifts::at(plan, Tz::UTC, item.since).is_on()) {
                outcome.day_waits.entry(item.priority).or_default().push(waited);
            }
            doing.push((now.plus_ms((5 + chance.below(30)) * MINUTE), g.agent, points));
        }
    }
    outcome.left = waiting.iter().map(|w| (w.priority, w.since.since(MONDAY) / MINUTE)).collect();
    outcome
}

fn arrival(chance: &mut Chance, id: i64, now: Timestamp) -> Waiting {
    let priority = [Priority::Low, Priority::Medium, Priority::Medium, Priority::High, Priority::Urgent][chance.below(5) as usize];
    let item = ticket(id, priority, now.0);
    if chance.below(4) == 0 {
        return Waiting { work: Work::Chat(ChatId(id)), priority: Priority::Urgent, ..item };
    }
    let category = 1 + chance.below(3);
    Waiting { work: Work::Ticket(TicketId(id)), category: Some((CategoryId(category), format!("Category {category}"))), ..item }
}

/// How urgent something counts, said without the rules: its priority, and a step more for each full time of ageing that it has waited.
fn counts(item: &Waiting, settings: &Settings, now: Timestamp) -> i64 {
    let steps = if settings.ageing_hours == 0 { 0 } else { now.since(item.since) / (settings.ageing_hours * 60 * MINUTE) };
    (item.priority as i64 + steps).min(Priority::Urgent as i64)
}

/// Whenever something is given, nothing waits that counts as more urgent, or as much and has waited longer, and that the same agent handles and has
/// room for at that moment.
fn nobody_is_passed_over(waiting: &[Waiting], given: &[Given], agents: &[AgentNow], (settings, now): (&Settings, Timestamp)) {
    let mut waiting: Vec<&Waiting> = waiting.iter().collect();
    let mut agents = agents.to_vec();
    for g in given {
        let place = waiting.iter().position(|w| w.work == g.work).expect("it waited");
        let item = waiting.remove(place);
        let agent = agents.iter_mut().find(|a| a.id == g.agent).expect("an agent");
        let urgency = |w: &Waiting| (counts(w, settings, now), Reverse(w.since));
        let could = |w: &Waiting| super::is_skilled(agent, w) && agent.load + settings.weight(w.work) <= agent.capacity;
        let passed = waiting.iter().find(|w| urgency(w) > urgency(item) && could(w));
        assert!(passed.is_none(), "{passed:?} stood before {item:?}, and {} could have had it", agent.name);
        agent.load += settings.weight(item.work);
        assert!(agent.load <= agent.capacity, "{agent:?} has too much");
    }
}

/// Five days of eight hours from `hour` on, beginning with a weekday.
fn shift(first_day: usize, hour: u16) -> Shifts {
    let mut shifts = Shifts::default();
    for n in 0..5 {
        let (start, lunch) = (hour * 60, hour * 60 + 240);
        shifts.week[(first_day + n) % 7] = vec![Interval { start, end: lunch }, Interval { start: lunch + 30, end: (lunch + 270).min(1440) }];
    }
    shifts
}

fn assert_within_a_tenth(what: &str, got: f64, wanted: f64) {
    assert!((got - wanted).abs() <= wanted / 10.0, "{what}: {got:.0} points instead of {wanted:.0}");
}

#[test]
fn agents_with_the_same_shifts_get_the_same_load_within_a_tenth() {
    for seed in 1..=5 {
        let plans: Vec<Shifts> = (0..8).map(|_| shift(0, 9)).collect();
        let outcome = play(seed, &plans, &[], 400);
        let mean = outcome.given.values().sum::<i64>() as f64 / 8.0;
        assert!(mean > 200.0 && outcome.given.len() == 8, "{mean}, {:?}", outcome.given);
        for (id, points) in &outcome.given {
            assert_within_a_tenth(&format!("seed {seed}, agent {id}"), *points as f64, mean);
        }
    }
}

#[test]
fn agents_with_different_shifts_and_skills_get_what_is_fair_within_a_tenth() {
    for seed in 1..=5 {
        let plans: Vec<Shifts> = (0..12).map(|n| shift(n % 7, if n % 2 == 0 { 7 } else { 14 })).collect();
        // Everybody handles two of the three categories, so each category is for two thirds of them.
        let skills: Vec<&[i64]> = (0..12).map(|n| TWO_OF_THREE[n % 3]).collect();
        let outcome = play(seed, &plans, &skills, 400);
        assert_eq!(outcome.fair.len(), 12);
        for (id, fair) in &outcome.fair {
            assert_within_a_tenth(&format!("seed {seed}, agent {id}"), outcome.given[id] as f64, *fair);
        }
    }
}

#[test]
fn agents_alike_get_the_mean_of_their_kind_within_a_tenth() {
    for seed in 1..=5 {
        // Four kinds of three agents each: early or late, and one pair of categories or another.
        let plans: Vec<Shifts> = (0..12).map(|n| shift(0, if n % 2 == 0 { 7 } else { 14 })).collect();
        let skills: Vec<&[i64]> = (0..12).map(|n| TWO_OF_THREE[n / 2 % 2]).collect();
        let outcome = play(seed, &plans, &skills, 400);
        for kind in 0..4 {
            let alike: Vec<i64> = (0..12).filter(|n| n % 4 == kind).map(|n| outcome.given[&MemberId(n + 1)]).collect();
            let mean = alike.iter().sum::<i64>() as f64 / 3.0;
            for points in alike {
                assert_within_a_tenth(&format!("seed {seed}, kind {kind}"), points as f64, mean);
            }
        }
    }
}

#[test]
fn the_urgent_wait_less_and_nobody_waits_for_ever() {
    for seed in 1..=5 {
        // Few agents for the work, one of whom handles one category only.
        let plans: Vec<Shifts> = (0..6).map(|n| shift(n % 7, if n % 2 == 0 { 7 } else { 14 })).collect();
        let outcome = play(seed, &plans, &[&[], &[], &[1], &[], &[2, 3], &[]], 580);
        assert!(outcome.left.is_empty(), "seed {seed}");
        let mean = |p: Priority| outcome.day_waits[&p].iter().sum::<i64>() as f64 / outcome.day_waits[&p].len() as f64;
        let [urgent, high, medium, low] = [Priority::Urgent, Priority::High, Priority::Medium, Priority::Low].map(mean);
        // A live chat is urgent and heavy: now and then it waits for a second point when a ticket that comes after it needs one.
        assert!(urgent < medium && high < medium && medium < low, "seed {seed}: {urgent} {high} {medium} {low}");
        let longest = outcome.waits.values().flatten().max().copied().unwrap_or_default();
        assert!(longest < 24 * 60, "seed {seed}: somebody waited {longest} minutes");
    }
}

/// Always two agents for work that would keep eight busy: everything waits, and ever longer.
fn overloaded(seed: u64, ageing_hours: i64) -> Outcome {
    let plans: Vec<Shifts> = (0..2).map(|_| shift(0, 9)).collect();
    // A live chat would keep a place: that is another rule than the order.
    play_with(seed, &plans, &[], 900, Settings { ageing_hours, chat_weight: 1, ..Settings::default() })
}

#[test]
fn nothing_waits_for_ever_under_overload_when_waiting_counts() {
    const AGEING: i64 = 4;
    for seed in 1..=3 {
        let outcome = overloaded(seed, AGEING);
        assert!(outcome.left.len() > 1000, "seed {seed}: there is far too much to do");
        // What has waited for three steps counts as urgent, and then the oldest is next: nothing that came so much later goes before it.
        let full = 3 * AGEING * 60;
        for (minute, priority, since) in &outcome.order {
            let passed = outcome.waiting_at(*minute).find(|(_, waits)| waits + full <= *minute && waits < since);
            assert!(passed.is_none(), "seed {seed}, minute {minute}: {priority:?} of minute {since} went before {passed:?}");
        }
        let low_at_the_end = outcome.order.iter().filter(|(minute, priority, _)| *priority == Priority::Low && *minute > 3 * 1440).count();
        assert!(low_at_the_end > 20, "seed {seed}: only {low_at_the_end} of low priority from Thursday on");
    }
}

#[test]
fn without_ageing_the_order_is_exactly_priority_then_waiting() {
    for seed in 1..=3 {
        let outcome = overloaded(seed, 0);
        let low_at_the_end = outcome.order.iter().filter(|(minute, priority, _)| *priority == Priority::Low && *minute > 3 * 1440).count();
        assert_eq!(low_at_the_end, 0, "seed {seed}: under overload the low ones starve, as they are told to");
        for (minute, priority, since) in &outcome.order {
            let passed = outcome.waiting_at(*minute).find(|(other, waits)| other > priority || (other == priority && waits < since));
            assert!(passed.is_none(), "seed {seed}, minute {minute}: {priority:?} of minute {since} went before {passed:?}");
        }
    }
}
