//! Who writes in a ticket that nobody holds is offered to take it: a bar that slides up, never a question in the way.

use super::head::Take;
use super::open::follow;
use crate::tickets::desk::state::OpenTicket;
use crate::ui::{Glyph, Icon, Look};
use leptos::prelude::*;
use stoa::kernel::ids::MemberId;

/// The bar over the composer. It shows itself while the composer of the same `group/talk` is used.
#[island]
pub fn AssignBar(ticket: OpenTicket, me: MemberId) -> impl IntoView {
    let id = ticket.id;
    let ticket = RwSignal::new(ticket);
    Effect::new(move |_| follow(ticket, me));
    let is_free = Memo::new(move |_| ticket.with(|t| t.holder.is_none() && t.status.is_active()));
    view! {
        <Show when=move || is_free.get()>
            <div class="grid grid-rows-[0fr] transition-[grid-template-rows] group-has-[textarea:focus]/talk:grid-rows-[1fr] focus-within:grid-rows-[1fr] group-has-[textarea:not(:placeholder-shown)]/talk:grid-rows-[1fr]">
                <div class="invisible min-h-0 overflow-hidden group-has-[textarea:focus]/talk:visible group-has-[textarea:not(:placeholder-shown)]/talk:visible">
                    <div class="mx-4 mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-accent-line bg-accent-soft px-3.5 py-1.5 md:mx-5">
                        <Icon glyph=Glyph::Assign class="size-4 flex-none text-accent" />
                        <p class="min-w-0 flex-1 basis-40 text-sm">"Nobody takes care of this ticket. Assign it to yourself?"</p>
                        <Take id me look=Look::Plain marked=false />
                    </div>
                </div>
            </div>
        </Show>
    }
}
