//! The runner: hands facts and messages to their reactions and to the word index, runs jobs that are due, and what is done every so often.
//!
//! Any number of processes run it on one database: claims and leases see to it that each thing is done by one of them.

use crate::places::Places;
use crate::pulse::Pulse;
use metrics::counter;
use std::pin::Pin;
use std::time::Duration;
use stoa::conversations::search;
use stoa::error::{Error, Result};
use stoa::job::{Job, Pool};
use stoa::platform::jobs::{self, Claimed, MAX_ATTEMPTS};
use stoa::platform::{Services, guarded, schedule, secret, typed};
use stoa::{accounts, appointments, automations, chats, files, help, inventory, journeys, orders, payments, queue, reactions, tickets};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Jobs of a pool that are drained before the next look.
const DRAINED: usize = 8;
/// A job that takes longer has failed: before its lease ends and another runner takes it.
const RUN_FOR: Duration = Duration::from_secs(110);
/// Even when nothing seems to wait the runner looks this often: another process may have died over its work.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// After a fault of the database.
const AFTER_FAULT: Duration = Duration::from_secs(1);

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// Work that comes back: its name, how often, what it does.
type Periodic = (&'static str, i64, fn(Services) -> Pin<Box<dyn Future<Output = Result<()>> + Send>>);

const PERIODIC: &[Periodic] = &[
    ("queue: what waits and what lies", MINUTE / 6, |s| Box::pin(async move { queue::jobs::sweep(&s).await })),
    ("tickets: missed deadlines", MINUTE, |s| Box::pin(async move { tickets::jobs::sweep(&s).await })),
    ("automations: silences, and the log of long ago", 5 * MINUTE, |s| Box::pin(async move { automations::jobs::sweep(&s).await })),
    ("accounts: staff who are gone", MINUTE / 2, |s| Box::pin(async move { accounts::jobs::sweep_presence(&s).await })),
    ("accounts: where guests came from", HOUR, |s| Box::pin(async move { accounts::jobs::forget_guest_addresses(&s).await })),
    ("accounts: guests who never came back", HOUR, |s| Box::pin(async move { accounts::jobs::forget_guest_tokens(&s).await })),
    ("chats: nobody writes any more", MINUTE, |s| Box::pin(async move { chats::jobs::sweep(&s).await })),
    ("accounts: expired sessions and links", HOUR, |s| Box::pin(async move { accounts::jobs::forget_expired(&s).await })),
    ("files: uploads without a message", HOUR, |s| Box::pin(async move { files::actions::sweep(&s).await })),
    ("journeys: walks that led to nothing", HOUR, |s| Box::pin(async move { journeys::jobs::sweep(&s).await })),
    ("inventory: pieces kept too long", MINUTE, |s| Box::pin(async move { inventory::jobs::sweep(&s).await })),
    ("appointments: times kept too long", MINUTE, |s| Box::pin(async move { appointments::jobs::sweep(&s).await })),
    ("orders: carts nobody came back to", HOUR, |s| Box::pin(async move { orders::jobs::sweep(&s).await })),
    ("payments: webhooks of long ago", HOUR, |s| Box::pin(async move { payments::jobs::sweep(&s).await })),
    ("help: questions of long ago", HOUR, |s| Box::pin(async move { help::jobs::sweep(&s).await })),
    ("forms: what was typed", HOUR, |s| Box::pin(async move { forget_typed(&s).await })),
];

/// Runs until `stopping` says so, then waits for what it has begun.
pub async fn run(services: Services, mut stopping: watch::Receiver<bool>) {
    let (mut begun, places) = (Begun::default(), Places::default());
    let beating = Pulse::of(&services).begin();
    while !*stopping.borrow() {
        beating.beat();
        let wait = match guarded("the runner", turn(&services, &places, &mut begun)).await {
            Ok(true) => continue,
            Ok(false) => until_next(&services, &places).await,
            Err(error) => {
                tracing::warn!(%error, "background work waits for the database");
                AFTER_FAULT
            }
        };
        tokio::select! {
            () = services.runner_woken() => {}
            Some(ended) = begun.running.join_next() => begun.ended.extend(ended.ok().flatten()),
            () = tokio::time::sleep(wait) => {}
            changed = stopping.changed() => if changed.is_err() { break },
        }
    }
    while let Some(ended) = begun.running.join_next().await {
        begun.ended.extend(ended.ok().flatten());
    }
    if let Err(error) = settle(&services, &mut begun.ended, |_| 0).await {
        // Their leases end by themselves; then they run again.
        tracing::warn!(%error, "how the last jobs went could not be written down");
    }
}

/// A job that ran, and how it went.
type Ended = (Claimed, Result<(), String>);

/// What a runner has begun.
#[derive(Default)]
struct Begun {
    running: JoinSet<Option<Ended>>,
    /// Jobs that ran; how they went is not written down yet.
    ended: Vec<Ended>,
}

/// Begins what is due, and says whether there may be more at once.
async fn turn(services: &Services, places: &Places, begun: &mut Begun) -> Result<bool> {
    for work in take_due(services).await? {
        let services = services.clone();
        begun.running.spawn(async move { run_periodic(&services, *work).await });
    }
    // What is due never waits for a reaction that fails.
    let dispatched = dispatch(services).await;
    while let Some(ended) = begun.running.try_join_next() {
        begun.ended.extend(ended.ok().flatten());
    }
    let claimed = settle(services, &mut begun.ended, |pool| places.free(pool)).await?;
    let more = !claimed.is_empty();
    for job in claimed {
        let (services, place) = (services.clone(), places.take(job.pool));
        begun.running.spawn(async move {
            let _place = place;
            Some(run_job(&services, job).await)
        });
    }
    Ok(dispatched? || more)
}

/// Does everything that is due now, one after the other, until nothing is: for tests and the command line. Says what did not work out.
///
/// # Errors
/// When the database fails.
pub async fn drain(services: &Services) -> Result<Vec<String>> {
    let mut failures = Vec::new();
    loop {
        let dispatched = dispatch(services).await?;
        let claimed = settle(services, &mut Vec::new(), |_| DRAINED).await?;
        if !dispatched && claimed.is_empty() {
            return Ok(failures);
        }
        for job in claimed {
            let ended = run_job(services, job).await;
            failures.extend(ended.1.as_ref().err().map(|why| format!("{}: {why}", ended.0.body)));
            settle(services, &mut vec![ended], |_| 0).await?;
        }
    }
}

/// Runs the periodic work that is due and that no other process takes. Returns the names of what ran.
///
/// # Errors
/// When the database fails.
pub async fn tick(services: &Services) -> Result<Vec<&'static str>> {
    let due = take_due(services).await?;
    for work in &due {
        run_periodic(services, **work).await;
    }
    Ok(due.into_iter().map(|work| work.0).collect())
}

