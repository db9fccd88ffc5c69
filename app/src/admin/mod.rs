//! What admins see and decide: people, settings, mails; and the owner of the installation: businesses, background work.

pub mod api;

#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use pages::{AdminPage, BusinessesPage, CategoriesPage, CategoryPromisesPage, JobsPage, MailsPage, PeoplePage, PromisesPage, SettingsPage, people_path};
