//! What features stand on: one database of two kinds, transactions that carry events and jobs, the bus, the clock, mail and files.

pub mod archive;
pub mod bus;
pub mod clock;
pub mod db;
pub mod error;
pub mod guard;
pub mod jobs;
pub mod letters;
pub mod limits;
pub mod line;
pub mod mail;
pub mod outbox;
pub mod redis;
pub mod schedule;
pub mod secret;
pub mod services;
pub mod tx;
pub mod typed;
pub mod vault;
pub mod web;

pub use bus::{Bus, Notice};
pub use clock::Clock;
pub use db::{Db, Ex};
pub use guard::guarded;
pub use services::{Options, Services};
pub use tx::Tx;
pub use vault::Vault;
pub use web::{StandIns, Web};
