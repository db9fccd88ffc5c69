//! What the pages of a customer read.

use super::narrow::Narrow;
use super::progress::Progress;
use crate::error::Result;
use crate::tickets::TicketList;
use stoa::accounts::Customer;
use stoa::kernel::time::Timestamp;
use stoa::platform::Services;
use stoa::tickets::actions::{self, Opened};
use stoa::tickets::model::Hit;
use stoa::tickets::rules;

/// How a ticket is getting on.
pub fn progress(opened: &Opened, now: Timestamp) -> Progress {
    let t = &opened.ticket;
    Progress {
        status: t.status,
        assignee: opened.row.assignee.clone(),
        opened_at: t.opened_at,
        resolved_at: t.resolved_at,
        deadlines: opened.deadlines.clone(),
        stars: t.rating.and_then(|stars| u8::try_from(stars).ok()).unwrap_or(0),
        comment: t.rating_comment.clone(),
        may_rate: rules::may_rate(t, now),
    }
}

/// A page of the customer's tickets with the counts above it.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, customer: &Customer, narrow: &Narrow) -> Result<TicketList> {
    let page = actions::list(services, customer, &narrow.filter(), narrow.after).await?;
    Ok(TicketList { page, counts: actions::counts(services, customer).await? })
}

/// The customer's tickets in which words stand, narrowed like the list.
///
/// # Errors
/// `TooMany` after many searches in a short time.
pub async fn search(services: &Services, customer: &Customer, narrow: &Narrow) -> Result<Vec<Hit>> {
    let categories = actions::list_categories(services, customer).await?;
    let category = narrow.category.and_then(|id| categories.into_iter().find(|c| c.id == id)).map(|c| c.name);
    let fits = |hit: &Hit| narrow.fits(&hit.row, category.as_deref(), customer.member());
    Ok(actions::search(services, customer, &narrow.q).await?.into_iter().filter(fits).collect())
}
