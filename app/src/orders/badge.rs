//! How far an order is, in a word: on pages, and on cards in conversations.

use crate::ui::*;
use leptos::prelude::*;
use stoa::orders::model::OrderStatus;

/// What the colour of a status says.
pub const fn status_tone(status: OrderStatus) -> Tone {
    match status {
        OrderStatus::Pending => Tone::Warn,
        OrderStatus::Confirmed | OrderStatus::Shipped => Tone::Accent,
        OrderStatus::Paid | OrderStatus::Delivered => Tone::Good,
        OrderStatus::Cancelled => Tone::Neutral,
        OrderStatus::Refunded => Tone::Bad,
    }
}

/// The picture of a status.
pub const fn status_glyph(status: OrderStatus) -> Glyph {
    match status {
        OrderStatus::Pending => Glyph::Bell,
        OrderStatus::Confirmed => Glyph::Check,
        OrderStatus::Paid => Glyph::Card,
        OrderStatus::Shipped => Glyph::Truck,
        OrderStatus::Delivered => Glyph::Done,
        OrderStatus::Cancelled => Glyph::Close,
        OrderStatus::Refunded => Glyph::Undo,
    }
}

/// How far an order is, in a word.
#[component]
pub fn OrderBadge(status: OrderStatus) -> impl IntoView {
    view! { <Badge tone=status_tone(status) icon=status_glyph(status)>{status.label()}</Badge> }.into_any()
}
