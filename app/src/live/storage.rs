//! The copy of the outbox in the browser's local storage: one key for each message, so that tabs never overwrite each other.

use super::model::Pending;
use super::outbox::Keep;
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

/// Writes a change down. A full or forbidden storage is no reason not to send.
pub fn keep(member: MemberId, change: &Keep) {
    let Some(storage) = storage() else { return };
    let _ = match change {
        Keep::Put(message) => serde_json::to_string(message).map(|text| storage.set_item(&key(member, message.client_id), &text)).unwrap_or(Ok(())),
        Keep::Drop(client_id) => storage.remove_item(&key(member, *client_id)),
    };
}

/// Whether a message is still written down.
pub fn has(member: MemberId, client_id: Uuid) -> bool {
    storage().is_none_or(|s| s.get_item(&key(member, client_id)).is_ok_and(|v| v.is_some()))
}

/// What this person left unsent, in no order. What other people left on this computer is removed.
pub fn load(member: MemberId) -> Vec<Pending> {
    let Some(storage) = storage() else { return Vec::new() };
    let keys: Vec<String> = (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok()?).filter(|key| is_ours(key)).collect();
    let mine = format!("{PREFIX}{member}:");
    let mut found = Vec::new();
    for key in keys {
        let message = if key.starts_with(&mine) { storage.get_item(&key).ok().flatten().and_then(|text| serde_json::from_str(&text).ok()) } else { None };
        match message {
            Some(message) => found.push(message),
            None => drop(storage.remove_item(&key)),
        }
    }
    found
}
