//! What the staff does with saved views.

use super::model::{MOST, SavedView};
use super::queries::{self, ViewRow};
use crate::accounts::Agent;
use crate::accounts::model::Role;
use crate::error::{Error, Result};
use crate::kernel::ids::ViewId;
use crate::kernel::text::Check;
use crate::platform::Services;
use crate::tickets::model::Filter;

/// Those of this person and the shared ones, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, agent: &Agent) -> Result<Vec<SavedView>> {
    let rows = queries::list(services.db(), agent.business(), agent.member()).await?;
    Ok(rows.into_iter().map(|row| view(agent, row)).collect())
}

/// One that this person has.
///
/// # Errors
/// `NotFound` when there is no such view for them.
pub async fn find(services: &Services, agent: &Agent, id: ViewId) -> Result<SavedView> {
    let row = queries::find(services.db(), agent.business(), agent.member(), id).await?;
    row.map(|row| view(agent, row)).ok_or(Error::NotFound)
}

/// Saves a filter under a name; one of this person with the same name is replaced. Words that were searched for are not part of it.
///
/// # Errors
/// `Invalid` names `name`.
pub async fn save(services: &Services, agent: &Agent, name: &str, is_shared: bool, filter: Filter) -> Result<ViewId> {
    let mut check = Check::new();
    let name = check.line("name", "Name", name, 1, 60);
    check.finish()?;
    let known = list(services, agent).await?;
    if known.len() >= MOST && known.iter().all(|view| view.name != name) {
        return Err(Error::field("name", format!("{MOST} views are the most. Remove one first.")));
    }
    let filter = Filter { search: String::new(), ..filter };
    let filter = serde_json::to_string(&filter).expect("a filter is plain data");
    let mut tx = services.begin().await?;
    let id = queries::save(&mut tx, agent.business(), agent.member(), &name, is_shared, &filter).await?;
    tx.commit().await?;
    Ok(id)
}

/// Removes a view.
///
/// # Errors
/// `NotFound` when there is no such view for this person; `Denied` when somebody else shares it and this person is no admin.
pub async fn remove(services: &Services, agent: &Agent, id: ViewId) -> Result<()> {
    let mut tx = services.begin().await?;
    let row = queries::find(&mut tx, agent.business(), agent.member(), id).await?.ok_or(Error::NotFound)?;
    if !may_change(agent, &row) {
        return Err(Error::Denied("Only who made a shared view, or an admin, may remove it.".into()));
    }
    queries::delete(&mut tx, agent.business(), id).await?;
    tx.commit().await
}

fn may_change(agent: &Agent, row: &ViewRow) -> bool {
    row.owner_id == agent.member() || agent.role() == Role::Admin
}

fn view(agent: &Agent, row: ViewRow) -> SavedView {
    // A filter of a later version that is not understood shows everything rather than nothing.
    let filter = serde_json::from_str(&row.filter).unwrap_or_default();
    SavedView { may_change: may_change(agent, &row), id: row.id, name: row.name, filter, is_shared: row.is_shared }
}
