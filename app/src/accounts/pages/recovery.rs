//! The ways back in: a forgotten password, a new one, a confirmed address.

use crate::accounts::api::{ForgotPassword, ResetPassword, VerifyAddress};
use crate::forms::refused;
use crate::layout::PlainLayout;
use crate::notes::{done_note, refusal};
use crate::page::{page, set_status};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::accounts::actions;
use stoa::accounts::model::Purpose;
use stoa::accounts::rules::PASSWORD_MIN;

/// The token in the address of this page.
pub(super) fn token() -> String {
    use_params_map().read_untracked().get("token").unwrap_or_default()
}

/// `/forgot`
#[component]
pub fn ForgotPage() -> impl IntoView {
    page(async {
        let business = session::business().await?;
        let refused = refused().of("/forgot_password");
        let foot = || view! { <a href=routes::SIGN_IN class="font-semibold text-accent hover:underline">"Back to signing in"</a> };
        let sent = [
            ("sent", "If there is an account with this address, a mail with a link is on its way. The link works for one hour."),
            (
                "known",
                "We know this address from an order or a message. A mail with a link is on its way: it lets you set your password. The link works for one hour.",
            ),
        ];
        Ok(view! {
            <Title text="Forgot your password" />
            <PlainLayout business=business.name foot>
                <h1 class="mb-1 text-xl font-bold tracking-tight">"Forgot your password?"</h1>
                <p class="mb-5 text-muted">"Write your e-mail address and we will mail you a link to set a new one."</p>
                {done_note(&sent)}
                {refusal(&refused, &["email"])}
                <form method="post" action=ForgotPassword::PATH class="flex flex-col gap-4">
                    <TextField name="email" label="E-mail address" kind="email" autocomplete="username" required=true value=refused.value("email") error=refused.error_of("email") />
                    <Button look=Look::Primary size=Size::Large>"Mail me a link"</Button>
                </form>
            </PlainLayout>
        }
        .into_any())
    })
}

/// `/reset/{token}`
#[component]
pub fn ResetPage() -> impl IntoView {
    let token = token();
    page(async move {
        let next = session::query("next").unwrap_or_default();
        let link = match actions::find_link(&session::services(), &token, Purpose::Reset).await {
            // The password is set since: they sign in with it.
            Err(Error::Conflict(_)) if !next.is_empty() => {
                leptos_axum::redirect(routes::safe_next(&next));
                return Ok(().into_any());
            }
            Err(error @ Error::Conflict(_)) => {
                set_status(error.status());
                return Ok(worn_out(error.to_string(), session::business().await?.name));
            }
            found => found?,
        };
        let title = if link.has_password { "Set a new password" } else { "Choose a password" };
        let why = if link.has_password { ". All devices will be signed out." } else { ". With it you read what we answer, and write to us." };
        let business = session::business().await?;
        let refused = refused().of("/reset_password");
        Ok(view! {
            <Title text=title />
            <PlainLayout business=business.name>
                <h1 class="mb-1 text-xl font-bold tracking-tight">{title}</h1>
                <p class="mb-5 text-muted">"For " <b class="break-all text-ink">{link.email.clone()}</b> {why}</p>
                {refusal(&refused, &["password"])}
                <form method="post" action=ResetPassword::PATH class="flex flex-col gap-4">
                    <input type="hidden" name="token" value=token />
                    <input type="hidden" name="next" value=next />
                    // Password managers file the new password under this name.
                    <input type="hidden" name="username" autocomplete="username" value=link.email />
                    <TextField
                        name="password"
                        label="New password"
                        kind="password"
                        autocomplete="new-password"
                        required=true
                        hint=format!("At least {PASSWORD_MIN} characters.")
                        error=refused.error_of("password")
                    />
                    <Button look=Look::Primary size=Size::Large>"Set password"</Button>
                </form>
            </PlainLayout>
        }
        .into_any())
    })
}

/// Leads from a link that was used or is too old to where one asks for another.
fn worn_out(why: String, business: String) -> AnyView {
    let foot = || view! { <a href=routes::SIGN_IN class="font-semibold text-accent hover:underline">"Back to signing in"</a> };
    view! {
        <Title text="Set a new password" />
        <PlainLayout business foot>
            <h1 class="mb-1 text-xl font-bold tracking-tight">"Set a new password"</h1>
            <p class="mb-5 text-muted">{why}</p>
            <ButtonLink href=routes::FORGOT look=Look::Primary size=Size::Large class="w-full">"Mail me a new link"</ButtonLink>
        </PlainLayout>
    }
    .into_any()
}

/// `/verify/{token}`: a button, because mail scanners open every link they see.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let token = token();
    page(async move {
        let link = actions::find_link(&session::services(), &token, Purpose::Verify).await?;
        let business = session::business().await?;
        let refused = refused().of("/verify_address");
        let is_own = session::somebody().await?.is_some_and(|who| who.me().email == link.email);
        // Somebody else may have signed up with the address of whoever reads the mail.
        let password = (!is_own).then(|| {
            view! {
                <input type="hidden" name="username" autocomplete="username" value=link.email.clone() />
                <TextField
                    name="password"
                    label="Password"
                    kind="password"
                    autocomplete="current-password"
                    required=true
                    hint="The one you chose when you signed up."
                    error=refused.error_of("password")
                />
            }
        });
        let foot = move || {
            (!is_own).then(|| {
                view! {
                    "It was not you who signed up? "
                    <a href=routes::FORGOT class="font-semibold text-accent hover:underline">"Set a password of your own"</a>
                    ", and nobody else gets in."
                }
            })
        };
        Ok(view! {
            <Title text="Confirm your address" />
            <PlainLayout business=business.name foot>
                <h1 class="mb-1 text-xl font-bold tracking-tight">"Confirm your address"</h1>
                <p class="mb-5 text-muted">"Is " <b class="break-all text-ink">{link.email}</b> " your e-mail address?"</p>
                {refusal(&refused, &["password"])}
                <form method="post" action=VerifyAddress::PATH class="flex flex-col gap-4">
                    <input type="hidden" name="token" value=token />
                    {password}
                    <Button look=Look::Primary size=Size::Large>"Yes, confirm it"</Button>
                </form>
            </PlainLayout>
        }
        .into_any())
    })
}
