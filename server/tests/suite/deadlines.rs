//! The clocks of a ticket: missed, late, paused, and the seven days for reopening.

use crate::harness::{Someone, World};
use crate::on_both;
use crate::tickets::opened;
use stoa::Error;
use stoa::bulk::actions::{self as bulk, Which};
use stoa::macros::model::Step;
use stoa::sla::model::{Policy, SlaClock, Standing, Target};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Priority, Status};
use uuid::Uuid;

on_both!(
    a_missed_deadline_is_found_once_and_escalated,
    an_answer_after_the_deadline_is_a_miss_even_if_nobody_looked,
    waiting_for_the_customer_stops_the_clock,
    what_is_resolved_while_the_customer_is_silent_was_in_time_for_everybody_who_counts,
    thanks_days_after_the_solution_are_no_miss,
    new_opening_hours_change_no_promise,
    seven_days_after_the_solution_the_ticket_closes_and_freezes,
    promises_are_tried_on_the_tickets_of_the_past_before_they_are_made,
    promises_that_stay_as_they_are_change_nothing_in_a_trial,
    what_becomes_urgent_is_promised_what_urgent_tickets_are,
    what_a_missed_promise_raised_keeps_its_promises_whatever_else_is_undone,
);

async fn a_missed_deadline_is_found_once_and_escalated(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina, boss) =
        (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent(), world.admin(&shop, "Boss").await.admin());
    // Wednesday noon in Nairobi; medium promises an answer in two hours and a solution in 24 opening hours.
    let ticket = opened(world, &customer, "Broken mugs").await;
    assert_eq!(ticket.response_due_at.since(ticket.opened_at), 2 * 3_600_000);
    world.advance_minutes(90);
    let clocks = tickets::sla(s, &amina, ticket.id).await.unwrap();
    assert_eq!((clocks[0].clock, clocks[0].standing(s.now())), (SlaClock::Response, Standing::AtRisk));
    world.advance_minutes(31);
    world.drain().await;
    stoa::tickets::jobs::sweep(s).await.unwrap();
    world.drain().await;
    let found = tickets::find(s, &boss, 1).await.unwrap();
    let breached = (found.ticket.response_breached_at.is_some(), found.ticket.resolution_breached_at.is_some());
    assert_eq!((found.ticket.priority, breached), (Priority::High, (true, false)));
    assert_eq!(found.deadlines[0].standing(s.now()), Standing::Breached);
    let (_, notes) = tickets::thread(s, &amina, &found.ticket).await.unwrap();
    let lines: Vec<String> = notes.unwrap().messages.into_iter().map(|m| m.body).collect();
    assert_eq!(lines, ["First reply is overdue. Priority raised to High."]);
    let (talk, _) = tickets::thread(s, &customer, &found.ticket).await.unwrap();
    assert!(talk.messages.iter().all(|m| !m.body.contains("overdue")), "the customer is not told of our clocks");
    world.advance_minutes(7 * 24 * 60);
    stoa::tickets::jobs::sweep(s).await.unwrap();
    world.drain().await;
    let later = tickets::find(s, &boss, 1).await.unwrap().ticket;
    assert_eq!((later.priority, later.resolution_breached_at.is_some()), (Priority::Urgent, true));
}

async fn an_answer_after_the_deadline_is_a_miss_even_if_nobody_looked(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &customer, "Broken mugs").await;
    world.advance_minutes(121);
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "Sorry, that took long.", vec![]).await.unwrap();
    world.drain().await;
    let found = tickets::find(s, &amina, 1).await.unwrap();
    assert!(found.ticket.response_breached_at.is_some());
    assert_eq!(found.deadlines[0].standing(s.now()), Standing::MetLate);
}

