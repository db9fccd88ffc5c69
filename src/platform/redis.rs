//! Joins the buses of several processes through one Redis channel.
//!
//! What Redis loses while it is away costs nothing: after each reconnect every listener is told to look into the database.

use super::bus::{Bus, Notice};
use super::secret;
use futures_util::StreamExt;
use redis::AsyncCommands;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

const CHANNEL: &str = "stoa:bus";

/// Connects `bus` with the other processes at `url` (`redis://…`) and stays connected.
///
/// # Errors
/// When the address is not one or Redis does not answer at the start.
pub async fn join(bus: &Bus, url: &str) -> Result<(), redis::RedisError> {
    let client = redis::Client::open(url)?;
    let mut publisher = redis::aio::ConnectionManager::new(client.clone()).await?;
    let me = secret::token(12);
    let (far, mut outgoing) = mpsc::channel::<Arc<Notice>>(8192);
    bus.join(far);

    let origin = me.clone();
    tokio::spawn(async move {
        while let Some(notice) = outgoing.recv().await {
            let text = encode(&origin, &notice);
            if let Err(error) = publisher.publish::<_, _, ()>(CHANNEL, text).await {
                tracing::warn!(%error, "could not tell the other processes; they will look into the database");
            }
        }
    });

    let bus = bus.clone();
    tokio::spawn(async move {
        loop {
            match client.get_async_pubsub().await {
                Ok(mut channel) => {
                    if channel.subscribe(CHANNEL).await.is_ok() {
                        bus.deliver(&recheck());
                        let mut messages = channel.on_message();
                        while let Some(message) = messages.next().await {
                            if let Some(notice) = message.get_payload::<String>().ok().and_then(|text| decode(&me, &text)) {
                                bus.deliver(&Arc::new(notice));
                            }
                        }
                    }
                }
                Err(error) => tracing::warn!(%error, "Redis is away"),
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    });
    Ok(())
}

/// Tells every listener of this process every few seconds to compare with the database: the net under lost publishes.
pub fn recheck_every(bus: &Bus, pause: Duration) {
    let bus = bus.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(pause).await;
            bus.deliver(&recheck());
        }
    });
}

fn recheck() -> Arc<Notice> {
    Arc::new(Notice { topic: None, seq: 0, frame: "".into() })
}

fn encode(origin: &str, notice: &Notice) -> String {
    let topic = notice.topic.map(|t| t.to_string()).unwrap_or_default();
    format!("{origin} {topic} {} {}", notice.seq, notice.frame)
}

fn decode(me: &str, text: &str) -> Option<Notice> {
    let mut parts = text.splitn(4, ' ');
    let (origin, topic, seq, frame) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if origin == me {
        return None;
    }
    Some(Notice { topic: Some(topic.parse().ok()?), seq: seq.parse().ok()?, frame: frame.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Topic;
    use crate::kernel::ids::ConversationId;

    #[test]
    fn notices_of_others_arrive_and_our_own_echo_does_not() {
        let notice = Notice { topic: Some(Topic::Conversation(ConversationId(4))), seq: 7, frame: r#"{"a b":" c"}"#.into() };
        assert_eq!(decode("me", &encode("you", &notice)), Some(notice));
        let own = Notice { topic: Some(Topic::Conversation(ConversationId(4))), seq: 7, frame: "x".into() };
        assert_eq!(decode("me", &encode("me", &own)), None);
    }
}
