//! Becoming a customer.

use crate::accounts::api::SignUp;
use crate::forms::{Refused, refused};
use crate::layout::PlainLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::accounts::rules::PASSWORD_MIN;

/// `/sign-up`
#[component]
pub fn SignUpPage() -> impl IntoView {
    page(async {
        let business = session::business().await?;
        let next = session::query("next").unwrap_or_default();
        let sign_in = routes::sign_in_then(if next.is_empty() { routes::HOME } else { &next });
        let foot = move || view! { "Already have an account? " <a href=sign_in class="font-semibold text-accent hover:underline">"Sign in"</a> };
        Ok(view! {
            <Title text="Create an account" />
            <PlainLayout business=business.name.clone() foot>
                <h1 class="mb-1 text-xl font-bold tracking-tight">"Create an account"</h1>
                <p class="mb-5 text-muted">{format!("Ask {} for help and follow every answer.", business.name)}</p>
                <SignUpForm refused=refused().of("/sign_up") next invite="" />
            </PlainLayout>
        }
        .into_any())
    })
}

/// Name, address, password. With an invite code it leads to that business.
#[component]
pub fn SignUpForm(refused: Refused, #[prop(into)] next: String, #[prop(into)] invite: String) -> impl IntoView {
    view! {
        {refusal(&refused, &["name", "email", "password"])}
        <form method="post" action=SignUp::PATH class="flex flex-col gap-4">
            <input type="hidden" name="next" value=next />
            <input type="hidden" name="invite" value=invite />
            <TextField name="name" label="Your name" autocomplete="name" required=true value=refused.value("name") error=refused.error_of("name") />
            <TextField
                name="email"
                label="E-mail address"
                kind="email"
                autocomplete="username"
                required=true
                hint="Answers are sent here as well."
                value=refused.value("email")
                error=refused.error_of("email")
            />
            <TextField
                name="password"
                label="Password"
                kind="password"
                autocomplete="new-password"
                required=true
                hint=format!("At least {PASSWORD_MIN} characters; a few words in a row are easy to remember.")
                error=refused.error_of("password")
            />
            <Button look=Look::Primary size=Size::Large>"Create account"</Button>
        </form>
    }
    .into_any()
}
