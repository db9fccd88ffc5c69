//! One database of two kinds behind one `Db`, and the macros that run one SQL text on whichever it is.
//!
//! SQLite: one writer connection, a pool of readers, WAL. PostgreSQL: one pool. Writes only happen inside a [`Tx`].

use super::tx::Tx;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, Executor};
use std::str::FromStr;
use std::time::Duration;

/// A connection to PostgreSQL that was used so recently is not asked whether it is still there: when the last one gave it back, it was.
const FRESH: Duration = Duration::from_secs(1);

/// Connections to PostgreSQL. Once open they stay: a new one costs more than most pages.
const CONNECTIONS: u32 = 20;

/// Statements a connection keeps prepared. There are several hundred; of the fewer that are usual, those of a page pushed those of the jobs out, and back.
const STATEMENTS: usize = 500;

/// What tells this database from every other: where its file is, or which database it is and since when it is Stoa's.
const IDENTITY_SQLITE: &str = "SELECT file FROM pragma_database_list WHERE name = 'main'";
const IDENTITY_POSTGRES: &str = "SELECT d.oid::text || ' ' || extract(epoch FROM m.installed_on)::text FROM pg_database d, _sqlx_migrations m
    WHERE d.datname = current_database() ORDER BY m.version LIMIT 1";

static SQLITE: Migrator = sqlx_macros::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx_macros::migrate!("migrations/postgres");
const SCHEMA: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations";

/// The database.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file on this machine.
    Sqlite {
        /// Any number of readers.
        read: SqlitePool,
        /// The one writer.
        write: SqlitePool,
    },
    /// A server that many processes share.
    Postgres(PgPool),
}

/// Where a query runs: on the database for reads, or inside a transaction.
#[derive(Debug)]
pub enum Ex<'a> {
    /// Reads, outside any transaction.
    Db(&'a Db),
    /// Reads and writes of one transaction.
    Tx(&'a mut Tx),
}

impl<'a> From<&'a Db> for Ex<'a> {
    fn from(db: &'a Db) -> Self {
        Self::Db(db)
    }
}

impl<'a> From<&'a mut Tx> for Ex<'a> {
    fn from(tx: &'a mut Tx) -> Self {
        Self::Tx(tx)
    }
}

