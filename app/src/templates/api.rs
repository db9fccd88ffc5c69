//! What admins send about templates.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use crate::error::Result;
use leptos::prelude::*;
use std::collections::HashMap;
use stoa::kernel::ids::TemplateId;

/// Adds a template.
#[server]
pub async fn create_template(
    name: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
    #[server(default)] category: String,
    priority: String,
    #[server(default)] tags: String,
    #[server(default)] fields: HashMap<String, String>,
    #[server(default)] is_public: bool,
) -> Result<()> {
    let draft = stoa::templates::draft::TemplateDraft { name, subject, body, category, priority, tags, fields: fields.into_iter().collect(), is_public };
    stoa::templates::actions::create(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_TEMPLATES, "added"));
    Ok(())
}

/// Changes a template.
#[server]
pub async fn change_template(
    id: TemplateId,
    name: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
    #[server(default)] category: String,
    priority: String,
    #[server(default)] tags: String,
    #[server(default)] fields: HashMap<String, String>,
    #[server(default)] is_public: bool,
) -> Result<()> {
    let draft = stoa::templates::draft::TemplateDraft { name, subject, body, category, priority, tags, fields: fields.into_iter().collect(), is_public };
    stoa::templates::actions::change(&crate::session::services(), &crate::session::admin().await?, id, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_TEMPLATES, "saved"));
    Ok(())
}

/// Deletes a template.
#[server]
pub async fn delete_template(id: TemplateId) -> Result<()> {
    stoa::templates::actions::delete(&crate::session::services(), &crate::session::admin().await?, id).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_TEMPLATES, "deleted"));
    Ok(())
}
