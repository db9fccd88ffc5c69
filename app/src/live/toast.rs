//! Short words about what just happened, shown by the `Toaster` island wherever they come from.

use crate::ui::Tone;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// Something to show for a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Tells notes apart.
    pub id: u64,
    /// Bad ones stay until they are dismissed.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// Where it happened: words and address.
    pub link: Option<(String, String)>,
    /// What can be done about it.
    pub action: Option<Action>,
}

/// Something that can be done about what just happened.
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// The word on the button.
    pub label: &'static str,
    /// The key that does the same, as printed; may be empty.
    pub keys: &'static str,
    /// Does it, with the thing it is about.
    pub run: fn(i64),
    /// The thing it is about.
    pub id: i64,
}

impl PartialEq for Action {
    fn eq(&self, other: &Self) -> bool {
        (self.label, self.id) == (other.label, other.id)
    }
}

/// The most that are shown at once; older ones make room.
const SHOWN: usize = 4;

thread_local! {
    static NOTES: RefCell<Option<ArcRwSignal<Vec<Note>>>> = const { RefCell::new(None) };
    static NEXT: Cell<u64> = const { Cell::new(1) };
    /// Said before the list had woken up: drawn before that, it would not be what the server drew.
    static EARLY: RefCell<Vec<Note>> = const { RefCell::new(Vec::new()) };
    static IS_AWAKE: Cell<bool> = const { Cell::new(false) };
}

/// What is shown now. On the server: nothing.
pub fn toasts() -> ArcRwSignal<Vec<Note>> {
    if cfg!(feature = "hydrate") { NOTES.with_borrow_mut(|notes| notes.get_or_insert_with(ArcRwSignal::default).clone()) } else { ArcRwSignal::default() }
}

/// Shows words for a moment, with a link to where it happened.
pub fn toast(tone: Tone, text: impl Into<String>, link: Option<(String, String)>) {
    show(Note { id: NEXT.replace(NEXT.get() + 1), tone, text: text.into(), link, action: None });
}

/// Shows words for ten seconds, with a button. Another one about the same thing takes its place.
pub fn offer(text: impl Into<String>, action: Action) {
    toasts().update(|notes| notes.retain(|n| n.action != Some(action)));
    show(Note { id: NEXT.replace(NEXT.get() + 1), tone: Tone::Good, text: text.into(), link: None, action: Some(action) });
}

/// The list has woken up: shows what was said before.
pub fn begin_toasts() {
    IS_AWAKE.set(true);
    EARLY.take().into_iter().for_each(show);
}

fn show(note: Note) {
    if !IS_AWAKE.get() {
        return EARLY.with_borrow_mut(|early| early.push(note));
    }
    toasts().update(|notes| {
        // The same words twice are one toast.
        notes.retain(|n| n.text != note.text);
        notes.push(note);
        let surplus = notes.len().saturating_sub(SHOWN);
        notes.drain(..surplus);
    });
}

/// Takes a note away.
pub fn dismiss(id: u64) {
    toasts().update(|notes| notes.retain(|n| n.id != id));
}
