//! Writing macros. Each change of the steps names the revision it was made on.

use super::known;
use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{BusinessId, MacroId};
use crate::kernel::text::Check;
use crate::macros::draft::StepDraft;
use crate::macros::model::{Macro, STEPS_MAX, Step, Whom};
use crate::macros::{queries, rules};
use crate::platform::{Services, Tx};
use crate::tickets::model::{Priority, Status};

/// Where a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// One up.
    Up,
    /// One down.
    Down,
    /// Out.
    Away,
}

/// All macros of the business.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, who: &Admin) -> Result<Vec<Macro>> {
    queries::list(services.db(), who.business()).await
}

/// One macro.
///
/// # Errors
/// `NotFound` for another business's macro.
pub async fn find(services: &Services, who: &Admin, id: MacroId) -> Result<Macro> {
    queries::find(services.db(), who.business(), id).await?.ok_or(Error::NotFound)
}

fn named(name: &str, about: &str) -> Result<(String, String)> {
    let mut check = Check::new();
    let name = check.line("name", "Name", name, 1, 60);
    let about = check.line("about", "When to use it", about, 0, 200);
    check.finish()?;
    Ok((name, about))
}

/// Adds a macro; its steps come one by one.
///
/// # Errors
/// `Invalid` names `name` or `about`.
pub async fn create(services: &Services, who: &Admin, name: &str, about: &str) -> Result<MacroId> {
    let (name, about) = named(name, about)?;
    let mut tx = services.begin().await?;
    let id = queries::insert(&mut tx, who.business(), &name, &about, &[]).await?;
    told(tx, who).await?;
    Ok(id)
}

/// Renames a macro, puts it away or brings it back.
///
/// # Errors
/// `Invalid` names `name` or `about`; `NotFound` for another business's macro.
pub async fn change(services: &Services, who: &Admin, id: MacroId, name: &str, about: &str, is_archived: bool) -> Result<()> {
    let (name, about) = named(name, about)?;
    let mut tx = services.begin().await?;
    queries::update(&mut tx, who.business(), id, &name, &about, is_archived).await?;
    told(tx, who).await
}

/// Adds a step at the end.
///
/// # Errors
/// `Invalid` names `deed`, `value` or `field`; `Conflict` when somebody else changed the macro since.
pub async fn add_step(services: &Services, who: &Admin, id: MacroId, revision: i64, draft: &StepDraft) -> Result<()> {
    let step = parse(services, who, id, draft).await?;
    edit(services, who, id, revision, |steps| {
        if steps.len() >= STEPS_MAX {
            return Err(Error::field("deed", format!("{STEPS_MAX} steps are the most.")));
        }
        steps.push(step);
        Ok(())
    })
    .await
}

/// Changes the step at a place.
///
/// # Errors
/// As [`add_step`], and `NotFound` when there is no such place.
pub async fn change_step(services: &Services, who: &Admin, id: MacroId, revision: i64, at: usize, draft: &StepDraft) -> Result<()> {
    let step = parse(services, who, id, draft).await?;
    edit(services, who, id, revision, |steps| {
        *steps.get_mut(at).ok_or(Error::NotFound)? = step;
        Ok(())
    })
    .await
}

/// Moves the step at a place up, down or out.
///
/// # Errors
/// `Conflict` when somebody else changed the macro since; `NotFound` when there is no such place.
pub async fn move_step(services: &Services, who: &Admin, id: MacroId, revision: i64, at: usize, to: Move) -> Result<()> {
    edit(services, who, id, revision, |steps| {
        if at >= steps.len() {
            return Err(Error::NotFound);
        }
        match to {
            Move::Up => steps.swap(at, at.saturating_sub(1)),
            Move::Down => {
                let next = (at + 1).min(steps.len() - 1);
                steps.swap(at, next);
            }
            Move::Away => drop(steps.remove(at)),
        }
        Ok(())
    })
    .await
}

async fn parse(services: &Services, who: &Admin, id: MacroId, draft: &StepDraft) -> Result<Step> {
    find(services, who, id).await?;
    draft.parse(&known(services, &who.as_agent()).await?)
}

async fn edit(services: &Services, who: &Admin, id: MacroId, revision: i64, change: impl FnOnce(&mut Vec<Step>) -> Result<()>) -> Result<()> {
    let known = known(services, &who.as_agent()).await?;
    let mut tx = services.begin().await?;
    let found = queries::lock(&mut tx, who.business(), id).await?;
    if found.revision != revision {
        return Err(Error::Conflict("Somebody else changed this macro meanwhile. Look at it again.".into()));
    }
    let before = rules::faults(&found.steps.0, &known);
    let mut steps = found.steps.0;
    change(&mut steps)?;
    // A fault that was there before is mended step by step; a new one is not let in.
    let after = rules::faults(&steps, &known);
    if let Some((_, why)) = after.into_iter().find(|(_, why)| !before.iter().any(|(_, known)| known == why)) {
        return Err(Error::field("deed", why));
    }
    queries::set_steps(&mut tx, who.business(), id, &steps).await?;
    told(tx, who).await
}

async fn told(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "macros".into() }).await?;
    tx.commit().await
}

/// Gives a new business a few macros. What is there already stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn start(tx: &mut Tx, business: BusinessId) -> Result<()> {
    let reply = |text: &str| Step::Reply { text: text.into() };
    let seeds = [
        (
            "Ask for a photo",
            "When something arrived broken and there is no picture yet.",
            vec![
                reply(
                    "Hello {{customer.first_name}},\n\nI am sorry about that. Could you send us a photo of it? Then we can put it right at once.\n\n{{agent.first_name}}, {{business.name}}",
                ),
                Step::AddTag { tag: "photo asked".into() },
                Step::SetStatus { to: Status::WaitingResponse },
            ],
        ),
        (
            "Solved, with thanks",
            "When everything is settled.",
            vec![
                reply(
                    "Hello {{customer.first_name}},\n\nI am glad that this is settled. If anything is left, just answer here within a week.\n\n{{agent.first_name}}, {{business.name}}",
                ),
                Step::SetStatus { to: Status::Resolved },
            ],
        ),
        (
            "Take over as urgent",
            "When it cannot wait and you take care of it yourself.",
            vec![
                Step::Assign { to: Whom::Applier },
                Step::SetPriority { to: Priority::Urgent },
                Step::AddTag { tag: "urgent".into() },
                Step::Note { text: "{{agent.name}} takes care of this at once.".into() },
            ],
        ),
    ];
    for (name, about, steps) in seeds {
        queries::insert_new(tx, business, name, about, &steps).await?;
    }
    Ok(())
}
