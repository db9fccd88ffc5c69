//! The admin pages.

mod businesses;
mod categories;
mod home;
mod jobs;
mod mails;
mod people;
mod person;
mod promises;
mod settings;
mod team;

pub use businesses::BusinessesPage;
pub use categories::CategoriesPage;
pub use home::AdminPage;
pub use jobs::JobsPage;
pub use mails::MailsPage;
pub use people::{PeoplePage, people_path};
pub use promises::{CategoryPromisesPage, PromisesPage};
pub use settings::SettingsPage;
