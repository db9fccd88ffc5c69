//! On the server nobody is connected: everything here does nothing.

use super::model::{Connection, Heard, Pending, Wish};
use leptos::prelude::ArcRwSignal;
use stoa::event::{Signal, Topic};
use stoa::files::model::FileView;
use stoa::kernel::ids::{CallId, ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use uuid::Uuid;

/// Stops when it is dropped.
#[derive(Debug)]
#[must_use = "dropping it stops the listening"]
pub struct Subscription;

pub fn start(_: MemberId) {}

pub fn watch(_: Topic, _: i64, _: impl FnMut(&Heard) + 'static) -> Subscription {
    Subscription
}

pub fn outbox(_: ConversationId, _: impl FnMut(&[Pending]) + 'static) -> Subscription {
    Subscription
}

pub fn send(_: ConversationId, _: String, _: Vec<FileView>, _: Option<Wish>) -> Uuid {
    Uuid::nil()
}

pub fn fulfil(_: fn(Uuid, Wish)) {}

pub fn fulfilled(_: Uuid) {}

pub fn retry(_: Uuid) {}

pub fn discard(_: Uuid) {}

pub fn typing(_: ConversationId, _: Option<String>) {}

pub fn signal(_: CallId, _: Signal) {}

pub fn seen(_: ConversationId, _: i64, _: bool) {}

pub fn connection() -> ArcRwSignal<Connection> {
    ArcRwSignal::default()
}

pub fn me() -> Option<MemberId> {
    None
}

pub fn server_now() -> Timestamp {
    chrono::Utc::now().into()
}

pub fn typed(_: &str) -> Option<String> {
    None
}

pub fn as_guest() -> String {
    String::new()
}
