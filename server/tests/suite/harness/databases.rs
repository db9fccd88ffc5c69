//! Fresh databases in milliseconds: copies of one that was migrated once per test run.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use stoa::platform::Db;
use tempfile::TempDir;
use tokio::sync::OnceCell;
use url::Url;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A database of the server that `script/with-services` started.
    Postgres,
}

/// A migrated, empty database of one test, and a folder beside it.
pub struct Database {
    kind: Kind,
    name: String,
    folder: TempDir,
}

static SQLITE_TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
static POSTGRES_TEMPLATE: OnceCell<String> = OnceCell::const_new();
static COUNT: AtomicUsize = AtomicUsize::new(1);

impl Database {
    /// A new one.
    pub async fn fresh(kind: Kind) -> Self {
        let folder = tempfile::Builder::new().prefix("stoa-test").tempdir().expect("a temporary folder");
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let database = Self { kind, name, folder };
        match kind {
            Kind::Sqlite => std::fs::write(database.file(), SQLITE_TEMPLATE.get_or_init(sqlite_template).await).expect("the template can be copied"),
            Kind::Postgres => {
                let template = POSTGRES_TEMPLATE.get_or_init(postgres_template).await;
                on_postgres(&format!("CREATE DATABASE {} TEMPLATE {template}", database.name)).await;
            }
        }
        database
    }

    /// Its address, as `DATABASE_URL` has it.
    pub fn url(&self) -> String {
        match self.kind {
            Kind::Sqlite => format!("sqlite:{}", self.file().display()),
            Kind::Postgres => postgres_url(&self.name),
        }
    }

    /// A folder for files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Removes it.
    pub async fn drop(self) {
        if self.kind == Kind::Postgres {
            on_postgres(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("stoa.db")
    }
}

async fn sqlite_template() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("template.db");
    Db::open(&format!("sqlite:{}", file.display())).await.expect("SQLite migrates").close().await;
    std::fs::read(file).expect("the template can be read")
}

async fn postgres_template() -> String {
    let name = format!("template_{}", std::process::id());
    on_postgres(&format!("CREATE DATABASE {name}")).await;
    Db::open(&postgres_url(&name)).await.expect("PostgreSQL migrates").close().await;
    name
}

async fn on_postgres(sql: &str) {
    let mut connection = PgConnection::connect(&service("STOA_TEST_POSTGRES_URL")).await.expect("PostgreSQL can be reached");
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    connection.close().await.expect("the connection closes");
}

fn postgres_url(name: &str) -> String {
    let mut url = Url::parse(&service("STOA_TEST_POSTGRES_URL")).expect("STOA_TEST_POSTGRES_URL is an address");
    url.set_path(name);
    url.into()
}

/// The address of a service that tests borrow.
pub fn service(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| {
        panic!("{variable} is not set. Run the tests with their own PostgreSQL and Redis: script/with-services cargo test -p server --test suite")
    })
}
