//! Doing what an automation does to a ticket, in a transaction that carries where it came from.

use super::hooks;
use super::model::{Act, Automation, Happening, Own};
use super::words;
use crate::error::{Error, Result};
use crate::macros::actions::{self as macros, By};
use crate::macros::model::Known;
use crate::platform::Tx;
use crate::tickets::deadlines;
use crate::tickets::model::Ticket;

/// Does everything an automation does to a locked and settled ticket. When one part cannot be done the transaction must be dropped. Returns what was done.
///
/// # Errors
/// `Conflict` or `Invalid` with what keeps a part from being done.
pub async fn apply(tx: &mut Tx, ticket: Ticket, automation: &Automation, happening: &Happening) -> Result<String> {
    let name = format!("the automation “{}”", automation.name);
    let known: Known = macros::known_in(&mut *tx, ticket.business_id).await?;
    let (mut ticket, mut done) = (ticket, Vec::new());
    for act in &automation.acts.0 {
        match act {
            Act::Step(step) => {
                ticket = macros::apply(tx, ticket, std::slice::from_ref(step), By::Stoa(&name)).await?;
                done.push(words::of_act(act, &known, &[]));
            }
            Act::Own(Own::ApplyMacro { which }) => {
                let found = macros::find_for(&mut *tx, ticket.business_id, *which).await?;
                let found = found.ok_or_else(|| Error::Conflict("The macro to apply is no longer in use.".into()))?;
                ticket = macros::apply(tx, ticket, &found.steps.0, By::Stoa(&name)).await?;
                done.push(words::of_act(act, &known, &[(found.id, found.name)]));
            }
            Act::Own(Own::Escalate) => {
                ticket = deadlines::escalate_by(tx, ticket, &name).await?;
                done.push(words::of_act(act, &known, &[]));
            }
            Act::Own(Own::CallWebhook { url }) => {
                hooks::ask(tx, &ticket, automation, happening, url).await?;
                done.push(words::of_act(act, &known, &[]));
            }
        }
    }
    Ok(if done.is_empty() { "There was nothing to do.".into() } else { format!("{}.", done.join("; ")) })
}
