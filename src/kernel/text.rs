//! Text people type: trimmed, bounded, refused with control characters; and the words for what is wrong with it.

use crate::error::{Error, FieldError};

/// The header with the name that another program gives to what it sends.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Collects what is wrong with a form, field by field, so that all of it is said at once.
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// Starts with nothing wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a complaint about `field`.
    pub fn fail(&mut self, field: &str, message: impl Into<String>) {
        self.errors.push(FieldError { field: field.to_owned(), message: message.into() });
    }

    /// One line of text of `min..=max` characters, trimmed. `label` starts the sentence: “Subject”.
    pub fn line(&mut self, field: &str, label: &str, value: &str, min: usize, max: usize) -> String {
        self.checked(field, label, value, false, min, max)
    }

    /// Text of several lines, `min..=max` characters, trimmed, line ends normalised.
    pub fn text(&mut self, field: &str, label: &str, value: &str, min: usize, max: usize) -> String {
        self.checked(field, label, &value.replace("\r\n", "\n").replace('\r', "\n"), true, min, max)
    }

    /// An e-mail address in lower case.
    pub fn email(&mut self, field: &str, value: &str) -> String {
        let cleaned = clean(value, false).to_lowercase();
        if value.contains(is_unseen) || !is_email(&cleaned) {
            self.fail(field, "Write an e-mail address like name@example.com.");
        }
        cleaned
    }

    /// A phone number in E.164; `country` counts where the number has no code of its own.
    pub fn phone(&mut self, field: &str, value: &str, country: &str) -> String {
        super::phone::parse(value, country).unwrap_or_else(|why| {
            self.fail(field, why);
            String::new()
        })
    }

    /// A value of a closed set, by its word.
    pub fn choice<T: std::str::FromStr>(&mut self, field: &str, label: &str, value: &str) -> Option<T> {
        let parsed = value.trim().parse().ok();
        if parsed.is_none() {
            self.fail(field, format!("{label}: choose one of the options."));
        }
        parsed
    }

    /// A whole number of `min..=max`, as typed; `label` starts the sentence. 0 when it is none.
    pub fn number(&mut self, field: &str, label: &str, value: &str, min: i64, max: i64) -> i64 {
        let parsed = value.trim().parse().ok().filter(|n| (min..=max).contains(n));
        if parsed.is_none() {
            self.fail(field, format!("{label}: write a whole number from {min} to {max}."));
        }
        parsed.unwrap_or_default()
    }

    /// Another form that is part of this one: its complaints become ours, and it is `None`.
    ///
    /// # Errors
    /// What is no complaint about a field.
    pub fn part<T>(&mut self, parsed: Result<T, Error>) -> Result<Option<T>, Error> {
        match parsed {
            Ok(part) => Ok(Some(part)),
            Err(Error::Invalid(fields)) => {
                self.errors.extend(fields);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// The name that another program gives to what it sends, so that sending it again does nothing twice.
    pub fn idempotency_key(&mut self, key: &str) {
        if key.is_empty() || key.len() > 200 || key.chars().any(char::is_control) {
            self.fail(IDEMPOTENCY_KEY, "Send a header Idempotency-Key of 1 to 200 characters, a new one for each.");
        }
    }

    fn checked(&mut self, field: &str, label: &str, value: &str, lines: bool, min: usize, max: usize) -> String {
        let cleaned = clean(value, lines);
        if value.contains(is_unseen) {
            self.fail(field, format!("{label} has control characters, which nobody can see. Write it again without them."));
        } else {
            self.length(field, label, &cleaned, min, max);
        }
        cleaned
    }

    fn length(&mut self, field: &str, label: &str, value: &str, min: usize, max: usize) {
        let n = value.chars().count();
        if n == 0 && min > 0 {
            self.fail(field, format!("{label} is missing."));
        } else if n < min {
            self.fail(field, format!("{label} needs at least {min} characters."));
        } else if n > max {
            self.fail(field, format!("{label} has {n} characters; {max} is the most."));
        }
    }

    /// `Ok` when nothing failed.
    pub fn finish(self) -> Result<(), Error> {
        if self.errors.is_empty() { Ok(()) } else { Err(Error::Invalid(self.errors)) }
    }
}

/// Control characters that no keyboard writes. Marks of direction and joiners are none: languages need them.
fn is_unseen(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Drops control characters (keeping line ends and tabs where allowed), direction overrides that can disguise text, and outer space.
fn clean(value: &str, lines: bool) -> String {
    let keep = |c: &char| match c {
        '\n' | '\t' => lines,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => false,
        c => !c.is_control(),
    };
    value.chars().filter(keep).collect::<String>().trim().to_owned()
}

fn is_email(value: &str) -> bool {
    let Some((local, domain)) = value.rsplit_once('@') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let label =
        |l: &str| !l.is_empty() && l.len() <= 63 && !l.starts_with('-') && !l.ends_with('-') && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (1..=64).contains(&local.len())
        && local.chars().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(label)
}

/// The first `max` characters on one line, with an ellipsis when cut: for previews.
pub fn preview(text: &str, max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= max { line } else { line.chars().take(max - 1).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_form_is_said_at_once() {
        let mut check = Check::new();
        check.line("subject", "Subject", "  ", 1, 10);
        check.email("email", "nobody@nowhere");
        let Err(Error::Invalid(errors)) = check.finish() else { panic!("must fail") };
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["subject", "email"]);
    }

    #[test]
    fn direction_overrides_are_dropped_but_scripts_emoji_marks_and_joiners_stay() {
        let mut check = Check::new();
        assert_eq!(check.line("s", "S", " ab\u{202E}c\n 🎉 שלום\u{200F} می\u{200C}خواهم ", 1, 50), "abc 🎉 שלום\u{200F} می\u{200C}خواهم");
        assert_eq!(check.text("s", "S", "a\r\n\tb", 1, 50), "a\n\tb");
        assert!(check.finish().is_ok());
    }

    #[test]
    fn control_characters_are_refused_by_the_name_of_their_field() {
        let mut check = Check::new();
        check.line("subject", "Subject", "a\u{0}b", 1, 50);
        check.text("body", "Message", "a\u{1b}[2J", 1, 50);
        check.email("email", "a\u{7f}@b.co");
        let error = check.finish().unwrap_err();
        assert!(error.of_field("subject").is_some_and(|why| why.starts_with("Subject has control characters")), "{error}");
        assert!(error.of_field("body").is_some() && error.of_field("email").is_some(), "{error}");
    }

    #[test]
    fn addresses_are_checked_by_shape() {
        for good in ["a@b.co", "first.last+tag@sub.example.org"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a@b", "@b.co", "a b@c.de", "a@-b.co", "a..b@c.de", "a@b..c"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
