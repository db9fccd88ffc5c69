//! Applying steps to a ticket: all of them or none, each through the same function as the single action.

use super::{known, standing};
use crate::accounts::{Agent, Person};
use crate::error::{Error, Result};
use crate::fields::actions as fields;
use crate::fields::rules as values;
use crate::kernel::ids::{BusinessId, MacroId, MemberId, TicketId};
use crate::macros::model::{Deed, Effect, Known, Macro, Step, Whom};
use crate::macros::{queries, rules, words};
use crate::phrases::actions as phrases;
use crate::phrases::rules::render;
use crate::platform::{Ex, Services, Tx};
use crate::tickets::actions::{self as tickets, Change, within};
use crate::tickets::jobs::settled;
use crate::tickets::model::Ticket;
use uuid::Uuid;

/// Who applies steps.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// Somebody of the staff.
    Person(&'a Person),
    /// The same in background work, which acts in their name: their id, and how they are called.
    Member(MemberId, &'a str),
    /// Stoa itself, on behalf of something with a name: `the automation “Late orders”`.
    Stoa(&'a str),
}

impl By<'_> {
    fn change(&self) -> Change<'_> {
        match self {
            Self::Person(person) => Change { actor: Some(person.member()), by: person.name() },
            Self::Member(id, name) => Change { actor: Some(*id), by: name },
            Self::Stoa(name) => Change { actor: None, by: name },
        }
    }

    const fn member(&self) -> Option<MemberId> {
        match self {
            Self::Person(person) => Some(person.member()),
            Self::Member(id, _) => Some(*id),
            Self::Stoa(_) => None,
        }
    }

    /// Who signs what is written to the customer; the business where nobody acts.
    fn signs(&self) -> &str {
        match self {
            Self::Person(person) => person.name(),
            Self::Member(_, name) => name,
            Self::Stoa(_) => "",
        }
    }
}

/// Applies steps to a ticket that is locked and settled, in order; when one is refused the transaction must be dropped.
///
/// # Errors
/// `Conflict` or `Invalid` with what keeps a step from being done.
pub async fn apply(tx: &mut Tx, mut ticket: Ticket, steps: &[Step], by: By<'_>) -> Result<Ticket> {
    let change = by.change();
    let facts = phrases::at_ticket(&mut *tx, &ticket, by.signs()).await?;
    for step in steps {
        ticket = match step {
            Step::SetStatus { to } => within::change_status(tx, ticket, *to, change).await?,
            Step::SetPriority { to } => within::change_priority(tx, ticket, *to, change).await?,
            Step::SetCategory { to } => within::change_category(tx, ticket, *to, change).await?,
            Step::Assign { to } => {
                let holder = match to {
                    Whom::Nobody => None,
                    Whom::Agent(agent) => Some(*agent),
                    Whom::Applier => Some(by.member().ok_or_else(|| Error::Conflict(rules::NOBODY_APPLIES.into()))?),
                };
                within::change_holder(tx, ticket, holder, change).await?
            }
            Step::AddTag { tag } => {
                within::change_tags(tx, &ticket, std::slice::from_ref(tag), &[], change).await?;
                ticket
            }
            Step::RemoveTag { tag } => {
                within::change_tags(tx, &ticket, &[], std::slice::from_ref(tag), change).await?;
                ticket
            }
            Step::SetField { field, value } => {
                let known = fields::list(&mut *tx, ticket.business_id).await?;
                let known = known.iter().find(|f| f.id == *field).ok_or_else(|| Error::Conflict("The field to fill is gone.".into()))?;
                let value = values::read(known, value).map_err(Error::Conflict)?;
                within::change_fields(tx, &ticket, &[(*field, value)], change).await?;
                ticket
            }
            Step::Note { text } => {
                within::jot(tx, &ticket, Uuid::now_v7(), &render(text, &facts), change).await?;
                ticket
            }
            Step::Reply { text } => within::say(tx, ticket, Uuid::now_v7(), &render(text, &facts), change).await?,
        };
    }
    Ok(ticket)
}

