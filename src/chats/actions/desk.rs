//! Chats as the desk shows them: list, search, one chat with all that is known, figures.

use super::visible;
use crate::accounts::actions as accounts;
use crate::accounts::guest::GuestView;
use crate::accounts::model::Member;
use crate::accounts::{Admin, Agent};
use crate::businesses::actions as businesses;
use crate::chats::jobs::settled;
use crate::chats::model::{Chat, PageVisit};
use crate::chats::queries::{self, belongings, figures as sums, lists, own};
use crate::chats::rules;
use crate::chats::saying::position;
use crate::chats::views::{AgentChats, BotNote, ChatRow, Counts, Figures, Filter, RightNow};
use crate::conversations::actions as conversations;
use crate::conversations::model::{History, PAGE as PAGE_OF_THREAD};
use crate::conversations::search as words;
use crate::error::{Error, Result};
use crate::event::{Hint, Subject, Topic};
use crate::kernel::ids::{ChatId, ConversationId, MemberId};
use crate::kernel::page::{Cursor, Page};
use crate::kernel::text::preview;
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::platform::{Services, limits};

/// Rows of one page.
const PAGE: usize = 50;

/// A chat with all that staff knows of it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The chat.
    pub chat: Chat,
    /// What lists show of it.
    pub row: ChatRow,
    /// The visitor, when they are a guest.
    pub guest: Option<GuestView>,
    /// Whether the guest typed the address of a customer without showing that it is theirs.
    pub is_claimed: bool,
    /// The customer in whose profile it stands.
    pub customer: Option<Member>,
    /// The pages the visitor was on.
    pub pages: Vec<PageVisit>,
    /// What the bot did with each message, and how sure it was.
    pub bot: Vec<BotNote>,
    /// The place in the queue, while it waits.
    pub position: Option<i64>,
}

/// A page of the list, unread first, then recent. Search words are left to [`search`].
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, agent: &Agent, filter: &Filter, after: Option<Cursor>) -> Result<Page<ChatRow>> {
    let rows = lists::list(services.db(), agent.business(), agent.member(), filter, after, PAGE as i64 + 1).await?;
    Ok(Page::cut(rows, PAGE, |r| Cursor { key: r.sort_key, id: r.id.0 }))
}

/// The rows of these chats, for lists that were told of changes.
///
/// # Errors
/// When the database fails.
pub async fn rows(services: &Services, agent: &Agent, ids: &[ChatId]) -> Result<Vec<ChatRow>> {
    lists::list_by_id(services.db(), agent.business(), &ids[..ids.len().min(100)]).await
}

/// Chats of visitors with these letters in their name, e-mail address or phone number, and those in which all the words were said; at most 50.
///
/// # Errors
/// `TooMany` after many searches in a short time.
pub async fn search(services: &Services, agent: &Agent, filter: &Filter) -> Result<Vec<ChatRow>> {
    services.limits().check(limits::SEARCH, &agent.member().to_string())?;
    let typed = preview(&filter.search.to_lowercase(), 80);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let scopes = conversations::search_scopes_of_chats(agent);
    let found = words::search(services.db(), &scopes, &words::words(&typed), PAGE as i64).await?;
    let talks: Vec<ConversationId> = found.iter().map(|f| f.conversation_id).collect();
    let like = format!("%{}%", typed.replace('!', "!!").replace('%', "!%").replace('_', "!_"));
    lists::search(services.db(), agent.business(), &like, &talks, filter.state, PAGE as i64).await
}

/// How many chats go on.
///
/// # Errors
/// When the database fails.
pub async fn counts(services: &Services, agent: &Agent) -> Result<Counts> {
    lists::find_counts(services.db(), agent.business(), agent.member()).await
}

/// How many chats wait for a human.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(services: &Services, agent: &Agent) -> Result<i64> {
    lists::count_waiting(services.db(), agent.business()).await
}

/// The open chats somebody has.
///
/// # Errors
/// When the database fails.
pub async fn held_by(services: &Services, agent: &Agent, member: MemberId) -> Result<Vec<ChatId>> {
    queries::list_held_by(services.db(), agent.business(), member).await
}

