//! What the forms of the list of steps mean, and where they lead.

use super::Drawing;
use super::api::{NodeForm, WayForm};
use crate::error::Result;
use crate::{routes, session};
use stoa::Error;
use stoa::journeys::actions;
use stoa::journeys::condition::Condition;
use stoa::journeys::graph::{ABOUT_MAX, Node, OPTION_MAX, OPTIONS_MAX, Opens, Shape, TITLE_MAX};
use stoa::journeys::model::State;
use stoa::journeys::rules::check::Known;
use stoa::journeys::rules::edit::Edit;
use stoa::journeys::rules::words;
use stoa::kernel::ids::{EdgeId, JourneyId, NodeId};
use stoa::kernel::text::Check;
use stoa::tickets::model::Priority;

/// Makes one change and goes back to its place in the page.
///
/// # Errors
/// As the action behind it.
pub async fn edit(journey: JourneyId, revision: i64, change: Edit, place: &str) -> Result<()> {
    actions::edit(&session::services(), &session::admin().await?, journey, revision, change).await?;
    leptos_axum::redirect(&format!("{}#{place}", routes::admin_journey(journey)));
    Ok(())
}

/// Adds a step and goes to it.
///
/// # Errors
/// `Invalid` names `title` or `after`; else as the action behind it.
pub async fn add(journey: JourneyId, revision: i64, shape: Shape, title: &str, after: &str) -> Result<()> {
    let mut check = Check::new();
    let title = check.line("title", "Title", title, 1, TITLE_MAX);
    let after = if after.is_empty() { None } else { check.choice::<NodeId>("after", "After", after) };
    check.finish()?;
    let (services, who) = (session::services(), session::admin().await?);
    actions::edit(&services, &who, journey, revision, Edit::AddNode { shape, title, after }).await?;
    let graph = actions::find(&services, &who, journey).await?.graph;
    let new = graph.nodes.last().map(|n| n.id.to_string()).unwrap_or_default();
    leptos_axum::redirect(&format!("{}?step={new}#node-{new}", routes::admin_journey(journey)));
    Ok(())
}

/// Changes a step and goes back to it.
///
/// # Errors
/// `Invalid` names the fields; else as the action behind it.
pub async fn change(journey: JourneyId, revision: i64, step: NodeId, skills: Vec<String>, typed: &NodeForm) -> Result<()> {
    let (services, who) = (session::services(), session::admin().await?);
    let node = read_node(step, typed, skills, &actions::known(&services, &who).await?)?;
    actions::edit(&services, &who, journey, revision, Edit::ChangeNode(node)).await?;
    leptos_axum::redirect(&format!("{}#node-{step}", crate::notes::done(&routes::admin_journey(journey), "saved")));
    Ok(())
}

fn read_node(id: NodeId, typed: &NodeForm, skills: Vec<String>, known: &Known) -> stoa::Result<Node> {
    let mut check = Check::new();
    let shape = check.choice::<Shape>("shape", "Kind", &typed.shape);
    let title = check.line("title", "Title", &typed.title, 1, TITLE_MAX);
    let about = check.text("about", "Text", &typed.about, 0, ABOUT_MAX);
    let options = lines(&mut check, "options", &typed.options, '\n');
    let tags = lines(&mut check, "tags", &typed.tags, ',');
    let skills: Vec<String> = skills.into_iter().filter(|skill| !skill.trim().is_empty()).collect();
    if let Some(words) = known.fault_of_skills(&skills) {
        check.fail("skills", words);
    }
    let subject = check.line("subject", "Subject", &typed.subject, 0, TITLE_MAX);
    let category = if typed.category.is_empty() { None } else { check.choice("category", "Category", &typed.category) };
    let priority = if typed.priority.is_empty() { Some(Priority::Medium) } else { check.choice::<Priority>("priority", "Priority", &typed.priority) };
    let article = check.line("article", "Article", &typed.article, 0, 120);
    check.finish()?;
    let (Some(shape), Some(priority)) = (shape, priority) else { return Err(Error::Internal) };
    let opens = (shape == Shape::Ticket).then_some(Opens { subject, category, priority, tags, skills });
    Ok(Node { about, options, is_required: !typed.is_required.is_empty(), opens, article, ..Node::new(id, shape, &title) })
}

fn lines(check: &mut Check, field: &str, text: &str, between: char) -> Vec<String> {
    let parts: Vec<String> = text.split(between).map(str::trim).filter(|p| !p.is_empty()).map(|p| check.line(field, "A line", p, 1, OPTION_MAX)).collect();
    if parts.len() > OPTIONS_MAX {
        check.fail(field, format!("{OPTIONS_MAX} are the most. Remove some."));
    }
    parts
}

/// Adds a way and goes to its step.
///
/// # Errors
/// `Invalid` names `to` or `words`; else as the action behind it.
pub async fn add_way(journey: JourneyId, revision: i64, step: NodeId, typed: &WayForm) -> Result<()> {
    let (to, when) = read_way(typed)?;
    edit(journey, revision, Edit::AddEdge { from: step, to, when }, &format!("node-{step}")).await
}

/// Changes a way and goes back to it.
///
/// # Errors
/// As [`add_way`].
pub async fn change_way(journey: JourneyId, revision: i64, way: EdgeId, typed: &WayForm) -> Result<()> {
    let (to, when) = read_way(typed)?;
    edit(journey, revision, Edit::ChangeEdge { edge: way, to, when }, &format!("edge-{way}")).await
}

fn read_way(typed: &WayForm) -> stoa::Result<(NodeId, Option<Condition>)> {
    let to = typed.to.parse().map_err(|_| Error::field("to", "Choose the step that this way leads to."))?;
    if typed.join == "words" {
        return Ok((to, words::read(&typed.words).map_err(|why| Error::field("words", why))?));
    }
    let rows = [(&typed.asks1, &typed.test1, &typed.value1), (&typed.asks2, &typed.test2, &typed.value2), (&typed.asks3, &typed.test3, &typed.value3)];
    let mut tests =
        rows.into_iter().filter(|(asks, ..)| !asks.is_empty()).map(|(asks, test, value)| read_row(asks, test, value)).collect::<stoa::Result<Vec<_>>>()?;
    let when = match (tests.len(), typed.join.as_str()) {
        (0, _) => None,
        (1, _) => tests.pop(),
        (_, "any") => Some(Condition::Any(tests)),
        _ => Some(Condition::All(tests)),
    };
    Ok((to, when))
}

fn read_row(asks: &str, test: &str, value: &str) -> stoa::Result<Condition> {
    let node: NodeId = asks.parse().map_err(|_| Error::field("asks1", "Choose a question."))?;
    let mut check = Check::new();
    let value = check.line("value1", "The answer to compare with", value, 0, 300);
    check.finish()?;
    let not = |c: Condition| Condition::Not(Box::new(c));
    Ok(match test {
        "is_not" => not(Condition::Is(node, value)),
        "any_of" => Condition::AnyOf(node, value.split(',').map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect()),
        "contains" => Condition::Contains(node, value),
        "contains_not" => not(Condition::Contains(node, value)),
        "greater" => Condition::Greater(node, value),
        "answered" => Condition::Answered(node),
        "unanswered" => not(Condition::Answered(node)),
        _ => Condition::Is(node, value),
    })
}

/// What the canvas draws.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn drawing(journey: JourneyId) -> Result<Drawing> {
    let (services, who) = (session::services(), session::admin().await?);
    let found = actions::find(&services, &who, journey).await?;
    let known = actions::known(&services, &who).await?;
    Ok(Drawing { revision: found.revision, may_change: found.state == State::Draft, graph: found.graph, known })
}
