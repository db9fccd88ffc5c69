//! What survives `kill -9`, severed lines and storms of reconnects: every acknowledged message, once, in order, on both sides.
//!
//! Real process, both databases. Run it with `script/with-services cargo test -p server --test crash`; longer with `STOA_SOAK=10`.

mod crowd;
#[path = "../suite/harness/databases.rs"]
mod databases;
mod desk;
mod installation;
mod mails;
mod payments;
mod proxy;
#[path = "../suite/harness/safaricom.rs"]
mod safaricom;
mod scene;
mod served;
#[path = "../suite/harness/smtp.rs"]
mod smtp;
mod talker;
mod town;
mod two;

use databases::Kind;
use proxy::Proxy;
use scene::Scene;
use served::Served;
use std::time::Duration;
use talker::Phase;
use tokio::task::JoinSet;

/// How many times longer than usual.
fn soak() -> u32 {
    std::env::var("STOA_SOAK").ok().and_then(|v| v.parse().ok()).unwrap_or(1)
}

/// A number below `below`, from the random bits of a new id.
fn random(below: u64) -> u64 {
    uuid::Uuid::now_v7().as_u64_pair().1 % below
}

const TALKS: usize = 50;
const KILLS: u32 = 20;
/// One customer may not ask much oftener.
const TICKETS: u32 = 10;

async fn kills(kind: Kind) {
    let scene = Scene::new(kind, TALKS, Duration::from_millis(60)).await;
    let mut served = Served::start(&scene.home).await;
    let address = served.address;
    let talkers = scene.start_talking([address; 2]);
    for life in 0..KILLS * soak() {
        // At least something happens in each life; after that any moment will do.
        scene.progress(40).await;
        let ticket = (life % (soak() * KILLS / TICKETS) == 0).then(|| scene.open_ticket());
        tokio::time::sleep(Duration::from_millis(random(400))).await;
        served.kill().await;
        if let Some(ticket) = ticket {
            ticket.await;
        }
        served = Served::start_at(&scene.home, address).await;
    }
    scene.finish(talkers).await;
    let mut served = [served];
    scene.check_work(&served, i64::from(TICKETS)).await;
    served[0].kill().await;
    scene.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_or_doubled_by_kill_on_sqlite() {
    kills(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_or_doubled_by_kill_on_postgres() {
    kills(Kind::Postgres).await;
}

/// How many tabs only listen, so that a storm is one of 500.
const LISTENERS: usize = 500 - 2 * TALKS;

async fn cuts(kind: Kind) {
    let scene = Scene::new(kind, TALKS, Duration::from_millis(250)).await;
    let served = Served::start(&scene.home).await;
    let proxy = Proxy::start(served.address).await;
    let talkers = scene.start_talking([proxy.address; 2]);
    let mut listeners = JoinSet::new();
    for n in 0..LISTENERS {
        listeners.spawn(scene.listener(n % TALKS, proxy.address));
    }
    for storm in 0..4 * soak() {
        scene.progress(200).await;
        for _ in 0..30 {
            proxy.cut_one(random(u64::MAX));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        // Some lines carry nothing for a while, as on a train.
        proxy.stall_some(Duration::from_millis(300), storm as usize);
        scene.progress(100).await;
        proxy.cut_all();
    }
    scene.finish(talkers).await;
    let heads = scene.heads().await;
    scene.phase(Phase::Finish);
    while let Some(seen) = listeners.join_next().await {
        let (talk, seen) = seen.expect("a listener ends well");
        assert_eq!(seen, (1..=heads[talk]).collect::<Vec<_>>(), "a listener of talk {talk}");
    }
    let mut served = [served];
    scene.check_work(&served, 0).await;
    served[0].kill().await;
    scene.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn severed_lines_and_storms_of_reconnects_lose_and_double_nothing_on_sqlite() {
    cuts(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn severed_lines_and_storms_of_reconnects_lose_and_double_nothing_on_postgres() {
    cuts(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_carry_every_conversation_and_either_may_be_killed() {
    two::kills().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chats_with_the_bot_and_a_talk_of_the_team_survive_kills_on_sqlite() {
    desk::kills(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chats_with_the_bot_and_a_talk_of_the_team_survive_kills_on_postgres() {
    desk::kills(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chats_with_the_bot_and_a_talk_of_the_team_survive_severed_lines_on_sqlite() {
    desk::cuts(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chats_with_the_bot_and_a_talk_of_the_team_survive_severed_lines_on_postgres() {
    desk::cuts(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_order_is_paid_twice_or_left_unconfirmed_by_kills_on_sqlite() {
    payments::kills(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_order_is_paid_twice_or_left_unconfirmed_by_kills_on_postgres() {
    payments::kills(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_buyers_at_two_processes_get_fifty_pieces() {
    crowd::of_buyers().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_people_at_two_processes_book_one_time_once() {
    crowd::of_guests().await;
}
