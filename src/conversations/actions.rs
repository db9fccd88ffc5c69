//! What people do in conversations: read them, write in them, open their files.

use super::model::{BODY_MAX, Conversation, Extra, FILES_MAX, History, Kind, MessageView, SenderKind};
use super::queries;
use super::queries::messages::MessageRow;
use super::store::{Outgoing, Stored};
use super::writer::MessageWriter;
use super::{markdown, receipts};
use crate::accounts::model::Role;
use crate::accounts::{Agent, LinkHolder, Person};
use crate::error::{Error, Result};
use crate::files;
use crate::files::model::File;
use crate::kernel::ids::{BusinessId, ConversationId, FileId, MemberId};
use crate::kernel::text::Check;
use crate::platform::{Ex, Services, Tx};
use std::collections::HashMap;
use uuid::Uuid;

/// Proof that a person may read a conversation (and write, while it is not frozen).
#[derive(Clone, Debug)]
pub struct Lane {
    conversation: Conversation,
    person: Person,
}

impl Lane {
    /// The conversation as it was when it was opened.
    pub const fn conversation(&self) -> &Conversation {
        &self.conversation
    }

    /// Who reads.
    pub const fn person(&self) -> &Person {
        &self.person
    }
}

/// Opens a conversation: staff every one of their business, others those they are a party of, never a staff lane.
/// A talk of the team is open to its members only.
///
/// # Errors
/// `NotFound` when it does not exist or not for this person.
pub async fn open(services: &Services, person: &Person, id: ConversationId) -> Result<Lane> {
    let conversation = queries::find(services.db(), person.business(), id).await?.ok_or(Error::NotFound)?;
    let may = match conversation.kind {
        kind if kind.is_for_members_only() => person.is_staff() && queries::is_party(services.db(), id, person.member()).await?,
        kind => person.is_staff() || (kind.may_admit(person.role()) && queries::is_party(services.db(), id, person.member()).await?),
    };
    if may { Ok(Lane { conversation, person: person.clone() }) } else { Err(Error::NotFound) }
}

/// Opens the talk with a customer for whoever has the link of what it is about. That the link is of this talk is for its owner to know.
///
/// # Errors
/// `NotFound` when it is none with that customer.
pub async fn open_by_link(services: &Services, holder: &LinkHolder, id: ConversationId) -> Result<Lane> {
    let lane = open(services, holder.speaks_as(), id).await?;
    if lane.conversation.kind == Kind::CustomerLane { Ok(lane) } else { Err(Error::NotFound) }
}

/// Starts a conversation with its parties, inside the transaction of what it belongs to.
///
/// # Errors
/// When the database fails.
pub async fn start(tx: &mut Tx, business: BusinessId, kind: Kind, parties: &[MemberId]) -> Result<ConversationId> {
    let id = queries::insert(tx, business, kind).await?;
    for party in parties {
        queries::insert_party(tx, id, *party).await?;
    }
    Ok(id)
}

/// Checks a message and stores it. Sending the same `client_id` again gives the number it already has.
///
/// # Errors
/// `Invalid` for an empty or too long message or too many files, `Conflict` when the conversation is frozen.
pub async fn send(services: &Services, lane: &Lane, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    let message = compose(lane, client_id, body, files)?;
    MessageWriter::send(services, message).await
}

