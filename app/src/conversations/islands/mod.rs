//! What wakes up in a conversation: the thread and the composer.

mod colleagues;
mod composer;
mod draft;
mod hearing;
mod later;
mod mentions;
mod pause;
mod pictures;
mod scroll;
mod send;
mod teller;
mod thread_view;
mod until_closed;
mod wish;

pub use colleagues::Colleagues;
pub use composer::{Composer, Place};
pub use draft::Draft;
pub use mentions::MentionList;
pub use pictures::{Tray, TrayView};
pub use thread_view::ThreadView;
pub use until_closed::UntilClosed;
pub use wish::fulfil_wishes;
