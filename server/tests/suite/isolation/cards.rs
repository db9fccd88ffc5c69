//! The server functions of cards and of what stands beside a conversation: Wanjiru's ticket, her order and her appointment.

use super::functions::{Function, f, text};
use super::{Door, Whose};
use crate::harness::Estate;
use uuid::Uuid;

type Fields = Vec<(&'static str, String)>;

/// What is sent from beside Wanjiru's ticket.
fn beside(e: &Estate, rest: &[(&'static str, &str)], own: Fields) -> Fields {
    let place = [("conversation", text(e.ticket.customer_lane)), ("back", String::new())];
    rest.iter().map(|(field, value)| (*field, (*value).to_owned())).chain(own).chain(place).collect()
}

/// All of them.
pub const CARDS: &[Function] = &[
    f("cards/api/list_cards", Door::Person, Whose::Tickets, |e| vec![("conversation", text(e.ticket.customer_lane))]),
    f("cards/api/book_slot", Door::Person, Whose::Tickets, |e| beside(e, &[("card", "1")], Vec::new())),
    f("cards/api/find_products", Door::Staff, Whose::Own, |_| vec![("words", "mug".into())]),
    f("cards/api/share_card", Door::Staff, Whose::Tickets, |e| {
        beside(e, &[("kind", "order")], vec![("id", text(e.order.id)), ("client_id", text(Uuid::now_v7()))])
    }),
    f("cards/api/offer_time", Door::Staff, Whose::Tickets, |e| {
        let own = vec![("customer", text(e.wanjiru.member())), ("offering", text(e.offering)), ("client_id", text(Uuid::now_v7()))];
        beside(e, &[("starts_at", "1774432800000"), ("staff", ""), ("then", "book")], own)
    }),
    f("cards/api/act_on_order_here", Door::Staff, Whose::Tickets, |e| beside(e, &[("deed", "confirm"), ("note", "Mine")], vec![("order", text(e.order.id))])),
    f("cards/api/refund_order_here", Door::Staff, Whose::Tickets, |e| {
        beside(e, &[("seen", "0"), ("pieces[1]", "1"), ("restock", "true"), ("note", "Mine")], vec![("order", text(e.order.id))])
    }),
    f("cards/api/order_again_here", Door::Staff, Whose::Tickets, |e| beside(e, &[], vec![("order", text(e.order.id)), ("client_id", text(Uuid::now_v7()))])),
    f("cards/api/move_appointment_here", Door::Staff, Whose::Tickets, |e| {
        let own = vec![("appointment", text(e.appointment)), ("staff", text(e.amina.member()))];
        beside(e, &[("seen", "0"), ("starts_at", "2026-03-25T10:00")], own)
    }),
    f("cards/api/act_on_appointment_here", Door::Staff, Whose::Tickets, |e| {
        beside(e, &[("seen", "0"), ("step", "cancel"), ("note", "Mine")], vec![("appointment", text(e.appointment))])
    }),
];
