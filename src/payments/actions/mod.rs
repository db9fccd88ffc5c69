//! What people and providers do: pay, call back, connect a business, look whether everything adds up. What moves money is in `settle`.

mod buying;
mod callbacks;
mod invoices;
mod reckoning;
mod settings;
pub(in crate::payments) mod settle;
mod terms;

pub use buying::{list_of_order, offered, order_again, pay, place, place_outside, refunds_of_order, ways};
pub use callbacks::{came_back, mpesa_called, mpesa_returned, paypal_called};
pub use invoices::{has_invoice, invoice, invoice_by_link};
pub use reckoning::{LATELY_DAYS, count_matters, look_into, note_return, reckon, refund_again, refund_by_hand};
pub use settings::{connections, set_mpesa, set_paypal, test};
pub use settle::on_event;
pub use terms::{set_terms, terms};
