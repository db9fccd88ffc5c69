//! What the forms of partners mean, and where they lead.

use crate::error::Result;
use crate::multipart::Filled;
use crate::{routes, session};
use stoa::accounts::Partner;
use stoa::kernel::ids::OrderId;
use stoa::orders::actions as orders;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

/// Writes what the composer's form holds, and comes back to the order.
///
/// # Errors
/// As the action behind it.
pub async fn write(who: &Partner, mut form: Filled) -> Result<()> {
    let services = session::services();
    let (order, client_id) = (form.parse::<OrderId>("order")?, form.parse::<Uuid>("client_id")?);
    let (body, pictures) = (form.take("body"), std::mem::take(&mut form.pictures));
    tickets::reply_as_partner(&services, who, order, client_id, &body, pictures).await?;
    if let Some((_, order)) = orders::find_entrusted(services.db(), who.business(), order).await?.filter(|(partner, _)| *partner == who.member()) {
        leptos_axum::redirect(&routes::partner_order(order.number));
    }
    Ok(())
}
