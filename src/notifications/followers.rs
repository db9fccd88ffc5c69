//! What those who follow a ticket hear of changes: a hint while a page of ours is open, a mail while they are not at it and want one.

use super::actions::{about, is_here, mail};
use super::words;
use crate::accounts::actions as accounts;
use crate::accounts::model::Being;
use crate::error::Result;
use crate::event::{Event, Hint, Subject, Topic};
use crate::kernel::ids::{BusinessId, MemberId};
use crate::platform::Tx;
use crate::platform::outbox::Recorded;
use crate::preferences::actions as preferences;
use crate::preferences::model::Preferences;
use crate::tickets::actions as tickets;
use crate::tickets::news;

/// Shows those who follow the ticket and are here that something happened to it, except whoever did it and whoever is told of it in person.
///
/// # Errors
/// When the database fails.
pub async fn hint(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let Some(id) = event.ticket() else { return Ok(()) };
    for agent in told(tx, recorded, event).await? {
        let now = tx.now();
        if accounts::find_being(&mut *tx, recorded.business_id, agent, now).await? != Being::Gone {
            tx.hint(Topic::Person(agent), Hint { what: Subject::Followed, id: id.0 });
        }
    }
    Ok(())
}

/// Mails it to those of them who were away and want such mails.
///
/// # Errors
/// When the database fails.
pub async fn write(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let (business, told) = (recorded.business_id, told(tx, recorded, event).await?);
    let Some(id) = event.ticket().filter(|_| !told.is_empty()) else { return Ok(()) };
    let Some(ticket) = tickets::find_quietly(&mut *tx, business, id).await? else { return Ok(()) };
    let (by, holder) = (name(tx, business, recorded.actor_id).await?, name(tx, business, event.audience().agent).await?);
    let what = news::words(event, by.as_deref(), holder.as_deref()).unwrap_or_default();
    for agent in told {
        if !is_here(tx, business, agent).await? && wants(tx, business, agent, |p| p.mail_followed).await? {
            mail(tx, business, agent, &words::followed(&about(&ticket), &what), &format!("followed:{}:{agent}", recorded.id)).await?;
        }
    }
    Ok(())
}

/// Who follows the ticket of an event that is told to followers, except whoever did it and whoever is told of it in person.
async fn told(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<Vec<MemberId>> {
    let Some(id) = event.ticket().filter(|_| news::words(event, None, None).is_some()) else { return Ok(Vec::new()) };
    let in_person = event.audience().agent;
    let followers = tickets::list_followers(&mut *tx, recorded.business_id, id).await?;
    Ok(followers.into_iter().filter(|f| Some(*f) != recorded.actor_id && Some(*f) != in_person).collect())
}

/// Whether somebody wants a kind of mail.
pub async fn wants(tx: &mut Tx, business: BusinessId, agent: MemberId, kind: impl Fn(&Preferences) -> bool) -> Result<bool> {
    Ok(kind(&preferences::find(&mut *tx, business, agent).await?))
}

/// How somebody is called.
pub(super) async fn name(tx: &mut Tx, business: BusinessId, member: Option<MemberId>) -> Result<Option<String>> {
    let Some(member) = member else { return Ok(None) };
    Ok(accounts::find_contact(&mut *tx, business, member).await?.map(|m| m.name))
}
