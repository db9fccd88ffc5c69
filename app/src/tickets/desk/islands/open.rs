//! The open ticket of this tab. Header, bar and details show the same state: one listens for all, and who changes it shows the outcome to all.

use crate::error::Result;
use crate::live::Heard;
use crate::live::{self, Subscription};
use crate::tickets::desk::api::get_open_ticket;
use crate::tickets::desk::face::news;
use crate::tickets::desk::state::OpenTicket;
use crate::ui::Tone;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use stoa::event::Topic;
use stoa::kernel::ids::{MemberId, TicketId};

thread_local! {
    static SHOWN: RefCell<Vec<RwSignal<OpenTicket>>> = const { RefCell::new(Vec::new()) };
    static LISTENING: RefCell<Option<Subscription>> = const { RefCell::new(None) };
    /// Changes of this tab that are on their way.
    static CHANGING: Cell<u32> = const { Cell::new(0) };
    /// A look at the server is due already.
    static IS_DUE: Cell<bool> = const { Cell::new(false) };
}

/// Events that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(30);

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

/// Whether this tab is just changing the ticket.
pub fn is_changing() -> bool {
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

/// Shows a newer state everywhere.
fn show(after: &OpenTicket) {
    SHOWN.with_borrow(Clone::clone).iter().filter(|shown| shown.with_untracked(|t| t.seq <= after.seq)).for_each(|shown| shown.set(after.clone()));
}

/// Sends a change and shows the outcome, or says why it was refused and puts things back by `undo`.
pub fn change(id: TicketId, me: MemberId, sending: impl Future<Output = Result<OpenTicket>> + 'static, undo: impl FnOnce() + 'static) {
    CHANGING.set(CHANGING.get() + 1);
    spawn_local(async move {
        match sending.await {
            Ok(after) => show(&after),
            Err(error) => {
                undo();
                live::toast(Tone::Bad, error.to_string(), None);
                look_soon(id, me);
            }
        }
        CHANGING.set(CHANGING.get() - 1);
    });
}
