//! What an admin decides about paying: when unpaid orders are cancelled, and what stands on invoices.

use crate::accounts::Admin;
use crate::error::Result;
use crate::event::Event;
use crate::job::Job;
use crate::payments::draft::TermsDraft;
use crate::payments::model::Terms;
use crate::payments::queries::terms;
use crate::platform::Services;

const HOUR_MS: i64 = 3_600_000;

/// What the business has decided.
///
/// # Errors
/// When the database fails.
pub async fn terms(services: &Services, who: &Admin) -> Result<Terms> {
    terms::find(services.db(), who.business()).await
}

/// Decides it. Orders that wait already are looked at by the new hours.
///
/// # Errors
/// `Invalid` names each field.
pub async fn set_terms(services: &Services, who: &Admin, draft: &TermsDraft) -> Result<()> {
    let (terms, business) = (draft.parse()?, who.business());
    let mut tx = services.begin().await?;
    let before = terms::find(&mut tx, business).await?;
    terms::set(&mut tx, business, &terms).await?;
    if terms.unpaid_hours > 0 && terms.unpaid_hours != before.unpaid_hours {
        for (order, placed_at) in terms::list_unpaid(&mut tx, business).await? {
            tx.enqueue_at(Job::ExpireOrder { business, order }, placed_at.plus_ms(terms.unpaid_hours * HOUR_MS)).await?;
        }
    }
    tx.emit(business, Some(who.member()), Event::SettingsChanged { page: "payments".into() }).await?;
    tx.commit().await
}
