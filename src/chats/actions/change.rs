//! What staff does with a chat: take it, pass it on, end it, shut its visitor out. Each leaves a line and an event.

use super::visible;
use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::assignments::actions as assignments;
use crate::assignments::model::Work;
use crate::assignments::words as reasons;
use crate::chats::jobs::settled;
use crate::chats::model::{Chat, State, Turn};
use crate::chats::saying::say_once;
use crate::chats::{lines, queries, rules};
use crate::conversations::lanes;
use crate::conversations::model::{BODY_MAX, SenderKind};
use crate::conversations::store::{Outgoing, mark, store_one};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::help::model::Occasion;
use crate::job::Job;
use crate::kernel::ids::{ChatId, MemberId};
use crate::kernel::text::Check;
use crate::platform::{Services, Tx};

/// An agent takes a chat that no human holds; the bot is silent from this moment on. Taking one's own again is harmless.
///
/// # Errors
/// `Conflict` with the name of whoever was faster, or when it is closed.
pub async fn take(services: &Services, agent: &Agent, id: ChatId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let chat = active(settled(&mut tx, agent.business(), id).await?)?;
    match chat.assignee_id {
        Some(holder) if holder == agent.member() => return tx.commit().await,
        Some(holder) => {
            let holder = accounts::find_contact(&mut tx, agent.business(), holder).await?;
            return Err(Error::Conflict(format!("{} took this chat first.", holder.map_or("Somebody else".into(), |h| h.name))));
        }
        None => give(&mut tx, chat, (agent.member(), agent.name()), Some(agent.member()), &reasons::took(agent.name())).await?,
    }
    tx.commit().await
}

/// Gives a chat to a colleague, or back to the queue, with a note for whoever takes it over.
///
/// # Errors
/// `Invalid` names `agent` when that person does not answer here, or `note`; `Conflict` when the chat is closed.
pub async fn assign(services: &Services, by: &Agent, id: ChatId, agent: Option<MemberId>, note: &str) -> Result<()> {
    visible(services, by, id).await?;
    let mut check = Check::new();
    let note = check.text("note", "Note", note, 0, BODY_MAX);
    check.finish()?;
    let holder = match agent {
        Some(agent) => {
            let found = accounts::find_person(services, by, agent).await.map_err(|_| not_staff())?;
            Some(found).filter(|m| m.is_on_staff()).ok_or_else(not_staff).map(Some)?
        }
        None => None,
    };
    let mut tx = services.begin().await?;
    let chat = active(settled(&mut tx, by.business(), id).await?)?;
    if !note.is_empty() {
        let message = Outgoing::of_nobody(chat.notes_id, SenderKind::Agent, note);
        store_one(&mut tx, Outgoing { sender: Some(by.member()), name: by.name().to_owned(), ..message }).await?;
    }
    match holder {
        Some(holder) if chat.assignee_id != Some(holder.id) => {
            give(&mut tx, chat, (holder.id, &holder.name), Some(by.member()), &reasons::given(by.name(), &holder.name)).await?;
        }
        None if chat.assignee_id.is_some() || chat.bot_holds => put_back(&mut tx, chat, Some(by.member())).await?,
        _ => {}
    }
    tx.commit().await
}

/// Puts a settled chat into somebody's hands, with the reason; nobody acts when the queue hands it out.
pub async fn give(tx: &mut Tx, chat: Chat, to: (MemberId, &str), actor: Option<MemberId>, why: &str) -> Result<()> {
    let before = chat.assignee_id;
    let chat = rules::held_by(chat, Some(to.0));
    queries::save(tx, chat.business_id, &chat).await?;
    assignments::note(tx, chat.business_id, Work::Chat(chat.id), to.0, actor, why).await?;
    mark(tx, chat.conversation_id, lines::taken(to.1)).await?;
    let event = Event::ChatGiven { chat: chat.id, asker: chat.asker_id, agent: Some(to.0), before };
    tx.emit(chat.business_id, actor, event).await
}

/// Puts a settled chat back into the queue.
pub async fn put_back(tx: &mut Tx, chat: Chat, actor: Option<MemberId>) -> Result<()> {
    let (before, now) = (chat.assignee_id, tx.now());
    let chat = rules::waiting(chat, now);
    queries::save(tx, chat.business_id, &chat).await?;
    mark(tx, chat.notes_id, lines::released()).await?;
    let (id, asker) = (chat.id, chat.asker_id);
    if before.is_some() {
        tx.emit(chat.business_id, actor, Event::ChatGiven { chat: id, asker, agent: None, before }).await?;
    }
    tx.emit(chat.business_id, actor, Event::ChatChanged { chat: id, asker, turn: Turn::Waiting }).await?;
    tx.enqueue(Job::AttendChat { chat: id }).await
}

/// Staff ends a chat. Ending it again is harmless.
///
/// # Errors
/// `NotFound`.
pub async fn close(services: &Services, agent: &Agent, id: ChatId) -> Result<()> {
    finish(services, agent, id, State::Closed).await
}

