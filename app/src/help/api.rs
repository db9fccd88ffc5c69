//! What readers of the help centre send.

use super::Suggestion;
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

/// The articles that may answer what a customer is about to ask.
#[server]
pub async fn suggest_articles(subject: String) -> Result<Vec<Suggestion>> {
    let customer = crate::session::customer().await?;
    let found = stoa::help::actions::suggest(&crate::session::services(), &customer, &subject).await?;
    Ok(found.into_iter().map(|line| Suggestion { href: crate::routes::help_article(&line.slug), question: line.question }).collect())
}
