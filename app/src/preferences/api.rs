//! What the page of one's own settings sends.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use crate::error::Result;
use leptos::prelude::*;

/// Decides how one likes to work; a box that is not ticked is not sent.
#[server]
pub async fn change_preferences(
    #[server(default)] signature: String,
    #[server(default)] enter_sends: bool,
    #[server(default)] mail_assigned: bool,
    #[server(default)] mail_mentioned: bool,
    #[server(default)] mail_followed: bool,
    #[server(default)] mail_answered: bool,
    first_tab: String,
    after_resolving: String,
) -> Result<()> {
    use stoa::preferences::model::PreferencesDraft;
    let agent = crate::session::agent().await?;
    let draft = PreferencesDraft { signature, enter_sends, mail_assigned, mail_mentioned, mail_followed, mail_answered, first_tab, after_resolving };
    stoa::preferences::actions::change(&crate::session::services(), &agent, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::DESK_SETTINGS, "saved"));
    Ok(())
}
