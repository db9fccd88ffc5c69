//! What admins do with automations: write them here, try them on the tickets of the past beside.

mod trial;

pub use trial::{TRIED, Tried, try_out};

use super::draft::{Draft, field};
use super::hooks;
use super::model::{AUTOMATIONS_MAX, Act, Automation, Condition, Hook, Own, Run};
use super::queries::{self, hooks as calls, runs};
use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{AutomationId, MacroId};
use crate::kernel::text::Check;
use crate::macros::actions as macros;
use crate::macros::model::Known;
use crate::platform::{Services, Tx};

/// Lines of the log that are shown.
const SHOWN: i64 = 200;

/// What automations may name: the things of the business, and its macros in use.
///
/// # Errors
/// When the database fails.
pub async fn known(services: &Services, who: &Admin) -> Result<(Known, Vec<(MacroId, String)>)> {
    let known = macros::known(services, &who.as_agent()).await?;
    let macros = macros::list(services, who).await?;
    Ok((known, macros.into_iter().filter(|m| !m.is_archived).map(|m| (m.id, m.name)).collect()))
}

/// All automations in their order.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, who: &Admin) -> Result<Vec<Automation>> {
    queries::list(services.db(), who.business()).await
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub async fn find(services: &Services, who: &Admin, id: AutomationId) -> Result<Automation> {
    queries::find(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

/// Makes one, switched off, at the end of the order.
///
/// # Errors
/// `Invalid` names each field.
pub async fn create(services: &Services, who: &Admin, draft: &Draft) -> Result<AutomationId> {
    let (known, macros) = known(services, who).await?;
    let checked = draft.read(&known, &macros, &Condition::default())?;
    can_be_called(services, &checked.acts)?;
    if list(services, who).await?.len() >= AUTOMATIONS_MAX {
        return Err(Error::Conflict(format!("{AUTOMATIONS_MAX} automations are the most. Delete one that is not needed any more.")));
    }
    let mut tx = services.begin().await?;
    let id = queries::insert(&mut tx, who.business(), &checked).await?;
    changed(tx, who).await?;
    Ok(id)
}

/// Changes what one is. Parts of its condition that the form cannot show stay.
///
/// # Errors
/// `Invalid` names each field; `NotFound`.
pub async fn change(services: &Services, who: &Admin, id: AutomationId, draft: &Draft) -> Result<()> {
    let before = find(services, who, id).await?;
    let (known, macros) = known(services, who).await?;
    let checked = draft.read(&known, &macros, &before.condition)?;
    can_be_called(services, &checked.acts)?;
    if before.is_on && checked.acts.is_empty() {
        return Err(Error::field("acts", "It is switched on and would do nothing. Add an action, or switch it off."));
    }
    let mut tx = services.begin().await?;
    queries::update(&mut tx, who.business(), id, &checked).await?;
    changed(tx, who).await
}

/// Every act of a checked draft stands in the row of its number.
fn can_be_called(services: &Services, acts: &[Act]) -> Result<()> {
    let mut form = Check::new();
    for (n, act) in acts.iter().enumerate() {
        if let Act::Own(Own::CallWebhook { url }) = act
            && let Err(why) = services.web().check(url)
        {
            form.fail(&field("acts", n), why);
        }
    }
    form.finish()
}

/// Switches one on or off.
///
/// # Errors
/// `Conflict` when it does nothing yet; `NotFound`.
pub async fn switch(services: &Services, who: &Admin, id: AutomationId, is_on: bool) -> Result<()> {
    let found = find(services, who, id).await?;
    if is_on && found.acts.0.is_empty() {
        return Err(Error::Conflict("It does nothing yet. Add an action first.".into()));
    }
    let mut tx = services.begin().await?;
    queries::set_on(&mut tx, who.business(), id, is_on).await?;
    changed(tx, who).await
}

/// Moves one a place up or down.
///
/// # Errors
/// `NotFound`.
pub async fn shift(services: &Services, who: &Admin, id: AutomationId, up: bool) -> Result<()> {
    let mut tx = services.begin().await?;
    let mut all = queries::list(&mut tx, who.business()).await?;
    let at = all.iter().position(|a| a.id == id).ok_or(Error::NotFound)?;
    let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < all.len()) };
    let Some(to) = to else { return Ok(()) };
    all.swap(at, to);
    for (automation, place) in all.iter().zip(1..) {
        queries::set_place(&mut tx, who.business(), automation.id, place).await?;
    }
    changed(tx, who).await
}

/// Takes one out of use. Its log stays.
///
/// # Errors
/// `NotFound`.
pub async fn delete(services: &Services, who: &Admin, id: AutomationId) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::archive(&mut tx, who.business(), id).await?;
    changed(tx, who).await
}

/// The last lines of the log, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_runs(services: &Services, who: &Admin, of: Option<AutomationId>) -> Result<Vec<Run>> {
    runs::list(services.db(), who.business(), of, SHOWN).await
}

/// The last calls of webhooks, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_hooks(services: &Services, who: &Admin) -> Result<Vec<Hook>> {
    calls::list(services.db(), who.business(), SHOWN).await
}

/// The secret that signs what webhooks send.
///
/// # Errors
/// `Conflict` when it does not open because `STOA_SECRET` is another one.
pub async fn secret(services: &Services, who: &Admin) -> Result<String> {
    hooks::secret_of(services, who.business()).await
}

/// Makes another secret.
///
/// # Errors
/// When the database fails.
pub async fn renew_secret(services: &Services, who: &Admin) -> Result<()> {
    let mut tx = services.begin().await?;
    hooks::renew_secret(&mut tx, who.business()).await?;
    changed(tx, who).await
}

async fn changed(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "automations".into() }).await?;
    tx.commit().await
}
