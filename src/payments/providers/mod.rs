//! What Stoa wants of whoever moves money, and the three who do: by hand, M-Pesa, PayPal. Called by jobs only.

mod by_hand;
pub mod mpesa;
pub mod paypal;
mod tokens;

use super::model::{Account, Keys, Payment, Refund};
use crate::error::{Error, Result};
use crate::kernel::ids::BusinessId;
use crate::kernel::money::Money;
use crate::orders::model::Method;
use crate::platform::Services;
use std::pin::Pin;

pub use crate::platform::line::{Line, Refusal, said, text_of};

/// What the signatures in secret addresses are good for.
pub const PLACE: &str = "payment";

/// What a call of a provider leads to.
pub type Calling<'a, T> = Pin<Box<dyn Future<Output = std::result::Result<T, Refusal>> + Send + 'a>>;

/// Somebody is asked to pay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Started {
    /// What the provider calls the request.
    pub request: String,
    /// Where the payer agrees; empty where they do it elsewhere.
    pub link: String,
}

/// How a payment stands at its provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is decided.
    Open,
    /// The money is there. Without an amount it is what was asked for.
    Paid {
        /// What the provider calls the payment, when it says so.
        reference: Option<String>,
        /// How much, and in which currency.
        amount: Option<(Money, String)>,
    },
    /// It is on its way under this name, and that may take days. Nothing can be done but wait.
    Pending(String),
    /// It will not come.
    Lost(String),
}

/// How a refund stands at its provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returned {
    /// The provider has taken the request under this name and says later what came of it.
    Asked(String),
    /// It is given back, under this name.
    Done(String),
}

/// What a provider shows to the payer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The order's number: `ORD-000001`.
    pub number: String,
    /// The name of the business.
    pub business: String,
}

/// Whoever moves money for a business.
pub trait Provider: Send + Sync {
    /// Whether asking twice for the same is asking once. Where it is not, Stoa asks at most once.
    fn may_repeat(&self) -> bool;

    /// Asks somebody to pay.
    fn start<'a>(&'a self, payment: &'a Payment, about: &'a About) -> Calling<'a, Started>;

    /// Asks how a payment stands; with `collects` it is collected where that is a step of its own.
    fn ask<'a>(&'a self, payment: &'a Payment, collects: bool) -> Calling<'a, Standing>;

    /// Gives money of a payment back.
    fn refund<'a>(&'a self, payment: &'a Payment, refund: &'a Refund) -> Calling<'a, Returned>;

    /// Asks how a refund stands that the provider has taken.
    fn ask_refund<'a>(&'a self, refund: &'a Refund) -> Calling<'a, Returned>;

    /// Tries whether the provider knows the business. Says so in a sentence.
    fn test(&self) -> Calling<'_, String>;
}

/// The provider of a business, with its keys.
///
/// # Errors
/// `Conflict` when it is not set up or its keys cannot be read.
pub fn of(services: &Services, business: BusinessId, provider: Method, account: Option<&Account>) -> Result<Box<dyn Provider>> {
    if provider == Method::OnDelivery {
        return Ok(Box::new(by_hand::ByHand));
    }
    let account = account.ok_or_else(|| Error::Conflict(format!("{} is not set up.", provider.label())))?;
    let keys = open(services, business, account)?;
    Ok(match provider {
        Method::Mpesa => Box::new(mpesa::Mpesa::new(services, business, keys, account.is_live)),
        Method::Paypal | Method::OnDelivery => Box::new(paypal::Paypal::new(services, business, keys, account.is_live)),
    })
}

/// The keys of a connection.
///
/// # Errors
/// `Conflict` says that they cannot be read.
pub fn open(services: &Services, business: BusinessId, account: &Account) -> Result<Keys> {
    let json = services.vault().open(&place(business, account.provider), &account.sealed)?;
    serde_json::from_str(&json).map_err(|_| Error::Internal)
}

/// The keys of a connection, sealed.
///
/// # Errors
/// `Internal` when they are too long.
pub fn seal(services: &Services, business: BusinessId, provider: Method, keys: &Keys) -> Result<String> {
    services.vault().seal(&place(business, provider), &serde_json::to_string(keys).map_err(|_| Error::Internal)?)
}

fn place(business: BusinessId, provider: Method) -> String {
    format!("payment_account/{business}/{provider}")
}
