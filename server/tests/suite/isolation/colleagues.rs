//! The server functions of working side by side at the desk.

use super::functions::{Function, f, text};
use super::{Door, Whose};
use crate::harness::Estate;

fn that_ticket(e: &Estate) -> Vec<(&'static str, String)> {
    vec![("ticket", text(e.ticket.id))]
}

/// All of them.
pub const COLLEAGUES: &[Function] = &[
    f("tickets/desk/api/follow_ticket", Door::Staff, Whose::Tickets, that_ticket),
    f("tickets/desk/api/unfollow_ticket", Door::Staff, Whose::Tickets, that_ticket),
    f("tickets/desk/api/list_colleagues", Door::Staff, Whose::Own, |_| Vec::new()),
];
