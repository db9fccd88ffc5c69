//! Fifty conversations of two, some of them about tickets, and what must be true of them in the end.

use crate::databases::Kind;
use crate::installation::{Installation, LEASE_MS, PATIENCE};
use crate::mails;
use crate::served::Served;
use crate::talker::{Count, Phase, Record, Talker};
use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use stoa::accounts::model::Role;
use stoa::accounts::{Customer, Person};
use stoa::conversations::actions as conversations;
use stoa::conversations::markdown::start_of;
use stoa::conversations::model::{Kind as Talk, SenderKind};
use stoa::kernel::ids::ConversationId;
use stoa::platform::jobs;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Status, Ticket};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// Every fifth conversation is the customer's lane of a ticket: what is said there moves the ticket, and that adds lines.
const LANES: usize = 5;

/// The installation under attack and the people in it.
pub struct Scene {
    pub home: Installation,
    customer: Customer,
    agent: Person,
    talks: Vec<Held>,
    phase: watch::Sender<Phase>,
    count: Arc<Count>,
    pause: Duration,
}

/// A conversation, the sessions of its two sides, and the ticket it is about.
struct Held {
    id: ConversationId,
    tokens: [String; 2],
    ticket: Option<Ticket>,
}

/// The two sides of every conversation.
pub type Talkers = JoinSet<(usize, Record)>;

impl Scene {
    /// A business, a customer, an agent, and conversations between them, in which each side writes after each pause.
    pub async fn new(kind: Kind, talks: usize, pause: Duration) -> Self {
        let home = Installation::new(kind).await;
        let (customer, agent) = (home.person(Role::Customer, "Wanjiru").await, home.person(Role::Agent, "Amina").await);
        // One customer may not ask much oftener than Wanjiru does meanwhile.
        let (token, asker) = home.person(Role::Customer, "Baraka").await;
        let asker = asker.customer().expect("a customer");
        let parties = [customer.1.person().member(), agent.1.person().member()];
        let mut held = Vec::new();
        for n in 0..talks {
            if n % LANES == 0 {
                let ticket = tickets::open(&home.services, &asker, draft()).await.expect("a ticket");
                held.push(Held { id: ticket.customer_lane, tokens: [token.clone(), agent.0.clone()], ticket: Some(ticket) });
                continue;
            }
            let mut tx = home.services.begin().await.expect("a transaction");
            let id = conversations::start(&mut tx, home.business.id, Talk::Chat, &parties).await.expect("a conversation");
            tx.commit().await.expect("a commit");
            held.push(Held { id, tokens: [customer.0.clone(), agent.0.clone()], ticket: None });
        }
        let (customer, agent) = (customer.1.customer().expect("a customer"), agent.1.person());
        Self { home, customer, agent, talks: held, phase: watch::channel(Phase::Talk).0, count: Arc::default(), pause }
    }

    fn talker(&self, talk: usize, side: usize, address: SocketAddr, pause: Option<Duration>) -> Talker {
        Talker {
            address,
            token: self.talks[talk].tokens[side].clone(),
            talk: self.talks[talk].id,
            pause,
            says: |n| format!("Message {n} of a side"),
            phase: self.phase.subscribe(),
            count: Arc::clone(&self.count),
            record: Record::default(),
        }
    }

    /// Both sides of every conversation begin to write and read: customers there, the agent here.
    pub fn start_talking(&self, addresses: [SocketAddr; 2]) -> Talkers {
        let mut talkers = JoinSet::new();
        for talk in 0..self.talks.len() {
            for (side, address) in addresses.into_iter().enumerate() {
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
            tickets::open(&services, &customer, draft()).await.expect("a ticket");
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
            heads.push(conversations::open(&self.home.services, &self.agent, talk.id).await.expect("a conversation").conversation().head);
        }
        heads
    }

    /// Lets everybody finish writing, and waits until all of it is acknowledged and heeded.
    pub async fn flush(&self) {
        self.phase(Phase::Flush);
        // Whoever was about to write has written by then.
        sleep(4 * self.pause).await;
        self.until(|count| count.acknowledged.load(Ordering::SeqCst) == count.written.load(Ordering::SeqCst)).await;
        self.home.until_heeded().await;
    }

    /// Waits until both sides of every conversation have heard all of it, without asking for it.
    pub async fn hear_all(&self) {
        let all = 2 * self.heads().await.into_iter().sum::<i64>() as u64;
        self.until(|count| count.seen.load(Ordering::SeqCst) >= all).await;
    }

    /// Lets everybody finish and checks: every message that was written is acknowledged and there, once, in the order of writing, on both sides.
    pub async fn finish(&self, mut talkers: Talkers) {
        self.flush().await;
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
            let others = match &self.talks[talk].ticket {
                Some(ticket) => self.check_ticket(ticket).await,
                None => 0,
            };
            check(talk, sides, head, others);
        }
    }

