//! The rules of the queue, case by case and for whatever there may be.

use super::*;
use crate::kernel::ids::{CategoryId, ChatId, TicketId};
use crate::queue::model::Shift;
use crate::tickets::model::Priority;
use proptest::prelude::*;

pub(super) fn agent(id: i64, name: &str) -> AgentNow {
    AgentNow {
        id: MemberId(id),
        name: name.into(),
        takes_part: true,
        availability: Availability::Available,
        shift: Shift::Unplanned,
        skills: Default::default(),
        capacity: 8,
        load: 0,
        tickets: 0,
        chats: 0,
        last_given_at: None,
    }
}

pub(super) fn ticket(id: i64, priority: Priority, since: i64) -> Waiting {
    Waiting { work: Work::Ticket(TicketId(id)), priority, since: Timestamp(since), category: None, skills: Vec::new(), held_back: Vec::new() }
}

fn about(category: i64, item: Waiting) -> Waiting {
    Waiting { category: Some((CategoryId(category), "Payment".into())), ..item }
}

fn out(waiting: &mut [Waiting], agents: &mut [AgentNow]) -> Vec<(Work, i64)> {
    let (settings, zone) = (Settings::default(), Zone::utc());
    let terms = Terms { settings: &settings, zone: &zone, now: Timestamp(1000) };
    hand_out(waiting, agents, terms, usize::MAX).into_iter().map(|g| (g.work, g.agent.0)).collect()
}

#[test]
fn the_urgent_come_first_then_those_who_wait_longest() {
    let mut waiting = [ticket(1, Priority::Low, 0), ticket(2, Priority::Urgent, 9), ticket(3, Priority::Urgent, 4), ticket(4, Priority::High, 1)];
    let settings = Settings { ageing_hours: 0, ..Settings::default() };
    waiting.sort_by(|a, b| order(a, b, &settings, Timestamp(i64::MAX)));
    assert_eq!(waiting.map(|w| w.work.ticket().unwrap().0), [3, 2, 4, 1]);
}

#[test]
fn each_full_time_of_waiting_counts_as_one_step_of_priority() {
    const HOUR: i64 = 3_600_000;
    let settings = Settings { ageing_hours: 4, ..Settings::default() };
    let after = |hours: i64| rank(&ticket(1, Priority::Low, 0), &settings, Timestamp(hours * HOUR));
    assert_eq!([0, 3, 4, 8, 12, 400].map(after), [Priority::Low, Priority::Low, Priority::Medium, Priority::High, Priority::Urgent, Priority::Urgent]);
    assert_eq!(rank(&ticket(1, Priority::Low, 5 * HOUR), &settings, Timestamp(0)), Priority::Low, "a clock that is behind takes nothing away");
    let now = Timestamp(13 * HOUR);
    let mut waiting =
        [ticket(1, Priority::Urgent, 12 * HOUR), ticket(2, Priority::High, 5 * HOUR), ticket(3, Priority::Low, HOUR), ticket(4, Priority::Low, 2 * HOUR)];
    waiting.sort_by(|a, b| order(a, b, &settings, now));
    assert_eq!(waiting.clone().map(|w| w.work.ticket().unwrap().0), [3, 2, 1, 4], "three count as urgent, the oldest first");
    let off = Settings { ageing_hours: 0, ..settings };
    waiting.sort_by(|a, b| order(a, b, &off, now));
    assert_eq!(waiting.map(|w| w.work.ticket().unwrap().0), [1, 2, 3, 4]);
}

#[test]
fn the_lowest_share_gets_it_then_who_was_given_nothing_for_longest() {
    let item = ticket(1, Priority::Low, 0);
    let half = AgentNow { load: 4, ..agent(1, "Ana") };
    let small = AgentNow { load: 1, capacity: 3, ..agent(2, "Ben") };
    assert_eq!(pick(&item, 1, &[half.clone(), small]).unwrap(), 1, "a third is less than a half");
    let rested = AgentNow { load: 4, last_given_at: Some(Timestamp(5)), ..agent(3, "Cy") };
    let tired = AgentNow { last_given_at: Some(Timestamp(7)), ..half };
    assert_eq!(pick(&item, 1, &[tired, rested]).unwrap(), 1);
}

#[test]
fn it_is_said_why_nobody_gets_something() {
    let item = about(7, ticket(1, Priority::Low, 0));
    let one = |a: AgentNow| pick(&item, 2, &[a]).unwrap_err();
    assert_eq!(one(AgentNow { takes_part: false, ..agent(1, "Ana") }), NotNow::NoTeam);
    assert_eq!(one(AgentNow { skills: [CategoryId(8)].into(), ..agent(1, "Ana") }), NotNow::NoSkill);
    assert_eq!(one(AgentNow { availability: Availability::Busy, ..agent(1, "Ana") }), NotNow::NotThere);
    assert_eq!(one(AgentNow { shift: Shift::Off(None), ..agent(1, "Ana") }), NotNow::OffShift);
    assert_eq!(one(AgentNow { load: 7, ..agent(1, "Ana") }), NotNow::Full);
    let held = Waiting { held_back: vec![MemberId(1)], ..item.clone() };
    assert_eq!(pick(&held, 2, &[agent(1, "Ana")]).unwrap_err(), NotNow::HeldBack);
}

