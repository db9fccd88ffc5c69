//! Live chats in which the bot answers until a human takes over in the middle of it all, and a group of the team: what must be true in the end.

use crate::databases::Kind;
use crate::installation::{Installation, LEASE_MS, PATIENCE};
use crate::proxy::Proxy;
use crate::scene::check;
use crate::served::Served;
use crate::talker::{Count, Phase, Record, Talker};
use crate::{random, soak};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use stoa::accounts::model::Role;
use stoa::accounts::{Agent, Asker};
use stoa::chats::actions as chats;
use stoa::chats::model::{Chat, Visit};
use stoa::conversations::actions as conversations;
use stoa::conversations::model::SenderKind;
use stoa::kernel::ids::ConversationId;
use stoa::kernel::text::preview;
use stoa::platform::jobs;
use stoa::talks::actions as talks;
use stoa::{Error, db_val};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const CHATS: usize = 8;
const PAUSE: Duration = Duration::from_millis(120);
const KILLS: u32 = 8;
const STORMS: u32 = 4;

/// The place of the team's talk among the conversations, after the chats.
const TEAM: usize = CHATS;

/// Questions to which the help centre has an answer, so that the bot goes on answering.
fn asks(n: usize) -> String {
    ["Where do you deliver?", "How much does delivery cost?", "When do I get my refund?"][n % 3].to_owned()
}

fn answers(n: usize) -> String {
    format!("Answer {n} of a human")
}

struct Desk {
    home: Installation,
    chats: Vec<Chat>,
    group: ConversationId,
    amina: Agent,
    /// Of the visitors in the order of their chats, then of the team: Amina first.
    tokens: Vec<String>,
    phase: watch::Sender<Phase>,
    count: Arc<Count>,
    sides: JoinSet<(usize, Record)>,
}

impl Desk {
    async fn new(kind: Kind) -> Self {
        let home = Installation::new(kind).await;
        let (mut tokens, mut begun, mut team) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..CHATS {
            let (token, visitor) = home.person(Role::Customer, &format!("Visitor{n}")).await;
            let asker: Asker = (&visitor.customer().expect("a customer")).into();
            begun.push(chats::start(&home.services, &asker, &Visit::default()).await.expect("a chat"));
            tokens.push(token);
        }
        for name in ["Amina", "Brian", "Zainab"] {
            let (token, agent) = home.person(Role::Agent, name).await;
            team.push(agent.agent().expect("an agent"));
            tokens.push(token);
        }
        let group = talks::open_group(&home.services, &team[0], "Store floor", &[team[1].member(), team[2].member()]).await.expect("a group");
        let amina = team.swap_remove(0);
        Self { home, chats: begun, group, amina, tokens, phase: watch::channel(Phase::Talk).0, count: Arc::default(), sides: JoinSet::new() }
    }

    fn joins(&mut self, talk: usize, token: usize, says: fn(usize) -> String, address: SocketAddr) {
        let talker = Talker {
            address,
            token: self.tokens[token].clone(),
            talk: self.chats.get(talk).map_or(self.group, |c| c.conversation_id),
            pause: Some(PAUSE),
            says,
            phase: self.phase.subscribe(),
            count: Arc::clone(&self.count),
            record: Record::default(),
        };
        self.sides.spawn(async move { (talk, talker.run().await) });
    }

