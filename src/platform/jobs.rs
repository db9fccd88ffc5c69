//! The job table: work asked for in a transaction, claimed by pools with a lease, retried with growing pauses, kept when it is hopeless.

use super::{Ex, Services, Tx};
use crate::error::Error;
use crate::job::{Job, Pool};
use crate::kernel::ids::JobId;
use crate::kernel::time::Timestamp;
use crate::{db_all, db_exec, db_val, db_vals, dialect};

/// Tries before a job is put aside for a person to look at.
pub const MAX_ATTEMPTS: i64 = 12;
/// How long a claimed job may run before another runner may take it, in milliseconds.
const LEASE_MS: i64 = 120_000;

/// A job somebody has claimed.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Claimed {
    /// Its id.
    pub id: JobId,
    /// The job as JSON.
    pub body: String,
    /// Tries so far, this one included.
    pub attempts: i64,
    /// Grows when the job is asked for again while it runs.
    pub version: i64,
    /// What it waits for while it runs.
    pub pool: Pool,
}

/// A job as the admin pages show it.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct DeadJob {
    /// Its id.
    pub id: JobId,
    /// The job as JSON.
    pub body: String,
    /// Tries so far.
    pub attempts: i64,
    /// What went wrong last.
    pub last_error: String,
    /// When it was given up.
    pub dead_at: Timestamp,
}

const DELETE_BY_KEY: &str = "DELETE FROM job WHERE key = $1";
const INSERT: &str = "INSERT INTO job (body, key, run_at, created_at, pool) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (key) DO UPDATE SET body = excluded.body, pool = excluded.pool, run_at = excluded.run_at, attempts = 0, dead_at = NULL, version = job.version + 1";
const CLAIM_SQLITE: &str = "UPDATE job SET locked_until = $2, attempts = attempts + 1
    WHERE id IN (SELECT id FROM job WHERE pool = $4 AND dead_at IS NULL AND run_at <= $1 AND locked_until <= $1 ORDER BY run_at, id LIMIT $3) RETURNING id, body, attempts, version, pool";
const CLAIM_POSTGRES: &str = "UPDATE job SET locked_until = $2, attempts = attempts + 1
    WHERE id IN (SELECT id FROM job WHERE pool = $4 AND dead_at IS NULL AND run_at <= $1 AND locked_until <= $1 ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id, body, attempts, version, pool";
const FINISH: &str = "DELETE FROM job WHERE id = $1 AND version = $2";
const RELEASE: &str = "UPDATE job SET locked_until = 0 WHERE id = $1";
const RETRY: &str = "UPDATE job SET locked_until = 0, run_at = CASE WHEN version = $2 THEN $3 ELSE run_at END, last_error = $4 WHERE id = $1";
const BURY: &str = "UPDATE job SET locked_until = 0, last_error = $3, dead_at = $4 WHERE id = $1 AND version = $2";
const LIST_NEXT: &str = "SELECT pool, MIN(CASE WHEN locked_until > run_at THEN locked_until ELSE run_at END) FROM job WHERE dead_at IS NULL GROUP BY pool";
const LIST_DUE: &str = "SELECT DISTINCT pool FROM job WHERE dead_at IS NULL AND run_at <= $1 AND locked_until <= $1";
const COUNT_DUE: &str = "SELECT COUNT(*) FROM job WHERE dead_at IS NULL AND run_at <= $1";
const COUNT_DEAD: &str = "SELECT COUNT(*) FROM job WHERE dead_at IS NOT NULL";
const LIST_DEAD: &str = "SELECT id, body, attempts, last_error, dead_at FROM job WHERE dead_at IS NOT NULL ORDER BY dead_at DESC LIMIT 200";
const REPLAY: &str = "UPDATE job SET dead_at = NULL, attempts = 0, run_at = $2, locked_until = 0 WHERE id = $1 AND dead_at IS NOT NULL";

pub(super) async fn insert(tx: &mut Tx, job: &Job, at: Timestamp) -> Result<(), Error> {
    let body = serde_json::to_string(job).expect("jobs are plain data");
    let now = tx.now();
    db_exec!(tx, INSERT, body, job.key(), at, now, job.pool())?;
    Ok(())
}

pub(super) async fn delete_by_key(tx: &mut Tx, job: &Job) -> Result<(), Error> {
    if let Some(key) = job.key() {
        db_exec!(tx, DELETE_BY_KEY, key)?;
    }
    Ok(())
}

/// Takes up to `limit` jobs of a pool that are due.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, pool: Pool, limit: i64) -> Result<Vec<Claimed>, Error> {
    let (sql, now) = (dialect!(tx, sqlite: CLAIM_SQLITE, postgres: CLAIM_POSTGRES), tx.now());
    Ok(db_all!(tx, sql, now, now.plus_ms(LEASE_MS), limit, pool)?)
}

