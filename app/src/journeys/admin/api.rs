//! What admins send about journeys.

use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::{Json, MultipartData, MultipartFormData};
use serde::{Deserialize, Serialize};
use stoa::journeys::graph::{Graph, Shape};
use stoa::kernel::ids::{EdgeId, JourneyId, NodeId};

/// A step as typed into its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeForm {
    /// The word of its shape.
    pub shape: String,
    /// The question or heading.
    pub title: String,
    /// What stands below it.
    #[serde(default)]
    pub about: String,
    /// One option on each line.
    #[serde(default)]
    pub options: String,
    /// Anything when it must be answered.
    #[serde(default)]
    pub is_required: String,
    /// The subject of the ticket.
    #[serde(default)]
    pub subject: String,
    /// The id of its category, or empty.
    #[serde(default)]
    pub category: String,
    /// The word of its priority.
    #[serde(default)]
    pub priority: String,
    /// Words with commas between.
    #[serde(default)]
    pub tags: String,
    /// The word in addresses of an article.
    #[serde(default)]
    pub article: String,
}

/// A way as typed into its form: simple tests in rows, anything else in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayForm {
    /// Where it leads.
    pub to: String,
    /// `all`, `any` or `words`.
    #[serde(default)]
    pub join: String,
    /// The question of each row.
    #[serde(default)]
    pub asks1: String,
    /// The second.
    #[serde(default)]
    pub asks2: String,
    /// The third.
    #[serde(default)]
    pub asks3: String,
    /// The test of each row.
    #[serde(default)]
    pub test1: String,
    /// The second.
    #[serde(default)]
    pub test2: String,
    /// The third.
    #[serde(default)]
    pub test3: String,
    /// What the answer is compared with.
    #[serde(default)]
    pub value1: String,
    /// The second.
    #[serde(default)]
    pub value2: String,
    /// The third.
    #[serde(default)]
    pub value3: String,
    /// The condition in words.
    #[serde(default)]
    pub words: String,
}

/// Makes an empty draft.
#[server]
pub async fn create_journey(name: String) -> Result<()> {
    let id = stoa::journeys::actions::create(&crate::session::services(), &crate::session::admin().await?, &name).await?;
    leptos_axum::redirect(&crate::routes::admin_journey(id));
    Ok(())
}

/// Makes a draft of a file, or of what was pasted when none was chosen.
#[server(input = MultipartFormData)]
pub async fn import_journey(form: MultipartData) -> Result<()> {
    let who = crate::session::admin().await?;
    let mut sent = crate::multipart::read_file(form, "chosen").await?;
    let pasted = sent.typed.remove("file").unwrap_or_default();
    let chosen =
        String::from_utf8(sent.bytes.to_vec()).map_err(|_| stoa::Error::field("chosen", "The file is not text. Choose one that “Export” gave you."))?;
    // What is wrong is said where it came from.
    let (text, field) = if chosen.is_empty() { (&pasted, "file") } else { (&chosen, "chosen") };
    let id = stoa::journeys::actions::import(&crate::session::services(), &who, text).await.map_err(|error| error.renamed("file", field))?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_journey(id), "imported"));
    Ok(())
}

/// Makes a draft of any version.
#[server]
pub async fn duplicate_journey(journey: JourneyId) -> Result<()> {
    let id = stoa::journeys::actions::duplicate(&crate::session::services(), &crate::session::admin().await?, journey).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_journey(id), "copied"));
    Ok(())
}

/// Makes a version the one that customers walk.
#[server]
pub async fn activate_journey(journey: JourneyId) -> Result<()> {
    stoa::journeys::actions::activate(&crate::session::services(), &crate::session::admin().await?, journey).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_journey(journey), "activated"));
    Ok(())
}

/// Puts the active version away.
#[server]
pub async fn archive_journey(journey: JourneyId) -> Result<()> {
    stoa::journeys::actions::archive(&crate::session::services(), &crate::session::admin().await?, journey).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_JOURNEYS, "archived"));
    Ok(())
}

/// Deletes a draft.
#[server]
pub async fn delete_journey(journey: JourneyId) -> Result<()> {
    stoa::journeys::actions::delete(&crate::session::services(), &crate::session::admin().await?, journey).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_JOURNEYS, "deleted"));
    Ok(())
}

/// Begins to try a version.
#[server]
pub async fn try_journey(journey: JourneyId) -> Result<()> {
    let token = stoa::journeys::actions::start_trial(&crate::session::services(), &crate::session::admin().await?, journey).await?;
    leptos_axum::redirect(&crate::routes::walk(&token));
    Ok(())
}

/// Gives a draft another name.
#[server]
pub async fn rename_journey(journey: JourneyId, revision: i64, name: String) -> Result<()> {
    stoa::journeys::actions::rename(&crate::session::services(), &crate::session::admin().await?, journey, revision, &name).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_journey(journey), "saved"));
    Ok(())
}

/// Adds a step, with a way to it from another one.
#[server]
pub async fn add_step(journey: JourneyId, revision: i64, shape: Shape, title: String, #[server(default)] after: String) -> Result<()> {
    super::forms::add(journey, revision, shape, &title, &after).await
}

/// Changes a step; `skills` are the names that were ticked.
#[server]
pub async fn change_step(
    journey: JourneyId,
    revision: i64,
    step: NodeId,
    #[server(default)] skills: Vec<String>,
    #[server(flatten)] typed: NodeForm,
) -> Result<()> {
    super::forms::change(journey, revision, step, skills, &typed).await
}

/// Removes a step and its ways.
#[server]
pub async fn remove_step(journey: JourneyId, revision: i64, step: NodeId) -> Result<()> {
    super::forms::edit(journey, revision, stoa::journeys::rules::edit::Edit::RemoveNode(step), "steps").await
}

/// Lets the journey begin at a step.
#[server]
pub async fn begin_at_step(journey: JourneyId, revision: i64, step: NodeId) -> Result<()> {
    super::forms::edit(journey, revision, stoa::journeys::rules::edit::Edit::BeginAt(step), &format!("node-{step}")).await
}

/// Adds a way from a step.
#[server]
pub async fn add_way(journey: JourneyId, revision: i64, step: NodeId, #[server(flatten)] typed: WayForm) -> Result<()> {
    super::forms::add_way(journey, revision, step, &typed).await
}

/// Changes where a way leads, and when.
#[server]
pub async fn change_way(journey: JourneyId, revision: i64, way: EdgeId, #[server(flatten)] typed: WayForm) -> Result<()> {
    super::forms::change_way(journey, revision, way, &typed).await
}

/// Removes a way.
#[server]
pub async fn remove_way(journey: JourneyId, revision: i64, way: EdgeId) -> Result<()> {
    super::forms::edit(journey, revision, stoa::journeys::rules::edit::Edit::RemoveEdge(way), "steps").await
}

/// Tries a way before or after its neighbour.
#[server]
pub async fn move_way(journey: JourneyId, revision: i64, way: EdgeId, up: bool) -> Result<()> {
    super::forms::edit(journey, revision, stoa::journeys::rules::edit::Edit::ShiftEdge { edge: way, up }, &format!("edge-{way}")).await
}

/// What the canvas draws.
#[server]
pub async fn get_drawing(journey: JourneyId) -> Result<super::Drawing> {
    super::forms::drawing(journey).await
}

/// Saves what was drawn; says the revision.
#[server(input = Json)]
pub async fn save_drawing(journey: JourneyId, revision: i64, graph: Graph) -> Result<i64> {
    Ok(stoa::journeys::actions::save(&crate::session::services(), &crate::session::admin().await?, journey, revision, graph).await?)
}
