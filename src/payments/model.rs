//! Payments, refunds, and how a business is connected to providers. A provider is named by the way to pay that leads to it.

pub use super::reckoned::{Doubt, Mismatch, OpenRefund, Reckoning, Undecided};
use crate::choice;
use crate::kernel::ids::{BusinessId, OrderId, PaymentId, RefundId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::orders::model::Method;
use serde::{Deserialize, Serialize};

choice! {
    /// How far a payment has come.
    pub enum PaymentState {
        /// Somebody is asked to pay.
        Initiated = "initiated" "Waiting",
        /// The money is there.
        Completed = "completed" "Received",
        /// It did not come this time.
        Failed = "failed" "Did not work",
    }
}

choice! {
    /// How far a refund has come.
    pub enum RefundState {
        /// The provider is asked to give it back.
        Asked = "asked" "On its way back",
        /// It is given back.
        Completed = "completed" "Given back",
        /// The provider did not give it back.
        Failed = "failed" "Not given back",
    }
}

choice! {
    /// What came of the test button.
    pub enum Checked {
        /// Nobody has pressed it since the keys changed.
        Never = "never" "Not tested",
        /// It is being tried.
        Waiting = "waiting" "Being tested",
        /// The provider knows the keys.
        Fine = "fine" "Works",
        /// It does not, or does not answer.
        Failed = "failed" "Does not work",
    }
}

choice! {
    /// What kind of M-Pesa number a business has.
    pub enum TillKind {
        /// A pay bill number.
        Paybill = "paybill" "Pay bill",
        /// A till for goods.
        Till = "till" "Buy goods (till)",
    }
}

/// Money that came in for an order, or was to come in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// For what.
    pub order_id: OrderId,
    /// Through whom.
    pub provider: Method,
    /// How far it has come.
    pub state: PaymentState,
    /// How much.
    pub amount: Money,
    /// ISO 4217 code.
    pub currency: String,
    /// The phone that is asked; empty where none is.
    pub payer: String,
    /// What the provider calls the request.
    pub request: Option<String>,
    /// What the provider calls the payment.
    pub reference: Option<String>,
    /// Where the payer agrees; empty where they do it elsewhere.
    pub link: String,
    /// A [`Claim`] as JSON; empty when nobody has called.
    pub claim: String,
    /// Why it failed, in a sentence.
    pub failure: String,
    /// What does not fit, in a sentence.
    pub doubt: String,
    /// When somebody looked into that.
    pub cleared_at: Option<Timestamp>,
    /// Who did.
    pub cleared_by: Option<String>,
    /// What they found.
    pub finding: String,
    /// Since when the provider may know of it.
    pub asked_at: Option<Timestamp>,
    /// Since when the provider says that the money is on its way and may take days.
    pub pending_since: Option<Timestamp>,
    /// Since when the provider does not say how it stands.
    pub unheard_since: Option<Timestamp>,
    /// Since when it is known what came of it; while that is empty it is asked about, also after it counts as failed here.
    pub decided_at: Option<Timestamp>,
    /// How often the provider was asked how it stands.
    pub asks: i64,
    /// When it began.
    pub created_at: Timestamp,
    /// When the money came.
    pub completed_at: Option<Timestamp>,
}

impl Payment {
    /// What a callback said, if one came.
    pub fn claimed(&self) -> Option<Claim> {
        serde_json::from_str(&self.claim).ok()
    }

    /// Whether a callback says that it is paid.
    pub fn is_claimed(&self) -> bool {
        self.claimed().is_some_and(|c| c.code == 0)
    }

    /// Whether the provider has the money on its way: nothing can be done but wait.
    pub const fn is_pending(&self) -> bool {
        self.pending_since.is_some() && self.decided_at.is_none()
    }

    /// Whether something does not fit and nobody has looked into it.
    pub const fn is_doubted(&self) -> bool {
        !self.doubt.is_empty() && self.cleared_at.is_none()
    }

