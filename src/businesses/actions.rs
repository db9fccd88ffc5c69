//! Finding, making and changing businesses, and the setup of a fresh installation.

use super::model::{Business, Draft, Settings, Setup};
use super::{queries, rules};
use crate::accounts::actions::{self as accounts, Device, Newcomer, SignedIn};
use crate::accounts::model::Role;
use crate::accounts::{Admin, Owner};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::BusinessId;
use crate::kernel::text::Check;
use crate::platform::{Services, Tx, secret};

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
pub async fn find(services: &Services, id: BusinessId) -> Result<Business> {
    queries::find(services.db(), id).await?.ok_or(Error::NotFound)
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
    for (priority, response, resolution) in rules::TARGETS {
        queries::insert_target(tx, id, priority, response, resolution).await?;
    }
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
    tx.emit(business.id, Some(member), Event::MemberJoined { member }).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// Changes name, time zone, currency and opening hours.
///
/// # Errors
/// `Invalid` with each field that cannot be used.
pub async fn update(services: &Services, who: &Admin, draft: &Settings) -> Result<()> {
    let mut check = Check::new();
    let name = check.line("name", "Name", &draft.name, 2, 80);
    let time_zone = check_time_zone(&mut check, &draft.time_zone);
    let currency = rules::check_currency(&mut check, &draft.currency);
    let hours = rules::parse_hours(&mut check, &draft.week, &draft.holidays);
    check.finish()?;
    let mut tx = services.begin().await?;
    queries::update(&mut tx, who.business(), &name, &time_zone, &currency, &to_json(&hours)).await?;
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
