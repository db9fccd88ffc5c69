//! The guest table: visitors who left their name, found by the hash of their token.

use crate::accounts::guest::{Contact, GuestView};
use crate::accounts::model::Device;
use crate::accounts::proof::GuestRow;
use crate::accounts::rules::{BLOCKED_ADDRESS_MS, GUEST_ADDRESS_MS, GUEST_SEEN_MS, GUEST_TOKEN_MS};
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt};

const IDENTIFY: &str = "SELECT g.business_id, g.member_id, m.name, g.blocked_at, g.seen_at FROM guest g JOIN member m ON m.id = g.member_id
    WHERE g.business_id = $1 AND g.token_hash = $2 AND g.seen_at > $3 AND m.deactivated_at IS NULL";
const FIND: &str = "SELECT g.member_id, m.name, g.email, g.phone, (g.subject IS NOT NULL) AS is_vouched, g.address, g.user_agent, g.host, g.created_at,
    g.address_until, g.blocked_at FROM guest g JOIN member m ON m.id = g.member_id WHERE g.business_id = $1 AND g.member_id = $2";
// Whose own token was forgotten has no other way in either.
const IDENTIFY_BY_ID: &str = "SELECT g.business_id, g.member_id, m.name, g.blocked_at, g.seen_at FROM guest g JOIN member m ON m.id = g.member_id
    WHERE g.business_id = $1 AND g.member_id = $2 AND g.token_hash NOT LIKE 'forgotten:%' AND m.deactivated_at IS NULL";
const FIND_BY_SUBJECT: &str = "SELECT g.business_id, g.member_id, m.name, g.blocked_at, g.seen_at FROM guest g JOIN member m ON m.id = g.member_id
    WHERE g.business_id = $1 AND g.subject = $2";
const IS_UNVOUCHED: &str = "SELECT EXISTS (SELECT 1 FROM guest WHERE business_id = $1 AND member_id = $2 AND subject IS NULL AND blocked_at IS NULL)";
const FIND_UNVOUCHED: &str =
    "SELECT member_id FROM guest WHERE business_id = $1 AND token_hash = $2 AND seen_at > $3 AND subject IS NULL AND blocked_at IS NULL";
const TOUCH: &str = "UPDATE guest SET seen_at = $3 WHERE business_id = $1 AND member_id = $2 AND seen_at <= $4";
// No token hashes to this.
const FORGET_TOKEN: &str = "UPDATE guest SET token_hash = 'forgotten:' || member_id WHERE business_id = $1 AND member_id = $2";
const FORGET_TOKENS: &str = "UPDATE guest SET token_hash = 'forgotten:' || member_id WHERE seen_at <= $1 AND token_hash NOT LIKE 'forgotten:%'";
const INSERT_MEMBER: &str = "INSERT INTO member (business_id, role, name, created_at) VALUES ($1, 'guest', $2, $3) RETURNING id";
const INSERT: &str =
    "INSERT INTO guest (member_id, business_id, token_hash, subject, email, phone, address, user_agent, host, created_at, seen_at, address_until)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)";
const UPDATE_NAME: &str = "UPDATE member SET name = $3 WHERE business_id = $1 AND id = $2 AND role = 'guest'";
const UPDATE: &str =
    "UPDATE guest SET token_hash = $3, email = $4, address = $5, user_agent = $6, address_until = $7, seen_at = $8 WHERE business_id = $1 AND member_id = $2";
const IS_BLOCKED: &str = "SELECT EXISTS (SELECT 1 FROM guest WHERE business_id = $1 AND blocked_at IS NOT NULL
    AND (email = $2 OR (phone <> '' AND phone = $3) OR (address <> '' AND address = $4 AND user_agent = $5 AND blocked_at > $6)))";
const BLOCK: &str = "UPDATE guest SET blocked_at = $3 WHERE business_id = $1 AND member_id = $2 AND blocked_at IS NULL";
const UNBLOCK: &str = "UPDATE guest SET blocked_at = NULL WHERE business_id = $1 AND member_id = $2 AND blocked_at IS NOT NULL";
const LIST_BLOCKED: &str = "SELECT g.member_id, m.name, g.email, g.phone, (g.subject IS NOT NULL) AS is_vouched, g.address, g.user_agent, g.host, g.created_at,
    g.address_until, g.blocked_at FROM guest g JOIN member m ON m.id = g.member_id
    WHERE g.business_id = $1 AND g.blocked_at IS NOT NULL ORDER BY g.blocked_at DESC, g.member_id DESC LIMIT 200";
const FORGET_ADDRESSES: &str = "UPDATE guest SET address = '', user_agent = '' WHERE address_until <= $1 AND (address <> '' OR user_agent <> '')";

/// A guest about to be written.
#[derive(Clone, Copy, Debug)]
pub(in crate::accounts) struct NewGuest<'a> {
    pub token_hash: &'a str,
    pub subject: Option<&'a str>,
    pub contact: &'a Contact,
    pub device: &'a Device,
    pub host: &'a str,
}

