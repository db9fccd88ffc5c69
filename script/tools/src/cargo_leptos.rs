//! `cargo leptos`, as its own binary starts it.

use cargo_leptos::{config::Cli, logger, run};
use clap::Parser;

#[tokio::main]
async fn main() -> color_eyre::Result<()> {
    color_eyre::install()?;
    let mut args: Vec<String> = std::env::args().collect();
    // Cargo passes on the word by which it found this.
    if args.get(1).is_some_and(|word| word == "leptos") {
        args.remove(1);
    }
    let args = Cli::parse_from(&args);
    logger::setup(args.opts().map_or(0, |opts| opts.verbose), &args.log);
    run(args).await
}
