//! A template as typed into its form, and checked.

use super::model::Values;
use crate::conversations::model::BODY_MAX;
use crate::error::Result;
use crate::fields::model::Field;
use crate::fields::rules as fields;
use crate::kernel::ids::CategoryId;
use crate::kernel::text::Check;
use crate::tags::rules as tags;
use crate::tickets::model::Priority;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateDraft {
    /// What it is called.
    pub name: String,
    /// The ticket's subject.
    pub subject: String,
    /// Its description.
    pub body: String,
    /// The id of a category, or empty.
    pub category: String,
    /// The word of a priority.
    pub priority: String,
    /// Tags with commas between.
    pub tags: String,
    /// Keys of fields, and what was typed into them.
    pub fields: Vec<(String, String)>,
    /// Whether customers may begin with it.
    pub is_public: bool,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is called.
    pub name: String,
    /// The ticket's subject.
    pub subject: String,
    /// Its description.
    pub body: String,
    /// What it is about.
    pub category: Option<CategoryId>,
    /// How urgent it is.
    pub priority: Priority,
    /// Its tags.
    pub tags: Vec<String>,
    /// What stands in its fields.
    pub values: Values,
    /// Whether customers may begin with it.
    pub is_public: bool,
}

impl TemplateDraft {
    /// All complaints at once.
    ///
    /// # Errors
    /// `Invalid` names the fields.
    pub fn parse(&self, known: &[Field]) -> Result<Checked> {
        let mut check = Check::new();
        let name = check.line("name", "Name", &self.name, 1, 60);
        let subject = check.line("subject", "Subject", &self.subject, 0, 120);
        let body = check.text("body", "Description", &self.body, 0, BODY_MAX);
        let category = if self.category.trim().is_empty() { None } else { check.choice::<CategoryId>("category", "Category", &self.category) };
        let priority = check.choice::<Priority>("priority", "Priority", &self.priority);
        let tags = tags::parse_list(&mut check, "tags", &self.tags);
        let typed = self.fields.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let entries = fields::entries(&mut check, known, typed);
        check.finish()?;
        let values = Values(entries.into_iter().filter_map(|(id, value)| Some((id, value?))).collect());
        Ok(Checked { name, subject, body, category, priority: priority.unwrap_or(Priority::Medium), tags, values, is_public: self.is_public })
    }
}
