//! Looks for tickets and customers.

use super::{Found, Kind};
use crate::error::Result;
use crate::routes;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Member;
use stoa::platform::Services;
use stoa::tickets::actions;
use stoa::tickets::model::{TicketRow, number_text};

/// Of each kind.
const MOST: usize = 6;
/// Fewer letters find too much.
const LETTERS: usize = 2;

/// Tickets and customers that fit the words; nothing for a single letter. A lone digit is a number.
pub async fn found(services: &Services, agent: &Agent, words: &str) -> Result<Vec<Found>> {
    let words: String = words.trim().chars().take(100).collect();
    let is_number = !words.is_empty() && words.chars().all(|c| c.is_ascii_digit());
    if words.chars().count() < LETTERS && !is_number {
        return Ok(Vec::new());
    }
    let hits = actions::search(services, agent, &words).await?;
    let mut all: Vec<Found> = hits.into_iter().take(MOST).map(|hit| ticket(&hit.row)).collect();
    if !is_number {
        all.extend(accounts::find_customers(services, agent, &words).await?.iter().take(MOST).map(customer));
    }
    Ok(all)
}

/// A ticket as something found.
pub fn ticket(row: &TicketRow) -> Found {
    let detail = format!("{} · {} · {}", number_text(row.number), row.customer, row.status.label());
    Found { kind: Kind::Ticket, label: row.subject.clone(), detail, href: routes::desk_ticket(row.number) }
}

/// A customer as something found.
pub fn customer(member: &Member) -> Found {
    Found { kind: Kind::Customer, label: member.name.clone(), detail: member.email.clone(), href: routes::desk_customer(member.id) }
}
