//! Just enough HTTP to fetch a page.

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// What came, decoded from chunks but not from any compression.
    pub body: Vec<u8>,
}

/// Fetches a page as a browser does that has a session and understands Brotli, or as one that does not.
pub async fn get(addr: &str, path: &str, token: Option<&str>, brotli: bool) -> io::Result<Answer> {
    let cookie = token.map(|t| format!("Cookie: stoa_session={t}\r\n")).unwrap_or_default();
    let encoding = if brotli { "Accept-Encoding: br\r\n" } else { "" };
    exchange(addr, &format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n{cookie}{encoding}\r\n")).await
}

/// Sends JSON under a key of its own, as a program behind a proxy does that names its address.
pub async fn post(addr: &str, path: &str, from: &str, key: &str, json: &str) -> io::Result<Answer> {
    let length = json.len();
    exchange(
        addr,
        &format!(
            "POST {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\nX-Forwarded-For: {from}\r\nIdempotency-Key: {key}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{json}"
        ),
    )
    .await
}

/// Sends a form of a page as the browser of somebody does, in the parts that one with files has.
pub async fn form(addr: &str, path: &str, token: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
    const EDGE: &str = "edge-of-a-part";
    let part = |(name, value): &(&str, &str)| format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let body = fields.iter().map(part).collect::<String>() + &format!("--{EDGE}--\r\n");
    let length = body.len();
    exchange(
        addr,
        &format!(
            "POST {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\nCookie: stoa_session={token}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
             Content-Type: multipart/form-data; boundary={EDGE}\r\nContent-Length: {length}\r\n\r\n{body}"
        ),
    )
    .await
}

async fn exchange(addr: &str, request: &str) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.set_nodelay(true)?;
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").ok_or_else(|| io::Error::other("no answer"))?;
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
    let body = bytes.split_off(end + 4);
    Ok(Answer { status, body: if head.contains("transfer-encoding: chunked") { joined(&body) } else { body } })
}

/// A body without the sizes between its chunks.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(chunks.len());
    while let Some(end) = chunks.windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&chunks[..end]).ok().and_then(|s| usize::from_str_radix(s.trim(), 16).ok()).unwrap_or(0);
        let Some(chunk) = chunks.get(end + 2..end + 2 + size).filter(|c| !c.is_empty()) else { break };
        body.extend_from_slice(chunk);
        chunks = chunks.get(end + 4 + size..).unwrap_or_default();
    }
    body
}
