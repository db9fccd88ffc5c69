//! What admins send about the help centre.

use crate::error::Result;
use leptos::prelude::*;
use stoa::help::draft::ArticleDraft;
use stoa::help::model::{Occasion, State};
use stoa::kernel::ids::{ArticleId, HelpCategoryId};

/// Writes a new article; `then` is `publish` when visitors are to see it at once.
#[server]
pub async fn create_article(#[server(flatten)] draft: ArticleDraft, #[server(default)] then: String) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    let id = stoa::help::actions::create(&services, &who, &draft).await?;
    super::states::saved(&services, &who, id, &then).await
}

/// Changes an article; `then` is `publish` when visitors are to see it at once.
#[server]
pub async fn update_article(article: ArticleId, #[server(flatten)] draft: ArticleDraft, #[server(default)] then: String) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    stoa::help::actions::update(&services, &who, article, &draft).await?;
    super::states::saved(&services, &who, article, &then).await
}

/// Goes back to the editor with what was typed and shows what it looks like (`preview`) or what it would change (`changes`). Nothing is stored.
#[server]
pub async fn try_article(article: Option<ArticleId>, #[server(flatten)] draft: ArticleDraft, show: String) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    super::sheet::check(&services, &who, article, &draft, &show).await?;
    super::sheet::show_again(&services, <TryArticle as leptos::server_fn::ServerFn>::PATH, article, &draft, &show).await
}

/// The answer as visitors will read it, while it is being typed.
#[server]
pub async fn preview_article(body: String) -> Result<String> {
    let body = stoa::help::actions::preview(&crate::session::services(), &crate::session::admin().await?, &body).await?;
    Ok(stoa::conversations::markdown::article_to_html(&body))
}

/// Publishes an article, makes it a draft again or puts it away, and says how to undo that. `back` is `editor` or the list.
#[server]
pub async fn set_article_state(article: ArticleId, state: State, #[server(default)] back: String) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    let before = stoa::help::actions::set_state(&services, &who, article, state).await?;
    leptos_axum::redirect(&super::states::changed(article, state, before, &back));
    Ok(())
}

/// Moves an article one place up or down in its group.
#[server]
pub async fn move_article(article: ArticleId, up: bool) -> Result<()> {
    stoa::help::actions::shift(&crate::session::services(), &crate::session::admin().await?, article, up).await?;
    leptos_axum::redirect(&format!("{}#article-{article}", crate::routes::ADMIN_HELP));
    Ok(())
}

/// Adds the standard articles and responses that the business does not have.
#[server]
pub async fn add_standard_articles() -> Result<()> {
    stoa::help::actions::add_standard(&crate::session::services(), &crate::session::admin().await?).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_HELP, "standard"));
    Ok(())
}

/// Makes a group of articles.
#[server]
pub async fn add_help_category(name: String, #[server(default)] about: String) -> Result<()> {
    let draft = stoa::help::draft::CategoryDraft { name, about };
    stoa::help::actions::create_category(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_HELP_CATEGORIES, "added"));
    Ok(())
}

/// Changes a group of articles.
#[server]
pub async fn change_help_category(category: HelpCategoryId, name: String, #[server(default)] about: String) -> Result<()> {
    let draft = stoa::help::draft::CategoryDraft { name, about };
    stoa::help::actions::update_category(&crate::session::services(), &crate::session::admin().await?, category, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_HELP_CATEGORIES, "saved"));
    Ok(())
}

/// Deletes a group that no article is in.
#[server]
pub async fn delete_help_category(category: HelpCategoryId) -> Result<()> {
    stoa::help::actions::delete_category(&crate::session::services(), &crate::session::admin().await?, category).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_HELP_CATEGORIES, "deleted"));
    Ok(())
}

/// Moves a group one place up or down.
#[server]
pub async fn move_help_category(category: HelpCategoryId, up: bool) -> Result<()> {
    stoa::help::actions::shift_category(&crate::session::services(), &crate::session::admin().await?, category, up).await?;
    leptos_axum::redirect(crate::routes::ADMIN_HELP_CATEGORIES);
    Ok(())
}

/// Changes an automatic response; an unchecked switch is not sent.
#[server]
pub async fn change_reply(occasion: Occasion, body: String, #[server(default)] is_on: bool) -> Result<()> {
    stoa::help::actions::set_reply(&crate::session::services(), &crate::session::admin().await?, occasion, &body, is_on).await?;
    leptos_axum::redirect(&format!("{}#{occasion}", crate::notes::done(crate::routes::ADMIN_REPLIES, occasion.word())));
    Ok(())
}

/// Sets how sure an answer must be to be given.
#[server]
pub async fn set_threshold(threshold: String) -> Result<()> {
    stoa::help::actions::set_threshold(&crate::session::services(), &crate::session::admin().await?, &threshold).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_HELP_BENCH, "saved"));
    Ok(())
}
