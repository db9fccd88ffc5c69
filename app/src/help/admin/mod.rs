//! The help centre as admins run it: articles and their groups, automatic responses, questions tried and questions asked.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
mod bench;
#[cfg(feature = "ssr")]
mod categories;
#[cfg(feature = "ssr")]
mod changes;
#[cfg(feature = "ssr")]
mod editor;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod questions;
#[cfg(feature = "ssr")]
mod replies;
#[cfg(feature = "ssr")]
mod sheet;
#[cfg(feature = "ssr")]
mod states;

#[cfg(feature = "ssr")]
pub use bench::BenchPage;
#[cfg(feature = "ssr")]
pub use categories::HelpCategoriesPage;
#[cfg(feature = "ssr")]
pub use editor::{EditorPage, NewArticlePage};
#[cfg(feature = "ssr")]
pub use list::AnswersPage;
#[cfg(feature = "ssr")]
pub use replies::RepliesPage;
