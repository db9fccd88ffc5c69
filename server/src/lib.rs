//! How Stoa runs: one process with its router, socket, background work and commands.

/// Where requests come from.
pub mod address;
mod answers;
/// What other programs may ask.
pub mod api;
/// Scripts, styles, icons.
pub mod assets;
/// The command line.
pub mod cli;
/// The clock of tests.
pub mod clock;
/// What the command line runs.
pub mod commands;
/// Environment variables.
pub mod config;
/// The data folder.
pub mod data;
/// A business to look around in.
pub mod demo;
/// Uploads and downloads.
pub mod files;
/// Forms that were refused.
pub mod forms;
/// What machines ask.
pub mod health;
/// The router.
pub mod http;
/// Background work.
pub mod jobs;
mod journeys;
/// The socket of a tab.
pub mod live;
mod payments;
mod places;
mod pulse;
/// What browsers may do.
pub mod security;
/// From start to stop.
pub mod serve;
mod shop;
mod sms;
/// What handlers have at hand.
pub mod state;
/// Logs and numbers.
pub mod telemetry;
/// Light or dark.
pub mod theme;
