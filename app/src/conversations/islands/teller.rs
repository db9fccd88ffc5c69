//! Tells the server what was begun, a moment after the last letter: so it is there on every device, with its pictures.

use super::pictures::Tray;
use crate::conversations::Side;
use crate::conversations::api::save_draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use stoa::kernel::ids::{ConversationId, FileId};

/// How long nobody types before it is told.
const PAUSE: Duration = Duration::from_millis(800);

/// Tells of the text of one composer. Only what staff begins is told.
#[derive(Clone, Copy)]
pub(super) struct Teller {
    side: Side,
    talk: ConversationId,
    notes: Option<ConversationId>,
    body: RwSignal<String>,
    is_note: RwSignal<bool>,
    tray: Tray,
    /// Counts what was typed: only the last is told.
    turn: StoredValue<u32>,
    /// What the server knows.
    told: StoredValue<(String, bool, Vec<FileId>)>,
}

impl Teller {
    pub fn new(side: Side, (talk, notes): (ConversationId, Option<ConversationId>), body: RwSignal<String>, is_note: RwSignal<bool>, tray: Tray) -> Self {
        let teller = Self { side, talk, notes, body, is_note, tray, turn: StoredValue::new(0), told: StoredValue::default() };
        Effect::new(move |before: Option<Vec<FileId>>| {
            let files = teller.files();
            if before.is_some_and(|before| before != files) {
                teller.soon();
            }
            files
        });
        teller
    }

    fn files(self) -> Vec<FileId> {
        self.tray.kept().iter().map(|file| file.id).collect()
    }

    /// Tells it soon, unless more is typed; that nothing is left is told at once.
    pub fn soon(self) {
        if self.side != Side::Staff {
            return;
        }
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        if self.body.with_untracked(|body| body.trim().is_empty()) {
            return self.tell();
        }
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(turn) {
                    self.tell();
                }
            },
            PAUSE,
        );
    }

    fn tell(self) {
        let (Some(text), Some(is_note)) = (self.body.try_get_untracked(), self.is_note.try_get_untracked()) else { return };
        let text = if text.trim().is_empty() { String::new() } else { text };
        let files = untrack(|| self.files());
        let begun = (text, is_note, files);
        if self.told.try_get_value().as_ref() == Some(&begun) {
            return;
        }
        self.told.set_value(begun.clone());
        let (text, is_note, files) = begun;
        let (to, instead) = match self.notes {
            Some(notes) if is_note => (notes, Some(self.talk)),
            notes => (self.talk, notes),
        };
        // The browser keeps it too; what does not arrive is told with the next letter.
        spawn_local(async move { drop(save_draft(to, instead, text, files).await) });
    }
}
