//! Messages on their way into the database: stored in the order in which the socket said them, answered as soon as they are.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use stoa::conversations::store::{Outgoing, Stored};
use stoa::conversations::writer::{Answer, MessageWriter};
use stoa::event::Heard;
use stoa::platform::Services;
use stoa::{Error, Result};
use uuid::Uuid;

/// How many may be on their way before the socket stops listening.
const MOST: usize = 1024;

/// The messages of one socket that are not answered yet, in order.
#[derive(Debug)]
pub struct Sends {
    writer: Arc<MessageWriter>,
    waiting: VecDeque<(Uuid, Answer)>,
}

impl Sends {
    /// None yet.
    pub fn new(services: &Services) -> Self {
        Self { writer: MessageWriter::of(services), waiting: VecDeque::new() }
    }

    /// Whether one more may be taken on.
    pub fn has_room(&self) -> bool {
        self.waiting.len() < MOST
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Puts a message in line.
    ///
    /// # Errors
    /// `TooMany` when the line is too long for too long.
    pub async fn take(&mut self, message: Outgoing) -> Result<()> {
        let id = message.client_id;
        let answer = self.writer.enqueue(message).await?;
        self.waiting.push_back((id, answer));
        Ok(())
    }

    /// The next answer; never when none waits. The writer answers in order, so the first one is the one to wait for.
    pub async fn next(&mut self) -> Heard {
        let result = poll_fn(|cx| {
            let Some((_, answer)) = self.waiting.front_mut() else { return Poll::Pending };
            Pin::new(answer).poll(cx).map(|result| result.unwrap_or(Err(Error::Internal)))
        });
        let result = result.await;
        let (client_id, _) = self.waiting.pop_front().expect("it was there a moment ago");
        answer(client_id, result)
    }
}

/// What the browser hears of its message.
pub fn answer(client_id: Uuid, result: Result<Stored>) -> Heard {
    match result {
        Ok(Stored { seq, at }) => Heard::Stored { client_id, seq, at },
        Err(error) => Heard::Refused { client_id, error },
    }
}
