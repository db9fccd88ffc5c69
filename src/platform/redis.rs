//! Joins the buses of several processes through one Redis channel.
//!
//! What is lost on the way costs nothing: after each reconnect this process compares every watched topic with the database and has lists read anew, and
//! whoever could not send something says so as soon as that is possible, so that the others do the same.

use super::bus::{Bus, Notice};
use super::secret;
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// How many notices go out in one round trip.
const BATCH: usize = 256;
/// How long to wait for Redis before trying again.
const PAUSE: Duration = Duration::from_millis(500);
/// Stands where a notice has its topic: the sender could not send everything.
const DOUBT: &str = "doubt";

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

    let (origin, to, sender) = (me.clone(), channel.clone(), bus.clone());
    tokio::spawn(async move {
        let mut batch = Vec::with_capacity(BATCH);
        while outgoing.recv_many(&mut batch, BATCH).await > 0 {
            let mut pipe = redis::pipe();
            for notice in batch.drain(..) {
                pipe.publish(&to, encode(&origin, &notice)).ignore();
            }
            let mut is_lost = false;
            if let Err(error) = pipe.query_async::<()>(&mut publisher).await {
                tracing::warn!(%error, "could not tell the other processes; they will look into the database");
                is_lost = true;
            }
            // While this goes on the queue may overflow; then they are told once more.
            while is_lost || sender.take_lost() {
                let told = redis::cmd("PUBLISH").arg(&to).arg(format!("{origin} {DOUBT}")).query_async::<()>(&mut publisher).await;
                is_lost = told.is_err();
                if is_lost {
                    tokio::time::sleep(PAUSE).await;
                }
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
                            match message.get_payload::<String>().ok().and_then(|text| decode(&me, &text)) {
                                Some(Word::Notice(notice)) => bus.deliver(&Arc::new(notice)),
                                Some(Word::Doubt) => bus.doubt(),
                                None => {}
                            }
                        }
                    }
                }
                Err(error) => tracing::warn!(%error, "Redis is away"),
            }
            tokio::time::sleep(PAUSE).await;
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

/// What another process says.
#[derive(Debug, PartialEq)]
enum Word {
    Notice(Notice),
    /// It could not say everything.
    Doubt,
}

fn decode(me: &str, text: &str) -> Option<Word> {
    let mut parts = text.splitn(4, ' ');
    let (origin, topic) = (parts.next()?, parts.next()?);
    if origin == me {
        return None;
    }
    if topic == DOUBT {
        return Some(Word::Doubt);
    }
    let (seq, frame) = (parts.next()?, parts.next()?);
    Some(Word::Notice(Notice { topic: topic.parse().ok()?, seq: seq.parse().ok()?, frame: frame.to_owned().into() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Topic;
    use crate::kernel::ids::ConversationId;

    #[test]
    fn notices_of_others_arrive_and_our_own_echo_does_not() {
        let notice = Notice { topic: Topic::Conversation(ConversationId(4)), seq: 7, frame: r#"{"a b":" c"}"#.to_owned().into() };
        let said = encode("you", &notice);
        assert_eq!(decode("me", &said), Some(Word::Notice(notice)));
        let own = Notice { topic: Topic::Conversation(ConversationId(4)), seq: 7, frame: "x".to_owned().into() };
        assert_eq!(decode("me", &encode("me", &own)), None);
        assert_eq!((decode("me", "you doubt"), decode("me", "me doubt")), (Some(Word::Doubt), None));
    }
}