/// A macro and what it would do to a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The macro.
    pub found: Macro,
    /// What each of its steps would do.
    pub effects: Vec<Effect>,
}

/// The macros that can be applied, by name, with what each does in a sentence.
///
/// # Errors
/// When the database fails.
pub async fn list_ready(services: &Services, who: &Agent) -> Result<Vec<(Macro, String)>> {
    let known: Known = known(services, who).await?;
    let ready = list_in_use(services, who).await?.into_iter();
    Ok(ready.map(|m| (words::of_steps(&m.steps.0, &known), m)).map(|(words, m)| (m, words)).collect())
}

/// The macros that can be applied, by name.
///
/// # Errors
/// When the database fails.
pub async fn list_in_use(services: &Services, who: &Agent) -> Result<Vec<Macro>> {
    let mut all = queries::list(services.db(), who.business()).await?;
    all.retain(|m| !m.is_archived && !m.steps.0.is_empty());
    Ok(all)
}

/// What a macro would do to a ticket now.
///
/// # Errors
/// `NotFound` when there is no such macro or ticket for this agent.
pub async fn find_ready(services: &Services, who: &Agent, id: MacroId, ticket: TicketId) -> Result<Ready> {
    let found = find_in_use(services, who, id).await?;
    let ticket = tickets::find_quietly(services.db(), who.business(), ticket).await?.ok_or(Error::NotFound)?;
    let facts = phrases::at_ticket(services.db(), &ticket, who.name()).await?;
    let standing = standing(services.db(), &ticket).await?;
    let effects = rules::preview(&found.steps.0, &standing, Some(who.member()), &known(services, who).await?, &facts);
    Ok(Ready { found, effects })
}

/// A macro that can be applied, for what works on its own.
///
/// # Errors
/// When the database fails.
pub async fn find_for(ex: impl Into<Ex<'_>>, business: BusinessId, id: MacroId) -> Result<Option<Macro>> {
    Ok(queries::find(ex, business, id).await?.filter(|m| !m.is_archived && !m.steps.0.is_empty()))
}

async fn find_in_use(services: &Services, who: &Agent, id: MacroId) -> Result<Macro> {
    find_for(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

/// Applies a macro to a ticket; whoever does can take it back for a moment, unless it wrote to the customer. The same `client_id` again does nothing.
///
/// # Errors
/// `NotFound` when there is no such macro or ticket for this agent; `Conflict` when it changed since it was looked at, or a step cannot be done: then none is.
pub async fn run(services: &Services, who: &Agent, id: MacroId, ticket: TicketId, revision: i64, client_id: Uuid) -> Result<()> {
    let found = find_in_use(services, who, id).await?;
    tickets::find_quietly(services.db(), who.business(), ticket).await?.ok_or(Error::NotFound)?;
    let known = known(services, who).await?;
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, who.business(), ticket).await?;
    if !queries::note_run(&mut tx, who.business(), ticket.id, &client_id.to_string(), id, who.member()).await? {
        return Ok(());
    }
    if found.revision != revision {
        return Err(Error::Conflict("This macro was just changed. Look again at what it does.".into()));
    }
    if let Some((_, why)) = rules::faults(&found.steps.0, &known).into_iter().next() {
        return Err(Error::Conflict(why));
    }
    let before = standing(&mut tx, &ticket).await?;
    let after = apply(&mut tx, ticket.clone(), &found.steps.0, By::Person(who)).await?;
    // What the customer was told cannot be taken back, and what goes with it should stay as they were told.
    if !found.steps.0.iter().any(|step| step.deed() == Deed::Reply) {
        let beside = rules::beside(&found.name, &before, &standing(&mut tx, &after).await?);
        tickets::keep_all(&mut tx, &ticket, who.member(), &after, beside).await?;
    }
    tx.commit().await
}
