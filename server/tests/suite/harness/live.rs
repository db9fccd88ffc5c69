//! A process of Stoa on a free port, and tabs: what a browser's socket says and hears.

use futures_util::{SinkExt, StreamExt};
use server::config::Config;
use server::http::router;
use server::state::State;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use stoa::event::{Heard, Say, Topic};
use stoa::kernel::ids::{BusinessId, ConversationId};
use stoa::platform::Services;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use uuid::Uuid;

/// A frame that takes longer than this never comes.
const PATIENCE: Duration = Duration::from_secs(30);

/// With which a socket ends that is nobody's any more.
const SIGNED_OUT: u16 = 4401;

/// A process that answers on a port of its own.
pub struct Process {
    /// Where it listens.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
}

impl Process {
    /// Serves everything over these services.
    pub async fn start(services: &Services) -> Self {
        Self::start_with(services, Config::read(|_| None).expect("the defaults are fine")).await
    }

    /// The same where one person may stand for many.
    pub async fn of_a_crowd(services: &Services) -> Self {
        let set = |name: &str| (name == "STOA_TEST_CROWD").then(|| "1".to_owned());
        Self::start_with(services, Config::read(set).expect("a crowd is fine")).await
    }

    async fn start_with(services: &Services, config: Config) -> Self {
        let (stop, stopping) = watch::channel(false);
        let app = router(State::new(Arc::new(config), services.clone(), stopping)).into_make_service_with_connect_info::<SocketAddr>();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(axum::serve(listener, app).into_future());
        Self { address, stop }
    }

    /// Tells it to stop, as a signal would.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Opens a tab of somebody signed in.
    pub async fn tab(&self, token: &str) -> Tab {
        Tab::open(self.address, &[("authorization", &format!("Bearer {token}"))]).await.expect("the socket opens")
    }

    /// Opens a tab of a guest of a business, by the cookie of that business.
    ///
    /// # Errors
    /// The status of the answer when it is refused.
    pub async fn guest_tab(&self, business: BusinessId, token: &str) -> Result<Tab, u16> {
        Tab::open_at(self.address, &format!("/live?guest={business}"), &[("cookie", &format!("stoa_guest_{business}={token}"))]).await
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One open socket.
pub struct Tab {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Tab {
    /// Opens a socket with these headers and hears the welcome.
    ///
    /// # Errors
    /// The status of the answer when it is refused.
    pub async fn open(address: SocketAddr, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        Self::open_at(address, "/live", headers).await
    }

    /// The same for an address of the socket that says as whom.
    ///
    /// # Errors
    /// The status of the answer when it is refused, or 4401 when the socket says that whoever opens it is signed out.
    pub async fn open_at(address: SocketAddr, path: &str, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        let mut request = format!("ws://{address}{path}").into_client_request().expect("an address");
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a header"));
        }
        let socket = match tokio_tungstenite::connect_async(request).await {
            Ok((socket, _)) => socket,
            Err(Error::Http(response)) => return Err(response.status().as_u16()),
            Err(_) => return Err(0),
        };
        let mut tab = Self { socket };
        match tab.try_hear().await {
            Ok(Heard::Welcome { .. }) => Ok(tab),
            Err(SIGNED_OUT) => Err(SIGNED_OUT),
            other => panic!("the first frame is {other:?}"),
        }
    }

    /// Says something.
    pub async fn say(&mut self, say: &Say) {
        self.say_text(&serde_json::to_string(say).expect("plain data")).await;
    }

    /// Says any text.
    pub async fn say_text(&mut self, text: &str) {
        self.say_raw(Message::text(text)).await;
    }

    /// Says anything. Whether it arrives is seen by what is heard.
    pub async fn say_raw(&mut self, message: Message) {
        let _ = self.socket.send(message).await;
    }

    /// Sends a message; gives its id.
    pub async fn send(&mut self, conversation: ConversationId, body: &str) -> Uuid {
        let client_id = Uuid::now_v7();
        self.say(&Say::Send { conversation, client_id, body: body.into(), files: vec![] }).await;
        client_id
    }

    /// The next frame, or the code with which the socket closed (0: without one).
    pub async fn try_hear(&mut self) -> Result<Heard, u16> {
        loop {
            match tokio::time::timeout(PATIENCE, self.socket.next()).await.expect("something is heard in time") {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{text}: {e}"))),
                Some(Ok(Message::Close(frame))) => return Err(frame.map_or(0, |f| f.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(0),
            }
        }
    }

    /// Closes it, as a browser does with its tab.
    pub async fn close(mut self) {
        let _ = self.socket.close(None).await;
        while self.try_hear().await.is_ok() {}
    }

    /// The next frame.
    pub async fn hear(&mut self) -> Heard {
        self.try_hear().await.unwrap_or_else(|code| panic!("the socket closed with {code}"))
    }

    /// Everything up to the first frame that fits, which comes last.
    pub async fn hear_until(&mut self, fits: impl Fn(&Heard) -> bool) -> Vec<Heard> {
        let mut heard = Vec::new();
        loop {
            heard.push(self.hear().await);
            if fits(heard.last().expect("just heard")) {
                return heard;
            }
        }
    }

    /// Everything up to the end, and the code of the end.
    pub async fn hear_out(&mut self) -> (Vec<Heard>, u16) {
        let mut heard = Vec::new();
        loop {
            match self.try_hear().await {
                Ok(frame) => heard.push(frame),
                Err(code) => return (heard, code),
            }
        }
    }

    /// Watches a topic; everything up to the answer.
    pub async fn watch(&mut self, topic: Topic, after: i64) -> Vec<Heard> {
        self.say(&Say::Watch { topic, after }).await;
        self.hear_until(|h| matches!(h, Heard::CaughtUp { topic: t, .. } | Heard::Denied { topic: t, .. } if *t == topic)).await
    }

    /// Everything that was on its way: asks and waits for the answer, which comes after it.
    pub async fn settle(&mut self) -> Vec<Heard> {
        self.say(&Say::Ping).await;
        let mut heard = self.hear_until(|h| matches!(h, Heard::Pong { .. })).await;
        heard.pop();
        heard
    }
}

/// The numbers of the messages among what was heard.
pub fn numbers(heard: &[Heard]) -> Vec<i64> {
    heard.iter().filter_map(|h| if let Heard::Message { message, .. } = h { Some(message.seq) } else { None }).collect()
}