/// Puts a chat away, and ends it if it still goes on.
///
/// # Errors
/// `NotFound`.
pub async fn archive(services: &Services, agent: &Agent, id: ChatId) -> Result<()> {
    finish(services, agent, id, State::Archived).await
}

/// Staff opens a chat again that is over, and has it from then on. Opening one that goes on is harmless.
///
/// # Errors
/// `Conflict` when it goes on as a ticket, or its visitor has another one open or was shut out.
pub async fn open_again(services: &Services, agent: &Agent, id: ChatId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, agent.business(), id).await?;
    if chat.state == State::Active {
        return tx.commit().await;
    }
    if chat.ticket_id.is_some() {
        return Err(Error::Conflict("This chat goes on as a ticket.".into()));
    }
    if accounts::find_guest(&mut tx, agent.business(), chat.asker_id).await?.is_some_and(|guest| guest.blocked_at.is_some()) {
        return Err(Error::Conflict("This visitor was shut out. Unblock them first.".into()));
    }
    let now = tx.now();
    let chat = rules::reopened(chat, now);
    lanes::thaw(&mut tx, chat.business_id, chat.conversation_id).await?;
    lanes::thaw(&mut tx, chat.business_id, chat.notes_id).await?;
    mark(&mut tx, chat.conversation_id, lines::reopened(agent.name())).await?;
    tx.emit(chat.business_id, Some(agent.member()), Event::ChatChanged { chat: id, asker: chat.asker_id, turn: Turn::Reopened }).await?;
    give(&mut tx, chat, (agent.member(), agent.name()), Some(agent.member()), &reasons::took(agent.name())).await?;
    tx.commit().await
}

async fn finish(services: &Services, agent: &Agent, id: ChatId, to: State) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, agent.business(), id).await?;
    if chat.state == State::Active || (chat.state == State::Closed && to == State::Archived) {
        end(&mut tx, chat, to, Some(agent.member()), lines::closed(agent.name())).await?;
    }
    tx.commit().await
}

/// Ends a settled chat, or puts one away that is over: the line that says why, the last words, the event; nobody can write any more.
pub async fn end(tx: &mut Tx, chat: Chat, to: State, by: Option<MemberId>, line: String) -> Result<()> {
    let (was_active, now) = (chat.state == State::Active, tx.now());
    let chat = rules::ended(chat, to, now);
    queries::save(tx, chat.business_id, &chat).await?;
    if was_active {
        mark(tx, chat.conversation_id, line).await?;
        say_once(tx, &chat, Occasion::Closing, Vec::new()).await?;
        lanes::freeze(tx, chat.business_id, chat.conversation_id, now).await?;
        lanes::freeze(tx, chat.business_id, chat.notes_id, now).await?;
        tx.emit(chat.business_id, by, Event::ChatChanged { chat: chat.id, asker: chat.asker_id, turn: Turn::Closed }).await?;
    }
    if to == State::Archived {
        tx.emit(chat.business_id, by, Event::ChatChanged { chat: chat.id, asker: chat.asker_id, turn: Turn::Archived }).await?;
    }
    Ok(())
}

/// Shuts an abusive visitor out: their chat ends without a word, their token opens nothing any more, and whoever comes with the same
/// e-mail address or phone number is not let in.
///
/// # Errors
/// `Conflict` when the visitor is a customer, whose access admins end.
pub async fn block(services: &Services, agent: &Agent, id: ChatId) -> Result<()> {
    visible(services, agent, id).await?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, agent.business(), id).await?;
    if accounts::find_guest(&mut tx, agent.business(), chat.asker_id).await?.is_none() {
        return Err(Error::Conflict("This visitor is a customer. An admin can end their access.".into()));
    }
    if accounts::block_guest(&mut tx, agent.business(), chat.asker_id).await? {
        mark(&mut tx, chat.notes_id, lines::blocked(agent.name())).await?;
        tx.emit(chat.business_id, Some(agent.member()), Event::ChatChanged { chat: id, asker: chat.asker_id, turn: Turn::Blocked }).await?;
    }
    if chat.state == State::Active {
        let now = tx.now();
        let chat = rules::ended(chat, State::Closed, now);
        queries::save(&mut tx, chat.business_id, &chat).await?;
        lanes::freeze(&mut tx, chat.business_id, chat.conversation_id, now).await?;
        lanes::freeze(&mut tx, chat.business_id, chat.notes_id, now).await?;
        tx.emit(chat.business_id, Some(agent.member()), Event::ChatChanged { chat: id, asker: chat.asker_id, turn: Turn::Closed }).await?;
    }
    tx.commit().await
}

fn active(chat: Chat) -> Result<Chat> {
    if chat.state == State::Active { Ok(chat) } else { Err(Error::Conflict("This chat is closed.".into())) }
}

fn not_staff() -> Error {
    Error::field("agent", "Choose somebody of your team.")
}
