//! The two protocols the load client speaks: Stoa's and Socket.IO's. Frames are put together and searched as text, never parsed.

use super::wire::Wire;
use std::fmt::Write;
use std::io;
use std::time::SystemTime;

/// A protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Stoa's own.
    Stoa,
    /// Engine.IO 4 with Socket.IO 5.
    SocketIo,
}

/// What a frame means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A message of ours is stored.
    Stored,
    /// A message: who wrote it and when, as its text says.
    Message { side: u8, micros: u64 },
    /// Are you there?
    Ping,
    /// Something was refused.
    Refused,
    /// Anything else.
    Other,
}

impl Dialect {
    /// Opens a socket that hears of a conversation.
    pub async fn open(self, addr: &str, token: &str, conversation: i64) -> io::Result<Wire> {
        match self {
            Self::Stoa => {
                let mut wire = Wire::open(addr, "/live", token).await?;
                wire.feed(&format!(r#"{{"say":"watch","topic":"conversation:{conversation}","after":0}}"#));
                expect(&mut wire, r#"{"caught_up""#).await?;
                Ok(wire)
            }
            Self::SocketIo => {
                let mut wire = Wire::open(addr, "/socket.io/?EIO=4&transport=websocket", token).await?;
                expect(&mut wire, "0{").await?;
                wire.feed("40");
                expect(&mut wire, "40{").await?;
                wire.feed(&format!(r#"420["join",{conversation}]"#));
                expect(&mut wire, "430[").await?;
                Ok(wire)
            }
        }
    }

    /// The frame that sends a message.
    pub fn say(self, out: &mut String, conversation: i64, count: u64, side: u8, micros: u64) {
        out.clear();
        // As browsers make them: the time comes first (UUID v7).
        let ms = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_millis() as u64;
        let id = format_args!("{:08x}-{:04x}-7{:03x}-8{side:03x}-{count:012x}", ms >> 16, ms & 0xFFFF, conversation & 0xFFF);
        let body = format_args!("Is the blue mug still there, and could it be sent by Friday? @{}{micros};", side as char);
        match self {
            Self::Stoa => write!(out, r#"{{"say":"send","conversation":{conversation},"client_id":"{id}","body":"{body}"}}"#),
            Self::SocketIo => write!(out, r#"42{count}["send",{{"conversation":{conversation},"client_id":"{id}","body":"{body}"}}]"#),
        }
        .expect("text can be written");
    }

    /// What the answer to a ping is.
    pub const fn pong(self) -> &'static str {
        match self {
            Self::Stoa => "",
            Self::SocketIo => "3",
        }
    }

    /// What a frame means.
    pub fn hear(self, frame: &[u8]) -> Heard {
        match self {
            Self::Stoa if frame.starts_with(br#"{"message""#) => message(frame),
            Self::Stoa if frame.starts_with(br#"{"stored""#) => Heard::Stored,
            Self::Stoa if [&br#"{"refused""#[..], br#"{"misunderstood""#, br#"{"denied""#].iter().any(|f| frame.starts_with(f)) => Heard::Refused,
            Self::SocketIo if frame.starts_with(b"42") => message(frame),
            Self::SocketIo if frame.starts_with(b"43") => Heard::Stored,
            Self::SocketIo if frame == b"2" => Heard::Ping,
            _ => Heard::Other,
        }
    }
}

/// Reads the mark at the end of a message's text: `@A1234;`.
fn message(frame: &[u8]) -> Heard {
    let Some(at) = frame.iter().rposition(|b| *b == b'@').filter(|at| at + 2 < frame.len()) else { return Heard::Other };
    let digits = frame[at + 2..].iter().take_while(|b| b.is_ascii_digit());
    Heard::Message { side: frame[at + 1], micros: digits.fold(0, |n, d| n * 10 + u64::from(d - b'0')) }
}

async fn expect(wire: &mut Wire, start: &str) -> io::Result<()> {
    wire.flush().await?;
    loop {
        let text = wire.hear().await?;
        if text.starts_with(start) {
            return Ok(());
        }
        if text.starts_with(r#"{"denied""#) || text.starts_with("44") {
            return Err(io::Error::other(text));
        }
    }
}
