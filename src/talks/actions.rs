//! What staff does with its own talks: begin them, read them, write in them, come and go.

use super::model::{Talk, TalkRow};
use super::{queries, rules};
use crate::accounts::Agent;
use crate::accounts::actions as accounts;
use crate::conversations::actions as conversations;
use crate::conversations::lanes;
use crate::conversations::model::{History, Kind, PAGE};
use crate::conversations::store::{Stored, mark};
use crate::error::{Error, Result};
use crate::event::{Hint, Subject, Topic};
use crate::kernel::ids::{ConversationId, FileId, MemberId};
use crate::kernel::text::Check;
use crate::platform::{Services, Tx};
use crate::reactions;
use std::collections::HashMap;
use uuid::Uuid;

/// Members of one group.
const MEMBERS_MAX: usize = 100;

/// The direct talk with a colleague; begins it when there is none.
///
/// # Errors
/// `Invalid` names `agent` when that is nobody of the team, or oneself.
pub async fn open_direct(services: &Services, who: &Agent, with: MemberId) -> Result<ConversationId> {
    let pair = rules::pair(who.member(), with);
    if let Some(known) = queries::find_by_pair(services.db(), who.business(), &pair).await? {
        return Ok(known.conversation_id);
    }
    let colleague = accounts::find_person(services, who, with).await.map_err(|_| not_staff())?;
    if !colleague.role.is_staff() || colleague.deactivated_at.is_some() || with == who.member() {
        return Err(not_staff());
    }
    let mut tx = services.begin().await?;
    let id = conversations::start(&mut tx, who.business(), Kind::Team, &[who.member(), with]).await?;
    if !queries::insert(&mut tx, who.business(), id, "", Some(&pair), who.member()).await? {
        // The other one was faster.
        drop(tx);
        return queries::find_by_pair(services.db(), who.business(), &pair).await?.map(|t| t.conversation_id).ok_or(Error::Internal);
    }
    told(&mut tx, id, &[who.member(), with]);
    tx.commit().await?;
    Ok(id)
}

/// Begins a group with colleagues.
///
/// # Errors
/// `Invalid` names `name` or `members`.
pub async fn open_group(services: &Services, who: &Agent, name: &str, members: &[MemberId]) -> Result<ConversationId> {
    let name = check_name(name)?;
    let mut all = vec![who.member()];
    for member in members {
        if !all.contains(member) {
            all.push(colleague(services, who, *member).await?.0);
        }
    }
    if all.len() < 2 || all.len() > MEMBERS_MAX {
        return Err(Error::field("members", format!("Choose one to {} colleagues.", MEMBERS_MAX - 1)));
    }
    let mut tx = services.begin().await?;
    let id = conversations::start(&mut tx, who.business(), Kind::Team, &all).await?;
    queries::insert(&mut tx, who.business(), id, &name, None, who.member()).await?;
    mark(&mut tx, id, format!("{} began the group “{name}”.", who.name())).await?;
    told(&mut tx, id, &all);
    tx.commit().await?;
    Ok(id)
}

/// Takes a colleague into a group.
///
/// # Errors
/// `NotFound` when it is no group of theirs; `Invalid` names `members`.
pub async fn add_member(services: &Services, who: &Agent, id: ConversationId, member: MemberId) -> Result<()> {
    group(services, who, id).await?;
    let (member, name) = colleague(services, who, member).await?;
    let mut tx = services.begin().await?;
    if lanes::is_party(&mut tx, id, member).await? {
        return Ok(());
    }
    lanes::insert_party(&mut tx, id, member).await?;
    mark(&mut tx, id, format!("{} added {name}.", who.name())).await?;
    told(&mut tx, id, &[member]);
    tx.commit().await
}

/// Leaves a group.
///
/// # Errors
/// `NotFound` when it is no group of theirs.
pub async fn leave(services: &Services, who: &Agent, id: ConversationId) -> Result<()> {
    group(services, who, id).await?;
    let mut tx = services.begin().await?;
    if lanes::delete_party(&mut tx, id, who.member()).await? > 0 {
        mark(&mut tx, id, format!("{} left.", who.name())).await?;
        told(&mut tx, id, &[who.member()]);
        // Their sockets ask again what they may watch.
        tx.hint(Topic::Person(who.member()), Hint { what: Subject::Person, id: who.member().0 });
    }
    tx.commit().await
}

