//! Guests: people who chat without a sign-in, and the form in which they say who they are.

use crate::error::Result;
use crate::kernel::ids::MemberId;
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What is typed into the contact form before the first message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestDraft {
    /// How they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their phone number, with or without a country code.
    pub phone: String,
    /// The country of the picker beside it: ISO code, like `KE`.
    #[serde(default)]
    pub country: String,
}

/// How a guest can be reached, as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// How they are called.
    pub name: String,
    /// Their e-mail address in lower case. Nobody has shown that it is theirs.
    pub email: String,
    /// Their phone number in E.164; empty when a host page vouches for them.
    pub phone: String,
}

impl GuestDraft {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` names each field: `name`, `email`, `phone`.
    pub fn parse(&self) -> Result<Contact> {
        let mut check = Check::new();
        let name = check.line("name", "Name", &self.name, 1, 80);
        let email = check.email("email", &self.email);
        let phone = check.phone("phone", &self.phone, &self.country);
        check.finish()?;
        Ok(Contact { name, email, phone })
    }
}

/// What staff knows of a guest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct GuestView {
    /// Who they are in the business.
    pub member_id: MemberId,
    /// How they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their phone number in E.164; may be empty.
    pub phone: String,
    /// Whether the host page vouches for name and address.
    pub is_vouched: bool,
    /// The network address; empty once it was forgotten.
    pub address: String,
    /// The browser, as it calls itself; empty once it was forgotten.
    pub user_agent: String,
    /// The site on which they began to chat.
    pub host: String,
    /// When they came first.
    pub created_at: Timestamp,
    /// When address and browser are forgotten.
    pub address_until: Timestamp,
    /// Since when they may not chat any more.
    pub blocked_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contact_form_is_read_or_says_what_is_wrong_by_field() {
        let good = GuestDraft { name: " Wanjiru ".into(), email: "Wanjiru@Example.com".into(), phone: "0700 000 482".into(), country: "KE".into() };
        let contact = good.parse().unwrap();
        assert_eq!((contact.name.as_str(), contact.email.as_str(), contact.phone.as_str()), ("Wanjiru", "wanjiru@example.com", "+254700000482"));
        let error = GuestDraft { phone: "12".into(), email: "x".into(), ..GuestDraft::default() }.parse().unwrap_err();
        for field in ["name", "email", "phone"] {
            assert!(error.of_field(field).is_some(), "{field}");
        }
    }
}
