//! Ending somebody's access with their work handed over.

use crate::accounts::Admin;
use crate::accounts::actions as accounts;
use crate::chats::actions as chats;
use crate::error::{Error, Result};
use crate::kernel::ids::MemberId;
use crate::platform::Services;
use crate::tickets::actions as tickets;

/// Shuts somebody out and gives what they had to a colleague; to nobody, it goes back to unassigned and to the queue.
///
/// # Errors
/// `Invalid` names the field `to` when that is nobody of the team who stays; `Denied` for oneself and the owner, `NotFound` when there is no such person.
pub async fn send_off(services: &Services, admin: &Admin, member: MemberId, to: Option<MemberId>) -> Result<()> {
    let who = admin.as_agent();
    let Some(to) = to else { return accounts::deactivate(services, admin, member).await };
    accounts::find_person(services, &who, member).await?;
    let stays = accounts::list_staff(services, &who).await?.iter().any(|m| m.id == to && m.id != member);
    if !stays {
        return Err(Error::field("to", "Choose somebody of your team who stays."));
    }
    let (held, talks) = (tickets::held_by(services, &who, member).await?, chats::held_by(services, &who, member).await?);
    accounts::deactivate(services, admin, member).await?;
    for ticket in held {
        unless_over(tickets::assign(services, &who, ticket, Some(to)).await)?;
    }
    for chat in talks {
        unless_over(chats::assign(services, &who, chat, Some(to), "").await)?;
    }
    Ok(())
}

/// What was closed in the same moment needs nobody any more.
fn unless_over(outcome: Result<()>) -> Result<()> {
    match outcome {
        Err(Error::Conflict(_)) => Ok(()),
        other => other,
    }
}
