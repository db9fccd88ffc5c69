//! What people do with journeys: admins write versions, customers walk the active one.

mod finish;
mod follow;
mod shown;
mod walk;
mod write;

pub use finish::{open_ticket, start_chat};
pub use follow::{Step, look};
pub use shown::{Answered, answers_of};
pub use walk::{Go, Typed, go, is_offered, start, start_trial};
pub use write::{activate, activate_seen, archive, changes, create, delete, duplicate, edit, export, find, funnel, import, install, known, list, rename, save};
