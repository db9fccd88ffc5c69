//! The admin pages.

mod businesses;
mod home;
mod jobs;
mod mails;
mod people;
mod person;
mod settings;

pub use businesses::BusinessesPage;
pub use home::AdminPage;
pub use jobs::JobsPage;
pub use mails::MailsPage;
pub use people::{PeoplePage, people_path};
pub use settings::SettingsPage;
