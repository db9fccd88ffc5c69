//! The paths of the help centre: for readers and for admins.

use super::escape;
use stoa::kernel::ids::ArticleId;

/// The help centre, and with `?q=` what it finds.
pub const HELP: &str = "/help";
/// The articles of the help centre.
pub const ADMIN_HELP: &str = "/admin/help";
/// An article that is being written.
pub const ADMIN_HELP_NEW: &str = "/admin/help/new";
/// The groups of articles.
pub const ADMIN_HELP_CATEGORIES: &str = "/admin/help/categories";
/// Questions tried and questions asked.
pub const ADMIN_HELP_BENCH: &str = "/admin/help/bench";

/// A help article as visitors read it.
pub fn help_article(slug: &str) -> String {
    format!("{HELP}/{}", escape(slug))
}

/// What the help centre finds for these words.
pub fn help_search(words: &str) -> String {
    format!("{HELP}?q={}", escape(words))
}

/// The help articles with a tag.
pub fn help_tagged(tag: &str) -> String {
    format!("{HELP}?tag={}", escape(tag))
}

/// A help article as admins write it.
pub fn admin_help(article: ArticleId) -> String {
    format!("{ADMIN_HELP}/{article}")
}
