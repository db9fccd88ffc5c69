//! The help centre as visitors read it and admins write it.

pub mod admin;
pub mod api;
pub mod islands;
#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use pages::{ArticlePage, HelpPage, HelpSearch, Vote};

use serde::{Deserialize, Serialize};

/// An article that may answer what is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its page.
    pub href: String,
    /// The question it answers.
    pub question: String,
}
