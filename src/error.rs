//! What went wrong, in words that are safe to show to anybody.

use serde::{Deserialize, Serialize};

/// The result of anything people do.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// One field of a form and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the field as the form sends it.
    pub field: String,
    /// A sentence that says what to write instead.
    pub message: String,
}

/// Everything that can go wrong, without any inner detail: safe in a page, an address bar and a socket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum Error {
    /// It does not exist, or not for this person: the two are never told apart.
    NotFound,
    /// What was sent cannot be used; each field says why.
    Invalid(Vec<FieldError>),
    /// The person is known but may not do this; the sentence says who may or what to do first.
    Denied(String),
    /// Somebody else was faster or the state does not allow it; the sentence says what holds now.
    Conflict(String),
    /// Too many tries; wait this many seconds.
    TooMany(u64),
    /// Our fault. The log knows more.
    Internal,
}

impl Error {
    /// One field is wrong.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { field: field.to_owned(), message: message.into() }])
    }

    /// The same, about a field that the form calls otherwise.
    #[must_use]
    pub fn renamed(mut self, from: &str, to: &str) -> Self {
        if let Self::Invalid(fields) = &mut self {
            fields.iter_mut().filter(|f| f.field == from).for_each(|f| to.clone_into(&mut f.field));
        }
        self
    }

    /// Nobody is signed in.
    pub fn sign_in_first() -> Self {
        Self::Denied("Sign in first.".into())
    }

    /// There is no business yet.
    pub fn set_up_first() -> Self {
        Self::Denied("Set up Stoa first: open /setup.".into())
    }

    /// The HTTP status that goes with it.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Invalid(_) => 422,
            Self::Denied(_) => 403,
            Self::Conflict(_) => 409,
            Self::TooMany(_) => 429,
            Self::Internal => 500,
        }
    }

    /// The message for one field of a form, when it is that field's.
    pub fn of_field(&self, name: &str) -> Option<&str> {
        match self {
            Self::Invalid(fields) => fields.iter().find(|f| f.field == name).map(|f| f.message.as_str()),
            _ => None,
        }
    }
}

/// An error, and the field of what another program sent that it is about: a conflict names none of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What went wrong.
    pub error: Error,
    /// As the program calls it.
    pub field: Option<String>,
}

impl Fault {
    /// About this field.
    pub fn at(field: impl Into<String>, error: Error) -> Self {
        Self { error, field: Some(field.into()) }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self { error, field: None }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("This does not exist, or you may not see it."),
            Self::Invalid(fields) => f.write_str(&fields.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join(" ")),
            Self::Denied(why) | Self::Conflict(why) => f.write_str(why),
            Self::TooMany(1) => f.write_str("Too many tries. Wait one second and try again."),
            Self::TooMany(s) => write!(f, "Too many tries. Wait {s} seconds and try again."),
            Self::Internal => f.write_str("Something went wrong on our side. It has been noted; please try again."),
        }
    }
}

impl std::error::Error for Error {}
