//! What the desk's pages and server functions read, in the form its islands are given.

use super::api::NOW;
use super::face::{shelf_href, ticket_href};
use super::shelf::Shelf;
use super::state::{Followed, Line, Lines, OpenTicket, Sides, Tallies};
use crate::error::{AppError, Result};
use crate::session;
use crate::tickets::narrow::Narrow;
use std::str::FromStr;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::assignments::model::Work;
use stoa::businesses::actions as businesses;
use stoa::kernel::ids::{FileId, MemberId, TicketId, ViewId};
use stoa::kernel::page::Cursor;
use stoa::kernel::text::preview;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

use stoa::platform::Services;
use stoa::preferences::actions as preferences;
use stoa::preferences::model::AfterResolving;
use stoa::saved_views::actions as saved_views;
use stoa::tickets::actions::{self, Desk, Following, InboxRow, LaterDraft};
use stoa::tickets::model::{Filter, Status, Ticket};
use stoa::tickets::snooze::choices;
use uuid::Uuid;

/// Letters of a draft that a list shows.
const DRAFT: usize = 120;

/// The numbers on the tabs.
pub async fn tallies(services: &Services, agent: &Agent) -> Result<Tallies, Error> {
    Ok(Tallies::from(&actions::counts(services, agent).await?))
}

/// A page of a list.
pub async fn lines(services: &Services, agent: &Agent, shelf: Shelf, after: Option<Cursor>) -> Result<Lines, Error> {
    let page = actions::inbox(services, agent, &filter(services, agent, shelf).await?, after).await?;
    let now = services.now();
    Ok(Lines { lines: page.items.into_iter().map(|row| line(row, now)).collect(), next: page.next, tallies: tallies(services, agent).await? })
}

/// The lines of tickets that changed; of a saved view only those it lets through.
pub async fn changed(services: &Services, agent: &Agent, ids: &[TicketId], shelf: Shelf) -> Result<(Vec<Line>, Tallies), Error> {
    let now = services.now();
    let rows = match shelf {
        Shelf::View(_) => actions::inbox_fitting(services, agent, &filter(services, agent, shelf).await?, ids).await?,
        _ => actions::inbox_rows(services, agent, ids).await?,
    };
    Ok((rows.into_iter().map(|row| line(row, now)).collect(), tallies(services, agent).await?))
}

async fn filter(services: &Services, agent: &Agent, shelf: Shelf) -> Result<Filter, Error> {
    let active = Filter { active_only: true, ..Filter::default() };
    Ok(match shelf {
        Shelf::Tab(tab) => Filter { holder: Some(tab), ..active },
        Shelf::Snoozed => Filter { snoozed: true, ..active },
        Shelf::View(id) => saved_views::find(services, agent, id).await?.filter,
    })
}

/// Puts a ticket aside until a moment in the business's zone, or brings it back.
pub async fn snooze(agent: &Agent, ticket: TicketId, until: &str) -> Result<(), Error> {
    let services = session::services();
    if until == NOW {
        return actions::unsnooze(&services, agent, ticket).await;
    }
    let zone = zone(&services, agent).await?;
    let until = zone.parse_field(until).ok_or_else(|| Error::field("until", "Write a day and a time, like 2026-11-30 09:00."))?;
    actions::snooze(&services, agent, ticket, until, &zone).await
}

/// Saves what an address of the ticket list narrows it to.
pub async fn save_view(agent: &Agent, name: &str, is_shared: bool, filter: &str) -> Result<ViewId, Error> {
    let narrow = Narrow::read(|name| session::parameter(filter, name));
    saved_views::save(&session::services(), agent, name, is_shared, narrow.filter()).await
}

/// A ticket after a change.
pub async fn now(agent: &Agent, ticket: TicketId) -> Result<OpenTicket> {
    open_ticket(agent, &actions::desk(&session::services(), agent, ticket).await?).await
}

/// A row as a line of the inbox.
pub fn line(InboxRow { row, clock }: InboxRow, now: Timestamp) -> Line {
    // Stretches that are over do not matter to a clock that runs.
    let clock = clock.map(|mut clock| {
        clock.counting.retain(|(_, to)| *to > now);
        clock
    });
    Line {
        id: row.id,
        number: row.number,
        subject: row.subject,
        status: row.status,
        priority: row.priority,
        source: row.source,
        customer: row.customer_id,
        name: row.customer,
        is_online: row.online_until > now,
        holder: row.assignee_id,
        holder_name: row.assignee,
        lane: row.customer_lane,
        updated_at: row.updated_at,
        preview: row.preview,
        is_ours: row.last_by_staff,
        unread: row.unread,
        draft: row.draft.map(|text| preview(&text, DRAFT)),
        is_snoozed: row.snoozed_until.is_some(),
        clock,
        tags: row.tags.0,
    }
}

