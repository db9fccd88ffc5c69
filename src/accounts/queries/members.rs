//! The member table: people in one business.

use crate::accounts::model::{Availability, DemoAccount, Group, Member, Membership, PersonRow, Role};
use crate::error::Result;
use crate::kernel::ids::{AccountId, BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt, dialect};

/// Where somebody lands.
#[derive(Clone, Copy, Debug, sqlx_macros::FromRow)]
pub(in crate::accounts) struct Home {
    pub business_id: BusinessId,
    pub member_id: MemberId,
    pub role: Role,
}

/// What decides on whether somebody may be changed.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub(in crate::accounts) struct Standing {
    pub role: Role,
    pub is_verified: bool,
    pub is_owner: bool,
    pub deactivated_at: Option<Timestamp>,
    /// Whether they ever came in: who is only invited is inactive since the moment their row was made.
    pub has_joined: bool,
}

const FIND_HOME: &str = "SELECT m.business_id, m.id AS member_id, m.role FROM member m WHERE m.account_id = $1 AND m.deactivated_at IS NULL
    ORDER BY (SELECT MAX(s.id) FROM session s WHERE s.account_id = m.account_id AND s.business_id = m.business_id) DESC NULLS LAST,
    CASE WHEN m.role IN ('agent', 'admin') THEN 0 ELSE 1 END, m.id LIMIT 1";
const FIND_IN_BUSINESS: &str = "SELECT business_id, id AS member_id, role FROM member WHERE business_id = $1 AND account_id = $2 AND deactivated_at IS NULL";
const FIND_STANDING: &str = "SELECT m.role, (a.email_verified_at IS NOT NULL) AS is_verified, a.is_owner, m.deactivated_at, (m.deactivated_at IS NULL OR m.deactivated_at > m.created_at) AS has_joined
    FROM member m JOIN account a ON a.id = m.account_id WHERE m.business_id = $1 AND m.id = $2";
const FIND_MEMBER: &str =
    "SELECT m.id, m.account_id, m.role, m.name, a.email, (a.email_verified_at IS NOT NULL) AS is_verified, m.availability, m.last_seen_at, m.active_at,
    m.online_until, m.created_at, m.deactivated_at FROM member m JOIN account a ON a.id = m.account_id WHERE m.business_id = $1 AND m.id = $2";
const FIND_CONFIRMED: &str = "SELECT m.id FROM member m JOIN account a ON a.id = m.account_id
    WHERE m.business_id = $1 AND a.email = $2 AND a.email_verified_at IS NOT NULL AND m.role = 'customer' AND m.deactivated_at IS NULL";
const LIST_STAFF: &str =
    "SELECT m.id, m.account_id, m.role, m.name, a.email, (a.email_verified_at IS NOT NULL) AS is_verified, m.availability, m.last_seen_at, m.active_at,
    m.online_until, m.created_at, m.deactivated_at FROM member m JOIN account a ON a.id = m.account_id
    WHERE m.business_id = $1 AND m.role IN ('agent', 'admin') AND m.deactivated_at IS NULL ORDER BY LOWER(m.name), m.id";
const LIST_PARTNERS: &str =
    "SELECT m.id, m.account_id, m.role, m.name, a.email, (a.email_verified_at IS NOT NULL) AS is_verified, m.availability, m.last_seen_at, m.active_at,
    m.online_until, m.created_at, m.deactivated_at FROM member m JOIN account a ON a.id = m.account_id
    WHERE m.business_id = $1 AND m.role = 'partner' AND m.deactivated_at IS NULL ORDER BY LOWER(m.name), m.id";
const LIST_PEOPLE: &str =
    "SELECT m.id, m.account_id, m.role, m.name, a.email, (a.email_verified_at IS NOT NULL) AS is_verified, m.availability, m.last_seen_at, m.active_at,
    m.online_until, m.created_at, m.deactivated_at,
    EXISTS (SELECT 1 FROM account_link l WHERE l.member_id = m.id AND l.used_at IS NULL AND l.expires_at > $6) AS is_invited
    FROM member m JOIN account a ON a.id = m.account_id
    WHERE m.business_id = $1 AND CASE m.role WHEN 'agent' THEN 'team' WHEN 'admin' THEN 'team' WHEN 'partner' THEN 'partners' ELSE 'customers' END = $2
    AND m.id < $3
    AND ($4 = '' OR LOWER(m.name) LIKE $4 ESCAPE '!' OR a.email LIKE $4 ESCAPE '!') ORDER BY m.id DESC LIMIT $5";
const LIST_HOMES: &str = "SELECT m.business_id, m.id AS member_id, m.role FROM member m WHERE m.account_id = $1 AND m.deactivated_at IS NULL ORDER BY m.id";
const LIST_MEMBERSHIPS: &str = "SELECT m.business_id, b.name AS business, m.role FROM member m JOIN business b ON b.id = m.business_id
    WHERE m.account_id = $1 AND m.deactivated_at IS NULL ORDER BY b.name, b.id";
