//! Finds the folder with the built assets, so that they can be embedded; makes an empty one when they are not built yet.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-env-changed=LEPTOS_SITE_ROOT");
    println!("cargo:rerun-if-env-changed=STOA_SITE_LATER");
    if env::var_os("STOA_SITE_LATER").is_some() {
        // With --keep-going everything below this crate is built, while the browser's part is still being made.
        std::process::exit(1);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace");
    // cargo-leptos writes to `site-root` of Cargo.toml, which is relative to the workspace wherever the target folder is.
    let site: PathBuf = root.join(env::var("LEPTOS_SITE_ROOT").ok().filter(|v| !v.is_empty()).as_deref().unwrap_or("target/site"));
    fs::create_dir_all(&site).expect("the folder for assets can be made");
    // A debug build reads them where they lie, when it runs: it need not be built again for them.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed={}", site.display());
    }
    println!("cargo:rustc-env=STOA_SITE={}", site.display());
}