async fn waiting_for_the_customer_stops_the_clock(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &customer, "Broken mugs").await;
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "Which ones?", vec![]).await.unwrap();
    world.advance_minutes(60);
    tickets::set_status(s, &amina, ticket.id, Status::WaitingResponse).await.unwrap();
    let left = tickets::sla(s, &amina, ticket.id).await.unwrap()[1].remaining_ms(s.now());
    world.advance_minutes(60 * 24 * 20);
    stoa::tickets::jobs::sweep(s).await.unwrap();
    world.drain().await;
    let paused = &tickets::sla(s, &customer, ticket.id).await.unwrap()[1];
    assert_eq!((paused.standing(s.now()), paused.remaining_ms(s.now())), (Standing::Paused, left));
    tickets::reply(s, &customer, ticket.id, Uuid::now_v7(), "The blue ones.", vec![]).await.unwrap();
    let after = tickets::find(s, &customer, 1).await.unwrap();
    assert_eq!((after.ticket.status, after.ticket.resolution_breached_at, after.ticket.priority), (Status::InProgress, None, Priority::Medium));
    let resolution = after.deadlines.iter().find(|d| d.clock == SlaClock::Resolution).unwrap();
    assert_eq!((resolution.remaining_ms(s.now()), resolution.total_ms), (left, 24 * 3_600_000), "one of 24 promised hours is gone");
    assert_eq!((resolution.standing(s.now()), resolution.percent_left(s.now())), (Standing::Good, 95));
    let row = tickets::inbox_rows(s, &amina, &[ticket.id]).await.unwrap().remove(0).clock.unwrap();
    assert_eq!((row.standing(s.now()), row.is_warned(s.now())), (Standing::Good, false));
    world.drain().await;
    assert_eq!(tickets::find(s, &amina, 1).await.unwrap().ticket.resolution_warned_at, None, "nobody is warned of what has hardly begun");
}

/// What the one who solved a ticket of the usual urgency is told of it: kept by agent, kept in the trial, and how the desk puts it.
async fn judged(world: &World, boss: &Someone, number: i64) -> ((i64, i64), (u32, u32), Vec<String>) {
    let s = &world.services;
    let agents = tickets::by_agent(s, &boss.admin(), stoa::kernel::time::Timestamp(0), None).await.unwrap();
    let rows = tickets::try_policy(s, &boss.admin(), &Policy::default(), None).await.unwrap();
    let tried = rows.iter().find(|r| r.priority == Priority::Medium).unwrap().resolution;
    let why = tickets::desk_by_number(s, &boss.agent(), number).await.unwrap().why.pop().unwrap();
    ((agents[0].met, agents[0].promised), (tried.before, tried.of), why)
}

async fn what_is_resolved_while_the_customer_is_silent_was_in_time_for_everybody_who_counts(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await);
    let agent = boss.agent();
    let ticket = opened(world, &customer, "Broken mugs").await;
    tickets::take(s, &agent, ticket.id).await.unwrap();
    world.advance_minutes(60);
    tickets::reply(s, &agent, ticket.id, Uuid::now_v7(), "Which ones?", vec![]).await.unwrap();
    tickets::set_status(s, &agent, ticket.id, Status::WaitingResponse).await.unwrap();
    world.advance_minutes(20 * 24 * 60);
    tickets::set_status(s, &agent, ticket.id, Status::Resolved).await.unwrap();
    world.drain().await;
    let found = tickets::find(s, &agent, 1).await.unwrap();
    let clock = found.deadlines.last().unwrap();
    assert_eq!((clock.standing(s.now()), clock.words(s.now()).as_str(), found.ticket.paused_at), (Standing::Met, "met in 1 h", None));
    let (agents, tried, why) = judged(world, &boss, 1).await;
    assert_eq!((agents, tried), ((2, 2), (1, 1)), "the first reply and the solution");
    assert!(why[0].ends_with("Promised: 1 d of opening hours."), "{why:?}");
    assert!(why.iter().any(|line| line.contains("waiting for the customer: due ")), "{why:?}");
    assert!(why.last().unwrap().ends_with("after 1 h of opening hours."), "{why:?}");
}

async fn thanks_days_after_the_solution_are_no_miss(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, boss, grace) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await, world.agent(&shop, "Grace").await);
    stoa::sla::actions::change_policy(s, &boss.admin(), Policy { lead: Some(grace.member()), ..Policy::default() }).await.unwrap();
    let agent = boss.agent();
    let ticket = opened(world, &customer, "Broken mugs").await;
    tickets::take(s, &agent, ticket.id).await.unwrap();
    tickets::reply(s, &agent, ticket.id, Uuid::now_v7(), "New ones are on the way.", vec![]).await.unwrap();
    world.advance_minutes(60);
    tickets::set_status(s, &agent, ticket.id, Status::Resolved).await.unwrap();
    let left = tickets::sla(s, &agent, ticket.id).await.unwrap().last().unwrap().remaining_ms(s.now());
    world.advance_minutes(6 * 24 * 60);
    tickets::reply(s, &customer, ticket.id, Uuid::now_v7(), "Thanks!", vec![]).await.unwrap();
    world.drain().await;
    stoa::tickets::jobs::sweep(s).await.unwrap();
    world.drain().await;
    let again = tickets::find(s, &agent, 1).await.unwrap();
    let clock = again.deadlines.last().unwrap();
    assert_eq!((again.ticket.status, clock.standing(s.now()), clock.remaining_ms(s.now())), (Status::InProgress, Standing::Good, left));
    let untouched = (again.ticket.resolution_breached_at, again.ticket.priority, again.ticket.assignee_id);
    assert_eq!(untouched, (None, Priority::Medium, Some(boss.member())), "no miss, no escalation, no lead");
    world.advance_minutes(10);
    tickets::set_status(s, &agent, ticket.id, Status::Resolved).await.unwrap();
    world.drain().await;
    let (agents, tried, why) = judged(world, &boss, 1).await;
    assert_eq!((agents, tried), ((3, 3), (1, 1)), "the first reply, the further one that nobody owes any more, and the solution");
    assert!(why[0].ends_with("Promised: 1 d of opening hours."), "{why:?}");
    assert!(why.iter().any(|line| line.contains("while it was resolved: due ")), "{why:?}");
}

