//! What those who follow a ticket, or are named in it, hear: a hint while they are here, a mail while they are not and want one.

use super::actions::{about, mail};
use super::words;
use crate::accounts::actions as accounts;
use crate::conversations::actions as conversations;
use crate::conversations::model::Kind;
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
        if !is_away(tx, recorded, agent).await? {
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
        if is_away(tx, recorded, agent).await? && wants(tx, business, agent, |p| p.mail_followed).await? {
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

/// Mails somebody that they were named in a note, or what was said in a ticket they follow; while they are here they have seen the hint.
///
/// # Errors
/// When the database fails.
pub async fn tell_one(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let (id, agent, seq, lane, is_named) = match *event {
        Event::MentionedInTicket { ticket, agent, seq } => (ticket, agent, seq, Kind::StaffLane, true),
        Event::FollowedSaid { ticket, agent, seq, is_note: true, .. } => (ticket, agent, seq, Kind::StaffLane, false),
        Event::FollowedSaid { ticket, agent, seq, is_partner: true, .. } => (ticket, agent, seq, Kind::PartnerLane, false),
        Event::FollowedSaid { ticket, agent, seq, .. } => (ticket, agent, seq, Kind::CustomerLane, false),
        _ => return Ok(()),
    };
    let business = recorded.business_id;
    let wants = wants(tx, business, agent, |p| if is_named { p.mail_mentioned } else { p.mail_followed }).await?;
    if !wants || !is_away(tx, recorded, agent).await? {
        return Ok(());
    }
    let Some(ticket) = tickets::find_quietly(&mut *tx, business, id).await? else { return Ok(()) };
    let lane = match lane {
        Kind::StaffLane => Some(ticket.staff_lane),
        Kind::PartnerLane => ticket.partner_lane,
        _ => Some(ticket.customer_lane),
    };
    let Some(lane) = lane else { return Ok(()) };
    let text = conversations::text_of(&mut *tx, lane, seq).await?;
    let by = name(tx, business, recorded.actor_id).await?.unwrap_or_else(|| "Somebody".into());
    let letter = if is_named { words::mentioned(&about(&ticket), &by, &text) } else { words::said(&about(&ticket), &by, &text) };
    mail(tx, business, agent, &letter, &format!("told:{}", recorded.id)).await
}

/// Whether somebody wants a kind of mail.
pub async fn wants(tx: &mut Tx, business: BusinessId, agent: MemberId, kind: impl Fn(&Preferences) -> bool) -> Result<bool> {
    Ok(kind(&preferences::find(&mut *tx, business, agent).await?))
}

async fn is_away(tx: &mut Tx, recorded: &Recorded, agent: MemberId) -> Result<bool> {
    let found = accounts::find_contact(&mut *tx, recorded.business_id, agent).await?;
    Ok(found.is_some_and(|a| a.online_until <= recorded.at))
}

async fn name(tx: &mut Tx, business: BusinessId, member: Option<MemberId>) -> Result<Option<String>> {
    let Some(member) = member else { return Ok(None) };
    Ok(accounts::find_contact(&mut *tx, business, member).await?.map(|m| m.name))
}
