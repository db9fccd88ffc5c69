//! SQL of SMS and of how a business sends them.

use super::draft::Checked;
use super::model::{Occasion, Outgoing, Setting, Sms, SmsState};
use super::rules::Today;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, SmsId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_one, db_opt, db_val_opt, dialect};

macro_rules! columns {
    () => {
        "id, recipient, occasion, state, error, created_at, asked_at"
    };
}

const FIND_SETTING: &str = "SELECT is_on, sealed, occasions, most_a_day FROM sms_setting WHERE business_id = $1";
const LOCK_SETTING_POSTGRES: &str = "SELECT is_on, sealed, occasions, most_a_day FROM sms_setting WHERE business_id = $1 FOR UPDATE";
const SET_SETTING: &str = "INSERT INTO sms_setting (business_id, is_on, sealed, occasions, most_a_day, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (business_id) DO UPDATE SET is_on = excluded.is_on, sealed = excluded.sealed, occasions = excluded.occasions,
        most_a_day = excluded.most_a_day, updated_at = excluded.updated_at";
const INSERT: &str = "INSERT INTO sms (business_id, recipient, occasion, text, state, error, cause, good_until, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (business_id, cause) DO NOTHING RETURNING id";
const FIND_QUEUED: &str = "SELECT recipient, occasion, text, asked_at, good_until FROM sms WHERE business_id = $1 AND id = $2 AND state = 'queued'";
const COUNT: &str = "SELECT COALESCE(SUM(CASE WHEN recipient = $2 THEN 1 ELSE 0 END), 0) AS to_one, COUNT(*) AS in_all
    FROM sms WHERE business_id = $1 AND asked_at > $3";
const SET_ASKED: &str = "UPDATE sms SET asked_at = $3, error = '' WHERE business_id = $1 AND id = $2 AND state = 'queued' AND asked_at IS NULL";
const UNSET_ASKED: &str = "UPDATE sms SET asked_at = NULL, error = $3 WHERE business_id = $1 AND id = $2 AND state = 'queued'";
const SET_STATE: &str = "UPDATE sms SET state = $3, error = $4 WHERE business_id = $1 AND id = $2 AND state = 'queued'";
const SET_REPORTED: &str = "UPDATE sms SET state = $4, error = $5, sid = $3, sent_at = COALESCE(sent_at, $6)
    WHERE business_id = $1 AND id = $2 AND asked_at IS NOT NULL AND (sid IS NULL OR sid = $3) AND state IN ('queued', 'unknown', 'sent')";
const SET_AGAIN: &str = "UPDATE sms SET state = 'queued', error = '', sid = NULL, asked_at = NULL, sent_at = NULL, good_until = $3
    WHERE business_id = $1 AND id = $2 AND (state IN ('kept', 'failed', 'unknown') OR (state = 'queued' AND asked_at IS NULL AND error <> ''))";
const LIST: &str = concat!("SELECT ", columns!(), " FROM sms WHERE business_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
const LAST_TEST: &str = concat!("SELECT ", columns!(), " FROM sms WHERE business_id = $1 AND occasion = 'test' ORDER BY id DESC LIMIT 1");

/// An SMS to write down.
pub(super) struct NewSms<'a> {
    pub recipient: &'a str,
    pub occasion: Occasion,
    pub text: &'a str,
    pub state: SmsState,
    pub error: &'a str,
    pub cause: Option<&'a str>,
    pub good_until: Timestamp,
}

/// How a business sends SMS; none when it never said so.
pub(super) async fn find_setting(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<Setting>> {
    Ok(db_opt!(ex.into(), FIND_SETTING, business)?)
}

/// The same, locked for this transaction: nobody else counts meanwhile.
pub(super) async fn lock_setting(tx: &mut Tx, business: BusinessId) -> Result<Option<Setting>> {
    let sql = dialect!(tx, sqlite: FIND_SETTING, postgres: LOCK_SETTING_POSTGRES);
    Ok(db_opt!(tx, sql, business)?)
}

/// Says how a business sends SMS.
pub(super) async fn set_setting(tx: &mut Tx, business: BusinessId, checked: &Checked, sealed: &str, occasions: &str) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_SETTING, business, checked.is_on, sealed, occasions, checked.most_a_day, now)?;
    Ok(())
}

/// `None` when one with this cause is already there.
pub(super) async fn insert(tx: &mut Tx, business: BusinessId, new: &NewSms<'_>) -> Result<Option<SmsId>> {
    let now = tx.now();
    Ok(db_val_opt!(tx, INSERT, business, new.recipient, new.occasion, new.text, new.state, new.error, new.cause, new.good_until, now)?)
}

/// An SMS that waits for its job.
pub(super) async fn find_queued(ex: impl Into<Ex<'_>>, business: BusinessId, id: SmsId) -> Result<Option<Outgoing>> {
    Ok(db_opt!(ex.into(), FIND_QUEUED, business, id)?)
}

/// How many SMS Twilio was asked for since then.
pub(super) async fn count_since(ex: impl Into<Ex<'_>>, business: BusinessId, recipient: &str, since: Timestamp) -> Result<Today> {
    Ok(db_one!(ex.into(), COUNT, business, recipient, since)?)
}

/// Notes that Twilio may know of it from now on; false when it may already.
pub(super) async fn set_asked(tx: &mut Tx, business: BusinessId, id: SmsId) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_ASKED, business, id, now)? == 1)
}

/// Twilio does not know of it after all; it is tried again later.
pub(super) async fn unset_asked(tx: &mut Tx, business: BusinessId, id: SmsId, why: &str) -> Result<()> {
    db_exec!(tx, UNSET_ASKED, business, id, why)?;
    Ok(())
}

/// It goes no further.
pub(super) async fn set_state(tx: &mut Tx, business: BusinessId, id: SmsId, state: SmsState, why: &str) -> Result<()> {
    db_exec!(tx, SET_STATE, business, id, state, why)?;
    Ok(())
}

/// How far it has come, as Twilio says, which calls it `sid`. What is decided stays; false when this said nothing new.
pub(super) async fn set_reported(tx: &mut Tx, business: BusinessId, id: SmsId, sid: &str, state: SmsState, why: &str) -> Result<bool> {
    let now = tx.now();
    Ok(db_exec!(tx, SET_REPORTED, business, id, sid, state, why, now)? == 1)
}

/// It waits once more; false when it is sent or on its way, or not this business's.
pub(super) async fn set_again(tx: &mut Tx, business: BusinessId, id: SmsId, good_until: Timestamp) -> Result<bool> {
    Ok(db_exec!(tx, SET_AGAIN, business, id, good_until)? == 1)
}

/// SMS of a business, newest first.
pub(super) async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, before: i64, limit: i64) -> Result<Vec<Sms>> {
    Ok(db_all!(ex.into(), LIST, business, before, limit)?)
}

/// The last one that an admin tried with.
pub(super) async fn find_last_test(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<Sms>> {
    Ok(db_opt!(ex.into(), LAST_TEST, business)?)
}