async fn new_opening_hours_change_no_promise(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await);
    let ticket = opened(world, &customer, "Broken mugs").await;
    stoa::sla::actions::change_policy(s, &boss.admin(), Policy { in_opening_hours: false, ..Policy::default() }).await.unwrap();
    let desk = tickets::desk(s, &boss.agent(), ticket.id).await.unwrap();
    let clock = desk.opened.deadlines.last().unwrap();
    assert_eq!((clock.total_ms, clock.due_at), (24 * 3_600_000, ticket.resolution_due_at));
    let why = desk.why.last().unwrap();
    assert!(why[0].ends_with("Promised: 1 d.") && why[1].starts_with("The hours that count were changed since"), "{why:?}");
    world.drain().await;
}

async fn seven_days_after_the_solution_the_ticket_closes_and_freezes(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &customer, "Broken mugs").await;
    tickets::set_status(s, &amina, ticket.id, Status::Resolved).await.unwrap();
    world.advance_minutes(7 * 24 * 60 - 1);
    world.drain().await;
    assert_eq!(tickets::find(s, &amina, 1).await.unwrap().ticket.status, Status::Resolved);
    world.advance_minutes(2);
    world.drain().await;
    assert_eq!(tickets::find(s, &amina, 1).await.unwrap().ticket.status, Status::Closed);
    let late = tickets::reply(s, &customer, ticket.id, Uuid::now_v7(), "Hello?", vec![]).await;
    assert!(matches!(late, Err(Error::Conflict(_))));
    assert!(matches!(tickets::set_status(s, &amina, ticket.id, Status::InProgress).await, Err(Error::Conflict(_))));
}

async fn promises_are_tried_on_the_tickets_of_the_past_before_they_are_made(world: &World) {
    let s = &world.services;
    let (shop, other) = (world.business("kiln").await, world.business("loom").await);
    let (customer, amina, boss) =
        (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent(), world.admin(&shop, "Boss").await.admin());
    let stranger = world.admin(&other, "Stranger").await.admin();
    // Answered after 90 minutes, waited 60 for the customer, solved after 240: 180 of ours.
    let ticket = opened(world, &customer, "Broken mugs").await;
    world.advance_minutes(90);
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "Which ones?", vec![]).await.unwrap();
    world.drain().await;
    tickets::set_status(s, &amina, ticket.id, Status::WaitingResponse).await.unwrap();
    world.advance_minutes(60);
    tickets::set_status(s, &amina, ticket.id, Status::InProgress).await.unwrap();
    world.advance_minutes(90);
    tickets::set_status(s, &amina, ticket.id, Status::Resolved).await.unwrap();
    world.drain().await;
    let policy = |response_minutes, resolution_minutes| Policy {
        targets: vec![Target { response_minutes, resolution_minutes, ..Target::usual(Priority::Medium) }],
        ..Policy::default()
    };
    for (response, resolution, wanted) in [(90, 180, (1, 1)), (89, 179, (0, 0))] {
        let rows = tickets::try_policy(s, &boss, &policy(response, resolution), None).await.unwrap();
        let row = rows.iter().find(|r| r.priority == Priority::Medium).unwrap();
        assert_eq!((row.response.of, row.response.before, row.resolution.of, row.resolution.before), (1, 1, 1, 1));
        assert_eq!((row.response.then, row.resolution.then), wanted);
    }
    assert!(tickets::try_policy(s, &stranger, &policy(90, 180), None).await.unwrap().iter().all(|r| r.response.of == 0), "every business tries its own");
    let refused = tickets::try_policy(s, &boss, &policy(200, 180), None).await.unwrap_err();
    assert!(refused.of_field("resolution_medium").is_some());
    assert_eq!(stoa::sla::actions::policy(s.db(), shop.id).await.unwrap().target(Priority::Medium).response_minutes, 120, "nothing is saved");
    world.advance_minutes(31 * 24 * 60);
    assert!(tickets::try_policy(s, &boss, &policy(90, 180), None).await.unwrap().iter().all(|r| r.response.of == 0), "thirty days are the past");
    world.drain().await;
}

