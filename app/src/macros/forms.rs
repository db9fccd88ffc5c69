//! What the forms of macros mean, and where they lead.

use super::{MacroLine, Preview};
use crate::error::Result;
use crate::{routes, session};
use stoa::Error;
use stoa::accounts::Agent;
use stoa::kernel::ids::{MacroId, TicketId};
use stoa::macros::actions::{self, Move, Ready};
use stoa::macros::draft::StepDraft;
use stoa::platform::Services;

/// The macros to choose from.
pub async fn lines(services: &Services, agent: &Agent) -> stoa::Result<Vec<MacroLine>> {
    let all = actions::list_ready(services, agent).await?;
    Ok(all.into_iter().map(|(m, does)| MacroLine { id: m.id, name: m.name, about: if m.about.is_empty() { does } else { m.about } }).collect())
}

/// What one would do.
pub async fn preview(services: &Services, agent: &Agent, id: MacroId, ticket: TicketId) -> stoa::Result<Preview> {
    let Ready { found, effects } = actions::find_ready(services, agent, id, ticket).await?;
    Ok(Preview { id, name: found.name, revision: found.revision, effects })
}

/// Adds a step and comes back to the form.
pub async fn add(id: MacroId, revision: i64, deed: String, value: String, field: String) -> Result<()> {
    actions::add_step(&session::services(), &session::admin().await?, id, revision, &StepDraft { deed, value, field }).await?;
    leptos_axum::redirect(&format!("{}#add", routes::admin_macro(id)));
    Ok(())
}

/// Changes a step and comes back to it.
pub async fn change(id: MacroId, revision: i64, at: usize, deed: String, value: String, field: String) -> Result<()> {
    actions::change_step(&session::services(), &session::admin().await?, id, revision, at, &StepDraft { deed, value, field }).await?;
    leptos_axum::redirect(&format!("{}#step-{at}", crate::notes::done(&routes::admin_macro(id), "saved")));
    Ok(())
}

/// Moves a step and comes back to the list.
pub async fn move_step(id: MacroId, revision: i64, at: usize, to: &str) -> Result<()> {
    let who = session::admin().await?;
    let to = match to {
        "up" => Move::Up,
        "down" => Move::Down,
        "away" => Move::Away,
        _ => return Err(Error::field("to", "Choose up, down or away.").into()),
    };
    actions::move_step(&session::services(), &who, id, revision, at, to).await?;
    leptos_axum::redirect(&format!("{}#steps", routes::admin_macro(id)));
    Ok(())
}
