//! The box of a ticket, in the table and in the inbox.

use leptos::prelude::*;
use stoa::kernel::ids::TicketId;
use stoa::tickets::model::number_text;

/// The form's id: the boxes of the rows belong to it.
pub const FORM: &str = "bulk";

/// The box of a ticket.
#[component]
pub fn SelectTicket(id: TicketId, number: i64) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            id=format!("choose-{id}")
            form=FORM
            name="ids[]"
            value=id.to_string()
            aria-label=format!("Choose {}", number_text(number))
            class="relative z-10 size-4 flex-none accent-accent pointer-coarse:size-5"
        />
    }
}
