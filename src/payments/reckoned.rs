//! What does not add up, or is not through: the rows of the reckoning.

use super::model::{PaymentState, RefundState};
use crate::kernel::ids::{PaymentId, RefundId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::orders::model::Method;

/// An order whose payments do not add up to what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Mismatch {
    /// Its number.
    pub number: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// What the order says is paid, less what it says was given back.
    pub of_order: Money,
    /// What came in, less what went or goes back.
    pub of_payments: Money,
}

/// A payment of which something does not fit, or of which nothing is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Doubt {
    /// Its id.
    pub id: PaymentId,
    /// Its order's number.
    pub number: i64,
    /// Through whom.
    pub provider: Method,
    /// How far it has come.
    pub state: PaymentState,
    /// How much.
    pub amount: Money,
    /// ISO 4217 code.
    pub currency: String,
    /// What the provider calls it.
    pub reference: Option<String>,
    /// What does not fit.
    pub doubt: String,
    /// What went back at the provider and is not noted at the order; nothing when there is no such thing.
    pub returned: Money,
    /// Since when.
    pub created_at: Timestamp,
}

/// A payment of which the provider has not said its last word for longer than usual.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Undecided {
    /// Its order's number.
    pub number: i64,
    /// Through whom.
    pub provider: Method,
    /// How much.
    pub amount: Money,
    /// ISO 4217 code.
    pub currency: String,
    /// What the provider calls it.
    pub reference: Option<String>,
    /// Since when the provider says that the money is on its way; nothing when it does not answer.
    pub pending_since: Option<Timestamp>,
    /// Since when it began.
    pub created_at: Timestamp,
}

/// A refund that is not through.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct OpenRefund {
    /// Its id.
    pub id: RefundId,
    /// Its order's number.
    pub number: i64,
    /// Who gets it.
    pub name: String,
    /// Through whom the money came.
    pub provider: Method,
    /// The payment's reference.
    pub reference: Option<String>,
    /// How far it has come.
    pub state: RefundState,
    /// How much.
    pub amount: Money,
    /// ISO 4217 code.
    pub currency: String,
    /// Why it is given back.
    pub reason: String,
    /// Why it was not.
    pub failure: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// What does not add up in a business, or is not through yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reckoning {
    /// Orders whose payments do not add up.
    pub mismatches: Vec<Mismatch>,
    /// Payments of which something does not fit.
    pub doubts: Vec<Doubt>,
    /// Payments that the provider has not decided.
    pub undecided: Vec<Undecided>,
    /// Refunds that are not through.
    pub refunds: Vec<OpenRefund>,
}
