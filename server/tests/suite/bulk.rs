//! The same change of many tickets: each has its turn once, what is refused keeps no other waiting, and one undo puts all of them back.

use crate::harness::World;
use crate::on_both;
use crate::tickets::opened;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::bulk::actions::{self as bulk, Which};
use stoa::bulk::model::{Outcome, State};
use stoa::kernel::ids::{MemberId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::macros::model::{Step, Whom};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Priority, Status, Ticket};
use uuid::Uuid;

on_both!(
    many_tickets_are_changed_and_put_back_by_one_undo,
    what_cannot_be_changed_is_named_and_keeps_no_other_waiting,
    what_somebody_changed_since_stays_when_all_is_undone,
    all_that_fit_a_filter_are_taken_and_a_form_sent_twice_changes_once,
    a_closed_ticket_is_open_again_after_the_undo,
    clocks_and_snoozes_are_as_before_after_the_undo,
    a_change_that_cannot_work_is_refused,
);

async fn shop(world: &World, many: usize) -> (Agent, Agent, Vec<TicketId>) {
    let shop = world.business("kiln").await;
    let mut ids = Vec::new();
    // One customer may not open that many in a short time.
    while ids.len() < many {
        let wanjiru = world.customer(&shop, "Wanjiru").await.customer();
        for n in 0..(many - ids.len()).min(5) {
            ids.push(opened(world, &wanjiru, &format!("Mug {n}")).await.id);
        }
    }
    (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent(), ids)
}

async fn standing(world: &World, agent: &Agent, ids: &[TicketId]) -> Vec<(Status, Priority, Option<MemberId>)> {
    let mut rows = tickets::rows(&world.services, agent, ids).await.unwrap();
    rows.sort_by_key(|row| row.id);
    rows.into_iter().map(|row| (row.status, row.priority, row.assignee_id)).collect()
}

fn resolve() -> Vec<Step> {
    vec![
        Step::SetPriority { to: Priority::Low },
        Step::Assign { to: Whom::Applier },
        Step::AddTag { tag: "spring".into() },
        Step::SetStatus { to: Status::Resolved },
    ]
}

async fn many_tickets_are_changed_and_put_back_by_one_undo(world: &World) {
    let s = &world.services;
    // More than one run of the job takes.
    let (amina, _, ids) = shop(world, 60).await;
    let before = standing(world, &amina, &ids).await;
    let id = bulk::start(s, &amina, Uuid::now_v7(), resolve(), Which::These(ids.clone())).await.unwrap();
    let begun = bulk::progress(s, &amina, id).await.unwrap();
    assert_eq!((begun.state, begun.total, begun.had_their_turn(), begun.may_undo), (State::Running, 60, 0, false));
    assert!(matches!(bulk::undo(s, &amina, id).await, Err(Error::Conflict(_))), "not before it is done");
    world.drain().await;
    let done = bulk::progress(s, &amina, id).await.unwrap();
    assert_eq!((done.state, done.of(Outcome::Changed), done.may_undo), (State::Done, 60, true));
    assert!(standing(world, &amina, &ids).await.iter().all(|s| *s == (Status::Resolved, Priority::Low, Some(amina.member()))));
    let tagged = tickets::list(s, &amina, &Filter { tag: Some("spring".into()), ..Filter::default() }, None).await.unwrap();
    assert!(!tagged.items.is_empty());
    for _ in 0..2 {
        bulk::undo(s, &amina, id).await.unwrap();
    }
    world.drain().await;
    assert_eq!(bulk::progress(s, &amina, id).await.unwrap().of(Outcome::Undone), 60);
    assert_eq!(standing(world, &amina, &ids).await, before);
    let tagged = tickets::list(s, &amina, &Filter { tag: Some("spring".into()), ..Filter::default() }, None).await.unwrap();
    assert!(tagged.items.is_empty(), "the tag is off again");
}

