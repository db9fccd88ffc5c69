//! The runner: retries, giving up, leases between processes, periodic work, stopping.

use crate::harness::{START, World};
use crate::on_both;
use server::jobs::{drain, run, tick};
use std::time::Duration;
use stoa::db_exec;
use stoa::event::Event;
use stoa::job::{Job, Pool};
use stoa::kernel::ids::{BusinessId, MailId, MemberId, TicketId};
use stoa::platform::jobs::{self, MAX_ATTEMPTS, claim, count_due, list_dead, next_run};
use stoa::platform::{Services, outbox};
use tokio::sync::watch;

on_both!(
    work_that_fails_is_tried_again_later_and_put_aside_in_the_end,
    work_put_aside_can_be_run_again,
    a_job_that_is_being_done_is_left_alone_until_its_lease_ends,
    periodic_work_is_done_by_one_of_two_processes,
    two_runners_do_every_job_and_each_reaction_once,
    a_runner_notices_that_the_clock_was_moved,
    a_runner_that_is_told_to_stop_finishes_and_leaves,
);

/// Work that this version does not know always fails.
const INSERT_UNKNOWN: &str = "INSERT INTO job (body, run_at, created_at) VALUES ('{\"job\":\"juggle\"}', $1, $1)";

async fn enqueue_unknown(services: &Services) {
    let mut tx = services.begin().await.unwrap();
    let now = tx.now();
    db_exec!(tx, INSERT_UNKNOWN, now).unwrap();
    tx.commit().await.unwrap();
}

async fn remove_dead(world: &World) {
    let mut tx = world.services.begin().await.unwrap();
    db_exec!(tx, "DELETE FROM job WHERE dead_at IS NOT NULL").unwrap();
    tx.commit().await.unwrap();
}

/// Tries the one job there is until it is put aside; returns the pauses between the tries.
async fn wear_out(world: &World) -> Vec<i64> {
    let mut pauses = Vec::new();
    loop {
        drain(&world.services).await.unwrap();
        let Some(next) = next_run(world.services.db()).await.unwrap() else { return pauses };
        pauses.push(next.since(world.services.now()));
        world.services.clock().advance(next.since(world.services.now()));
    }
}

async fn work_that_fails_is_tried_again_later_and_put_aside_in_the_end(world: &World) {
    enqueue_unknown(&world.services).await;
    let pauses = wear_out(world).await;
    assert_eq!(pauses.len() as i64, MAX_ATTEMPTS - 1);
    assert!(pauses.windows(2).all(|p| p[1] > p[0]), "{pauses:?}");
    let dead = list_dead(world.services.db()).await.unwrap();
    assert_eq!((dead.len(), dead[0].attempts, dead[0].last_error.as_str()), (1, MAX_ATTEMPTS, "This version of Stoa does not know this kind of work."));
    remove_dead(world).await;
}

async fn work_put_aside_can_be_run_again(world: &World) {
    enqueue_unknown(&world.services).await;
    wear_out(world).await;
    let id = list_dead(world.services.db()).await.unwrap()[0].id;
    let mut tx = world.services.begin().await.unwrap();
    jobs::replay(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count_due(world.services.db(), world.services.now()).await.unwrap(), 1);
    wear_out(world).await;
    assert_eq!(list_dead(world.services.db()).await.unwrap().len(), 1);
    remove_dead(world).await;
}

async fn a_job_that_is_being_done_is_left_alone_until_its_lease_ends(world: &World) {
    let services = &world.services;
    let mut tx = services.begin().await.unwrap();
    tx.enqueue(Job::CheckSla { ticket: TicketId(1) }).await.unwrap();
    tx.commit().await.unwrap();
    let take = async || {
        let mut tx = services.begin().await.unwrap();
        let claimed = claim(&mut tx, Pool::Here, 10).await.unwrap();
        tx.commit().await.unwrap();
        claimed.len()
    };
    // The first process takes it and dies.
    assert_eq!((take().await, take().await), (1, 0));
    world.advance_minutes(2);
    assert_eq!(take().await, 1);
    world.advance_minutes(2);
    drain(services).await.unwrap();
    assert_eq!(next_run(services.db()).await.unwrap(), None);
}

async fn periodic_work_is_done_by_one_of_two_processes(world: &World) {
    let (one, two) = world.two_processes().await;
    let (a, b) = tokio::join!(tick(&one), tick(&two));
    let mut done = [a.unwrap(), b.unwrap()].concat();
    done.sort_unstable();
    let all = done.len();
    done.dedup();
    assert!(all == done.len() && all >= 4, "{done:?}");
    assert!(tick(&two).await.unwrap().is_empty());
    world.advance_minutes(1);
    assert_eq!(
        tick(&one).await.unwrap(),
        [
            "queue: what waits and what lies",
            "tickets: missed deadlines",
            "accounts: staff who are gone",
            "chats: nobody writes any more",
            "inventory: pieces kept too long",
            "appointments: times kept too long"
        ]
    );
    assert!(tick(&two).await.unwrap().is_empty());
    world.advance_minutes(59);
    assert_eq!(tick(&two).await.unwrap().len(), all);
}

async fn two_runners_do_every_job_and_each_reaction_once(world: &World) {
    const JOBS: i64 = 60;
    let (one, two) = world.two_processes().await;
    let mut tx = one.begin().await.unwrap();
    for n in 0..JOBS {
        tx.enqueue(Job::SendMail { mail: MailId(1_000_000 + n) }).await.unwrap();
        tx.emit(BusinessId(1), None, Event::MemberJoined { member: MemberId(n + 1) }).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (stop, stopping) = watch::channel(false);
    let runners = [tokio::spawn(run(one, stopping.clone())), tokio::spawn(run(two, stopping))];
    until(async || next_run(world.services.db()).await.unwrap().is_none()).await;
    stop.send_replace(true);
    for runner in runners {
        runner.await.unwrap();
    }
    let mut tx = world.services.begin().await.unwrap();
    assert!(outbox::claim(&mut tx, 10).await.unwrap().is_empty());
    assert!(list_dead(world.services.db()).await.unwrap().is_empty());
}

async fn a_runner_notices_that_the_clock_was_moved(world: &World) {
    let services = world.services.clone();
    let mut tx = services.begin().await.unwrap();
    tx.enqueue_at(Job::CheckSla { ticket: TicketId(1) }, START.plus_ms(3_600_000)).await.unwrap();
    tx.commit().await.unwrap();
    let (stop, stopping) = watch::channel(false);
    let runner = tokio::spawn(run(services.clone(), stopping));
    services.clock().advance(3_600_000);
    services.wake_runner();
    until(async || next_run(services.db()).await.unwrap().is_none()).await;
    stop.send_replace(true);
    runner.await.unwrap();
}

async fn a_runner_that_is_told_to_stop_finishes_and_leaves(world: &World) {
    let (stop, stopping) = watch::channel(false);
    let runner = tokio::spawn(run(world.services.clone(), stopping));
    stop.send_replace(true);
    tokio::time::timeout(Duration::from_secs(10), runner).await.expect("it leaves").unwrap();
}

/// Asks until it is so; a test that waits longer than half a minute has failed.
pub async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !is_so().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), wait).await.expect("it happens within half a minute");
}
