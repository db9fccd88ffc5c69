//! Fifty conversations of two, and what must be true of them in the end.

use crate::databases::{Database, Kind};
use crate::served::Served;
use crate::talker::{Count, Phase, Record, Talker};
use std::collections::HashSet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use stoa::accounts::Customer;
use stoa::accounts::actions::{self as accounts, Device, Newcomer};
use stoa::accounts::model::Role;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Draft;
use stoa::conversations::actions as conversations;
use stoa::conversations::model::Kind as Talk;
use stoa::kernel::ids::ConversationId;
use stoa::platform::{Clock, Options, Services, jobs};
use stoa::tickets::actions as tickets;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// What takes longer than this never happens.
const PATIENCE: Duration = Duration::from_secs(60);
/// A little more than a job stays taken.
const LEASE_MS: i64 = 125_000;

/// The installation under attack; the test looks into its database beside the process.
pub struct Scene {
    database: Database,
    services: Services,
    customer: Customer,
    tokens: [String; 2],
    talks: Vec<ConversationId>,
    phase: watch::Sender<Phase>,
    count: Arc<Count>,
    pause: Duration,
}

/// The two sides of every conversation.
pub type Talkers = JoinSet<(usize, Record)>;

impl Scene {
    /// A business, a customer, an agent, and conversations between them, in which each side writes after each pause.
    pub async fn new(kind: Kind, talks: usize, pause: Duration) -> Self {
        let database = Database::fresh(kind).await;
        let options = Options {
            database_url: database.url(),
            redis_url: None,
            files: database.folder().join("files"),
            url: "http://stoa.test".into(),
            smtp_url: None,
            secret: "the key of the installation under attack".into(),
            clock: Clock::system(),
        };
        let services = Services::start(options).await.expect("services start");
        let draft = Draft { name: "Kiln".into(), slug: "kiln".into(), time_zone: "Africa/Nairobi".into(), currency: "KES".into() };
        let mut tx = services.begin().await.expect("a transaction");
        let business = businesses::found(&mut tx, &draft).await.expect("a business").id;
        let mut tokens = Vec::new();
        for (role, name) in [(Role::Customer, "Wanjiru"), (Role::Agent, "Amina")] {
            let email = format!("{name}@example.com").to_lowercase();
            let new = Newcomer { role, name, email: &email, password_hash: None, is_verified: true, is_owner: false };
            let (account, _) = accounts::enrol(&mut tx, business, &new).await.expect("a newcomer");
            tokens.push(accounts::start_session(&mut tx, account, business, role, &Device::default()).await.expect("a session").token);
        }
        tx.commit().await.expect("a commit");
        let identify = async |token: &str| accounts::identify(&services, token).await.expect("an answer").expect("a session");
        let (customer, agent) = (identify(&tokens[0]).await, identify(&tokens[1]).await);
        let parties = [customer.person().member(), agent.person().member()];
        let mut tx = services.begin().await.expect("a transaction");
        let mut ids = Vec::new();
        for _ in 0..talks {
            ids.push(conversations::start(&mut tx, business, Talk::Chat, &parties).await.expect("a conversation"));
        }
        tx.commit().await.expect("a commit");
        let tokens = tokens.try_into().expect("two");
        let customer = customer.customer().expect("a customer");
        Self { database, services, customer, tokens, talks: ids, phase: watch::channel(Phase::Talk).0, count: Arc::default(), pause }
    }

    pub fn database_url(&self) -> String {
        self.database.url()
    }

    pub fn folder(&self) -> PathBuf {
        self.database.folder().to_owned()
    }

    fn talker(&self, talk: usize, side: usize, address: SocketAddr, pause: Option<Duration>) -> Talker {
        Talker {
            address,
            token: self.tokens[side].clone(),
            talk: self.talks[talk],
            pause,
            phase: self.phase.subscribe(),
            count: Arc::clone(&self.count),
            record: Record::default(),
        }
    }

    /// Both sides of every conversation begin to write and read.
    pub fn start_talking(&self, address: SocketAddr) -> Talkers {
        let mut talkers = JoinSet::new();
        for talk in 0..self.talks.len() {
            for side in 0..2 {
                let talker = self.talker(talk, side, address, Some(self.pause));
                talkers.spawn(async move { (talk, talker.run().await) });
            }
        }
        talkers
    }

    /// A tab that only listens; gives the numbers it has heard.
    pub fn listener(&self, talk: usize, address: SocketAddr) -> impl Future<Output = (usize, Vec<i64>)> + Send + use<> {
        let talker = self.talker(talk, 1, address, None);
        async move { (talk, talker.run().await.seen.into_iter().map(|(seq, _)| seq).collect()) }
    }

    /// Waits until so many more messages are acknowledged.
    pub async fn progress(&self, more: u64) {
        let from = self.count.acknowledged.load(Ordering::SeqCst);
        self.until(|count| count.acknowledged.load(Ordering::SeqCst) >= from + more).await;
    }

