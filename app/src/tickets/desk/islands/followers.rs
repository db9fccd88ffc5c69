//! Following a ticket that is not one's own, and who does.

use crate::live;
use crate::tickets::desk::api::{FollowTicket, UnfollowTicket, follow_ticket, unfollow_ticket};
use crate::tickets::desk::state::Followed;
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use stoa::kernel::ids::TicketId;

/// The button, and the names of the others.
#[island]
pub fn Followers(ticket: TicketId, start: Followed) -> impl IntoView {
    let followed = RwSignal::new(start);
    let is_sending = RwSignal::new(false);
    let toggle = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        let was_mine = followed.with_untracked(|f| f.is_mine);
        spawn_local(async move {
            let answer = if was_mine { unfollow_ticket(ticket).await } else { follow_ticket(ticket).await };
            is_sending.set(false);
            match answer {
                Ok(now) => followed.set(now),
                Err(error) => live::toast(Tone::Bad, error.to_string(), None),
            }
        });
    };
    let is_mine = Memo::new(move |_| followed.with(|f| f.is_mine));
    let button = move || {
        let (url, label) = if is_mine.get() { (UnfollowTicket::PATH, "Unfollow") } else { (FollowTicket::PATH, "Follow") };
        view! {
            <form id="follow" method="post" action=url on:submit=toggle>
                <input type="hidden" name="ticket" value=ticket.to_string() />
                <Button size=Size::Small attr:data-press="follow" attr:aria-keyshortcuts="F" icon=if is_mine.get() { Glyph::Check } else { Glyph::Eye }>{label}</Button>
            </form>
        }
    };
    let words = move || {
        followed.with(|f| match (f.is_mine, f.others.as_slice()) {
            (false, []) => "Nobody. Who follows a ticket hears what happens in it.".to_owned(),
            (true, []) => "You".to_owned(),
            (true, others) => format!("You, {}", others.join(", ")),
            (false, others) => others.join(", "),
        })
    };
    view! {
        <PanelSection title="Followers" aside=move || view! { {button} }>
            <p id="followers" role="status" class="text-sm text-muted">{words}</p>
        </PanelSection>
    }
}
