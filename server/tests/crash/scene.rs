//! Fifty conversations of two, and what must be true of them in the end.

use crate::databases::Kind;
use crate::installation::{Installation, LEASE_MS, PATIENCE};
use crate::served::Served;
use crate::talker::{Count, Phase, Record, Talker};
use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use stoa::accounts::Customer;
use stoa::accounts::model::Role;
use stoa::conversations::actions as conversations;
use stoa::conversations::model::Kind as Talk;
use stoa::kernel::ids::ConversationId;
use stoa::platform::jobs;
use stoa::tickets::actions as tickets;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// The installation under attack and the people in it.
pub struct Scene {
    pub home: Installation,
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
        let home = Installation::new(kind).await;
        let (customer, agent) = (home.person(Role::Customer, "Wanjiru").await, home.person(Role::Agent, "Amina").await);
        let tokens = [customer.0, agent.0];
        let (customer, agent) = (customer.1, agent.1);
        let parties = [customer.person().member(), agent.person().member()];
        let mut tx = home.services.begin().await.expect("a transaction");
        let mut ids = Vec::new();
        for _ in 0..talks {
            ids.push(conversations::start(&mut tx, home.business.id, Talk::Chat, &parties).await.expect("a conversation"));
        }
        tx.commit().await.expect("a commit");
        let customer = customer.customer().expect("a customer");
        Self { home, customer, tokens, talks: ids, phase: watch::channel(Phase::Talk).0, count: Arc::default(), pause }
    }

    fn talker(&self, talk: usize, side: usize, address: SocketAddr, pause: Option<Duration>) -> Talker {
        Talker {
            address,
            token: self.tokens[side].clone(),
            talk: self.talks[talk],
            pause,
            says: |n| format!("Message {n} of a side"),
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
        let (services, customer) = (self.home.services.clone(), self.customer.clone());
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
            heads.push(conversations::open(&self.home.services, &self.customer, *talk).await.expect("a conversation").conversation().head);
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
            check(talk, sides, head, 0);
        }
    }

    /// Checks that reactions and jobs had their effect exactly once: as many mails as the same number of tickets makes in peace.
    pub async fn check_work(&self, served: &Served, tickets: i64) {
        // What a killed process had taken is free again when its lease is over.
        served.advance(LEASE_MS).await;
        self.home.services.clock().advance(LEASE_MS);
        let in_storm = self.mails_when_idle().await;
        self.open_ticket().await;
        let each = self.mails_when_idle().await - in_storm;
        assert!(each > 0, "a new ticket makes no mail: the test would prove nothing");
        assert_eq!(in_storm, each * tickets, "each ticket's work took effect once");
        assert_eq!(jobs::list_dead(self.home.services.db()).await.expect("jobs can be listed").len(), 0);
    }

    async fn mails_when_idle(&self) -> i64 {
        const MAILS: &str = "SELECT COUNT(*) FROM mail";
        self.home.until_idle().await;
        stoa::db_val!(self.home.services.db(), MAILS).expect("rows can be counted")
    }

    /// Takes everything down.
    pub async fn end(self) {
        self.home.end().await;
    }
}

/// Checks one conversation of any number of sides, in which nobody (the bot, the system) has said `others` of the messages.
pub fn check(talk: usize, sides: &[Record], head: i64, others: i64) {
    let seen = &sides[0].seen;
    assert_eq!(seen.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), (1..=head).collect::<Vec<_>>(), "talk {talk}");
    for side in sides {
        assert_eq!(*seen, side.seen, "all sides of talk {talk} see the same");
        assert!(Talker::is_flushed(side), "talk {talk}: a message was never acknowledged");
        let sent: HashSet<_> = side.sent.iter().collect();
        let arrived: Vec<_> = seen.iter().map(|(_, id)| *id).filter(|id| sent.contains(id)).collect();
        assert_eq!(arrived, side.sent, "talk {talk}: each once, in the order of writing");
        assert!(seen.iter().all(|(seq, id)| side.acknowledged.get(id).is_none_or(|a| a == seq)), "talk {talk}: acknowledged under another number");
    }
    assert_eq!(sides.iter().map(|s| s.sent.len() as i64).sum::<i64>() + others, head, "talk {talk}: nothing is there that nobody wrote");
}
