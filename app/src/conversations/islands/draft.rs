//! What somebody began to write: given by the server after a refusal, kept by the browser over a reload.

use crate::forms::Refused;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use stoa::files::model::FileView;
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};

/// What a composer begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The message's own id, so that a form that is sent twice is stored once.
    pub client_id: Uuid,
    /// What was typed.
    pub body: String,
    /// Whether it is a private note.
    pub is_note: bool,
    /// Pictures that were uploaded already.
    pub pictures: Vec<FileView>,
    /// Why it was refused.
    pub error: Option<String>,
    /// When it was typed, if the server kept it.
    pub at: Option<Timestamp>,
}

impl Draft {
    /// What the form to `action` was refused with before, or nothing.
    pub fn of(refused: &Refused, action: &str) -> Self {
        let refused = refused.clone().of(action);
        Self {
            client_id: refused.value("client_id").parse().unwrap_or_else(|_| Uuid::now_v7()),
            body: refused.value("body"),
            is_note: refused.value("mode") == "note",
            pictures: serde_json::from_str(&refused.value("pictures")).unwrap_or_default(),
            error: refused.error.as_ref().map(ToString::to_string),
            at: None,
        }
    }

    /// With what the server kept, unless a form that was refused brought its own words; its pictures also beside a text that was chosen.
    #[must_use]
    pub fn or_begun(self, body: &str, pictures: &[FileView], is_note: bool, at: Timestamp) -> Self {
        if self.error.is_some() {
            return self;
        }
        let draft = Self { pictures: pictures.to_vec(), ..self };
        if draft.body.is_empty() { Self { body: body.to_owned(), is_note, at: Some(at), ..draft } } else { draft }
    }

    /// The same, or this text where nothing was typed.
    #[must_use]
    pub fn or(self, text: String) -> Self {
        if self.body.is_empty() { Self { body: text, ..self } } else { self }
    }
}

/// What the browser keeps. A note stays a note: it must never come back as a reply.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub body: String,
    pub is_note: bool,
    /// When it was typed.
    #[serde(default)]
    pub at: Timestamp,
}

/// Where the browser keeps the draft of one person in one conversation.
pub(super) fn key(me: MemberId, talk: ConversationId) -> String {
    format!("stoa.draft.{me}.{talk}")
}

pub(super) fn load(key: &str) -> Option<Kept> {
    let text = window().local_storage().ok()??.get_item(key).ok()??;
    serde_json::from_str(&text).ok()
}

/// Keeps a draft; an empty one is forgotten. A browser without storage keeps nothing.
pub(super) fn save(key: &str, kept: &Kept) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let _ = match serde_json::to_string(kept) {
        Ok(text) if !kept.body.trim().is_empty() => storage.set_item(key, &text),
        _ => storage.remove_item(key),
    };
}

/// Whether a private note is chosen in the composer's form.
pub(super) fn is_note(form: &HtmlFormElement) -> bool {
    form.query_selector("[name=mode][value=note]:checked").is_ok_and(|chosen| chosen.is_some())
}

/// Chooses a private note or a reply, where there is a choice.
pub(super) fn choose_mode(form: &HtmlFormElement, is_note: bool) {
    let wanted = if is_note { "[name=mode][value=note]" } else { "[name=mode][value=reply]" };
    if let Ok(Some(choice)) = form.query_selector(wanted) {
        choice.unchecked_into::<HtmlInputElement>().set_checked(true);
    }
}
