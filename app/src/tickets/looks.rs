//! How states and priorities are called and coloured.

use crate::ui::{Glyph, Tone};
use stoa::tickets::model::{Priority, Status};

/// The colour of a state; the word stands beside it.
pub const fn status_tone(status: Status) -> Tone {
    match status {
        Status::Open | Status::Closed => Tone::Neutral,
        Status::InProgress => Tone::Accent,
        Status::WaitingResponse => Tone::Warn,
        Status::Resolved => Tone::Good,
    }
}

/// The icon of a state.
pub const fn status_glyph(status: Status) -> Glyph {
    match status {
        Status::Open => Glyph::Inbox,
        Status::InProgress => Glyph::Chat,
        Status::WaitingResponse => Glyph::Reply,
        Status::Resolved => Glyph::Check,
        Status::Closed => Glyph::Lock,
    }
}

/// A state as its customer reads it.
pub const fn customer_word(status: Status) -> &'static str {
    match status {
        Status::WaitingResponse => "Waiting for you",
        other => other.label(),
    }
}

/// The colour of a priority.
pub const fn priority_tone(priority: Priority) -> Tone {
    match priority {
        Priority::Low | Priority::Medium => Tone::Neutral,
        Priority::High => Tone::Warn,
        Priority::Urgent => Tone::Bad,
    }
}

/// What a priority means, for who has to choose one.
pub const fn priority_hint(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "When you have time",
        Priority::Medium => "The usual",
        Priority::High => "It keeps me from something",
        Priority::Urgent => "Nothing works without it",
    }
}
