//! What a server function answers when it refuses: a [`stoa::Error`] that travels as JSON.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use stoa::Error;

/// The error of every server function and page. `?` turns a [`stoa::Error`] into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppError(pub Error);

/// What a server function returns.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<AppError> for Error {
    fn from(error: AppError) -> Self {
        error.0
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(fault: ServerFnErrorErr) -> Self {
        Self(match fault {
            // What arrived at the server is not what the form sends: the reader's library names the field in its message.
            ServerFnErrorErr::Args(why) | ServerFnErrorErr::Deserialization(why) => unreadable(&why),
            ServerFnErrorErr::MissingArg(field) => Error::field(&field, format!("“{field}” is missing.")),
            // The browser never reached the server.
            ServerFnErrorErr::Request(_) => Error::Conflict("Stoa could not be reached. Check your connection and try again.".into()),
            _ => Error::Internal,
        })
    }
}

/// What is named when it is not known which field of a form is wrong.
const FORM: &str = "form";

/// Names the field in a message like “missing field `subject`”, where there is one.
fn unreadable(why: &str) -> Error {
    match why.split('`').nth(1) {
        Some(field) if why.contains("missing field") => Error::field(field, format!("“{field}” is missing.")),
        Some(value) if why.contains("unknown variant") => Error::field(FORM, format!("“{value}” is none of the choices. Choose one of them.")),
        _ => Error::field(FORM, "The form could not be read. Reload the page and send it again."),
    }
}

impl AppError {
    /// The same error under the name of the field, where the value it complains of stands in one field of the form only.
    #[must_use]
    pub fn of_form<'a>(self, form: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let Some(complaint) = self.0.of_field(FORM) else { return self };
        let Some(value) = complaint.strip_prefix('“').and_then(|c| c.rsplit_once("” is none")).map(|(value, _)| value) else { return self };
        let mut holders = form.filter(|(_, v)| *v == value);
        match (holders.next(), holders.next()) {
            (Some((field, _)), None) => Self(Error::field(field, complaint)),
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_survive_the_way_to_the_browser() {
        for error in [Error::NotFound, Error::field("subject", "Subject is missing."), Error::TooMany(7), Error::Conflict("Grace took it.".into())] {
            assert_eq!(AppError::de(AppError(error.clone()).ser()).0, error);
        }
    }

    #[test]
    fn a_choice_that_is_none_is_named_by_its_field() {
        let error = AppError::from_server_fn_error(ServerFnErrorErr::Args("unknown variant `vip`, expected one of `low`, `high`".into()));
        let of_form = |form: &[(&'static str, &'static str)]| error.clone().of_form(form.iter().copied()).0;
        let words = "“vip” is none of the choices. Choose one of them.";
        assert_eq!(of_form(&[("role", "agent"), ("priority", "vip")]).of_field("priority"), Some(words));
        assert_eq!(of_form(&[("name", "vip"), ("priority", "vip")]).of_field("form"), Some(words), "it could be either");
        let other = AppError(Error::field("form", "The form could not be read."));
        assert_eq!(other.clone().of_form([("a", "b")].into_iter()), other);
    }

    #[test]
    fn a_form_without_a_field_is_told_which() {
        let error = AppError::from_server_fn_error(ServerFnErrorErr::Args("missing field `subject`".into())).0;
        assert_eq!(error.of_field("subject"), Some("“subject” is missing."));
        assert_eq!(AppError::from_server_fn_error(ServerFnErrorErr::Args("invalid digit".into())).0.status(), 422);
    }
}