/// Checks a message without storing it.
///
/// # Errors
/// As [`send`].
pub fn compose(lane: &Lane, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Outgoing> {
    let mut check = Check::new();
    let body = check.text("body", "Message", body, usize::from(files.is_empty()), BODY_MAX);
    if files.len() > FILES_MAX {
        check.fail("files", format!("{FILES_MAX} pictures are the most."));
    }
    check.finish()?;
    let person = lane.person();
    let kind = match person.role() {
        Role::Agent | Role::Admin => SenderKind::Agent,
        Role::Partner => SenderKind::Partner,
        Role::Guest | Role::Customer => SenderKind::Customer,
    };
    let (sender, name) = (Some(person.member()), person.name().to_owned());
    Ok(Outgoing { conversation: lane.conversation.id, client_id, sender, name, kind, body, files, extra: Extra::default() })
}

/// The last `limit` messages, or those before number `before`, with how far everybody has come.
///
/// # Errors
/// When the database fails.
pub async fn history(services: &Services, lane: &Lane, before: Option<i64>, limit: i64) -> Result<History> {
    let (db, id, business) = (services.db(), lane.conversation.id, lane.conversation.business_id);
    let said = async {
        let mut rows = queries::messages::list_before(db, id, before.unwrap_or(i64::MAX), limit + 1).await?;
        let has_older = rows.len() as i64 > limit;
        rows.truncate(limit as usize);
        rows.reverse();
        Ok::<_, Error>((views(db, business, id, rows).await?, has_older))
    };
    let ((messages, has_older), receipts, fresh) = tokio::try_join!(said, queries::receipts::list(db, id), queries::find(db, business, id))?;
    let fresh = fresh.ok_or(Error::NotFound)?;
    // Read side by side: what was written meanwhile may be among the messages and not yet in the number.
    let head = messages.last().map_or(fresh.head, |last| fresh.head.max(last.seq));
    Ok(History { messages, has_older, head, receipts, is_frozen: fresh.frozen_at.is_some() })
}

/// Up to `limit` messages after number `after`, in order.
///
/// # Errors
/// When the database fails.
pub async fn messages_after(services: &Services, lane: &Lane, after: i64, limit: i64) -> Result<Vec<MessageView>> {
    let rows = queries::messages::list_after(services.db(), lane.conversation.id, after, limit).await?;
    views(services.db(), lane.conversation.business_id, lane.conversation.id, rows).await
}

/// What was written in a message, for reactions, which act for nobody; empty when there is none.
///
/// # Errors
/// When the database fails.
pub async fn text_of(ex: impl Into<Ex<'_>>, id: ConversationId, seq: i64) -> Result<String> {
    Ok(queries::messages::list_after(ex, id, seq - 1, 1).await?.pop().map(|m| m.body).unwrap_or_default())
}

/// Whether somebody has read up to a message, for reactions.
///
/// # Errors
/// When the database fails.
pub async fn has_read(ex: impl Into<Ex<'_>>, id: ConversationId, member: MemberId, seq: i64) -> Result<bool> {
    Ok(queries::receipts::find_read(ex, id, member).await?.is_some_and(|read| read >= seq))
}

async fn views(ex: impl Into<Ex<'_>>, business: BusinessId, id: ConversationId, rows: Vec<MessageRow>) -> Result<Vec<MessageView>> {
    let (Some(first), Some(last)) = (rows.first().map(|r| r.seq), rows.last().map(|r| r.seq)) else { return Ok(Vec::new()) };
    let mut files: HashMap<i64, Vec<_>> = HashMap::new();
    for (seq, file) in files::actions::attached(ex, business, id, first, last).await? {
        files.entry(seq).or_default().push(file);
    }
    let view = |r: MessageRow| MessageView {
        seq: r.seq,
        client_id: r.client_id.parse().unwrap_or_default(),
        sender: r.sender_id,
        name: r.name,
        kind: r.sender_kind,
        html: markdown::to_html(&r.body),
        body: r.body,
        at: r.at,
        files: files.remove(&r.seq).unwrap_or_default(),
        extra: r.extra.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Notes that this person has read everything there is, as a page without a socket does.
///
/// # Errors
/// When the database fails.
pub async fn mark_read(services: &Services, lane: &Lane, head: i64) -> Result<()> {
    receipts::note(services, lane, head, true);
    receipts::flush(services).await
}

/// A file, for those who may read the conversation it is in; before it is in one, for the person who uploaded it.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn open_file(services: &Services, person: &Person, token: &str) -> Result<files::actions::Content> {
    let file = files::actions::find(services, person.business(), token).await?;
    match file.conversation_id {
        Some(conversation) => drop(open(services, person, conversation).await?),
        None if file.uploaded_by == person.member() => {}
        None => return Err(Error::NotFound),
    }
    files::actions::read(services, file).await
}

/// A file that came with a message of this conversation, and that message.
///
/// # Errors
/// `NotFound` when there is none here.
pub async fn find_file(services: &Services, lane: &Lane, token: &str) -> Result<(File, MessageView)> {
    let file = files::actions::find(services, lane.person.business(), token).await?;
    let seq = file.seq.filter(|_| file.conversation_id == Some(lane.conversation.id)).ok_or(Error::NotFound)?;
    let message = messages_after(services, lane, seq - 1, 1).await?.pop().ok_or(Error::NotFound)?;
    Ok((file, message))
}

/// The scopes of tickets a person may search in: staff those of the whole business, others their own conversations.
pub fn search_scopes(person: &Person, own: &[ConversationId]) -> Vec<String> {
    let business = person.business().0;
    if person.is_staff() {
        return vec![format!("b{business}"), format!("x{business}")];
    }
    own.iter().map(|c| format!("c{c}")).collect()
}

/// The scopes of live chats, which staff may search in.
pub fn search_scopes_of_chats(agent: &Agent) -> Vec<String> {
    let business = agent.business().0;
    vec![format!("k{business}"), format!("x{business}")]
}