impl Ex<'_> {
    /// Whether this is PostgreSQL: for the few statements whose text differs.
    pub const fn is_postgres(&self) -> bool {
        match self {
            Ex::Db(db) => db.is_postgres(),
            Ex::Tx(tx) => tx.is_postgres(),
        }
    }

    /// The same place once more, for functions that run several queries.
    pub fn again(&mut self) -> Ex<'_> {
        match self {
            Ex::Db(db) => Ex::Db(db),
            Ex::Tx(tx) => Ex::Tx(tx),
        }
    }
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its tables up to date.
    ///
    /// # Errors
    /// When the address cannot be read, the database not be reached, or a migration fails.
    pub async fn open(url: &str) -> Result<Self, sqlx::Error> {
        let db = Self::connect(url).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// Opens without migrating.
    ///
    /// # Errors
    /// When the address cannot be read or the database not be reached.
    pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        if url.starts_with("postgres") {
            let options = PgConnectOptions::from_str(url)?.application_name("stoa").statement_cache_capacity(STATEMENTS);
            let pool = PgPoolOptions::new().max_connections(CONNECTIONS).idle_timeout(None).acquire_timeout(Duration::from_secs(10)).test_before_acquire(false);
            // Asked before each statement, it would cost as much again as most statements do.
            let pool = pool.before_acquire(|connection, meta| {
                Box::pin(async move {
                    if meta.idle_for > FRESH {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            });
            // Compiling a statement takes longer than any of ours runs.
            let pool = pool.after_connect(|connection, _| Box::pin(async move { connection.execute("SET jit = off").await.map(drop) }));
            return Ok(Self::Postgres(pool.connect_with(options).await?));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true)
            .statement_cache_capacity(STATEMENTS)
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "268435456");
        // A busy writer touches the ends of a thousand conversations and the word index: with SQLite's own 2 MB it would read each page many times over.
        let writing = options.clone().pragma("cache_size", "-32768");
        let write = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(30)).connect_with(writing).await?;
        let read =
            SqlitePoolOptions::new().max_connections(4).test_before_acquire(false).connect_with(options.read_only(true).create_if_missing(false)).await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// When a migration fails; the database stays at the last one that worked.
    pub async fn migrate(&self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite { write, .. } => SQLITE.run(write).await?,
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    /// Opens connections ahead, so that those who come first do not wait for that; half of all there may be, for nobody should wait for this either.
    pub async fn warm(&self) {
        let Self::Postgres(pool) = self else { return };
        let mut open = Vec::new();
        while open.len() < CONNECTIONS as usize / 2 {
            let Ok(connection) = pool.acquire().await else { return };
            open.push(connection);
        }
    }

    /// The number of the last migration the database has had; 0 when it has no tables.
    pub async fn schema(&self) -> i64 {
        match self {
            Self::Sqlite { read, .. } => sqlx::query_scalar(SCHEMA).fetch_one(read).await,
            Self::Postgres(pool) => sqlx::query_scalar(SCHEMA).fetch_one(pool).await,
        }
        .unwrap_or(0)
    }

    /// The number of the newest migration this version of Stoa knows.
    pub fn newest_schema() -> i64 {
        SQLITE.iter().map(|m| m.version).max().unwrap_or(0)
    }

    /// Whether this is PostgreSQL: for the few statements whose text differs.
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// The same words in every process that uses this database, and in no other.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn identity(&self) -> Result<String, sqlx::Error> {
        match self {
            Self::Sqlite { read, .. } => sqlx::query_scalar(IDENTITY_SQLITE).fetch_one(read).await,
            Self::Postgres(pool) => sqlx::query_scalar(IDENTITY_POSTGRES).fetch_one(pool).await,
        }
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        match self {
            Self::Sqlite { read, .. } => sqlx::query("SELECT 1").execute(read).await.is_ok(),
            Self::Postgres(pool) => sqlx::query("SELECT 1").execute(pool).await.is_ok(),
        }
    }

    /// Whether the database takes changes: makes a table that only this connection sees.
    ///
    /// # Errors
    /// When it does not.
    pub async fn may_write(&self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite { write, .. } => write.begin_with("BEGIN IMMEDIATE").await?.rollback().await,
            Self::Postgres(pool) => sqlx::query("CREATE TEMPORARY TABLE doctor (id BIGINT) ON COMMIT DROP").execute(pool).await.map(drop),
        }
    }

    /// Closes all connections; SQLite folds its log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Picks the statement for the database at hand where the two differ: `dialect!(ex, sqlite: "…", postgres: "…")`.
#[macro_export]
macro_rules! dialect {
    ($on:expr, sqlite: $lite:expr, postgres: $pg:expr) => {
        if $on.is_postgres() { $pg } else { $lite }
    };
}

/// Runs `$call` with `$q` as the query and `$c` as the connection of whichever database it is.
#[doc(hidden)]
#[macro_export]
macro_rules! on_ex {
    ($ex:expr, $make:expr, [$($bind:expr),*], $fetch:ident) => {
        match $crate::platform::Ex::from($ex) {
            $crate::platform::Ex::Db($crate::platform::Db::Sqlite { read, .. }) => $make$(.bind($bind))*.$fetch(read).await,
            $crate::platform::Ex::Db($crate::platform::Db::Postgres(pool)) => $make$(.bind($bind))*.$fetch(pool).await,
            $crate::platform::Ex::Tx(tx) => match tx.inner() {
                $crate::platform::tx::Inner::Sqlite(t) => $make$(.bind($bind))*.$fetch(&mut **t).await,
                $crate::platform::tx::Inner::Postgres(t) => $make$(.bind($bind))*.$fetch(&mut **t).await,
            },
        }
    };
}

/// All rows of a query: `db_all!(ex, SQL, binds…)` → `Result<Vec<Row>, sqlx::Error>`.
#[macro_export]
macro_rules! db_all {
    ($ex:expr, $sql:expr $(, $bind:expr)* $(,)?) => { $crate::on_ex!($ex, sqlx::query_as($sql), [$($bind),*], fetch_all) };
}

/// The only row of a query; `RowNotFound` when there is none.
#[macro_export]
macro_rules! db_one {
    ($ex:expr, $sql:expr $(, $bind:expr)* $(,)?) => { $crate::on_ex!($ex, sqlx::query_as($sql), [$($bind),*], fetch_one) };
}

/// The row of a query, if there is one.
#[macro_export]
macro_rules! db_opt {
    ($ex:expr, $sql:expr $(, $bind:expr)* $(,)?) => { $crate::on_ex!($ex, sqlx::query_as($sql), [$($bind),*], fetch_optional) };
}

/// The first column of the only row.
#[macro_export]
macro_rules! db_val {
    ($ex:expr, $sql:expr $(, $bind:expr)* $(,)?) => { $crate::on_ex!($ex, sqlx::query_scalar($sql), [$($bind),*], fetch_one) };
}

/// The first column of every row.
#[macro_export]
macro_rules! db_vals {
    ($ex:expr, $sql:expr $(, $bind:expr)* $(,)?) => { $crate::on_ex!($ex, sqlx::query_scalar($sql), [$($bind),*], fetch_all) };
}

/// The first column of the row, if there is one.
#[macro_export]
macro_rules! db_val_opt {
    ($ex:expr, $sql:expr $(, $bind:expr)* $(,)?) => { $crate::on_ex!($ex, sqlx::query_scalar($sql), [$($bind),*], fetch_optional) };
}

/// Runs a statement inside a transaction: `db_exec!(tx, SQL, binds…)` → the number of rows touched.
#[macro_export]
macro_rules! db_exec {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx.inner() {
            $crate::platform::tx::Inner::Sqlite(t) => sqlx::query($sql)$(.bind($bind))*.execute(&mut **t).await.map(|r| r.rows_affected()),
            $crate::platform::tx::Inner::Postgres(t) => sqlx::query($sql)$(.bind($bind))*.execute(&mut **t).await.map(|r| r.rows_affected()),
        }
    };
}
