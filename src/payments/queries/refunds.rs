//! SQL of refunds, and of what webhooks said.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId, NoticeId, OrderId, PaymentId, RefundId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::payments::model::{Payment, Refund};
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt};

macro_rules! refund {
    () => {
        "id, business_id, payment_id, order_id, state, amount, reason, request, reference, failure, round, asked_at, asks, created_at"
    };
}

const INSERT: &str = "INSERT INTO payment_refund (business_id, payment_id, order_id, state, amount, reason, failure, round, asks, created_at, updated_at,
    completed_at) VALUES ($1, $2, $3, $4, $5, $6, '', 0, 0, $7, $7, $8) RETURNING id";
const INSERT_NOTED: &str =
    "INSERT INTO payment_refund (business_id, payment_id, order_id, state, amount, reason, reference, failure, round, asks, created_at, updated_at,
    completed_at, member_id) VALUES ($1, $2, $3, 'completed', $4, $5, $6, '', 0, 0, $7, $7, $7, $8)";
const ADOPT: &str = "UPDATE payment_refund SET request = $4, updated_at = $5 WHERE business_id = $1 AND id = (SELECT r.id FROM payment_refund r
    WHERE r.business_id = $1 AND r.payment_id = $2 AND r.amount = $3 AND r.state = 'asked' AND r.request IS NULL ORDER BY r.id LIMIT 1)";
const INSERT_RETURN: &str = "INSERT INTO payment_return (business_id, payment_id, reference, amount, at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (payment_id, reference) DO NOTHING";
const LIST_RETURNS: &str =
    "SELECT reference, amount FROM payment_return WHERE business_id = $1 AND payment_id = $2 AND noted_at IS NULL ORDER BY at, reference";
const NOTE_RETURN: &str =
    "UPDATE payment_return SET noted_at = $4, member_id = $5 WHERE business_id = $1 AND payment_id = $2 AND reference = $3 AND noted_at IS NULL";
const FIND: &str = concat!("SELECT ", refund!(), " FROM payment_refund WHERE business_id = $1 AND id = $2");
const FIND_BY_REFERENCE: &str = "SELECT id FROM payment_refund WHERE business_id = $1 AND (reference = $2 OR request = $2)";
const LIST_OF: &str = concat!("SELECT ", refund!(), " FROM payment_refund WHERE business_id = $1 AND order_id = $2 ORDER BY id");
const SET_ASKED: &str = "UPDATE payment_refund SET asked_at = $3, updated_at = $3 WHERE business_id = $1 AND id = $2 AND asked_at IS NULL";
const UNSET_ASKED: &str = "UPDATE payment_refund SET asked_at = NULL WHERE business_id = $1 AND id = $2 AND request IS NULL";
const SET_REQUEST: &str = "UPDATE payment_refund SET request = $3, updated_at = $4 WHERE business_id = $1 AND id = $2 AND request IS NULL";
const COMPLETE: &str = "UPDATE payment_refund SET state = 'completed', reference = COALESCE($3, reference), failure = '', member_id = COALESCE($4, member_id),
    updated_at = $5, completed_at = $5 WHERE business_id = $1 AND id = $2 AND state <> 'completed'";
const FAIL: &str = "UPDATE payment_refund SET state = 'failed', failure = $3, updated_at = $4 WHERE business_id = $1 AND id = $2 AND state = 'asked'";
const AGAIN: &str =
    "UPDATE payment_refund SET state = 'asked', failure = '', request = NULL, asked_at = NULL, round = round + 1, created_at = $3, updated_at = $3
    WHERE business_id = $1 AND id = $2 AND state = 'failed'";
const INSERT_NOTICE: &str = "INSERT INTO payment_notice (business_id, key, headers, body, state, received_at) VALUES ($1, $2, $3, $4, 'waiting', $5)
    ON CONFLICT (business_id, key) DO NOTHING RETURNING id";
const FIND_NOTICE: &str = "SELECT headers, body FROM payment_notice WHERE business_id = $1 AND id = $2 AND state = 'waiting'";
const SET_NOTICE: &str = "UPDATE payment_notice SET state = $3 WHERE business_id = $1 AND id = $2";
const FORGET_NOTICES: &str = "DELETE FROM payment_notice WHERE received_at < $1";

/// A refund of some of a payment. `is_done` when somebody gave it back by hand.
pub async fn insert(tx: &mut Tx, business: BusinessId, order: OrderId, payment: PaymentId, amount: Money, reason: &str, is_done: bool) -> Result<RefundId> {
    let now = tx.now();
    let (state, completed) = if is_done { ("completed", Some(now)) } else { ("asked", None) };
    Ok(db_val!(tx, INSERT, business, payment, order, state, amount, reason, now, completed)?)
}

