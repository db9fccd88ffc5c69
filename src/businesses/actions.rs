//! Finding, making and changing businesses, and the setup of a fresh installation.

use super::model::{Business, Draft, Settings, Setup};
use super::{queries, rules};
use crate::accounts::actions::{self as accounts, Device, Newcomer, SignedIn};
use crate::accounts::model::Role;
use crate::accounts::{Admin, Owner};
use crate::canned::actions as canned;
use crate::chats::actions as chats;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::help::actions as help;
use crate::kernel::ids::BusinessId;
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::macros::actions as macros;
use crate::platform::{Ex, Services, Tx, secret};
use chrono::{NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

/// No clock shifts twice in so short a time.
const WEEK_MS: i64 = 7 * 86_400_000;

/// The business with this word in its addresses.
///
/// # Errors
/// When the database fails.
pub async fn find_by_slug(services: &Services, slug: &str) -> Result<Option<Business>> {
    queries::find_by_slug(services.db(), &slug.trim().to_lowercase()).await
}

/// The business with this invite code.
///
/// # Errors
/// When the database fails.
pub async fn find_by_invite_code(services: &Services, code: &str) -> Result<Option<Business>> {
    queries::find_by_invite_code(services.db(), &code.trim().to_lowercase()).await
}

/// A business by its id.
///
/// # Errors
/// `NotFound`.
pub async fn find(ex: impl Into<Ex<'_>>, id: BusinessId) -> Result<Business> {
    queries::find(ex, id).await?.ok_or(Error::NotFound)
}

/// The first business: whose portal the bare address shows. `None` before the setup.
///
/// # Errors
/// When the database fails.
pub async fn find_oldest(services: &Services) -> Result<Option<Business>> {
    queries::find_oldest(services.db()).await
}

/// Every business, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, _who: &Owner) -> Result<Vec<Business>> {
    queries::list(services.db()).await
}

/// Every time zone by its IANA name, for a form.
pub fn time_zones() -> impl Iterator<Item = &'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
}

/// The local time of a business from two years before `now` to two years after, for its pages.
pub fn zone(business: &Business, now: Timestamp) -> Zone {
    let zone: Tz = business.time_zone.parse().unwrap_or(Tz::UTC);
    shifts(zone, &business.time_zone, now)
}

/// The local time under an IANA name, likewise; `None` when there is no such zone.
pub fn zone_of(name: &str, now: Timestamp) -> Option<Zone> {
    name.parse::<Tz>().ok().map(|zone| shifts(zone, name, now))
}

fn shifts(zone: Tz, name: &str, now: Timestamp) -> Zone {
    let seconds = |at: Timestamp| zone.offset_from_utc_datetime(&at.utc().naive_utc()).fix().local_minus_utc();
    let (start, end) = (now.plus_ms(-104 * WEEK_MS), now.plus_ms(104 * WEEK_MS));
    let mut shifts = vec![(start, seconds(start))];
    let mut at = start;
    while at < end {
        let (mut before, mut after) = (at, at.plus_ms(WEEK_MS));
        at = after;
        if seconds(before) != seconds(after) {
            while after.since(before) > 1000 {
                let middle = before.plus_ms(after.since(before) / 2);
                if seconds(middle) == seconds(before) { before = middle } else { after = middle }
            }
            let whole_minute = Timestamp(after.0.div_euclid(60_000) * 60_000);
            shifts.push((whole_minute, seconds(after)));
        }
    }
    Zone { name: name.to_owned(), shifts }
}

/// When the day began that it is now at a business.
pub fn midnight(business: &Business, now: Timestamp) -> Timestamp {
    let zone: Tz = business.time_zone.parse().unwrap_or(Tz::UTC);
    let start = now.utc().with_timezone(&zone).date_naive().and_time(NaiveTime::MIN);
    // Where clocks jump over midnight the day begins an hour later; the wall clock before the jump is close enough.
    zone.from_local_datetime(&start).earliest().unwrap_or_else(|| zone.from_utc_datetime(&start)).to_utc().into()
}

/// Makes a business; its owner runs it as an admin.
///
/// # Errors
/// `Invalid` when something typed cannot be used or the short name is taken.
pub async fn create(services: &Services, who: &Owner, draft: &Draft) -> Result<Business> {
    let mut check = Check::new();
    let new = check_draft(&mut check, draft, "name");
    check.finish()?;
    let mut tx = services.begin().await?;
    let business = found(&mut tx, &new).await?;
    accounts::enter(&mut tx, business.id, who).await?;
    tx.commit().await?;
    Ok(business)
}

