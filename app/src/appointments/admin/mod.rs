//! What admins decide: what can be booked, who does it, and when they can be booked.

mod editor;
mod hours;
mod list;

pub use editor::{NewOfferingPage, OfferingPage};
pub use hours::RosterPage;
pub use list::OfferingsPage;
