//! Ticket templates: chosen where a ticket is opened, written by admins.

pub mod api;

#[cfg(feature = "ssr")]
mod choosing;
#[cfg(feature = "ssr")]
mod editor;
#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use choosing::{TemplateLinks, begun};
#[cfg(feature = "ssr")]
pub use editor::{NewTemplatePage, TemplatePage};
#[cfg(feature = "ssr")]
pub use pages::TemplatesPage;
