//! Mail servers that take nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;

/// One that does not answer, as `SMTP_URL` has it.
pub const NO_MAIL_SERVER: &str = "smtp://127.0.0.1:1?from=desk@stoa.test";

/// One that lets everybody in and never says a word, as behind a firewall.
pub struct SilentMailServer {
    /// Its address, as `SMTP_URL` has it.
    pub url: String,
    calls: Arc<AtomicUsize>,
}

impl SilentMailServer {
    /// Starts one on a free port; it ends with the test's runtime.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let calls = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&calls);
        tokio::spawn(async move {
            let mut lines = Vec::new();
            while let Ok((stream, _)) = listener.accept().await {
                lines.push(stream);
                count.store(lines.len(), Ordering::SeqCst);
            }
        });
        Self { url: format!("smtp://127.0.0.1:{port}?from=desk@stoa.test"), calls }
    }

    /// How often it was called.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }
}
