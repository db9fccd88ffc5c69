//! Who reacts to what: events and messages that were committed are claimed here and handed to the features that follow them.
//!
//! Claim and reaction share one transaction: either both happened or neither, also over a crash.

use crate::conversations::lanes::{self as conversations, Waiting};
use crate::conversations::model::Kind;
use crate::error::Result;
use crate::event::Event;
use crate::job::Job;
use crate::platform::{Services, Tx, outbox};
use crate::{automations, cards, chats, notifications, payments, queue, talks, tickets};

/// Rows of one transaction.
const BATCH: i64 = 100;
/// Chats of one transaction on PostgreSQL: others who want one of them wait that long.
const CHATS: usize = 25;

/// Hands events that nobody has seen to the reactions. Returns how many.
///
/// # Errors
/// When the database fails; the events stay unseen.
pub async fn dispatch_events(services: &Services) -> Result<usize> {
    // The runner asks all the time; only when there is something does it take a turn at SQLite's one writer.
    if !outbox::is_waiting(services.db()).await? {
        return Ok(0);
    }
    let mut tx = services.begin().await?;
    let events = outbox::claim(&mut tx, BATCH).await?;
    for recorded in &events {
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
            payments::actions::on_event(&mut tx, recorded, &event).await?;
            tickets::orders::on_event(&mut tx, recorded, &event).await?;
            notifications::actions::on_event(&mut tx, recorded, &event).await?;
            automations::jobs::on_event(&mut tx, recorded, &event).await?;
            cards::jobs::on_event(&mut tx, recorded, &event).await?;
        }
    }
    if !events.is_empty() {
        // Last, and the businesses in one order: their jobs are rows that two processes may ask for at once.
        let what = events.iter().filter_map(|recorded| Some((recorded.business_id, recorded.event()?)));
        queue::jobs::after_events(&mut tx, what).await?;
        tx.commit().await?;
    }
    Ok(events.len())
}

/// Hands conversations with messages that nobody has seen to the reactions. Returns how many.
///
/// # Errors
/// When the database fails; the messages stay unseen.
pub async fn dispatch_messages(services: &Services) -> Result<usize> {
    let lanes = conversations::list_waiting(services.db(), BATCH).await?;
    let many = lanes.len();
    let (talks, others): (Vec<Waiting>, Vec<Waiting>) = lanes.into_iter().partition(|lane| lane.kind == Kind::Chat);
    // SQLite has one writer and profits from large transactions; on PostgreSQL small ones never wait for each other in a circle. Chats are
    // locked in one order and may go together.
    let (together, alone) = if services.db().is_postgres() { (CHATS, 1) } else { (BATCH as usize, BATCH as usize) };
    for talks in talks.chunks(together) {
        let mut tx = services.begin().await?;
        chats::jobs::after_messages(&mut tx, talks).await?;
        tx.commit().await?;
    }
    for lanes in others.chunks(alone) {
        let mut tx = services.begin().await?;
        for lane in lanes {
            follow(&mut tx, lane).await?;
        }
        tx.commit().await?;
    }
    Ok(many)
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
