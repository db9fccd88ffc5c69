//! What people do when they buy and sell: fill a cart, order, and everything that happens to an order.

mod around;
mod carts;
mod change;
mod fulfil;
mod outside;
mod place;
mod read;

pub use around::{list_of_member, list_owned, order_again, remember_guest, worth_of_member};
pub use carts::{add_to_cart, begin_checkout, cart, count_pieces, set_quantity};
pub use change::{act, cancel_by_link, collected, expire, lock, refund, returned, ship};
pub use fulfil::{count_fulfilments, entrust, find_entrusted, find_to_fulfil, fulfil, list_supplied, list_to_fulfil};
pub use outside::{OutsideDraft, OutsideLine, find_of_business, place_outside};
pub use place::{place, place_with};
pub use read::{counts, find, find_by_id, find_by_link, find_quietly, list, list_own, search, steps_after, track, waiting};
