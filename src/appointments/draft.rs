//! What is typed about offerings and by who books, read and bounded.

use crate::catalog::draft::check_money;
use crate::error::Result;
use crate::kernel::ids::MemberId;
use crate::kernel::money::Money;
use crate::kernel::text::Check;
use crate::kernel::time::{minutes_words, parse_minutes};
use serde::{Deserialize, Serialize};

/// The longest appointment, in minutes.
pub const DURATION_MAX: i64 = 720;
/// The longest time around one.
pub const BUFFER_MAX: i64 = 240;
/// The longest notice: sixty days.
pub const NOTICE_MAX: i64 = 60 * 1440;
/// The farthest ahead, in days.
pub const HORIZON_MAX: i64 = 365;

/// What is typed about something that can be booked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferingDraft {
    /// What it is called.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// Minutes.
    pub duration: String,
    /// Minutes.
    #[serde(default)]
    pub before: String,
    /// Minutes.
    #[serde(default)]
    pub after: String,
    /// Minutes.
    #[serde(default)]
    pub step: String,
    /// Like `2 h`.
    #[serde(default)]
    pub lead: String,
    /// Days.
    #[serde(default)]
    pub horizon: String,
    /// Like `1 d`.
    #[serde(default)]
    pub change: String,
    /// An amount; empty for nothing.
    #[serde(default)]
    pub price: String,
    /// Whether customers can book it; ticked, and so no text like the rest of the form.
    #[serde(skip)]
    pub is_offered: bool,
    /// Who does it; ticked as well.
    #[serde(skip)]
    pub staff: Vec<MemberId>,
}

/// An offering as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedOffering {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub description: String,
    /// How long it takes.
    pub duration: i64,
    /// How long its staff is busy before.
    pub before: i64,
    /// And after.
    pub after: i64,
    /// Times to begin are so far apart.
    pub step: i64,
    /// How long ahead it has to be booked.
    pub lead: i64,
    /// How far ahead it can be.
    pub horizon: i64,
    /// Until how long before it customers may change it.
    pub change: i64,
    /// What it costs.
    pub price: Money,
    /// Whether customers can book it.
    pub is_offered: bool,
}

impl OfferingDraft {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self, currency: &str) -> Result<CheckedOffering> {
        let mut check = Check::new();
        let name = check.line("name", "Name", &self.name, 2, 80);
        let description = check.text("description", "Description", &self.description, 0, 1000);
        let duration = fives(&mut check, "duration", "Duration", &self.duration, 0, 5, DURATION_MAX);
        let checked = CheckedOffering {
            name,
            description,
            duration,
            before: fives(&mut check, "before", "Time before", &self.before, 0, 0, BUFFER_MAX),
            after: fives(&mut check, "after", "Time after", &self.after, 0, 0, BUFFER_MAX),
            step: fives(&mut check, "step", "Begins every", &self.step, 30, 5, DURATION_MAX),
            lead: notice(&mut check, "lead", "To be booked ahead", &self.lead, 0),
            horizon: if self.horizon.trim().is_empty() { 60 } else { check.number("horizon", "Days ahead", &self.horizon, 1, HORIZON_MAX) },
            change: notice(&mut check, "change", "To be changed until", &self.change, 1440),
            price: if self.price.trim().is_empty() { Money::ZERO } else { check_money(&mut check, "price", &self.price, currency) },
            is_offered: self.is_offered,
        };
        check.finish()?;
        Ok(checked)
    }
}

fn fives(check: &mut Check, field: &str, label: &str, typed: &str, otherwise: i64, min: i64, max: i64) -> i64 {
    if typed.trim().is_empty() && otherwise >= min {
        return otherwise;
    }
    let minutes = check.number(field, label, typed, min, max);
    if minutes % 5 != 0 {
        check.fail(field, format!("{label}: write a multiple of five minutes, like {}.", (minutes / 5 + 1) * 5));
    }
    minutes
}

fn notice(check: &mut Check, field: &str, label: &str, typed: &str, otherwise: i64) -> i64 {
    match typed.trim() {
        "" => otherwise,
        "0" => 0,
        text => parse_minutes(text).filter(|m| *m <= NOTICE_MAX).unwrap_or_else(|| {
            check.fail(field, format!("{label}: write a length of time, like 2 h or 1 d, {} at most.", minutes_words(NOTICE_MAX)));
            0
        }),
    }
}

/// What is typed by who books.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactDraft {
    /// Who comes.
    pub name: String,
    /// Where mails about it go.
    pub email: String,
    /// How to reach them; may be empty.
    #[serde(default)]
    pub phone: String,
    /// The country of the picker beside the phone number.
    #[serde(default)]
    pub country: String,
    /// What they write about it.
    #[serde(default)]
    pub note: String,
}

/// Somebody who comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Who comes.
    pub name: String,
    /// Where mails about it go.
    pub email: String,
    /// In E.164; may be empty.
    pub phone: String,
    /// What they write about it.
    pub note: String,
}

impl ContactDraft {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self) -> Result<Contact> {
        let mut check = Check::new();
        let name = check.line("name", "Name", &self.name, 2, 80);
        let email = check.email("email", &self.email);
        let phone = if self.phone.trim().is_empty() { String::new() } else { check.phone("phone", &self.phone, &self.country) };
        let note = check.text("note", "Note", &self.note, 0, 500);
        check.finish()?;
        Ok(Contact { name, email, phone, note })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_an_offering_is_said_at_once_and_empty_fields_have_good_values() {
        let wrong = OfferingDraft {
            duration: "7".into(),
            before: "x".into(),
            lead: "soon".into(),
            horizon: "0".into(),
            price: "a lot".into(),
            ..OfferingDraft::default()
        };
        let error = wrong.parse("KES").unwrap_err();
        for field in ["name", "duration", "before", "lead", "horizon", "price"] {
            assert!(error.of_field(field).is_some(), "{field}");
        }
        let plain = OfferingDraft { name: "Cut".into(), duration: "45".into(), ..OfferingDraft::default() }.parse("KES").unwrap();
        assert_eq!((plain.step, plain.lead, plain.horizon, plain.change, plain.price), (30, 0, 60, 1440, Money::ZERO));
    }

    #[test]
    fn a_phone_number_is_left_out_or_right() {
        let typed = ContactDraft { name: "Wanjiru".into(), email: "w@example.com".into(), ..ContactDraft::default() };
        assert_eq!(typed.parse().unwrap().phone, "");
        let wrong = ContactDraft { phone: "12".into(), country: "KE".into(), email: "w".into(), ..typed }.parse().unwrap_err();
        assert!(wrong.of_field("phone").is_some() && wrong.of_field("email").is_some());
    }
}
