//! Tickets as the desk shows them: rows with the clock that runs, one ticket with the arithmetic of its deadlines.

use super::{read, visible};
use crate::accounts::Agent;
use crate::businesses;
use crate::error::{Error, Result};
use crate::event::Topic;
use crate::kernel::ids::{MemberId, TicketId};
use crate::kernel::page::{Cursor, Page};
use crate::kernel::zone::Zone;
use crate::platform::{Services, outbox};
use crate::sla;
use crate::sla::explain::explain;
use crate::sla::model::{Deadline, SlaClock, Still};
use crate::sla::terms::Terms;
use crate::tickets::model::{Filter, TicketRow};
use crate::tickets::queries::lists::{self, Scope};
use crate::tickets::{course, queries, views};

/// Other tickets of a customer that are shown beside one.
const OTHERS: i64 = 6;

/// A row and the clock that runs.
#[derive(Clone, Debug)]
pub struct InboxRow {
    /// The ticket.
    pub row: TicketRow,
    /// The first reply until it is given, then a further reply that is awaited or the resolution, whichever is due first.
    pub clock: Option<Deadline>,
}

/// A ticket with all that the desk knows of it.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The ticket and its clocks.
    pub opened: read::Opened,
    /// How each clock came about, in sentences.
    pub why: Vec<Vec<String>>,
    /// The number of the ticket's last event that is in here: a browser goes on after it.
    pub seq: i64,
    /// The business's local time.
    pub zone: Zone,
}

/// A page of the desk's list, last touched first.
///
/// # Errors
/// When the database fails.
pub async fn inbox(services: &Services, agent: &Agent, filter: &Filter, after: Option<Cursor>) -> Result<Page<InboxRow>> {
    let (page, terms) = tokio::try_join!(read::list(services, agent, filter, after), terms(services, agent))?;
    Ok(page.map(|row| with_clock(row, &terms)))
}

/// These rows, for lists that were told of a change.
///
/// # Errors
/// When the database fails.
pub async fn inbox_rows(services: &Services, agent: &Agent, ids: &[TicketId]) -> Result<Vec<InboxRow>> {
    let (rows, terms) = tokio::try_join!(read::rows(services, agent, ids), terms(services, agent))?;
    Ok(rows.into_iter().map(|row| with_clock(row, &terms)).collect())
}

/// Those of these tickets that a filter lets through, for a view that was told of a change.
///
/// # Errors
/// When the database fails.
pub async fn inbox_fitting(services: &Services, agent: &Agent, filter: &Filter, ids: &[TicketId]) -> Result<Vec<InboxRow>> {
    let (rows, terms) = tokio::try_join!(read::fitting(services, agent, filter, ids), terms(services, agent))?;
    Ok(rows.into_iter().map(|row| with_clock(row, &terms)).collect())
}

/// The last tickets of one customer.
///
/// # Errors
/// When the database fails.
pub async fn list_of(services: &Services, agent: &Agent, customer: MemberId) -> Result<Vec<TicketRow>> {
    lists::list(services.db(), agent.business(), Scope::Customer(customer), &Filter::default(), None, OTHERS).await
}

/// One ticket by its number.
///
/// # Errors
/// `NotFound` when it does not exist in this business.
pub async fn desk_by_number(services: &Services, agent: &Agent, number: i64) -> Result<Desk> {
    let ticket = queries::find_by_number(services.db(), agent.business(), number).await?.ok_or(Error::NotFound)?;
    desk(services, agent, ticket.id).await
}

/// One ticket.
///
/// # Errors
/// `NotFound` when it does not exist in this business.
pub async fn desk(services: &Services, agent: &Agent, id: TicketId) -> Result<Desk> {
    let (db, of) = (services.db(), agent.business());
    // Side by side: each statement has a way to go to the database, and the page waits for all of them.
    let state = async {
        // The number first, then the state: what happens between the two is told again, never missed.
        let seq = outbox::find_head(db, Topic::Ticket(id)).await?;
        let pauses = queries::pauses::list_of(db, of, id);
        let (ticket, row, pauses) = tokio::try_join!(visible(services, agent, id), read::row(services, agent, id), pauses)?;
        Ok::<_, Error>((seq, ticket, row, pauses))
    };
    let ((seq, ticket, row, mut pauses), policy, business) = tokio::try_join!(state, sla::actions::policy(db, of), businesses::actions::find(db, of))?;
    let terms = Terms::of(&business, policy);
    let opened = read::Opened { deadlines: read::clocks(agent, &ticket, &terms), ticket, row };
    let (now, zone) = (services.now(), businesses::actions::zone(&business, services.now()));
    pauses.extend(course::pause(&opened.ticket).filter(|pause| pause.why == Still::Waiting));
    let why = |d: &Deadline| {
        let pauses = if d.clock == SlaClock::Resolution { pauses.as_slice() } else { &[] };
        let began_at = opened.ticket.awaiting_since.filter(|_| d.clock == SlaClock::NextResponse).unwrap_or(opened.ticket.opened_at);
        explain(d, began_at, pauses, &terms.calendar, &zone, now)
    };
    Ok(Desk { why: opened.deadlines.iter().map(why).collect(), opened, seq, zone })
}

async fn terms(services: &Services, agent: &Agent) -> Result<Terms> {
    sla::actions::terms(services.db(), agent.business()).await
}

fn with_clock(row: TicketRow, terms: &Terms) -> InboxRow {
    InboxRow { clock: views::running(&row, terms), row }
}
