//! The copy of the outbox in the browser's local storage: one key for each message, so that tabs never overwrite each other.

use super::model::Pending;
use super::outbox::{Keep, is_forgotten};
use stoa::kernel::ids::MemberId;
use uuid::Uuid;
use web_sys::Storage;

const PREFIX: &str = "stoa:outbox:";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn key(member: MemberId, client_id: Uuid) -> String {
    format!("{PREFIX}{member}:{client_id}")
}

/// Whether a key of the storage is one of ours.
pub fn is_ours(key: &str) -> bool {
    key.starts_with(PREFIX)
}

/// Writes a change down. Says of which message, and whether it is written down now: a full or forbidden storage is no reason not to send.
pub fn keep(member: MemberId, change: &Keep) -> (Uuid, bool) {
    let storage = storage();
    match change {
        Keep::Put(message) => {
            let text = serde_json::to_string(message).ok();
            let is_written = storage.zip(text).is_some_and(|(storage, text)| storage.set_item(&key(member, message.client_id), &text).is_ok());
            (message.client_id, is_written)
        }
        Keep::Drop(client_id) => {
            let _ = storage.map(|storage| storage.remove_item(&key(member, *client_id)));
            (*client_id, false)
        }
    }
}

/// Whether a message is still written down.
pub fn has(member: MemberId, client_id: Uuid) -> bool {
    storage().is_none_or(|s| s.get_item(&key(member, client_id)).is_ok_and(|v| v.is_some()))
}

/// What this person left unsent, in no order. What others left on this computer stays theirs, for a guest's page may stand beside one of the desk; only
/// what nobody has come back for is removed.
pub fn load(member: MemberId) -> Vec<Pending> {
    let Some(storage) = storage() else { return Vec::new() };
    let keys: Vec<String> = (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok()?).filter(|key| is_ours(key)).collect();
    let (mine, now) = (format!("{PREFIX}{member}:"), js_sys::Date::now());
    let mut found = Vec::new();
    for key in keys {
        let message = if key.starts_with(&mine) { storage.get_item(&key).ok().flatten().and_then(|text| serde_json::from_str(&text).ok()) } else { None };
        let id = key.rsplit(':').next().and_then(|id| id.parse::<Uuid>().ok());
        match message {
            Some(message) => found.push(message),
            None if id.is_none_or(|id| is_forgotten(id, now)) => drop(storage.remove_item(&key)),
            None => {}
        }
    }
    found
}
