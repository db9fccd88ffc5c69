//! The end of a walk: a ticket or a chat that begins with the answers.

use super::follow::{Step, look};
use crate::accounts::{Asker, Customer, Identity};
use crate::chats::actions as chats;
use crate::chats::model::Visit;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::files::actions as files;
use crate::journeys::graph::{Node, Opens, Shape};
use crate::journeys::queries::walks;
use crate::journeys::rules::{said, walk};
use crate::kernel::ids::{ChatId, FileId, MemberId};
use crate::platform::Services;
use crate::tags::rules::fitting;
use crate::tickets::actions as tickets;
use crate::tickets::actions::{Change, Draft, within};
use crate::tickets::model::{Category, Ticket};
use uuid::Uuid;

/// Opens the ticket that the walk ends with. Asking again gives the same ticket.
///
/// # Errors
/// `Conflict` when the walk has not come to such an end, or is only a trial; else as opening a ticket.
pub async fn open_ticket(services: &Services, customer: &Customer, who: &Identity, token: &str) -> Result<Ticket> {
    let step = look(services, Some(who), token).await?;
    if let Some(ticket) = step.walk.ticket_id {
        return tickets::find_quietly(services.db(), customer.business(), ticket).await?.ok_or(Error::NotFound);
    }
    let opens = end(&step, Shape::Ticket)?.opens.clone().unwrap_or_default();
    if customer.business() != step.walk.business_id {
        return Err(Error::NotFound);
    }
    own_pictures(services, &step, customer.member()).await?;
    let categories = tickets::list_categories(services, customer).await?;
    let ticket = tickets::open_for_skilled(services, customer, draft(&categories, &step, &opens), &said::skills(&opens.skills, &categories)).await?;
    let mut tx = services.begin().await?;
    let mut walk = walks::lock(&mut tx, step.walk.business_id, step.walk.id).await?;
    if walk.ticket_id.is_none() {
        (walk.ticket_id, walk.member_id, walk.finished_at) = (Some(ticket.id), Some(customer.member()), Some(tx.now()));
        walks::save(&mut tx, walk.business_id, &walk).await?;
        mark(&mut tx, ticket.staff_lane, line(&step, &opens)).await?;
        let by = format!("the journey “{}”", step.journey.name);
        within::change_tags(&mut tx, &ticket, &fitting(&opens.tags), &[], Change { actor: None, by: &by }).await?;
    }
    tx.commit().await?;
    Ok(ticket)
}

fn draft(known: &[Category], step: &Step, opens: &Opens) -> Draft {
    let (walk, graph) = (&step.walk, &step.journey.graph);
    let category = known.iter().find(|c| Some(c.id) == opens.category && !c.is_archived).map(|c| c.id.to_string());
    Draft {
        client_id: walk.client_id.clone(),
        subject: said::subject(&opens.subject, &walk.trail, &walk.answers, &step.journey.name),
        description: said::message(graph, &walk.trail, &walk.answers, &step.journey.name),
        // A category that was put away since is no reason to turn a customer away.
        category: category.unwrap_or_default(),
        priority: opens.priority.word().into(),
        files: pictures(step),
    }
}

/// The pictures of a walk go on with whoever ends it: they may have begun as a guest and signed in since.
async fn own_pictures(services: &Services, step: &Step, to: MemberId) -> Result<()> {
    let pictures = pictures(step);
    if pictures.is_empty() {
        return Ok(());
    }
    let mut tx = services.begin().await?;
    files::pass_on(&mut tx, step.walk.business_id, &pictures, to).await?;
    tx.commit().await
}

fn pictures(step: &Step) -> Vec<FileId> {
    let answered = walk::answered(&step.journey.graph, &step.walk.trail, &step.walk.answers);
    answered.into_iter().flat_map(|(_, answer)| answer.images.iter().map(|f| f.id)).collect()
}

/// What staff reads of where a ticket comes from.
fn line(step: &Step, opens: &Opens) -> String {
    let list = |label: &str, words: &[String]| if words.is_empty() { String::new() } else { format!(" {label}: {}.", words.join(", ")) };
    format!("Came through “{}”, version {}.{}", step.journey.name, step.journey.number, list("Skills", &opens.skills))
}

/// Starts the chat that the walk ends with; the answers are its first message. Asking again gives the same chat.
///
/// # Errors
/// `Conflict` when the walk has not come to such an end, or is only a trial; else as starting a chat.
pub async fn start_chat(services: &Services, asker: &Asker, who: Option<&Identity>, token: &str) -> Result<ChatId> {
    let step = look(services, who, token).await?;
    if let Some(chat) = step.walk.chat_id {
        return Ok(chat);
    }
    end(&step, Shape::Chat)?;
    if asker.business() != step.walk.business_id {
        return Err(Error::NotFound);
    }
    own_pictures(services, &step, asker.member()).await?;
    let chat = chats::start(services, asker, &Visit::default()).await?;
    let client_id = step.walk.client_id.parse::<Uuid>().map_err(|_| Error::Internal)?;
    let body = said::message(&step.journey.graph, &step.walk.trail, &step.walk.answers, &step.journey.name);
    chats::say(services, asker, chat.id, client_id, &body, pictures(&step)).await?;
    let mut tx = services.begin().await?;
    let mut walk = walks::lock(&mut tx, step.walk.business_id, step.walk.id).await?;
    if walk.chat_id.is_none() {
        (walk.chat_id, walk.finished_at) = (Some(chat.id), Some(tx.now()));
        walks::save(&mut tx, walk.business_id, &walk).await?;
    }
    tx.commit().await?;
    Ok(chat.id)
}

/// The ending that the walk has come to.
fn end(step: &Step, shape: Shape) -> Result<&Node> {
    if step.walk.is_trial {
        return Err(Error::Conflict("This is a trial: nothing comes of it.".into()));
    }
    let at = step.walk.at().and_then(|at| step.journey.graph.node(at));
    at.filter(|node| node.shape == shape).ok_or_else(|| Error::Conflict("You are not at the end yet. Answer the questions first.".into()))
}
