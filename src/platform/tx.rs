//! A transaction that carries its events, jobs and notices: nobody hears of anything before it is committed.

use super::bus::Notice;
use super::services::Services;
use super::{jobs, outbox};
use crate::error::Error;
use crate::event::{Event, Hint, Topic};
use crate::job::Job;
use crate::kernel::ids::{AutomationId, BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use sqlx::{Postgres, Sqlite, Transaction};

/// The transaction of whichever database it is.
#[derive(Debug)]
pub enum Inner {
    /// On SQLite's one writer.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction. Dropped without `commit` it leaves no trace.
#[derive(Debug)]
pub struct Tx {
    inner: Inner,
    services: Services,
    now: Timestamp,
    notices: Vec<Notice>,
    hints: Vec<(Topic, Hint)>,
    origin: Vec<AutomationId>,
    has_events: bool,
    has_jobs: bool,
}

impl Tx {
    pub(super) fn new(inner: Inner, services: Services) -> Self {
        let now = services.now();
        Self { inner, services, now, notices: Vec::new(), hints: Vec::new(), origin: Vec::new(), has_events: false, has_jobs: false }
    }

    /// The connection, for the query macros.
    pub const fn inner(&mut self) -> &mut Inner {
        &mut self.inner
    }

    /// Whether this is PostgreSQL, for the few statements whose text differs.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.inner, Inner::Postgres(_))
    }

    /// The time of this transaction: one for everything it writes.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// The services it was begun on.
    pub fn services(&self) -> Services {
        self.services.clone()
    }

    /// Says which automations lead to everything that is recorded from now on, the first one first.
    pub fn set_origin(&mut self, origin: Vec<AutomationId>) {
        self.origin = origin;
    }

    /// Which automations lead to what is recorded.
    pub fn origin(&self) -> &[AutomationId] {
        &self.origin
    }

    /// Records a fact. `actor` is who did it; `None` is Stoa itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn emit(&mut self, business: BusinessId, actor: Option<MemberId>, event: Event) -> Result<(), Error> {
        let notices = outbox::record(self, business, actor, &event).await?;
        self.notices.extend(notices);
        self.hints.extend(event.hints(business, actor));
        self.has_events = true;
        Ok(())
    }

    /// Asks for background work as soon as this is committed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(&mut self, job: Job) -> Result<(), Error> {
        let now = self.now;
        self.enqueue_at(job, now).await
    }

    /// Asks for background work at a time. A job with a [`Job::key`] replaces the one that waits under the same key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue_at(&mut self, job: Job, at: Timestamp) -> Result<(), Error> {
        jobs::insert(self, &job, at).await?;
        self.has_jobs = true;
        Ok(())
    }

    /// Takes back what was asked for under the same [`Job::key`], if it still waits. A job without a key cannot be taken back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn withdraw(&mut self, job: &Job) -> Result<(), Error> {
        jobs::delete_by_key(self, job).await
    }

    /// Sends a notice once this is committed.
    pub fn announce(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Sends a hint once this is committed.
    pub fn hint(&mut self, topic: Topic, hint: Hint) {
        self.hints.push((topic, hint));
    }

    /// Wakes the runner once this is committed: messages wait for reactions.
    pub const fn wake_runner(&mut self) {
        self.has_jobs = true;
    }

    /// Makes it true; only now the bus hears of it and the runners wake.
    ///
    /// # Errors
    /// When the database fails; then nothing happened.
    pub async fn commit(self) -> Result<(), Error> {
        match self.inner {
            Inner::Sqlite(t) => t.commit().await?,
            Inner::Postgres(t) => t.commit().await?,
        }
        for notice in self.notices {
            self.services.bus().publish(notice);
        }
        for (topic, hint) in self.hints {
            self.services.bus().hint(topic, hint);
        }
        if self.has_events || self.has_jobs {
            self.services.wake_runner();
        }
        Ok(())
    }
}
