//! Accepting an invitation to a team.

use super::recovery::token;
use crate::accounts::api::AcceptInvitation;
use crate::forms::refused;
use crate::layout::PlainLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::accounts::actions;
use stoa::accounts::model::Purpose;
use stoa::accounts::rules::{PASSWORD_MIN, must_know_password};

/// `/invite/{token}`
#[component]
pub fn InvitePage() -> impl IntoView {
    let token = token();
    page(async move {
        let services = session::services();
        let link = actions::find_link(&services, &token, Purpose::Invite).await?;
        let known = must_know_password(link.has_password, link.is_verified, actions::is_by_mail(&services));
        let refused = refused().of("/accept_invitation");
        let (autocomplete, label, hint) = match known {
            true => ("current-password", "Your password", "The one you sign in with elsewhere in this installation.".to_owned()),
            false => ("new-password", "Choose a password", format!("At least {PASSWORD_MIN} characters.")),
        };
        let title = format!("Join {}", link.business);
        let foot = move || known.then(|| view! { <a href=routes::FORGOT class="text-accent hover:underline">"Forgot your password?"</a> });
        Ok(view! {
            <Title text=title.clone() />
            <PlainLayout business=link.business.clone() foot>
                <h1 class="mb-1 text-xl font-bold tracking-tight">{title}</h1>
                <p class="mb-5 text-muted">"You are invited as " <b class="break-all text-ink">{link.email.clone()}</b> "."</p>
                {refusal(&refused, &["name", "password"])}
                <form method="post" action=AcceptInvitation::PATH class="flex flex-col gap-4">
                    <input type="hidden" name="token" value=token />
                    <input type="hidden" name="username" autocomplete="username" value=link.email />
                    <TextField name="name" label="Your name" autocomplete="name" required=true hint="Customers see it beside your answers." value=refused.value_or("name", &link.name) error=refused.error_of("name") />
                    <TextField name="password" label kind="password" autocomplete required=true hint error=refused.error_of("password") />
                    <Button look=Look::Primary size=Size::Large>"Join"</Button>
                </form>
            </PlainLayout>
        }
        .into_any())
    })
}
