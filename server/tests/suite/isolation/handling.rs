//! The server functions with which the staff handles many tickets and times: snooze, schedule, link, merge, views, bulk changes, drafts.

use super::functions::{Function, f, json, text};
use super::{Door, Whose};
use uuid::Uuid;

/// All of them.
pub const HANDLING: &[Function] = &[
    f("conversations/api/save_draft", Door::Staff, Whose::Business, |e| vec![("conversation", text(e.ticket.customer_lane)), ("body", "Let me".into())]),
    f("tickets/desk/api/snooze_ticket", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id)), ("until", "now".into())]),
    json(f("tickets/desk/api/schedule_reply", Door::Staff, Whose::Tickets, |e| {
        let moment = vec![("body", "Let me in".into()), ("files", "[]".into()), ("later", "2027-01-04T09:00".into())];
        moment.into_iter().chain([("ticket", text(e.daniels.id)), ("client_id", text(Uuid::now_v7()))]).collect()
    })),
    f("tickets/desk/api/send_scheduled", Door::Staff, Whose::Business, |e| vec![("reply", text(e.reply))]),
    f("tickets/desk/api/take_back_reply", Door::Staff, Whose::Business, |e| vec![("reply", text(e.reply))]),
    f("tickets/desk/api/link_tickets", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id)), ("number", text(e.daniels.number))]),
    f("tickets/desk/api/unlink_tickets", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id)), ("other", text(e.daniels.id))]),
    f("tickets/desk/api/merge_ticket", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id)), ("into", text(e.daniels.id))]),
    f("bulk/api/start_bulk", Door::Staff, Whose::Own, |e| {
        // Of several tickets those that are not one's own are left out.
        vec![("client_id", text(Uuid::now_v7())), ("step", "set_priority:low".into()), ("ids[0]", text(e.ticket.id))]
    }),
    f("bulk/api/get_bulk", Door::Staff, Whose::Business, |e| vec![("bulk", text(e.bulk))]),
    f("bulk/api/undo_bulk", Door::Staff, Whose::Business, |e| vec![("bulk", text(e.bulk))]),
    f("tickets/desk/api/save_view", Door::Staff, Whose::Own, |_| vec![("name", "Mine".into()), ("filter", "status=open".into())]),
    f("tickets/desk/api/remove_view", Door::Staff, Whose::Business, |e| vec![("view", text(e.view))]),
];
