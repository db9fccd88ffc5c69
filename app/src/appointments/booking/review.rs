//! `/booking/{token}/review`: the fourth step, the last look before it is booked.

use super::clocks::{HoldClock, YourTimes};
use super::{Linked, Summary, being_booked, steps};
use crate::appointments::api::ConfirmBooking;
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
use stoa::appointments::model::Appointment;
use stoa::kernel::time::minutes_words;

/// The page.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    page(async move {
        let Linked { opened, zone, frame, .. } = match being_booked(&token).await? {
            Ok(linked) => linked,
            Err(view) => return Ok(view),
        };
        let (now, a) = (session::services().now(), opened.appointment.clone());
        if a.name.is_empty() {
            leptos_axum::redirect(&routes::booking_contact(&token));
            return Ok(().into_any());
        }
        let times = format!("{}?hold={token}", routes::book(a.offering_id));
        let clock = a.held_until.map(|until| view! { <HoldClock until now zone=zone.clone() /> });
        let (seen, place) = (a.starts_at.0.to_string(), zone.place());
        let rule = match opened.offering.change_minutes {
            0 => "You can move or cancel it yourself until it begins.".to_owned(),
            minutes => format!("You can move or cancel it yourself until {} before.", minutes_words(minutes)),
        };
        Ok(view! {
            <Title text="Confirm your booking" />
            <PortalLayout frame narrow=true>
                <PageHead title="Is everything right?" />
                {steps(3, [Some(routes::BOOK.into()), Some(times), Some(routes::booking_contact(&token))])}
                {refusal(&refused(), &[])}
                <Card>
                    <Summary opened zone />
                    <YourTimes place />
                </Card>
                <Card title="Who comes" class="mt-4"><Person a /></Card>
                <form method="post" action=ConfirmBooking::PATH class="mt-6 flex flex-wrap items-center gap-4">
                    <input type="hidden" name="link" value=token />
                    <input type="hidden" name="seen" value=seen />
                    <Button look=Look::Primary size=Size::Large icon=Glyph::Check>"Book this appointment"</Button>
                    {clock}
                </form>
                <p class="mt-4 text-sm text-muted">{rule}</p>
            </PortalLayout>
        }
        .into_any())
    })
}

/// Who comes, as they wrote it.
#[component]
pub fn Person(a: Appointment) -> impl IntoView {
    let phone = (!a.phone.is_empty()).then(|| view! { <Fact label="Phone">{a.phone}</Fact> });
    let note = (!a.note.is_empty()).then(|| view! { <Fact label="Note"><span class="whitespace-pre-line">{a.note}</span></Fact> });
    view! {
        <Facts>
            <Fact label="Name">{a.name}</Fact>
            <Fact label="E-mail"><span class="break-all">{a.email}</span></Fact>
            {phone}
            {note}
        </Facts>
    }
    .into_any()
}
