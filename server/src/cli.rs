//! The commands of `stoa`.

use crate::commands::{admin, backup, doctor, migrate, restore, seed};
use crate::config::{Config, VARIABLES};
use crate::{serve, telemetry};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Help desk and live chat for small businesses, in one process.
#[derive(Debug, Parser)]
#[command(name = "stoa", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the database, serve pages and sockets, do the background work
    Serve,
    /// Bring the tables up to date and stop
    Migrate,
    /// Fill an empty installation with a demo business
    Seed,
    /// Make an owner, or give one their way back in
    Admin {
        #[command(subcommand)]
        command: Admin,
    },
    /// Write everything into one file, also while Stoa runs
    Backup {
        /// The file to write, like stoa.tar.zst
        file: PathBuf,
    },
    /// Fill an empty installation from a backup, on either database
    Restore {
        /// The file that `stoa backup` wrote
        file: PathBuf,
    },
    /// Check what Stoa needs, and say how to mend what is missing
    Doctor,
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Make an account that owns the installation; one that exists gets the new password
    Create(admin::Create),
}

/// Runs what was asked for on the command line, and says how it ended.
pub fn main() -> ExitCode {
    // One TLS provider for mail, database and Redis; without it the first encrypted connection panics.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| format!("The system gives no threads: {e}"));
    match runtime.and_then(|runtime| runtime.block_on(run())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("{words}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let matches = Cli::command().after_help(variables()).get_matches();
    let command = Cli::from_arg_matches(&matches).unwrap_or_else(|e| e.exit()).command;
    if matches!(command, Command::Doctor) {
        return doctor::doctor(Config::from_env()).await;
    }
    let config = Config::from_env()?;
    telemetry::start(&config);
    match command {
        Command::Serve => serve::serve(config).await,
        Command::Migrate => migrate::migrate(&config).await,
        Command::Seed => seed::seed(&config).await,
        Command::Admin { command: Admin::Create(create) } => admin::create(&config, create).await,
        Command::Backup { file } => backup::backup(&config, &file).await,
        Command::Restore { file } => restore::restore(&config, &file).await,
        Command::Doctor => Ok(()),
    }
}

fn variables() -> String {
    let lines = VARIABLES.iter().map(|(name, default, meaning)| format!("  {name:<20} {meaning} (default: {default})\n"));
    format!("Environment:\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_fit_together_and_help_names_every_variable() {
        Cli::command().debug_assert();
        assert!(VARIABLES.iter().all(|(name, _, _)| variables().contains(name)));
    }
}
