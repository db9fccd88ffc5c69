//! Who reacts to what: events and messages that were committed are claimed here and handed to the features that follow them.
//!
//! Claim and reaction share one transaction: either both happened or neither, also over a crash. What cannot be handed over – a reaction fails, or panics –
//! gets a job of its own, which tries again and again and lies with the owner's background work in the end: nobody else waits for it.

use crate::conversations::lanes::{self as conversations, Waiting};
use crate::conversations::model::Kind;
use crate::error::Result;
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, ConversationId, EventId};
use crate::platform::outbox::Recorded;
use crate::platform::{Services, Tx, guarded, outbox};
use crate::{automations, cards, chats, notifications, payments, queue, talks, tickets};

/// Conversations of one look.
const LOOKED_AT: i64 = 100;
/// Events of one transaction. On SQLite nobody else writes meanwhile; on PostgreSQL others who want the same rows wait that long.
const EVENTS: usize = 25;
/// Transactions of events of one look: what the conversations of one look lead to is as much.
const ROUNDS: usize = 8;
/// Chats of one transaction, for the same reason: what can be done for all of them at once is.
const CHATS: usize = 25;
/// Other conversations of one transaction on SQLite: each takes a millisecond or two, and messages on their way wait for the writer. Whoever writes fast
/// is followed less often, with more messages at a time.
const LANES: usize = 8;

/// Hands events that nobody has seen to the reactions. Returns how many.
///
/// # Errors
/// When the database fails; the events stay unseen.
pub async fn dispatch_events(services: &Services) -> Result<usize> {
    // The runner asks all the time; only when there is something does it take a turn at SQLite's one writer.
    if !outbox::is_waiting(services.db()).await? {
        return Ok(0);
    }
    let mut many = 0;
    for _ in 0..ROUNDS {
        let handed = hand_events(services).await?;
        many += handed;
        if handed < EVENTS {
            break;
        }
    }
    Ok(many)
}

/// Hands on the next events. Returns how many there were.
async fn hand_events(services: &Services) -> Result<usize> {
    let mut found = Vec::new();
    let together = guarded("reactions to events", react_together(services, &mut found)).await;
    if let Err(error) = together {
        if found.is_empty() {
            return Err(error);
        }
        for (business, event) in &found {
            if guarded("reactions to an event", react_alone(services, *business, *event)).await.is_err() {
                put_aside(services, Job::React { business: *business, event: *event }).await?;
            }
        }
    }
    Ok(found.len())
}

async fn react_together(services: &Services, found: &mut Vec<(BusinessId, EventId)>) -> Result<()> {
    let mut tx = services.begin().await?;
    let events = outbox::claim(&mut tx, EVENTS as i64).await?;
    if events.is_empty() {
        return Ok(());
    }
    found.extend(events.iter().map(|recorded| (recorded.business_id, recorded.id)));
    react(&mut tx, &events).await?;
    tx.commit().await
}

/// Hands one event to the reactions, if it is not seen yet.
///
/// # Errors
/// Those of the reactions; the event stays unseen.
pub async fn react_alone(services: &Services, business: BusinessId, event: EventId) -> Result<()> {
    let mut tx = services.begin().await?;
    let Some(recorded) = outbox::claim_one(&mut tx, business, event).await? else { return Ok(()) };
    react(&mut tx, &[recorded]).await?;
    tx.commit().await
}

async fn react(tx: &mut Tx, events: &[Recorded]) -> Result<()> {
    for recorded in events {
        if let Some(event) = recorded.event() {
            let business = recorded.business_id;
            match event {
                Event::MemberChanged { member } => {
                    tx.enqueue(Job::ReleaseTickets { business, member }).await?;
                    tx.enqueue(Job::ReleaseChats { business, member }).await?;
                }
                Event::MemberJoined { member } | Event::AddressConfirmed { member } => tx.enqueue(Job::JoinChats { business, member }).await?,
                _ => {}
            }
            Box::pin(payments::actions::on_event(tx, recorded, &event)).await?;
            Box::pin(tickets::orders::on_event(tx, recorded, &event)).await?;
            Box::pin(notifications::actions::on_event(tx, recorded, &event)).await?;
            Box::pin(automations::jobs::on_event(tx, recorded, &event)).await?;
            Box::pin(cards::jobs::on_event(tx, recorded, &event)).await?;
        }
    }
    // Last, and the businesses in one order: their jobs are rows that two processes may ask for at once.
    let what = events.iter().filter_map(|recorded| Some((recorded.business_id, recorded.event()?)));
    Box::pin(queue::jobs::after_events(tx, what)).await
}

/// Hands conversations with messages that nobody has seen to the reactions. Returns how many.
///
/// # Errors
/// When the database fails; the messages stay unseen.
pub async fn dispatch_messages(services: &Services) -> Result<usize> {
    let lanes = conversations::list_waiting(services.db(), LOOKED_AT).await?;
    let many = lanes.len();
    let (talks, others): (Vec<Waiting>, Vec<Waiting>) = lanes.into_iter().partition(|lane| lane.kind == Kind::Chat);
    // On PostgreSQL transactions of one conversation never wait for each other in a circle. Chats are locked in one order and may go together.
    let alone = if services.db().is_postgres() { 1 } else { LANES };
    for lanes in talks.chunks(CHATS).chain(others.chunks(alone)) {
        if guarded("reactions to messages", follow_together(services, lanes)).await.is_err() {
            one_by_one(services, lanes).await?;
        }
    }
    Ok(many)
}

/// Chats, or other lanes.
async fn follow_together(services: &Services, lanes: &[Waiting]) -> Result<()> {
    let mut tx = services.begin().await?;
    if lanes.iter().all(|lane| lane.kind == Kind::Chat) {
        Box::pin(chats::jobs::after_messages(&mut tx, lanes)).await?;
    } else {
        for lane in lanes {
            Box::pin(follow(&mut tx, lane)).await?;
        }
    }
    tx.commit().await
}

async fn one_by_one(services: &Services, lanes: &[Waiting]) -> Result<()> {
    for lane in lanes {
        if guarded("reactions to the messages of one talk", follow_alone(services, lane.id)).await.is_err() {
            put_aside(services, Job::FollowTalk { business: lane.business_id, conversation: lane.id }).await?;
        }
    }
    Ok(())
}

/// Hands one conversation to the feature that owns it, if it has messages that are not seen yet.
///
/// # Errors
/// Those of the feature; the messages stay unseen.
pub async fn follow_alone(services: &Services, id: ConversationId) -> Result<()> {
    let Some(lane) = conversations::find_waiting(services.db(), id).await? else { return Ok(()) };
    let mut tx = services.begin().await?;
    follow(&mut tx, &lane).await?;
    tx.commit().await
}

/// Hands a conversation to the feature that owns it.
async fn follow(tx: &mut Tx, lane: &Waiting) -> Result<()> {
    match lane.kind {
        Kind::Chat => chats::jobs::after_messages(tx, std::slice::from_ref(lane)).await,
        Kind::Team => talks::jobs::after_messages(tx, lane).await,
        Kind::CustomerLane | Kind::PartnerLane | Kind::StaffLane => match tickets::jobs::after_messages(tx, lane.business_id, lane.id).await? {
            true => Ok(()),
            false => chats::jobs::after_notes(tx, lane).await,
        },
    }
}

/// From now on only this job looks at what it names.
async fn put_aside(services: &Services, job: Job) -> Result<()> {
    tracing::error!(?job, "reactions fail: what they are to follow gets a job of its own");
    let mut tx = services.begin().await?;
    tx.enqueue(job).await?;
    tx.commit().await
}
