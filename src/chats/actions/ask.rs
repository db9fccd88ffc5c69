//! What the one who asks does: begin, come back, call a human, end, rate.

use super::own;
use crate::accounts::Asker;
use crate::accounts::actions as accounts;
use crate::accounts::model::Role;
use crate::chats::bot::compose;
use crate::chats::jobs::settled;
use crate::chats::model::{Chat, State, Turn, Visit};
use crate::chats::queries::{self, NewChat, belongings, own as views};
use crate::chats::saying::say_once;
use crate::chats::views::AskerView;
use crate::chats::{draft, lines, rules};
use crate::conversations::actions as conversations;
use crate::conversations::lanes;
use crate::conversations::model::{History, Kind, PAGE};
use crate::conversations::receipts;
use crate::conversations::store::mark;
use crate::error::{Error, Result};
use crate::event::{Event, Hint, Subject, Topic};
use crate::help::model::Occasion;
use crate::job::Job;
use crate::kernel::ids::{ChatId, MemberId};
use crate::platform::{Services, Tx, limits};

/// Chats of theirs that somebody sees.
const OWN: i64 = 20;

/// Begins a chat, or goes on with the one that is open: everybody has at most one.
///
/// # Errors
/// `TooMany` when somebody begins many in a short time.
pub async fn start(services: &Services, asker: &Asker, visit: &Visit) -> Result<Chat> {
    let (business, visit) = (asker.business(), visit.tidied());
    if let Some(open) = queries::find_active(services.db(), business, asker.member()).await? {
        note_page(services, asker, open.id, &visit.title, &visit.url).await?;
        return Ok(open);
    }
    services.limits().check(limits::START_CHAT, &asker.member().to_string())?;
    let mut tx = services.begin().await?;
    let customer = profile(&mut tx, asker).await?;
    let mut parties = vec![asker.member()];
    parties.extend(customer.filter(|c| *c != asker.member()));
    let talk = conversations::start(&mut tx, business, Kind::Chat, &parties).await?;
    let notes = conversations::start(&mut tx, business, Kind::StaffLane, &[]).await?;
    let new = NewChat { talk, notes, asker: asker.member(), customer, browser: &visit.browser, zone: &visit.zone };
    let Some(id) = queries::insert(&mut tx, business, &new).await? else {
        // Another tab was faster.
        drop(tx);
        return queries::find_active(services.db(), business, asker.member()).await?.ok_or(Error::Internal);
    };
    if !visit.url.is_empty() {
        belongings::insert_page(&mut tx, business, id, &visit.title, &visit.url).await?;
    }
    let chat = queries::find(&mut tx, business, id).await?.ok_or(Error::Internal)?;
    let topics = queries::topics::list(&mut tx, business, false).await?;
    say_once(&mut tx, &chat, Occasion::Welcome, compose::first_chips(&topics)).await?;
    tx.emit(business, Some(asker.member()), Event::ChatOpened { chat: id, asker: asker.member() }).await?;
    tx.commit().await?;
    Ok(chat)
}

/// In whose profile a chat stands from the beginning: a customer's own, or that of the customer for whom a host page vouches.
async fn profile(tx: &mut Tx, asker: &Asker) -> Result<Option<MemberId>> {
    if asker.role() != Role::Guest {
        return Ok(Some(asker.member()));
    }
    let guest = accounts::find_guest(&mut *tx, asker.business(), asker.member()).await?;
    match guest.filter(|g| g.is_vouched) {
        Some(guest) => accounts::find_confirmed_by_email(&mut *tx, asker.business(), &guest.email).await,
        None => Ok(None),
    }
}

/// Opens a chat of one's own again that was closed: the bot answers until a human is wanted.
///
/// # Errors
/// `NotFound` when it is none of theirs; `Conflict` when another one is open, or it goes on as a ticket.
pub async fn reopen(services: &Services, asker: &Asker, id: ChatId) -> Result<()> {
    own(services, asker, id).await?;
    services.limits().check(limits::START_CHAT, &asker.member().to_string())?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, asker.business(), id).await?;
    if chat.ticket_id.is_some() {
        return Err(Error::Conflict("This chat goes on as a ticket. Just write in it.".into()));
    }
    if chat.state == State::Active {
        return tx.commit().await;
    }
    let now = tx.now();
    let chat = rules::reopened(chat, now);
    queries::save(&mut tx, chat.business_id, &chat).await?;
    lanes::thaw(&mut tx, chat.business_id, chat.conversation_id).await?;
    lanes::thaw(&mut tx, chat.business_id, chat.notes_id).await?;
    mark(&mut tx, chat.conversation_id, lines::reopened(asker.name())).await?;
    tx.emit(chat.business_id, Some(asker.member()), Event::ChatChanged { chat: id, asker: chat.asker_id, turn: Turn::Reopened }).await?;
    tx.commit().await
}

