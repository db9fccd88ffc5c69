//! What admins decide about chats: the widget, its secret and times, and what the bot can talk about.

pub mod api;
pub mod islands;
#[cfg(feature = "ssr")]
mod signing;
#[cfg(feature = "ssr")]
mod topics;
#[cfg(feature = "ssr")]
mod widget;

#[cfg(feature = "ssr")]
pub use topics::TopicsPage;
#[cfg(feature = "ssr")]
pub use widget::WidgetPage;
