//! Measures the release binary: `script/bench` builds it, starts the databases and runs this.
//!
//! `bench BINARY [start] [lists] [busy] [many] [queue] [shop] [help] [chat] [bot] [peer]`: all parts, or those named; `sqlite` or `postgres` takes one database;
//! `quick` makes everything small. Only the whole writes its file.

mod bot;
mod bulk;
mod busy;
mod dialect;
mod hand;
mod help;
mod http;
mod lists;
mod load;
mod machine;
mod many;
mod pages;
mod peer;
mod plan;
mod process;
mod report;
mod shop;
mod stats;
mod talk;
mod wire;
mod words;
mod world;

use plan::Plan;
use report::Report;
use std::path::PathBuf;
use std::process::ExitCode;
use world::Kind;

// One thread: the load client shares the cores with what it measures.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(binary) = words.next().map(PathBuf::from).filter(|b| b.is_file()) else {
        eprintln!("Say which binary to measure, or run script/bench.");
        return ExitCode::FAILURE;
    };
    let words: Vec<String> = words.collect();
    let folder = tempfile::Builder::new().prefix("stoa-bench").tempdir_in("target").expect("a folder under target");
    let plan = Plan {
        binary,
        folder: folder.path().to_owned(),
        is_quick: words.iter().any(|w| w == "quick"),
        kind: Kind::ALL.into_iter().find(|kind| words.iter().any(|w| w == kind.word())),
        only: words.into_iter().filter(|w| w != "quick" && Kind::ALL.iter().all(|kind| kind.word() != w)).collect(),
    };
    let mut report = Report::default();
    let done = plan.run(&mut report).await;
    if let Err(why) = &done {
        eprintln!("{why}");
    }
    if done.is_ok() && plan.is_full() {
        std::fs::write("bench/results.md", report.markdown()).expect("bench/results.md can be written");
    }
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
