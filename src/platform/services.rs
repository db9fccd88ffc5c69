//! What every action needs at hand: database, bus, clock, files, mail, vault. One value, cloned freely.

use super::db::Db;
use super::limits::Limits;
use super::tx::{Inner as TxInner, Tx};
use super::{Bus, Clock, StandIns, Vault, Web, mail, redis};
use crate::error::Error;
use crate::kernel::time::Timestamp;
use object_store::ObjectStore;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::sync::{Notify, Semaphore};

/// What Stoa is started with.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`.
    pub database_url: String,
    /// `redis://…` when several processes share the work.
    pub redis_url: Option<String>,
    /// Where files are kept.
    pub files: PathBuf,
    /// The public address, for links in mails: `https://help.example.com`, without a slash at the end.
    pub url: String,
    /// `smtp://…` or `smtps://…`; without it mails are kept and marked as not sent.
    pub smtp_url: Option<String>,
    /// What secrets at rest are sealed with: the same in every process of an installation.
    pub secret: String,
    /// Whether webhooks may call addresses of the own machine and network.
    pub private_webhooks: bool,
    /// What stands in for others, such as providers of payments: in tests only.
    pub stand_ins: StandIns,
    /// Servers by which browsers find a way to each other for a call: see [`crate::calls::rules::ice_server`].
    pub ice: Vec<String>,
    /// The clock.
    pub clock: Clock,
}

/// The services of one process. Clones are the same services.
#[derive(Clone)]
pub struct Services {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    bus: Bus,
    clock: Clock,
    files: Arc<dyn ObjectStore>,
    mailer: Option<mail::Mailer>,
    limits: Limits,
    vault: Vault,
    web: Web,
    stand_ins: StandIns,
    ice: Vec<String>,
    url: String,
    runner: Notify,
    heavy: Semaphore,
    parts: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Services")
    }
}

impl Services {
    /// Opens the database (bringing its tables up to date), joins the bus, opens the file store.
    ///
    /// # Errors
    /// A sentence that says what could not be opened and why.
    pub async fn start(options: Options) -> Result<Self, String> {
        let db = Db::open(&options.database_url).await.map_err(|e| format!("The database could not be opened: {e}"))?;
        let bus = Bus::default();
        if let Some(url) = &options.redis_url {
            let database = db.identity().await.map_err(|e| format!("The database could not be read: {e}"))?;
            redis::join(&bus, url, &database).await.map_err(|e| format!("REDIS_URL: Redis could not be reached: {e}"))?;
        }
        std::fs::create_dir_all(&options.files).map_err(|e| format!("The folder {} could not be made: {e}", options.files.display()))?;
        let files = object_store::local::LocalFileSystem::new_with_prefix(&options.files).map_err(|e| format!("The file store could not be opened: {e}"))?;
        // A message that was acknowledged outlives a power cut; so does its picture.
        let files = files.with_fsync(true);
        let mailer = options.smtp_url.as_deref().map(mail::Mailer::new).transpose().map_err(|e| format!("SMTP_URL: {e}"))?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let inner = Inner {
            db,
            bus,
            clock: options.clock,
            files: Arc::new(files),
            mailer,
            limits: Limits::default(),
            vault: Vault::new(&options.secret),
            web: Web::new(options.private_webhooks),
            stand_ins: options.stand_ins,
            ice: options.ice,
            url: options.url,
            runner: Notify::new(),
            heavy: Semaphore::new(cores),
            parts: Mutex::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The database, for reads.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The bus.
    pub fn bus(&self) -> &Bus {
        &self.inner.bus
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The file store.
    pub fn files(&self) -> &dyn ObjectStore {
        &*self.inner.files
    }

    /// The mail server, when one is configured.
    pub fn mailer(&self) -> Option<&mail::Mailer> {
        self.inner.mailer.as_ref()
    }

    /// The rate limits.
    pub fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    /// Servers by which browsers find a way to each other.
    pub fn ice(&self) -> &[String] {
        &self.inner.ice
    }

    /// What seals secrets before they are stored.
    pub fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    /// What calls other systems.
    pub fn web(&self) -> &Web {
        &self.inner.web
    }

    /// What stands in for others, such as providers of payments.
    pub fn stand_ins(&self) -> &StandIns {
        &self.inner.stand_ins
    }

    /// The public address without a slash at the end.
    pub fn url(&self) -> &str {
        &self.inner.url
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(&self) -> Result<Tx, Error> {
        let inner = match self.db() {
            Db::Sqlite { write, .. } => TxInner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => TxInner::Postgres(pool.begin().await?),
        };
        Ok(Tx::new(inner, self.clone()))
    }

    /// Runs heavy work (password hashing, pictures) off the async threads, at most one piece per core at a time.
    ///
    /// # Errors
    /// `Internal` when the work panics.
    pub async fn heavy<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let _turn = self.inner.heavy.acquire().await.map_err(|_| Error::Internal)?;
        tokio::task::spawn_blocking(work).await.map_err(|error| {
            tracing::error!(%error, "heavy work failed");
            Error::Internal
        })
    }

    /// Wakes the runner: there are jobs, events or messages to look at.
    pub fn wake_runner(&self) {
        self.inner.runner.notify_one();
    }

    /// Waits until somebody wakes the runner.
    pub async fn runner_woken(&self) {
        self.inner.runner.notified().await;
    }

    /// A long-lived part that a feature keeps per process (the message writer, say); made on first use.
    pub fn part<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        let mut parts = self.inner.parts.lock().expect("no panic while locked");
        let part = Arc::clone(parts.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(make())));
        drop(parts);
        part.downcast().expect("parts are kept under their own type")
    }
}
