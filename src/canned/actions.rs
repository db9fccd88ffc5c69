//! Finding and writing canned responses: agents their own, admins those of the team as well.

use super::draft::CannedDraft;
use super::model::{Canned, MOST, Ready, Spot};
use super::queries;
use crate::accounts::model::Role;
use crate::accounts::{Admin, Agent};
use crate::chats::actions as chats;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{BusinessId, CannedId, CategoryId, MemberId};
use crate::phrases::actions as phrases;
use crate::phrases::model::Facts;
use crate::phrases::rules::render;
use crate::platform::{Services, Tx};
use crate::tickets::actions as tickets;
use serde::Deserialize;

const SEED: &str = include_str!("seed.json");

#[derive(Deserialize)]
struct Seed {
    shortcut: String,
    title: String,
    body: String,
}

fn seeds() -> Vec<Seed> {
    serde_json::from_str(SEED).expect("a test reads the file")
}

/// Gives a business the standard texts that it does not have. Says how many are new.
///
/// # Errors
/// When the database fails.
pub async fn start(tx: &mut Tx, business: BusinessId) -> Result<u64> {
    let mut added = 0;
    for seed in seeds() {
        added += queries::insert_new(tx, business, &seed.shortcut, &seed.title, &seed.body).await?;
    }
    Ok(added)
}

/// How many of the standard texts the team does not have.
///
/// # Errors
/// When the database fails.
pub async fn count_missing(services: &Services, who: &Agent) -> Result<usize> {
    let all = list(services, who).await?;
    let has = |shortcut: &str| all.iter().any(|c| c.owner_id.is_none() && c.shortcut == shortcut);
    Ok(seeds().iter().filter(|seed| !has(&seed.shortcut)).count())
}

/// Gives the team the standard texts that it does not have; what it wrote under their shortcuts stays. Says how many are new.
///
/// # Errors
/// `Conflict` when the team would have more than [`MOST`].
pub async fn add_missing(services: &Services, who: &Admin) -> Result<u64> {
    let mut tx = services.begin().await?;
    let added = start(&mut tx, who.business()).await?;
    if queries::count(&mut tx, who.business(), None).await? > MOST {
        return Err(Error::Conflict(format!("{MOST} texts are the most. Delete some first.")));
    }
    if added > 0 {
        told(tx, &who.as_agent()).await?;
    }
    Ok(added)
}

/// Those of the team and one's own.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, who: &Agent) -> Result<Vec<Canned>> {
    queries::list(services.db(), who.business(), who.member()).await
}

/// One of the team or one's own.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn find(services: &Services, who: &Agent, id: CannedId) -> Result<Canned> {
    queries::find(services.db(), who.business(), who.member(), id).await?.ok_or(Error::NotFound)
}

/// All of them as they would be written here: those that suit what the ticket is about first.
///
/// # Errors
/// `NotFound` when there is no such ticket or chat for this agent.
pub async fn list_ready(services: &Services, who: &Agent, spot: Spot) -> Result<Vec<Ready>> {
    let (facts, category) = facts(services, who, spot).await?;
    let mut all = list(services, who).await?;
    all.sort_by_key(|c| category.is_none() || c.category_id != category);
    let ready = |c: Canned| Ready { text: render(&c.body, &facts), id: c.id, shortcut: c.shortcut, title: c.title, is_own: c.owner_id.is_some() };
    Ok(all.into_iter().map(ready).collect())
}

async fn facts(services: &Services, who: &Agent, spot: Spot) -> Result<(Facts, Option<CategoryId>)> {
    match spot {
        Spot::Ticket(id) => {
            let ticket = tickets::find_quietly(services.db(), who.business(), id).await?.ok_or(Error::NotFound)?;
            Ok((phrases::at_ticket(services.db(), &ticket, who.name()).await?, ticket.category_id))
        }
        Spot::Chat(id) => {
            let chat = chats::find(services, who, id).await?.chat;
            Ok((phrases::in_chat(services.db(), who.business(), &chat, who.name()).await?, None))
        }
    }
}

/// Whose a text is to be, if this person may write such a one.
fn owner(who: &Agent, is_shared: bool) -> Result<Option<MemberId>> {
    match (is_shared, who.role()) {
        (false, _) => Ok(Some(who.member())),
        (true, Role::Admin) => Ok(None),
        (true, _) => Err(Error::Denied("Only admins write for the whole team. Save it as your own.".into())),
    }
}

async fn check_category(services: &Services, who: &Agent, category: Option<CategoryId>) -> Result<()> {
    let known = tickets::list_categories(services, who).await?;
    let is_fine = category.is_none_or(|id| known.iter().any(|c| c.id == id));
    if is_fine { Ok(()) } else { Err(Error::field("category", "Category: choose one of the options.")) }
}

/// Adds one.
///
/// # Errors
/// `Invalid` names the fields; `Denied` when somebody who is no admin writes for the team.
pub async fn create(services: &Services, who: &Agent, draft: &CannedDraft) -> Result<CannedId> {
    let (checked, owner) = (draft.parse()?, owner(who, draft.is_shared)?);
    check_category(services, who, checked.category).await?;
    let mut tx = services.begin().await?;
    if queries::count(&mut tx, who.business(), owner).await? >= MOST {
        return Err(Error::field("shortcut", format!("{MOST} texts are the most. Delete one first.")));
    }
    let id = queries::insert(&mut tx, who.business(), owner, &checked).await?;
    told(tx, who).await?;
    Ok(id)
}

/// Changes one.
///
/// # Errors
/// As [`create`], and `NotFound` for anybody else's.
pub async fn change(services: &Services, who: &Agent, id: CannedId, draft: &CannedDraft) -> Result<()> {
    let found = may_change(services, who, id).await?;
    let (checked, owner) = (draft.parse()?, owner(who, draft.is_shared)?);
    check_category(services, who, checked.category.filter(|c| Some(*c) != found.category_id)).await?;
    let mut tx = services.begin().await?;
    queries::update(&mut tx, who.business(), id, owner, &checked).await?;
    told(tx, who).await
}

/// Deletes one.
///
/// # Errors
/// `Denied` when somebody who is no admin deletes what the team has; `NotFound` for anybody else's.
pub async fn delete(services: &Services, who: &Agent, id: CannedId) -> Result<()> {
    may_change(services, who, id).await?;
    let mut tx = services.begin().await?;
    queries::delete(&mut tx, who.business(), id).await?;
    told(tx, who).await
}

async fn may_change(services: &Services, who: &Agent, id: CannedId) -> Result<Canned> {
    let found = find(services, who, id).await?;
    owner(who, found.owner_id.is_none())?;
    Ok(found)
}

async fn told(mut tx: Tx, who: &Agent) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "canned".into() }).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canned::draft::CannedDraft;

    #[test]
    fn the_standard_texts_can_be_written_by_hand() {
        assert!(seeds().len() >= 6);
        for seed in seeds() {
            let draft = CannedDraft { shortcut: seed.shortcut.clone(), title: seed.title, body: seed.body, ..CannedDraft::default() };
            assert_eq!(draft.parse().unwrap().shortcut, seed.shortcut);
        }
    }
}
