//! Group commit: sends from everywhere are written by one task in one transaction at a time and acknowledged after it commits.

use super::store::{Outgoing, Stored, show, store_shown};
use crate::error::{Error, Result};
use crate::platform::{Services, guarded};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// The most messages of one transaction.
const BATCH: usize = 512;
/// How many may wait before senders wait too.
const QUEUE: usize = 8192;
/// How long senders wait for room.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the answer to a message will be.
pub type Answer = oneshot::Receiver<Result<Stored>>;

type Waiting = (Outgoing, oneshot::Sender<Result<Stored>>);

/// The writer of this process.
#[derive(Debug)]
pub struct MessageWriter {
    queue: mpsc::Sender<Waiting>,
}

impl MessageWriter {
    /// Starts the writer's task.
    fn start(services: Services) -> Self {
        let (queue, mut waiting) = mpsc::channel::<Waiting>(QUEUE);
        tokio::spawn(async move {
            let mut batch = Vec::with_capacity(BATCH);
            while waiting.recv_many(&mut batch, BATCH).await > 0 {
                let (messages, senders): (Vec<Outgoing>, Vec<_>) = batch.drain(..).unzip();
                let results = write(&messages, |batch| write_once(&services, batch)).await;
                metrics::counter!("stoa_messages_stored").increment(results.iter().filter(|r| r.is_ok()).count() as u64);
                for (sender, result) in senders.into_iter().zip(results) {
                    // The sender may have hung up; its message is stored all the same.
                    let _ = sender.send(result);
                }
            }
        });
        Self { queue }
    }

    /// The writer of this process.
    pub fn of(services: &Services) -> Arc<Self> {
        services.part(|| Self::start(services.clone()))
    }

    /// Whether messages wait in line while others are being written.
    pub fn is_busy(&self) -> bool {
        self.queue.capacity() < QUEUE
    }

    /// Puts a message in line and says where the answer will be. Messages are stored in the order in which they were put in line.
    /// When too much is waiting this waits too.
    ///
    /// # Errors
    /// `TooMany` when there is no room for several seconds.
    pub async fn enqueue(&self, message: Outgoing) -> Result<Answer> {
        let (sender, answer) = oneshot::channel();
        self.queue.send_timeout((message, sender), PATIENCE).await.map_err(|_| Error::TooMany(1))?;
        Ok(answer)
    }

    /// Stores a message and returns once it is committed.
    ///
    /// # Errors
    /// As [`Self::enqueue`], otherwise what [`store`] says.
    pub async fn send(services: &Services, message: Outgoing) -> Result<Stored> {
        Self::of(services).enqueue(message).await?.await.unwrap_or(Err(Error::Internal))
    }
}

/// Writes a batch; when the whole fails, or panics, each message alone, so that one bad message spoils nobody else's and the writer goes on.
async fn write<'a, F>(messages: &'a [Outgoing], once: impl Fn(&'a [Outgoing]) -> F) -> Vec<Result<Stored>>
where
    F: Future<Output = Result<Vec<Result<Stored>>>>,
{
    if let Ok(results) = guarded("the writer of messages", async { once(messages).await }).await {
        return results;
    }
    let mut results = Vec::with_capacity(messages.len());
    for message in messages {
        let one = guarded("the writer of messages, with one", async { once(std::slice::from_ref(message)).await }).await;
        results.push(one.and_then(|mut r| r.pop().unwrap_or(Err(Error::Internal))));
    }
    results
}

async fn write_once(services: &Services, messages: &[Outgoing]) -> Result<Vec<Result<Stored>>> {
    // Before the transaction: SQLite has one writer, and nobody else's turn waits for this.
    let shown = show(messages);
    let mut tx = services.begin().await?;
    let results = store_shown(&mut tx, messages, shown).await?;
    tx.commit().await?;
    Ok(results)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversations::model::SenderKind;
    use crate::kernel::ids::ConversationId;
    use crate::kernel::time::Timestamp;

    #[tokio::test]
    async fn of_a_batch_that_panics_only_the_bad_message_is_refused() {
        let message = |body: &str| Outgoing::of_nobody(ConversationId(1), SenderKind::Bot, body.to_owned());
        let messages = ["one", "bad", "three"].map(message);
        let once = async |batch: &[Outgoing]| {
            let stored = |m: &Outgoing| {
                assert_ne!(m.body, "bad");
                Ok(Stored { seq: m.body.len() as i64, at: Timestamp(0) })
            };
            Ok(batch.iter().map(stored).collect())
        };
        let seqs: Vec<_> = write(&messages, once).await.into_iter().map(|r| r.map(|stored| stored.seq)).collect();
        assert_eq!(seqs, [Ok(3), Err(Error::Internal), Ok(5)]);
    }
}
