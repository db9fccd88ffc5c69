//! Delivered and read: told to the others at once, written in one batch every moment.

use super::actions::Lane;
use super::queries;
use crate::error::Result;
use crate::event::{Heard, Topic};
use crate::kernel::ids::{ConversationId, MemberId};
use crate::platform::{Notice, Services};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

/// How long receipts may wait in memory. Losing them costs nothing: the browser says again how far it is.
const PAUSE: Duration = Duration::from_millis(300);

#[derive(Debug, Default)]
struct Waiting(Mutex<HashMap<(ConversationId, MemberId), (i64, i64)>>);

/// Notes that everything up to `seq` has arrived at this person, and was read when `read`.
pub fn note(services: &Services, lane: &Lane, seq: i64, read: bool) {
    let (conversation, member) = (lane.conversation().id, lane.person().member());
    let waiting = services.part(Waiting::default);
    let (first, (delivered, read)) = {
        let mut all = waiting.0.lock().expect("no panic while locked");
        let first = all.is_empty();
        let entry = all.entry((conversation, member)).or_default();
        entry.0 = entry.0.max(seq);
        if read {
            entry.1 = entry.1.max(seq);
        }
        (first, *entry)
    };
    services.bus().publish(Notice::fleeting(Topic::Conversation(conversation), &Heard::Receipt { conversation, member, delivered, read }));
    if first {
        let services = services.clone();
        tokio::spawn(async move {
            tokio::time::sleep(PAUSE).await;
            if let Err(error) = flush(&services).await {
                tracing::warn!(%error, "receipts were not written");
            }
        });
    }
}

/// Writes what waits.
///
/// # Errors
/// When the database fails.
pub async fn flush(services: &Services) -> Result<()> {
    let waiting = std::mem::take(&mut *services.part(Waiting::default).0.lock().expect("no panic while locked"));
    if waiting.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = waiting.into_iter().map(|((c, m), (delivered, read))| (c, m, delivered, read)).collect();
    let mut tx = services.begin().await?;
    queries::receipts::raise_all(&mut tx, &rows).await?;
    tx.commit().await
}
