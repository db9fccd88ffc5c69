//! What admins type: articles, categories and automatic responses, read and bounded.

use super::model::{Lines, Occasion};
use super::rules::fill::placeholders;
use super::rules::words::fold;
use crate::error::Result;
use crate::kernel::ids::HelpCategoryId;
use crate::kernel::text::Check;
use serde::{Deserialize, Serialize};

/// The placeholders of an article.
pub const ARTICLE_PLACEHOLDERS: &[&str] = &["business", "hours", "currency"];

/// Letters of an answer.
pub const BODY_MAX: usize = 20_000;

/// What is typed to write or change an article. Lists have one entry a line; commas separate, too, except in questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleDraft {
    /// The id of its group.
    pub category: String,
    /// Its word in addresses; made from the question when empty.
    #[serde(default)]
    pub slug: String,
    /// The question it answers.
    pub question: String,
    /// The same in other words.
    #[serde(default)]
    pub alternatives: String,
    /// Words and phrases that point to it.
    #[serde(default)]
    pub keywords: String,
    /// Its tags.
    #[serde(default)]
    pub tags: String,
    /// The slugs of what to read next.
    #[serde(default)]
    pub related: String,
    /// The answer in Markdown.
    pub body: String,
}

/// An article as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its group.
    pub category: HelpCategoryId,
    /// Its word in addresses.
    pub slug: String,
    /// The question it answers.
    pub question: String,
    /// The same in other words.
    pub alternatives: Lines,
    /// Words and phrases that point to it.
    pub keywords: Lines,
    /// Its tags.
    pub tags: Lines,
    /// The slugs of what to read next.
    pub related: Lines,
    /// The answer in Markdown.
    pub body: String,
}

impl ArticleDraft {
    /// Reads an article.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self) -> Result<Written> {
        let mut check = Check::new();
        let category = check.choice("category", "Category", &self.category).unwrap_or(HelpCategoryId(0));
        let question = check.line("question", "Question", &self.question, 5, 200);
        let slug = check_slug(&mut check, &self.slug, &question);
        let alternatives = list(&mut check, "alternatives", "Other wordings", &self.alternatives, &['\n'], 30, 200);
        let keywords = list(&mut check, "keywords", "Keywords", &self.keywords, &['\n', ','], 60, 60);
        let tags = list(&mut check, "tags", "Tags", &self.tags, &['\n', ','], 12, 40);
        let related = list(&mut check, "related", "Related articles", &self.related, &['\n', ','], 8, 80);
        let body = check.text("body", "Answer", &self.body, 1, BODY_MAX);
        check_placeholders(&mut check, &body, ARTICLE_PLACEHOLDERS);
        check.finish()?;
        Ok(Written { category, slug, question, alternatives, keywords, tags, related, body })
    }
}

/// What is typed to make or change a category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryDraft {
    /// What it is called.
    pub name: String,
    /// One line about it.
    #[serde(default)]
    pub about: String,
}

impl CategoryDraft {
    /// Reads a category: name and what it is about.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self) -> Result<(String, String)> {
        let mut check = Check::new();
        let name = check.line("name", "Name", &self.name, 2, 60);
        let about = check.line("about", "Description", &self.about, 0, 160);
        check.finish()?;
        Ok((name, about))
    }
}

/// Reads the text of an automatic response.
///
/// # Errors
/// `Invalid` when it is empty, too long, or uses a placeholder that is not known on this occasion.
pub fn parse_reply(occasion: Occasion, body: &str) -> Result<String> {
    let mut check = Check::new();
    let body = check.text("body", "Text", body, 1, 2000);
    check_placeholders(&mut check, &body, occasion.placeholders());
    check.finish()?;
    Ok(body)
}

fn check_placeholders(check: &mut Check, body: &str, known: &[&str]) {
    if let Some(unknown) = placeholders(body).into_iter().find(|p| !known.contains(p)) {
        let known = known.iter().map(|k| format!("{{{k}}}")).collect::<Vec<_>>().join(", ");
        check.fail("body", format!("{{{unknown}}} is not known here. You can use {known}."));
    }
}

fn list(check: &mut Check, field: &str, label: &str, text: &str, separators: &[char], entries_max: usize, letters_max: usize) -> Lines {
    let mut entries: Vec<String> = Vec::new();
    for entry in text.split(separators).map(str::trim).filter(|e| !e.is_empty()) {
        let entry = check.line(field, label, entry, 0, letters_max);
        if !entry.is_empty() && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if entries.len() > entries_max {
        check.fail(field, format!("{label}: {entries_max} are the most."));
    }
    Lines(entries)
}

fn check_slug(check: &mut Check, typed: &str, question: &str) -> String {
    let slug = to_slug(if typed.trim().is_empty() { question } else { typed });
    if slug.is_empty() {
        check.fail("slug", "Address: use some letters or digits, like return-policy.");
    }
    slug
}

/// Small letters and digits of any script with single hyphens between, at most 80.
fn to_slug(text: &str) -> String {
    let plain: String = fold(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let slug = plain.split_whitespace().collect::<Vec<_>>().join("-");
    slug.chars().take(80).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ArticleDraft {
        ArticleDraft { category: "3".into(), question: "Où est le café?".into(), body: "At {business}.".into(), ..ArticleDraft::default() }
    }

    #[test]
    fn an_article_is_read_with_its_lists() {
        let typed = ArticleDraft { alternatives: "Where, then?\n\nWhere, then?\nAnd now?".into(), keywords: "a, b\nc,".into(), ..draft() };
        let written = typed.parse().unwrap();
        assert_eq!((written.slug.as_str(), written.category), ("ou-est-le-cafe", HelpCategoryId(3)));
        assert_eq!(written.alternatives.0, ["Where, then?", "And now?"]);
        assert_eq!(written.keywords.0, ["a", "b", "c"]);
        assert_eq!(ArticleDraft { slug: "My Page!".into(), ..draft() }.parse().unwrap().slug, "my-page");
    }

    #[test]
    fn what_cannot_be_used_is_said_by_field() {
        let typed = ArticleDraft {
            category: "x".into(),
            question: "?".into(),
            slug: "!!".into(),
            alternatives: "a".repeat(201),
            tags: "a,b,c,d,e,f,g,h,i,j,k,l,m".into(),
            body: "Open {when}".into(),
            ..ArticleDraft::default()
        };
        let error = typed.parse().unwrap_err();
        for field in ["category", "question", "slug", "alternatives", "tags", "body"] {
            assert!(error.of_field(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_response_knows_only_its_own_placeholders() {
        assert!(parse_reply(Occasion::OutsideHours, "Back {opens_at}, {name}.").is_ok());
        let error = parse_reply(Occasion::Welcome, "Back {opens_at}").unwrap_err();
        assert!(error.of_field("body").is_some_and(|m| m.contains("{business}")));
    }
}
