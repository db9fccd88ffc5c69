//! Reading a ticket as conditions see it.

use super::model::{Happening, Snapshot};
use crate::accounts::actions as accounts;
use crate::conversations::lanes as conversations;
use crate::conversations::model::SenderKind;
use crate::error::Result;
use crate::fields::actions as fields;
use crate::platform::Ex;
use crate::sla::model::SlaClock;
use crate::tags::actions as tags;
use crate::tickets::model::Ticket;

/// Messages that are read to find the last one of a person.
const LAST: i64 = 20;

/// A ticket as it stands, after what happened to it; without that, as it would be if anything did.
pub async fn of(ex: impl Into<Ex<'_>>, ticket: &Ticket, happening: Option<&Happening>) -> Result<Snapshot> {
    let (mut ex, business) = (ex.into(), ticket.business_id);
    let customer = accounts::find_contact(ex.again(), business, ticket.customer_id).await?.map(|m| m.email).unwrap_or_default();
    let head = conversations::find(ex.again(), business, ticket.customer_lane).await?.map_or(0, |lane| lane.head);
    let said = conversations::list_after(ex.again(), ticket.customer_lane, (head - LAST).max(0), LAST).await?;
    let last = said.into_iter().rev().find(|m| matches!(m.sender_kind, SenderKind::Customer | SenderKind::Agent));
    let (writer, message) = last.map_or((None, String::new()), |m| (Some(m.sender_kind), m.body));
    let tags = tags::of_ticket(ex.again(), business, ticket.id).await?;
    let slots = fields::of_ticket(ex, business, ticket.id, ticket.category_id).await?;
    Ok(Snapshot {
        status: ticket.status,
        priority: ticket.priority,
        category: ticket.category_id,
        holder: ticket.assignee_id,
        tags,
        subject: ticket.subject.clone(),
        message,
        customer,
        rating: ticket.rating,
        writer: happening.and_then(|h| h.writer).or(writer),
        promise: match happening {
            Some(happening) => happening.promise,
            None => at_risk(ticket),
        },
        fields: slots.into_iter().map(|slot| (slot.field.id, slot.value)).collect(),
    })
}

/// Which promise of a ticket is due soon or overdue.
fn at_risk(t: &Ticket) -> Option<SlaClock> {
    let response = t.responded_at.is_none() && t.response_warned_at.or(t.response_breached_at).is_some();
    let since = t.awaiting_since;
    let next = since.is_some_and(|since| t.next_response_warned_at.max(t.next_response_breached_at).is_some_and(|at| at >= since));
    let resolution = t.resolution_warned_at.or(t.resolution_breached_at).is_some();
    let known = [(response, SlaClock::Response), (next, SlaClock::NextResponse), (resolution, SlaClock::Resolution)];
    known.into_iter().find(|(is_at_risk, _)| *is_at_risk && t.status.is_active()).map(|(_, clock)| clock)
}