/// A ticket as its header and details show it.
pub async fn open_ticket(agent: &Agent, desk: &Desk) -> Result<OpenTicket> {
    let (t, row) = (&desk.opened.ticket, &desk.opened.row);
    let (services, now) = (session::services(), session::services().now());
    let known = async {
        Ok::<_, AppError>(tokio::try_join!(
            actions::slots(&services, agent, t),
            actions::undoable(&services, agent, t.id),
            actions::sides(&services, agent, t),
        )?)
    };
    let ((slots, undo, sides), why) = tokio::try_join!(known, crate::queue::why(agent, Work::Ticket(t.id), t.assignee_id))?;
    Ok(OpenTicket {
        id: t.id,
        number: t.number,
        subject: t.subject.clone(),
        status: t.status,
        priority: t.priority,
        source: t.source,
        category: t.category_id,
        holder: t.assignee_id,
        holder_name: row.assignee.clone(),
        why,
        clocks: desk.opened.deadlines.iter().cloned().zip(desk.why.iter().cloned()).collect(),
        snoozed: t.snoozed_until.map(|until| desk.zone.moment_words(until, now)),
        snoozes: choices(now, &desk.zone),
        rating: t.rating,
        tags: row.tags.0.clone(),
        slots,
        rating_comment: t.rating_comment.clone(),
        seq: desk.seq,
        undo,
        sides: sides.map(|s| Sides { partner: s.name, of_customer: s.unread_customer, of_partner: s.unread_partner }),
    })
}

/// Leads to another page when the agent likes that after such a change.
pub async fn go_on(agent: &Agent, ticket: TicketId, status: Status) -> Result<()> {
    if status == Status::Resolved
        && let Some(path) = after_resolving(agent, ticket).await?
    {
        leptos_axum::redirect(&path);
    }
    Ok(())
}

/// Where the agent likes to go once a ticket is resolved: the next one of their tab, the list, or nowhere else.
pub async fn after_resolving(agent: &Agent, ticket: TicketId) -> Result<Option<String>> {
    let services = session::services();
    let wish = preferences::own(&services, agent).await?.after_resolving;
    if wish == AfterResolving::Stay {
        return Ok(None);
    }
    let tab = super::inbox::first_tab(agent).await?;
    if wish == AfterResolving::Next {
        let list = lines(&services, agent, tab.into(), None).await?;
        if let Some(next) = list.lines.iter().find(|line| line.id != ticket) {
            return Ok(Some(ticket_href(next.number, tab)));
        }
    }
    Ok(Some(shelf_href(tab)))
}

/// Who follows a ticket.
pub async fn followed(agent: &Agent, ticket: TicketId) -> Result<Followed> {
    let Following { is_mine, others } = actions::following(&session::services(), agent, ticket).await?;
    Ok(Followed { is_mine, others })
}

/// What was chosen in a list whose empty value means nobody or nothing.
pub fn chosen<T: FromStr>(field: &str, value: &str) -> Result<Option<T>, Error> {
    match value.trim() {
        "" => Ok(None),
        value => value.parse().map(Some).map_err(|_| Error::field(field, "Choose one of the list.")),
    }
}

/// Customers to choose from: address and name.
pub async fn customers(services: &Services, agent: &Agent, search: &str) -> Result<Vec<(String, String)>, Error> {
    Ok(accounts::find_customers(services, agent, search).await?.into_iter().map(|m| (m.email, m.name)).collect())
}

/// The customer with this address.
pub async fn customer(services: &Services, agent: &Agent, email: &str) -> Result<MemberId, Error> {
    let email = email.trim().to_lowercase();
    if email.is_empty() {
        return Err(Error::field("customer", "Customer is missing. Write the e-mail address of one."));
    }
    let found = accounts::find_customers(services, agent, &email).await?;
    let found = found.into_iter().find(|m| m.email == email);
    found.map(|m| m.id).ok_or_else(|| Error::field("customer", "No customer has this e-mail address. Choose one of the list."))
}

/// Keeps a reply until a moment in the business's zone.
pub async fn schedule(
    agent: &Agent,
    ticket: TicketId,
    client_id: Uuid,
    body: String,
    files: Vec<FileId>,
    then: Option<Status>,
    later: &str,
) -> Result<(), Error> {
    let services = session::services();
    let zone = zone(&services, agent).await?;
    let send_at = zone.parse_field(later).ok_or_else(|| Error::field("later", "Write a day and a time, like 2026-11-30 09:00."))?;
    actions::schedule(&services, agent, ticket, LaterDraft { client_id, body, files, then, send_at }, &zone).await
}

/// Leads a form back to its ticket.
pub async fn back_to(agent: &Agent, ticket: TicketId) -> Result<()> {
    let number = find(&session::services(), agent, ticket).await?.number;
    leptos_axum::redirect(&crate::routes::desk_ticket(number));
    Ok(())
}

/// Leads a form back to the partner's side of its ticket.
pub async fn back_to_partner(agent: &Agent, ticket: TicketId) -> Result<()> {
    let number = find(&session::services(), agent, ticket).await?.number;
    leptos_axum::redirect(&super::face::partner_href(&crate::routes::desk_ticket(number)));
    Ok(())
}

async fn find(services: &Services, agent: &Agent, ticket: TicketId) -> Result<Ticket, Error> {
    actions::find_quietly(services.db(), agent.business(), ticket).await?.ok_or(Error::NotFound)
}

/// The local time of the business.
async fn zone(services: &Services, agent: &Agent) -> Result<Zone, Error> {
    let business = businesses::find(services.db(), agent.business()).await?;
    Ok(businesses::zone(&business, services.now()))
}
