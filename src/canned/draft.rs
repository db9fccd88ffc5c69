//! A canned response as typed into its form, and checked.

use super::model::TEXT_MAX;
use crate::error::Result;
use crate::kernel::ids::CategoryId;
use crate::kernel::text::Check;
use crate::phrases::rules::check_placeholders;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CannedDraft {
    /// What it is found by after a slash.
    pub shortcut: String,
    /// What it is called.
    pub title: String,
    /// The text, with placeholders.
    pub body: String,
    /// The id of a category, or empty.
    pub category: String,
    /// Whether the whole team has it.
    pub is_shared: bool,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is found by.
    pub shortcut: String,
    /// What it is called.
    pub title: String,
    /// The text.
    pub body: String,
    /// What it suits best.
    pub category: Option<CategoryId>,
}

impl CannedDraft {
    /// All complaints at once.
    ///
    /// # Errors
    /// `Invalid` names the fields.
    pub fn parse(&self) -> Result<Checked> {
        let mut check = Check::new();
        let shortcut = check.line("shortcut", "Shortcut", self.shortcut.trim().trim_start_matches('/'), 1, 30).to_lowercase();
        if shortcut.chars().any(|c| !(c.is_alphanumeric() || c == '-' || c == '_')) {
            check.fail("shortcut", "A shortcut is one word of letters, digits and hyphens, like late-parcel.");
        }
        let title = check.line("title", "Title", &self.title, 1, 80);
        let body = check.text("body", "Text", &self.body, 1, TEXT_MAX);
        check_placeholders(&mut check, "body", &body);
        let category = if self.category.trim().is_empty() { None } else { check.choice::<CategoryId>("category", "Category", &self.category) };
        check.finish()?;
        Ok(Checked { shortcut, title, body, category })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortcut_is_one_word_and_placeholders_are_known_ones() {
        let draft =
            CannedDraft { shortcut: " /Late-Parcel ".into(), title: "Late".into(), body: "Hello {{customer.first_name}}".into(), ..CannedDraft::default() };
        assert_eq!(draft.parse().unwrap().shortcut, "late-parcel");
        let error = CannedDraft { shortcut: "two words".into(), body: "{{customer.x}}".into(), title: String::new(), ..draft }.parse().unwrap_err();
        assert!(["shortcut", "title", "body"].iter().all(|field| error.of_field(field).is_some()), "{error}");
    }
}