const LIST_DEMO: &str = "SELECT a.email, m.name, m.role, a.is_owner FROM account a JOIN member m ON m.account_id = a.id
    WHERE a.email IN ($1, $2, $3, $4, $5, $6) AND m.id = (SELECT MIN(o.id) FROM member o WHERE o.account_id = a.id)";
const FIND_BUSINESS_NAME: &str = "SELECT name FROM business WHERE id = $1";
const FIND_FIRST_BUSINESS: &str = "SELECT id FROM business ORDER BY id LIMIT 1";
const INSERT: &str = "INSERT INTO member (business_id, account_id, role, name, created_at, deactivated_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (business_id, account_id) DO NOTHING RETURNING id";
const INSERT_OWNER: &str =
    "INSERT INTO member (business_id, account_id, role, name, created_at) SELECT $1, m.account_id, 'admin', m.name, $3 FROM member m WHERE m.id = $2
    ON CONFLICT (business_id, account_id) DO UPDATE SET role = 'admin', deactivated_at = NULL RETURNING id";
const ENSURE_ADMIN: &str = "INSERT INTO member (business_id, account_id, role, name, created_at) VALUES ($1, $2, 'admin', $3, $4)
    ON CONFLICT (business_id, account_id) DO UPDATE SET role = 'admin', deactivated_at = NULL RETURNING id";
const UPDATE_INVITED: &str = "UPDATE member SET role = $3, name = $4, created_at = $5, deactivated_at = $5 WHERE business_id = $1 AND account_id = $2 AND deactivated_at IS NOT NULL RETURNING id";
const ACTIVATE: &str = "UPDATE member SET deactivated_at = NULL, name = $2, created_at = $3 WHERE id = $1 RETURNING business_id, id AS member_id, role";
const UPDATE_NAME: &str = "UPDATE member SET name = $3 WHERE business_id = $1 AND id = $2 AND name <> $3";
const UPDATE_ROLE: &str = "UPDATE member SET role = $3 WHERE business_id = $1 AND id = $2 AND role <> $3";
const UPDATE_DEACTIVATED: &str =
    "UPDATE member SET deactivated_at = $3, availability = 'offline', online_until = 0 WHERE business_id = $1 AND id = $2 AND deactivated_at IS NULL";
const UPDATE_REACTIVATED: &str = "UPDATE member SET deactivated_at = NULL WHERE business_id = $1 AND id = $2 AND deactivated_at IS NOT NULL";
const UPDATE_ARRIVED: &str = "UPDATE member SET availability = 'available', availability_at = $3, absent_from = NULL WHERE business_id = $1 AND account_id = $2 AND role IN ('agent', 'admin') AND availability = 'offline' RETURNING id";
const UPDATE_AVAILABILITY: &str = "UPDATE member SET availability = $3, availability_at = $4, absent_from = NULL
    WHERE business_id = $1 AND id = $2 AND (availability <> $3 OR absent_from IS NOT NULL)";
const LOCK_SQLITE: &str = "SELECT id FROM business WHERE id = $1";
const LOCK_POSTGRES: &str = "SELECT id FROM business WHERE id = $1 FOR UPDATE";

/// The business they used last, or else one where they work, or else their first.
pub(in crate::accounts) async fn find_home(ex: impl Into<Ex<'_>>, account: AccountId) -> Result<Option<Home>> {
    Ok(db_opt!(ex.into(), FIND_HOME, account)?)
}

pub(in crate::accounts) async fn find_in_business(ex: impl Into<Ex<'_>>, business: BusinessId, account: AccountId) -> Result<Option<Home>> {
    Ok(db_opt!(ex.into(), FIND_IN_BUSINESS, business, account)?)
}

