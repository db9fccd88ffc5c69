//! The real process.

use crate::installation::{Installation, SECRET};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// A running `stoa serve`.
pub struct Served {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

impl Served {
    /// Starts it on a free port.
    pub async fn start(home: &Installation) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port");
        Self::start_at(home, free).await
    }

    /// Starts it where it was before.
    pub async fn start_at(home: &Installation, address: SocketAddr) -> Self {
        let binary = std::env::var_os("STOA_BINARY").map_or_else(|| env!("CARGO_BIN_EXE_stoa").into(), PathBuf::from);
        let mut command = Command::new(binary);
        command
            .arg("serve")
            .env_clear()
            .env("STOA_ADDR", address.to_string())
            .env("DATABASE_URL", home.database_url())
            .env("STOA_DATA_DIR", home.folder())
            .envs(home.variables.iter().map(|(name, value)| (*name, value)))
            .env("STOA_SECRET", SECRET)
            .env("STOA_TEST_CLOCK", "1")
            // Two people have five hundred tabs.
            .env("STOA_TEST_CROWD", "1");
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true).spawn().expect("the binary runs");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let mut said = String::new();
        loop {
            match lines.next_line().await {
                Ok(Some(line)) if line.contains("Stoa is ready") => break,
                Ok(Some(line)) => said.push_str(&line),
                _ => panic!("it does not start: {said}"),
            }
        }
        // A full pipe would stop it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { address, child }
    }

    /// Lets it look at what another process has left for it, without waiting for its next turn.
    pub async fn wake(&self) {
        self.advance(0).await;
    }

    /// Puts its clock forward.
    pub async fn advance(&self, ms: i64) {
        let mut stream = TcpStream::connect(self.address).await.expect("it listens");
        let request = format!("POST /test/clock?advance_ms={ms} HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 2"), "{answer}");
    }

    /// `kill -9`.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("it can be killed");
    }
}