/// A refund that somebody made at the provider and notes here.
pub async fn insert_noted(tx: &mut Tx, business: BusinessId, payment: &Payment, amount: Money, reason: &str, reference: &str, by: MemberId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT_NOTED, business, payment.id, payment.order_id, amount, reason, reference, now, by)?;
    Ok(())
}

/// What a provider calls a refund whose answer has not come yet: one of this payment and amount that is asked for. False when there is none.
pub async fn adopt(tx: &mut Tx, business: BusinessId, payment: PaymentId, amount: Money, reference: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, ADOPT, business, payment, amount, reference, now)? == 1)
}

/// Money went back at the provider of which nobody here knew.
pub async fn insert_return(tx: &mut Tx, business: BusinessId, payment: PaymentId, reference: &str, amount: Money) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, INSERT_RETURN, business, payment, reference, amount, now)?;
    Ok(())
}

/// What went back of a payment at the provider and is not noted: the name and the amount.
pub async fn list_returns(tx: &mut Tx, business: BusinessId, payment: PaymentId) -> Result<Vec<(String, Money)>> {
    Ok(db_all!(tx, LIST_RETURNS, business, payment)?)
}

/// Somebody notes it; false when it is noted.
pub async fn note_return(tx: &mut Tx, business: BusinessId, payment: PaymentId, reference: &str, by: MemberId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, NOTE_RETURN, business, payment, reference, now, by)? == 1)
}

/// A refund of this business.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: RefundId) -> Result<Option<Refund>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// Whether a refund that the provider calls so is one of ours.
pub async fn is_ours(ex: impl Into<Ex<'_>>, business: BusinessId, reference: &str) -> Result<bool> {
    let found: Option<RefundId> = db_val_opt!(ex.into(), FIND_BY_REFERENCE, business, reference)?;
    Ok(found.is_some())
}

/// The refunds of an order, oldest first.
pub async fn list_of(ex: impl Into<Ex<'_>>, business: BusinessId, order: OrderId) -> Result<Vec<Refund>> {
    Ok(db_all!(ex.into(), LIST_OF, business, order)?)
}

/// Notes that the provider may know of it from now on; false when it may already.
pub async fn set_asked(tx: &mut Tx, business: BusinessId, id: RefundId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_ASKED, business, id, now)? == 1)
}

/// The provider does not know of it after all.
pub async fn unset_asked(tx: &mut Tx, business: BusinessId, id: RefundId) -> Result<()> {
    db_exec!(tx, UNSET_ASKED, business, id)?;
    Ok(())
}

/// What the provider calls the request.
pub async fn set_request(tx: &mut Tx, business: BusinessId, id: RefundId, request: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_REQUEST, business, id, request, now)?;
    Ok(())
}

/// It is given back: by the provider, or `by` hand. False when it was already.
pub async fn complete(tx: &mut Tx, business: BusinessId, id: RefundId, reference: Option<&str>, by: Option<MemberId>) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, COMPLETE, business, id, reference, by, now)? == 1)
}

/// It was not given back; false when it is decided already.
pub async fn fail(tx: &mut Tx, business: BusinessId, id: RefundId, why: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, FAIL, business, id, why, now)? == 1)
}

/// One that failed is asked for anew; false when it did not fail.
pub async fn again(tx: &mut Tx, business: BusinessId, id: RefundId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, AGAIN, business, id, now)? == 1)
}

/// What a webhook said; nothing when it said so before.
pub async fn insert_notice(tx: &mut Tx, business: BusinessId, key: &str, headers: &str, body: &str) -> Result<Option<NoticeId>> {
    let now = tx.now();
    Ok(db_val_opt!(tx, INSERT_NOTICE, business, key, headers, body, now)?)
}

/// The headers and the body of a notice that nobody has looked into.
pub async fn find_notice(ex: impl Into<Ex<'_>>, business: BusinessId, id: NoticeId) -> Result<Option<(String, String)>> {
    Ok(db_opt!(ex.into(), FIND_NOTICE, business, id)?)
}

/// Whether the provider said so.
pub async fn set_notice(tx: &mut Tx, business: BusinessId, id: NoticeId, is_true: bool) -> Result<()> {
    db_exec!(tx, SET_NOTICE, business, id, if is_true { "true" } else { "false" })?;
    Ok(())
}

/// Forgets notices of long ago.
pub async fn forget_notices(tx: &mut Tx, before: Timestamp) -> Result<()> {
    db_exec!(tx, FORGET_NOTICES, before)?;
    Ok(())
}
