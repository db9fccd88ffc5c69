//! How states and priorities are called and coloured.

use crate::ui::{Glyph, Tone};
use stoa::tickets::model::{Priority, Source, Status};

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

/// The icon of a source, and how people read it where nothing stands beside.
pub const fn source_face(source: Source) -> (Glyph, &'static str) {
    match source {
        Source::Form => (Glyph::Globe, "From the form"),
        Source::Journey => (Glyph::Flow, "From a journey"),
        Source::Chat => (Glyph::Chat, "From a live chat"),
        Source::Order => (Glyph::Bag, "From an order"),
        Source::Staff => (Glyph::People, "Opened by the team"),
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
