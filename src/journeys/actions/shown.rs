//! What staff sees of the walk that a ticket came of.

use crate::accounts::Agent;
use crate::error::{Error, Result};
use crate::files::model::FileView;
use crate::journeys::queries::{self, walks};
use crate::journeys::rules::walk;
use crate::kernel::ids::TicketId;
use crate::platform::Services;
use serde::{Deserialize, Serialize};

/// The answers behind a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// What the journey is called.
    pub name: String,
    /// Which version was walked.
    pub number: i64,
    /// Questions and answers, in the order they were asked.
    pub answers: Vec<(String, String, Vec<FileView>)>,
    /// Words the ending gives the ticket.
    pub tags: Vec<String>,
    /// What whoever answers should know.
    pub skills: Vec<String>,
}

/// The answers behind a ticket; `None` when it did not come through a journey.
///
/// # Errors
/// When the database fails.
pub async fn answers_of(services: &Services, who: &Agent, ticket: TicketId) -> Result<Option<Answered>> {
    let Some(found) = walks::find_by_ticket(services.db(), who.business(), ticket).await? else { return Ok(None) };
    let journey = queries::find(services.db(), who.business(), found.journey_id).await?.ok_or(Error::Internal)?;
    let pairs = walk::answered(&journey.graph, &found.trail, &found.answers);
    let answers = pairs.into_iter().map(|(node, answer)| (node.title.clone(), answer.text(), answer.images.clone())).collect();
    let opens = found.at().and_then(|at| journey.graph.node(at)?.opens.clone()).unwrap_or_default();
    Ok(Some(Answered { name: journey.name, number: journey.number, answers, tags: opens.tags, skills: opens.skills }))
}
