//! What wakes up in a conversation: the thread and the composer.

mod composer;
mod draft;
mod pictures;
mod scroll;
mod thread_view;

pub use composer::{Composer, Place};
pub use draft::Draft;
pub use thread_view::ThreadView;
