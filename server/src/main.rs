//! The binary: what the build made for browsers, and the command line.

use rust_embed::RustEmbed;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What cargo-leptos made; nothing before it ran. A debug build reads it where it lies.
#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// Its state, as script/build names it: with another one the binary is another one.
const _: Option<&str> = option_env!("STOA_SITE_STATE");

fn main() -> ExitCode {
    server::assets::embed::<Site>();
    // The runtime is started in the library: what waits for others is compiled where it is run, and this would compile all of it anew.
    server::cli::main()
}
