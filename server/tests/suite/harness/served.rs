//! A real process that serves, looked at from outside.

use super::Site;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

/// A running `stoa serve`; gone when it is dropped.
pub struct Served {
    child: Child,
    /// Where it listens.
    pub port: u16,
}

impl Served {
    /// Starts it, and waits for the moment at which it listens.
    pub fn start(mut command: Command, port: u16) -> Self {
        let mut served = Self { child: command.spawn().expect("the binary runs"), port };
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert_eq!(served.child.try_wait().expect("it can be asked"), None, "it ends: {}", served.said());
            sleep(Duration::from_millis(10));
        }
        served
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it serves, for browsers.
    pub fn site(&self) -> Site {
        Site::of(SocketAddr::from(([127, 0, 0, 1], self.port)))
    }

    /// A line to it.
    pub fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).expect("it listens")
    }

    /// What it answers to whoever opens a page, head and all.
    pub fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAccept: text/html\r\nConnection: close\r\n\r\n", self.port).expect("it reads");
        let mut text = Vec::new();
        stream.read_to_end(&mut text).expect("it answers");
        String::from_utf8_lossy(&text).into_owned()
    }

    /// Asks it to stop, as service managers do.
    pub fn terminate(&self) {
        let done = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill runs");
        assert!(done.success());
    }

    /// Everything it has logged, to its end.
    pub fn said(&mut self) -> String {
        let mut said = String::new();
        self.child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("a log");
        said
    }

    /// With what it ends.
    pub fn exit_code(mut self) -> Option<i32> {
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Whoever has ended cannot be killed.
        let _ = self.child.kill();
    }
}
