//! What happens to chats later: after messages, while somebody waits, when an address is confirmed, when an agent leaves.

use super::model::{Chat, State, Turn};
use super::rules::{self, Said};
use super::saying::{say_once, staffing};
use super::{automatic, lines, queries};
use crate::accounts::actions as accounts;
use crate::assignments::actions as assignments;
use crate::assignments::model::Work;
use crate::assignments::words as reasons;
use crate::conversations::lanes as conversations;
use crate::conversations::lanes::{NewRow, Waiting};
use crate::conversations::markdown::start_of;
use crate::conversations::model::SenderKind;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::event::{Event, Hint, Subject, Topic};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, ChatId, MemberId};
use crate::platform::{Services, Tx};

/// Brings the chats that own these talks up to date with their new messages.
///
/// # Errors
/// When the database fails.
pub async fn after_messages(tx: &mut Tx, talks: &[Waiting]) -> Result<()> {
    let wanted: Vec<_> = talks.iter().map(|talk| (talk.business_id, talk.id)).collect();
    let chats = queries::lock_by_talks(tx, &wanted).await?;
    // A talk that no chat owns has nothing to follow.
    let is_loose = |talk: &&Waiting| !chats.iter().any(|chat| chat.conversation_id == talk.id);
    let loose: Vec<_> = talks.iter().filter(is_loose).map(|talk| talk.id).collect();
    if !loose.is_empty() {
        let claimed = conversations::claim_all(tx, &loose).await?;
        conversations::set_all_dispatched(tx, &claimed).await?;
    }
    follow(tx, chats).await.map(drop)
}

/// Tells the desk of new private notes of a chat.
///
/// # Errors
/// When the database fails.
pub async fn after_notes(tx: &mut Tx, notes: &Waiting) -> Result<()> {
    if let Some(chat) = queries::find_by_notes(&mut *tx, notes.business_id, notes.id).await? {
        tx.hint(Topic::Desk(notes.business_id), Hint { what: Subject::Chat, id: chat.0 });
    }
    seen(tx, notes).await.map(drop)
}

async fn seen(tx: &mut Tx, lane: &Waiting) -> Result<Option<Waiting>> {
    let claimed = conversations::claim(tx, lane.id).await?;
    if claimed.is_some() {
        conversations::set_dispatched(tx, lane.id).await?;
    }
    Ok(claimed)
}

/// A chat locked, its talk locked, and the chat up to date with all that was said: whatever follows in this transaction follows after the last word.
///
/// # Errors
/// `NotFound` when there is no such chat.
pub async fn settled(tx: &mut Tx, business: BusinessId, id: ChatId) -> Result<Chat> {
    let chat = queries::lock(tx, business, id).await?;
    conversations::hold(tx, chat.conversation_id).await?;
    // A ticket follows its own lanes.
    if chat.ticket_id.is_some() {
        return Ok(chat);
    }
    follow(tx, vec![chat]).await?.pop().ok_or(Error::Internal)
}

/// Works out what the new messages mean for locked chats, saves those that have any, and asks the bot. What can be read and marked for all
/// of them at once is: a busy hour has one new message in each of many chats.
async fn follow(tx: &mut Tx, mut chats: Vec<Chat>) -> Result<Vec<Chat>> {
    let talks: Vec<_> = chats.iter().map(|chat| chat.conversation_id).collect();
    let claimed = conversations::claim_all(tx, &talks).await?;
    if claimed.is_empty() {
        return Ok(chats);
    }
    let new = conversations::list_new(tx, &claimed).await?;
    conversations::set_all_dispatched(tx, &claimed).await?;
    for chat in &mut chats {
        let (from, to) =
            (new.partition_point(|m| m.conversation_id < chat.conversation_id), new.partition_point(|m| m.conversation_id <= chat.conversation_id));
        if from < to {
            *chat = follow_one(tx, chat.clone(), &new[from..to]).await?;
        }
    }
    Ok(chats)
}

/// What the new messages mean for one of them.
async fn follow_one(tx: &mut Tx, before: Chat, new: &[NewRow]) -> Result<Chat> {
    let previews: Vec<String> = new.iter().map(|m| start_of(&m.body)).collect();
    let said: Vec<Said<'_>> =
        new.iter().zip(&previews).map(|(m, preview)| Said { seq: m.seq, kind: m.sender_kind, by: m.sender_id, at: m.at, preview }).collect();
    let after = rules::follow(&before, &said);
    let chat = after.chat;
    queries::save(tx, chat.business_id, &chat).await?;
    let hint = Hint { what: Subject::Chat, id: chat.id.0 };
    tx.hint(Topic::Desk(chat.business_id), hint);
    tx.hint(Topic::Person(chat.asker_id), hint);
    if after.waits {
        tx.emit(chat.business_id, None, Event::ChatChanged { chat: chat.id, asker: chat.asker_id, turn: Turn::Waiting }).await?;
    }
    if after.taken {
        if let Some(agent) = chat.assignee_id {
            let name = accounts::find_contact(&mut *tx, chat.business_id, agent).await?.map(|a| a.name).unwrap_or_default();
            assignments::note(tx, chat.business_id, Work::Chat(chat.id), agent, Some(agent), &reasons::answered(&name)).await?;
        }
        let event = Event::ChatGiven { chat: chat.id, asker: chat.asker_id, agent: chat.assignee_id, before: before.assignee_id };
        tx.emit(chat.business_id, chat.assignee_id, event).await?;
    }
    if chat.ticket_id.is_none() && said.iter().any(|s| s.kind == SenderKind::Agent) {
        super::missed::expect(tx, &chat).await?;
    }
    if after.asks_bot {
        tx.enqueue(Job::AnswerChat { chat: chat.id, seq: chat.asked_seq }).await?;
    }
    if after.needs_attention {
        tx.enqueue(Job::AttendChat { chat: chat.id }).await?;
    }
    Ok(chat)
}

