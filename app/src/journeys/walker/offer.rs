//! The way into the journey, where people come to ask.

use super::api::StartJourney;
use super::place::Place;
use crate::error::Result;
use crate::session;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::Visitor;
use stoa::businesses::model::Business;
use stoa::journeys::actions;

/// A card that begins the active journey of a business; nothing when it has none.
///
/// # Errors
/// When the database fails.
pub async fn offered(business: &Business, place: &Place) -> Result<AnyView> {
    let name = actions::is_offered(&session::services(), &Visitor::of(business)).await?;
    let (id, action) = (business.id.to_string(), place.action(StartJourney::PATH));
    Ok(name.map(|name| view! { <JourneyOffer name business=id action /> }).into_any())
}

/// The card.
#[component]
fn JourneyOffer(name: String, business: String, action: String) -> impl IntoView {
    view! {
        <form method="post" action=action class="mb-7 flex flex-wrap items-center gap-x-5 gap-y-3 rounded-md border border-accent bg-accent-soft px-4 py-3.5">
            <input type="hidden" name="business" value=business />
            <span class="grid size-10 flex-none place-items-center rounded-full bg-panel text-accent">
                <Icon glyph=Glyph::Flow class="size-5" />
            </span>
            <div class="min-w-0 flex-1 basis-60">
                <p class="font-semibold">{name}</p>
                <p class="text-sm text-muted">"A few questions lead you to the right place. Your answers are kept at each step."</p>
            </div>
            <Button look=Look::Primary icon=Glyph::Assign>"Begin"</Button>
        </form>
    }
}
