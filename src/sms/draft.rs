//! The form that connects a business to Twilio, read and bounded. A token left empty stays as it is.

use super::model::{Keys, Occasion};
use super::rules::MOST_A_DAY;
use crate::error::Result;
use crate::kernel::phone;
use crate::kernel::text::Check;
use serde::{Deserialize, Deserializer, Serialize};

/// What is typed to send SMS.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SmsDraft {
    /// The account SID.
    pub account_sid: String,
    /// The auth token.
    pub auth_token: String,
    /// A number with its country code, or the SID of a messaging service.
    pub sender: String,
    /// How many in a day at most; empty for the usual number.
    pub most_a_day: String,
    /// Customers get SMS.
    #[serde(deserialize_with = "ticked")]
    pub is_on: bool,
    /// They are told of a booking,
    #[serde(deserialize_with = "ticked")]
    pub booked: bool,
    /// of a move,
    #[serde(deserialize_with = "ticked")]
    pub moved: bool,
    /// of a cancellation,
    #[serde(deserialize_with = "ticked")]
    pub cancelled: bool,
    /// before an appointment,
    #[serde(deserialize_with = "ticked")]
    pub reminder: bool,
    /// of an order,
    #[serde(deserialize_with = "ticked")]
    pub ordered: bool,
    /// of a payment.
    #[serde(deserialize_with = "ticked")]
    pub paid: bool,
}

/// A setting as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What Twilio knows the business by.
    pub keys: Keys,
    /// Customers get SMS.
    pub is_on: bool,
    /// What they are told.
    pub occasions: Vec<Occasion>,
    /// How many in a day at most.
    pub most_a_day: i64,
}

impl SmsDraft {
    /// Reads the form; `before` are the keys there are.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self, before: &Keys) -> Result<Checked> {
        let mut check = Check::new();
        let account = self.account_sid.trim().to_owned();
        if !is_sid(&account, "AC") {
            check.fail("account_sid", "Account SID: copy it from console.twilio.com. It begins with AC and has 34 characters.");
        }
        let token = match self.auth_token.trim() {
            "" if !before.token.is_empty() => before.token.clone(),
            typed => typed.to_owned(),
        };
        if !(16..=100).contains(&token.len()) || !token.bytes().all(|b| b.is_ascii_alphanumeric()) {
            check.fail("auth_token", "Auth token: copy it from console.twilio.com, without spaces.");
        }
        let sender = sender(&mut check, self.sender.trim());
        let most_a_day =
            if self.most_a_day.trim().is_empty() { MOST_A_DAY } else { check.number("most_a_day", "Most SMS in a day", &self.most_a_day, 1, 100_000) };
        check.finish()?;
        let occasions = Occasion::CHOSEN.into_iter().filter(|o| self.tells_of(*o)).collect();
        Ok(Checked { keys: Keys { account, token, sender }, is_on: self.is_on, occasions, most_a_day })
    }

    const fn tells_of(&self, occasion: Occasion) -> bool {
        match occasion {
            Occasion::Booked => self.booked,
            Occasion::Moved => self.moved,
            Occasion::Cancelled => self.cancelled,
            Occasion::Reminder => self.reminder,
            Occasion::Ordered => self.ordered,
            Occasion::Paid => self.paid,
            Occasion::Test => false,
        }
    }
}

/// A box of a form: its word when it is ticked, nothing when it is not.
fn ticked<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<bool, D::Error> {
    String::deserialize(from).map(|word| word == "true")
}

fn is_sid(text: &str, kind: &str) -> bool {
    text.strip_prefix(kind).is_some_and(|rest| rest.len() == 32 && rest.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// A number in E.164, or the SID of a messaging service.
fn sender(check: &mut Check, typed: &str) -> String {
    if is_sid(typed, "MG") {
        return typed.to_owned();
    }
    match phone::parse(typed, "") {
        Ok(number) => number,
        Err(_) => {
            let how = "Sender: write one of your Twilio numbers with its country code, like +254 700 000 482, or the SID of a messaging service, which begins with MG.";
            check.fail("sender", how);
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> SmsDraft {
        SmsDraft { account_sid: format!("AC{}", "0f".repeat(16)), auth_token: "ab".repeat(16), sender: "+254 700 000 999".into(), ..SmsDraft::default() }
    }

    #[test]
    fn every_fault_is_said_at_once_and_a_token_left_empty_stays() {
        let error = SmsDraft { most_a_day: "many".into(), ..SmsDraft::default() }.parse(&Keys::default()).unwrap_err();
        for field in ["account_sid", "auth_token", "sender", "most_a_day"] {
            assert!(error.of_field(field).is_some(), "{field}");
        }
        let before = Keys { token: "cd".repeat(16), ..Keys::default() };
        let checked = SmsDraft { auth_token: String::new(), reminder: true, ..draft() }.parse(&before).unwrap();
        assert_eq!((checked.keys.token, checked.most_a_day, checked.occasions), (before.token, MOST_A_DAY, vec![Occasion::Reminder]));
    }

    #[test]
    fn a_sender_is_a_number_in_e164_or_a_messaging_service() {
        let sender = |typed: &str| SmsDraft { sender: typed.into(), ..draft() }.parse(&Keys::default()).map(|c| c.keys.sender);
        assert_eq!(sender("+254 (0) 700 000 999").as_deref(), Ok("+254700000999"));
        let service = format!("MG{}", "9a".repeat(16));
        assert_eq!(sender(&service), Ok(service));
        for wrong in ["0700 000 999", "Kiln", "MG123", ""] {
            assert!(sender(wrong).unwrap_err().of_field("sender").is_some(), "{wrong}");
        }
    }
}
