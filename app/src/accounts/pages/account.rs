//! One's own account: name, availability, password, devices, businesses, colours.

use super::devices::Devices;
use crate::accounts::api::{ChangeName, ChangePassword, SendVerification, SetAvailability, SwitchBusiness};
use crate::forms::refused;
use crate::frames;
use crate::layout::{PortalLayout, Theme, ThemeSwitch};
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::accounts::actions;
use stoa::accounts::model::{Availability, Me, Membership};
use stoa::accounts::rules::PASSWORD_MIN;

const DONE: &[(&str, &str)] = &[
    ("name", "Your name is changed."),
    ("password", "Your password is changed. Your other devices are signed out."),
    ("revoked", "Signed out there."),
    ("sent", "The mail is on its way. Look into your inbox, and into the spam folder if it is not there."),
    ("verified", "Your e-mail address is confirmed."),
];

/// `/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    page(async {
        let who = session::identity().await?;
        let services = session::services();
        let (me, frame) = (who.me(), frames::portal().await?);
        let sessions = actions::list_sessions(&services, &who).await?;
        let businesses = actions::list_memberships(&services, &who).await?;
        // Without a mail server nobody can confirm anything.
        let by_mail = actions::is_by_mail(&services);
        let other_fault = refusal(&other_faults(), &[]);
        let theme = use_context::<Theme>().unwrap_or_default();
        Ok(view! {
            <Title text="Your account" />
            <PortalLayout frame narrow=true>
                <PageHead title="Your account" subtitle=me.email.clone() />
                {done_note(DONE)}
                {other_fault}
                <div class="flex flex-col gap-5">
                    {(!me.is_verified && by_mail).then(|| view! { <Unverified /> })}
                    {me.role.is_staff().then(|| view! { <AvailabilityCard now=me.availability /> })}
                    <Profile me=me.clone() />
                    <Password email=me.email.clone() />
                    <Devices sessions here=who.session() now=services.now() />
                    {(businesses.len() > 1).then(|| view! { <Businesses businesses me=me.clone() /> })}
                    <Card title="Colours">
                        <div class="max-w-48"><ThemeSwitch theme back=routes::ACCOUNT /></div>
                    </Card>
                </div>
            </PortalLayout>
        }
        .into_any())
    })
}

/// What was refused by a form of this page that has no fields to say it beside.
fn other_faults() -> crate::forms::Refused {
    let refused = refused();
    if ["/change_name", "/change_password"].iter().any(|form| refused.action.ends_with(form)) { Default::default() } else { refused }
}

#[component]
fn Unverified() -> impl IntoView {
    view! {
        <Banner tone=Tone::Warn title="Your e-mail address is not confirmed">
            <p class="mb-3">"Press the button in the mail we sent you when you signed up, so that answers reach you."</p>
            <form method="post" action=SendVerification::PATH><Button size=Size::Small>"Send the mail again"</Button></form>
        </Banner>
    }
    .into_any()
}

#[component]
fn AvailabilityCard(now: Availability) -> impl IntoView {
    let choices = Availability::ALL
        .iter()
        .map(|choice| {
            let on = *choice == now;
            let look = if on { Look::Primary } else { Look::Plain };
            view! { <Button look name="to" value=choice.word() attr:aria-pressed=if on { "true" } else { "false" }>{choice.label()}</Button> }
        })
        .collect_view();
    view! {
        <Card title="Availability">
            <p class="mb-3 text-sm text-muted">"New tickets are given to people who are available."</p>
            <form method="post" action=SetAvailability::PATH class="flex flex-wrap gap-2" aria-label="Availability">
                <input type="hidden" name="next" value=routes::ACCOUNT />
                {choices}
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn Profile(me: Me) -> impl IntoView {
    let refused = refused().of("/change_name");
    view! {
        <Card title="Name">
            {refusal(&refused, &["name"])}
            <form method="post" action=ChangeName::PATH class="flex flex-col gap-4">
                <TextField name="name" label="How you are called" autocomplete="name" required=true value=refused.value_or("name", &me.name) error=refused.error_of("name") />
                <div><Button>"Save name"</Button></div>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn Password(email: String) -> impl IntoView {
    let refused = refused().of("/change_password");
    view! {
        <Card title="Password">
            {refusal(&refused, &["old_password", "new_password"])}
            <form method="post" action=ChangePassword::PATH class="flex flex-col gap-4">
                <input type="hidden" name="username" autocomplete="username" value=email />
                <TextField name="old_password" label="Current password" kind="password" autocomplete="current-password" required=true error=refused.error_of("old_password") />
                <TextField
                    name="new_password"
                    label="New password"
                    kind="password"
                    autocomplete="new-password"
                    required=true
                    hint=format!("At least {PASSWORD_MIN} characters. Your other devices will be signed out.")
                    error=refused.error_of("new_password")
                />
                <div><Button>"Change password"</Button></div>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn Businesses(businesses: Vec<Membership>, me: Me) -> impl IntoView {
    let rows = businesses
        .into_iter()
        .map(|at| {
            let is_here = at.business_id == me.business;
            view! {
                <li class="flex items-center gap-3 py-2.5">
                    <span class="min-w-0 flex-1">
                        <span class="block truncate font-semibold">{at.business.clone()}</span>
                        <span class="block text-sm text-muted">{at.role.label()}</span>
                    </span>
                    {match is_here {
                        true => view! { <Badge tone=Tone::Accent>"You are here"</Badge> }.into_any(),
                        false => view! {
                            <form method="post" action=SwitchBusiness::PATH>
                                <Button size=Size::Small name="business" value=at.business_id.to_string()>"Go there" <span class="sr-only">{format!(" ({})", at.business)}</span></Button>
                            </form>
                        }
                        .into_any(),
                    }}
                </li>
            }
        })
        .collect_view();
    view! { <Card title="Businesses"><ul class="-my-2.5 divide-y divide-line">{rows}</ul></Card> }.into_any()
}
