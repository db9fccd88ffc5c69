//! Joins the buses of several processes through one Redis channel.
//!
//! What Redis loses while it is away costs nothing: after each reconnect this process compares every watched topic with the database.

use super::bus::{Bus, Notice};
use super::secret;
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// How many notices go out in one round trip.
const BATCH: usize = 256;

/// Connects `bus` with the other processes at `url` (`redis://…`) that use the same database, and stays connected: two installations may
/// share one Redis and never hear of each other.
///
/// # Errors
/// When the address is not one or Redis does not answer at the start.
pub async fn join(bus: &Bus, url: &str, database: &str) -> Result<(), redis::RedisError> {
    let channel = format!("stoa:{}", &secret::hash(database)[..16]);
    let client = redis::Client::open(url)?;
    let mut publisher = redis::aio::ConnectionManager::new(client.clone()).await?;
    let me = secret::token(12);
    let (far, mut outgoing) = mpsc::channel::<Arc<Notice>>(8192);
    bus.join(far);

    let (origin, to) = (me.clone(), channel.clone());
    tokio::spawn(async move {
        let mut batch = Vec::with_capacity(BATCH);
        while outgoing.recv_many(&mut batch, BATCH).await > 0 {
            let mut pipe = redis::pipe();
            for notice in batch.drain(..) {
                pipe.publish(&to, encode(&origin, &notice)).ignore();
            }
            if let Err(error) = pipe.query_async::<()>(&mut publisher).await {
                tracing::warn!(%error, "could not tell the other processes; they will look into the database");
            }
        }
    });

    let bus = bus.clone();
    tokio::spawn(async move {
        loop {
            match client.get_async_pubsub().await {
                Ok(mut line) => {
                    if line.subscribe(&channel).await.is_ok() {
                        bus.doubt();
                        let mut messages = line.on_message();
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

/// Asks Redis at `url` whether it is there, for at most two seconds.
///
/// # Errors
/// When it is not.
pub async fn ping(url: &str) -> Result<(), String> {
    let ask = async {
        let mut connection = redis::Client::open(url)?.get_multiplexed_async_connection().await?;
        redis::cmd("PING").query_async::<()>(&mut connection).await
    };
    match tokio::time::timeout(Duration::from_secs(2), ask).await {
        Ok(answer) => answer.map_err(|e| e.to_string()),
        Err(_) => Err("no answer within two seconds".into()),
    }
}

fn encode(origin: &str, notice: &Notice) -> String {
    format!("{origin} {} {} {}", notice.topic, notice.seq, notice.frame.text())
}

fn decode(me: &str, text: &str) -> Option<Notice> {
    let mut parts = text.splitn(4, ' ');
    let (origin, topic, seq, frame) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if origin == me {
        return None;
    }
    Some(Notice { topic: topic.parse().ok()?, seq: seq.parse().ok()?, frame: frame.to_owned().into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Topic;
    use crate::kernel::ids::ConversationId;

    #[test]
    fn notices_of_others_arrive_and_our_own_echo_does_not() {
        let notice = Notice { topic: Topic::Conversation(ConversationId(4)), seq: 7, frame: r#"{"a b":" c"}"#.to_owned().into() };
        assert_eq!(decode("me", &encode("you", &notice)), Some(notice));
        let own = Notice { topic: Topic::Conversation(ConversationId(4)), seq: 7, frame: "x".to_owned().into() };
        assert_eq!(decode("me", &encode("me", &own)), None);
    }
}
