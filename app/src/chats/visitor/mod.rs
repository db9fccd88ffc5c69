//! A chat as the one who asks sees it: on a page of its own, and in a frame on any other page.

pub mod api;
#[cfg(feature = "ssr")]
mod door;
#[cfg(feature = "ssr")]
mod forms;
pub mod islands;
#[cfg(feature = "ssr")]
mod pages;
mod spot;
mod standing;

#[cfg(feature = "ssr")]
pub use door::{MAY_FRAME, asker_of_page, is_chat_page};
#[cfg(feature = "ssr")]
pub use forms::{lead_to, of_address};
#[cfg(feature = "ssr")]
pub use pages::{ChatFramePage, ChatPage, phone_country};
pub use spot::Spot;
pub use standing::Standing;
