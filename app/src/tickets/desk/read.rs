//! What the desk's pages and server functions read, in the form its islands are given.

use super::face::{tab_href, ticket_href};
use super::state::{Followed, Line, Lines, OpenTicket, Tallies};
use crate::error::Result;
use crate::session;
use std::str::FromStr;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::assignments::model::Work;
use stoa::kernel::ids::{MemberId, TicketId};
use stoa::kernel::page::Cursor;
use stoa::kernel::time::Timestamp;
use stoa::platform::Services;
use stoa::preferences::actions as preferences;
use stoa::preferences::model::AfterResolving;
use stoa::tickets::actions::{self, Desk, Following, InboxRow};
use stoa::tickets::model::{Filter, Holder, Status};

/// The numbers on the tabs.
pub async fn tallies(services: &Services, agent: &Agent) -> Result<Tallies, Error> {
    Ok(Tallies::from(&actions::counts(services, agent).await?))
}

/// A page of a tab.
pub async fn lines(services: &Services, agent: &Agent, tab: Holder, after: Option<Cursor>) -> Result<Lines, Error> {
    let filter = Filter { active_only: true, holder: Some(tab), ..Filter::default() };
    let page = actions::inbox(services, agent, &filter, after).await?;
    let now = services.now();
    Ok(Lines { lines: page.items.into_iter().map(|row| line(row, now)).collect(), next: page.next, tallies: tallies(services, agent).await? })
}

/// The lines of tickets that changed.
pub async fn changed(services: &Services, agent: &Agent, ids: &[TicketId]) -> Result<(Vec<Line>, Tallies), Error> {
    let now = services.now();
    let rows = actions::inbox_rows(services, agent, ids).await?;
    Ok((rows.into_iter().map(|row| line(row, now)).collect(), tallies(services, agent).await?))
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
        clock,
    }
}

/// A ticket as its header and details show it.
pub async fn open_ticket(agent: &Agent, desk: &Desk) -> Result<OpenTicket> {
    let (t, row) = (&desk.opened.ticket, &desk.opened.row);
    let why = crate::queue::why(agent, Work::Ticket(t.id), t.assignee_id).await?;
    Ok(OpenTicket {
        id: t.id,
        number: t.number,
        subject: t.subject.clone(),
        status: t.status,
        priority: t.priority,
        category: t.category_id,
        holder: t.assignee_id,
        holder_name: row.assignee.clone(),
        why,
        clocks: desk.opened.deadlines.iter().cloned().zip(desk.why.iter().cloned()).collect(),
        rating: t.rating,
        rating_comment: t.rating_comment.clone(),
        seq: desk.seq,
        undo: actions::undoable(&session::services(), agent, t.id).await?,
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
        let list = lines(&services, agent, tab, None).await?;
        if let Some(next) = list.lines.iter().find(|line| line.id != ticket) {
            return Ok(Some(ticket_href(next.number, tab)));
        }
    }
    Ok(Some(tab_href(tab)))
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