/// The guest with this token, if it was used lately.
pub(in crate::accounts) async fn find_guest_by_token(
    ex: impl Into<Ex<'_>>,
    business: BusinessId,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<GuestRow>> {
    Ok(db_opt!(ex.into(), IDENTIFY, business, token_hash, now.plus_ms(-GUEST_TOKEN_MS))?)
}

/// The guest whose way back was mailed to them.
pub(in crate::accounts) async fn find_guest_by_id(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<GuestRow>> {
    Ok(db_opt!(ex.into(), IDENTIFY_BY_ID, business, id)?)
}

/// Whether nobody vouches for a guest and they are not shut out.
pub(in crate::accounts) async fn is_unvouched(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<bool> {
    Ok(db_val!(ex.into(), IS_UNVOUCHED, business, id)?)
}

/// The guest with this token, if nobody vouches for them and they are not shut out.
pub(in crate::accounts) async fn find_unvouched(ex: impl Into<Ex<'_>>, business: BusinessId, token_hash: &str, now: Timestamp) -> Result<Option<MemberId>> {
    Ok(db_val_opt!(ex.into(), FIND_UNVOUCHED, business, token_hash, now.plus_ms(-GUEST_TOKEN_MS))?)
}

/// The guest came now; written at most once a day.
pub(in crate::accounts) async fn touch_guest(tx: &mut Tx, business: BusinessId, id: MemberId) -> Result<u64> {
    let now = tx.now();
    Ok(db_exec!(tx, TOUCH, business, id, now, now.plus_ms(-GUEST_SEEN_MS))?)
}

/// Their token opens nothing any more.
pub(in crate::accounts) async fn forget_token(tx: &mut Tx, business: BusinessId, id: MemberId) -> Result<u64> {
    Ok(db_exec!(tx, FORGET_TOKEN, business, id)?)
}

/// Forgets the tokens of guests of every business who have not come for long.
pub(in crate::accounts) async fn forget_tokens(tx: &mut Tx) -> Result<u64> {
    let before = tx.now().plus_ms(-GUEST_TOKEN_MS);
    Ok(db_exec!(tx, FORGET_TOKENS, before)?)
}

pub(in crate::accounts) async fn find_guest_by_subject(ex: impl Into<Ex<'_>>, business: BusinessId, subject: &str) -> Result<Option<GuestRow>> {
    Ok(db_opt!(ex.into(), FIND_BY_SUBJECT, business, subject)?)
}

pub(in crate::accounts) async fn find_guest(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<GuestView>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

pub(in crate::accounts) async fn insert_guest(tx: &mut Tx, business: BusinessId, new: &NewGuest<'_>) -> Result<MemberId, sqlx::Error> {
    let (now, contact) = (tx.now(), new.contact);
    let id: MemberId = db_val!(&mut *tx, INSERT_MEMBER, business, contact.name.as_str(), now)?;
    let (address, user_agent) = (cut(&new.device.address, 60), cut(&new.device.user_agent, 300));
    let (email, phone, until) = (contact.email.as_str(), contact.phone.as_str(), now.plus_ms(GUEST_ADDRESS_MS));
    db_exec!(tx, INSERT, id, business, new.token_hash, new.subject, email, phone, address, user_agent, cut(new.host, 200), now, until)?;
    Ok(id)
}

/// A guest a host vouches for has come again, perhaps under another name.
pub(in crate::accounts) async fn update_guest(tx: &mut Tx, business: BusinessId, id: MemberId, new: &NewGuest<'_>) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, UPDATE_NAME, business, id, new.contact.name.as_str())?;
    let (address, user_agent) = (cut(&new.device.address, 60), cut(&new.device.user_agent, 300));
    db_exec!(tx, UPDATE, business, id, new.token_hash, new.contact.email.as_str(), address, user_agent, now.plus_ms(GUEST_ADDRESS_MS), now)?;
    Ok(())
}

/// Whether somebody with this address or number was blocked, or comes with the same browser from the same place right after it.
pub(in crate::accounts) async fn is_blocked(tx: &mut Tx, business: BusinessId, contact: &Contact, device: &Device) -> Result<bool> {
    let since = tx.now().plus_ms(-BLOCKED_ADDRESS_MS);
    let (address, user_agent) = (cut(&device.address, 60), cut(&device.user_agent, 300));
    Ok(db_val!(tx, IS_BLOCKED, business, contact.email.as_str(), contact.phone.as_str(), address, user_agent, since)?)
}

pub(in crate::accounts) async fn update_blocked(tx: &mut Tx, business: BusinessId, id: MemberId) -> Result<u64> {
    let now = tx.now();
    Ok(db_exec!(tx, BLOCK, business, id, now)?)
}

pub(in crate::accounts) async fn update_unblocked(tx: &mut Tx, business: BusinessId, id: MemberId) -> Result<u64> {
    Ok(db_exec!(tx, UNBLOCK, business, id)?)
}

pub(in crate::accounts) async fn list_blocked(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<GuestView>> {
    Ok(db_all!(ex.into(), LIST_BLOCKED, business)?)
}

/// Forgets where guests of every business came from, when the time for it has come.
pub(in crate::accounts) async fn forget_addresses(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    Ok(db_exec!(tx, FORGET_ADDRESSES, now)?)
}

fn cut(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(most).collect()
}