    async fn until(&self, holds: impl Fn(&Count) -> bool) {
        let waiting = async {
            while !holds(&self.count) {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, waiting).await.expect("messages are acknowledged");
    }

    /// A customer asks for help while all this goes on: events, mails and deadlines follow.
    pub fn open_ticket(&self) -> impl Future<Output = ()> + use<> {
        let (services, customer) = (self.services.clone(), self.customer.clone());
        let opening = tokio::spawn(async move {
            let draft = tickets::Draft {
                client_id: uuid::Uuid::now_v7().to_string(),
                subject: "Crack in my mug".into(),
                description: "There is a hairline crack below the handle.".into(),
                category: String::new(),
                priority: "medium".into(),
                files: Vec::new(),
            };
            tickets::open(&services, &customer, draft).await.expect("a ticket");
        });
        async { opening.await.expect("a ticket") }
    }

    /// What everybody does now.
    pub fn phase(&self, phase: Phase) {
        self.phase.send_replace(phase);
    }

    /// How far each conversation has come.
    pub async fn heads(&self) -> Vec<i64> {
        let mut heads = Vec::new();
        for talk in &self.talks {
            heads.push(conversations::open(&self.services, &self.customer, *talk).await.expect("a conversation").conversation().head);
        }
        heads
    }

    /// Lets everybody finish and checks: every message that was written is acknowledged and there, once, in the order of writing, on both sides.
    pub async fn finish(&self, mut talkers: Talkers) {
        self.phase(Phase::Flush);
        // Whoever was about to write has written by then.
        sleep(4 * self.pause).await;
        self.until(|count| count.acknowledged.load(Ordering::SeqCst) == count.written.load(Ordering::SeqCst)).await;
        self.phase(Phase::Finish);
        let mut records: Vec<Vec<Record>> = self.talks.iter().map(|_| Vec::new()).collect();
        let all = async {
            while let Some(done) = talkers.join_next().await {
                let (talk, record) = done.expect("a side ends well");
                records[talk].push(record);
            }
        };
        timeout(PATIENCE, all).await.expect("both sides finish");
        let heads = self.heads().await;
        for ((talk, sides), head) in records.iter().enumerate().zip(heads) {
            check(talk, sides, head);
        }
    }

    /// Checks that reactions and jobs had their effect exactly once: as many mails as the same number of tickets makes in peace.
    pub async fn check_work(&self, served: &Served, tickets: i64) {
        // What a killed process had taken is free again when its lease is over.
        served.advance(LEASE_MS).await;
        self.services.clock().advance(LEASE_MS);
        let in_storm = self.mails_when_idle().await;
        self.open_ticket().await;
        let each = self.mails_when_idle().await - in_storm;
        assert!(each > 0, "a new ticket makes no mail: the test would prove nothing");
        assert_eq!(in_storm, each * tickets, "each ticket's work took effect once");
        assert_eq!(jobs::list_dead(self.services.db()).await.expect("jobs can be listed").len(), 0);
    }

    async fn mails_when_idle(&self) -> i64 {
        const WAITING: &str = "SELECT (SELECT COUNT(*) FROM event WHERE dispatched_at IS NULL) + (SELECT COUNT(*) FROM conversation WHERE dispatched < head)
            + (SELECT COUNT(*) FROM job WHERE dead_at IS NULL AND run_at <= $1)";
        const MAILS: &str = "SELECT COUNT(*) FROM mail";
        let idle = async {
            loop {
                let waiting: i64 = stoa::db_val!(self.services.db(), WAITING, self.services.now()).expect("rows can be counted");
                if waiting == 0 {
                    return stoa::db_val!(self.services.db(), MAILS).expect("rows can be counted");
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(PATIENCE, idle).await.expect("the work gets done")
    }

    /// Takes everything down.
    pub async fn end(self) {
        self.services.db().close().await;
        self.database.drop().await;
    }
}

fn check(talk: usize, sides: &[Record], head: i64) {
    let seen = &sides[0].seen;
    assert_eq!(seen.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), (1..=head).collect::<Vec<_>>(), "talk {talk}");
    assert_eq!(*seen, sides[1].seen, "both sides of talk {talk} see the same");
    for side in sides {
        assert!(Talker::is_flushed(side), "talk {talk}: a message was never acknowledged");
        let sent: HashSet<_> = side.sent.iter().collect();
        let arrived: Vec<_> = seen.iter().map(|(_, id)| *id).filter(|id| sent.contains(id)).collect();
        assert_eq!(arrived, side.sent, "talk {talk}: each once, in the order of writing");
        assert!(seen.iter().all(|(seq, id)| side.acknowledged.get(id).is_none_or(|a| a == seq)), "talk {talk}: acknowledged under another number");
    }
    assert_eq!(sides.iter().map(|s| s.sent.len() as i64).sum::<i64>(), head, "talk {talk}: nothing is there that nobody wrote");
}
