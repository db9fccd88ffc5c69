//! What admins do: write drafts, make one active, put it away, copy, compare, carry.

use crate::accounts::Admin;
use crate::error::{Error, FieldError, Result};
use crate::event::Event;
use crate::help::actions as help;
use crate::help::model::State as ArticleState;
use crate::journeys::graph::Graph;
use crate::journeys::model::{Journey, JourneyRow, Passed, State};
use crate::journeys::queries::{self, walks};
use crate::journeys::rules::check::{Known, Place, problems};
use crate::journeys::rules::diff::{self, Change};
use crate::journeys::rules::edit::{self, Edit};
use crate::journeys::rules::transfer;
use crate::kernel::ids::{BusinessId, JourneyId, NodeId};
use crate::kernel::text::Check;
use crate::platform::{Services, Tx};
use crate::tickets::actions as tickets;

/// The most drafts of a business.
const DRAFTS_MAX: usize = 50;

/// The versions, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, who: &Admin) -> Result<Vec<JourneyRow>> {
    queries::list(services.db(), who.business()).await
}

/// A version.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn find(services: &Services, who: &Admin, id: JourneyId) -> Result<Journey> {
    queries::find(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

/// What endings may name.
///
/// # Errors
/// When the database fails.
pub async fn known(services: &Services, who: &Admin) -> Result<Known> {
    let categories = tickets::list_categories(services, who).await?.into_iter().filter(|c| !c.is_archived).map(|c| (c.id, c.name)).collect();
    let shelves = help::list_articles(services, who).await?;
    let published = shelves.into_iter().flat_map(|s| s.articles).filter(|a| a.state == ArticleState::Published);
    Ok(Known { categories, articles: published.map(|a| (a.slug, a.question)).collect() })
}

fn named(name: &str) -> Result<String> {
    let mut check = Check::new();
    let name = check.line("name", "Name", name, 1, 80);
    check.finish()?;
    Ok(name)
}

/// A new, empty draft.
///
/// # Errors
/// `Invalid` names the field `name`; `Conflict` when there are too many drafts.
pub async fn create(services: &Services, who: &Admin, name: &str) -> Result<JourneyId> {
    insert(services, who, &named(name)?, &Graph::default()).await
}

/// A draft that is a copy of any version.
///
/// # Errors
/// `NotFound` when it is none of theirs; `Conflict` when there are too many drafts.
pub async fn duplicate(services: &Services, who: &Admin, id: JourneyId) -> Result<JourneyId> {
    let journey = find(services, who, id).await?;
    insert(services, who, &journey.name, &journey.graph).await
}

/// A draft from a file.
///
/// # Errors
/// `Invalid` names `file`, and says which step or way cannot be read.
pub async fn import(services: &Services, who: &Admin, text: &str) -> Result<JourneyId> {
    let (name, graph) = transfer::import(text, &known(services, who).await?)?;
    let mut check = Check::new();
    let name = check.line(transfer::FIELD, "“name”", if name.trim().is_empty() { "Imported journey" } else { &name }, 1, 80);
    check.finish()?;
    insert(services, who, &name, &graph).await
}

/// The first version of a business, active at once, inside the transaction that fills it.
///
/// # Errors
/// `Invalid` when the file cannot be read, `Conflict` when it cannot be walked.
pub async fn install(tx: &mut Tx, business: BusinessId, text: &str, known: &Known) -> Result<JourneyId> {
    let (name, graph) = transfer::import(text, known)?;
    if let Some(problem) = problems(&graph, known).into_iter().next() {
        return Err(Error::Conflict(problem.words));
    }
    let id = queries::insert(tx, business, &name, &graph).await?;
    let draft = queries::find(&mut *tx, business, id).await?.ok_or(Error::NotFound)?;
    queries::set_state(tx, business, &draft, State::Active).await?;
    Ok(id)
}

/// The name and the file of a version.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn export(services: &Services, who: &Admin, id: JourneyId) -> Result<(Journey, String)> {
    let journey = find(services, who, id).await?;
    let text = transfer::export(&journey.name, &journey.graph, &known(services, who).await?);
    Ok((journey, text))
}

async fn insert(services: &Services, who: &Admin, name: &str, graph: &Graph) -> Result<JourneyId> {
    let mut tx = services.begin().await?;
    if queries::list(&mut tx, who.business()).await?.iter().filter(|j| j.state == State::Draft).count() >= DRAFTS_MAX {
        return Err(Error::Conflict(format!("{DRAFTS_MAX} drafts are the most. Delete some first.")));
    }
    let id = queries::insert(&mut tx, who.business(), name, graph).await?;
    tell_and_commit(tx, who).await?;
    Ok(id)
}

/// Gives a draft another name.
///
/// # Errors
/// As [`save`], and `Invalid` names the field `name`.
pub async fn rename(services: &Services, who: &Admin, id: JourneyId, revision: i64, name: &str) -> Result<()> {
    let (name, journey) = (named(name)?, find(services, who, id).await?);
    store(services, who, id, revision, &name, &journey.graph).await
}

