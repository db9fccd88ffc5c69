//! `/a/{token}/move`: another time for an appointment.

use super::clocks::YourTimes;
use super::slots::{DAYS, Slots, Weeks, first};
use super::{Linked, linked, over};
use crate::appointments::api::MoveOwnAppointment;
use crate::forms::refused;
use crate::layout::PortalLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::appointments::actions;
use stoa::appointments::model::Step;
use stoa::appointments::rules::{Actor, decide};

/// The page.
#[component]
pub fn MovePage() -> impl IntoView {
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    page(async move {
        let Some(Linked { opened, zone, frame, .. }) = linked(&token).await? else { return over().await };
        let (services, a) = (session::services(), opened.appointment);
        let now = services.now();
        // Where it cannot be moved, the page of the appointment says why.
        if decide(&a, Actor::Customer(opened.offering.change_minutes), Step::Move, now).is_err() {
            leptos_axum::redirect(&routes::appointment(&token));
            return Ok(().into_any());
        }
        let first = first(session::query("from"), &zone, now);
        let days = actions::free_for_link(&services, &token, &session::address(), first, DAYS).await?;
        let subtitle = format!("{} with {} is {} now.", a.title, a.staff, zone.moment_words(a.starts_at, now));
        let hidden = vec![("link", token.clone()), ("seen", a.sequence.to_string())];
        let (base, today, place) = (format!("{}?", routes::appointment_move(&token)), zone.day(now), zone.place());
        let frame = frame.back(&routes::appointment(&token), "Your appointment");
        Ok(view! {
            <Title text="Move your appointment" />
            <PortalLayout frame>
                <PageHead title="Move your appointment" subtitle />
                {refusal(&refused(), &[])}
                <p class="mb-2 text-sm text-muted">{format!("Choose a new time. Times are those of {} ({}).", zone.place(), zone.name)}</p>
                <YourTimes place />
                <Slots days zone now action=MoveOwnAppointment::PATH.to_owned() hidden />
                <Weeks base first today />
                <p class="mt-4"><ButtonLink href=routes::appointment(&token) look=Look::Quiet>"Leave it as it is"</ButtonLink></p>
            </PortalLayout>
        }
        .into_any())
    })
}
