//! `/booking/{token}/contact`: the third step, who comes.

use super::clocks::{HoldClock, YourTimes};
use super::{Linked, Summary, being_booked, steps};
use crate::appointments::api::SetBookingContact;
use crate::chats::visitor::phone_country;
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
use stoa::kernel::phone::COUNTRIES;

const FIELDS: [&str; 4] = ["name", "email", "phone", "note"];

/// The page.
#[component]
pub fn ContactPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    page(async move {
        let Linked { opened, business, zone, frame } = match being_booked(&token).await? {
            Ok(linked) => linked,
            Err(view) => return Ok(view),
        };
        let me = session::somebody().await?.map(|identity| identity.me()).filter(|me| opened.appointment.member_id == Some(me.member));
        let subtitle = if me.is_none() { "No account is needed." } else { "" };
        let (now, a) = (session::services().now(), opened.appointment.clone());
        let times = format!("{}?hold={token}", routes::book(a.offering_id));
        let known = |typed: &str, mine: Option<String>| if typed.is_empty() { mine.unwrap_or_default() } else { typed.to_owned() };
        let name = known(&a.name, me.as_ref().map(|me| me.name.clone()));
        let email = known(&a.email, me.map(|me| me.email));
        let form = form(&token, &phone_country(&business.currency), [name, email, a.phone.clone(), a.note.clone()]);
        let clock = a.held_until.map(|until| view! { <HoldClock until now zone=zone.clone() /> });
        let place = zone.place();
        Ok(view! {
            <Title text="Your details" />
            <PortalLayout frame>
                <PageHead title="Your details" subtitle />
                {steps(2, [Some(routes::BOOK.into()), Some(times), None])}
                {refusal(&refused(), &FIELDS)}
                <div class="grid items-start gap-8 lg:grid-cols-[1fr_22rem]">
                    {form}
                    <aside aria-label="Your appointment" class="rounded-lg border border-line bg-canvas p-5 max-lg:order-first">
                        <Summary opened zone />
                        <YourTimes place />
                        {clock}
                    </aside>
                </div>
            </PortalLayout>
        }
        .into_any())
    })
}

fn form(token: &str, country: &str, [name, email, phone, note]: [String; 4]) -> AnyView {
    let refused = refused().of("/set_booking_contact");
    let (wrong_phone, wrong_note) = (refused.error_of("phone"), refused.error_of("note"));
    let country = refused.value_or("country", country);
    let countries = COUNTRIES.iter().map(|(iso, name, code)| Choice::new(*iso, format!("{name} (+{code})"))).collect();
    let link = token.to_owned();
    let (phone, note) = (refused.value_or("phone", &phone), refused.value_or("note", &note));
    view! {
        <form method="post" action=SetBookingContact::PATH class="flex min-w-0 flex-col gap-5">
            <input type="hidden" name="link" value=link />
            <div class="grid items-start gap-5 sm:grid-cols-2">
                <TextField name="name" label="Name" autocomplete="name" required=true value=refused.value_or("name", &name) error=refused.error_of("name") />
                <TextField name="email" label="E-mail address" kind="email" autocomplete="email" required=true value=refused.value_or("email", &email) error=refused.error_of("email") />
            </div>
            <Field id="phone" label="Phone number" optional=true hint="In case something comes up that day." error=wrong_phone.clone()>
                <div class="flex gap-2">
                    <Select name="country" label="Country of the phone number" choices=countries value=country class="w-40! flex-none" />
                    <TextInput name="phone" kind="tel" autocomplete="tel" value=phone error=wrong_phone placeholder="700 000 482" class="flex-1" />
                </div>
            </Field>
            <Field id="note" label="Anything we should know" optional=true error=wrong_note.clone()>
                <TextArea name="note" rows=3 value=note error=wrong_note />
            </Field>
            <div class="border-t border-line pt-5"><Button look=Look::Primary size=Size::Large>"Go on"</Button></div>
        </form>
    }
    .into_any()
}
