//! What admins and the owner send.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use crate::error::Result;
use leptos::prelude::*;
use stoa::accounts::model::Role;
use stoa::kernel::ids::{CategoryId, JobId, MailId, MemberId};

/// Invites somebody to the team. Where no mail can carry the link, the page shows it.
#[server]
pub async fn invite_person(name: String, email: String, role: String) -> Result<()> {
    use stoa::accounts::actions::{self, Invitation};
    let link = actions::invite(&crate::session::services(), &crate::session::admin().await?, &Invitation { name, email, role }).await?;
    let page = crate::notes::done(crate::routes::ADMIN_PEOPLE, "invited");
    let token = link.as_deref().and_then(|link| link.rsplit('/').next()).map(|token| format!("&link={token}"));
    leptos_axum::redirect(&format!("{page}{}", token.unwrap_or_default()));
    Ok(())
}

/// Makes somebody an agent or an admin. `show` is the list to come back to.
#[server]
pub async fn change_role(member: MemberId, role: Role, #[server(default)] show: String) -> Result<()> {
    stoa::accounts::actions::change_role(&crate::session::services(), &crate::session::admin().await?, member, role).await?;
    leptos_axum::redirect(&crate::notes::done(&super::people_path(&show), "role"));
    Ok(())
}

/// Shuts somebody out. What they had goes to the colleague `to`; to nobody when it is empty.
#[server]
pub async fn deactivate_person(member: MemberId, #[server(default)] show: String, #[server(default)] to: String) -> Result<()> {
    let to = crate::tickets::desk::read::chosen("to", &to)?;
    stoa::queue::actions::send_off(&crate::session::services(), &crate::session::admin().await?, member, to).await?;
    leptos_axum::redirect(&format!("{}&member={member}", crate::notes::done(&super::people_path(&show), "deactivated")));
    Ok(())
}

/// Lets somebody in again.
#[server]
pub async fn reactivate_person(member: MemberId, #[server(default)] show: String) -> Result<()> {
    stoa::accounts::actions::reactivate(&crate::session::services(), &crate::session::admin().await?, member).await?;
    leptos_axum::redirect(&crate::notes::done(&super::people_path(&show), "reactivated"));
    Ok(())
}

/// Changes the settings of the business.
#[server]
pub async fn update_settings(
    name: String,
    time_zone: String,
    currency: String,
    monday: String,
    tuesday: String,
    wednesday: String,
    thursday: String,
    friday: String,
    saturday: String,
    sunday: String,
    holidays: String,
) -> Result<()> {
    use stoa::businesses::{actions, model::Settings};
    let week = [monday, tuesday, wednesday, thursday, friday, saturday, sunday];
    let settings = Settings { name, time_zone, currency, week, holidays };
    actions::update(&crate::session::services(), &crate::session::admin().await?, &settings).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_SETTINGS, "saved"));
    Ok(())
}

/// Changes what the business promises. The times are text, like `2 h`; an unchecked box is not sent.
#[server]
pub async fn change_promises(
    response_low: String,
    response_medium: String,
    response_high: String,
    response_urgent: String,
    next_response_low: String,
    next_response_medium: String,
    next_response_high: String,
    next_response_urgent: String,
    resolution_low: String,
    resolution_medium: String,
    resolution_high: String,
    resolution_urgent: String,
    warning: String,
    #[server(default)] lead: String,
    #[server(default)] in_opening_hours: bool,
) -> Result<()> {
    use stoa::sla::{actions, draft::Promises};
    let response = [response_low, response_medium, response_high, response_urgent];
    let next = [next_response_low, next_response_medium, next_response_high, next_response_urgent];
    let resolution = [resolution_low, resolution_medium, resolution_high, resolution_urgent];
    let policy = Promises { times: [response, next, resolution], in_opening_hours, warning, lead }.read()?;
    actions::change_policy(&crate::session::services(), &crate::session::admin().await?, policy).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_SLA, "saved"));
    Ok(())
}

/// Changes what a category promises instead of the business. An empty time is that of the business.
#[server]
pub async fn change_category_promises(
    category: CategoryId,
    #[server(default)] response_low: String,
    #[server(default)] response_medium: String,
    #[server(default)] response_high: String,
    #[server(default)] response_urgent: String,
    #[server(default)] next_response_low: String,
    #[server(default)] next_response_medium: String,
    #[server(default)] next_response_high: String,
    #[server(default)] next_response_urgent: String,
    #[server(default)] resolution_low: String,
    #[server(default)] resolution_medium: String,
    #[server(default)] resolution_high: String,
    #[server(default)] resolution_urgent: String,
    #[server(default)] lead: String,
) -> Result<()> {
    use stoa::sla::{actions, draft::CategoryPromises};
    let response = [response_low, response_medium, response_high, response_urgent];
    let next = [next_response_low, next_response_medium, next_response_high, next_response_urgent];
    let resolution = [resolution_low, resolution_medium, resolution_high, resolution_urgent];
    let own = CategoryPromises { times: [response, next, resolution], lead }.read(category)?;
    actions::change_category(&crate::session::services(), &crate::session::admin().await?, &own).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_sla_category(category), "saved"));
    Ok(())
}

/// Adds something that tickets can be about.
#[server]
pub async fn add_category(name: String) -> Result<()> {
    stoa::tickets::actions::add_category(&crate::session::services(), &crate::session::admin().await?, &name).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_CATEGORIES, "added"));
    Ok(())
}

/// Renames a category, takes it out of use or brings it back.
#[server]
pub async fn change_category(category: CategoryId, name: String, is_archived: bool) -> Result<()> {
    let who = crate::session::admin().await?;
    stoa::tickets::actions::change_category(&crate::session::services(), &who, category, &name, is_archived).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_CATEGORIES, "saved"));
    Ok(())
}

/// Moves a category up or down.
#[server]
pub async fn move_category(category: CategoryId, #[server(default)] up: bool) -> Result<()> {
    stoa::tickets::actions::shift_category(&crate::session::services(), &crate::session::admin().await?, category, up).await?;
    leptos_axum::redirect(&format!("{}#categories", crate::routes::ADMIN_CATEGORIES));
    Ok(())
}

/// Tries a mail again that was not sent.
#[server]
pub async fn send_mail_again(mail: MailId) -> Result<()> {
    let who = crate::session::admin().await?;
    stoa::platform::letters::send_again(&crate::session::services(), who.business(), mail).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_MAILS, "queued"));
    Ok(())
}

/// Runs a piece of background work once more that was given up.
#[server]
pub async fn replay_job(job: JobId) -> Result<()> {
    crate::session::owner().await?;
    stoa::platform::jobs::run_again(&crate::session::services(), job).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_JOBS, "queued"));
    Ok(())
}

/// Makes a business.
#[server]
pub async fn create_business(name: String, slug: String, time_zone: String, currency: String) -> Result<()> {
    use stoa::businesses::{actions, model::Draft};
    let draft = Draft { name, slug, time_zone, currency };
    actions::create(&crate::session::services(), &crate::session::owner().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_BUSINESSES, "created"));
    Ok(())
}
