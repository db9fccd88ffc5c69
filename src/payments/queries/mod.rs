//! SQL of payments; refunds, connections and the reckoning beside.

pub mod accounts;
pub mod reckoning;
pub mod refunds;
pub mod terms;

use super::model::{Payment, PaymentState};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, OrderId, PaymentId};
use crate::kernel::money::Money;
use crate::orders::model::Method;
use crate::platform::error::OnConstraint;
use crate::platform::{Ex, Tx};
use crate::{Error, db_all, db_exec, db_opt, db_val, db_val_opt};

macro_rules! payment {
    () => {
        "id, business_id, order_id, provider, state, amount, currency, payer, request, reference, link, claim, failure, doubt, cleared_at, \
         (SELECT m.name FROM member m WHERE m.id = payment.cleared_by) AS cleared_by, finding, asked_at, pending_since, unheard_since, decided_at, asks, \
         created_at, completed_at"
    };
}

const INSERT: &str = "INSERT INTO payment (business_id, order_id, provider, state, amount, currency, payer, link, claim, failure, doubt, asks, created_at,
    updated_at) VALUES ($1, $2, $3, 'initiated', $4, $5, $6, '', '', '', '', 0, $7, $7) RETURNING id";
const INSERT_BY_HAND: &str =
    "INSERT INTO payment (business_id, order_id, provider, state, amount, currency, payer, reference, link, claim, failure, doubt, asks,
    created_at, updated_at, completed_at, decided_at) VALUES ($1, $2, 'on_delivery', 'completed', $3, $4, '', $5, '', '', '', '', 0, $6, $6, $6, $6)
    ON CONFLICT (provider, reference) DO NOTHING";
const FIND: &str = concat!("SELECT ", payment!(), " FROM payment WHERE business_id = $1 AND id = $2");
const FIND_BY_REQUEST: &str = concat!("SELECT ", payment!(), " FROM payment WHERE business_id = $1 AND provider = $2 AND request = $3");
const FIND_BY_REFERENCE: &str = concat!("SELECT ", payment!(), " FROM payment WHERE business_id = $1 AND provider = $2 AND reference = $3");
const IS_TAKEN: &str = "SELECT id FROM payment WHERE provider = $1 AND reference = $2 AND id <> $3";
const LIST_OF: &str = concat!("SELECT ", payment!(), " FROM payment WHERE business_id = $1 AND order_id = $2 ORDER BY id");
const SET_ASKED: &str = "UPDATE payment SET asked_at = $3, updated_at = $3 WHERE business_id = $1 AND id = $2 AND asked_at IS NULL";
const UNSET_ASKED: &str = "UPDATE payment SET asked_at = NULL WHERE business_id = $1 AND id = $2 AND request IS NULL";
const SET_REQUEST: &str = "UPDATE payment SET request = $3, link = $4, updated_at = $5 WHERE business_id = $1 AND id = $2 AND request IS NULL";
const SET_CLAIM: &str = "UPDATE payment SET claim = $3, updated_at = $4 WHERE business_id = $1 AND id = $2";
const SET_DOUBT: &str = "UPDATE payment SET doubt = $3, cleared_at = NULL, cleared_by = NULL, finding = '', updated_at = $4
    WHERE business_id = $1 AND id = $2 AND doubt <> $3";
const CLEAR_DOUBT: &str = "UPDATE payment SET cleared_at = $3, cleared_by = $4, finding = $5, updated_at = $3
    WHERE business_id = $1 AND id = $2 AND doubt <> '' AND cleared_at IS NULL";
const SET_PENDING: &str = "UPDATE payment SET reference = COALESCE(reference, $3), pending_since = COALESCE(pending_since, $4), unheard_since = NULL,
    decided_at = NULL, updated_at = $4 WHERE business_id = $1 AND id = $2 AND state <> 'completed'";
const SET_UNHEARD: &str = "UPDATE payment SET unheard_since = COALESCE(unheard_since, $3) WHERE business_id = $1 AND id = $2";
const SET_HEARD: &str = "UPDATE payment SET unheard_since = NULL WHERE business_id = $1 AND id = $2 AND unheard_since IS NOT NULL";
const SET_DECIDED: &str = "UPDATE payment SET decided_at = $3, unheard_since = NULL WHERE business_id = $1 AND id = $2 AND decided_at IS NULL";
const COUNT_ASK: &str = "UPDATE payment SET asks = asks + 1 WHERE business_id = $1 AND id = $2";
const COMPLETE: &str =
    "UPDATE payment SET state = 'completed', reference = COALESCE(reference, $3), failure = '', doubt = '', cleared_at = NULL, cleared_by = NULL,
    finding = '', unheard_since = NULL, decided_at = $4, updated_at = $4, completed_at = $4
    WHERE business_id = $1 AND id = $2 AND state <> 'completed'";
const SET_REFERENCE: &str = "UPDATE payment SET reference = $3, updated_at = $4 WHERE business_id = $1 AND id = $2 AND reference IS NULL";
const FAIL: &str = "UPDATE payment SET state = 'failed', failure = $3, updated_at = $4 WHERE business_id = $1 AND id = $2 AND state = 'initiated'";

