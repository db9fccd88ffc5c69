//! A chat that becomes a ticket: the conversation moves along, so that what was said stays where it was said.

use super::visible;
use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::chats::jobs::settled;
use crate::chats::model::{Chat, State, Turn};
use crate::chats::{lines, queries, rules};
use crate::conversations::lanes;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{ChatId, MemberId};
use crate::platform::{Services, Tx};
use crate::tickets::actions as tickets;
use crate::tickets::model::Ticket;

pub use crate::tickets::actions::Adoption;

/// Turns a chat into a ticket: its conversation becomes the ticket's customer lane, its notes the staff lane. Doing it again gives the same ticket.
///
/// A ticket's customer has an account, so that mails and links reach them. A chat that stands in a profile brings its customer along. A guest's
/// e-mail address is looked up, and gets an account without a password when it has none: nobody has shown that it is theirs, so it stays
/// unconfirmed and opens only by a link in a mail to that address. The guest goes on writing from their own device all the same.
///
/// # Errors
/// `Invalid` names `subject`, `category` or `priority`; `Conflict` when the guest left an address of the staff.
pub async fn turn_into_ticket(services: &Services, agent: &Agent, id: ChatId, draft: &Adoption) -> Result<Ticket> {
    visible(services, agent, id).await?;
    let business = agent.business();
    let checked = tickets::check_adoption(services, agent, draft).await?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, business, id).await?;
    if let Some(ticket) = chat.ticket_id {
        return tickets::find_quietly(&mut tx, business, ticket).await?.ok_or(Error::Internal);
    }
    let customer = customer(&mut tx, &chat).await?;
    lanes::insert_party(&mut tx, chat.conversation_id, customer).await?;
    if chat.state != State::Active {
        lanes::thaw(&mut tx, business, chat.conversation_id).await?;
        lanes::thaw(&mut tx, business, chat.notes_id).await?;
    }
    let talk = tickets::Adopted {
        client_id: format!("chat-{id}"),
        customer,
        customer_lane: chat.conversation_id,
        staff_lane: chat.notes_id,
        assignee: chat.assignee_id,
        preview: chat.preview.clone(),
        is_answered: chat.first_response_at.is_some(),
    };
    let ticket = tickets::adopt(&mut tx, agent, &checked, &talk).await?;
    let now = tx.now();
    let chat = Chat { ticket_id: Some(ticket.id), customer_id: Some(customer), ..rules::ended(chat, State::Closed, now) };
    queries::save(&mut tx, business, &chat).await?;
    mark(&mut tx, chat.conversation_id, lines::became_ticket(ticket.number)).await?;
    tx.emit(business, Some(agent.member()), Event::ChatChanged { chat: id, asker: chat.asker_id, turn: Turn::BecameTicket }).await?;
    tx.commit().await?;
    Ok(ticket)
}

/// The customer of the ticket.
async fn customer(tx: &mut Tx, chat: &Chat) -> Result<MemberId> {
    if let Some(customer) = chat.customer_id {
        return Ok(customer);
    }
    let guest = accounts::find_guest(&mut *tx, chat.business_id, chat.asker_id).await?.ok_or(Error::Internal)?;
    accounts::enrol_asker(tx, chat.business_id, &guest.name, &guest.email).await
}
