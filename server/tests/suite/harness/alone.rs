//! The binary itself, copied alone into an empty folder.

use super::served::Served;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// What tests run: what was built with them, or the one that `STOA_BINARY` names.
fn binary() -> PathBuf {
    std::env::var_os("STOA_BINARY").map_or_else(|| env!("CARGO_BIN_EXE_stoa").into(), PathBuf::from)
}

/// A folder with nothing in it but the binary.
pub struct Alone {
    /// The folder.
    pub folder: TempDir,
    /// Where it listens.
    pub port: u16,
}

impl Alone {
    /// A new one.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        // By a process of its own: a file that this one writes may be handed on, open, to whatever other tests start meanwhile, and cannot be run until those end.
        let copied = Command::new("cp").arg(binary()).arg(folder.path().join("stoa")).status().expect("cp runs");
        assert!(copied.success(), "the binary can be copied");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        Self { folder, port }
    }

    /// A command that knows nothing of this machine but its own folder.
    fn command(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(self.folder.path().join("stoa"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("STOA_ADDR", format!("127.0.0.1:{}", self.port));
        command.envs(variables.iter().copied()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        self.command(arguments, variables).output().expect("the binary runs")
    }

    /// Serves under these variables, from the moment on at which it listens.
    pub fn serve_under(&self, variables: &[(&str, &str)]) -> Served {
        Served::start(self.command(&["serve"], variables), self.port)
    }
}
