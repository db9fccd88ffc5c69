//! The open ticket of this tab. Header, bar and details show the same state: one listens for all, and who changes it shows the outcome to all.

use crate::error::Result;
use crate::live::Heard;
use crate::live::{self, Action, Subscription};
use crate::tickets::desk::api::{get_open_ticket, undo_ticket_change};
use crate::tickets::desk::face::news;
use crate::tickets::desk::keys::{self, Does};
use crate::tickets::desk::state::OpenTicket;
use crate::ui::Tone;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use stoa::event::Topic;
use stoa::kernel::ids::{MemberId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::tickets::model::number_text;

thread_local! {
    static SHOWN: RefCell<Vec<RwSignal<OpenTicket>>> = const { RefCell::new(Vec::new()) };
    static LISTENING: RefCell<Option<Subscription>> = const { RefCell::new(None) };
    /// Changes of this tab that are on their way.
    static CHANGING: Cell<u32> = const { Cell::new(0) };
    /// What was changed last in this tab, and when.
    static UNDOABLE: Cell<Option<(TicketId, Timestamp)>> = const { Cell::new(None) };
    /// A look at the server is due already.
    static IS_DUE: Cell<bool> = const { Cell::new(false) };
}

/// Events that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(30);

/// The key takes back what was changed so long ago at most, in milliseconds: as long as the server does.
const KEY_MS: i64 = stoa::tickets::undo::UNDO_MS;

/// The toast offers it for so long.
const OFFERED_MS: i64 = 10_000;

/// Keeps this signal like the ticket. For effects: on the server nothing is kept.
pub fn follow(ticket: RwSignal<OpenTicket>, me: MemberId) {
    let (id, seq) = ticket.with_untracked(|t| (t.id, t.seq));
    let is_first = SHOWN.with_borrow_mut(|all| {
        all.push(ticket);
        all.len() == 1
    });
    if is_first {
        let listening = live::watch(Topic::Ticket(id), seq, move |heard| {
            if matches!(heard, Heard::Event { .. } | Heard::Resync { .. }) {
                look_soon(id, me);
            }
        });
        LISTENING.set(Some(listening));
    }
}

/// Whether this is the ticket that the page shows.
pub fn is_open(id: TicketId) -> bool {
    SHOWN.with_borrow(|all| all.first().is_some_and(|shown| shown.with_untracked(|t| t.id == id)))
}

/// Whether this tab is just changing the ticket.
fn is_changing() -> bool {
    CHANGING.get() > 0
}

fn look_soon(id: TicketId, me: MemberId) {
    if IS_DUE.replace(true) {
        return;
    }
    let look = move || {
        IS_DUE.set(false);
        spawn_local(async move {
            if let Ok(after) = get_open_ticket(id).await {
                let before = SHOWN.with_borrow(|all| all.first().map(RwSignal::get_untracked));
                if let Some(words) = before.and_then(|before| news(&before, &after, me)).filter(|_| !is_changing()) {
                    live::toast(Tone::Accent, words, None);
                }
                show(&after);
            }
        });
    };
    set_timeout(look, TOGETHER);
}

/// Shows a newer state everywhere. What is the same is not drawn anew: a menu that somebody has just opened stays open.
fn show(after: &OpenTicket) {
    SHOWN
        .with_borrow(Clone::clone)
        .iter()
        .filter(|shown| shown.with_untracked(|t| t.id == after.id && t.seq <= after.seq && t != after))
        .for_each(|shown| shown.set(after.clone()));
}

/// Sends a change and shows the outcome, or says why it was refused and puts things back by `undo`.
pub fn change(id: TicketId, me: MemberId, sending: impl Future<Output = Result<OpenTicket>> + 'static, undo: impl FnOnce() + 'static) {
    CHANGING.set(CHANGING.get() + 1);
    spawn_local(async move {
        match sending.await {
            Ok(after) => {
                show(&after);
                offer_undo(&after);
            }
            Err(error) => {
                undo();
                live::toast(Tone::Bad, error.to_string(), None);
                look_soon(id, me);
            }
        }
        CHANGING.set(CHANGING.get() - 1);
    });
}

/// Shows the outcome of a change that was sent from elsewhere on the page, with the way back.
pub fn changed(after: &OpenTicket) {
    show(after);
    offer_undo(after);
}

/// `Resolved. Undo`, for ten seconds.
fn offer_undo(after: &OpenTicket) {
    if let Some(words) = &after.undo {
        carry(Some(&Carried { ticket: after.id, number: after.number, words: words.clone(), at: live::server_now() }));
        show_offer(after.id, words);
    }
}

fn show_offer(id: TicketId, words: &str) {
    UNDOABLE.set(Some((id, live::server_now())));
    live::offer(format!("{words}."), Action { label: "Undo", keys: keys::of(Does::Undo), run: |id| undo(TicketId(id)), id: id.0 });
}

/// What can be undone goes along to the next page of this tab: whoever resolves a ticket may be led on to another.
#[derive(serde::Serialize, serde::Deserialize)]
struct Carried {
    ticket: TicketId,
    number: i64,
    words: String,
    at: Timestamp,
}

const CARRIED: &str = "stoa.undo";

fn carry(what: Option<&Carried>) {
    let Ok(Some(storage)) = window().session_storage() else { return };
    let _ = match what.and_then(|what| serde_json::to_string(what).ok()) {
        Some(text) => storage.set_item(CARRIED, &text),
        None => storage.remove_item(CARRIED),
    };
}

/// Offers again what was offered on the page before, while its time is not over.
pub fn carry_on() {
    let text = window().session_storage().ok().flatten().and_then(|storage| storage.get_item(CARRIED).ok().flatten());
    let carried = text.and_then(|text| serde_json::from_str::<Carried>(&text).ok());
    if let Some(c) = carried.filter(|c| live::server_now().since(c.at) < OFFERED_MS) {
        show_offer(c.ticket, &format!("{}: {}", number_text(c.number), c.words));
    }
}

/// What the key does: takes back what was changed in this tab a moment ago.
pub fn undo_last() {
    let last = UNDOABLE.take().filter(|(_, at)| live::server_now().since(*at) < KEY_MS);
    match last {
        Some((id, _)) => undo(id),
        None => live::toast(Tone::Neutral, "There is nothing to undo.", None),
    }
}

fn undo(id: TicketId) {
    UNDOABLE.set(None);
    carry(None);
    spawn_local(async move {
        match undo_ticket_change(id).await {
            Ok(after) => {
                show(&after);
                live::toast(Tone::Good, "Undone. Everything is as before.", None);
            }
            Err(error) => live::toast(Tone::Bad, error.to_string(), None),
        }
    });
}
