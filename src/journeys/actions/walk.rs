//! Walking: begin, go on with an answer, go back. Every step is saved.

use super::follow::{Step, look, may_walk};
use crate::accounts::{Admin, Identity, Visitor};
use crate::error::{Error, Result};
use crate::files::actions as files;
use crate::files::model::FileView;
use crate::journeys::answer::Answer;
use crate::journeys::graph::{Graph, Node, Shape};
use crate::journeys::model::{Journey, WALK_MS, Walk};
use crate::journeys::queries;
use crate::journeys::queries::walks::{self, NewWalk};
use crate::journeys::rules::{read, walk};
use crate::kernel::ids::{FileId, JourneyId, MemberId, NodeId};
use crate::platform::{Services, Tx, limits, secret};
use uuid::Uuid;

/// Where a form of a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To the next step.
    Forth,
    /// To the step before.
    Back,
}

/// What the form of a step sends.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The step.
    pub at: Option<NodeId>,
    /// What was chosen or typed.
    pub texts: Vec<String>,
    /// The pictures, uploaded.
    pub images: Vec<FileId>,
    /// Who uploaded them: who is signed in, or the guest of a chat.
    pub by: Option<MemberId>,
    /// Where phone numbers without a code belong.
    pub country: String,
}

/// Whether a business has a journey to walk, and how it is called.
///
/// # Errors
/// When the database fails.
pub async fn is_offered(services: &Services, at: &Visitor) -> Result<Option<String>> {
    Ok(queries::find_active(services.db(), at.business()).await?.map(|j| j.name))
}

/// Begins to walk the active version; gives the token of the link. `from` is the network address.
///
/// # Errors
/// `NotFound` when no version is active; `TooMany` when one address begins many.
pub async fn start(services: &Services, at: &Visitor, who: Option<&Identity>, from: &str) -> Result<String> {
    services.limits().check(limits::START_WALK, from)?;
    let journey = queries::find_active(services.db(), at.business()).await?.ok_or(Error::NotFound)?;
    begin(services, &journey, member(who, &journey), false).await
}

/// Begins to try any version; gives the token of the link. Nothing comes of it and nothing is counted.
///
/// # Errors
/// `NotFound` when it is none of theirs; `Conflict` when it has no first step.
pub async fn start_trial(services: &Services, who: &Admin, id: JourneyId) -> Result<String> {
    let journey = super::find(services, who, id).await?;
    begin(services, &journey, None, true).await
}

async fn begin(services: &Services, journey: &Journey, member: Option<MemberId>, is_trial: bool) -> Result<String> {
    let start = journey.graph.start.ok_or_else(|| Error::Conflict("There is nothing to walk yet. Add a first question.".into()))?;
    let (token, client_id) = (secret::long_token(), Uuid::now_v7().to_string());
    let mut tx = services.begin().await?;
    let ends_at = tx.now().plus_ms(WALK_MS);
    let new = NewWalk { journey: journey.id, token_hash: &secret::hash(&token), client_id: &client_id, member, is_trial, start, ends_at };
    let id = walks::insert(&mut tx, journey.business_id, &new).await?;
    if !is_trial {
        walks::arrive(&mut tx, journey.business_id, journey.id, id, start).await?;
    }
    tx.commit().await?;
    Ok(token)
}

fn member(who: Option<&Identity>, journey: &Journey) -> Option<MemberId> {
    who.and_then(|who| who.customer().ok()).filter(|c| c.business() == journey.business_id).map(|c| c.member())
}

/// Stores the answer of a step and goes on or back. A form of an earlier step, sent once more, goes on from there; one of a step that is not on
/// the trail changes nothing.
///
/// # Errors
/// `Invalid` names `answer`; `Conflict` when a ticket or chat came of the walk already, or it goes round in circles; else as [`look`].
pub async fn go(services: &Services, who: Option<&Identity>, token: &str, typed: Typed, to: Go) -> Result<()> {
    let Step { walk: seen, journey } = look(services, who, token).await?;
    let mut tx = services.begin().await?;
    let mut walk = walks::lock(&mut tx, seen.business_id, seen.id).await?;
    may_walk(&walk, who)?;
    if walk.ticket_id.is_some() || walk.chat_id.is_some() {
        return Err(Error::Conflict("Your answers are sent already. Begin again to send others.".into()));
    }
    if walk.revision == seen.revision {
        walk.trail = seen.trail;
    }
    let Some(node) = typed.at.and_then(|at| rewound(&mut walk, &journey.graph, at)).cloned() else { return Ok(()) };
    if !walk.is_trial {
        walk.member_id = walk.member_id.or_else(|| member(who, &journey));
    }
    let read = answer(&mut tx, &walk, &node, typed).await;
    match (to, read) {
        (Go::Forth, Err(error)) => return Err(error),
        // What cannot be read yet is no reason not to go back.
        (Go::Back, Err(_)) => {}
        (_, Ok(Some(answer))) => drop(walk.answers.insert(node.id, answer)),
        (_, Ok(None)) => {}
    }
    match to {
        Go::Back => walk::back(&mut walk.trail),
        Go::Forth => forth(&mut tx, &mut walk, &journey, &node).await?,
    }
    let is_read = walk.at().and_then(|at| journey.graph.node(at)).is_some_and(|n| n.shape == Shape::Article);
    walk.finished_at = is_read.then(|| tx.now());
    walks::save(&mut tx, walk.business_id, &walk).await?;
    tx.commit().await
}

/// The step of a form, with the trail cut after it.
fn rewound<'a>(walk: &mut Walk, graph: &'a Graph, at: NodeId) -> Option<&'a Node> {
    let place = walk.trail.iter().rposition(|id| *id == at)?;
    walk.trail.truncate(place + 1);
    graph.node(at)
}

async fn forth(tx: &mut Tx, walk: &mut Walk, journey: &Journey, node: &Node) -> Result<()> {
    if node.shape.is_ending() {
        return Ok(());
    }
    let stuck = || Error::Conflict("From here it does not go on. Go back and answer differently, or write a ticket yourself.".into());
    let way = walk::forth(&journey.graph, &mut walk.trail, &walk.answers).ok_or_else(stuck)?;
    if walk.is_trial {
        if !walk.taken.contains(&way.0) {
            walk.taken.push(way.0);
        }
        return Ok(());
    }
    walks::answer(tx, walk.business_id, walk.id, node.id).await?;
    if let Some(next) = walk.at() {
        walks::arrive(tx, walk.business_id, walk.journey_id, walk.id, next).await?;
    }
    Ok(())
}

/// What was typed, read; `None` where nothing is asked.
async fn answer(tx: &mut Tx, walk: &Walk, node: &Node, typed: Typed) -> Result<Option<Answer>> {
    if !node.shape.is_question() {
        return Ok(None);
    }
    let others = walk.answers.iter().filter(|(id, _)| **id != node.id && walk.trail.contains(id)).map(|(_, a)| a.images.len()).sum();
    let images: Vec<FileView> = match typed.by {
        Some(by) if node.shape == Shape::Images => files::hold(tx, walk.business_id, by, &typed.images, walk.ends_at).await?.map_err(|_| lost())?,
        _ => Vec::new(),
    };
    Ok(Some(read::answer(node, &typed.texts, images, others, &typed.country)?))
}

fn lost() -> Error {
    Error::field(read::FIELD, "One of the pictures is gone. Add it again.")
}
