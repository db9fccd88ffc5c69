//! Talking: one thread and one composer for customers and staff.

pub mod api;
mod around;
mod bubbles;
mod entry;
mod islands;
mod items;
mod naming;
mod still;
pub mod thread;

pub use around::Room;
pub use entry::{Entry, Owner, Shown, Side, Stage, Start};
pub use islands::{Colleagues, Composer, Draft, MentionList, Place, ThreadView, Tray, TrayView, UntilClosed, fulfil_wishes};
pub use still::StillThread;