pub(in crate::accounts) async fn find_standing(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<Standing>> {
    Ok(db_opt!(ex.into(), FIND_STANDING, business, id)?)
}

pub(in crate::accounts) async fn find_member(ex: impl Into<Ex<'_>>, business: BusinessId, id: MemberId) -> Result<Option<Member>> {
    Ok(db_opt!(ex.into(), FIND_MEMBER, business, id)?)
}

/// The customer with this confirmed address.
pub(in crate::accounts) async fn find_confirmed(ex: impl Into<Ex<'_>>, business: BusinessId, email: &str) -> Result<Option<MemberId>> {
    Ok(db_val_opt!(ex.into(), FIND_CONFIRMED, business, email)?)
}

pub(in crate::accounts) async fn list_staff(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Member>> {
    Ok(db_all!(ex.into(), LIST_STAFF, business)?)
}

pub(in crate::accounts) async fn list_partners(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Member>> {
    Ok(db_all!(ex.into(), LIST_PARTNERS, business)?)
}

/// `like` is empty or a pattern in lower case.
pub(in crate::accounts) async fn list_people(
    ex: impl Into<Ex<'_>>,
    business: BusinessId,
    group: Group,
    before: i64,
    like: &str,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<PersonRow>> {
    Ok(db_all!(ex.into(), LIST_PEOPLE, business, group, before, like, limit, now)?)
}

/// Everywhere an account may go.
pub(in crate::accounts) async fn list_homes(ex: impl Into<Ex<'_>>, account: AccountId) -> Result<Vec<Home>> {
    Ok(db_all!(ex.into(), LIST_HOMES, account)?)
}

pub(in crate::accounts) async fn list_memberships(ex: impl Into<Ex<'_>>, account: AccountId) -> Result<Vec<Membership>> {
    Ok(db_all!(ex.into(), LIST_MEMBERSHIPS, account)?)
}

pub(in crate::accounts) async fn list_demo(ex: impl Into<Ex<'_>>, [a, b, c, d, e, f]: [&str; 6]) -> Result<Vec<DemoAccount>> {
    Ok(db_all!(ex.into(), LIST_DEMO, a, b, c, d, e, f)?)
}

pub(in crate::accounts) async fn find_business_name(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Option<String>> {
    Ok(db_val_opt!(ex.into(), FIND_BUSINESS_NAME, business)?)
}

pub(in crate::accounts) async fn find_first_business(ex: impl Into<Ex<'_>>) -> Result<Option<BusinessId>> {
    Ok(db_val_opt!(ex.into(), FIND_FIRST_BUSINESS)?)
}

/// `None` when the account already has a row in this business. An invited person is inactive until they accept.
pub(in crate::accounts) async fn insert_member(
    tx: &mut Tx,
    business: BusinessId,
    account: AccountId,
    role: Role,
    name: &str,
    is_active: bool,
) -> Result<Option<MemberId>> {
    let now = tx.now();
    let deactivated_at: Option<Timestamp> = (!is_active).then_some(now);
    Ok(db_val_opt!(tx, INSERT, business, account, role, name, now, deactivated_at)?)
}

/// Makes the person behind `owner` an admin of another business.
pub(in crate::accounts) async fn insert_owner(tx: &mut Tx, business: BusinessId, owner: MemberId) -> Result<MemberId> {
    let now = tx.now();
    Ok(db_val!(tx, INSERT_OWNER, business, owner, now)?)
}

/// Makes an account an admin of a business, whatever it was there before.
pub(in crate::accounts) async fn ensure_admin(tx: &mut Tx, business: BusinessId, account: AccountId, name: &str) -> Result<MemberId> {
    let now = tx.now();
    Ok(db_val!(tx, ENSURE_ADMIN, business, account, name, now)?)
}

pub(in crate::accounts) async fn update_invited(tx: &mut Tx, business: BusinessId, account: AccountId, role: Role, name: &str) -> Result<Option<MemberId>> {
    let now = tx.now();
    Ok(db_val_opt!(tx, UPDATE_INVITED, business, account, role, name, now)?)
}

pub(in crate::accounts) async fn activate(tx: &mut Tx, id: MemberId, name: &str) -> Result<Option<Home>> {
    let now = tx.now();
    Ok(db_opt!(tx, ACTIVATE, id, name, now)?)
}

pub(in crate::accounts) async fn update_name(tx: &mut Tx, business: BusinessId, id: MemberId, name: &str) -> Result<u64> {
    Ok(db_exec!(tx, UPDATE_NAME, business, id, name)?)
}

pub(in crate::accounts) async fn update_role(tx: &mut Tx, business: BusinessId, id: MemberId, role: Role) -> Result<u64> {
    Ok(db_exec!(tx, UPDATE_ROLE, business, id, role)?)
}

pub(in crate::accounts) async fn update_deactivated(tx: &mut Tx, business: BusinessId, id: MemberId) -> Result<u64> {
    let now = tx.now();
    Ok(db_exec!(tx, UPDATE_DEACTIVATED, business, id, now)?)
}

pub(in crate::accounts) async fn update_reactivated(tx: &mut Tx, business: BusinessId, id: MemberId) -> Result<u64> {
    Ok(db_exec!(tx, UPDATE_REACTIVATED, business, id)?)
}

/// Somebody of the staff who was offline is available now; `None` for everybody else.
pub(in crate::accounts) async fn update_arrived(tx: &mut Tx, business: BusinessId, account: AccountId) -> Result<Option<MemberId>> {
    let now = tx.now();
    Ok(db_val_opt!(tx, UPDATE_ARRIVED, business, account, now)?)
}

pub(in crate::accounts) async fn update_availability(tx: &mut Tx, business: BusinessId, id: MemberId, to: Availability) -> Result<u64> {
    let now = tx.now();
    Ok(db_exec!(tx, UPDATE_AVAILABILITY, business, id, to, now)?)
}

/// Makes other changes of this business's people wait until this transaction ends.
pub(in crate::accounts) async fn lock_people(tx: &mut Tx, business: BusinessId) -> Result<()> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    let _: Option<BusinessId> = db_val_opt!(tx, sql, business)?;
    Ok(())
}
