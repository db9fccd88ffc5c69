//! The sources as the rules see them.

use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// A file.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Whether a folder or the file itself carries the name: `queries.rs` and everything in `queries/`.
    pub fn is_in(&self, name: &str) -> bool {
        self.path.split('/').any(|part| part == name || part == format!("{name}.rs"))
    }

    /// What runs: without its tests and comments.
    pub fn code(&self) -> String {
        let code = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
    }

    /// The feature folder in `src/`.
    pub fn feature(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split(['/', '.']).next()
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace").to_path_buf()
}

pub fn sources(folder: &str) -> Vec<Source> {
    let (root, mut found, mut folders) = (root(), Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.expect("a folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source can be read");
                found.push(Source { path: path.strip_prefix(&root).expect("below the root").display().to_string(), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "{folder} has sources");
    found
}

pub fn all() -> Vec<Source> {
    ["src", "app/src", "server/src", "frontend/src"].into_iter().flat_map(sources).collect()
}

pub fn fail_on(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Every path that starts at the crate, from `use` trees and from expressions and types. Tests may look anywhere.
#[derive(Default)]
pub struct Paths {
    pub found: Vec<Vec<String>>,
}

impl Paths {
    fn tree(&mut self, tree: &syn::UseTree, mut before: Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before);
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, before.clone())),
            syn::UseTree::Name(name) => self.end(before, &name.ident),
            syn::UseTree::Rename(name) => self.end(before, &name.ident),
            syn::UseTree::Glob(_) => self.found.push(before),
        }
    }

    fn end(&mut self, mut before: Vec<String>, name: &syn::Ident) {
        if name != "self" {
            before.push(name.to_string());
        }
        self.found.push(before);
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, Vec::new());
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.found.push(path.segments.iter().map(|s| s.ident.to_string()).collect());
        visit::visit_path(self, path);
    }
}
