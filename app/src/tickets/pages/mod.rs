//! The pages of customers.

mod home;
mod list;
mod new;
mod ticket;

pub use home::HomePage;
pub use list::TicketsPage;
pub use new::NewTicketPage;
pub use ticket::TicketPage;
