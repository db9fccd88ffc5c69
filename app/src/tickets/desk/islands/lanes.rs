//! The two sides of an order's ticket, each in its colour, with what was not read on the other one.

use super::open::follow;
use crate::tickets::desk::face::partner_href;
use crate::tickets::desk::state::OpenTicket;
use crate::ui::*;
use leptos::prelude::*;
use stoa::kernel::ids::MemberId;

/// Links to both sides; `href` is the ticket's own address, `at_partner` says which side is open.
#[island]
pub fn LaneTabs(ticket: OpenTicket, me: MemberId, href: String, at_partner: bool) -> impl IntoView {
    let ticket = RwSignal::new(ticket);
    Effect::new(move |_| follow(ticket, me));
    let sides = Memo::new(move |_| ticket.with(|t| t.sides.clone()));
    let tabs = move || {
        let sides = sides.get()?;
        let unread = |n: i64, is_open: bool| u32::try_from(n).ok().filter(|n| *n > 0 && !is_open);
        let customer = NavItem::new(href.clone(), "Customer").icon(Glyph::Person).tone(Tone::Accent).current(!at_partner);
        let partner = NavItem::new(partner_href(&href), format!("Partner: {}", sides.partner)).icon(Glyph::Truck).tone(Tone::Partner).current(at_partner);
        let items =
            vec![NavItem { count: unread(sides.of_customer, !at_partner), ..customer }, NavItem { count: unread(sides.of_partner, at_partner), ..partner }];
        Some(view! { <Tabs label="Sides of this ticket" items look=TabLook::Pill /> })
    };
    view! { <div id="lanes" class="flex-none border-b border-line bg-panel px-4 py-2 md:px-5">{tabs}</div> }
}
