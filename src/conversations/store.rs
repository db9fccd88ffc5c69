//! Writes messages: gives out numbers under the conversation's lock, drops doubles, attaches files.

use super::markdown;
use super::model::{Extra, Kind, MessageView, SenderKind};
use super::queries::messages::{self, Locked, NewMessage};
use crate::error::{Error, Result};
use crate::event::{Heard, Topic};
use crate::files;
use crate::files::model::FileView;
use crate::kernel::ids::{ConversationId, FileId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::{Notice, Tx};
use std::collections::HashMap;
use uuid::Uuid;

/// A checked message on its way into the database.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Where to.
    pub conversation: ConversationId,
    /// The sender's own id for it.
    pub client_id: Uuid,
    /// Who writes; `None` for the bot and the system.
    pub sender: Option<MemberId>,
    /// How they are called.
    pub name: String,
    /// Who speaks.
    pub kind: SenderKind,
    /// What is written.
    pub body: String,
    /// Uploaded files of the sender that no message has yet.
    pub files: Vec<FileId>,
    /// What comes with the words.
    pub extra: Extra,
}

impl Outgoing {
    /// A message that nobody sends: of the bot, or a line that marks an event.
    pub fn of_nobody(conversation: ConversationId, kind: SenderKind, body: String) -> Self {
        Self { conversation, client_id: Uuid::now_v7(), sender: None, name: String::new(), kind, body, files: Vec::new(), extra: Extra::default() }
    }
}

/// Where a message was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its number in the conversation.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
}

/// Stores any number of messages in one transaction, each on its own terms: the results are in the order of the batch.
/// A message that is already there gives the number it has. The notices go out when the transaction commits.
///
/// # Errors
/// When the database fails; then the transaction must be dropped.
pub async fn store(tx: &mut Tx, batch: &[Outgoing]) -> Result<Vec<Result<Stored>>> {
    store_shown(tx, batch, show(batch)).await
}

/// How messages are shown. Costs time but no database: whoever stores many does it before the transaction begins.
pub fn show(batch: &[Outgoing]) -> Vec<String> {
    batch.iter().map(|message| markdown::to_html(&message.body)).collect()
}

/// Stores messages with what [`show`] says of them.
///
/// # Errors
/// As [`store`].
pub async fn store_shown(tx: &mut Tx, batch: &[Outgoing], shown: Vec<String>) -> Result<Vec<Result<Stored>>> {
    let now = tx.now();
    let mut ids: Vec<ConversationId> = batch.iter().map(|m| m.conversation).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut lanes: HashMap<ConversationId, Locked> = messages::lock(tx, &ids).await?.into_iter().map(|l| (l.id, l)).collect();
    // What nobody sends has an id that was made a moment ago.
    let wanted: Vec<_> = batch.iter().filter(|m| m.sender.is_some()).map(|m| (m.conversation, m.client_id)).collect();
    let known = if wanted.is_empty() { Vec::new() } else { messages::list_known(tx, &wanted).await? };
    let mut seen: HashMap<(ConversationId, String), Stored> =
        known.into_iter().map(|k| ((k.conversation_id, k.client_id), Stored { seq: k.seq, at: k.at })).collect();

    let mut results = Vec::with_capacity(batch.len());
    let mut fresh: Vec<Fresh<'_>> = Vec::with_capacity(batch.len());
    for (message, html) in batch.iter().zip(shown) {
        let key = (message.conversation, message.client_id.to_string());
        if let Some(stored) = seen.get(&key) {
            results.push(Ok(*stored));
            continue;
        }
        let Some(lane) = lanes.get_mut(&message.conversation) else {
            results.push(Err(Error::NotFound));
            continue;
        };
        if lane.frozen_at.is_some() && message.kind != SenderKind::System {
            results.push(Err(Error::Conflict(closed(lane.kind).into())));
            continue;
        }
        let attached = match attach(tx, lane, message).await? {
            Ok(attached) => attached,
            Err(error) => {
                results.push(Err(error));
                continue;
            }
        };
        lane.head += 1;
        let stored = Stored { seq: lane.head, at: now };
        seen.insert(key, stored);
        fresh.push(Fresh { message, seq: lane.head, files: attached, html });
        results.push(Ok(stored));
    }
    write(tx, fresh, now).await?;
    Ok(results)
}

/// A message that has got its number.
struct Fresh<'a> {
    message: &'a Outgoing,
    seq: i64,
    files: Vec<FileView>,
    html: String,
}

const fn closed(kind: Kind) -> &'static str {
    match kind {
        Kind::Chat => "This chat is closed. Open it again to go on.",
        Kind::PartnerLane => "This conversation is closed. Write to the shop in another way.",
        Kind::CustomerLane | Kind::StaffLane | Kind::Team => "This conversation is closed. Open a new ticket to go on.",
    }
}

async fn attach(tx: &mut Tx, lane: &Locked, message: &Outgoing) -> Result<Result<Vec<FileView>>> {
    match message.sender {
        Some(sender) if !message.files.is_empty() => files::actions::attach(tx, lane.business_id, sender, &message.files, lane.id, lane.head + 1).await,
        _ => Ok(Ok(Vec::new())),
    }
}

async fn write(tx: &mut Tx, fresh: Vec<Fresh<'_>>, now: Timestamp) -> Result<()> {
    if fresh.is_empty() {
        return Ok(());
    }
    let rows: Vec<NewMessage<'_>> = fresh.iter().map(|f| f.row(now)).collect();
    messages::insert_all(tx, &rows).await?;
    let mut heads: HashMap<ConversationId, i64> = HashMap::new();
    for Fresh { message, seq, .. } in &fresh {
        heads.insert(message.conversation, *seq);
        if !message.extra.is_none() {
            messages::set_extra(tx, message.conversation, *seq, &message.extra).await?;
        }
    }
    let heads: Vec<_> = heads.into_iter().collect();
    messages::set_heads(tx, &heads).await?;
    tx.wake_runner();
    for one in fresh {
        let (conversation, seq) = (one.message.conversation, one.seq);
        let message = one.into_view(now);
        tx.announce(Notice::numbered(Topic::Conversation(conversation), seq, &Heard::Message { conversation, message }));
    }
    Ok(())
}

impl<'a> Fresh<'a> {
    fn row(&self, at: Timestamp) -> NewMessage<'a> {
        let m = self.message;
        (m.conversation, self.seq, m.client_id, m.sender, m.kind, m.body.as_str(), at)
    }

    fn into_view(self, at: Timestamp) -> MessageView {
        let m = self.message;
        MessageView {
            seq: self.seq,
            client_id: m.client_id,
            sender: m.sender,
            name: m.name.clone(),
            kind: m.kind,
            html: self.html,
            body: m.body.clone(),
            at,
            files: self.files,
            extra: m.extra.clone(),
        }
    }
}

/// Adds a line that marks an event, inside the transaction of that event.
///
/// # Errors
/// When the database fails.
pub async fn mark(tx: &mut Tx, conversation: ConversationId, line: String) -> Result<()> {
    store_one(tx, Outgoing::of_nobody(conversation, SenderKind::System, line)).await.map(drop)
}

/// Stores one message.
///
/// # Errors
/// What [`store`] says of it; after a fault of the database the transaction must be dropped.
pub async fn store_one(tx: &mut Tx, message: Outgoing) -> Result<Stored> {
    store(tx, &[message]).await?.pop().unwrap_or(Err(Error::Internal))
}
