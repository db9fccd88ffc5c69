//! Reading tickets: lists, counts, search, one ticket with its threads and clocks.

use super::{may_see, visible};
use crate::accounts::{Admin, Agent, Person};
use crate::conversations::actions as conversations;
use crate::conversations::model::{History, PAGE as PAGE_OF_THREAD};
use crate::conversations::search::{self as words, Found};
use crate::error::{Error, Result};
use crate::fields::actions as fields;
use crate::kernel::ids::{BusinessId, ConversationId, TicketId};
use crate::kernel::page::{Cursor, Page};
use crate::platform::{Ex, Services, limits};
use crate::sla;
use crate::sla::model::Deadline;
use crate::sla::terms::Terms;
use crate::tickets::model::{Category, Counts, Filter, Hit, Ticket, TicketRow, parse_number};
use crate::tickets::queries::lists::{self, Scope};
use crate::tickets::{queries, views};
use std::collections::HashMap;

/// Rows of one page.
const PAGE: usize = 50;

/// A ticket as somebody who may see it opened it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The ticket.
    pub ticket: Ticket,
    /// What lists show of it.
    pub row: TicketRow,
    /// First reply, the further reply that is awaited, resolution.
    pub deadlines: Vec<Deadline>,
}

fn scope(person: &Person) -> Scope {
    if person.is_staff() { Scope::Staff(person.member()) } else { Scope::Customer(person.member()) }
}

/// A page of tickets, last touched first: staff all of the business, customers their own. Search words are left to [`search`].
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, person: &Person, filter: &Filter, after: Option<Cursor>) -> Result<Page<TicketRow>> {
    let filter = as_sought(services, person, filter).await?;
    let rows = lists::list(services.db(), person.business(), scope(person), &filter, after, PAGE as i64 + 1).await?;
    Ok(Page::cut(rows, PAGE, |r| Cursor { key: r.updated_at.0, id: r.id.0 }))
}

/// A filter as the database is asked: what stands in a field as it is found by; and nothing that only staff sees, for narrowing would tell it.
async fn as_sought(services: &Services, person: &Person, filter: &Filter) -> Result<Filter> {
    let mut filter = filter.clone();
    filter.tag.take_if(|_| !person.is_staff());
    filter.field.take_if(|_| !person.is_staff());
    if let Some((key, value)) = &mut filter.field {
        *value = fields::sought(services.db(), person.business(), key, value).await?;
    }
    Ok(filter)
}

/// How many tickets there are for this person.
///
/// # Errors
/// When the database fails.
pub async fn counts(services: &Services, person: &Person) -> Result<Counts> {
    let (db, business, me) = (services.db(), person.business(), person.member());
    if !person.is_staff() {
        let by_status = queries::list_counts_of(db, business, me).await?;
        let active = by_status.iter().filter(|(s, _)| s.is_active()).map(|(_, n)| n).sum();
        return Ok(Counts { by_status, mine: active, active, ..Counts::default() });
    }
    let (by_status, mine, unassigned, (snoozed, my_snoozed)) = tokio::try_join!(
        queries::list_counts(db, business),
        queries::count_active(db, business, Some(me)),
        queries::count_active(db, business, None),
        queries::count_snoozed(db, business, me),
    )?;
    let active: i64 = by_status.iter().filter(|(s, _)| s.is_active()).map(|(_, n)| n).sum();
    Ok(Counts { by_status, mine, unassigned, active: active - snoozed, snoozed, my_snoozed })
}

/// The rows of these tickets that this person may see and that the filter lets through; for lists that were told of changes.
///
/// # Errors
/// When the database fails.
pub async fn rows(services: &Services, person: &Person, ids: &[TicketId]) -> Result<Vec<TicketRow>> {
    lists::list_by_id(services.db(), person.business(), scope(person), &ids[..ids.len().min(100)]).await
}

