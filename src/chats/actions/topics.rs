//! What admins let the bot talk about.

use super::settings::tell_and_commit;
use crate::accounts::Admin;
use crate::chats::bot::seed;
use crate::chats::bot::think::{Thought, think};
use crate::chats::bot::topic::{Topic, TopicDraft};
use crate::chats::queries::topics;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, TopicId};
use crate::platform::{Services, Tx};

/// Gives a new business the standard topics. What is there already stays as it is. Says how many are new.
///
/// # Errors
/// When the database fails.
pub async fn start_business(tx: &mut Tx, business: BusinessId) -> Result<u64> {
    topics::insert_all(tx, business, &seed::topics()).await
}

/// Adds the standard topics that the business does not have. Says how many are new.
///
/// # Errors
/// When the database fails.
pub async fn add_standard_topics(services: &Services, who: &Admin) -> Result<u64> {
    let mut tx = services.begin().await?;
    let added = start_business(&mut tx, who.business()).await?;
    tell_and_commit(tx, who).await?;
    Ok(added)
}

/// What the bot does with a message besides asking the help centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It calls a human.
    Human,
    /// The topic of this name answers, whatever the help centre knows.
    Topic(String),
    /// The topic of this name answers where the help centre is not sure.
    Fallback(String),
}

/// Tries what the bot does with a message before or instead of asking the help centre.
///
/// # Errors
/// When the database fails.
pub async fn try_message(services: &Services, who: &Admin, text: &str) -> Result<Option<Beside>> {
    let topics = topics::list(services.db(), who.business(), false).await?;
    Ok(match think(text, &topics) {
        Thought::Human(..) => Some(Beside::Human),
        Thought::Topic(topic) => Some(Beside::Topic(topic.name.clone())),
        Thought::Question(fallback) => fallback.map(|(topic, _)| Beside::Fallback(topic.name.clone())),
    })
}

/// All topics, in order.
///
/// # Errors
/// When the database fails.
pub async fn list_topics(services: &Services, who: &Admin) -> Result<Vec<Topic>> {
    topics::list(services.db(), who.business(), true).await
}

/// Writes a new topic.
///
/// # Errors
/// `Invalid` names each field.
pub async fn create_topic(services: &Services, who: &Admin, draft: &TopicDraft) -> Result<TopicId> {
    let written = draft.parse()?;
    let mut tx = services.begin().await?;
    let id = topics::insert(&mut tx, who.business(), &written).await?;
    tell_and_commit(tx, who).await?;
    Ok(id)
}

/// Changes a topic, or switches it on or off.
///
/// # Errors
/// `Invalid` names each field; `NotFound`.
pub async fn update_topic(services: &Services, who: &Admin, id: TopicId, draft: &TopicDraft) -> Result<()> {
    let written = draft.parse()?;
    let mut tx = services.begin().await?;
    topics::update(&mut tx, who.business(), id, &written).await?;
    tell_and_commit(tx, who).await
}

/// Deletes a topic.
///
/// # Errors
/// `NotFound`.
pub async fn delete_topic(services: &Services, who: &Admin, id: TopicId) -> Result<()> {
    let mut tx = services.begin().await?;
    topics::delete(&mut tx, who.business(), id).await?;
    tell_and_commit(tx, who).await
}
