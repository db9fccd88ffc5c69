//! The checkout form, read and bounded.

use super::model::Method;
use crate::error::{Error, Result};
use crate::kernel::money::Money;
use crate::kernel::text::Check;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is typed at the checkout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutDraft {
    /// The form's own id: sending the form twice orders once. UUID.
    pub client_id: String,
    /// To whom it goes.
    pub name: String,
    /// Where mails about it go.
    pub email: String,
    /// How to reach them.
    pub phone: String,
    /// The country of the picker beside the phone number.
    #[serde(default)]
    pub country: String,
    /// Where it goes.
    pub address: String,
    /// What the buyer writes about it.
    #[serde(default)]
    pub note: String,
    /// How it is paid.
    pub method: String,
    /// What the page said it costs, in the smallest unit: nobody pays more than they were shown.
    pub total: String,
}

/// A checkout that may be tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkout {
    /// The form's own id.
    pub client_id: Uuid,
    /// To whom it goes.
    pub name: String,
    /// Where mails about it go.
    pub email: String,
    /// In E.164.
    pub phone: String,
    /// Where it goes.
    pub address: String,
    /// What the buyer writes about it.
    pub note: String,
    /// How it is paid.
    pub method: Method,
    /// What the page said it costs.
    pub total: Money,
}

impl CheckoutDraft {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self) -> Result<Checkout> {
        let mut check = Check::new();
        let client_id = self.client_id.parse::<Uuid>().ok();
        let total = self.total.trim().parse::<i64>().ok();
        if client_id.is_none() || total.is_none() {
            check.fail("client_id", "The form is incomplete. Reload the page and send it again.");
        }
        let name = check.line("name", "Name", &self.name, 2, 80);
        let email = check.email("email", &self.email);
        let phone = check.phone("phone", &self.phone, &self.country);
        let address = check.text("address", "Address", &self.address, 5, 400);
        let note = check.text("note", "Note", &self.note, 0, 500);
        let method = check.choice::<Method>("method", "Payment", &self.method);
        check.finish()?;
        let (Some(client_id), Some(method), Some(total)) = (client_id, method, total) else { return Err(Error::Internal) };
        Ok(Checkout { client_id, name, email, phone, address, note, method, total: Money(total) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_the_checkout_is_said_at_once() {
        let error = CheckoutDraft::default().parse().unwrap_err();
        for field in ["client_id", "name", "email", "phone", "address", "method"] {
            assert!(error.of_field(field).is_some(), "{field}");
        }
    }
}
