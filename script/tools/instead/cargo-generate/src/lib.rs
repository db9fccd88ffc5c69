//! Stands in for `cargo-generate`, which `cargo leptos new` would call: nobody makes a new project here.

use anyhow::{Result, bail};
use std::path::PathBuf;

/// What would be generated.
#[derive(Debug, Default)]
pub struct GenerateArgs {
    pub template_path: TemplatePath,
    pub name: Option<String>,
    pub force: bool,
    pub verbose: bool,
    pub init: bool,
}

/// Where its template would be.
#[derive(Debug, Default)]
pub struct TemplatePath {
    pub git: Option<String>,
    pub branch: Option<String>,
    pub tag: Option<String>,
    pub path: Option<String>,
}

/// Says how to get what is left out.
///
/// # Errors
/// Always.
pub fn generate(_: GenerateArgs) -> Result<PathBuf> {
    bail!("This cargo-leptos builds Stoa and makes no new projects. For that, run: cargo install --locked cargo-leptos")
}