    /// Checks that a ticket is as what was said last makes it. Says how many of its messages neither side wrote: the description, and lines about the ticket.
    async fn check_ticket(&self, ticket: &Ticket) -> i64 {
        let services = &self.home.services;
        let lane = conversations::open(services, &self.agent, ticket.customer_lane).await.expect("staff may read it");
        let said = conversations::messages_after(services, &lane, 0, lane.conversation().head).await.expect("messages");
        let now = tickets::find(services, &self.agent, ticket.number).await.expect("the ticket").ticket;
        let row = tickets::rows(services, &self.agent, &[ticket.id]).await.expect("a row").remove(0);
        let last = said.iter().rev().find(|m| m.kind != SenderKind::System).expect("somebody wrote");
        assert_eq!((row.preview, row.last_by_staff), (start_of(&last.body), last.kind == SenderKind::Agent), "ticket {}", ticket.number);
        let first = said.iter().find(|m| m.kind == SenderKind::Agent).map(|m| m.at);
        assert_eq!(now.responded_at, first, "the first answer of ticket {} counts, once", ticket.number);
        let answered = said.iter().rposition(|m| m.kind == SenderKind::Agent).map_or(0, |at| at + 1);
        let asked = said[answered..].iter().find(|m| m.kind == SenderKind::Customer).map(|m| m.at);
        assert_eq!((now.status, now.awaiting_since), (Status::InProgress, asked), "ticket {} moved on, and owes what was asked since", ticket.number);
        said.iter().filter(|m| m.kind == SenderKind::System || m.seq == 1).count() as i64
    }

    /// Checks that reactions and jobs had their effect exactly once: as many mails about new tickets as the same number of tickets makes in peace, each
    /// under one name.
    pub async fn check_work(&self, served: &[Served], tickets: i64) {
        // What a killed process had taken is free again when its lease is over.
        for served in served {
            served.advance(LEASE_MS).await;
        }
        self.home.services.clock().advance(LEASE_MS);
        let in_storm = self.mails_when_idle().await;
        self.open_ticket().await;
        let each = self.mails_when_idle().await - in_storm;
        assert!(each > 0, "a new ticket makes no mail: the test would prove nothing");
        let tickets = tickets + self.talks.iter().filter(|talk| talk.ticket.is_some()).count() as i64;
        assert_eq!(in_storm, each * tickets, "each ticket's work took effect once");
        mails::check(&self.home).await;
        assert_eq!(jobs::list_dead(self.home.services.db()).await.expect("jobs can be listed").len(), 0);
    }

    async fn mails_when_idle(&self) -> i64 {
        // Whether a reply is mailed depends on who was there at that moment.
        const MAILS: &str = "SELECT COUNT(*) FROM mail WHERE cause LIKE 'opened:%'";
        self.home.until_idle().await;
        stoa::db_val!(self.home.services.db(), MAILS).expect("rows can be counted")
    }

    /// Takes everything down.
    pub async fn end(self) {
        self.home.end().await;
    }
}

fn draft() -> tickets::Draft {
    tickets::Draft {
        client_id: uuid::Uuid::now_v7().to_string(),
        subject: "Crack in my mug".into(),
        description: "There is a hairline crack below the handle.".into(),
        category: String::new(),
        priority: "medium".into(),
        files: Vec::new(),
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
