//! The pages of the help centre.

mod article;
mod home;
mod search;
mod vote;

pub use article::ArticlePage;
pub use home::HelpPage;
pub use search::HelpSearch;
pub use vote::Vote;

use crate::error::Result;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use stoa::accounts::model::Role;

/// The way on when no article helps: a ticket, its subject filled in with what was looked for. Staff have their desk for that.
async fn ask_us(subject: &str) -> Result<AnyView> {
    let href = match session::somebody().await?.map(|identity| identity.me().role) {
        Some(Role::Agent | Role::Admin | Role::Partner) => return Ok(().into_any()),
        Some(Role::Customer) => routes::new_ticket_about(subject),
        None | Some(Role::Guest) => routes::sign_in_then(&routes::new_ticket_about(subject)),
    };
    Ok(view! {
        <section aria-labelledby="ask-us" class="mt-10 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-line bg-canvas px-5 py-5">
            <div class="min-w-0 flex-1 basis-64">
                <h2 id="ask-us" class="text-md font-semibold">"Not what you were looking for?"</h2>
                <p class="text-muted">"Ask us. One of us answers, and you follow every step."</p>
            </div>
            <ButtonLink href look=Look::Primary icon=Glyph::Chat>
                "Ask us"
            </ButtonLink>
        </section>
    }
    .into_any())
}
