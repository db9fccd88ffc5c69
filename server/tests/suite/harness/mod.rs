//! What every test stands on: a fresh database of either kind, a clock that stands still, and services over both.

mod alone;
mod databases;
mod doors;
mod estate;
mod http;
mod line;
mod live;
pub mod paypal;
mod people;
pub mod program;
pub mod safaricom;
mod served;
mod site;
mod smtp;
mod smtp_away;
mod snapshot;
mod sources;
pub mod twilio;
mod wire;
mod worded;
mod work;

pub use self::http::{ask, open};
pub use alone::Alone;
pub use databases::{Database, Kind, service};
pub use estate::{BUYER, COURIER, DANIEL, Estate, KILN, NOTE, draft, png};
pub use line::Line;
pub use live::{Process, Tab, numbers};
pub use paypal::PaypalDesk;
pub use people::{PASSWORD, Someone};
pub use safaricom::Safaricom;
pub use site::{Answer, Browser, Site};
pub use smtp::MailServer;
pub use smtp_away::{NO_MAIL_SERVER, SilentMailServer};
pub use snapshot::difference;
pub use sources::{every_source, root};
pub use twilio::Twilio;
pub use wire::Wire;
pub use worded::Worded;
pub use work::{ask_help, drain, drain_with_failures};

use rust_embed::RustEmbed;
use stoa::kernel::time::Timestamp;
use stoa::platform::{Clock, Options, Services, StandIns};

/// When every test begins: Wednesday 11 March 2026, 09:00 UTC.
pub const START: Timestamp = Timestamp(1_773_219_600_000);

/// Makes each of the named `async fn(&World)` a test on SQLite and a test on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let world = $crate::harness::World::new($crate::harness::Kind::Sqlite).await;
                super::$name(&world).await;
                world.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let world = $crate::harness::World::new($crate::harness::Kind::Postgres).await;
                super::$name(&world).await;
                world.finish().await;
            }
        }
    )*};
}

/// What the binary serves at the top; scripts and styles are not built yet.
#[derive(RustEmbed)]
#[folder = "../public"]
struct Public;

/// One installation of Stoa, empty and its own.
pub struct World {
    /// The services of its first process.
    pub services: Services,
    /// Its database and files; gone with the world.
    pub database: Database,
}

impl World {
    /// An empty installation at [`START`].
    pub async fn new(kind: Kind) -> Self {
        server::assets::embed::<Public>();
        let database = Database::fresh(kind).await;
        let services = Services::start(options(&database, None, Clock::fixed(START))).await.expect("services start");
        Self { services, database }
    }

    /// Two processes on this world's database, joined through Redis, with this world's clock.
    pub async fn two_processes(&self) -> (Services, Services) {
        let redis = service("STOA_TEST_REDIS_URL");
        (self.process_at(&redis).await, self.process_at(&redis).await)
    }

    /// A process on this world's database that reaches others through this Redis.
    pub async fn process_at(&self, redis: &str) -> Services {
        Services::start(options(&self.database, Some(redis.to_owned()), self.services.clock().clone())).await.expect("another process starts")
    }

    /// A process on this world's database whose webhooks may call this machine.
    pub async fn process_with_private_webhooks(&self) -> Services {
        let options = Options { private_webhooks: true, ..options(&self.database, None, self.services.clock().clone()) };
        Services::start(options).await.expect("another process starts")
    }

    /// A process on this world's database that speaks to local stand-ins of the providers of payments.
    pub async fn process_with_stand_ins(&self, mpesa: &str, paypal: &str) -> Services {
        self.process_with(StandIns { mpesa: Some(mpesa.to_owned()), paypal: Some(paypal.to_owned()), twilio: None }).await
    }

    /// A process on this world's database that speaks to a local stand-in of Twilio.
    pub async fn process_with_twilio(&self, url: &str) -> Services {
        self.process_with(StandIns { twilio: Some(url.to_owned()), ..StandIns::default() }).await
    }

    async fn process_with(&self, stand_ins: StandIns) -> Services {
        let options = Options { stand_ins, ..options(&self.database, None, self.services.clock().clone()) };
        Services::start(options).await.expect("another process starts")
    }

    /// A process on this world's database that cannot reach the others.
    pub async fn another_process(&self) -> Services {
        Services::start(options(&self.database, None, self.services.clock().clone())).await.expect("another process starts")
    }

    /// Moves the clock forward.
    pub fn advance_minutes(&self, minutes: i64) {
        self.services.clock().advance(minutes * 60_000);
    }

    /// Ends the world. What the test set off and did not look at is done now: no test leaves work behind, and work that fails fails the test.
    pub async fn finish(self) {
        self.drain().await;
        self.services.db().close().await;
        self.database.drop().await;
    }
}

fn options(database: &Database, redis_url: Option<String>, clock: Clock) -> Options {
    let (files, secret) = (database.folder().join("files"), "the key of every installation in tests".into());
    Options {
        database_url: database.url(),
        redis_url,
        files,
        url: "http://stoa.test".into(),
        smtp_url: None,
        secret,
        private_webhooks: false,
        stand_ins: StandIns::default(),
        ice: Vec::new(),
        clock,
    }
}
