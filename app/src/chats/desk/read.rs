//! What the pages and server functions of the desk's chats read, in the form its islands are given.

use super::state::{ChatList, OpenChat};
use crate::error::Result;
use crate::session;
use stoa::accounts::Agent;
use stoa::assignments::model::Work;
use stoa::chats::actions::{self, Opened};
use stoa::chats::views::{Filter, Tab};
use stoa::kernel::ids::ChatId;
use stoa::kernel::page::Cursor;
use stoa::platform::Services;

/// A page of a tab; with words, what is found in all tabs.
pub async fn list(services: &Services, agent: &Agent, tab: Tab, search: &str, after: Option<Cursor>) -> Result<ChatList> {
    let counts = actions::counts(services, agent).await?;
    if !search.trim().is_empty() {
        let filter = Filter { search: search.to_owned(), ..Filter::default() };
        return Ok(ChatList { rows: actions::search(services, agent, &filter).await?, next: None, counts });
    }
    let page = actions::list(services, agent, &tab.filter(), after).await?;
    Ok(ChatList { rows: page.items, next: page.next, counts })
}

/// A chat after a change.
pub async fn open(agent: &Agent, chat: ChatId) -> Result<OpenChat> {
    open_chat(agent, &actions::find(&session::services(), agent, chat).await?).await
}

/// A chat as its head and its details show it.
pub async fn open_chat(agent: &Agent, opened: &Opened) -> Result<OpenChat> {
    let (chat, row) = (&opened.chat, &opened.row);
    let why = crate::queue::why(agent, Work::Chat(chat.id), chat.assignee_id).await?;
    Ok(OpenChat {
        id: chat.id,
        talk: chat.conversation_id,
        asker: chat.asker_id,
        name: row.name.clone(),
        is_guest: row.is_guest,
        is_claimed: opened.is_claimed,
        state: chat.state,
        bot_holds: chat.bot_holds,
        holder: chat.assignee_id,
        holder_name: row.assignee.clone(),
        why,
        position: opened.position,
        waiting_since: chat.waiting_since,
        ticket_number: row.ticket_number,
        rating: chat.rating,
        feedback: chat.feedback.clone(),
        unread: chat.unread,
        is_blocked: opened.guest.as_ref().is_some_and(|g| g.blocked_at.is_some()),
        pages: opened.pages.clone(),
        bot: opened.bot.clone(),
    })
}