/// The tickets that a filter lets through, at most so many, last touched first.
///
/// # Errors
/// When the database fails.
pub async fn ids(services: &Services, agent: &Agent, filter: &Filter, most: i64) -> Result<Vec<TicketId>> {
    let filter = as_sought(services, agent, filter).await?;
    let rows = lists::list(services.db(), agent.business(), scope(agent), &filter, None, most).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Those of these tickets that a filter lets through, for lists that were told of changes.
///
/// # Errors
/// When the database fails.
pub async fn fitting(services: &Services, person: &Person, filter: &Filter, ids: &[TicketId]) -> Result<Vec<TicketRow>> {
    let filter = as_sought(services, person, filter).await?;
    lists::list_fitting(services.db(), person.business(), scope(person), &filter, &ids[..ids.len().min(100)]).await
}

/// Tickets in which all words stand (the last may be unfinished), best first: in number, subject, messages, and for staff in notes and at the beginning of fields.
///
/// # Errors
/// `TooMany` after many searches in a short time.
pub async fn search(services: &Services, person: &Person, text: &str) -> Result<Vec<Hit>> {
    services.limits().check(limits::SEARCH, &person.member().to_string())?;
    let numbered = async {
        let Some(number) = parse_number(text) else { return Ok(Vec::new()) };
        let rows = lists::list_by_number(services.db(), person.business(), scope(person), number).await?;
        Ok(rows.into_iter().map(|row| Hit { row, snippet: Vec::new() }).collect())
    };
    let (mut hits, filled, said) = tokio::try_join!(numbered, search_fields(services, person, text), search_talks(services, person, text))?;
    for hit in filled.into_iter().chain(said) {
        if hits.iter().all(|h: &Hit| h.row.id != hit.row.id) {
            hits.push(hit);
        }
    }
    Ok(hits)
}

/// Tickets whose fields begin with a text; none for customers.
async fn search_fields(services: &Services, person: &Person, text: &str) -> Result<Vec<Hit>> {
    if !person.is_staff() {
        return Ok(Vec::new());
    }
    let filled = fields::find_beginning(services.db(), person.business(), text, PAGE as i64).await?;
    let ids: Vec<TicketId> = filled.iter().map(|(ticket, ..)| *ticket).collect();
    let hit = |row: TicketRow| {
        let (label, value) = filled.iter().find(|(ticket, ..)| *ticket == row.id).map(|(_, label, value)| (label, value)).unzip();
        let snippet = vec![(format!("{}: ", label.cloned().unwrap_or_default()), false), (value.cloned().unwrap_or_default(), true)];
        Hit { row, snippet }
    };
    Ok(rows(services, person, &ids).await?.into_iter().map(hit).collect())
}

/// Tickets in which all words were said that this person may read, best first; one whose sides both have them comes twice.
async fn search_talks(services: &Services, person: &Person, text: &str) -> Result<Vec<Hit>> {
    let (db, business) = (services.db(), person.business());
    let own = if person.is_staff() { Vec::new() } else { queries::list_lanes_of(db, business, person.member()).await? };
    let scopes = conversations::search_scopes(person, &own);
    let found = words::search(db, &scopes, &words::words(text), PAGE as i64).await?;
    let lanes: Vec<ConversationId> = found.iter().map(|f| f.conversation_id).collect();
    let by_lane: HashMap<ConversationId, TicketId> = lists::list_owners(db, business, &lanes).await?.into_iter().collect();
    let ids: Vec<TicketId> = by_lane.values().copied().collect();
    let tickets: HashMap<TicketId, TicketRow> = rows(services, person, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let hit = |f: Found| Some(Hit { row: tickets.get(by_lane.get(&f.conversation_id)?)?.clone(), snippet: views::pieces(&f.snippet) });
    Ok(found.into_iter().filter_map(hit).collect())
}

/// A ticket by its number, for those who may see it.
///
/// # Errors
/// `NotFound` when it does not exist or not for this person.
pub async fn find(services: &Services, person: &Person, number: i64) -> Result<Opened> {
    let ticket = queries::find_by_number(services.db(), person.business(), number).await?.ok_or(Error::NotFound)?;
    open_it(services, person, ticket).await
}

/// What lists show of one ticket, for those who may see it.
pub(super) async fn row(services: &Services, person: &Person, id: TicketId) -> Result<TicketRow> {
    rows(services, person, &[id]).await?.pop().ok_or(Error::NotFound)
}

async fn open_it(services: &Services, person: &Person, ticket: Ticket) -> Result<Opened> {
    if !may_see(person, &ticket) {
        return Err(Error::NotFound);
    }
    let (row, deadlines) = tokio::try_join!(row(services, person, ticket.id), deadlines(services, person, &ticket))?;
    Ok(Opened { ticket, row, deadlines })
}

/// A ticket for reactions, which act for nobody.
///
/// # Errors
/// When the database fails.
pub async fn find_quietly(ex: impl Into<Ex<'_>>, business: BusinessId, id: TicketId) -> Result<Option<Ticket>> {
    queries::find(ex, business, id).await
}

/// The clocks of a ticket.
///
/// # Errors
/// `NotFound` when it does not exist or not for this person.
pub async fn sla(services: &Services, person: &Person, id: TicketId) -> Result<Vec<Deadline>> {
    deadlines(services, person, &visible(services, person, id).await?).await
}

async fn deadlines(services: &Services, person: &Person, ticket: &Ticket) -> Result<Vec<Deadline>> {
    Ok(clocks(person, ticket, &sla::actions::terms(services.db(), ticket.business_id).await?))
}

/// The clocks of a ticket as this person sees them: what warns staff is not for customers.
pub(super) fn clocks(person: &Person, ticket: &Ticket, terms: &Terms) -> Vec<Deadline> {
    let clocks = views::deadlines(ticket, terms).into_iter();
    clocks.map(|clock| Deadline { warn_at: clock.warn_at.filter(|_| person.is_staff()), ..clock }).collect()
}

/// The thread of a ticket and, for staff only, its notes.
///
/// # Errors
/// `NotFound` when the ticket does not exist or not for this person.
pub async fn thread(services: &Services, person: &Person, ticket: &Ticket) -> Result<(History, Option<History>)> {
    let talk = history(services, person, ticket.customer_lane, None);
    if !person.is_staff() {
        return Ok((talk.await?, None));
    }
    let (talk, notes) = tokio::try_join!(talk, history(services, person, ticket.staff_lane, None))?;
    Ok((talk, Some(notes)))
}

/// A stretch of a lane: the newest messages, or those before number `before`.
///
/// # Errors
/// `NotFound` when this person may not read the lane.
pub async fn history(services: &Services, person: &Person, lane: ConversationId, before: Option<i64>) -> Result<History> {
    let lane = conversations::open(services, person, lane).await?;
    conversations::history(services, &lane, before, PAGE_OF_THREAD).await
}

/// The categories of this person's business; archived ones too, marked.
///
/// # Errors
/// When the database fails.
pub async fn list_categories(services: &Services, person: &Person) -> Result<Vec<Category>> {
    queries::categories::list(services.db(), person.business()).await
}

/// The categories of a business, for what works on its own.
///
/// # Errors
/// When the database fails.
pub async fn list_categories_of(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Category>> {
    queries::categories::list(ex, business).await
}

/// The newest tickets of the business, as they are stored.
///
/// # Errors
/// When the database fails.
pub async fn list_newest(services: &Services, who: &Admin, limit: i64) -> Result<Vec<Ticket>> {
    queries::list_newest(services.db(), who.business(), limit).await
}

/// Whether a browser may watch a ticket: staff of its business as staff, its customer as customer.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn may_watch(services: &Services, person: &Person, id: TicketId, as_staff: bool) -> Result<()> {
    let ticket = queries::find(services.db(), person.business(), id).await?.ok_or(Error::NotFound)?;
    let may = if as_staff { person.is_staff() } else { !person.is_staff() && ticket.customer_id == person.member() };
    if may { Ok(()) } else { Err(Error::NotFound) }
}
