//! What is wished besides sending: it happens once the message is stored, so that no talk freezes before its last words and nobody hears “resolved” before
//! the answer.

use crate::chats::desk::api::close_chat;
use crate::conversations::Owner;
use crate::live::{self, Wish};
use crate::tickets::desk::api::set_ticket_status;
use crate::tickets::desk::islands::{changed, is_open};
use crate::ui::Tone;
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use stoa::tickets::model::Status;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::HtmlButtonElement;

/// What the pressed button wants besides sending.
pub(super) fn of(owner: Owner, event: &SubmitEvent) -> Option<Wish> {
    let button = event.submitter()?.dyn_into::<HtmlButtonElement>().ok()?;
    match (owner, button.value().as_str()) {
        (Owner::Ticket(ticket), "wait") => Some(Wish::Move(ticket, Status::WaitingResponse)),
        (Owner::Ticket(ticket), "resolve") => Some(Wish::Move(ticket, Status::Resolved)),
        (Owner::Chat(chat), "close") => Some(Wish::Close(chat)),
        _ => None,
    }
}

/// From now on wishes are carried out on this page, also those of messages that were written on another.
pub fn fulfil_wishes() {
    live::fulfil(fulfil);
}

fn fulfil(id: Uuid, wish: Wish) {
    spawn_local(async move {
        let done = match wish {
            // Who has gone on to something else meanwhile is not led away from it.
            Wish::Move(ticket, to) => set_ticket_status(ticket, to, !is_open(ticket)).await.map(|after| changed(&after)),
            Wish::Close(chat) => close_chat(chat).await.map(drop),
        };
        live::fulfilled(id);
        if let Err(why) = done {
            live::toast(Tone::Bad, why.to_string(), None);
        }
    });
}
