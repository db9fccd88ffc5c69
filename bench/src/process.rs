//! The processes that are measured: the release binary and its peer. Each has a port and a folder of its own and ends with its value.

use super::http;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a process may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub addr: String,
    /// From the start of the process to the end of its first page.
    pub first_page: Duration,
}

impl Server {
    /// Starts the release binary over a database and waits for its first page.
    pub async fn stoa(binary: &Path, database_url: &str, folder: &Path) -> Result<Self, String> {
        let addr = free_addr();
        let mut command = Command::new(binary);
        // One client plays hundreds of people with a few sessions, each as fast as it can.
        command
            .arg("serve")
            .env("STOA_TEST_CROWD", "1")
            // Buyers come from many addresses, which the load client names.
            .env("STOA_PROXIES", "1")
            .env("STOA_ADDR", &addr)
            .env("STOA_DATA_DIR", folder)
            .env("DATABASE_URL", database_url)
            .env("STOA_LOG", "warn");
        Self::start(command, addr, "/sign-in").await
    }

    /// Starts a command that listens on `addr` and waits until it answers at `path`.
    pub async fn start(mut command: Command, addr: String, path: &str) -> Result<Self, String> {
        let start = Instant::now();
        let child = command.stdout(Stdio::null()).spawn().map_err(|e| format!("{command:?}: {e}"))?;
        let mut server = Self { child, addr, first_page: Duration::ZERO };
        while !http::get(&server.addr, path, None, false).await.is_ok_and(|answer| answer.status == 200) {
            if start.elapsed() > PATIENCE || server.child.try_wait().is_ok_and(|status| status.is_some()) {
                return Err(format!("{command:?} does not answer at {path}"));
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        server.first_page = start.elapsed();
        Ok(server)
    }

    /// Resident memory in MB.
    pub fn memory(&self) -> f64 {
        self.status("VmRSS:")
    }

    /// The most resident memory it has had, in MB.
    pub fn most_memory(&self) -> f64 {
        self.status("VmHWM:")
    }

    fn status(&self, field: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix(field)).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(f64::MAX) / 1024.0
    }

    /// Processor time it has used, in seconds.
    pub fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        let ticks = |n: usize| fields.get(n).and_then(|v| v.parse::<f64>().ok()).unwrap_or_default();
        (ticks(11) + ticks(12)) / 100.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked to stop it says good-bye to thousands of sockets, which nobody waits for here.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address on this machine where nobody listens.
pub fn free_addr() -> String {
    let free = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).and_then(|l| l.local_addr());
    free.expect("a free port").to_string()
}