    /// Visitors ask, the team talks; from here on the bot answers.
    async fn begin(&mut self, address: SocketAddr) {
        const ANSWERED: &str = "SELECT COUNT(DISTINCT chat_id) FROM chat_answer WHERE outcome = 'article'";
        for n in 0..CHATS {
            self.joins(n, n, asks, address);
        }
        for n in 0..3 {
            self.joins(TEAM, CHATS + n, answers, address);
        }
        let all_answered = async {
            while db_val!(self.home.services.db(), ANSWERED).unwrap_or(0_i64) < CHATS as i64 {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, all_answered).await.expect("the bot answers in every chat");
    }

    /// In the middle of it all a human takes over: every second chat by taking it, the others by just writing.
    async fn hand_over(&mut self, address: SocketAddr) {
        for n in 0..CHATS {
            if n % 2 == 0 {
                let taking = async {
                    // The database may be busy with the other process.
                    while let Err(error) = chats::take(&self.home.services, &self.amina, self.chats[n].id).await {
                        assert_eq!(error, Error::Internal);
                    }
                };
                timeout(PATIENCE, taking).await.expect("the chat is taken");
            }
            self.joins(n, CHATS, answers, address);
        }
    }

    async fn progress(&self, more: u64) {
        let from = self.count.acknowledged.load(Ordering::SeqCst);
        let waiting = async {
            while self.count.acknowledged.load(Ordering::SeqCst) < from + more {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, waiting).await.expect("messages are acknowledged");
    }

    /// Lets everybody finish, lets the process finish its work, and looks at everything.
    async fn finish(mut self, served: &Served) {
        self.phase.send_replace(Phase::Flush);
        sleep(4 * PAUSE).await;
        let flushed = async {
            while self.count.acknowledged.load(Ordering::SeqCst) < self.count.written.load(Ordering::SeqCst) {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, flushed).await.expect("everything is acknowledged");
        // What a killed process had taken is free again when its lease is over.
        served.advance(LEASE_MS).await;
        self.home.services.clock().advance(LEASE_MS);
        self.home.until_idle().await;
        self.phase.send_replace(Phase::Finish);
        let mut records: Vec<Vec<Record>> = (0..=CHATS).map(|_| Vec::new()).collect();
        let all = async {
            while let Some(done) = self.sides.join_next().await {
                let (talk, record) = done.expect("a side ends well");
                records[talk].push(record);
            }
        };
        timeout(PATIENCE, all).await.expect("all sides finish");
        for (talk, sides) in records.iter().enumerate() {
            self.check(talk, sides).await;
        }
        assert_eq!(jobs::list_dead(self.home.services.db()).await.expect("jobs can be listed").len(), 0);
        self.home.end().await;
    }

    async fn check(&self, talk: usize, sides: &[Record]) {
        let services = &self.home.services;
        let id = self.chats.get(talk).map_or(self.group, |c| c.conversation_id);
        let lane = conversations::open(services, &self.amina, id).await.expect("staff may read it");
        let head = lane.conversation().head;
        let said = conversations::messages_after(services, &lane, 0, head).await.expect("messages");
        let of = |kind: SenderKind| said.iter().filter(move |m| m.kind == kind).map(|m| m.seq);
        let others = of(SenderKind::Bot).chain(of(SenderKind::System)).count() as i64;
        check(talk, sides, head, others);
        let last = said.iter().rev().find(|m| m.kind != SenderKind::System).expect("somebody wrote");
        if talk == TEAM {
            let rows = talks::list(services, &self.amina).await.expect("talks");
            assert_eq!((rows[0].preview.as_str(), rows[0].last_message_at), (preview(&last.body, 140).as_str(), last.at), "the talk of the team");
            return;
        }
        let human = of(SenderKind::Agent).min().expect("a human answered");
        let taken = said.iter().find(|m| m.kind == SenderKind::System && m.body.ends_with("joined the chat.")).map_or(human, |m| m.seq.min(human));
        assert!(of(SenderKind::Bot).all(|seq| seq < taken), "chat {talk}: the bot spoke after the human, who came at {taken}: {said:?}");
        assert!(of(SenderKind::Bot).count() >= 2, "chat {talk}: the bot answered");
        let chat = chats::find(services, &self.amina, self.chats[talk].id).await.expect("the chat").chat;
        let unread = of(SenderKind::Customer).filter(|seq| *seq > of(SenderKind::Agent).max().unwrap_or(0)).count() as i64;
        let stands = (chat.messages, chat.unread, chat.asked_seq, chat.preview.as_str(), chat.last_message_at, chat.last_kind);
        let asked = of(SenderKind::Customer).max().unwrap_or(0);
        let shown = preview(&last.body, 140);
        let spoken = head - of(SenderKind::System).count() as i64;
        assert_eq!(stands, (spoken, unread, asked, shown.as_str(), last.at, last.kind), "chat {talk} is as its conversation says");
        assert_eq!((chat.assignee_id, chat.bot_holds, chat.waiting_since), (Some(self.amina.member()), false, None), "chat {talk}");
    }
}

/// `kill -9` again and again, a hand-over between two of them.
pub async fn kills(kind: Kind) {
    let mut desk = Desk::new(kind).await;
    let mut served = Served::start(&desk.home).await;
    let address = served.address;
    desk.begin(address).await;
    let lives = KILLS * soak();
    for life in 0..lives {
        desk.progress(30).await;
        if life == lives / 2 {
            desk.hand_over(address).await;
        }
        sleep(Duration::from_millis(random(300))).await;
        served.kill().await;
        served = Served::start_at(&desk.home, address).await;
    }
    desk.progress(50).await;
    desk.finish(&served).await;
    served.kill().await;
}

/// Lines are cut one by one, stall, and all break at once; a hand-over between two storms.
pub async fn cuts(kind: Kind) {
    let mut desk = Desk::new(kind).await;
    let mut served = Served::start(&desk.home).await;
    let proxy = Proxy::start(served.address).await;
    desk.begin(proxy.address).await;
    let storms = STORMS * soak();
    for storm in 0..storms {
        desk.progress(60).await;
        if storm == storms / 2 {
            desk.hand_over(proxy.address).await;
        }
        for _ in 0..10 {
            proxy.cut_one(random(u64::MAX));
            sleep(Duration::from_millis(10)).await;
        }
        proxy.stall_some(Duration::from_millis(300), storm as usize);
        desk.progress(30).await;
        proxy.cut_all();
    }
    desk.progress(50).await;
    desk.finish(&served).await;
    served.kill().await;
}
