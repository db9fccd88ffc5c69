//! What readers of the help centre send.

use crate::error::Result;
use leptos::prelude::*;

/// Says whether an article helped, and comes back to it. The browser gets a random word, by which it votes once.
#[server]
pub async fn vote_article(slug: String, helpful: bool) -> Result<()> {
    let (services, visitor, voter) = (crate::session::services(), crate::session::visitor().await?, crate::session::voter());
    stoa::help::actions::vote(&services, &visitor, &crate::session::address(), &voter, &slug, helpful).await?;
    crate::session::remember_voter(&voter);
    let page = crate::notes::done(&crate::routes::help_article(&slug), if helpful { "helpful" } else { "unhelpful" });
    leptos_axum::redirect(&format!("{page}#vote"));
    Ok(())
}
