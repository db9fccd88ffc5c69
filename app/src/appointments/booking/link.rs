//! `/a/{token}`: an appointment as whoever has its link sees it: the confirmation after booking, later where it is moved or called off.

use super::clocks::YourTimes;
use super::review::Person;
use super::{Linked, Summary, customer, linked, over};
use crate::appointments::api::CancelOwnAppointment;
use crate::forms::refused;
use crate::fresh::{FollowOwn, SELDOM_SECONDS};
use crate::layout::PortalLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::appointments::model::{Appointment, Opened, State, Step};
use stoa::appointments::rules::{Actor, decide};

/// The id of the question before it is cancelled.
const CANCEL: &str = "cancel-booking";

/// The page.
#[component]
pub fn AppointmentPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    page(async move {
        let Some(Linked { opened, zone, frame, .. }) = linked(&token).await? else { return over().await };
        let a = opened.appointment.clone();
        if a.state == State::Held {
            leptos_axum::redirect(&routes::booking_contact(&token));
            return Ok(().into_any());
        }
        let title = match a.state {
            State::Cancelled => "Your appointment is cancelled",
            State::Done | State::NoShow => "Your appointment",
            State::Held | State::Booked => "Your appointment is booked",
        };
        let place = zone.place();
        let me = customer().await?.map(|who| who.member()).filter(|me| a.member_id == Some(*me));
        let (changes, asks) = (changes(&token, &opened), asks(&token, &a));
        let again = (a.state == State::Cancelled)
            .then(|| view! { <div class="mt-6"><ButtonLink href=routes::BOOK look=Look::Primary>"Book another one"</ButtonLink></div> });
        Ok(view! {
            <Title text=title />
            <PortalLayout frame narrow=true>
                <PageHead title />
                {done_note(&[
                    ("booked", "It is booked. A mail with all of this is on its way to you."),
                    ("moved", "It has moved. A mail with the new time is on its way to you."),
                    ("cancelled", "It is cancelled. A mail that says so is on its way to you."),
                ])}
                {refusal(&refused(), &[])}
                <div id="appointment">
                    <Card>
                        <Summary opened zone />
                        <YourTimes place />
                    </Card>
                    <Card title="Who comes" class="mt-4"><Person a /></Card>
                    {changes}
                    {again}
                </div>
                {asks}
                <FollowOwn member=me parts=vec!["appointment"] />
            </PortalLayout>
        }
        .into_any())
    })
}

/// What can still be done with it, or why nothing can.
fn changes(token: &str, opened: &Opened) -> AnyView {
    let a = &opened.appointment;
    if a.state != State::Booked {
        return ().into_any();
    }
    let may = decide(a, Actor::Customer(opened.offering.change_minutes), Step::Move, session::services().now());
    let acts = match may {
        Ok(_) => view! {
            <ButtonLink href=routes::appointment_move(token) icon=Glyph::Clock>"Move it"</ButtonLink>
            <OpenQuestion target=CANCEL>"Cancel it"</OpenQuestion>
        }
        .into_any(),
        Err(why) => view! { <p class="text-sm text-muted">{why}</p> }.into_any(),
    };
    view! {
        <div class="mt-6 flex flex-wrap items-center gap-3" data-waits=SELDOM_SECONDS>
            <ButtonLink href=routes::appointment_file(token) icon=Glyph::Calendar>"Add to your calendar"</ButtonLink>
            {acts}
        </div>
    }
    .into_any()
}

/// Asks once more. It stands beside the part that is shown anew while somebody reads it.
fn asks(token: &str, a: &Appointment) -> Option<AnyView> {
    let (link, seen) = (token.to_owned(), a.sequence.to_string());
    (a.state == State::Booked).then(|| {
        view! {
            <Question id=CANCEL title="Cancel this booking?" words="Somebody else may book this time then." action=CancelOwnAppointment::PATH>
                <input type="hidden" name="link" value=link />
                <input type="hidden" name="seen" value=seen />
            </Question>
        }
        .into_any()
    })
}
