//! Tells the server what was begun, a moment after the last letter: so it is there on every device.

use super::draft::Kept;
use crate::conversations::api::save_draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use stoa::kernel::ids::ConversationId;

/// How long nobody types before it is told.
const PAUSE: Duration = Duration::from_millis(800);

/// Tells of the text of one composer.
#[derive(Clone, Copy)]
pub(super) struct Teller {
    talk: ConversationId,
    notes: Option<ConversationId>,
    /// Counts what was typed: only the last is told.
    turn: StoredValue<u32>,
    /// What the server knows.
    told: StoredValue<(String, bool)>,
}

impl Teller {
    pub fn new(talk: ConversationId, notes: Option<ConversationId>) -> Self {
        Self { talk, notes, turn: StoredValue::new(0), told: StoredValue::default() }
    }

    /// Tells it soon, unless more is typed; that nothing is left is told at once.
    pub fn soon(self, kept: Kept) {
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        if kept.body.trim().is_empty() {
            return self.tell(kept);
        }
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(turn) {
                    self.tell(kept);
                }
            },
            PAUSE,
        );
    }

    fn tell(self, kept: Kept) {
        let text = if kept.body.trim().is_empty() { String::new() } else { kept.body };
        if self.told.try_get_value() == Some((text.clone(), kept.is_note)) {
            return;
        }
        self.told.set_value((text.clone(), kept.is_note));
        let (to, instead) = match self.notes {
            Some(notes) if kept.is_note => (notes, Some(self.talk)),
            notes => (self.talk, notes),
        };
        // The browser keeps it too; what does not arrive is told with the next letter.
        spawn_local(async move { drop(save_draft(to, instead, text).await) });
    }
}
