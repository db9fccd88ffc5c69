//! The server functions of calls, in Wanjiru's ticket.

use super::functions::{Function, f, text};
use super::{Door, Whose};
use uuid::Uuid;

/// All of them.
pub const CALLS: &[Function] = &[
    f("calls/api/ring_call", Door::Staff, Whose::Tickets, |e| vec![("conversation", text(e.ticket.customer_lane)), ("client_id", text(Uuid::now_v7()))]),
    f("calls/api/answer_call", Door::Person, Whose::Tickets, |e| vec![("conversation", text(e.ticket.customer_lane)), ("call", "1".into())]),
    f("calls/api/end_call", Door::Person, Whose::Tickets, |e| vec![("conversation", text(e.ticket.customer_lane)), ("call", "1".into())]),
    f("calls/api/list_ice_servers", Door::Person, Whose::Tickets, |e| vec![("conversation", text(e.ticket.customer_lane))]),
];
