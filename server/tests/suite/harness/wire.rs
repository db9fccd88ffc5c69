//! A browser's socket, frame by frame.

use super::Site;
use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use stoa::event::{Heard, Say, Topic};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Nothing takes this long; who waits longer waits for ever.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open socket.
pub struct Wire {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// What was heard while it was looked whether it stays open.
    first: Option<String>,
}

impl Site {
    /// Opens a socket with a session token from a page of this origin.
    ///
    /// # Errors
    /// The status with which it was refused, or 4401 when the socket says that whoever opens it is signed out.
    pub async fn wire(&self, token: &str, origin: &str) -> Result<Wire, u16> {
        let mut request = format!("{}/live", self.url.replacen("http", "ws", 1)).into_client_request().expect("an address");
        if !token.is_empty() {
            request.headers_mut().insert("cookie", HeaderValue::from_str(&format!("stoa_session={token}")).expect("a token"));
        }
        request.headers_mut().insert("origin", HeaderValue::from_str(origin).expect("an origin"));
        match connect_async(request).await {
            Ok((mut socket, _)) => match timeout(PATIENCE, socket.next()).await.expect("the server says something") {
                Some(Ok(Message::Close(Some(frame)))) => Err(frame.code.into()),
                Some(Ok(Message::Text(text))) => Ok(Wire { socket, first: Some(text.to_string()) }),
                other => panic!("the first frame is {other:?}"),
            },
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(other) => panic!("the socket does not open: {other}"),
        }
    }
}

impl Wire {
    /// Says something.
    pub async fn say(&mut self, say: &Say) {
        self.send(Message::text(serde_json::to_string(say).expect("plain data"))).await;
    }

    /// Sends any frame at all. One that the server no longer takes is lost, as on any line.
    pub async fn send(&mut self, message: Message) {
        let _ = self.socket.send(message).await;
    }

    /// The next frame as text; `None` when the socket is closed.
    pub async fn next(&mut self) -> Option<String> {
        if let Some(text) = self.first.take() {
            return Some(text);
        }
        loop {
            match timeout(PATIENCE, self.socket.next()).await.expect("the server says something") {
                Some(Ok(Message::Text(text))) => return Some(text.to_string()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// All frames up to the one that is waited for, as text; it is the last.
    pub async fn until(&mut self, is_it: impl Fn(&Heard) -> bool) -> Vec<String> {
        let mut frames = Vec::new();
        loop {
            let text = self.next().await.unwrap_or_else(|| panic!("the socket was closed after {frames:?}"));
            let heard: Heard = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
            frames.push(text);
            if is_it(&heard) {
                return frames;
            }
        }
    }

    /// Watches a topic from its beginning; whether the server lets it.
    pub async fn watch(&mut self, topic: Topic) -> bool {
        self.say(&Say::Watch { topic, after: 0 }).await;
        let frames = self.until(|h| matches!(h, Heard::CaughtUp { topic: t, .. } | Heard::Denied { topic: t, .. } if *t == topic)).await;
        frames.last().is_some_and(|last| last.contains("caught_up"))
    }

    /// Everything heard until the server has answered one more ping.
    pub async fn everything(&mut self) -> String {
        self.say(&Say::Ping).await;
        self.until(|h| matches!(h, Heard::Pong { .. })).await.join("\n")
    }
}
