//! The conversation in the middle of the desk: thread, the offer to take the ticket, composer.

use super::islands::AssignBar;
use super::scheduled::Scheduled;
use super::state::OpenTicket;
use crate::canned::CannedLinks;
use crate::cards::Dealt;
use crate::conversations::{Composer, Draft, MentionList, Owner, Place, Shown, Side, Start, ThreadView, UntilClosed};
use crate::forms::refused;
use crate::tickets::api::ReplyToTicket;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::canned::model::Ready;
use stoa::conversations::drafts::Begun;
use stoa::conversations::model::History;
use stoa::kernel::ids::MemberId;
use stoa::tickets::actions::Desk;
use stoa::tickets::later::LaterView;
use stoa::tickets::model::number_text;
use stoa::tickets::snooze::choices;

/// The talk with the customer and the private notes.
#[derive(Clone, Debug)]
pub struct Said {
    /// With the customer.
    pub talk: History,
    /// Among the team.
    pub notes: History,
    /// How the customer is called.
    pub customer: String,
    /// The number of the ticket in which this one goes on.
    pub merged: Option<i64>,
    /// Replies that wait for their moment.
    pub scheduled: Vec<LaterView>,
    /// What the agent began to write, and whether it is a private note.
    pub begun: Option<(Begun, bool)>,
    /// Whether the reader likes Enter to send.
    pub enter_sends: bool,
    /// What is shown with messages.
    pub cards: Dealt,
}

/// Thread and composer; while the ticket is closed the composer is out of sight.
#[component]
pub fn Talk(desk: Desk, said: Said, canned: (Vec<Ready>, String), ticket: OpenTicket, me: MemberId) -> impl IntoView {
    let t = &desk.opened.ticket;
    let now = session::services().now();
    let place = Place { owner: Owner::Ticket(t.id), talk: t.customer_lane, notes: Some(t.staff_lane), me, laters: choices(now, &desk.zone) };
    let start = |conversation, history| Start { conversation, history };
    let (texts, chosen) = canned;
    // A text that was chosen takes the place of what was begun, as it does where a script puts it in.
    let draft = Draft::of(&refused(), ReplyToTicket::PATH).or(chosen);
    let draft = match &said.begun {
        Some((begun, is_note)) => draft.or_begun(&begun.body, &begun.files, *is_note, begun.at),
        None => draft,
    };
    let shown = Shown::of(&said.talk, &said.notes);
    let enter_sends = said.enter_sends;
    let (head, closed) = (said.talk.head, said.talk.is_frozen);
    let (note, link) = match said.merged {
        Some(number) => ("This ticket went on in", Some((number_text(number), routes::desk_ticket(number)))),
        None => ("This ticket is closed. Whoever wants to go on opens a new one.", None),
    };
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
                    cards=said.cards
                />
            </div>
            <UntilClosed talk=t.customer_lane head closed note=note.to_owned() link class="m-4 mt-0 md:mx-5".to_owned()>
                <AssignBar ticket me />
                <Scheduled waiting=said.scheduled />
                <CannedLinks all=texts />
                <MentionList />
                <div class="flex-none px-4 pb-4 md:px-5">
                    <Composer place side=Side::Staff draft action=ReplyToTicket::PATH.to_owned() placeholder="Write a reply".to_owned() shown enter_sends />
                </div>
            </UntilClosed>
        </div>
    }
    .into_any()
}
