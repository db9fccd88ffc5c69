//! What wakes up in a conversation: the thread and the composer.

mod composer;
mod draft;
mod hearing;
mod later;
mod pictures;
mod scroll;
mod teller;
mod thread_view;

pub use composer::{Composer, Place};
pub use draft::Draft;
pub use pictures::{Tray, TrayView};
pub use thread_view::ThreadView;
