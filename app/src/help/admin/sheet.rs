//! What stands in the editor: what was typed last, else the article as it is stored, else what the address proposes.

use crate::error::Result;
use crate::forms::{PARAMETER, Refused, refused};
use crate::{routes, session};
use std::collections::HashMap;
use stoa::Error;
use stoa::accounts::Admin;
use stoa::help::actions;
use stoa::help::draft::ArticleDraft;
use stoa::help::model::{Article, Lines};
use stoa::kernel::ids::ArticleId;
use stoa::platform::{Services, typed};

/// The fields of the editor.
pub const FIELDS: [&str; 8] = ["category", "slug", "question", "alternatives", "keywords", "tags", "related", "body"];
/// Shows what the answer looks like.
pub const PREVIEW: &str = "preview";
/// Shows what the edit would change.
pub const CHANGES: &str = "changes";

/// What stands in the editor.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The values of the fields.
    pub draft: ArticleDraft,
    /// What is wrong with them.
    pub refused: Refused,
    /// What was asked to be shown beside them.
    pub show: String,
}

impl Sheet {
    /// What was typed last, else what is stored.
    pub fn read(stored: ArticleDraft) -> Self {
        let said = refused();
        let is_ours = ["/create_article", "/update_article", "/try_article"].iter().any(|action| said.action.ends_with(action));
        let refused = if is_ours { said } else { Refused::default() };
        let value = |field: &str, stored: &str| refused.value_or(field, stored);
        let draft = ArticleDraft {
            category: value("category", &stored.category),
            slug: value("slug", &stored.slug),
            question: value("question", &stored.question),
            alternatives: value("alternatives", &stored.alternatives),
            keywords: value("keywords", &stored.keywords),
            tags: value("tags", &stored.tags),
            related: value("related", &stored.related),
            body: value("body", &stored.body),
        };
        let show = if refused.error.is_none() { refused.value("show") } else { String::new() };
        Self { draft, refused, show }
    }
}

/// An article as the editor shows it.
pub fn draft(article: &Article) -> ArticleDraft {
    let row = |lines: &Lines| lines.0.join(", ");
    ArticleDraft {
        category: article.category_id.to_string(),
        slug: article.slug.clone(),
        question: article.question.clone(),
        alternatives: article.alternatives.to_string(),
        keywords: row(&article.keywords),
        tags: row(&article.tags),
        related: row(&article.related),
        body: article.body.clone(),
    }
}

/// A new article as the address proposes it: from questions that nobody could answer.
pub fn proposed() -> ArticleDraft {
    let value = |field: &str| session::query(field).unwrap_or_default();
    ArticleDraft { question: value("question"), alternatives: value("alternatives"), keywords: value("keywords"), ..ArticleDraft::default() }
}

/// The address of the editor with a proposal in it.
pub fn propose(question: &str, alternatives: &[String], keywords: &[String]) -> String {
    let (alternatives, keywords) = (alternatives.join("\n"), keywords.join(", "));
    let value = |text: &str| routes::escape(text);
    format!("{}?question={}&alternatives={}&keywords={}", routes::ADMIN_HELP_NEW, value(question), value(&alternatives), value(&keywords))
}

/// Whether what was typed can be shown.
///
/// # Errors
/// `NotFound` when there is no such article; `Invalid` names the fields.
pub async fn check(services: &Services, who: &Admin, article: Option<ArticleId>, draft: &ArticleDraft, show: &str) -> Result<()> {
    if let Some(id) = article {
        actions::find_article(services, who, id).await?;
    }
    match show {
        CHANGES => drop(draft.parse()?),
        PREVIEW => drop(actions::preview(services, who, &draft.body).await?),
        _ => return Err(Error::field("show", "Choose what to show: the preview or the changes.").into()),
    }
    Ok(())
}

/// Goes back to the editor with what was typed, and shows something beside it.
///
/// # Errors
/// When the database fails.
pub async fn show_again(services: &Services, action: &str, article: Option<ArticleId>, draft: &ArticleDraft, show: &str) -> Result<()> {
    let ArticleDraft { category, slug, question, alternatives, keywords, tags, related, body } = draft.clone();
    let values = [category, slug, question, alternatives, keywords, tags, related, body];
    let mut typed: HashMap<String, String> = FIELDS.iter().map(|field| (*field).to_owned()).zip(values).collect();
    typed.insert("show".into(), show.into());
    let kept = Refused { action: action.to_owned(), error: None, typed };
    let token = typed::keep(services, serde_json::to_string(&kept).expect("plain data")).await?;
    let page = article.map_or_else(|| routes::ADMIN_HELP_NEW.to_owned(), routes::admin_help);
    leptos_axum::redirect(&format!("{page}?{PARAMETER}={token}#{show}"));
    Ok(())
}