/// Writes a new business with what every business starts with. No check of its own: `draft` comes from a check, the seed or the command line.
///
/// # Errors
/// `Invalid` when the short name is taken.
pub async fn found(tx: &mut Tx, draft: &Draft) -> Result<Business> {
    let (invite_code, hours) = (secret::token(8), to_json(&rules::default_hours()));
    let Draft { name, slug, time_zone, currency } = draft;
    let new = queries::NewBusiness { slug, name, invite_code: &invite_code, time_zone, currency, hours: &hours };
    let id = queries::insert(tx, &new).await?;
    for name in rules::CATEGORIES {
        queries::insert_category(tx, id, name).await?;
    }
    for (priority, minutes) in rules::TARGETS {
        queries::insert_target(tx, id, priority, minutes).await?;
    }
    help::start(tx, id).await?;
    chats::start_business(tx, id).await?;
    canned::start(tx, id).await?;
    macros::start(tx, id).await?;
    queries::find(&mut *tx, id).await?.ok_or(Error::Internal)
}

/// Whether nobody has an account yet, so that the setup page may be used.
///
/// # Errors
/// When the database fails.
pub async fn needs_setup(services: &Services) -> Result<bool> {
    Ok(!accounts::has_accounts(services.db()).await?)
}

/// Makes the owner and the first business of a fresh installation and signs the owner in. Works once, also when two people try at the same time.
///
/// # Errors
/// `Invalid` when something typed cannot be used; `Conflict` when the installation is set up already.
pub async fn setup(services: &Services, draft: &Setup, device: &Device) -> Result<SignedIn> {
    let mut check = Check::new();
    let new = check_draft(&mut check, &draft.business, "business");
    let owner = accounts::check_newcomer(&mut check, &draft.name, &draft.email, &draft.password);
    check.finish()?;
    let hash = accounts::hash_password(services, &draft.password).await?;
    let mut tx = services.begin().await?;
    accounts::lock_accounts(&mut tx).await?;
    if accounts::has_accounts(&mut tx).await? {
        return Err(Error::Conflict("This installation is set up already. Sign in instead.".into()));
    }
    let business = found(&mut tx, &new).await?;
    let (name, email) = owner;
    let newcomer = Newcomer { role: Role::Admin, name: &name, email: &email, password_hash: Some(&hash), is_verified: true, is_owner: true };
    let (account, member) = accounts::enrol(&mut tx, business.id, &newcomer).await?;
    let signed_in = accounts::start_session(&mut tx, account, business.id, Role::Admin, device).await?;
    accounts::arrive(&mut tx, business.id, account).await?;
    tx.emit(business.id, Some(member), Event::MemberJoined { member }).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// Changes name, time zone, currency and opening hours.
///
/// # Errors
/// `Invalid` with each field that cannot be used; the currency only changes while there are no products and no orders.
pub async fn update(services: &Services, who: &Admin, draft: &Settings) -> Result<()> {
    let mut check = Check::new();
    let name = check.line("name", "Name", &draft.name, 2, 80);
    let time_zone = check_time_zone(&mut check, &draft.time_zone);
    let currency = rules::check_currency(&mut check, &draft.currency);
    let hours = rules::parse_hours(&mut check, &draft.week, &draft.holidays);
    check.finish()?;
    let mut tx = services.begin().await?;
    if !queries::update(&mut tx, who.business(), &name, &time_zone, &currency, &to_json(&hours)).await? {
        let now = find(&mut tx, who.business()).await?.currency;
        let why = format!("Your prices and orders are in {now}, so the currency stays {now}. For another currency open another business.");
        return Err(Error::field("currency", why));
    }
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "settings".into() }).await?;
    tx.commit().await
}

/// `name_field` is what the form calls the name of the business.
fn check_draft(check: &mut Check, draft: &Draft, name_field: &str) -> Draft {
    let name = check.line(name_field, "Name of the business", &draft.name, 2, 80);
    let slug = rules::check_slug(check, &draft.slug, &name);
    let time_zone = check_time_zone(check, &draft.time_zone);
    let currency = rules::check_currency(check, &draft.currency);
    Draft { name, slug, time_zone, currency }
}

fn check_time_zone(check: &mut Check, value: &str) -> String {
    match value.trim().parse::<chrono_tz::Tz>() {
        Ok(zone) => zone.name().to_owned(),
        Err(_) => {
            check.fail("time_zone", "Time zone: choose one of the list, like Africa/Nairobi.");
            String::new()
        }
    }
}

fn to_json(hours: &crate::kernel::hours::Hours) -> String {
    serde_json::to_string(hours).expect("hours are plain data")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::hours::Hours;

    #[test]
    fn the_shifts_of_a_zone_are_found_to_the_minute() {
        let business = |zone: &str| Business {
            id: BusinessId(1),
            slug: "a".into(),
            name: "A".into(),
            invite_code: "a".into(),
            time_zone: zone.into(),
            currency: "EUR".into(),
            hours: serde_json::to_string(&Hours::always()).unwrap(),
        };
        let now = Timestamp(1_795_176_000_000);
        let berlin = zone(&business("Europe/Berlin"), now);
        let spring = chrono::DateTime::parse_from_rfc3339("2026-03-29T01:00:00Z").unwrap().to_utc().into();
        assert!(berlin.shifts.contains(&(spring, 7200)), "{berlin:?}");
        assert_eq!(zone(&business("Africa/Nairobi"), now).shifts.len(), 1);
    }
}
