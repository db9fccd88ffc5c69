//! Plain forms that carry pictures.

#[cfg(feature = "ssr")]
mod file;
#[cfg(feature = "ssr")]
mod filled;
mod kind;

#[cfg(feature = "ssr")]
pub use file::{Sent, read_file};
#[cfg(feature = "ssr")]
pub use filled::Filled;
pub use kind::{WITH_PICTURES, is_form};
