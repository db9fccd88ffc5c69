//! What people and providers do: pay, call back, connect a business, look whether everything adds up. What moves money is in `settle`.

mod buying;
mod callbacks;
mod invoices;
mod reckoning;
mod settings;
pub(in crate::payments) mod settle;

pub use buying::{list_of_order, offered, pay, place, place_outside, refunds_of_order};
pub use callbacks::{came_back, mpesa_called, mpesa_returned, paypal_called};
pub use invoices::{invoice, invoice_by_link};
pub use reckoning::{reckon, refund_again, refund_by_hand};
pub use settings::{connections, set_mpesa, set_paypal, test};
pub use settle::on_event;
