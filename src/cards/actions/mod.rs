//! What people do with cards: staff shows them, whoever is shown one looks at it and acts on it; and what staff does beside a conversation.

mod beside;
mod read;
mod ring;
mod share;
mod take;

pub use beside::{Beside, Pieces, act_on_appointment, act_on_order, beside, book, move_appointment, order_again, refund};
pub use read::list;
pub use ring::ring;
pub use share::{find_products, share};
pub use take::book_by_card;

use crate::accounts::actions as accounts;
use crate::accounts::model::Role;
use crate::accounts::{Agent, Person};
use crate::appointments::draft::Contact;
use crate::conversations::actions::{self as conversations, Lane};
use crate::conversations::lanes;
use crate::conversations::model::Kind;
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, ConversationId, MemberId, OrderId};
use crate::platform::Services;
use crate::tickets::actions as tickets;

/// The talk with a customer or visitor, opened by staff: no other place is one for cards.
async fn talk(services: &Services, who: &Agent, conversation: ConversationId) -> Result<Lane> {
    let lane = conversations::open(services, who, conversation).await?;
    match lane.conversation().kind {
        Kind::CustomerLane | Kind::Chat => Ok(lane),
        _ => Err(Error::Conflict("Orders, products and times are shown where you talk with the customer.".into())),
    }
}

/// Whether something of this customer or guest may be shown in a conversation: to nobody but themselves.
async fn may_see(services: &Services, lane: &Lane, owners: [Option<MemberId>; 2]) -> Result<bool> {
    for owner in owners.into_iter().flatten() {
        if lanes::is_party(services.db(), lane.conversation().id, owner).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a talk belongs to the ticket of this order: a guest's is in the name of whoever has their address.
async fn is_about(services: &Services, lane: &Lane, order: OrderId) -> Result<bool> {
    Ok(tickets::order_of(services, lane.person().business(), lane.conversation().id).await? == Some(order))
}

/// Who comes when something is booked for this customer or guest; also whether they are a guest.
async fn contact(services: &Services, business: BusinessId, member: MemberId) -> Result<(Contact, bool)> {
    if let Some(guest) = accounts::find_guest(services.db(), business, member).await? {
        return Ok((Contact { name: guest.name, email: guest.email, phone: guest.phone, note: String::new() }, true));
    }
    let found = accounts::find_contact(services.db(), business, member).await?.filter(|m| m.role == Role::Customer).ok_or(Error::NotFound)?;
    Ok((Contact { name: found.name, email: found.email, phone: String::new(), note: String::new() }, false))
}

/// Whether something is theirs to see: staff sees all of the business.
fn is_for(person: &Person, is_own: bool) -> bool {
    person.is_staff() || is_own
}
