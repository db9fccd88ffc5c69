//! The conversation in the middle of the desk: thread, the offer to take the ticket, composer.

use super::islands::AssignBar;
use super::state::OpenTicket;
use crate::conversations::{Composer, Draft, MentionList, Owner, Place, Shown, Side, Start, ThreadView};
use crate::forms::refused;
use crate::session;
use crate::tickets::api::ReplyToTicket;
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::conversations::model::History;
use stoa::kernel::ids::MemberId;
use stoa::tickets::actions::Desk;
use stoa::tickets::model::Status;

/// The talk with the customer and the private notes.
#[derive(Clone, Debug)]
pub struct Said {
    /// With the customer.
    pub talk: History,
    /// Among the team.
    pub notes: History,
    /// How the customer is called.
    pub customer: String,
    /// Whether the reader likes Enter to send.
    pub enter_sends: bool,
}

/// Thread and composer; a closed ticket has no composer.
#[component]
pub fn Talk(desk: Desk, said: Said, ticket: OpenTicket, me: MemberId) -> impl IntoView {
    let t = &desk.opened.ticket;
    let now = session::services().now();
    let place = Place { owner: Owner::Ticket(t.id), talk: t.customer_lane, notes: Some(t.staff_lane), me };
    let start = |conversation, history| Start { conversation, history };
    let shown = Shown::of(&said.talk, &said.notes);
    let enter_sends = said.enter_sends;
    let is_closed = t.status == Status::Closed;
    let composer = (!is_closed).then(|| {
        view! {
            <AssignBar ticket me />
            <MentionList />
            <div class="flex-none px-4 pb-4 md:px-5">
                <Composer place side=Side::Staff draft=Draft::of(&refused(), ReplyToTicket::PATH) action=ReplyToTicket::PATH.to_owned() placeholder="Write a reply".to_owned() shown enter_sends />
            </div>
        }
    });
    let closed = is_closed.then(|| {
        view! {
            <p class="m-4 mt-0 flex flex-none items-center gap-2 rounded-md border border-line bg-panel px-4 py-3 text-sm text-muted md:mx-5">
                <Icon glyph=Glyph::Lock class="size-4 flex-none" />
                "This ticket is closed. Whoever wants to go on opens a new one."
            </p>
        }
    });
    view! {
        <div class="group/talk flex min-h-0 flex-1 flex-col">
            <div id="talk" tabindex="0" class="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 md:px-5">
                <ThreadView
                    talk=start(t.customer_lane, said.talk)
                    notes=Some(start(t.staff_lane, said.notes))
                    me
                    asker=Some(t.customer_id)
                    side=Side::Staff
                    zone=desk.zone.clone()
                    now
                    label=format!("Conversation with {}", said.customer)
                />
            </div>
            {composer}
            {closed}
        </div>
    }
    .into_any()
}
