//! What admins decide about service levels.

use super::calendar::Calendar;
use super::model::{Policy, Target};
use super::queries;
use crate::accounts::Admin;
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::BusinessId;
use crate::kernel::text::Check;
use crate::platform::{Ex, Services};
use crate::tickets::model::Priority;

/// The longest promise: 90 days.
const MINUTES_MAX: i64 = 90 * 1440;

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
pub async fn terms(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<(Policy, Calendar)> {
    let mut ex = ex.into();
    let business = businesses::find(ex.again(), business).await?;
    let policy = queries::find_policy(ex, business.id).await?;
    let calendar = Calendar::of(&business, &policy);
    Ok((policy, calendar))
}

/// Changes the promises. They hold for tickets opened from now on.
///
/// # Errors
/// `Invalid` names the field, `response_urgent` or `resolution_low` and so on.
pub async fn change_policy(services: &Services, admin: &Admin, policy: Policy) -> Result<()> {
    check_policy(&policy)?;
    let mut tx = services.begin().await?;
    for target in policy.targets {
        queries::set_target(&mut tx, admin.business(), target).await?;
    }
    queries::set_in_opening_hours(&mut tx, admin.business(), policy.in_opening_hours).await?;
    tx.emit(admin.business(), Some(admin.member()), Event::SettingsChanged { page: "sla".into() }).await?;
    tx.commit().await
}

/// Whether promises can be kept at all.
///
/// # Errors
/// `Invalid` names the field, `response_urgent` or `resolution_low` and so on.
pub fn check_policy(policy: &Policy) -> Result<()> {
    let mut check = Check::new();
    for t in &policy.targets {
        check_minutes(&mut check, "response", t.priority, t.response_minutes);
        check_minutes(&mut check, "resolution", t.priority, t.resolution_minutes);
        if t.resolution_minutes < t.response_minutes {
            check.fail(&format!("resolution_{}", t.priority), format!("{}: the solution cannot be due before the first reply.", t.priority.label()));
        }
    }
    check.finish()
}

fn check_minutes(check: &mut Check, field: &str, priority: Priority, minutes: i64) {
    if !(1..=MINUTES_MAX).contains(&minutes) {
        check.fail(&format!("{field}_{priority}"), format!("{}: write a time between one minute and 90 days.", priority.label()));
    }
}

/// The promise for one priority in milliseconds: response, resolution.
pub const fn target_ms(target: Target) -> (i64, i64) {
    (target.response_minutes * 60_000, target.resolution_minutes * 60_000)
}
