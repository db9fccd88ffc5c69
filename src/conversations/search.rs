//! Searching what was said, and the subjects of whoever owns the lanes. Messages are entered into the word index soon after they are stored, many
//! at a time: that costs half of entering each with its own commit, and delivery never waits for it.

pub use super::excerpt::MARKS;
pub use super::queries::search::{Found, insert_subject, is_waiting, move_to_tickets, search, set_all_entered, words};

use super::queries::search as queries;
use super::writer::MessageWriter;
use crate::error::Result;
use crate::platform::Services;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Conversations of one transaction: few enough that whoever writes next hardly waits.
const ROUND: i64 = 500;
/// While more messages wait to be stored than can be, the index takes its turn only so often: it catches up when the rush is over.
const IN_A_RUSH: Duration = Duration::from_secs(2);

/// When the index had its last turn in this process.
#[derive(Debug)]
struct LastTurn(Mutex<Instant>);

/// Enters messages that are not in the index yet, up to a bound. Says whether it did: then there may be more.
///
/// # Errors
/// When the database fails; the messages are entered later.
pub async fn catch_up(services: &Services) -> Result<bool> {
    if !queries::is_waiting(services.db()).await? {
        return Ok(false);
    }
    let last = services.part(|| LastTurn(Mutex::new(Instant::now())));
    if MessageWriter::of(services).is_busy() && last.0.lock().is_ok_and(|at| at.elapsed() < IN_A_RUSH) {
        return Ok(false);
    }
    let mut tx = services.begin().await?;
    let claimed = queries::claim_unindexed(&mut tx, ROUND).await?;
    if !claimed.is_empty() {
        queries::enter(&mut tx, &claimed).await?;
        tx.commit().await?;
    }
    if let Ok(mut at) = last.0.lock() {
        *at = Instant::now();
    }
    Ok(!claimed.is_empty())
}
