//! What people do with appointments: find a free time, keep it, book it, move it, call it off; and what admins decide about what can be booked.

mod around;
mod book;
mod change;
mod free;
mod offer;
mod outside;
mod read;

pub use around::{Booking, Wish, are_free, book_within, list_of_member, list_owned, menu, remember_guest, taken};
pub use book::{Hold, book, confirm, hold, set_contact};
pub use change::{act, cancel_by_link, move_by_link, move_by_staff, undo_move};
pub use free::{free, free_for_link, free_from};
pub use offer::{Team, create, edit, roster, set_roster, team, update};
pub use outside::{OutsideBooking, book_outside, find_of_business};
pub use read::{calendar, entry_by_link, find, find_by_link, find_quietly, has_offerings, is_moved_elsewhere, link, list_own, offering, offerings, providers};

/// What somebody hears who was a moment too late.
pub(in crate::appointments) const TAKEN: &str = "This time was just taken. Choose another one.";
/// What somebody hears whose ten minutes are over.
pub(in crate::appointments) const OVER: &str = "Your time was kept for ten minutes, and they are over. Choose a time again.";
