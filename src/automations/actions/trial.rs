//! What an automation would do to the last tickets if something happened to them now. Nothing does.

use super::super::jobs::touched_at;
use super::super::model::{Act, Automation, Own};
use super::super::rules::{could_look, holds};
use super::super::{snapshot, words};
use super::known;
use crate::accounts::Admin;
use crate::error::Result;
use crate::kernel::ids::MacroId;
use crate::macros::model::{Known, Standing, Step};
use crate::macros::{actions as macros, rules};
use crate::phrases::actions as phrases;
use crate::platform::Services;
use crate::tickets::actions as tickets;
use crate::tickets::model::Ticket;

/// Tickets that an automation is tried on.
pub const TRIED: i64 = 100;

/// What would have happened to one ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub subject: String,
    /// What would have been done, or why not, a sentence for each action.
    pub effects: Vec<String>,
    /// Whether something could not have been done, so that nothing would have been.
    pub is_refused: bool,
}

/// Tries an automation on the last tickets. Returns those it would have acted on, and how many there were.
///
/// # Errors
/// When the database fails.
pub async fn try_out(services: &Services, who: &Admin, automation: &Automation) -> Result<(Vec<Tried>, usize)> {
    let (known, names) = known(services, who).await?;
    let mut steps_of_macros = Vec::new();
    for (id, _) in &names {
        steps_of_macros.push((*id, macros::find(services, who, *id).await?.steps.0));
    }
    let last = tickets::list_newest(services, who, TRIED).await?;
    let mut tried = Vec::new();
    for ticket in &last {
        let seen = snapshot::of(services.db(), ticket, None).await?;
        let idle_ms = services.now().since(touched_at(services.db(), ticket).await?);
        if !could_look(automation, &seen, idle_ms) || !holds(&automation.condition, &seen) {
            continue;
        }
        let standing =
            Standing { status: seen.status, priority: seen.priority, category: seen.category, holder: seen.holder, tags: seen.tags, values: seen.fields };
        let (effects, is_refused) = effects(services, ticket, standing, automation, (&known, &names), &steps_of_macros).await?;
        tried.push(Tried { number: ticket.number, subject: ticket.subject.clone(), effects, is_refused });
    }
    Ok((tried, last.len()))
}

async fn effects(
    services: &Services,
    ticket: &Ticket,
    standing: Standing,
    automation: &Automation,
    (known, names): (&Known, &[(MacroId, String)]),
    steps_of_macros: &[(MacroId, Vec<Step>)],
) -> Result<(Vec<String>, bool)> {
    let facts = phrases::at_ticket(services.db(), ticket, "").await?;
    let mut steps: Vec<Step> = Vec::new();
    let mut own = Vec::new();
    for act in &automation.acts.0 {
        match act {
            Act::Step(step) => steps.push(step.clone()),
            Act::Own(Own::ApplyMacro { which }) => {
                steps.extend(steps_of_macros.iter().find(|(id, _)| id == which).map(|(_, steps)| steps.clone()).unwrap_or_default());
            }
            Act::Own(_) => own.push(format!("{}.", words::of_act(act, known, names))),
        }
    }
    let effects = rules::preview(&steps, &standing, None, known, &facts);
    let is_refused = effects.iter().any(|effect| effect.is_refused);
    let said = effects.into_iter().map(|effect| match effect.text {
        Some(text) => format!("{} “{}”", effect.sentence, crate::kernel::text::preview(&text, 80)),
        None => effect.sentence,
    });
    Ok((said.chain(own).collect(), is_refused))
}
