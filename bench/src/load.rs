//! Puts a server under load: N conversations with two sockets each, for a few seconds, on one thread.

use super::dialect::Dialect;
use super::stats::Times;
use super::talk::{Pace, Pair, Run, Talk, Tally};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use tokio::task::LocalSet;
use tokio::time::Instant;

/// What is not counted yet: caches fill, statements get prepared.
pub const WARM_UP: Duration = Duration::from_secs(3);
/// What counts.
pub const LONG: Duration = Duration::from_secs(10);

/// A conversation and the two people in it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its id.
    pub conversation: i64,
    /// The session of the customer and of the agent.
    pub tokens: [String; 2],
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Stored and seen by the other side, per second.
    pub rate: f64,
    /// From send to display.
    pub times: Times,
    /// Refused, in all.
    pub refused: u64,
}

impl Outcome {
    /// “12,345/s, p50 1.2 ms, p99 3.4 ms”.
    pub fn words(&self) -> String {
        let refused = if self.refused > 0 { format!(", {} refused", self.refused) } else { String::new() };
        format!("{}/s, {}{refused}", super::report::number(self.rate), self.times.words())
    }
}

/// Opens all sockets, then talks.
pub async fn run(addr: &str, dialect: Dialect, places: &[Place], pace: Pace) -> Result<Outcome, String> {
    let pairs = open(addr, dialect, places).await?;
    let start = Instant::now();
    let (from, until) = (start + WARM_UP, start + WARM_UP + LONG);
    let run = Rc::new(Run { dialect, pace, start, from, until, tally: RefCell::new(Tally::default()) });
    let local = LocalSet::new();
    let many = pairs.len();
    let talks: Vec<_> = pairs.into_iter().enumerate().map(|(n, pair)| local.spawn_local(Talk::new(run.clone(), pair, n, many).go())).collect();
    local
        .run_until(async {
            for talk in talks {
                talk.await.map_err(|e| e.to_string())?.map_err(|e| e.to_string())?;
            }
            Ok::<(), String>(())
        })
        .await?;
    drop(local);
    let tally = run.tally.take();
    Ok(Outcome { rate: tally.stored.min(tally.seen) as f64 / LONG.as_secs_f64(), times: tally.times, refused: tally.refused })
}

/// Opens both sockets of every conversation.
pub async fn open(addr: &str, dialect: Dialect, places: &[Place]) -> Result<Vec<Pair>, String> {
    let mut pairs = Vec::with_capacity(places.len());
    for place in places {
        let open = |n: usize| dialect.open(addr, &place.tokens[n], place.conversation);
        let (a, b) = tokio::try_join!(open(0), open(1)).map_err(|e| format!("socket {}: {e}", pairs.len() * 2))?;
        pairs.push(Pair { conversation: place.conversation, wires: [a, b] });
    }
    Ok(pairs)
}
