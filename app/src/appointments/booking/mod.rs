//! What whoever books sees: four steps with an address each, then the appointment, moving it, and a customer's own.

mod clocks;
mod contact;
mod link;
mod moving;
mod own;
mod review;
mod services;
mod slots;
mod times;

use clocks::Moment;
pub use contact::ContactPage;
pub use link::AppointmentPage;
pub use moving::MovePage;
pub use own::AppointmentsPage;
pub use review::ReviewPage;
pub use services::BookPage;
pub use times::TimesPage;

use crate::error::Result;
use crate::frames;
use crate::layout::{PortalFrame, PortalLayout};
use crate::page::{hide_from_search, set_status};
use crate::ui::*;
use crate::{guests, routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::Error;
use stoa::accounts::Customer;
use stoa::appointments::actions::{self, Hold};
use stoa::appointments::model::{Opened, State};
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Business;
use stoa::kernel::zone::Zone;

/// The customer who is signed in, if it is one.
pub async fn customer() -> Result<Option<Customer>> {
    Ok(session::somebody().await?.and_then(|identity| identity.customer().ok()))
}

/// Keeps a time for whoever sends this.
///
/// # Errors
/// As [`actions::hold`].
pub async fn hold(wish: &Hold) -> Result<String> {
    let (visitor, customer) = (session::visitor().await?, customer().await?);
    let services = session::services();
    let link = actions::hold(&services, &visitor, customer.as_ref(), &session::address(), wish).await?;
    if let (None, Some(parts)) = (&customer, use_context::<http::request::Parts>()) {
        match guests::find(&services, &parts.headers, visitor.business()).await {
            Ok(Some(guest)) => actions::remember_guest(&services, &guest, &link).await?,
            // Whoever was shut out of the chat may book all the same.
            Ok(None) | Err(Error::Denied(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(link)
}

/// The four steps; those before `current` lead back.
fn steps(current: usize, back: [Option<String>; 3]) -> AnyView {
    let names = ["Service", "Time", "Your details", "Confirm"];
    let steps = names.into_iter().zip(back.into_iter().chain([None])).map(|(name, href)| Step { href, ..Step::new(name) }).collect();
    view! { <div class="my-6 max-w-xl"><Stepper label="Steps of your booking" steps current /></div> }.into_any()
}

/// What a link leads to: the appointment, its business, its clocks and the frame around it.
struct Linked {
    opened: Opened,
    business: Business,
    zone: Zone,
    frame: PortalFrame,
}

/// What the link of this page leads to, when there is something.
async fn linked(token: &str) -> Result<Option<Linked>> {
    let services = session::services();
    hide_from_search();
    let opened = match actions::find_by_link(&services, token).await {
        Ok(opened) => opened,
        Err(Error::NotFound) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let business = businesses::find(services.db(), opened.appointment.business_id).await?;
    let zone = businesses::zone(&business, services.now());
    // The link may lead to another business than the one this browser was at last.
    let mut frame = frames::portal().await?;
    frame.business.clone_from(&business.name);
    Ok(Some(Linked { opened, business, zone, frame }))
}

/// The same while it is being booked; whoever comes back later is led to what became of it.
async fn being_booked(token: &str) -> Result<std::result::Result<Linked, AnyView>> {
    match linked(token).await? {
        Some(linked) if linked.opened.appointment.state == State::Held => Ok(Ok(linked)),
        Some(_) => {
            leptos_axum::redirect(&routes::appointment(token));
            Ok(Err(().into_any()))
        }
        None => Ok(Err(over().await?)),
    }
}

/// For whoever took longer than ten minutes, and for links that lead nowhere.
async fn over() -> Result<AnyView> {
    let frame = frames::portal().await?;
    set_status(404);
    Ok(view! {
        <Title text="Not kept any more" />
        <PortalLayout frame narrow=true>
            <PageHead title="This time is not kept any more" subtitle="A time is kept for ten minutes while you book it. Choose one again: nothing was booked." />
            <ButtonLink href=routes::BOOK look=Look::Primary>"See free times"</ButtonLink>
        </PortalLayout>
    }
    .into_any())
}

/// What is booked, when, and with whom.
#[component]
fn Summary(opened: Opened, zone: Zone) -> impl IntoView {
    let a = opened.appointment;
    let (at, words) = (a.starts_at, zone.full(a.starts_at));
    let minutes = stoa::kernel::time::minutes_words(a.ends_at.since(a.starts_at) / 60_000);
    let price = if a.price.0 > 0 { a.price.shown(&a.currency) } else { "Free of charge".to_owned() };
    view! {
        <Facts class="text-md">
            <Fact label="What">{a.title}</Fact>
            <Fact label="When"><Moment at zone words /></Fact>
            <Fact label="Takes">{minutes}</Fact>
            <Fact label="With">{a.staff}</Fact>
            <Fact label="Price">{price}</Fact>
        </Facts>
    }
    .into_any()
}
