//! Signing in; where the installation is the demo, its accounts are one click away.

use crate::accounts::api::SignIn;
use crate::forms::refused;
use crate::layout::PlainLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::accounts::actions;
use stoa::accounts::model::{DemoAccount, Role};
use stoa::accounts::rules::DEMO_PASSWORD;

const DONE: &[(&str, &str)] =
    &[("out", "You are signed out."), ("reset", "Your new password is set. Sign in with it."), ("verified", "Your e-mail address is confirmed.")];

/// `/sign-in`
#[component]
pub fn SignInPage() -> impl IntoView {
    page(async {
        let business = session::business().await?;
        let demo = actions::list_demo_accounts(&session::services()).await?;
        let next = session::query("next").unwrap_or_default();
        let sign_up = if next.is_empty() { routes::SIGN_UP.to_owned() } else { format!("{}?next={}", routes::SIGN_UP, routes::escape(&next)) };
        let refused = refused().of("/sign_in");
        let foot = move || view! { "New here? " <a href=sign_up class="font-semibold text-accent hover:underline">"Create an account"</a> };
        Ok(view! {
            <Title text="Sign in" />
            <PlainLayout business=business.name widget=business.slug foot>
                <h1 class="mb-5 text-xl font-bold tracking-tight">"Sign in"</h1>
                {done_note(DONE)}
                {refusal(&refused, &["email", "password"])}
                <form method="post" action=SignIn::PATH class="flex flex-col gap-4">
                    <input type="hidden" name="next" value=next.clone() />
                    <TextField name="email" label="E-mail address" kind="email" autocomplete="username" required=true value=refused.value("email") error=refused.error_of("email") />
                    <TextField name="password" label="Password" kind="password" autocomplete="current-password" required=true error=refused.error_of("password") />
                    <Button look=Look::Primary size=Size::Large>"Sign in"</Button>
                    <p class="text-center text-sm"><a href=routes::FORGOT class="rounded-xs text-accent hover:underline">"Forgot your password?"</a></p>
                </form>
                {(!demo.is_empty()).then(|| view! { <Demo accounts=demo next /> })}
            </PlainLayout>
        }
        .into_any())
    })
}

/// The accounts of the demo, each a form of its own.
#[component]
fn Demo(accounts: Vec<DemoAccount>, next: String) -> impl IntoView {
    let rows = accounts
        .into_iter()
        .map(|account| {
            let what = if account.is_owner { "Owner" } else { account.role.label() };
            let tone = if account.role == Role::Customer { Tone::Neutral } else { Tone::Accent };
            view! {
                <li>
                    <form method="post" action=SignIn::PATH>
                        <input type="hidden" name="next" value=next.clone() />
                        <input type="hidden" name="email" value=account.email.clone() />
                        <input type="hidden" name="password" value=DEMO_PASSWORD />
                        <button class="flex w-full items-center gap-3 rounded-sm border border-line bg-raised px-3 py-2 text-start transition-colors hover:border-accent hover:bg-accent-soft">
                            <Avatar name=account.name.clone() />
                            <span class="min-w-0 flex-1">
                                <span class="block truncate font-semibold">{account.name}</span>
                                <span class="block truncate text-sm text-muted">{account.email}</span>
                            </span>
                            <Badge tone>{what}</Badge>
                        </button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="demo" class="mt-6 border-t border-line pt-5">
            <h2 id="demo" class="font-semibold">"Try it"</h2>
            <p class="mt-1 mb-3 text-sm text-muted">
                "This is a demo. Press a person to sign in as them; the password of all is "
                <code class="rounded-xs bg-sunk px-1 py-0.5">{DEMO_PASSWORD}</code> "."
            </p>
            <ul class="flex flex-col gap-2">{rows}</ul>
        </section>
    }
    .into_any()
}