/// Says what is to be said automatically now, and looks again when the visitor will have waited long.
///
/// # Errors
/// When the database fails.
pub async fn attend(services: &Services, id: ChatId) -> Result<()> {
    let Some(business) = queries::find_business(services.db(), id).await? else { return Ok(()) };
    // Mostly there is nothing to say, and that is seen without a turn at SQLite's one writer. Whatever changes the chat asks for another look.
    let Some(seen) = queries::find(services.db(), business, id).await? else { return Ok(()) };
    let now = services.now();
    let there = staffing(services.db(), &seen, now).await?;
    if automatic::occasion(&seen, there, now).is_none() && automatic::next_look(&seen, there, now).is_none() {
        return Ok(());
    }
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, business, id).await?;
    let now = tx.now();
    let staffing = staffing(&mut tx, &chat, now).await?;
    if let Some(occasion) = automatic::occasion(&chat, staffing, now) {
        say_once(&mut tx, &chat, occasion, Vec::new()).await?;
    }
    if let Some(at) = automatic::next_look(&chat, staffing, now) {
        tx.enqueue_at(Job::AttendChat { chat: id }, at).await?;
    }
    tx.commit().await
}

/// Puts the chats of guests with this address into the profile of the customer who has shown that it is theirs; they may read them from now on.
/// Those that are tickets of theirs already are theirs alone.
///
/// # Errors
/// When the database fails.
pub async fn join(services: &Services, business: BusinessId, member: MemberId) -> Result<()> {
    let Some(customer) = accounts::find_confirmed(services.db(), business, member).await? else { return Ok(()) };
    for id in queries::list_tickets_of(services.db(), business, member).await? {
        let mut tx = services.begin().await?;
        let chat = settled(&mut tx, business, id).await?;
        super::actions::leave_to_customer(&mut tx, &chat).await?;
        tx.commit().await?;
    }
    for id in queries::list_to_join(services.db(), business, &customer.email).await? {
        let mut tx = services.begin().await?;
        let chat = settled(&mut tx, business, id).await?;
        if chat.customer_id.is_none() {
            queries::save(&mut tx, business, &Chat { customer_id: Some(member), ..chat.clone() }).await?;
            conversations::insert_party(&mut tx, chat.conversation_id, member).await?;
            mark(&mut tx, chat.notes_id, lines::joined(&customer.email)).await?;
            tx.emit(business, None, Event::ChatChanged { chat: id, asker: chat.asker_id, turn: Turn::Joined }).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Closes chats in which nobody has written for as long as their business says. One that cannot be closed keeps none of the others open.
///
/// # Errors
/// When the database fails: the last one of the reasons.
pub async fn sweep(services: &Services) -> Result<()> {
    let mut swept = Ok(());
    for (business, id, hours) in queries::list_quiet(services.db(), services.now()).await? {
        if let Err(error) = close_quiet(services, business, id, hours).await {
            swept = Err(error);
        }
    }
    swept
}

async fn close_quiet(services: &Services, business: BusinessId, id: ChatId, hours: i64) -> Result<()> {
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, business, id).await?;
    // Somebody may have written in the meantime.
    if rules::is_quiet(&chat, hours, tx.now()) {
        super::actions::end(&mut tx, chat, State::Closed, None, lines::quiet(hours)).await?;
    }
    tx.commit().await
}

/// Gives back the active chats of somebody who no longer answers. Does nothing when they do again by now.
///
/// # Errors
/// When the database fails.
pub async fn release(services: &Services, business: BusinessId, member: MemberId) -> Result<()> {
    let holder = accounts::find_contact(services.db(), business, member).await?;
    if holder.is_some_and(|m| m.is_on_staff()) {
        return Ok(());
    }
    for id in queries::list_held_by(services.db(), business, member).await? {
        let mut tx = services.begin().await?;
        super::actions::take_back(&mut tx, business, id, member).await?;
        tx.commit().await?;
    }
    Ok(())
}
