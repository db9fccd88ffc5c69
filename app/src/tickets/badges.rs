//! Where a ticket stands and how urgent it is, as badges.

use super::looks::{priority_tone, status_glyph, status_tone};
use crate::ui::Badge;
use leptos::prelude::*;
use stoa::tickets::model::{Priority, Status};

/// Where a ticket stands.
#[component]
pub fn StatusBadge(status: Status) -> impl IntoView {
    view! { <Badge tone=status_tone(status) icon=status_glyph(status)>{status.label()}</Badge> }.into_any()
}

/// How urgent a ticket is; `quiet` leaves out what is not above the usual.
#[component]
pub fn PriorityBadge(priority: Priority, #[prop(optional)] quiet: bool) -> impl IntoView {
    (!quiet || priority >= Priority::High).then(|| view! { <Badge tone=priority_tone(priority)>{priority.label()}</Badge> }).into_any()
}
