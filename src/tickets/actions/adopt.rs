//! A ticket made of a talk that exists already: a chat that needs more time.

use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::assignments::actions as assignments;
use crate::assignments::model::Work;
use crate::assignments::words as reasons;
use crate::conversations::model::Kind;
use crate::conversations::store::mark;
use crate::conversations::{lanes as conversations, search as words};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{CategoryId, ConversationId, MemberId};
use crate::kernel::text::Check;
use crate::platform::{Services, Tx};
use crate::sla;
use crate::sla::model::SlaClock;
use crate::tickets::deadlines::watch_next;
use crate::tickets::lines;
use crate::tickets::model::{Priority, Source, Status, Ticket};
use crate::tickets::queries::{self, NewTicket};

/// What is typed to make a ticket of a talk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// What it is called.
    pub subject: String,
    /// The id of a category, or empty.
    pub category: String,
    /// The word of a priority.
    pub priority: String,
}

/// The same, checked.
#[derive(Clone, Debug)]
pub struct CheckedAdoption {
    subject: String,
    category: Option<CategoryId>,
    priority: Priority,
}

/// The talk and whose it is.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// What tells it from every other: one ticket comes of it.
    pub client_id: String,
    /// Who asks.
    pub customer: MemberId,
    /// The talk.
    pub customer_lane: ConversationId,
    /// Its private notes.
    pub staff_lane: ConversationId,
    /// Who answers.
    pub assignee: Option<MemberId>,
    /// The start of the last message.
    pub preview: String,
    /// Whether a human has answered already.
    pub is_answered: bool,
}

/// Checks what was typed.
///
/// # Errors
/// `Invalid` names `subject`, `category` or `priority`.
pub async fn check_adoption(services: &Services, agent: &Agent, draft: &Adoption) -> Result<CheckedAdoption> {
    let mut check = Check::new();
    let subject = check.line("subject", "Subject", &draft.subject, 3, 120);
    let priority = check.choice::<Priority>("priority", "Priority", &draft.priority);
    let category = if draft.category.trim().is_empty() { None } else { check.choice::<CategoryId>("category", "Category", &draft.category) };
    check.finish()?;
    if let Some(category) = category {
        let found = queries::categories::find(services.db(), agent.business(), category).await?;
        found.filter(|c| !c.is_archived).ok_or_else(|| Error::field("category", "Category: choose one of the options."))?;
    }
    Ok(CheckedAdoption { subject, category, priority: priority.ok_or(Error::Internal)? })
}

/// Makes a ticket of a talk, in the transaction that ends what owned it. What was said is seen already; a human's answer counts as the first response.
///
/// # Errors
/// `Conflict` when a ticket was made of it already.
pub async fn adopt(tx: &mut Tx, by: &Agent, draft: &CheckedAdoption, talk: &Adopted) -> Result<Ticket> {
    let business = by.business();
    let terms = sla::actions::terms(&mut *tx, business).await?;
    let now = tx.now();
    let number = queries::next_number(tx, business).await?;
    let promise = |clock| terms.promise(draft.category, draft.priority, clock, now);
    let new = NewTicket {
        client_id: &talk.client_id,
        subject: &draft.subject,
        category: draft.category,
        priority: draft.priority,
        source: Source::Chat,
        customer: talk.customer,
        customer_lane: talk.customer_lane,
        staff_lane: talk.staff_lane,
        preview: &talk.preview,
        response: promise(SlaClock::Response),
        resolution: promise(SlaClock::Resolution),
        order: None,
    };
    let id = queries::insert(tx, business, number, &new).await?;
    conversations::set_kind(tx, business, talk.customer_lane, Kind::CustomerLane).await?;
    words::move_to_tickets(tx, business, talk.customer_lane).await?;
    words::insert_subject(tx, business, talk.customer_lane, &draft.subject).await?;
    let opened = Event::TicketOpened { ticket: id, customer: talk.customer, number, subject: draft.subject.clone(), priority: draft.priority };
    tx.emit(business, Some(by.member()), opened).await?;
    let mut ticket = queries::find(&mut *tx, business, id).await?.ok_or(Error::Internal)?;
    if talk.is_answered {
        queries::set_talk(tx, business, id, &talk.preview, false, Some(now)).await?;
        ticket = Ticket { status: Status::InProgress, responded_at: Some(now), ..ticket };
        queries::set_status(tx, business, &ticket).await?;
        tx.emit(business, Some(by.member()), Event::StatusChanged { ticket: id, customer: talk.customer, from: Status::Open, to: Status::InProgress }).await?;
    }
    if let Some(agent) = talk.assignee {
        queries::set_assignee(tx, business, id, Some(agent)).await?;
        let name = accounts::find_contact(&mut *tx, business, agent).await?.map(|a| a.name).unwrap_or_default();
        assignments::note(tx, business, Work::Ticket(id), agent, Some(by.member()), &reasons::came_along(&name)).await?;
        mark(tx, talk.staff_lane, lines::taken(&name)).await?;
        tx.emit(business, Some(by.member()), Event::Assigned { ticket: id, customer: talk.customer, agent: Some(agent), before: None }).await?;
    }
    watch_next(tx, &ticket, &terms).await?;
    queries::find(&mut *tx, business, id).await?.ok_or(Error::Internal)
}
