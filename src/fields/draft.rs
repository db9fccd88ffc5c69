//! A field as typed into its form, and checked.

use super::model::{FilledBy, Kind, OPTIONS_MAX};
use crate::error::Result;
use crate::kernel::ids::CategoryId;
use crate::kernel::text::Check;

/// A field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldDraft {
    /// What forms and addresses call it; made of the label when empty.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What is expected in it.
    pub hint: String,
    /// The word of its kind.
    pub kind: String,
    /// One option a line.
    pub options: String,
    /// Whether it must be filled.
    pub is_required: bool,
    /// The word of who fills it.
    pub filled_by: String,
    /// Ids of categories.
    pub categories: Vec<String>,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What forms and addresses call it.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What is expected in it.
    pub hint: String,
    /// What may stand in it.
    pub kind: Kind,
    /// What a choice is made of.
    pub options: Vec<String>,
    /// Whether it must be filled.
    pub is_required: bool,
    /// Who fills it.
    pub filled_by: FilledBy,
    /// The categories it belongs to.
    pub categories: Vec<CategoryId>,
}

impl FieldDraft {
    /// All complaints at once.
    ///
    /// # Errors
    /// `Invalid` names the fields.
    pub fn parse(&self) -> Result<Checked> {
        let mut check = Check::new();
        let label = check.line("label", "Label", &self.label, 1, 60);
        let key = key_of(if self.key.trim().is_empty() { &label } else { &self.key });
        if key.is_empty() && !label.is_empty() {
            check.fail("key", "Write a name of letters and digits, like order_number.");
        }
        let hint = check.line("hint", "Hint", &self.hint, 0, 200);
        let kind = check.choice::<Kind>("kind", "Kind", &self.kind);
        let filled_by = check.choice::<FilledBy>("filled_by", "Who fills it", &self.filled_by);
        let mut options: Vec<String> = Vec::new();
        if kind == Some(Kind::Choice) {
            for line in self.options.lines() {
                let option = check.line("options", "Option", line, 0, 80);
                if !option.is_empty() && !options.iter().any(|known| known.to_lowercase() == option.to_lowercase()) {
                    options.push(option);
                }
            }
            if options.len() < 2 {
                check.fail("options", "Write at least two options, one on each line.");
            } else if options.len() > OPTIONS_MAX {
                check.fail("options", format!("{OPTIONS_MAX} options are the most."));
            }
        }
        let given = self.categories.iter().filter(|id| !id.trim().is_empty());
        let categories = given.filter_map(|id| check.choice::<CategoryId>("categories", "Categories", id)).collect();
        check.finish()?;
        let (kind, filled_by) = (kind.unwrap_or(Kind::Text), filled_by.unwrap_or(FilledBy::Staff));
        Ok(Checked { key, label, hint, kind, options, is_required: self.is_required, filled_by, categories })
    }
}

/// A name for forms and addresses: `Order number` is `order_number`.
pub fn key_of(text: &str) -> String {
    let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let joined: String = text.trim().chars().map(word).collect();
    let parts: Vec<&str> = joined.split('_').filter(|part| !part.is_empty()).collect();
    parts.join("_").chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> FieldDraft {
        FieldDraft { label: "Order number".into(), kind: "text".into(), filled_by: "customer".into(), ..FieldDraft::default() }
    }

    #[test]
    fn a_key_is_made_of_the_label() {
        assert_eq!(draft().parse().unwrap().key, "order_number");
        assert_eq!(FieldDraft { key: " Größe/2 ".into(), ..draft() }.parse().unwrap().key, "gr_e_2");
        let error = FieldDraft { label: "Größe".into(), key: "ß".into(), ..draft() }.parse().unwrap_err();
        assert!(error.of_field("key").is_some());
    }

    #[test]
    fn a_choice_has_two_options_or_more() {
        let choice = |options: &str| FieldDraft { kind: "choice".into(), options: options.into(), ..draft() }.parse();
        assert_eq!(choice("Small\nsmall\n\nLarge").unwrap().options, ["Small", "Large"]);
        assert!(choice("Small\nsmall").unwrap_err().of_field("options").is_some());
        assert!(FieldDraft { options: "kept away".into(), ..draft() }.parse().unwrap().options.is_empty());
    }
}