/// Calls a human. Nothing happens when one has the chat already, or it waits for one.
///
/// # Errors
/// `NotFound` when it is none of theirs; `Conflict` when it is closed.
pub async fn call_human(services: &Services, asker: &Asker, id: ChatId) -> Result<()> {
    own(services, asker, id).await?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, asker.business(), id).await?;
    if chat.state != State::Active {
        return Err(Error::Conflict("This chat is closed. Open it again to go on.".into()));
    }
    if chat.bot_holds {
        let now = tx.now();
        let chat = rules::waiting(chat, now);
        queries::save(&mut tx, chat.business_id, &chat).await?;
        tx.emit(chat.business_id, Some(asker.member()), Event::ChatChanged { chat: id, asker: chat.asker_id, turn: Turn::Waiting }).await?;
        tx.enqueue(Job::AttendChat { chat: id }).await?;
    }
    tx.commit().await
}

/// Ends one's own chat.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn close_own(services: &Services, asker: &Asker, id: ChatId) -> Result<()> {
    own(services, asker, id).await?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, asker.business(), id).await?;
    if chat.state == State::Active {
        super::change::end(&mut tx, chat, State::Closed, Some(asker.member()), lines::closed(asker.name())).await?;
    }
    tx.commit().await
}

/// Rates a chat that is over, one to five stars; rating again replaces it.
///
/// # Errors
/// `Invalid` names `stars` or `feedback`; `NotFound` when it is none of theirs; `Conflict` before its end and four weeks after it.
pub async fn rate(services: &Services, asker: &Asker, id: ChatId, stars: i64, feedback: &str) -> Result<()> {
    own(services, asker, id).await?;
    let feedback = draft::parse_rating(stars, feedback)?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, asker.business(), id).await?;
    if !rules::may_rate(&chat, tx.now()) {
        return Err(Error::Conflict("A chat can be rated once it is closed, for four weeks.".into()));
    }
    mark(&mut tx, chat.notes_id, lines::rated(asker.name(), stars, &feedback)).await?;
    let chat = Chat { rating: Some(stars), feedback, ..chat };
    queries::save(&mut tx, chat.business_id, &chat).await?;
    tx.emit(chat.business_id, Some(asker.member()), Event::ChatRated { chat: id, asker: chat.asker_id, stars }).await?;
    tx.commit().await
}

/// Notes the page on which the visitor is now. The same page again is not noted.
///
/// # Errors
/// `NotFound` when the chat is none of theirs.
pub async fn note_page(services: &Services, asker: &Asker, id: ChatId, title: &str, url: &str) -> Result<()> {
    let page = Visit { title: title.to_owned(), url: url.to_owned(), ..Visit::default() }.tidied();
    let chat = own(services, asker, id).await?;
    if page.url.is_empty() || chat.state != State::Active {
        return Ok(());
    }
    let mut tx = services.begin().await?;
    if belongings::insert_page(&mut tx, chat.business_id, id, &page.title, &page.url).await? {
        tx.hint(Topic::Desk(chat.business_id), Hint { what: Subject::Chat, id: id.0 });
    }
    tx.commit().await
}

/// Notes the page on which the visitor is now, in the chat they have open; nothing happens without one.
///
/// # Errors
/// When the database fails.
pub async fn note_page_now(services: &Services, asker: &Asker, title: &str, url: &str) -> Result<()> {
    match queries::find_active(services.db(), asker.business(), asker.member()).await? {
        Some(open) => note_page(services, asker, open.id, title, url).await,
        None => Ok(()),
    }
}

/// Their last chats, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_own(services: &Services, asker: &Asker) -> Result<Vec<AskerView>> {
    views::list(services.db(), asker.business(), asker.member(), OWN).await
}

/// What was said to them in their open chat and that they have not read.
///
/// # Errors
/// When the database fails.
pub async fn count_unread(services: &Services, asker: &Asker) -> Result<i64> {
    // What was read a moment ago is written with what others read.
    receipts::flush(services).await?;
    views::count_unread(services.db(), asker.business(), asker.member()).await
}

/// One of their chats with what was said: the newest messages, or those before number `before`.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn open_own(services: &Services, asker: &Asker, id: ChatId, before: Option<i64>) -> Result<(AskerView, History)> {
    let chat = find_own(services, asker, id).await?;
    let lane = conversations::open(services, asker, chat.conversation_id).await?;
    let history = conversations::history(services, &lane, before, PAGE).await?;
    Ok((chat, history))
}

/// One of their chats as it stands, without what was said.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn find_own(services: &Services, asker: &Asker, id: ChatId) -> Result<AskerView> {
    views::find(services.db(), asker.business(), asker.member(), id).await?.ok_or(Error::NotFound)
}
