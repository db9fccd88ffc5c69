//! Writes chats as the engine would have left them: guests, talks, notes, pages, what the bot did, how far everybody has read.

use super::queries::{self, PastGuest};
use super::script::Asker;
use super::story::ChatStory;
use crate::demo::people::STAFF;
use crate::demo::story::{Line, Who};
use crate::demo::write::{Lanes, Writer};
use std::collections::HashMap;
use stoa::Result;
use stoa::chats::model::{Chat, State};
use stoa::conversations::model::{Extra, Kind};
use stoa::conversations::queries::{self as conversations, messages, receipts};
use stoa::job::Job;
use stoa::kernel::ids::{ArticleId, ConversationId, MemberId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::platform::Tx;

/// When it is looked again whether somebody has waited long.
const LONG_WAIT_MS: i64 = 180_000;

/// Writes one chat; `ticket` and its lanes when it became one, which are written already.
///
/// # Errors
/// When the database fails.
pub async fn write(writer: &Writer, tx: &mut Tx, story: &ChatStory, articles: &HashMap<String, ArticleId>, ticket: Option<(TicketId, Lanes)>) -> Result<()> {
    let (business, chat) = (writer.business, &story.chat);
    let asker = asker(writer, tx, story).await?;
    let lanes = match ticket {
        Some((_, lanes)) => lanes,
        None => {
            let talk = conversations::insert(tx, business, Kind::Chat).await?;
            let notes = conversations::insert(tx, business, Kind::StaffLane).await?;
            conversations::insert_party(tx, talk, asker).await?;
            writer.write_lane(tx, talk, &story.thread, asker, (chat.closed_at, chat.opened_at)).await?;
            writer.write_lane(tx, notes, &story.notes, asker, (chat.closed_at, chat.opened_at)).await?;
            receipts::raise_all(tx, &read(writer, story, talk, asker)).await?;
            Lanes { customer: talk, staff: notes }
        }
    };
    for (seq, chips) in story.chips.iter().filter(|(_, chips)| !chips.is_empty()) {
        messages::set_extra(tx, lanes.customer, *seq, &Extra { chips: chips.clone(), ..Extra::default() }).await?;
    }
    let row = Chat {
        conversation_id: lanes.customer,
        notes_id: lanes.staff,
        asker_id: asker,
        customer_id: matches!(story.asker, Asker::Customer(_)).then_some(asker),
        assignee_id: chat.assignee_id.map(|n| writer.staff[n.0 as usize - 1]),
        ticket_id: ticket.map(|(id, _)| id),
        ..chat.clone()
    };
    let id = queries::insert_chat(tx, business, &row).await?;
    for page in &story.pages {
        queries::insert_page(tx, business, id, page).await?;
    }
    for (occasion, at) in &story.replies {
        queries::insert_reply(tx, business, id, *occasion, *at).await?;
    }
    for answered in &story.answers {
        let article = answered.article.and_then(|key| articles.get(key).copied());
        queries::insert_answer(tx, business, id, answered, article).await?;
    }
    let long = chat.waiting_since.map(|since| since.plus_ms(LONG_WAIT_MS));
    if let Some(at) = long.filter(|at| *at > tx.now()) {
        tx.enqueue_at(Job::AttendChat { chat: id }, at).await?;
    }
    Ok(())
}

async fn asker(writer: &Writer, tx: &mut Tx, story: &ChatStory) -> Result<MemberId> {
    let seen = story.thread.iter().rev().find(|l| l.who == Who::Customer).map_or(story.chat.opened_at, |l| l.at);
    match story.asker {
        Asker::Customer(n) => Ok(writer.customers[n]),
        Asker::Guest(name, email, phone) => {
            let guest = PastGuest { name, email, phone, browser: &story.chat.browser, since: story.chat.opened_at, seen };
            queries::insert_guest(tx, writer.business, &guest).await
        }
    }
}

/// Who has read how far: everybody all of it, but for what still waits to be looked at.
fn read(writer: &Writer, story: &ChatStory, talk: ConversationId, asker: MemberId) -> Vec<(ConversationId, MemberId, i64, i64)> {
    let head = story.thread.len() as i64;
    let by_staff = last(&story.thread, |l| matches!(l.who, Who::Staff(_)));
    let waits = story.chat.state == State::Active && story.chat.unread > 0;
    let staff = writer.staff.iter().take(STAFF.len()).map(|member| (talk, *member, head, if waits { by_staff } else { head }));
    staff.chain([(talk, asker, head, head)]).collect()
}

fn last(thread: &[Line], of: fn(&Line) -> bool) -> i64 {
    thread.iter().rposition(of).map_or(0, |i| i as i64 + 1)
}

/// Writes a talk of the team.
///
/// # Errors
/// When the database fails.
pub async fn write_team(writer: &Writer, tx: &mut Tx, talk: &crate::demo::team::TeamTalk) -> Result<()> {
    let began: Timestamp = talk.thread.first().map_or_else(|| tx.now(), |l| l.at);
    let id = conversations::insert(tx, writer.business, Kind::Team).await?;
    let members: Vec<MemberId> = talk.members.iter().map(|n| writer.staff[*n]).collect();
    for member in &members {
        conversations::insert_party(tx, id, *member).await?;
    }
    writer.write_lane(tx, id, &talk.thread, members[0], (None, began)).await?;
    let head = talk.thread.len() as i64;
    let read = |n: &usize| if last_of(&talk.thread, *n) == head { head } else { head - talk.unread.min(head) };
    let receipts: Vec<_> = talk.members.iter().zip(&members).map(|(n, member)| (id, *member, head, read(n))).collect();
    receipts::raise_all(tx, &receipts).await?;
    queries::insert_talk(tx, writer.business, id, talk, members[0], &members).await
}

fn last_of(thread: &[Line], staff: usize) -> i64 {
    thread.iter().rposition(|l| l.who == Who::Staff(staff)).map_or(0, |i| i as i64 + 1)
}
