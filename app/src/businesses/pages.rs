//! The setup of a fresh installation, and the door that an invite code opens.

use super::api::{JoinBusiness, SetUp};
use super::doors::find_invited;
use crate::accounts::SignUpForm;
use crate::forms::refused;
use crate::layout::PlainLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::accounts::rules::PASSWORD_MIN;
use stoa::businesses::actions;
use stoa::kernel::currency::CURRENCIES;

const SETUP_FIELDS: &[&str] = &["business", "time_zone", "currency", "name", "email", "password"];

/// The time zones to choose from.
pub fn zones() -> Vec<Choice> {
    actions::time_zones().map(|zone| Choice::new(zone, zone.replace('_', " "))).collect()
}

/// The currencies to choose from.
pub fn currencies() -> Vec<Choice> {
    CURRENCIES.iter().map(|(code, name, _)| Choice::new(*code, format!("{code} – {name}"))).collect()
}

/// `/setup`: only while nobody has an account.
#[component]
pub fn SetupPage() -> impl IntoView {
    page(async {
        if !actions::needs_setup(&session::services()).await? {
            leptos_axum::redirect(routes::SIGN_IN);
        }
        let refused = refused().of("/set_up");
        let owner = refused.clone();
        let (zone, zone_error) = (refused.value_or("time_zone", "Africa/Nairobi"), refused.error_of("time_zone"));
        let (currency, currency_error) = (refused.value_or("currency", "KES"), refused.error_of("currency"));
        Ok(view! {
            <Title text="Set up" />
            <PlainLayout wide=true>
                <h1 class="mb-1 text-xl font-bold tracking-tight">"Set up your help desk"</h1>
                <p class="mb-6 text-muted">"Two minutes: your business, and you as its owner. Everything can be changed later."</p>
                {refusal(&refused, SETUP_FIELDS)}
                <form method="post" action=SetUp::PATH class="flex flex-col gap-6">
                    <fieldset class="grid min-w-0 gap-4 md:grid-cols-2"><legend class="mb-3 text-md font-bold">"Your business"</legend>
                        <TextField class="md:col-span-2" name="business" label="Name of the business" autocomplete="organization" required=true value=refused.value("business") error=refused.error_of("business") />
                        <Field id="time_zone" label="Time zone" hint="Opening hours are in this zone." error=zone_error.clone()>
                            <Select name="time_zone" choices=zones() value=zone error=zone_error />
                        </Field>
                        <Field id="currency" label="Currency" error=currency_error.clone()>
                            <Select name="currency" choices=currencies() value=currency error=currency_error />
                        </Field>
                    </fieldset>
                    <fieldset class="grid min-w-0 gap-4 border-t border-line pt-5 md:grid-cols-2"><legend class="float-left mb-3 w-full text-md font-bold md:col-span-2">"You, the owner"</legend>
                        <TextField name="name" label="Your name" autocomplete="name" required=true value=owner.value("name") error=owner.error_of("name") />
                        <TextField name="email" label="E-mail address" kind="email" autocomplete="username" required=true value=owner.value("email") error=owner.error_of("email") />
                        <TextField
                            class="md:col-span-2"
                            name="password"
                            label="Password"
                            kind="password"
                            autocomplete="new-password"
                            required=true
                            hint=format!("At least {PASSWORD_MIN} characters; a few words in a row are easy to remember.")
                            error=owner.error_of("password")
                        />
                    </fieldset>
                    <Button look=Look::Primary size=Size::Large>"Create the business"</Button>
                </form>
            </PlainLayout>
        }
        .into_any())
    })
}

/// `/join/{invite_code}`: sign up there, or go there when signed in.
#[component]
pub fn JoinPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("invite_code").unwrap_or_default();
    page(async move {
        let business = find_invited(&code).await?;
        let me = session::somebody().await?.map(|identity| identity.me());
        let title = format!("Welcome to {}", business.name);
        let sign_in = routes::sign_in_then(&routes::join(&code));
        let is_in = me.is_some();
        let foot =
            move || (!is_in).then(|| view! { "Already have an account? " <a href=sign_in class="font-semibold text-accent hover:underline">"Sign in"</a> });
        let body = match me {
            Some(me) => view! {
                <p class="mb-5 text-muted">"You are signed in as " <b class="break-all text-ink">{me.email}</b> "."</p>
                {refusal(&refused().of("/join_business"), &[])}
                <form method="post" action=JoinBusiness::PATH class="flex flex-col">
                    <Button look=Look::Primary size=Size::Large name="invite" value=code>"Continue"</Button>
                </form>
            }
            .into_any(),
            None => view! {
                <p class="mb-5 text-muted">"Create an account to ask for help and follow every answer."</p>
                <SignUpForm refused=refused().of("/sign_up") next="" invite=code />
            }
            .into_any(),
        };
        Ok(view! {
            <Title text=title.clone() />
            <PlainLayout business=business.name foot>
                <h1 class="mb-1 text-xl font-bold tracking-tight">{title}</h1>
                {body}
            </PlainLayout>
        }
        .into_any())
    })
}
