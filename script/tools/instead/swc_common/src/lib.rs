//! Stands in for what `swc` reads scripts with: they are kept as they are.

use std::sync::Arc;

/// What a compiler would know.
#[derive(Debug, Default)]
pub struct Globals;

/// Where it would know it.
#[derive(Debug)]
pub struct Scope;

/// Where it would know it.
pub static GLOBALS: Scope = Scope;

impl Scope {
    /// Does it.
    pub fn set<T>(&self, _: &Globals, does: impl FnOnce() -> T) -> T {
        does()
    }
}

/// How a script is called.
#[derive(Debug)]
pub enum FileName {
    /// Not at all.
    Anon,
}

/// Scripts that are read.
#[derive(Debug, Default)]
pub struct SourceMap;

/// One of them: its text.
#[derive(Debug)]
pub struct SourceFile(pub String);

impl SourceMap {
    /// Reads one.
    pub fn new_source_file(&self, _: Arc<FileName>, text: String) -> Arc<SourceFile> {
        Arc::new(SourceFile(text))
    }
}
