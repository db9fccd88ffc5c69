//! What admins decide about service levels.

use super::draft::{check_category, check_policy};
use super::model::{CategoryPolicy, Policy};
use super::queries;
use super::terms::Terms;
use crate::accounts::Admin;
use crate::accounts::actions as accounts;
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::platform::{Ex, Services, Tx};
use crate::tickets::actions as tickets;

/// What the business promises.
///
/// # Errors
/// When the database fails.
pub async fn policy(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Policy> {
    queries::find_policy(ex, business).await
}

/// A business's policy and when its time counts.
///
/// # Errors
/// When the database fails.
pub async fn terms(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Terms> {
    let mut ex = ex.into();
    let business = businesses::find(ex.again(), business).await?;
    let policy = queries::find_policy(ex, business.id).await?;
    Ok(Terms::of(&business, policy))
}

/// Changes the promises of the business; what categories decided stays. They hold for tickets opened and messages written from now on.
///
/// # Errors
/// `Invalid` names the field, `response_urgent` or `resolution_low` and so on.
pub async fn change_policy(services: &Services, admin: &Admin, policy: Policy) -> Result<()> {
    let business = admin.business();
    let mut tx = services.begin().await?;
    let categories = queries::find_policy(&mut tx, business).await?.categories;
    let policy = Policy { categories, ..policy };
    check_policy(&policy)?;
    check_lead(&mut tx, business, policy.lead).await?;
    for target in &policy.targets {
        queries::set_target(&mut tx, business, *target).await?;
    }
    queries::set_in_opening_hours(&mut tx, business, policy.in_opening_hours).await?;
    queries::set_setting(&mut tx, business, policy.warning_percent, policy.lead).await?;
    changed(tx, admin).await
}

/// Changes what a category promises instead of the business.
///
/// # Errors
/// `NotFound` when there is no such category; `Invalid` names the field.
pub async fn change_category(services: &Services, admin: &Admin, own: &CategoryPolicy) -> Result<()> {
    let business = admin.business();
    let known = tickets::list_categories(services, admin).await?;
    known.iter().find(|c| c.id == own.category).ok_or(Error::NotFound)?;
    let mut tx = services.begin().await?;
    check_category(&queries::find_policy(&mut tx, business).await?, own)?;
    check_lead(&mut tx, business, own.lead).await?;
    queries::set_category(&mut tx, business, own).await?;
    changed(tx, admin).await
}

async fn check_lead(tx: &mut Tx, business: BusinessId, lead: Option<MemberId>) -> Result<()> {
    let Some(lead) = lead else { return Ok(()) };
    let found = accounts::find_contact(tx, business, lead).await?;
    found.filter(|m| m.is_on_staff()).map(drop).ok_or_else(|| Error::field("lead", "Lead: choose somebody of your team."))
}

async fn changed(mut tx: Tx, admin: &Admin) -> Result<()> {
    tx.emit(admin.business(), Some(admin.member()), Event::SettingsChanged { page: "sla".into() }).await?;
    tx.commit().await
}
