//! A form that was refused shows again what was typed and what is wrong with it.
//!
//! The server keeps both for a quarter of an hour and adds a random word to the address of the page; the page asks [`refused`].

use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use stoa::Error;

/// The parameter of the address under which a page finds what was refused.
pub const PARAMETER: &str = "refused";

/// What was typed, and why it was refused. Empty when the page was opened in any other way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// The path of the server function that refused.
    pub action: String,
    /// Why.
    pub error: Option<Error>,
    /// The text fields, without passwords and files.
    pub typed: HashMap<String, String>,
}

impl Refused {
    /// What was typed into a field.
    pub fn value(&self, field: &str) -> String {
        self.typed.get(field).cloned().unwrap_or_default()
    }

    /// What was typed into a field, or `otherwise` when the form was not refused.
    pub fn value_or(&self, field: &str, otherwise: &str) -> String {
        self.typed.get(field).map_or(otherwise, String::as_str).to_owned()
    }

    /// What is wrong with a field.
    pub fn error_of(&self, field: &str) -> Option<String> {
        self.error.as_ref()?.of_field(field).map(str::to_owned)
    }

    /// What is wrong apart from the named fields: the sentence above the form. Fields the form does not show are not lost this way.
    pub fn error_besides(&self, fields: &[&str]) -> Option<String> {
        match self.error.as_ref()? {
            Error::Invalid(all) => {
                let rest: Vec<&str> = all.iter().filter(|f| !fields.contains(&f.field.as_str())).map(|f| f.message.as_str()).collect();
                (!rest.is_empty()).then(|| rest.join(" "))
            }
            other => Some(other.to_string()),
        }
    }

    /// Only what this server function refused: for pages with several forms. `action` is how its path ends: `/change_password`.
    #[must_use]
    pub fn of(self, action: &str) -> Self {
        if self.action.ends_with(action) { self } else { Self::default() }
    }

    /// Only what was typed about this one: for pages with a form for each of several. `field` says which it is about.
    #[must_use]
    pub fn about(self, field: &str, which: impl std::fmt::Display) -> Self {
        if self.value(field) == which.to_string() { self } else { Self::default() }
    }
}

/// What was refused before this page was opened.
pub fn refused() -> Refused {
    use_context().unwrap_or_default()
}

/// Where a server function that reads its own body puts what was typed.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<Mutex<HashMap<String, String>>>);

impl Kept {
    /// What was put there.
    pub fn take(&self) -> HashMap<String, String> {
        std::mem::take(&mut *self.0.lock().expect("no panic while locked"))
    }
}

/// Keeps what was typed, in a server function whose form carries files: those of plain forms are kept without being asked.
pub fn keep(fields: impl IntoIterator<Item = (String, String)>) {
    if let Some(kept) = use_context::<Kept>() {
        kept.0.lock().expect("no panic while locked").extend(fields.into_iter().filter(|(name, _)| may_keep(name)));
    }
}

/// Passwords and codes are never kept.
pub fn may_keep(field: &str) -> bool {
    let field = field.to_lowercase();
    !["password", "secret", "token", "code", "passkey", "credential"].iter().any(|word| field.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::error::FieldError;

    #[test]
    fn a_page_finds_value_and_error_by_field_and_the_rest_above_the_form() {
        let fault = |field: &str| FieldError { field: field.into(), message: format!("{field} is missing.") };
        let refused = Refused {
            action: "/api/tickets/api/open_ticket".into(),
            error: Some(Error::Invalid(vec![fault("subject"), fault("form")])),
            typed: HashMap::from([("subject".into(), "Hello".into())]),
        };
        assert_eq!(refused.value("subject"), "Hello");
        assert_eq!(refused.value_or("priority", "medium"), "medium");
        assert_eq!(refused.error_of("subject").as_deref(), Some("subject is missing."));
        assert_eq!(refused.error_besides(&["subject"]).as_deref(), Some("form is missing."));
        assert_eq!(refused.clone().of("/rate_ticket"), Refused::default());
        assert_eq!(refused.clone().of("/open_ticket"), refused);
        assert_eq!(refused.clone().about("subject", "Bye"), Refused::default());
        assert_eq!(refused.clone().about("subject", "Hello"), refused);
    }

    #[test]
    fn passwords_are_never_kept() {
        assert!(may_keep("subject") && may_keep("email"));
        assert!(
            !may_keep("password")
                && !may_keep("passkey")
                && !may_keep("credential")
                && !may_keep("newPassword")
                && !may_keep("password_again")
                && !may_keep("reset_token")
        );
    }
}