/// A new payment, in which somebody is asked. `Conflict` when somebody is asked for this order already.
pub async fn insert(tx: &mut Tx, business: BusinessId, order: OrderId, provider: Method, amount: Money, currency: &str, payer: &str) -> Result<PaymentId> {
    let now = tx.now();
    let id: Result<PaymentId, sqlx::Error> = db_val!(tx, INSERT, business, order, provider, amount, currency, payer, now);
    id.on_constraint(|| Error::Conflict("A payment for this order is under way. Look at your phone or at the page of the provider.".into()))
}

/// Money that somebody of the business took by hand. The same reference is noted once.
pub async fn insert_by_hand(tx: &mut Tx, business: BusinessId, order: OrderId, amount: Money, currency: &str, reference: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT_BY_HAND, business, order, amount, currency, reference, now)?;
    Ok(())
}

/// A payment of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: PaymentId) -> Result<Option<Payment>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// The payment that a provider calls so while it is asked for.
pub async fn find_by_request(ex: impl Into<Ex<'_>>, business: BusinessId, provider: Method, request: &str) -> Result<Option<Payment>> {
    Ok(db_opt!(ex.into(), FIND_BY_REQUEST, business, provider, request)?)
}

/// The payment that a provider calls so when it is made.
pub async fn find_by_reference(ex: impl Into<Ex<'_>>, business: BusinessId, provider: Method, reference: &str) -> Result<Option<Payment>> {
    Ok(db_opt!(ex.into(), FIND_BY_REFERENCE, business, provider, reference)?)
}

/// Whether another payment, of any business, has this reference: what a provider counts once counts once here.
pub async fn is_taken(tx: &mut Tx, p: &Payment, reference: &str) -> Result<bool> {
    let other: Option<PaymentId> = db_val_opt!(tx, IS_TAKEN, p.provider, reference, p.id)?;
    Ok(other.is_some())
}

/// The payments of an order, oldest first.
pub async fn list_of(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<Payment>> {
    Ok(db_all!(ex.into(), LIST_OF, business, order)?)
}

/// Notes that the provider may know of it from now on; false when it may already.
pub async fn set_asked(tx: &mut Tx, business: BusinessId, id: PaymentId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_ASKED, business, id, now)? == 1)
}

/// The provider does not know of it after all.
pub async fn unset_asked(tx: &mut Tx, business: BusinessId, id: PaymentId) -> Result<()> {
    db_exec!(tx, UNSET_ASKED, business, id)?;
    Ok(())
}

/// What the provider calls the request, and where the payer agrees. False when it had one or another payment has this one.
pub async fn set_request(tx: &mut Tx, business: BusinessId, id: PaymentId, request: &str, link: &str) -> Result<bool> {
    let now = tx.now();
    let done = db_exec!(tx, SET_REQUEST, business, id, request, link, now);
    done.map(|rows| rows == 1).on_constraint(|| Error::Conflict("Another payment has this request.".into()))
}

/// What a callback said.
pub async fn set_claim(tx: &mut Tx, business: BusinessId, id: PaymentId, claim: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_CLAIM, business, id, claim, now)?;
    Ok(())
}

/// What does not fit; false when that is known, also when somebody has looked into it since.
pub async fn set_doubt(tx: &mut Tx, business: BusinessId, id: PaymentId, doubt: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_DOUBT, business, id, doubt, now)? == 1)
}

/// Somebody has looked into what does not fit; false when there is nothing like that.
pub async fn clear_doubt(tx: &mut Tx, business: BusinessId, id: PaymentId, by: MemberId, finding: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, CLEAR_DOUBT, business, id, now, by, finding)? == 1)
}

/// The provider has the money on its way, perhaps under this name.
pub async fn set_pending(tx: &mut Tx, business: BusinessId, id: PaymentId, reference: Option<&str>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_PENDING, business, id, reference, now)?;
    Ok(())
}

/// The provider did not say how it stands, or does again.
pub async fn set_heard(tx: &mut Tx, business: BusinessId, id: PaymentId, is_heard: bool) -> Result<()> {
    let now = tx.now();
    match is_heard {
        true => db_exec!(tx, SET_HEARD, business, id)?,
        false => db_exec!(tx, SET_UNHEARD, business, id, now)?,
    };
    Ok(())
}

/// It is known what came of it: nobody has to ask any more.
pub async fn set_decided(tx: &mut Tx, business: BusinessId, id: PaymentId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_DECIDED, business, id, now)?;
    Ok(())
}

/// The provider was asked how it stands.
pub async fn count_ask(tx: &mut Tx, business: BusinessId, id: PaymentId) -> Result<()> {
    db_exec!(tx, COUNT_ASK, business, id)?;
    Ok(())
}

/// The money is there; false when it was already.
pub async fn complete(tx: &mut Tx, business: BusinessId, id: PaymentId, reference: Option<&str>) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, COMPLETE, business, id, reference, now)? == 1)
}

/// What the provider calls the payment, when that is known later.
pub async fn set_reference(tx: &mut Tx, business: BusinessId, id: PaymentId, reference: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_REFERENCE, business, id, reference, now)?;
    Ok(())
}

/// It did not work; false when it is decided already.
pub async fn fail(tx: &mut Tx, business: BusinessId, id: PaymentId, why: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, FAIL, business, id, why, now)? == 1)
}

/// Of some payments those that are there, with their amounts.
pub fn received(payments: &[Payment]) -> Vec<(PaymentId, Money)> {
    payments.iter().filter(|p| p.state == PaymentState::Completed).map(|p| (p.id, p.amount)).collect()
}
