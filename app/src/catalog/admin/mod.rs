//! The catalogue as admins run it: products, groups, files.

pub mod api;

#[cfg(feature = "ssr")]
mod editor;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod imports;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod pictures;
#[cfg(feature = "ssr")]
mod shelves;
#[cfg(feature = "ssr")]
mod variants;

#[cfg(feature = "ssr")]
pub use editor::{NewProductPage, ProductEditorPage};
#[cfg(feature = "ssr")]
pub use imports::{ImportPage, ImportsPage};
#[cfg(feature = "ssr")]
pub use list::ProductsPage;
#[cfg(feature = "ssr")]
pub use shelves::ShelvesPage;
#[cfg(feature = "ssr")]
pub use variants::supply_tone;