/// Makes one change to a draft that somebody saw at this revision.
///
/// # Errors
/// As [`save`].
pub async fn edit(services: &Services, who: &Admin, id: JourneyId, revision: i64, change: Edit) -> Result<()> {
    let journey = find(services, who, id).await?;
    let graph = edit::apply(journey.graph, change)?;
    store(services, who, id, revision, &journey.name, &graph).await
}

/// Saves the graph of a draft that somebody saw at this revision. Says its revision now.
///
/// # Errors
/// `NotFound` when it is none of theirs; `Conflict` when it is no draft any more, or somebody else has saved it since.
pub async fn save(services: &Services, who: &Admin, id: JourneyId, revision: i64, graph: Graph) -> Result<i64> {
    let journey = find(services, who, id).await?;
    if graph.nodes.len() > crate::journeys::graph::NODES_MAX || graph.edges.len() > crate::journeys::graph::EDGES_MAX {
        return Err(Error::Conflict("The journey is too large to be saved. Remove some steps.".into()));
    }
    store(services, who, id, revision, &journey.name, &edit::tidied(graph)).await?;
    Ok(revision + 1)
}

async fn store(services: &Services, who: &Admin, id: JourneyId, revision: i64, name: &str, graph: &Graph) -> Result<()> {
    let mut tx = services.begin().await?;
    if !queries::update(&mut tx, who.business(), id, revision, name, graph).await? {
        let now = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
        let words = if now.state == State::Draft {
            "Somebody else has changed this draft in the meantime. Look at it as it is now, and make your change again."
        } else {
            "This version is no draft any more and cannot be changed. Duplicate it and change the copy."
        };
        return Err(Error::Conflict(words.into()));
    }
    tx.commit().await
}

/// Makes a draft, or an archived version, the one that customers walk; the one before is archived.
///
/// # Errors
/// `Invalid` names each place that keeps it from working: `journey`, `node-3`, `edge-7`.
pub async fn activate(services: &Services, who: &Admin, id: JourneyId) -> Result<()> {
    let known = known(services, who).await?;
    let mut tx = services.begin().await?;
    let journey = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    if journey.state == State::Active {
        return Ok(());
    }
    activate_seen(&mut tx, &journey, &known).await?;
    tell_and_commit(tx, who).await
}

/// Makes a version active as it was read, inside a transaction: what was saved in between was not looked at.
///
/// # Errors
/// As [`activate`]; `Conflict` when it is not as it was read any more.
pub async fn activate_seen(tx: &mut Tx, journey: &Journey, known: &Known) -> Result<()> {
    let faults = problems(&journey.graph, known);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults.into_iter().map(|p| FieldError { field: field(p.at), message: p.words }).collect()));
    }
    queries::archive_active(tx, journey.business_id).await?;
    if !queries::set_state(tx, journey.business_id, journey, State::Active).await? {
        return Err(Error::Conflict("Somebody changed this version at the same moment. Look again.".into()));
    }
    Ok(())
}

/// The name of a place in errors and in the page.
pub fn field(place: Place) -> String {
    match place {
        Place::Journey => "journey".into(),
        Place::Node(node) => format!("node-{node}"),
        Place::Edge(edge) => format!("edge-{edge}"),
    }
}

/// Puts the active version away: nobody begins it any more; who has begun walks on.
///
/// # Errors
/// `Conflict` when it is not active.
pub async fn archive(services: &Services, who: &Admin, id: JourneyId) -> Result<()> {
    let mut tx = services.begin().await?;
    let journey = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    if journey.state == State::Archived {
        return Ok(());
    }
    if journey.state != State::Active || !queries::set_state(&mut tx, who.business(), &journey, State::Archived).await? {
        return Err(Error::Conflict("Only the active version can be archived.".into()));
    }
    tell_and_commit(tx, who).await
}

/// Deletes a draft.
///
/// # Errors
/// `NotFound` when it is none of theirs; `Conflict` when it was ever active.
pub async fn delete(services: &Services, who: &Admin, id: JourneyId) -> Result<()> {
    let mut tx = services.begin().await?;
    let journey = queries::find(&mut tx, who.business(), id).await?.ok_or(Error::NotFound)?;
    if journey.state != State::Draft || !queries::delete(&mut tx, who.business(), id).await? {
        return Err(Error::Conflict("Customers have walked this version: it is kept with their answers.".into()));
    }
    tell_and_commit(tx, who).await
}

/// How many came to each step and went on.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn funnel(services: &Services, who: &Admin, id: JourneyId) -> Result<Vec<(NodeId, Passed)>> {
    find(services, who, id).await?;
    walks::list_passed(services.db(), who.business(), id, services.now()).await
}

/// What is different in `id`, compared with `before`.
///
/// # Errors
/// `NotFound` when one is none of theirs.
pub async fn changes(services: &Services, who: &Admin, before: JourneyId, id: JourneyId) -> Result<Vec<Change>> {
    let categories = tickets::list_categories(services, who).await?;
    Ok(diff::changes(&find(services, who, before).await?.graph, &find(services, who, id).await?.graph, &categories))
}

async fn tell_and_commit(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "journeys".into() }).await?;
    tx.commit().await
}