async fn what_cannot_be_changed_is_named_and_keeps_no_other_waiting(world: &World) {
    let s = &world.services;
    let (amina, _, ids) = shop(world, 3).await;
    tickets::set_status(s, &amina, ids[1], Status::Closed).await.unwrap();
    let id = bulk::start(s, &amina, Uuid::now_v7(), resolve(), Which::These(ids.clone())).await.unwrap();
    world.drain().await;
    let done = bulk::progress(s, &amina, id).await.unwrap();
    assert_eq!((done.of(Outcome::Changed), done.of(Outcome::Refused)), (2, 1));
    assert!(done.left.len() == 1 && done.left[0].0 == 2 && done.left[0].1.contains("closed"), "{:?}", done.left);
    let closed = tickets::find(s, &amina, 2).await.unwrap().ticket;
    assert_eq!((closed.priority, closed.assignee_id), (Priority::Medium, None), "all steps or none");
}

async fn what_somebody_changed_since_stays_when_all_is_undone(world: &World) {
    let s = &world.services;
    let (amina, brian, ids) = shop(world, 2).await;
    let id = bulk::start(s, &amina, Uuid::now_v7(), resolve(), Which::These(ids.clone())).await.unwrap();
    world.drain().await;
    tickets::set_priority(s, &brian, ids[0], Priority::Urgent).await.unwrap();
    assert!(matches!(bulk::undo(s, &brian, id).await, Err(Error::Denied(_))), "only who made it");
    bulk::undo(s, &amina, id).await.unwrap();
    world.drain().await;
    let after = standing(world, &amina, &ids).await;
    assert_eq!(after, [(Status::Open, Priority::Urgent, None), (Status::Open, Priority::Medium, None)]);
    let undone = bulk::progress(s, &amina, id).await.unwrap();
    assert_eq!((undone.state, undone.of(Outcome::Kept), undone.left[0].1.as_str()), (State::Undone, 1, "Changed by somebody since: priority."));
}

async fn all_that_fit_a_filter_are_taken_and_a_form_sent_twice_changes_once(world: &World) {
    let s = &world.services;
    let (amina, _, ids) = shop(world, 55).await;
    tickets::set_priority(s, &amina, ids[0], Priority::Urgent).await.unwrap();
    let medium = Which::All(Filter { priority: Some(Priority::Medium), ..Filter::default() });
    let client_id = Uuid::now_v7();
    let first = bulk::start(s, &amina, client_id, resolve(), medium.clone()).await.unwrap();
    assert_eq!(bulk::start(s, &amina, client_id, resolve(), medium).await.unwrap(), first);
    world.drain().await;
    assert_eq!(bulk::progress(s, &amina, first).await.unwrap().total, 54);
    assert_eq!(standing(world, &amina, &ids[..1]).await, [(Status::Open, Priority::Urgent, None)]);
}

async fn a_closed_ticket_is_open_again_after_the_undo(world: &World) {
    let s = &world.services;
    let (amina, _, ids) = shop(world, 1).await;
    let close = vec![Step::SetStatus { to: Status::Closed }];
    let id = bulk::start(s, &amina, Uuid::now_v7(), close, Which::These(ids.clone())).await.unwrap();
    world.drain().await;
    assert!(tickets::reply(s, &amina, ids[0], Uuid::now_v7(), "Hello?", vec![]).await.is_err());
    bulk::undo(s, &amina, id).await.unwrap();
    world.drain().await;
    let back = tickets::find(s, &amina, 1).await.unwrap().ticket;
    assert_eq!((back.status, back.closed_at, back.resolved_at), (Status::Open, None, None));
    tickets::reply(s, &amina, ids[0], Uuid::now_v7(), "Hello!", vec![]).await.expect("its lanes are open again");
    world.drain().await;
}