/// The time until something is due for which there is a place, at most [`LOOK_EVERY`].
async fn until_next(services: &Services, places: &Places) -> Duration {
    let now = services.now();
    let jobs = jobs::list_next(services.db()).await.unwrap_or_default();
    let job = jobs.into_iter().filter(|(pool, _)| places.free(*pool) > 0).map(|(_, at)| at).min();
    let tick = schedule::list(services.db()).await.ok().and_then(|all| all.into_iter().map(|(_, at)| at).min());
    let ms = job.into_iter().chain(tick).min().map_or(i64::MAX, |at| at.since(now));
    Duration::from_millis(ms.max(0).unsigned_abs()).clamp(Duration::from_millis(5), LOOK_EVERY)
}

/// Hands on what is new. Each of the three goes on when another fails.
async fn dispatch(services: &Services) -> Result<bool> {
    let events = guarded("reactions to events", reactions::dispatch_events(services)).await;
    let lanes = guarded("reactions to messages", reactions::dispatch_messages(services)).await;
    let indexed = guarded("the word index", search::catch_up(services)).await;
    Ok(events? + lanes? > 0 || indexed?)
}

/// Writes down how jobs went and takes those that are due, as many of each pool as there is room for: in one transaction, for each costs a turn at
/// SQLite's one writer. When the database fails, what ended is kept for the next try.
async fn settle(services: &Services, ended: &mut Vec<Ended>, room: impl Fn(Pool) -> usize) -> Result<Vec<Claimed>> {
    // Looking costs no such turn; most of the time there is nothing.
    let mut due = jobs::list_due(services.db(), services.now()).await?;
    due.retain(|pool| room(*pool) > 0);
    due.sort_unstable();
    if due.is_empty() && ended.is_empty() {
        return Ok(Vec::new());
    }
    let (mut tx, mut claimed) = (services.begin().await?, Vec::new());
    for (job, outcome) in ended.iter() {
        match outcome {
            Ok(()) => jobs::finish(&mut tx, job).await?,
            Err(why) => jobs::fail(&mut tx, job, why, f64::from(secret::random_bytes::<1>()[0]) / 256.0).await?,
        }
    }
    for pool in due {
        claimed.extend(jobs::claim(&mut tx, pool, i64::try_from(room(pool)).unwrap_or(1)).await?);
    }
    tx.commit().await?;
    ended.clear();
    Ok(claimed)
}

/// Runs a claimed job.
async fn run_job(services: &Services, claimed: Claimed) -> Ended {
    let (kind, outcome) = match serde_json::from_str::<Job>(&claimed.body) {
        Ok(job) => (kind(&claimed.body), attempt(services, job).await),
        Err(_) => ("unknown".to_owned(), Err("This version of Stoa does not know this kind of work.".to_owned())),
    };
    let how = match &outcome {
        Ok(()) => "done",
        Err(_) if claimed.attempts >= MAX_ATTEMPTS => "dead",
        Err(_) => "failed",
    };
    counter!("stoa_jobs_run_total", "job" => kind.clone(), "outcome" => how).increment(1);
    if let Err(why) = &outcome {
        tracing::warn!(job.id = claimed.id.0, job.kind = kind, attempt = claimed.attempts, why, "a job did not work out");
    }
    (claimed, outcome)
}

/// Runs the job apart, so that a panic is its own.
async fn attempt(services: &Services, job: Job) -> Result<(), String> {
    let services = services.clone();
    let work = tokio::spawn(async move { tokio::time::timeout(RUN_FOR, Box::pin(job.run(&services))).await });
    match work.await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(format!("It took longer than {} seconds.", RUN_FOR.as_secs())),
        Err(panic) => Err(format!("It panicked: {panic}")),
    }
}

/// The word for a job in numbers and logs: its tag.
fn kind(body: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    value["job"].as_str().unwrap_or("unknown").to_owned()
}

async fn take_due(services: &Services) -> Result<Vec<&'static Periodic>, Error> {
    let (now, known) = (services.now(), schedule::list(services.db()).await?);
    let mut due = Vec::new();
    for work in PERIODIC {
        let is_due = known.iter().find(|(name, _)| name == work.0).is_none_or(|(_, at)| *at <= now);
        if is_due && schedule::take(services, work.0, work.1).await? {
            due.push(work);
        }
    }
    Ok(due)
}

/// Nothing of it is to be written down.
async fn run_periodic(services: &Services, (name, _, work): Periodic) -> Option<Ended> {
    if let Err(error) = work(services.clone()).await {
        tracing::warn!(%error, name, "periodic work did not work out; its next turn comes");
    }
    None
}

async fn forget_typed(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    typed::delete_expired(&mut tx).await?;
    tx.commit().await
}