async fn promises_that_stay_as_they_are_change_nothing_in_a_trial(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Boss").await.admin());
    opened(world, &customer, "Broken mugs").await;
    world.advance_minutes(121);
    world.drain().await;
    assert_eq!(tickets::find(s, &boss, 1).await.unwrap().ticket.priority, Priority::High, "what is late is raised");
    let policy = stoa::sla::actions::terms(s.db(), shop.id).await.unwrap().policy;
    let rows = tickets::try_policy(s, &boss, &policy, None).await.unwrap();
    let of = |priority| rows.iter().find(|row| row.priority == priority).unwrap().response;
    assert_eq!((of(Priority::Medium).of, of(Priority::Medium).before, of(Priority::Medium).then, of(Priority::High).of), (1, 0, 0, 0));
}

async fn what_becomes_urgent_is_promised_what_urgent_tickets_are(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &customer, "Broken mugs").await;
    let target = stoa::sla::actions::terms(s.db(), shop.id).await.unwrap().policy.target_of(None, Priority::Urgent);
    world.advance_minutes(10);
    tickets::set_priority(s, &amina, ticket.id, Priority::Urgent).await.unwrap();
    let now = async || tickets::find(s, &amina, 1).await.unwrap().ticket;
    let urgent = now().await;
    assert_eq!(urgent.response_due_at.since(ticket.opened_at), target.response_minutes * 60_000);
    assert_eq!((urgent.response_minutes, urgent.resolution_minutes), (target.response_minutes, target.resolution_minutes));
    assert!(urgent.resolution_due_at < ticket.resolution_due_at);
    tickets::revert(s, &amina, ticket.id).await.unwrap();
    let calm = now().await;
    assert_eq!(
        (calm.response_due_at, calm.resolution_due_at, calm.resolution_minutes),
        (ticket.response_due_at, ticket.resolution_due_at, ticket.resolution_minutes)
    );
    tickets::set_priority(s, &amina, ticket.id, Priority::Urgent).await.unwrap();
    world.advance_minutes(target.response_minutes);
    world.drain().await;
    assert!(now().await.response_breached_at.is_some(), "somebody looks at the new moment");
}

async fn what_a_missed_promise_raised_keeps_its_promises_whatever_else_is_undone(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &customer, "Broken mugs").await;
    world.advance_minutes(121);
    world.drain().await;
    let now = async || tickets::find(s, &amina, 1).await.unwrap().ticket;
    let promised = |t: stoa::tickets::model::Ticket| (t.priority, t.response_due_at, t.resolution_due_at, t.resolution_minutes);
    let raised = (Priority::High, ticket.response_due_at, ticket.resolution_due_at, ticket.resolution_minutes);
    assert_eq!(promised(now().await), raised);
    tickets::assign(s, &amina, ticket.id, Some(amina.member())).await.unwrap();
    tickets::revert(s, &amina, ticket.id).await.unwrap();
    // What is promised under a priority that somebody chose by hand goes with it.
    let before = now().await;
    tickets::set_priority(s, &amina, ticket.id, Priority::Urgent).await.unwrap();
    assert!(now().await.resolution_due_at < before.resolution_due_at);
    tickets::revert(s, &amina, ticket.id).await.unwrap();
    assert_eq!(now().await.promised_under, Priority::Medium);
    assert_eq!(promised(now().await), raised, "the promises of what it was raised from, not of what it was raised to");
    let calm = vec![Step::SetPriority { to: Priority::Low }];
    let many = bulk::start(s, &amina, Uuid::now_v7(), calm, Which::These(vec![ticket.id])).await.unwrap();
    world.drain().await;
    assert!(now().await.resolution_due_at > before.resolution_due_at);
    bulk::undo(s, &amina, many).await.unwrap();
    world.drain().await;
    assert_eq!((promised(now().await), now().await.promised_under), (raised, Priority::Medium), "together with others, too");
    let category = tickets::list_categories(s, &amina).await.unwrap()[0].id;
    tickets::set_category(s, &amina, ticket.id, category).await.unwrap();
    assert_eq!(promised(now().await), raised, "a category without promises of its own neither");
}
