//! An installation of its own; the test looks into its database beside the process that is under attack.

use crate::databases::{Database, Kind};
use crate::smtp::MailServer;
use std::path::PathBuf;
use std::time::Duration;
use stoa::accounts::Identity;
use stoa::accounts::actions::{self as accounts, Device, Newcomer};
use stoa::accounts::model::Role;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::{Business, Draft};
use stoa::platform::{Clock, Options, Services, StandIns};
use tokio::time::{sleep, timeout};

/// What takes longer than this never happens.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// A little more than a job stays taken.
pub const LEASE_MS: i64 = 125_000;

/// What its secrets are sealed with, in the test and in its process.
pub const SECRET: &str = "the key of the installation under attack";

/// One business on a database of its own.
pub struct Installation {
    database: Database,
    pub services: Services,
    pub business: Business,
    /// Takes the mails of its process.
    pub mails: MailServer,
    /// What its process is started with besides.
    pub variables: Vec<(&'static str, String)>,
}

impl Installation {
    /// Empty but for the business.
    pub async fn new(kind: Kind) -> Self {
        let database = Database::fresh(kind).await;
        let options = Options {
            database_url: database.url(),
            redis_url: None,
            files: database.folder().join("files"),
            url: "http://stoa.test".into(),
            smtp_url: None,
            secret: SECRET.into(),
            private_webhooks: false,
            stand_ins: StandIns::default(),
            ice: Vec::new(),
            clock: Clock::system(),
        };
        let services = Services::start(options).await.expect("services start");
        let draft = Draft { name: "Kiln".into(), slug: "kiln".into(), time_zone: "Africa/Nairobi".into(), currency: "KES".into() };
        let mut tx = services.begin().await.expect("a transaction");
        let business = businesses::found(&mut tx, &draft).await.expect("a business");
        tx.commit().await.expect("a commit");
        let mails = MailServer::start().await;
        let variables = vec![("SMTP_URL", mails.url())];
        Self { database, services, business, mails, variables }
    }

    /// Somebody with a session: its token and who they are.
    pub async fn person(&self, role: Role, name: &str) -> (String, Identity) {
        let mut tx = self.services.begin().await.expect("a transaction");
        let email = format!("{name}@example.com").to_lowercase();
        let new = Newcomer { role, name, email: &email, password_hash: None, is_verified: true, is_owner: false };
        let (account, _) = accounts::enrol(&mut tx, self.business.id, &new).await.expect("a newcomer");
        let token = accounts::start_session(&mut tx, account, self.business.id, role, &Device::default()).await.expect("a session").token;
        tx.commit().await.expect("a commit");
        let identity = accounts::identify(&self.services, &token).await.expect("an answer").expect("a session");
        (token, identity)
    }

    pub fn database_url(&self) -> String {
        self.database.url()
    }

    pub fn folder(&self) -> PathBuf {
        self.database.folder().to_owned()
    }

    /// Waits until nothing waits for the process: no reaction, no job.
    pub async fn until_idle(&self) {
        const WAITING: &str = "SELECT (SELECT COUNT(*) FROM event WHERE dispatched_at IS NULL) + (SELECT COUNT(*) FROM conversation WHERE dispatched < head)
            + (SELECT COUNT(*) FROM job WHERE dead_at IS NULL AND run_at <= $1)";
        let idle = async {
            while stoa::db_val!(self.services.db(), WAITING, self.services.now()).unwrap_or(1_i64) > 0 {
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(PATIENCE, idle).await.expect("the work gets done");
    }

    /// Waits until every message has been heeded by what follows it, which may add lines of its own.
    pub async fn until_heeded(&self) {
        const WAITING: &str = "SELECT COUNT(*) FROM conversation WHERE dispatched < head";
        let heeded = async {
            while stoa::db_val!(self.services.db(), WAITING).unwrap_or(1_i64) > 0 {
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(PATIENCE, heeded).await.expect("every message is heeded");
    }

    /// Takes everything down.
    pub async fn end(self) {
        self.services.db().close().await;
        self.database.drop().await;
    }
}
