//! Cards: products, orders and times that staff shows in a conversation, and that the customer can act on there; and what staff does with the orders and
//! appointments of whoever they talk to. A message holds only which card it is: how it stands is read whenever it is drawn.

pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod queries;
