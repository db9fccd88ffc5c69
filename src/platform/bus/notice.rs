//! One frame for one topic, serialised once and shared by everybody who hears it, down to the socket.

use crate::event::{Heard, Topic};
use bytes::Bytes;

/// A [`Heard`] as JSON. Clones share the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame(Bytes);

impl Frame {
    /// Serialises once.
    pub fn new(heard: &Heard) -> Self {
        serde_json::to_string(heard).expect("frames are plain data").into()
    }

    /// The text's bytes, shared.
    pub fn bytes(&self) -> Bytes {
        self.0.clone()
    }

    /// The text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.0).expect("frames are made from text")
    }

    /// Whether there is none: see [`Notice::head`].
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Frame {
    fn from(json: String) -> Self {
        Self(json.into())
    }
}

/// One frame for one topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Where it belongs.
    pub topic: Topic,
    /// Its number in a durable topic; 0 when fleeting.
    pub seq: i64,
    /// What is told.
    pub frame: Frame,
}

impl Notice {
    /// A numbered notice of a durable topic.
    pub fn numbered(topic: Topic, seq: i64, heard: &Heard) -> Self {
        Self { topic, seq, frame: Frame::new(heard) }
    }

    /// A notice nobody misses when it is lost.
    pub fn fleeting(topic: Topic, heard: &Heard) -> Self {
        Self { topic, seq: 0, frame: Frame::new(heard) }
    }

    /// Only that a durable topic has come to `seq`: who has less reads it from the database.
    pub fn head(topic: Topic, seq: i64) -> Self {
        Self { topic, seq, frame: Frame(Bytes::new()) }
    }
}
