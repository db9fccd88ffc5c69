//! The net under the bus: what listeners were told is compared with what the database has, for all watched topics at once.

use super::queries;
use crate::error::Result;
use crate::event::Topic;
use crate::kernel::ids::ConversationId;
use crate::platform::{Services, outbox};

/// Tells the listeners of this process of every durable topic that has come further than they know. They read the rest from the database.
///
/// # Errors
/// When the database fails.
pub async fn compare(services: &Services) -> Result<()> {
    let (mut talks, mut others): (Vec<ConversationId>, Vec<Topic>) = Default::default();
    for topic in services.bus().watched() {
        match topic {
            Topic::Conversation(id) => talks.push(id),
            other if other.is_durable() => others.push(other),
            _ => {}
        }
    }
    if !talks.is_empty() {
        for (id, head) in queries::list_heads(services.db(), &talks).await? {
            services.bus().deliver_head(Topic::Conversation(id), head);
        }
    }
    if !others.is_empty() {
        for (topic, head) in outbox::list_heads(services.db(), &others).await? {
            services.bus().deliver_head(topic, head);
        }
    }
    Ok(())
}
