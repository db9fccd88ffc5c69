//! Transactions carry their events and jobs; the bus joins processes.

use crate::harness::World;
use crate::on_both;
use stoa::event::{Event, Hint, Subject, Topic};
use stoa::job::{Job, Pool};
use stoa::kernel::ids::{BusinessId, MemberId, TicketId};
use stoa::platform::{jobs, outbox};
use stoa::tickets::model::Status;

on_both!(
    a_dropped_transaction_leaves_no_event_and_no_job,
    events_of_a_topic_are_numbered_without_gaps_under_parallel_writers,
    each_event_is_claimed_by_one_of_many_dispatchers,
    a_job_with_a_key_replaces_the_one_that_waits,
    a_failing_job_waits_longer_each_time_and_is_put_aside_in_the_end,
    two_processes_hear_of_each_other,
);

const BUSINESS: BusinessId = BusinessId(1);
const TICKET: TicketId = TicketId(7);

fn moved() -> Event {
    Event::StatusChanged { ticket: TICKET, customer: MemberId(3), from: Status::Open, to: Status::InProgress }
}

async fn a_dropped_transaction_leaves_no_event_and_no_job(world: &World) {
    let mut tx = world.services.begin().await.unwrap();
    tx.emit(BUSINESS, None, moved()).await.unwrap();
    tx.enqueue(Job::CheckSla { ticket: TICKET }).await.unwrap();
    drop(tx);
    assert_eq!(outbox::find_head(world.services.db(), Topic::Ticket(TICKET)).await, Ok(0));
    assert_eq!(jobs::next_run(world.services.db()).await, Ok(None));
}

async fn events_of_a_topic_are_numbered_without_gaps_under_parallel_writers(world: &World) {
    let mut writers = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let services = world.services.clone();
        writers.spawn(async move {
            let mut tx = services.begin().await.unwrap();
            tx.emit(BUSINESS, None, moved()).await.unwrap();
            tx.commit().await.unwrap();
        });
    }
    writers.join_all().await;
    for topic in [Topic::Ticket(TICKET), Topic::Case(TICKET)] {
        let events = outbox::list_after(world.services.db(), topic, 0, 100).await.unwrap();
        assert_eq!(events.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), (1..=40).collect::<Vec<_>>());
    }
}

async fn each_event_is_claimed_by_one_of_many_dispatchers(world: &World) {
    let mut tx = world.services.begin().await.unwrap();
    for _ in 0..30 {
        tx.emit(BUSINESS, None, moved()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut dispatchers = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let services = world.services.clone();
        dispatchers.spawn(async move {
            let mut tx = services.begin().await.unwrap();
            let claimed = outbox::claim(&mut tx, 10).await.unwrap();
            tx.commit().await.unwrap();
            claimed.into_iter().map(|e| e.id).collect::<Vec<_>>()
        });
    }
    let mut claimed: Vec<_> = dispatchers.join_all().await.into_iter().flatten().collect();
    claimed.sort();
    claimed.dedup();
    assert_eq!(claimed.len(), 30);
}

async fn a_job_with_a_key_replaces_the_one_that_waits(world: &World) {
    let (services, now) = (&world.services, world.services.now());
    let mut tx = services.begin().await.unwrap();
    tx.enqueue_at(Job::CheckSla { ticket: TICKET }, now.plus_ms(60_000)).await.unwrap();
    tx.enqueue_at(Job::CheckSla { ticket: TICKET }, now.plus_ms(90_000)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(jobs::next_run(services.db()).await, Ok(Some(now.plus_ms(90_000))));
    world.advance_minutes(2);
    assert_eq!(jobs::count_due(services.db(), services.now()).await, Ok(1));

    let mut tx = services.begin().await.unwrap();
    let claimed = jobs::claim(&mut tx, Pool::Here, 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    // Asked for again while it runs: finishing the old run does not lose the new one.
    tx.enqueue(Job::CheckSla { ticket: TICKET }).await.unwrap();
    jobs::finish(&mut tx, &claimed[0]).await.unwrap();
    let again = jobs::claim(&mut tx, Pool::Here, 10).await.unwrap();
    assert_eq!(again.len(), 1);
    jobs::finish(&mut tx, &again[0]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_failing_job_waits_longer_each_time_and_is_put_aside_in_the_end(world: &World) {
    let services = &world.services;
    let mut tx = services.begin().await.unwrap();
    tx.enqueue(Job::CloseTicket { ticket: TICKET }).await.unwrap();
    tx.commit().await.unwrap();
    let mut pauses = Vec::new();
    for _ in 0..jobs::MAX_ATTEMPTS {
        let mut tx = services.begin().await.unwrap();
        let claimed = jobs::claim(&mut tx, Pool::Here, 10).await.unwrap();
        assert_eq!(claimed.len(), 1);
        jobs::fail(&mut tx, &claimed[0], "no line to the outside", 0.0).await.unwrap();
        tx.commit().await.unwrap();
        if let Some(next) = jobs::next_run(services.db()).await.unwrap() {
            pauses.push(next.since(services.now()));
            services.clock().advance(*pauses.last().unwrap());
        }
    }
    assert!(pauses.is_sorted() && pauses[0] < pauses[5], "{pauses:?}");
    let dead = jobs::list_dead(services.db()).await.unwrap();
    assert_eq!(dead.iter().map(|d| d.last_error.as_str()).collect::<Vec<_>>(), ["no line to the outside"]);

    let mut tx = services.begin().await.unwrap();
    jobs::replay(&mut tx, dead[0].id).await.unwrap();
    let claimed = jobs::claim(&mut tx, Pool::Here, 10).await.unwrap();
    jobs::finish(&mut tx, &claimed[0]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(jobs::list_dead(services.db()).await.unwrap().len(), 0);
}

async fn two_processes_hear_of_each_other(world: &World) {
    let (here, there) = world.two_processes().await;
    let mut mailbox = there.bus().listen();
    mailbox.watch(Topic::Case(TICKET));
    mailbox.watch(Topic::Desk(BUSINESS));
    let mut tx = here.begin().await.unwrap();
    tx.emit(BUSINESS, None, moved()).await.unwrap();
    tx.commit().await.unwrap();
    let mut heard = Vec::new();
    while heard.len() < 2 {
        let notice = mailbox.next().await.expect("the listener keeps up");
        heard.push((notice.topic, notice.seq));
        if notice.topic == Topic::Desk(BUSINESS) {
            let hint = serde_json::to_string(&Hint { what: Subject::Ticket, id: TICKET.0 }).unwrap();
            assert!(notice.frame.text().contains(&hint), "{}", notice.frame.text());
        }
    }
    heard.sort();
    assert_eq!(heard, [(Topic::Case(TICKET), 1), (Topic::Desk(BUSINESS), 0)]);
    for services in [here, there] {
        services.db().close().await;
    }
}
