//! Replies that are sent later: kept with their pictures, sent at their moment in the name of who wrote them, or kept back when they no longer fit.

use super::change::{Change, closed};
use super::visible;
use super::within::change_status;
use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::conversations::actions as conversations;
use crate::conversations::drafts;
use crate::conversations::model::{Extra, SenderKind};
use crate::conversations::store::{Outgoing, mark, store_one};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::files::actions as files;
use crate::job::Job;
use crate::kernel::ids::{FileId, ReplyId, TicketId};
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::platform::{Services, Tx};
use crate::tickets::jobs::settled;
use crate::tickets::later::{self as rules, Later, LaterView, MOST, Since, State};
use crate::tickets::lines;
use crate::tickets::model::{Status, Ticket};
use crate::tickets::queries::later::{self as queries, NewLater};
use uuid::Uuid;

/// How much longer than until its moment a picture is kept.
const SPARE_MS: i64 = 14 * 86_400_000;

/// A reply for later, as written.
#[derive(Clone, Debug)]
pub struct LaterDraft {
    /// The id the message gets; sending the same again keeps one.
    pub client_id: Uuid,
    /// What is written.
    pub body: String,
    /// Its pictures.
    pub files: Vec<FileId>,
    /// Where the ticket goes with it.
    pub then: Option<Status>,
    /// When it is sent.
    pub send_at: Timestamp,
}

/// Keeps a reply until its moment.
///
/// # Errors
/// `Invalid` names `body`, `files` or `later`; `Conflict` when the ticket is closed or many replies wait in it.
pub async fn schedule(services: &Services, agent: &Agent, id: TicketId, draft: LaterDraft, zone: &Zone) -> Result<()> {
    let ticket = visible(services, agent, id).await?;
    let lane = conversations::open(services, agent, ticket.customer_lane).await?;
    let message = conversations::compose(&lane, draft.client_id, &draft.body, draft.files)?;
    let mut tx = services.begin().await?;
    if let Some(why) = rules::fault(draft.send_at, tx.now()) {
        return Err(Error::field("later", why));
    }
    let ticket = settled(&mut tx, agent.business(), id).await?;
    if ticket.status == Status::Closed {
        return Err(closed());
    }
    if queries::count(&mut tx, agent.business(), id).await? >= MOST as i64 {
        return Err(Error::Conflict(format!("{MOST} replies wait in this ticket already. Take one back first.")));
    }
    files::hold(&mut tx, agent.business(), agent.member(), &message.files, draft.send_at.plus_ms(SPARE_MS)).await??;
    let (client_id, files) = (draft.client_id.to_string(), serde_json::to_string(&message.files).expect("ids are plain data"));
    let new =
        NewLater { ticket: id, sender: agent.member(), client_id: &client_id, body: &message.body, files: &files, then: draft.then, send_at: draft.send_at };
    if let Some(reply) = queries::insert(&mut tx, agent.business(), &new).await? {
        let when = zone.brief(draft.send_at);
        mark(&mut tx, ticket.staff_lane, lines::scheduled(&when, agent.name())).await?;
        tx.emit(agent.business(), Some(agent.member()), Event::Scheduled { ticket: id, agent: None }).await?;
        tx.enqueue_at(Job::SendLater { reply }, draft.send_at).await?;
    }
    tx.commit().await
}

/// The replies of a ticket that were neither sent nor taken back.
///
/// # Errors
/// `NotFound` when this person may not see the ticket.
pub async fn scheduled(services: &Services, agent: &Agent, id: TicketId, zone: &Zone) -> Result<Vec<LaterView>> {
    let ticket = visible(services, agent, id).await?;
    let now = services.now();
    let view = |l: Later| LaterView {
        id: l.id,
        sender: l.sender,
        preview: crate::kernel::text::preview(&l.body, 160),
        when: zone.moment_words(l.send_at, now),
        why: l.why,
    };
    Ok(queries::list(services.db(), agent.business(), ticket.id).await?.into_iter().map(view).collect())
}

