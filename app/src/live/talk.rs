//! Writing: messages that are kept until they are stored, typing, receipts.

use super::client::{Client, Subscription, with};
use super::model::{Heard, Pending, State, Wish};
use super::outbox::{Keep, say};
use super::storage;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use stoa::event::{Say, Signal, Topic};
use stoa::files::model::FileView;
use stoa::kernel::ids::{CallId, ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use uuid::Uuid;

/// Typing is told this often; it counts for five seconds.
const TYPING_MS: f64 = 2_500.0;
/// What is typed is told this often, the last of it too.
const TEXT_MS: f64 = 1_200.0;
/// Receipts wait this long for each other.
const RECEIPTS_MS: u32 = 150;

/// Sends a message and keeps it until the server has stored it, across lost connections and reloads; what is wished with it happens then. Gives the id it
/// is known under.
pub fn send(conversation: ConversationId, body: String, files: Vec<FileView>, wish: Option<Wish>) -> Uuid {
    let client_id = Uuid::now_v7();
    let message = Pending { client_id, conversation, body, files, at: Timestamp(js_sys::Date::now() as i64), state: State::Sending, wish };
    with(|c| {
        c.typed.remove(&conversation);
        c.typing_later = None;
        let spoken = say(&message);
        if let Some(change) = c.outbox.add(message) {
            c.keep(&change);
            c.say(&spoken);
        }
        c.begin();
    });
    show_outbox(vec![conversation]);
    client_id
}

/// Tries a refused message again.
pub fn retry(client_id: Uuid) {
    let talk = with(|c| {
        let (change, spoken) = c.outbox.retry(client_id)?;
        c.keep(&change);
        c.say(&spoken);
        c.begin();
        if let Say::Send { conversation, .. } = spoken { Some(conversation) } else { None }
    });
    show_outbox(talk.into_iter().collect());
}

/// Gives a refused message up.
pub fn discard(client_id: Uuid) {
    let talk = with(|c| {
        let (conversation, change) = c.outbox.discard(client_id)?;
        c.keep(&change);
        Some(conversation)
    });
    show_outbox(talk.into_iter().collect());
}

/// Tells `listener` what waits in a conversation: now, and whenever that changes.
pub fn outbox(conversation: ConversationId, listener: impl FnMut(&[Pending]) + 'static) -> Subscription {
    let id = with(|c| {
        let id = c.new_id();
        c.outbox_listeners.insert(id, (conversation, Rc::new(RefCell::new(listener))));
        id
    });
    show_outbox(vec![conversation]);
    Subscription(id)
}

/// The person is writing. What a visitor writes goes along: staff may read it where the business wants that, else the server drops it.
pub fn typing(conversation: ConversationId, text: Option<String>) {
    with(|c| {
        let now = js_sys::Date::now();
        let pause = if text.is_some() { TEXT_MS } else { TYPING_MS };
        let wait = c.typed.get(&conversation).map_or(0.0, |last| last + pause - now);
        if wait <= 0.0 {
            c.typed.insert(conversation, now);
            c.typing_later = None;
            c.say(&Say::Typing { conversation, text });
        } else if text.is_some() {
            // Whatever is typed until then replaces this.
            c.typing_later = Some(Timeout::new(wait as u32 + 1, move || typing(conversation, text)));
        }
    });
}

/// Something for the other end of a call; nothing keeps it where there is no connection.
pub fn signal(call: CallId, signal: Signal) {
    with(|c| c.say(&Say::Signal { call, signal }));
}

/// Everything up to `seq` has arrived; `read` when it was on the screen of a page that is looked at.
pub fn seen(conversation: ConversationId, seq: i64, read: bool) {
    with(|c| {
        if c.receipts.note(conversation, seq, read) && c.telling.is_none() {
            c.telling = Some(Timeout::new(RECEIPTS_MS, || {
                with(|c| {
                    c.telling = None;
                    c.receipts.news().iter().for_each(|say| c.say(say));
                });
            }));
        }
    });
}

/// Says how wishes are carried out: `run` calls [`fulfilled`] when it is done. Those that waited for that are carried out now.
pub fn fulfil(run: fn(Uuid, Wish)) {
    let waiting = with(|c| {
        c.fulfil = Some(run);
        std::mem::take(&mut c.wishes)
    });
    carry_out(waiting);
}

/// A wish was carried out, or it was said why it cannot be.
pub fn fulfilled(client_id: Uuid) {
    with(|c| {
        if let Some(change) = c.outbox.fulfilled(client_id) {
            c.keep(&change);
        }
    });
}

/// Has wishes carried out once whatever is going on now is done.
pub(super) fn carry_out(wishes: Vec<(Uuid, Wish)>) {
    if wishes.is_empty() {
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        match with(|c| c.fulfil) {
            Some(run) => wishes.into_iter().for_each(|(id, wish)| run(id, wish)),
            None => with(|c| c.wishes.extend(wishes)),
        }
    });
}

impl Client {
    fn keep(&mut self, change: &Keep) {
        if let Some(member) = self.member {
            let (id, is_written) = storage::keep(member, change);
            self.outbox.note_written(id, is_written);
        }
    }
}

/// It is known whose outbox this is: what they left in storage joins what was written before that was known.
pub(super) fn open_outbox(c: &mut Client, member: MemberId) {
    if c.member == Some(member) {
        return;
    }
    c.member = Some(member);
    let written = c.outbox.unstored();
    let mut talks: Vec<_> = written.iter().map(|m| m.conversation).collect();
    written.into_iter().for_each(|message| c.keep(&Keep::Put(message)));
    let mut wishes = Vec::new();
    for message in storage::load(member) {
        talks.push(message.conversation);
        wishes.extend(c.outbox.find(message));
    }
    carry_out(wishes);
    show_outbox(talks);
}

/// Looks whether the frame answers a message of ours. Says which conversation's outbox changed.
pub(super) fn hear(c: &mut Client, heard: &Heard) -> Option<ConversationId> {
    let cursors = &c.cursors;
    let answered = c.outbox.hear(heard, |talk| cursors.has(Topic::Conversation(talk)))?;
    if let Some(change) = &answered.keep {
        c.keep(change);
    }
    carry_out(answered.wish.into_iter().collect());
    Some(answered.talk)
}

/// Another tab has changed what is written down.
pub(super) fn changed_elsewhere() {
    let talks = with(|c| {
        let Some(member) = c.member else { return Vec::new() };
        c.outbox.settled_elsewhere(|client_id| storage::has(member, client_id))
    });
    show_outbox(talks);
}

/// Tells the listeners of these conversations what waits, once whatever is going on now is done.
pub(super) fn show_outbox(mut talks: Vec<ConversationId>) {
    talks.sort_unstable();
    talks.dedup();
    if talks.is_empty() {
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        for talk in talks {
            let (waiting, listeners) = with(|c| {
                let listeners: Vec<_> = c.outbox_listeners.values().filter(|(of, _)| *of == talk).map(|(_, l)| Rc::clone(l)).collect();
                (c.outbox.of(talk), listeners)
            });
            for listener in listeners {
                if let Ok(mut listener) = listener.try_borrow_mut() {
                    listener(&waiting);
                }
            }
        }
    });
}