async fn a_change_that_cannot_work_is_refused(world: &World) {
    let s = &world.services;
    let (amina, brian, ids) = shop(world, 1).await;
    let start = async |steps, which| bulk::start(s, &amina, Uuid::now_v7(), steps, which).await;
    assert!(start(vec![], Which::These(ids.clone())).await.unwrap_err().of_field("step").is_some());
    assert!(start(resolve(), Which::These(vec![])).await.unwrap_err().of_field("ids").is_some());
    let stranger = vec![Step::Assign { to: Whom::Agent(MemberId(999_999)) }];
    assert!(start(stranger, Which::These(ids.clone())).await.unwrap_err().of_field("step").is_some());
    let theirs = world.business("press").await;
    let spy = world.agent(&theirs, "Spy").await.agent();
    let id = bulk::start(s, &spy, Uuid::now_v7(), resolve(), Which::These(ids.clone())).await.unwrap();
    assert_eq!(bulk::progress(s, &spy, id).await.unwrap().total, 0, "tickets of others are left out");
    assert!(matches!(bulk::progress(s, &brian, id).await, Err(Error::NotFound)));
    world.drain().await;
}

async fn clocks_and_snoozes_are_as_before_after_the_undo(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let boss = world.admin(&shop, "Otieno").await.admin();
    let mut ids = Vec::new();
    for subject in ["Asks again", "Is asked", "Sleeps", "Touched"] {
        let id = opened(world, &wanjiru, subject).await.id;
        tickets::reply(s, &amina, id, Uuid::now_v7(), "Which ones?", vec![]).await.unwrap();
        ids.push(id);
    }
    world.advance_minutes(30);
    for id in [ids[0], ids[3]] {
        tickets::reply(s, &wanjiru, id, Uuid::now_v7(), "The blue ones.", vec![]).await.unwrap();
    }
    tickets::set_status(s, &amina, ids[1], Status::WaitingResponse).await.unwrap();
    tickets::snooze(s, &amina, ids[2], s.now().plus_ms(300 * 60_000), &Zone::utc()).await.unwrap();
    world.drain().await;
    world.advance_minutes(30);
    let now = async || {
        let mut all = tickets::list_newest(s, &boss, 10).await.unwrap();
        all.sort_by_key(|t| t.id);
        all.into_iter().map(|t| Ticket { updated_at: Timestamp(0), ..t }).collect::<Vec<_>>()
    };
    let before = now().await;
    assert!(before[0].awaiting_since.is_some() && before[1].paused_at.is_some() && before[2].snoozed_until.is_some());
    let id = bulk::start(s, &amina, Uuid::now_v7(), resolve(), Which::These(ids.clone())).await.unwrap();
    world.drain().await;
    assert!(now().await.iter().all(|t| t.awaiting_since.is_none() && t.paused_at.is_none() && t.snoozed_until.is_none()));
    world.advance_minutes(60);
    tickets::set_status(s, &amina, ids[3], Status::InProgress).await.unwrap();
    tickets::set_status(s, &amina, ids[3], Status::Resolved).await.unwrap();
    bulk::undo(s, &amina, id).await.unwrap();
    world.drain().await;
    let after = now().await;
    assert_eq!(after[..3], before[..3], "exactly, as if nothing had happened");
    assert!(
        after[3].status == before[3].status && after[3].resolution_due_at > before[3].resolution_due_at,
        "clocks that were moved since are not turned back"
    );
    let agents = tickets::by_agent(s, &boss, Timestamp(0), None).await.unwrap();
    assert!(agents.iter().all(|a| a.resolved == 0), "{agents:?}");
    world.advance_minutes(240);
    world.drain().await;
    assert_eq!(now().await[2].snoozed_until, None, "it wakes at its moment");
    tickets::reply(s, &wanjiru, ids[1], Uuid::now_v7(), "The red one.", vec![]).await.unwrap();
    let desk = tickets::desk(s, &amina, ids[1]).await.unwrap();
    assert_eq!(desk.why.last().unwrap().iter().filter(|line| line.starts_with("It stood still")).count(), 1, "one wait, whatever was undone in it");
    world.drain().await;
}
