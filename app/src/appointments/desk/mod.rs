//! The calendar of the staff: a day, a week, a list; and each appointment on a page of its own.

mod calendar;
mod entry;
mod grid;
mod parts;

pub use calendar::CalendarPage;
pub use entry::DeskAppointmentPage;
pub use parts::{CancelStep, MoveFields, StepFields};

use crate::error::Result;
use crate::session;
use crate::ui::*;
use leptos::prelude::*;
use stoa::Error;
use stoa::appointments::actions;
use stoa::appointments::model::State;
use stoa::businesses::actions as businesses;
use stoa::kernel::ids::{AppointmentId, MemberId};

/// What the colour of a state says.
pub const fn state_tone(state: State) -> Tone {
    match state {
        State::Held => Tone::Warn,
        State::Booked => Tone::Accent,
        State::Done => Tone::Good,
        State::NoShow => Tone::Bad,
        State::Cancelled => Tone::Neutral,
    }
}

const fn state_glyph(state: State) -> Glyph {
    match state {
        State::Held => Glyph::Clock,
        State::Booked => Glyph::Calendar,
        State::Done => Glyph::Done,
        State::NoShow => Glyph::Alert,
        State::Cancelled => Glyph::Close,
    }
}

/// How an appointment stands, in a word.
#[component]
pub fn StateBadge(state: State) -> impl IntoView {
    view! { <Badge tone=state_tone(state) icon=state_glyph(state)>{state.label()}</Badge> }.into_any()
}

/// Moves an appointment to what the field of its form says.
///
/// # Errors
/// `Invalid` names `starts_at`; otherwise as [`actions::move_by_staff`].
pub async fn move_to(appointment: AppointmentId, seen: i64, starts_at: &str, staff: MemberId) -> Result<()> {
    let (services, agent) = (session::services(), session::agent().await?);
    let zone = businesses::zone(&session::business().await?, services.now());
    let at = zone.parse_field(starts_at).ok_or_else(|| Error::field("starts_at", "Begins: write a day and a time, like 2026-11-26 14:00."))?;
    actions::move_by_staff(&services, &agent, appointment, seen, at, staff).await?;
    Ok(())
}