/// Takes a reply back, and gives its words and pictures to who takes it back, as something they began. Says which ticket it is.
///
/// # Errors
/// `NotFound` when there is none; `Conflict` when it was sent already.
pub async fn take_back(services: &Services, agent: &Agent, id: ReplyId) -> Result<TicketId> {
    let found = queries::find(services.db(), agent.business(), id).await?.ok_or(Error::NotFound)?;
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, agent.business(), found.ticket_id).await?;
    let mut is_back = false;
    for from in [State::Waiting, State::Refused] {
        is_back |= queries::set_state(&mut tx, agent.business(), id, from, State::Cancelled, "").await?;
    }
    if !is_back && queries::find(&mut tx, agent.business(), id).await?.is_some_and(|l| l.state == State::Sent) {
        return Err(Error::Conflict("It was sent a moment ago.".into()));
    }
    if is_back {
        let pictures = serde_json::from_str::<Vec<FileId>>(&found.files).unwrap_or_default();
        drafts::give_back(&mut tx, agent.business(), ticket.customer_lane, agent.member(), &found.body, &pictures).await?;
    }
    tx.emit(agent.business(), Some(agent.member()), Event::Scheduled { ticket: found.ticket_id, agent: None }).await?;
    tx.commit().await?;
    Ok(found.ticket_id)
}

/// Sends a reply before its moment, or one that was kept back, as it is.
///
/// # Errors
/// `NotFound` when there is none; `Conflict` when the ticket is closed.
pub async fn send_now(services: &Services, agent: &Agent, id: ReplyId) -> Result<TicketId> {
    let found = queries::find(services.db(), agent.business(), id).await?.ok_or(Error::NotFound)?;
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, agent.business(), found.ticket_id).await?;
    if ticket.status == Status::Closed {
        return Err(closed());
    }
    let found = queries::find(&mut tx, agent.business(), id).await?.ok_or(Error::NotFound)?;
    if matches!(found.state, State::Waiting | State::Refused) {
        send(&mut tx, ticket, &found).await?;
    }
    tx.commit().await?;
    Ok(found.ticket_id)
}

/// Sends a reply whose moment has come, once; or keeps it back and says so to whoever wrote it.
///
/// # Errors
/// When the database fails.
pub async fn send_due(services: &Services, id: ReplyId) -> Result<()> {
    let Some(found) = queries::find_any(services.db(), id).await? else { return Ok(()) };
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, found.business_id, found.ticket_id).await?;
    let Some(later) = queries::find(&mut tx, found.business_id, id).await?.filter(|l| l.state == State::Waiting) else { return Ok(()) };
    let sender = accounts::find_contact(&mut tx, later.business_id, later.sender_id).await?;
    let (customer, colleague) = queries::last_words(&mut tx, ticket.customer_lane, later.sender_id, later.created_at).await?;
    let since = Since { customer, colleague, resolved: ticket.resolved_at };
    let why = match rules::obstacle(&later, ticket.status, since, sender.is_some_and(|m| m.is_on_staff())) {
        Some(why) => why.to_owned(),
        None => match send(&mut tx, ticket, &later).await {
            Ok(()) => return tx.commit().await,
            Err(Error::Internal) => return Err(Error::Internal),
            Err(why) => why.to_string(),
        },
    };
    drop(tx);
    let mut tx = services.begin().await?;
    let ticket = settled(&mut tx, later.business_id, later.ticket_id).await?;
    if queries::set_state(&mut tx, later.business_id, id, State::Waiting, State::Refused, &why).await? {
        mark(&mut tx, ticket.staff_lane, lines::not_sent(&later.sender, &why)).await?;
        tx.emit(later.business_id, None, Event::Scheduled { ticket: ticket.id, agent: Some(later.sender_id) }).await?;
    }
    tx.commit().await
}

async fn send(tx: &mut Tx, ticket: Ticket, later: &Later) -> Result<()> {
    let message = Outgoing {
        conversation: ticket.customer_lane,
        client_id: later.client_id.parse().unwrap_or_default(),
        sender: Some(later.sender_id),
        name: later.sender.clone(),
        kind: SenderKind::Agent,
        body: later.body.clone(),
        files: serde_json::from_str(&later.files).unwrap_or_default(),
        extra: Extra::default(),
    };
    store_one(tx, message).await?;
    queries::set_state(tx, later.business_id, later.id, later.state, State::Sent, "").await?;
    let ticket = settled(tx, ticket.business_id, ticket.id).await?;
    if let Some(to) = later.then_status.filter(|to| crate::tickets::rules::may_move(ticket.status, *to)) {
        change_status(tx, ticket, to, Change { actor: Some(later.sender_id), by: &later.sender }).await?;
    }
    tx.emit(later.business_id, Some(later.sender_id), Event::Scheduled { ticket: later.ticket_id, agent: None }).await
}
