//! The peer: a Socket.IO server that stores every message into PostgreSQL before it acknowledges and delivers it.

use super::dialect::Dialect;
use super::load::{self, Outcome, Place};
use super::process::{Server, free_addr};
use super::talk::Pace;
use super::world;
use std::process::Command;

/// Starts it over a new database and puts it under the same load.
pub async fn measure(pace: Pace, many: usize, name: &str) -> Result<Outcome, String> {
    let url = world::create(name).await?;
    let addr = free_addr();
    let mut command = Command::new("node");
    command
        .arg("bench/peers/socketio/server.js")
        .env("PORT", addr.rsplit(':').next().unwrap_or_default())
        .env("DATABASE_URL", url)
        .env("NODE_ENV", "production");
    let server = Server::start(command, addr, "/ready").await?;
    let places: Vec<Place> = (1..=many as i64).map(|conversation| Place { conversation, tokens: [String::new(), String::new()] }).collect();
    load::run(&server.addr, Dialect::SocketIo, &places, pace).await
}