/// Renames a group.
///
/// # Errors
/// `NotFound` when it is no group of theirs; `Invalid` names `name`.
pub async fn rename(services: &Services, who: &Agent, id: ConversationId, name: &str) -> Result<()> {
    group(services, who, id).await?;
    let name = check_name(name)?;
    let mut tx = services.begin().await?;
    queries::update_name(&mut tx, who.business(), id, &name).await?;
    mark(&mut tx, id, format!("{} named the group “{name}”.", who.name())).await?;
    tx.commit().await
}

/// One's own talks, the last one first.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, who: &Agent) -> Result<Vec<TalkRow>> {
    let mut rows = Vec::new();
    let talks = queries::list(services.db(), who.business(), who.member()).await?;
    let ids: Vec<_> = talks.iter().map(|t| t.conversation_id).collect();
    let mut parties: HashMap<ConversationId, Vec<(MemberId, String)>> = HashMap::new();
    for (talk, member, name) in lanes::list_parties_of(services.db(), who.business(), &ids).await? {
        parties.entry(talk).or_default().push((member, name));
    }
    for t in talks {
        let members = parties.remove(&t.conversation_id).unwrap_or_default();
        let is_direct = t.pair.is_some();
        let other = members.iter().find(|(id, _)| *id != who.member()).map(|(_, name)| name.clone());
        rows.push(TalkRow {
            conversation_id: t.conversation_id,
            name: if is_direct { other.unwrap_or_default() } else { t.name },
            is_direct,
            members,
            preview: t.preview,
            last_message_at: t.last_message_at,
            unread: t.unread,
        });
    }
    Ok(rows)
}

/// In how many talks something waits to be read.
///
/// # Errors
/// When the database fails.
pub async fn count_unread(services: &Services, who: &Agent) -> Result<i64> {
    queries::count_unread(services.db(), who.business(), who.member()).await
}

/// What was said in a talk: the newest messages, or those before number `before`.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn history(services: &Services, who: &Agent, id: ConversationId, before: Option<i64>) -> Result<History> {
    find(services, who, id).await?;
    let lane = conversations::open(services, who, id).await?;
    conversations::history(services, &lane, before, PAGE).await
}

/// Writes in a talk.
///
/// # Errors
/// `NotFound` when it is none of theirs; `Invalid` names `body` or `files`.
pub async fn say(services: &Services, who: &Agent, id: ConversationId, client_id: Uuid, body: &str, files: Vec<FileId>) -> Result<Stored> {
    find(services, who, id).await?;
    let lane = conversations::open(services, who, id).await?;
    let stored = conversations::send(services, &lane, client_id, body, files).await?;
    conversations::mark_read(services, &lane, stored.seq).await?;
    reactions::dispatch_messages(services).await?;
    Ok(stored)
}

/// Notes that everything in a talk was read.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn seen(services: &Services, who: &Agent, id: ConversationId) -> Result<()> {
    let lane = conversations::open(services, who, id).await?;
    conversations::mark_read(services, &lane, lane.conversation().head).await
}

/// A talk of which this person is a member.
async fn find(services: &Services, who: &Agent, id: ConversationId) -> Result<Talk> {
    let talk = queries::find(services.db(), who.business(), id).await?.ok_or(Error::NotFound)?;
    if lanes::is_party(services.db(), id, who.member()).await? { Ok(talk) } else { Err(Error::NotFound) }
}

async fn group(services: &Services, who: &Agent, id: ConversationId) -> Result<Talk> {
    Some(find(services, who, id).await?).filter(|talk| talk.pair.is_none()).ok_or(Error::NotFound)
}

async fn colleague(services: &Services, who: &Agent, id: MemberId) -> Result<(MemberId, String)> {
    let not_staff = || Error::field("members", "Choose people of your team.");
    let found = accounts::find_person(services, who, id).await.map_err(|_| not_staff())?;
    if found.is_on_staff() { Ok((found.id, found.name)) } else { Err(not_staff()) }
}

fn told(tx: &mut Tx, id: ConversationId, members: &[MemberId]) {
    members.iter().for_each(|m| tx.hint(Topic::Person(*m), Hint { what: Subject::Talk, id: id.0 }));
}

fn check_name(name: &str) -> Result<String> {
    let mut check = Check::new();
    let name = check.line("name", "Name", name, 1, 80);
    check.finish()?;
    Ok(name)
}

fn not_staff() -> Error {
    Error::field("agent", "Choose somebody else of your team.")
}
