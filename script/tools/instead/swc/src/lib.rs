//! Stands in for `swc`, of which one thing is asked here: to make a script smaller. esbuild does it, which npm brings ready to use, and fifty crates are
//! not compiled.

use anyhow::{Context, Error, Result, ensure};
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use swc_common::{SourceFile, SourceMap};

/// How a script would be made smaller.
pub mod config {
    use super::BoolOrDataConfig;

    /// Whether it is a module.
    #[derive(Debug)]
    pub enum IsModule {
        /// It is known.
        Bool(bool),
    }

    impl Default for IsModule {
        fn default() -> Self {
            Self::Bool(true)
        }
    }

    /// All of it.
    #[derive(Debug, Default)]
    pub struct JsMinifyOptions {
        pub compress: BoolOrDataConfig,
        pub mangle: BoolOrDataConfig,
        pub module: IsModule,
    }
}

/// Whether something would be done.
#[derive(Debug, Default)]
pub struct BoolOrDataConfig;

impl BoolOrDataConfig {
    /// Whether it would.
    pub fn from_bool(_: bool) -> Self {
        Self
    }
}

/// More of it.
#[derive(Debug, Default)]
pub struct JsMinifyExtras;

/// Who would be told of faults.
#[derive(Debug, Default)]
pub struct Handler;

/// How.
#[derive(Debug, Default)]
pub struct HandlerOpts;

/// A script.
#[derive(Debug)]
pub struct TransformOutput {
    pub code: String,
}

/// What would do it.
#[derive(Debug)]
pub struct Compiler;

impl Compiler {
    /// A new one.
    pub fn new(_: Arc<SourceMap>) -> Self {
        Self
    }

    /// Makes a script smaller.
    ///
    /// # Errors
    /// When esbuild is not there or refuses it.
    pub fn minify(&self, script: Arc<SourceFile>, _: &Handler, _: &config::JsMinifyOptions, _: JsMinifyExtras) -> Result<TransformOutput> {
        let mut esbuild = Command::new("esbuild")
            .args(["--minify", "--format=esm", "--loader=js", "--log-level=warning"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("esbuild is missing: script/bootstrap brings it")?;
        let mut into = esbuild.stdin.take().context("esbuild reads nothing")?;
        // It reads all before it writes anything.
        into.write_all(script.0.as_bytes())?;
        drop(into);
        let made = esbuild.wait_with_output()?;
        ensure!(made.status.success(), "esbuild refused the script");
        Ok(TransformOutput { code: String::from_utf8(made.stdout)? })
    }
}

/// A fault.
#[derive(Debug)]
pub struct WithHandlerError(Error);

impl WithHandlerError {
    /// The fault.
    pub fn to_pretty_error(self) -> Error {
        self.0
    }
}

/// Does it.
///
/// # Errors
/// When it does not work.
pub fn try_with_handler<T>(_: Arc<SourceMap>, _: HandlerOpts, does: impl FnOnce(&Handler) -> Result<T>) -> Result<T, WithHandlerError> {
    does(&Handler).map_err(WithHandlerError)
}
