//! What the forms of tickets mean, and where they lead.

use crate::error::Result;
use crate::multipart::Filled;
use crate::{routes, session};
use stoa::Error;
use stoa::accounts::{Agent, Identity, Person};
use stoa::kernel::ids::TicketId;
use stoa::platform::Services;
use stoa::tickets::actions::{self, Draft, Shown};
use stoa::tickets::model::Status;
use uuid::Uuid;

/// A new ticket as typed.
pub fn draft(mut form: Filled) -> Draft {
    Draft {
        client_id: form.take("client_id"),
        subject: form.take("subject"),
        description: form.take("description"),
        category: form.take("category"),
        priority: form.take("priority"),
        files: std::mem::take(&mut form.pictures),
    }
}

/// Writes what the composer's form holds, and does what goes with it. Says which page comes then.
///
/// # Errors
/// As the actions behind it.
pub async fn write(services: &Services, who: &Identity, mut form: Filled) -> Result<String> {
    let (ticket, client_id) = (form.parse::<TicketId>("ticket")?, form.parse::<Uuid>("client_id")?);
    let (body, then) = (form.take("body"), form.take("then"));
    let numbers = (form.take("shown_talk").parse().ok(), form.take("shown_notes").parse().ok());
    let shown = numbers.0.zip(numbers.1).map(|(talk, notes)| Shown { talk, notes });
    let pictures = std::mem::take(&mut form.pictures);
    let (later, other) = (form.take("later"), form.take("later_at"));
    let to = match then.as_str() {
        "wait" => Some(Status::WaitingResponse),
        "resolve" => Some(Status::Resolved),
        _ => None,
    };
    if !later.is_empty() {
        let later = if later == "at" { other } else { later };
        crate::tickets::desk::read::schedule(&who.agent()?, ticket, client_id, body, pictures, to, &later).await?;
    } else if form.take("mode") == "note" {
        actions::note(services, &who.agent()?, ticket, client_id, &body, pictures).await?;
    } else {
        // Who may not do what goes with the reply says nothing at all.
        let mover = to.map(|to| who.agent().map(|agent| (agent, to))).transpose()?;
        match (who.agent(), shown) {
            (Ok(agent), Some(shown)) => actions::reply_to_shown(services, &agent, ticket, client_id, &body, pictures, shown).await?,
            _ => actions::reply(services, &who.person(), ticket, client_id, &body, pictures).await?,
        };
        if let Some((agent, to)) = mover {
            actions::set_status(services, &agent, ticket, to).await?;
            if let Some(path) = after(&agent, ticket, to).await? {
                return Ok(path);
            }
        }
    }
    Ok(page_of(who, number(services, &who.person(), ticket).await?))
}

/// Writes what the composer's form on the partner's side holds, and comes back there.
///
/// # Errors
/// As the action behind it.
pub async fn write_to_partner(agent: &Agent, mut form: Filled) -> Result<()> {
    let (ticket, client_id) = (form.parse::<TicketId>("ticket")?, form.parse::<Uuid>("client_id")?);
    let (body, pictures) = (form.take("body"), std::mem::take(&mut form.pictures));
    actions::reply_to_partner(&session::services(), agent, ticket, client_id, &body, pictures).await?;
    crate::tickets::desk::read::back_to_partner(agent, ticket).await
}

async fn after(agent: &Agent, ticket: TicketId, to: Status) -> Result<Option<String>> {
    if to == Status::Resolved { super::desk::read::after_resolving(agent, ticket).await } else { Ok(None) }
}

/// The page of a ticket for this person.
fn page_of(who: &Identity, number: i64) -> String {
    if who.person().is_staff() { routes::desk_ticket(number) } else { routes::ticket(number) }
}

/// Leads a form back to its ticket.
///
/// # Errors
/// `NotFound` when it does not exist or not for this person.
pub async fn back_to(person: &Person, ticket: TicketId) -> Result<()> {
    let number = number(&session::services(), person, ticket).await?;
    leptos_axum::redirect(&routes::ticket(number));
    Ok(())
}

async fn number(services: &Services, person: &Person, ticket: TicketId) -> Result<i64> {
    let row = actions::rows(services, person, &[ticket]).await?.pop().ok_or(Error::NotFound)?;
    Ok(row.number)
}
