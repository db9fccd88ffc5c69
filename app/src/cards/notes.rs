//! What a page with cards reads, and what it says after one was acted on.

use super::Dealt;
use crate::error::Result;
use crate::forms::refused;
use crate::notes::{done_note, is_done, refusal};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use stoa::accounts::Person;
use stoa::businesses::model::Business;
use stoa::cards::actions;
use stoa::conversations::actions as conversations;
use stoa::kernel::ids::ConversationId;

/// The cards of a conversation for the page that shows it; `back` is its address.
///
/// # Errors
/// As [`conversations::open`].
pub async fn dealt(person: &Person, business: &Business, conversation: ConversationId, back: String, is_framed: bool) -> Result<Dealt> {
    let services = session::services();
    let lane = conversations::open(&services, person, conversation).await?;
    Ok(Dealt { cards: actions::list(&services, &lane).await?, back, slug: business.slug.clone(), is_framed })
}

/// What became of a card that was acted on.
pub fn answers() -> AnyView {
    let in_cart = is_done("in-cart").then(|| {
        let way = move || view! { <ButtonLink href=routes::CART size=Size::Small icon=Glyph::Cart>"Go to the cart"</ButtonLink> };
        view! { <Banner tone=Tone::Good class="mb-2.5" action=way>"It is in your cart."</Banner> }
    });
    let done = done_note(&[
        ("card-booked", "It is booked. A mail with all of it is on its way to you."),
        ("card-cancelled", "The order is cancelled. Nothing has to be paid."),
    ]);
    let refused = ["/book_slot", "/add_to_cart", "/cancel_order"].map(|action| refusal(&refused().of(action), &[]));
    view! { {in_cart} {done} {refused.into_iter().collect_view()} }.into_any()
}
