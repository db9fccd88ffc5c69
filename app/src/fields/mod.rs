//! Fields of a business's own: their controls in every form, a ticket's at the desk, and what admins do about them.

pub mod api;
mod controls;
pub mod islands;

#[cfg(feature = "ssr")]
mod editor;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod pages;

pub use controls::FieldControl;
#[cfg(feature = "ssr")]
pub use editor::FieldPage;
#[cfg(feature = "ssr")]
pub use forms::{FieldControls, FilledFacts};
#[cfg(feature = "ssr")]
pub use pages::FieldsPage;
