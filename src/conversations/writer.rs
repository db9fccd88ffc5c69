//! Group commit: sends from everywhere are written by one task in one transaction at a time and acknowledged after it commits.

use super::store::{Outgoing, Stored, store};
use crate::error::{Error, Result};
use crate::platform::Services;
use tokio::sync::{mpsc, oneshot};

/// The most messages of one transaction.
const BATCH: usize = 512;
/// How many may wait before senders are told to slow down.
const QUEUE: usize = 8192;

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
                let results = write(&services, &messages).await;
                metrics::counter!("stoa_messages_stored").increment(results.iter().filter(|r| r.is_ok()).count() as u64);
                for (sender, result) in senders.into_iter().zip(results) {
                    // The sender may have hung up; its message is stored all the same.
                    let _ = sender.send(result);
                }
            }
        });
        Self { queue }
    }

    /// Stores a message and returns once it is committed.
    ///
    /// # Errors
    /// `TooMany` when too much is waiting, otherwise what [`store`] says.
    pub async fn send(services: &Services, message: Outgoing) -> Result<Stored> {
        let writer = services.part(|| Self::start(services.clone()));
        let (sender, done) = oneshot::channel();
        writer.queue.try_send((message, sender)).map_err(|_| Error::TooMany(1))?;
        done.await.unwrap_or(Err(Error::Internal))
    }
}

/// Writes a batch; when the whole fails, each message alone, so that one bad message spoils nobody else's.
async fn write(services: &Services, messages: &[Outgoing]) -> Vec<Result<Stored>> {
    if let Ok(results) = write_once(services, messages).await {
        return results;
    }
    let mut results = Vec::with_capacity(messages.len());
    for message in messages {
        let one = write_once(services, std::slice::from_ref(message)).await;
        results.push(one.and_then(|mut r| r.pop().unwrap_or(Err(Error::Internal))));
    }
    results
}

async fn write_once(services: &Services, messages: &[Outgoing]) -> Result<Vec<Result<Stored>>> {
    let mut tx = services.begin().await?;
    let results = store(&mut tx, messages).await?;
    tx.commit().await?;
    Ok(results)
}
