//! What the socket brings into a thread, and what the thread tells it: how far one has read.

use super::scroll;
use crate::cards::api::list_cards;
use crate::conversations::api::list_messages;
use crate::conversations::thread::Thread;
use crate::conversations::{Entry, Side, Stage};
use crate::live::Heard;
use crate::live::{self, Pending, State};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use stoa::cards::model::CardView;
use stoa::conversations::model::Receipt;
use stoa::event::Topic;
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Somebody who stopped typing without a word is forgotten after this.
const TYPING: Duration = Duration::from_secs(5);

/// A thread that listens.
#[derive(Clone, Copy, Debug)]
pub struct Hearing {
    /// Its messages.
    pub thread: RwSignal<Thread>,
    /// The element around them.
    pub log: NodeRef<Div>,
    /// Who reads.
    pub me: MemberId,
    /// On which side.
    pub side: Side,
    /// The time of the last message, roughly: decides which day is today.
    pub now: RwSignal<Timestamp>,
    /// Who is typing, and since when.
    pub typing: RwSignal<Vec<(MemberId, String, Timestamp)>>,
    /// Messages that arrived out of sight.
    pub fresh: RwSignal<u32>,
    /// Whether the newest message is in sight, and stays there when another arrives.
    pub at_end: RwSignal<bool>,
    /// How far the page was scrolled when last looked at, in pixels.
    pub top: StoredValue<i32>,
    /// What is shown with messages, as it stands.
    pub cards: RwSignal<Vec<CardView>>,
}

impl Hearing {
    /// Begins to listen, for as long as the island lives.
    pub fn begin(self) {
        Effect::new(move |_| {
            let Some(log) = self.log.get() else { return };
            let lanes = self.thread.with_untracked(|t| t.lanes().to_vec());
            let mut heard = Vec::new();
            for lane in lanes {
                let talk = lane.conversation;
                heard.push(live::watch(Topic::Conversation(talk), lane.head, move |heard| self.hear(talk, heard)));
                heard.push(live::outbox(talk, move |waiting| self.wait(talk, waiting)));
            }
            live::start(self.me);
            on_cleanup(move || drop(heard));
            if let Some(scroller) = scroll::scroller(&log)
                && self.thread.with_untracked(|t| !self.side.is_outside() || t.is_long())
            {
                scroll::to_end(&scroller);
            }
            self.look();
            scroll::on_resize(&log, move || self.hold_end());
            scroll::on_scroll(move || self.look());
            let _ = window_event_listener_untyped("focus", move |_| self.look());
            let seen = Closure::<dyn Fn()>::new(move || self.look());
            let _ = document().add_event_listener_with_callback("visibilitychange", seen.as_ref().unchecked_ref());
            seen.forget();
        });
    }

    fn hear(self, talk: ConversationId, heard: &Heard) {
        match heard {
            Heard::Message { conversation, message } if *conversation == talk => {
                let is_new = self.thread.try_update(|t| t.heard(talk, message.clone())).unwrap_or(false);
                if message.extra.card.is_some() {
                    self.look_at_cards(talk);
                }
                self.now.try_set(live::server_now());
                self.typing.try_update(|all| all.retain(|(who, ..)| Some(*who) != message.sender));
                self.grew(is_new);
            }
            Heard::Receipt { conversation, member, delivered, read } if *conversation == talk => {
                let receipt = Receipt { member_id: *member, delivered: *delivered, read: *read };
                self.thread.try_update(|t| t.heard_receipt(talk, receipt));
            }
            Heard::Typing { conversation, member, name, .. } if *conversation == talk && *member != self.me => {
                let (member, name, now) = (*member, name.clone(), live::server_now());
                self.typing.try_update(|all| {
                    all.retain(|(who, ..)| *who != member);
                    all.push((member, name, now));
                });
                self.follow_end();
                let is_typing = |since: Timestamp| live::server_now().since(since) < TYPING.as_millis() as i64;
                let over = move || {
                    self.typing.try_update(|all| all.retain(|(.., since)| is_typing(*since)));
                };
                set_timeout(over, TYPING + Duration::from_millis(50));
            }
            Heard::Changed { topic: Topic::Conversation(conversation), .. } if *conversation == talk => self.look_at_cards(talk),
            // After a lost connection changes may have been missed.
            Heard::CaughtUp { topic: Topic::Conversation(conversation), .. }
                if *conversation == talk && self.cards.try_with_untracked(|all| !all.is_empty()) == Some(true) =>
            {
                self.look_at_cards(talk);
            }
            Heard::Resync { topic: Topic::Conversation(conversation) } if *conversation == talk => spawn_local(async move {
                if let Ok(history) = list_messages(talk, None).await {
                    self.thread.try_update(|t| t.anew(talk, history));
                    self.follow_end();
                }
            }),
            _ => {}
        }
    }