#[test]
fn what_nobody_can_do_does_not_stop_what_comes_after_it() {
    let mut agents = [AgentNow { skills: [CategoryId(8)].into(), ..agent(1, "Ana") }];
    let mut waiting = [about(7, ticket(1, Priority::Urgent, 0)), ticket(2, Priority::Low, 0)];
    assert_eq!(out(&mut waiting, &mut agents), [(Work::Ticket(TicketId(2)), 1)]);
}

#[test]
fn what_wants_more_skills_goes_only_to_who_has_all_of_them() {
    let item = Waiting { skills: vec![(CategoryId(8), "Returns".into())], ..about(7, ticket(1, Priority::Low, 0)) };
    let one = AgentNow { skills: [CategoryId(7)].into(), ..agent(1, "Ana") };
    let both = AgentNow { skills: [CategoryId(7), CategoryId(8)].into(), load: 5, ..agent(2, "Ben") };
    assert_eq!(pick(&item, 1, &[one.clone(), both]), Ok(1));
    assert_eq!(pick(&item, 1, std::slice::from_ref(&one)), Err(NotNow::NoSkill));
    assert_eq!(pick(&item, 1, &[one, agent(3, "Cy")]), Ok(1), "who names no category handles all");
}

#[test]
fn light_work_does_not_take_the_place_of_something_heavy_that_waits_before_it() {
    let chat = Waiting { work: Work::Chat(ChatId(1)), ..ticket(0, Priority::Urgent, 0) };
    // One point is free, a chat takes two: it stays free for the chat.
    let mut agents = [AgentNow { load: 7, ..agent(1, "Ana") }, AgentNow { load: 8, ..agent(2, "Ben") }];
    assert_eq!(out(&mut [chat.clone(), ticket(2, Priority::Low, 0)], &mut agents), []);
    agents[0].load = 6;
    assert_eq!(out(&mut [chat, ticket(2, Priority::Low, 0)], &mut agents), [(Work::Chat(ChatId(1)), 1)]);
}

#[test]
fn who_leaves_gives_back_chats_at_once_and_tickets_when_the_day_is_over() {
    let (chat, ticket) = (Work::Chat(ChatId(1)), Work::Ticket(TicketId(1)));
    assert!(leaves_behind(Availability::Away, chat) && !leaves_behind(Availability::Away, ticket));
    assert!(leaves_behind(Availability::Offline, ticket) && !leaves_behind(Availability::Busy, chat));
}

fn any_agent(id: i64) -> impl Strategy<Value = AgentNow> {
    (any::<bool>(), 0..4_usize, any::<bool>(), 1_i64..9, 0_i64..9, prop::collection::btree_set(1_i64..4, 0..3), prop::option::of(0_i64..50)).prop_map(
        move |(takes_part, availability, on, capacity, load, skills, last)| AgentNow {
            takes_part,
            availability: Availability::ALL[availability],
            shift: if on { Shift::Unplanned } else { Shift::Off(None) },
            capacity,
            load,
            skills: skills.into_iter().map(CategoryId).collect(),
            last_given_at: last.map(Timestamp),
            ..agent(id, "A")
        },
    )
}

fn any_waiting(id: i64) -> impl Strategy<Value = Waiting> {
    let skills = prop::collection::vec(1_i64..4, 0..2);
    (any::<bool>(), 0..4_usize, 0_i64..50, prop::option::of(1_i64..4), prop::collection::vec(1_i64..6, 0..2), skills).prop_map(
        move |(is_chat, priority, since, category, held, skills)| Waiting {
            work: if is_chat { Work::Chat(ChatId(id)) } else { Work::Ticket(TicketId(id)) },
            category: category.map(|c| (CategoryId(c), "C".into())),
            skills: skills.into_iter().map(|c| (CategoryId(c), "C".into())).collect(),
            held_back: held.into_iter().map(MemberId).collect(),
            ..ticket(id, Priority::ALL[priority], since)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn whatever_is_given_fits(agents in (1..6_i64).map(any_agent).collect::<Vec<_>>(), waiting in (1..20_i64).map(any_waiting).collect::<Vec<_>>()) {
        let (settings, zone) = (Settings::default(), Zone::utc());
        let (mut after, mut items) = (agents.clone(), waiting.clone());
        let given = hand_out(&mut items, &mut after, Terms { settings: &settings, zone: &zone, now: Timestamp(99) }, usize::MAX);
        let mut seen = std::collections::BTreeSet::new();
        for g in &given {
            let (agent, item) = (agents.iter().find(|a| a.id == g.agent).unwrap(), waiting.iter().find(|w| w.work == g.work).unwrap());
            prop_assert!(seen.insert(g.work), "once");
            prop_assert!(is_ready(agent) && is_skilled(agent, item) && !item.held_back.contains(&agent.id));
        }
        for (a, b) in agents.iter().zip(&after) {
            let points: i64 = given.iter().filter(|g| g.agent == a.id).map(|g| settings.weight(g.work)).sum();
            prop_assert_eq!(b.load, a.load + points);
            prop_assert!(points == 0 || b.load <= b.capacity, "never above capacity");
        }
        // What was left although somebody has room for it has no place only because something before it keeps that place.
        for item in items.iter().filter(|i| !seen.contains(&i.work)) {
            if pick(item, settings.weight(item.work), &after).is_ok() {
                prop_assert!(items.iter().any(|other| order(other, item, &settings, Timestamp(99)) == Ordering::Less && !seen.contains(&other.work)));
            }
        }
    }
}