/// One chat, without what was said in it: see [`said`].
///
/// # Errors
/// `NotFound` when it does not exist in this business.
pub async fn find(services: &Services, agent: &Agent, id: ChatId) -> Result<Opened> {
    let chat = visible(services, agent, id).await?;
    let (db, business) = (services.db(), agent.business());
    let row = rows(services, agent, &[id]).await?.pop().ok_or(Error::NotFound)?;
    let customer = match chat.customer_id {
        Some(customer) => accounts::find_contact(db, business, customer).await?,
        None => None,
    };
    let guest = accounts::find_guest(db, business, chat.asker_id).await?;
    let is_claimed = match guest.as_ref().filter(|guest| !guest.is_vouched && chat.ticket_id.is_none()) {
        Some(guest) => accounts::find_confirmed_by_email(db, business, &guest.email).await?.is_some(),
        None => false,
    };
    Ok(Opened {
        guest,
        is_claimed,
        customer,
        pages: belongings::list_pages(db, business, id).await?,
        bot: belongings::list_answers(db, business, id).await?,
        position: position(db, &chat).await?,
        chat,
        row,
    })
}

/// What was said in a chat, the newest messages or those before number `before`, and the newest private notes.
///
/// # Errors
/// `NotFound` when it does not exist in this business.
pub async fn said(services: &Services, agent: &Agent, id: ChatId, before: Option<i64>) -> Result<(History, History)> {
    let chat = visible(services, agent, id).await?;
    let history = async |lane, before| {
        let lane = conversations::open(services, agent, lane).await?;
        conversations::history(services, &lane, before, PAGE_OF_THREAD).await
    };
    Ok((history(chat.conversation_id, before).await?, history(chat.notes_id, None).await?))
}

/// Notes that staff has looked at a chat: nothing in it is unread any more, for nobody of the staff.
///
/// # Errors
/// `NotFound` when it does not exist in this business.
pub async fn seen(services: &Services, agent: &Agent, id: ChatId) -> Result<()> {
    let chat = visible(services, agent, id).await?;
    let lane = conversations::open(services, agent, chat.conversation_id).await?;
    conversations::mark_read(services, &lane, lane.conversation().head).await?;
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, agent.business(), id).await?;
    if chat.unread > 0 {
        let sort_key = rules::kept_key(&chat, 0);
        queries::save(&mut tx, chat.business_id, &Chat { unread: 0, sort_key, ..chat.clone() }).await?;
        tx.hint(Topic::Desk(chat.business_id), Hint { what: Subject::Chat, id: id.0 });
    }
    tx.commit().await
}

/// The numbers of this moment.
///
/// # Errors
/// When the database fails.
pub async fn right_now(services: &Services, agent: &Agent) -> Result<RightNow> {
    let (db, business) = (services.db(), agent.business());
    Ok(RightNow {
        active: sums::count_active(db, business).await?,
        waiting: lists::count_waiting(db, business).await?,
        connected: accounts::count_online(db, business, services.now()).await?,
    })
}

/// The numbers of chats opened since a moment, and those of now.
///
/// # Errors
/// When the database fails.
pub async fn figures(services: &Services, agent: &Agent, since: Timestamp) -> Result<Figures> {
    let (db, business) = (services.db(), agent.business());
    let found = sums::find(db, business, since).await?;
    let (questions, answered) = sums::find_answers(db, business, since).await?;
    Ok(Figures {
        sessions: found.sessions,
        now: right_now(services, agent).await?,
        messages: found.messages,
        median_first_response_ms: sums::find_median(db, business, since, found.responses).await?,
        questions,
        answered,
        average_rating: found.average_rating,
        ratings: found.ratings,
    })
}

/// What the agents, or one of them, did in the chats opened since a moment.
///
/// # Errors
/// When the database fails.
pub async fn by_agent(services: &Services, who: &Admin, since: Timestamp, agent: Option<MemberId>) -> Result<Vec<AgentChats>> {
    let mut all = sums::list_by_agent(services.db(), who.business(), since, agent).await?;
    for chats in &mut all {
        chats.first_answer_ms = sums::find_median_of(services.db(), who.business(), since, chats.agent, chats.handled).await?;
    }
    Ok(all)
}

/// The local time of a customer, where a browser of theirs has told it in a chat.
///
/// # Errors
/// When the database fails.
pub async fn zone_of_customer(services: &Services, agent: &Agent, customer: MemberId) -> Result<Option<Zone>> {
    let name = own::find_zone(services.db(), agent.business(), customer).await?;
    Ok(name.and_then(|name| businesses::zone_of(&name, services.now())))
}
