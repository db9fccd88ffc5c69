//! One side of a conversation, as a browser does it: an outbox that is sent again after every reconnect, and the last number seen.

use futures_util::{SinkExt, StreamExt};
use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use stoa::Error;
use stoa::event::{Heard, Say, Topic};
use stoa::kernel::ids::ConversationId;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use uuid::Uuid;

/// What talkers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Write on and on.
    Talk,
    /// Write nothing new, but send what waits until all of it is acknowledged.
    Flush,
    /// Read to the end.
    Finish,
}

/// How many messages may be on their way at once.
const WINDOW: usize = 4;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// How many messages all sides together have written and heard, and how many were acknowledged.
#[derive(Debug, Default)]
pub struct Count {
    pub written: AtomicU64,
    pub acknowledged: AtomicU64,
    /// How often one of them has heard one.
    pub seen: AtomicU64,
}

/// One side.
pub struct Talker {
    pub address: SocketAddr,
    pub token: String,
    pub talk: ConversationId,
    /// The pause between messages; who only listens has none.
    pub pause: Option<Duration>,
    /// What its n-th message says.
    pub says: fn(usize) -> String,
    pub phase: watch::Receiver<Phase>,
    pub count: Arc<Count>,
    pub record: Record,
}

/// What one side has done and seen.
#[derive(Debug, Default)]
pub struct Record {
    /// Ids in the order of writing.
    pub sent: Vec<Uuid>,
    /// The number under which each was acknowledged.
    pub acknowledged: HashMap<Uuid, i64>,
    /// Numbers and ids in the order of arrival.
    pub seen: Vec<(i64, Uuid)>,
    outbox: BTreeMap<Uuid, String>,
}

impl Talker {
    /// Goes on over any number of connections until everything is sent and seen.
    pub async fn run(mut self) -> Record {
        loop {
            if let Some(mut socket) = self.connect().await
                && self.live(&mut socket).await.is_ok()
            {
                return self.record;
            }
            sleep(Duration::from_millis(20 + crate::random(120))).await;
        }
    }

    async fn connect(&self) -> Option<Socket> {
        let mut request = format!("ws://{}/live", self.address).into_client_request().expect("an address");
        request.headers_mut().insert("authorization", format!("Bearer {}", self.token).parse().expect("a header"));
        match timeout(Duration::from_secs(10), tokio_tungstenite::connect_async(request)).await {
            Ok(Ok((socket, _))) => Some(socket),
            _ => None,
        }
    }

    fn last(&self) -> i64 {
        self.record.seen.last().map_or(0, |(seq, _)| *seq)
    }

    /// One connection. `Ok` when everything is done, `Err` when it broke.
    async fn live(&mut self, socket: &mut Socket) -> Result<(), ()> {
        say(socket, &Say::Watch { topic: Topic::Conversation(self.talk), after: self.last() }).await?;
        for (client_id, body) in self.record.outbox.clone() {
            self.say_message(socket, client_id, body).await?;
        }
        let mut is_finishing = false;
        loop {
            let phase = *self.phase.borrow_and_update();
            if phase == Phase::Finish && !is_finishing {
                is_finishing = true;
                say(socket, &Say::Watch { topic: Topic::Conversation(self.talk), after: self.last() }).await?;
            }
            let may_write = phase == Phase::Talk && self.record.outbox.len() < WINDOW;
            let pause = self.pause.filter(|_| may_write);
            tokio::select! {
                frame = socket.next() => {
                    let Some(Ok(frame)) = frame else { return Err(()) };
                    if let Message::Close(Some(end)) = &frame {
                        assert_ne!(u16::from(end.code), 4401, "the session is gone");
                    }
                    let Message::Text(text) = frame else { continue };
                    let heard: Heard = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{text}: {e}"));
                    let caught_up = matches!(heard, Heard::CaughtUp { .. });
                    self.hear(socket, heard).await?;
                    if caught_up && is_finishing {
                        return Ok(());
                    }
                }
                () = sleep(pause.unwrap_or_default()), if pause.is_some() => {
                    let (client_id, body) = (Uuid::now_v7(), (self.says)(self.record.sent.len() + 1));
                    self.count.written.fetch_add(1, Ordering::SeqCst);
                    self.record.sent.push(client_id);
                    self.record.outbox.insert(client_id, body.clone());
                    self.say_message(socket, client_id, body).await?;
                }
                _ = self.phase.changed() => {}
            }
        }
    }

    async fn hear(&mut self, socket: &mut Socket, heard: Heard) -> Result<(), ()> {
        match heard {
            Heard::Message { message, .. } if message.seq > self.last() => {
                assert_eq!(message.seq, self.last() + 1, "a number was skipped");
                self.record.seen.push((message.seq, message.client_id));
                self.count.seen.fetch_add(1, Ordering::SeqCst);
            }
            Heard::Stored { client_id, seq, .. } => {
                let before = self.record.acknowledged.insert(client_id, seq);
                assert!(before.is_none_or(|b| b == seq), "acknowledged under {before:?} and {seq}");
                if self.record.outbox.remove(&client_id).is_some() {
                    self.count.acknowledged.fetch_add(1, Ordering::SeqCst);
                }
            }
            // Under stress the database may refuse; a person would press “try again”.
            Heard::Refused { client_id, error: Error::Internal | Error::TooMany(_) } => {
                if let Some(body) = self.record.outbox.get(&client_id).cloned() {
                    self.say_message(socket, client_id, body).await?;
                }
            }
            Heard::Refused { error, .. } | Heard::Misunderstood { error } | Heard::Denied { error, .. } => panic!("{error}"),
            Heard::Resync { .. } => panic!("nobody is ever that far behind"),
            _ => {}
        }
        Ok(())
    }

    async fn say_message(&self, socket: &mut Socket, client_id: Uuid, body: String) -> Result<(), ()> {
        say(socket, &Say::Send { conversation: self.talk, client_id, body, files: vec![] }).await
    }

    /// Whether everything that was written is acknowledged.
    pub fn is_flushed(record: &Record) -> bool {
        record.outbox.is_empty()
    }
}

async fn say(socket: &mut Socket, say: &Say) -> Result<(), ()> {
    socket.send(Message::text(serde_json::to_string(say).expect("plain data"))).await.map_err(drop)
}
