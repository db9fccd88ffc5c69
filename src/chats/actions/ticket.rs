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
use crate::event::{Event, Hint, Subject, Topic};
use crate::kernel::ids::{ChatId, MemberId};
use crate::platform::{Services, Tx};
use crate::tickets::actions as tickets;
use crate::tickets::model::Ticket;

pub use crate::tickets::actions::Adoption;

/// Turns a chat into a ticket: its conversation becomes the ticket's customer lane, its notes the staff lane. Doing it again gives the same ticket.
///
/// A ticket's customer has an account, so that mails and links reach them. A chat that stands in a profile brings its customer along. A guest's
/// e-mail address is looked up, and gets an account without a password when it has none: nobody has shown that it is theirs, so it stays
/// unconfirmed and opens only by a link in a mail to that address. The guest goes on writing from their own device until somebody shows that
/// the address is theirs: who that customer is nobody knows, so from then on only they read and write, see [`leave_to_customer`].
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
    leave_to_customer(&mut tx, &chat).await?;
    tx.emit(business, Some(agent.member()), Event::ChatChanged { chat: id, asker: chat.asker_id, turn: Turn::BecameTicket }).await?;
    tx.commit().await?;
    Ok(ticket)
}

/// A guest for whom nobody vouches leaves the talk of a ticket to its customer, once that one has shown that the address is theirs: anybody may
/// type the address of somebody else, and would read what they write.
///
/// # Errors
/// When the database fails.
pub(in crate::chats) async fn leave_to_customer(tx: &mut Tx, chat: &Chat) -> Result<()> {
    let Some(customer) = chat.customer_id.filter(|_| chat.ticket_id.is_some()) else { return Ok(()) };
    let guest = accounts::find_guest(&mut *tx, chat.business_id, chat.asker_id).await?;
    if !guest.is_some_and(|guest| !guest.is_vouched) || accounts::find_confirmed(&mut *tx, chat.business_id, customer).await?.is_none() {
        return Ok(());
    }
    if lanes::delete_party(tx, chat.conversation_id, chat.asker_id).await? > 0 {
        mark(tx, chat.notes_id, lines::left_to_customer()).await?;
        // Their sockets ask again what they may watch.
        tx.hint(Topic::Person(chat.asker_id), Hint { what: Subject::Person, id: chat.asker_id.0 });
    }
    Ok(())
}

/// The customer of the ticket.
async fn customer(tx: &mut Tx, chat: &Chat) -> Result<MemberId> {
    if let Some(customer) = chat.customer_id {
        return Ok(customer);
    }
    let guest = accounts::find_guest(&mut *tx, chat.business_id, chat.asker_id).await?.ok_or(Error::Internal)?;
    accounts::enrol_asker(tx, chat.business_id, &guest.name, &guest.email).await
}