    /// Reads what is shown with messages anew. Private notes show nothing.
    fn look_at_cards(self, talk: ConversationId) {
        if self.thread.try_with_untracked(|t| t.is_notes(talk)) != Some(false) {
            return;
        }
        spawn_local(async move {
            if let Ok(fresh) = list_cards(talk).await {
                self.cards.try_set(fresh);
                self.follow_end();
            }
        });
    }

    /// Own messages that are not stored yet.
    fn wait(self, talk: ConversationId, waiting: &[Pending]) {
        let kind = self.side.kind();
        let entry = |p: &Pending| Entry {
            lane: talk,
            client_id: p.client_id,
            stage: match &p.state {
                State::Sending => Stage::Sending,
                State::Stored(seq) => Stage::Stored(*seq),
                State::Failed(why) => Stage::Failed(why.to_string()),
            },
            sender: Some(self.me),
            name: "You".into(),
            kind,
            body: p.body.clone(),
            html: String::new(),
            at: p.at,
            is_confirmed: false,
            files: p.files.clone(),
            chips: Vec::new(),
            origin: None,
            card: None,
        };
        let waiting: Vec<Entry> = waiting.iter().map(entry).collect();
        let wrote = self.thread.try_update(|t| t.set_waiting(talk, waiting)).unwrap_or(false);
        if wrote {
            // Who writes wants to see it.
            self.at_end.try_set(true);
            self.follow_end();
        }
    }

    fn grew(self, is_news: bool) {
        if is_news && self.at_end.try_get_untracked() == Some(false) {
            self.fresh.try_update(|n| *n += 1);
        }
        self.follow_end();
    }

    /// Stays at the newest message when it was there, at once: before what became smaller is taken for somebody scrolling.
    fn hold_end(self) {
        if self.at_end.try_get_untracked() == Some(true) {
            self.go_to_end();
        }
        self.look();
    }

    /// Stays at the newest message when it was there; otherwise nothing moves.
    fn follow_end(self) {
        request_animation_frame(move || {
            if self.at_end.try_get_untracked() == Some(true) {
                self.go_to_end();
            }
            self.look();
        });
    }

    /// Shows the newest message.
    pub fn go_to_end(self) {
        if let Some(scroller) = self.log.try_get_untracked().flatten().and_then(|log| scroll::scroller(&log)) {
            scroll::to_end(&scroller);
        }
    }

    /// Looks at what is in sight, and says so.
    fn look(self) {
        let Some(scroller) = self.log.try_get_untracked().flatten().and_then(|log| scroll::scroller(&log)) else { return };
        let (in_sight, top) = (scroll::is_at_end(&scroller), scroller.scroll_top());
        // What arrives pushes the end away; only scrolling back leaves it.
        let was_left = self.top.try_get_value().is_none_or(|before| top < before);
        let at_end = in_sight || (!was_left && self.at_end.try_get_untracked() == Some(true));
        self.top.try_update_value(|before| *before = top);
        if at_end && !in_sight {
            scroll::to_end(&scroller);
        }
        if self.at_end.try_get_untracked() != Some(at_end) {
            self.at_end.try_set(at_end);
        }
        if at_end && self.fresh.try_get_untracked() != Some(0) {
            self.fresh.try_set(0);
        }
        let is_read = at_end && is_looked_at();
        for lane in self.thread.try_with_untracked(|t| t.lanes().to_vec()).unwrap_or_default() {
            if lane.head > 0 {
                live::seen(lane.conversation, lane.head, is_read);
            }
        }
    }
}

/// Somebody has this page before their eyes. The frame of the widget says by itself whether it is open.
fn is_looked_at() -> bool {
    let panel = document().body().and_then(|body| body.get_attribute("data-panel"));
    let is_before_eyes = panel.map_or_else(|| document().has_focus().unwrap_or(false), |panel| panel == "shown");
    is_before_eyes && document().visibility_state() == web_sys::VisibilityState::Visible
}
