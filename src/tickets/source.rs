//! Where tickets come from.

use crate::choice;

choice! {
    /// The way by which a ticket was opened.
    pub enum Source {
        /// Its customer filled in the form.
        Form = "form" "Form",
        /// Its customer was led to it by questions.
        Journey = "journey" "Journey",
        /// A live chat became it.
        Chat = "chat" "Live chat",
        /// Stoa opened it for an order.
        Order = "order" "Order",
        /// Staff opened it for the customer.
        Staff = "staff" "Team",
    }
}
