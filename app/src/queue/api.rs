//! What staff and admins send about the queue.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use crate::error::Result;
use leptos::prelude::*;
use stoa::kernel::ids::{CategoryId, MemberId};

/// Takes the first piece of work that waits and goes there.
#[server]
pub async fn take_next() -> Result<()> {
    use stoa::assignments::model::Work;
    let agent = crate::session::agent().await?;
    let taken = stoa::queue::actions::take_next(&crate::session::services(), &agent).await?;
    let page = taken.map(|taken| match taken.work {
        Work::Ticket(_) => crate::routes::desk_ticket(taken.number.unwrap_or_default()),
        Work::Chat(id) => crate::routes::desk_chat(id),
    });
    leptos_axum::redirect(&page.unwrap_or_else(|| crate::notes::done(crate::routes::DESK_QUEUE, "nothing")));
    Ok(())
}

/// Lets the queue rest, or go on.
#[server]
pub async fn pause_queue(#[server(default)] pause: bool) -> Result<()> {
    stoa::queue::actions::set_paused(&crate::session::services(), &crate::session::admin().await?, pause).await?;
    leptos_axum::redirect(crate::routes::DESK_QUEUE);
    Ok(())
}

/// Decides how work is handed out. An unchecked box is not sent.
#[server]
pub async fn change_queue(
    #[server(default)] is_on: bool,
    ticket_weight: String,
    chat_weight: String,
    capacity: String,
    ticket_silent: String,
    chat_silent: String,
    chat_priority: String,
    ageing: String,
) -> Result<()> {
    use stoa::queue::{actions, draft::SettingsDraft};
    let draft = SettingsDraft { is_on, ticket_weight, chat_weight, capacity, ticket_silent, chat_silent, chat_priority, ageing };
    actions::change_settings(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_QUEUE, "saved"));
    Ok(())
}

/// Decides what one of the staff takes, and when; `skills` are the categories that were ticked.
#[server]
pub async fn change_plan(
    member: MemberId,
    #[server(default)] takes_part: bool,
    #[server(default)] capacity: String,
    monday: String,
    tuesday: String,
    wednesday: String,
    thursday: String,
    friday: String,
    saturday: String,
    sunday: String,
    #[server(default)] exceptions: String,
    #[server(default)] skills: Vec<CategoryId>,
) -> Result<()> {
    use stoa::queue::{actions, draft::PlanDraft};
    let week = [monday, tuesday, wednesday, thursday, friday, saturday, sunday];
    let draft = PlanDraft { takes_part, capacity, week, exceptions, skills };
    actions::change_plan(&crate::session::services(), &crate::session::admin().await?, member, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_person(member), "saved"));
    Ok(())
}
