//! What happens when something changes that is shown in conversations: whoever watches them looks at the cards again.

use super::queries;
use crate::error::Result;
use crate::event::{Event, Hint, Subject, Topic};
use crate::platform::Tx;
use crate::platform::outbox::Recorded;

/// Tells the conversations in which something is shown that it has changed.
///
/// # Errors
/// When the database fails.
pub async fn on_event(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let (business, now) = (recorded.business_id, tx.now());
    let (hint, shown) = match (event, event.order(), event.appointment()) {
        (_, Some(order), _) => (Hint { what: Subject::Order, id: order.0 }, queries::list_with_order(&mut *tx, business, order).await?),
        (_, _, Some(id)) => (Hint { what: Subject::Appointment, id: id.0 }, queries::list_with_appointment(&mut *tx, business, id, now).await?),
        (Event::ProductChanged { product } | Event::StockChanged { product, .. }, ..) => {
            (Hint { what: Subject::Product, id: product.0 }, queries::list_with_product(&mut *tx, business, *product).await?)
        }
        _ => return Ok(()),
    };
    for conversation in shown {
        tx.hint(Topic::Conversation(conversation), hint);
    }
    Ok(())
}
