//! What visitors, staff and admins send about appointments.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use crate::error::Result;
use leptos::prelude::*;
use stoa::appointments::draft::{ContactDraft, OfferingDraft};
use stoa::appointments::model::Step;
use stoa::kernel::ids::{AppointmentId, MemberId, OfferingId};
use stoa::kernel::time::Timestamp;

/// A new appointment in words, and where it is shown.
#[server]
pub async fn describe_appointment(appointment: AppointmentId) -> Result<(String, String)> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    let a = stoa::appointments::actions::find(&services, &agent, appointment).await?.appointment;
    let now = services.now();
    let zone = stoa::businesses::actions::zone(&crate::session::business().await?, now);
    let words = format!("New booking: {} with {}, {}.", a.title, a.staff, zone.moment_words(a.starts_at, now));
    Ok((words, crate::routes::desk_appointment(a.id)))
}

/// Keeps a time for ten minutes and asks who comes. `hold` is the link of what was kept before, `staff` is empty for anyone.
#[server]
pub async fn hold_time(offering: OfferingId, starts_at: Timestamp, #[server(default)] staff: String, #[server(default)] hold: String) -> Result<()> {
    let wish = stoa::appointments::actions::Hold { offering, staff: staff.parse().ok(), starts_at, instead: Some(hold).filter(|h| !h.is_empty()) };
    let link = super::booking::hold(&wish).await?;
    leptos_axum::redirect(&crate::routes::booking_contact(&link));
    Ok(())
}

/// Writes who comes and goes on to the last look.
#[server]
pub async fn set_booking_contact(link: String, #[server(flatten)] draft: ContactDraft) -> Result<()> {
    let customer = super::booking::customer().await?;
    stoa::appointments::actions::set_contact(&crate::session::services(), &link, customer.as_ref(), &draft).await?;
    leptos_axum::redirect(&crate::routes::booking_review(&link));
    Ok(())
}

/// Books what is kept; `seen` is when the page said it begins.
#[server]
pub async fn confirm_booking(link: String, seen: Timestamp) -> Result<()> {
    stoa::appointments::actions::confirm(&crate::session::services(), &link, seen).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::appointment(&link), "booked"));
    Ok(())
}

/// Whoever has the link moves the appointment; `seen` is how often it was changed when the page was made.
#[server]
pub async fn move_own_appointment(link: String, seen: i64, starts_at: Timestamp) -> Result<()> {
    let member = crate::session::somebody().await?.map(|identity| identity.person().member());
    stoa::appointments::actions::move_by_link(&crate::session::services(), &link, seen, starts_at, member).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::appointment(&link), "moved"));
    Ok(())
}

/// Whoever has the link calls the appointment off.
#[server]
pub async fn cancel_own_appointment(link: String, seen: i64) -> Result<()> {
    let member = crate::session::somebody().await?.map(|identity| identity.person().member());
    stoa::appointments::actions::cancel_by_link(&crate::session::services(), &link, seen, member).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::appointment(&link), "cancelled"));
    Ok(())
}

/// Staff moves an appointment by its form; `starts_at` is local time at the business, as the field has it.
#[server]
pub async fn move_appointment(appointment: AppointmentId, seen: i64, starts_at: String, staff: MemberId) -> Result<()> {
    super::desk::move_to(appointment, seen, &starts_at, staff).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::desk_appointment(appointment), "moved"));
    Ok(())
}

/// Staff moves an appointment in the calendar; says how often it was changed then.
#[server]
pub async fn drag_appointment(appointment: AppointmentId, seen: i64, starts_at: Timestamp, staff: MemberId) -> Result<i64> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    Ok(stoa::appointments::actions::move_by_staff(&services, &agent, appointment, seen, starts_at, staff).await?.sequence)
}

/// Staff takes back their own last move; the form on the appointment's page comes `back` there.
#[server]
pub async fn undo_move(appointment: AppointmentId, seen: i64, #[server(default)] back: bool) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    stoa::appointments::actions::undo_move(&services, &agent, appointment, seen).await?;
    if back {
        leptos_axum::redirect(&crate::notes::done(&crate::routes::desk_appointment(appointment), "undone"));
    }
    Ok(())
}

/// Staff calls an appointment off, or notes that it took place or that nobody came.
#[server]
pub async fn act_on_appointment(appointment: AppointmentId, seen: i64, step: Step, #[server(default)] note: String) -> Result<()> {
    let (services, agent) = (crate::session::services(), crate::session::agent().await?);
    stoa::appointments::actions::act(&services, &agent, appointment, seen, step, &note).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::desk_appointment(appointment), step.word()));
    Ok(())
}

/// Something new that can be booked. Boxes that are not ticked are not sent.
#[server]
pub async fn create_offering(
    #[server(default)] is_offered: bool,
    #[server(default)] staff: Vec<MemberId>,
    #[server(flatten)] draft: OfferingDraft,
) -> Result<()> {
    let draft = OfferingDraft { is_offered, staff, ..draft };
    stoa::appointments::actions::create(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_OFFERINGS, "added"));
    Ok(())
}

/// Changes what can be booked.
#[server]
pub async fn update_offering(
    offering: OfferingId,
    #[server(default)] is_offered: bool,
    #[server(default)] staff: Vec<MemberId>,
    #[server(flatten)] draft: OfferingDraft,
) -> Result<()> {
    let draft = OfferingDraft { is_offered, staff, ..draft };
    stoa::appointments::actions::update(&crate::session::services(), &crate::session::admin().await?, offering, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_OFFERINGS, "saved"));
    Ok(())
}

/// Decides when one of the staff can be booked.
#[server]
pub async fn set_booking_hours(
    member: MemberId,
    monday: String,
    tuesday: String,
    wednesday: String,
    thursday: String,
    friday: String,
    saturday: String,
    sunday: String,
    #[server(default)] exceptions: String,
) -> Result<()> {
    let week = [monday, tuesday, wednesday, thursday, friday, saturday, sunday];
    let draft = stoa::appointments::roster::RosterDraft { week, exceptions };
    stoa::appointments::actions::set_roster(&crate::session::services(), &crate::session::admin().await?, member, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_roster(member), "saved"));
    Ok(())
}
