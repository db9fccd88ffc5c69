//! A WebSocket of the load client: text frames over a plain connection, as cheap as can be, for it shares the cores with what it measures.

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const TEXT: u8 = 0x81;
const PONG: u8 = 0x8A;

/// One open socket.
pub struct Wire {
    stream: TcpStream,
    inbox: Vec<u8>,
    read: usize,
    outbox: Vec<u8>,
}

impl Wire {
    /// Opens `path` at `addr` as a WebSocket.
    pub async fn open(addr: &str, path: &str, token: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        let mut wire = Self { stream, inbox: Vec::with_capacity(1024), read: 0, outbox: Vec::new() };
        let ask = format!(
            "GET {path} HTTP/1.1\r\nHost: {addr}\r\nOrigin: http://{addr}\r\nCookie: stoa_session={token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        wire.stream.write_all(ask.as_bytes()).await?;
        loop {
            wire.fill().await?;
            if let Some(end) = wire.inbox.windows(4).position(|w| w == b"\r\n\r\n") {
                if !wire.inbox.starts_with(b"HTTP/1.1 101") {
                    return Err(io::Error::other(String::from_utf8_lossy(&wire.inbox).into_owned()));
                }
                wire.read = end + 4;
                return Ok(wire);
            }
        }
    }

    /// Puts a text frame into the next write.
    pub fn feed(&mut self, text: &str) {
        frame(&mut self.outbox, TEXT, text.as_bytes());
    }

    /// Writes what was fed. The mask is four zeros, which leaves the text as it is.
    pub async fn flush(&mut self) -> io::Result<()> {
        if !self.outbox.is_empty() {
            self.stream.write_all(&self.outbox).await?;
            self.outbox.clear();
        }
        Ok(())
    }

    /// Waits for more bytes. May be dropped while it waits.
    pub async fn fill(&mut self) -> io::Result<()> {
        if self.read > 0 {
            self.inbox.drain(..self.read);
            self.read = 0;
        }
        if self.stream.read_buf(&mut self.inbox).await? == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server hung up"));
        }
        Ok(())
    }

    /// The next text frame that is already here.
    pub fn next(&mut self) -> io::Result<Option<&[u8]>> {
        loop {
            let bytes = &self.inbox[self.read..];
            let Some((head, length)) = size(bytes) else { return Ok(None) };
            if bytes.len() < head + length {
                return Ok(None);
            }
            let start = self.read + head;
            let kind = self.inbox[self.read] & 0x0F;
            self.read = start + length;
            match kind {
                1 => return Ok(Some(&self.inbox[start..start + length])),
                8 => return Err(io::Error::other(format!("closed: {}", String::from_utf8_lossy(&self.inbox[start..start + length])))),
                9 => {
                    let echo = self.inbox[start..start + length].to_vec();
                    frame(&mut self.outbox, PONG, &echo);
                }
                _ => {}
            }
        }
    }

    /// Waits for the next text frame.
    pub async fn hear(&mut self) -> io::Result<String> {
        loop {
            if let Some(text) = self.next()? {
                return Ok(String::from_utf8_lossy(text).into_owned());
            }
            self.fill().await?;
        }
    }
}

fn frame(out: &mut Vec<u8>, kind: u8, payload: &[u8]) {
    out.push(kind);
    match payload.len() {
        n @ 0..126 => out.push(0x80 | n as u8),
        n => {
            out.push(0x80 | 126);
            out.extend_from_slice(&u16::try_from(n).expect("short frames").to_be_bytes());
        }
    }
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(payload);
}

/// The sizes of head and payload of the frame that starts here.
fn size(bytes: &[u8]) -> Option<(usize, usize)> {
    match *bytes.get(1)? & 0x7F {
        126 => Some((4, usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?)))),
        127 => Some((10, usize::try_from(u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?)).ok()?)),
        n => Some((2, usize::from(n))),
    }
}