/// The job is done. When it was asked for again meanwhile it stays and runs again.
///
/// # Errors
/// When the database fails.
pub async fn finish(tx: &mut Tx, job: &Claimed) -> Result<(), Error> {
    if db_exec!(tx, FINISH, job.id, job.version)? == 0 {
        db_exec!(tx, RELEASE, job.id)?;
    }
    Ok(())
}

/// The job failed: it runs again after a pause, or is put aside after [`MAX_ATTEMPTS`] tries.
///
/// # Errors
/// When the database fails.
pub async fn fail(tx: &mut Tx, job: &Claimed, why: &str, jitter: f64) -> Result<(), Error> {
    let now = tx.now();
    let why: String = why.chars().take(500).collect();
    if job.attempts >= MAX_ATTEMPTS {
        db_exec!(tx, BURY, job.id, job.version, why, now)?;
    } else {
        db_exec!(tx, RETRY, job.id, job.version, now.plus_ms(pause_ms(job.attempts, jitter)), why)?;
    }
    Ok(())
}

/// The pause after the n-th failed try: 2 s, 4 s, 8 s … at most one hour, spread by up to a half (`jitter` in 0..1).
pub fn pause_ms(attempts: i64, jitter: f64) -> i64 {
    let base = 1000_i64 << attempts.clamp(1, 12);
    let base = base.min(3_600_000);
    base + (base as f64 * 0.5 * jitter) as i64
}

/// When the next job of each pool wants to run; pools in which none waits are left out.
///
/// # Errors
/// When the database fails.
pub async fn list_next(ex: impl Into<Ex<'_>>) -> Result<Vec<(Pool, Timestamp)>, Error> {
    Ok(db_all!(ex.into(), LIST_NEXT)?)
}

/// When the next job of any pool wants to run, if any waits.
///
/// # Errors
/// When the database fails.
pub async fn next_run(ex: impl Into<Ex<'_>>) -> Result<Option<Timestamp>, Error> {
    Ok(list_next(ex).await?.into_iter().map(|(_, at)| at).min())
}

/// The pools that have jobs to claim now.
///
/// # Errors
/// When the database fails.
pub async fn list_due(ex: impl Into<Ex<'_>>, now: Timestamp) -> Result<Vec<Pool>, Error> {
    Ok(db_vals!(ex.into(), LIST_DUE, now)?)
}

/// How many jobs are due now.
///
/// # Errors
/// When the database fails.
pub async fn count_due(ex: impl Into<Ex<'_>>, now: Timestamp) -> Result<i64, Error> {
    Ok(db_val!(ex.into(), COUNT_DUE, now)?)
}

/// How many jobs were put aside.
///
/// # Errors
/// When the database fails.
pub async fn count_dead(ex: impl Into<Ex<'_>>) -> Result<i64, Error> {
    Ok(db_val!(ex.into(), COUNT_DEAD)?)
}

/// Jobs that were put aside, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_dead(ex: impl Into<Ex<'_>>) -> Result<Vec<DeadJob>, Error> {
    Ok(db_all!(ex.into(), LIST_DEAD)?)
}

/// Runs a job that was put aside once more.
///
/// # Errors
/// `NotFound` when it was not put aside.
pub async fn replay(tx: &mut Tx, id: JobId) -> Result<(), Error> {
    let now = tx.now();
    match db_exec!(tx, REPLAY, id, now)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Runs a job that was put aside once more, at once.
///
/// # Errors
/// `NotFound` when it was not put aside.
pub async fn run_again(services: &Services, id: JobId) -> Result<(), Error> {
    let mut tx = services.begin().await?;
    replay(&mut tx, id).await?;
    tx.commit().await?;
    services.wake_runner();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::pause_ms;

    #[test]
    fn pauses_grow_and_stay_under_an_hour_and_a_half() {
        assert_eq!(pause_ms(1, 0.0), 2000);
        assert_eq!(pause_ms(2, 0.0), 4000);
        assert!((1..40).all(|n| pause_ms(n, 1.0) <= 5_400_000));
    }
}
