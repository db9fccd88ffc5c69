//! What admins send about automations.

#![allow(clippy::too_many_arguments, reason = "a server function takes one for each field of its form")]

use crate::error::Result;
use leptos::prelude::*;
use stoa::kernel::ids::AutomationId;

/// Makes an automation, switched off, and goes to its page.
#[server]
pub async fn create_automation(name: String, occasion: String, #[server(default)] idle: String) -> Result<()> {
    use stoa::automations::{actions, draft::Draft};
    let draft = Draft { name, occasion, idle, ..Draft::default() };
    let id = actions::create(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_automation(id), "created"));
    Ok(())
}

/// Changes an automation: its rows of conditions and acts as parallel lists, the numbers of those to remove, and what to add; `kept_remove` are the
/// conditions without a row that are removed. With `switch` at `on` or `off` it is switched once it is saved.
#[server]
pub async fn change_automation(
    automation: AutomationId,
    name: String,
    occasion: String,
    #[server(default)] idle: String,
    #[server(default)] all_what: Vec<String>,
    #[server(default)] all_how: Vec<String>,
    #[server(default)] all_value: Vec<String>,
    #[server(default)] all_remove: Vec<usize>,
    #[server(default)] all_add: String,
    #[server(default)] all_add_value: String,
    #[server(default)] any_what: Vec<String>,
    #[server(default)] any_how: Vec<String>,
    #[server(default)] any_value: Vec<String>,
    #[server(default)] any_remove: Vec<usize>,
    #[server(default)] any_add: String,
    #[server(default)] any_add_value: String,
    #[server(default)] kept_remove: Vec<String>,
    #[server(default)] acts_what: Vec<String>,
    #[server(default)] acts_how: Vec<String>,
    #[server(default)] acts_value: Vec<String>,
    #[server(default)] acts_remove: Vec<usize>,
    #[server(default)] acts_add: String,
    #[server(default)] acts_add_value: String,
    #[server(default)] switch: String,
) -> Result<()> {
    use stoa::automations::{actions, draft::Draft, fresh, fresh::rows};
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    let (known, macros) = actions::known(&services, &who).await?;
    let mut all = rows(all_what, all_how, all_value, &all_remove);
    let mut any = rows(any_what, any_how, any_value, &any_remove);
    let mut acts = rows(acts_what, acts_how, acts_value, &acts_remove);
    all.extend(fresh::condition(&all_add, &all_add_value, &known));
    any.extend(fresh::condition(&any_add, &any_add_value, &known));
    acts.extend(fresh::act(&acts_add, &acts_add_value, &known, &macros));
    // What is off may do nothing.
    if switch == "off" {
        actions::switch(&services, &who, automation, false).await?;
    }
    actions::change(&services, &who, automation, &Draft { name, occasion, idle, all, any, removed: kept_remove, acts }).await?;
    if switch == "on" {
        actions::switch(&services, &who, automation, true).await?;
    }
    let done = if ["on", "off"].contains(&switch.as_str()) { switch.as_str() } else { "saved" };
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_automation(automation), done));
    Ok(())
}

/// Switches an automation on or off.
#[server]
pub async fn switch_automation(automation: AutomationId, #[server(default)] on: bool) -> Result<()> {
    stoa::automations::actions::switch(&crate::session::services(), &crate::session::admin().await?, automation, on).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_AUTOMATIONS, if on { "on" } else { "off" }));
    Ok(())
}

/// Moves an automation a place up or down.
#[server]
pub async fn move_automation(automation: AutomationId, up: bool) -> Result<()> {
    stoa::automations::actions::shift(&crate::session::services(), &crate::session::admin().await?, automation, up).await?;
    leptos_axum::redirect(crate::routes::ADMIN_AUTOMATIONS);
    Ok(())
}

/// Takes an automation out of use.
#[server]
pub async fn delete_automation(automation: AutomationId) -> Result<()> {
    stoa::automations::actions::delete(&crate::session::services(), &crate::session::admin().await?, automation).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_AUTOMATIONS, "deleted"));
    Ok(())
}

/// Makes another secret for signing what webhooks send.
#[server]
pub async fn renew_webhook_secret() -> Result<()> {
    stoa::automations::actions::renew_secret(&crate::session::services(), &crate::session::admin().await?).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_AUTOMATION_RUNS, "renewed"));
    Ok(())
}
