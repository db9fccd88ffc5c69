//! Cards in conversations, and what stands beside a conversation: the orders and appointments of whoever is talked to.

pub mod api;
#[cfg(feature = "ssr")]
pub mod beside;
mod deck;
mod face;
#[cfg(feature = "ssr")]
mod forms;
pub mod islands;
#[cfg(feature = "ssr")]
mod notes;

pub use deck::{Dealt, Deck};
pub use face::CardFace;

#[cfg(feature = "ssr")]
pub use forms::own_lane;
#[cfg(feature = "ssr")]
pub use notes::{answers, dealt};
