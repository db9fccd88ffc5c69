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
    f("tickets/desk/api/undo_ticket_change", Door::Staff, Whose::Tickets, that_ticket),
    f("tickets/find/api/find_anything", Door::Staff, Whose::Own, |_| vec![("words", "zanzib".into())]),
    f("preferences/api/change_preferences", Door::Staff, Whose::Own, |_| {
        let boxes = ["enter_sends", "mail_assigned", "mail_mentioned", "mail_followed", "mail_answered"].map(|name| (name, "true"));
        let rest = [("signature", "Yours"), ("first_tab", "mine"), ("after_resolving", "next")];
        boxes.into_iter().chain(rest).map(|(field, value)| (field, value.into())).collect()
    }),
    f("tickets/desk/api/list_colleagues", Door::Staff, Whose::Own, |_| Vec::new()),
];