    /// Whether money may still come, or have come without our knowing.
    pub const fn is_open(&self) -> bool {
        self.decided_at.is_none() || self.is_doubted()
    }

    /// The amount in its currency.
    pub fn shown(&self) -> String {
        self.amount.shown(&self.currency)
    }
}

/// What a callback said about a payment: a hint to ask, never a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The provider's code of the outcome.
    pub code: i64,
    /// How much was paid, as the provider writes it; empty when it did not say.
    #[serde(default)]
    pub amount: String,
    /// The receipt.
    #[serde(default)]
    pub receipt: String,
}

/// Money of a payment that goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Refund {
    /// Its id.
    pub id: RefundId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Of which payment.
    pub payment_id: PaymentId,
    /// Of which order.
    pub order_id: OrderId,
    /// How far it has come.
    pub state: RefundState,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// What the provider calls the request.
    pub request: Option<String>,
    /// What the provider calls the refund.
    pub reference: Option<String>,
    /// Why it was not given back, in a sentence.
    pub failure: String,
    /// How often somebody has asked for it anew.
    pub round: i64,
    /// Since when the provider may know of it.
    pub asked_at: Option<Timestamp>,
    /// How often the provider was asked how it stands.
    pub asks: i64,
    /// When it was decided.
    pub created_at: Timestamp,
}

/// How a business is connected to a provider; the keys stay sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Account {
    /// To whom.
    pub provider: Method,
    /// Whether customers may pay this way.
    pub is_offered: bool,
    /// With real money; else in the provider's sandbox.
    pub is_live: bool,
    /// [`Keys`] as JSON, sealed.
    pub sealed: String,
    /// What came of the test button.
    pub checked: Checked,
    /// What the test said.
    pub said: String,
    /// When it was tested.
    pub checked_at: Option<Timestamp>,
}

/// What a provider knows a business by. M-Pesa and PayPal each use some of it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Keys {
    /// M-Pesa: `paybill` or `till`.
    pub kind: String,
    /// M-Pesa: the pay bill number, or the store number of a till.
    pub shortcode: String,
    /// M-Pesa: the number of the till; empty for a pay bill number.
    pub till: String,
    /// M-Pesa's consumer key, PayPal's client id.
    pub id: String,
    /// M-Pesa's consumer secret, PayPal's secret.
    pub secret: String,
    /// M-Pesa: the pass key.
    pub passkey: String,
    /// M-Pesa: who gives money back; empty when that is done by hand.
    pub initiator: String,
    /// M-Pesa: their password, encrypted by Safaricom's portal.
    pub credential: String,
    /// PayPal: the id of the webhook.
    pub webhook: String,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// A connection as its admin sees it: which secrets there are, none of them itself.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The connection; none when it was never set up.
    pub account: Option<Account>,
    /// The keys without the secret ones.
    pub shown: Keys,
    /// Why the stored keys cannot be read; empty when they can.
    pub fault: String,
    /// Where PayPal is to send its webhooks; empty for M-Pesa.
    pub address: String,
}

/// What a business decides about paying, and who its invoices say that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Terms {
    /// After so many hours an order that nobody paid is cancelled; 0 is never.
    pub unpaid_hours: i64,
    /// Lines of its address; may be empty.
    pub address: String,
    /// What its tax office calls it; may be empty.
    pub tax_number: String,
}

impl Default for Terms {
    fn default() -> Self {
        Self { unpaid_hours: 48, address: String::new(), tax_number: String::new() }
    }
}

/// An invoice as it was issued: its number is given once, and who issued it stays who they were then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Issued {
    /// 1, 2, 3 … in its business.
    pub number: i64,
    /// The name of the business.
    pub issuer: String,
    /// Lines of its address.
    pub address: String,
    /// What its tax office calls it.
    pub tax_number: String,
    /// When.
    pub issued_at: Timestamp,
}
