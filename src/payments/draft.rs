//! The forms that connect a business to its providers, read and bounded. A secret left empty stays as it is.

use super::model::{Keys, Terms, TillKind};
use crate::error::Result;
use crate::kernel::text::Check;
use serde::{Deserialize, Deserializer, Serialize};

/// What is typed to connect M-Pesa.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MpesaDraft {
    /// `paybill` or `till`.
    pub kind: String,
    /// The pay bill number, or the store number of a till.
    pub shortcode: String,
    /// The number of the till.
    pub till: String,
    /// The consumer key.
    pub consumer_key: String,
    /// The consumer secret.
    pub consumer_secret: String,
    /// The pass key.
    pub passkey: String,
    /// Who gives money back.
    pub initiator: String,
    /// Their password, encrypted.
    pub credential: String,
    /// Real money, not the sandbox.
    #[serde(deserialize_with = "ticked")]
    pub is_live: bool,
    /// Customers may pay this way.
    #[serde(deserialize_with = "ticked")]
    pub is_offered: bool,
}

/// What is typed to connect PayPal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaypalDraft {
    /// The client id.
    pub client_id: String,
    /// The secret.
    pub client_secret: String,
    /// The id of the webhook.
    pub webhook_id: String,
    /// Real money, not the sandbox.
    #[serde(deserialize_with = "ticked")]
    pub is_live: bool,
    /// Customers may pay this way.
    #[serde(deserialize_with = "ticked")]
    pub is_offered: bool,
}

/// What is typed to decide about unpaid orders and invoices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TermsDraft {
    /// After so many hours an unpaid order is cancelled; 0 is never.
    pub unpaid_hours: String,
    /// Lines of the address of the business.
    pub address: String,
    /// What its tax office calls it.
    pub tax_number: String,
}

impl TermsDraft {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self) -> Result<Terms> {
        let mut check = Check::new();
        let unpaid_hours = check.number("unpaid_hours", "Hours", &self.unpaid_hours, 0, 2000);
        let address = check.text("address", "Address", &self.address, 0, 400);
        let tax_number = check.line("tax_number", "Tax number", &self.tax_number, 0, 60);
        check.finish()?;
        Ok(Terms { unpaid_hours, address, tax_number })
    }
}

impl MpesaDraft {
    /// Reads the form; `before` are the keys there are.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self, before: &Keys) -> Result<Keys> {
        let mut check = Check::new();
        let kind = check.choice::<TillKind>("kind", "Kind of number", &self.kind).unwrap_or(TillKind::Paybill);
        let shortcode = digits(&mut check, "shortcode", "Business number", &self.shortcode);
        let till = if kind == TillKind::Till { digits(&mut check, "till", "Till number", &self.till) } else { String::new() };
        let id = word(&mut check, "consumer_key", "Consumer key", &self.consumer_key, 8, 200);
        let secret = secret(&mut check, "consumer_secret", "Consumer secret", &self.consumer_secret, &before.secret, 8);
        let passkey = self::secret(&mut check, "passkey", "Pass key", &self.passkey, &before.passkey, 8);
        let initiator = word(&mut check, "initiator", "Initiator", &self.initiator, 0, 60);
        let credential = if initiator.is_empty() {
            String::new()
        } else {
            self::secret(&mut check, "credential", "Security credential", &self.credential, &before.credential, 20)
        };
        check.finish()?;
        Ok(Keys { kind: kind.word().into(), shortcode, till, id, secret, passkey, initiator, credential, webhook: String::new() })
    }
}

impl PaypalDraft {
    /// Reads the form; `before` are the keys there are.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self, before: &Keys) -> Result<Keys> {
        let mut check = Check::new();
        let id = word(&mut check, "client_id", "Client id", &self.client_id, 8, 200);
        let secret = secret(&mut check, "client_secret", "Secret", &self.client_secret, &before.secret, 8);
        let webhook = word(&mut check, "webhook_id", "Webhook id", &self.webhook_id, 0, 60);
        check.finish()?;
        Ok(Keys { id, secret, webhook, ..Keys::default() })
    }
}

/// A box of a form: its word when it is ticked, nothing when it is not.
fn ticked<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<bool, D::Error> {
    String::deserialize(from).map(|word| word == "true")
}

fn digits(check: &mut Check, field: &str, label: &str, value: &str) -> String {
    let value = value.trim();
    if !(5..=10).contains(&value.len()) || !value.bytes().all(|b| b.is_ascii_digit()) {
        check.fail(field, format!("{label}: write five to ten digits, like 174379."));
    }
    value.to_owned()
}

/// What goes into headers and forms of a provider: no spaces, nothing that is not plain.
fn word(check: &mut Check, field: &str, label: &str, value: &str, min: usize, max: usize) -> String {
    let value = check.line(field, label, value, min, max);
    if !value.bytes().all(|b| b.is_ascii_graphic()) {
        check.fail(field, format!("{label}: copy it as the provider shows it, without spaces."));
    }
    value
}

fn secret(check: &mut Check, field: &str, label: &str, value: &str, before: &str, min: usize) -> String {
    match value.trim() {
        "" if !before.is_empty() => before.to_owned(),
        typed => word(check, field, label, typed, min, 2000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_said_at_once_and_a_secret_left_empty_stays() {
        let error = MpesaDraft::default().parse(&Keys::default()).unwrap_err();
        for field in ["kind", "shortcode", "consumer_key", "consumer_secret", "passkey"] {
            assert!(error.of_field(field).is_some(), "{field}");
        }
        let draft = MpesaDraft { kind: "till".into(), shortcode: "174379".into(), consumer_key: "key of a shop".into(), ..MpesaDraft::default() };
        let before = Keys { secret: "the old secret".into(), passkey: "the old pass key".into(), ..Keys::default() };
        let error = draft.parse(&before).unwrap_err();
        assert!(error.of_field("till").is_some() && error.of_field("consumer_key").is_some() && error.of_field("consumer_secret").is_none());
        let keys = MpesaDraft { till: "5551234".into(), consumer_key: "key-of-a-shop".into(), ..draft }.parse(&before).unwrap();
        assert_eq!((keys.secret.as_str(), keys.till.as_str()), ("the old secret", "5551234"));
        let error = PaypalDraft::default().parse(&Keys::default()).unwrap_err();
        assert!(error.of_field("client_id").is_some() && error.of_field("client_secret").is_some() && error.of_field("webhook_id").is_none());
    }
}
