//! The phone of this tab: one call at a time, from ringing to hanging up. The bar shows it, the button in the composer rings with it.

use super::line::{Line, Way};
use super::media::{self, Device};
use crate::calls::api::{answer_call, end_call, list_ice_servers, ring_call};
use crate::live::{self, Heard};
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use stoa::calls::rules::STILL_MS;
use stoa::event::{Signal, Topic};
use stoa::kernel::ids::{CallId, ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use uuid::Uuid;
use web_sys::MediaStream;

/// How the phone of this tab stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Nobody speaks here.
    Idle,
    /// The browser asks whether it may have the microphone.
    Asking,
    /// It rings at the other end.
    Ringing,
    /// The two browsers look for a way to each other.
    Joining,
    /// They speak, since then.
    Speaking(Timestamp),
    /// It did not work, and why.
    Failed(String),
}

/// A phone, for the bar that shows it.
#[derive(Clone, Copy)]
pub struct Phone {
    pub talk: ConversationId,
    pub stand: RwSignal<Stand>,
    /// Whether the other end shows a picture, and this one.
    pub is_shown: RwSignal<bool>,
    pub shows: RwSignal<bool>,
    pub is_muted: RwSignal<bool>,
}

thread_local! {
    static PHONE: RefCell<Option<Phone>> = const { RefCell::new(None) };
    static LINE: RefCell<Option<(Rc<Line>, IntervalHandle)>> = const { RefCell::new(None) };
}

/// Rings with the phone of this page.
pub fn ring() {
    if let Some(phone) = PHONE.with_borrow(Clone::clone) {
        phone.ring();
    }
}

fn line() -> Option<Rc<Line>> {
    LINE.with_borrow(|line| line.as_ref().map(|(line, _)| Rc::clone(line)))
}

/// What is heard of the other end, for an element that plays it.
pub fn voice() -> Option<MediaStream> {
    line().map(|line| Clone::clone(&line.voice))
}

/// What is seen of the other end.
pub fn picture() -> Option<MediaStream> {
    line().map(|line| Clone::clone(&line.picture))
}

/// What the own camera sees.
pub fn near() -> Option<MediaStream> {
    line()?.camera()
}

/// The call of this tab.
pub fn call() -> Option<CallId> {
    line().map(|line| line.call)
}

impl Phone {
    pub fn new(talk: ConversationId) -> Self {
        Self { talk, stand: RwSignal::new(Stand::Idle), is_shown: RwSignal::new(false), shows: RwSignal::new(false), is_muted: RwSignal::new(false) }
    }

    /// Is there for the button, and hears the other end, for as long as the island lives.
    pub fn plug_in(self, me: MemberId) {
        Effect::new(move |_| {
            PHONE.set(Some(self));
            let _ = window_event_listener(leptos::ev::beforeunload, |event| {
                if line().is_some() {
                    // Whoever goes to another page hangs up: they are asked first.
                    event.prevent_default();
                }
            });
            let _ = window_event_listener_untyped("pagehide", |_| {
                if let Some(call) = call() {
                    live::signal(call, Signal::Bye);
                }
            });
            live::watch(Topic::Person(me), 0, move |heard| {
                if let Heard::Signal { call, signal } = heard {
                    self.hear(*call, signal);
                }
            })
        });
    }

    fn ring(self) {
        if matches!(self.stand.get_untracked(), Stand::Idle | Stand::Failed(_)) {
            self.stand.set(Stand::Asking);
            spawn_local(async move {
                let ringing = async |talk| ring_call(talk, Uuid::now_v7()).await.map_err(|e| e.to_string());
                self.begin(true, ringing, Stand::Ringing).await;
            });
        }
    }

    /// Answers a call that rings.
    pub fn answer(self, call: CallId) {
        self.stand.set(Stand::Asking);
        spawn_local(async move {
            let answering = async |talk| answer_call(talk, call).await.map(|()| call).map_err(|e| e.to_string());
            if self.begin(false, answering, Stand::Joining).await {
                live::signal(call, Signal::Ready);
            }
        });
    }

    /// Opens the microphone and the line, and between the two says so to the server. Nobody is rung by a browser without a microphone.
    async fn begin(self, is_caller: bool, say: impl AsyncFn(ConversationId) -> Result<CallId, String>, then: Stand) -> bool {
        let voice = match media::open(Device::Microphone).await {
            Ok(voice) => voice,
            Err(why) => return self.fail(why),
        };
        let servers = list_ice_servers(self.talk).await.unwrap_or_default();
        let call = match say(self.talk).await {
            Ok(call) => call,
            Err(why) => {
                media::close(&voice);
                return self.fail(why);
            }
        };
        let Ok(line) = Line::open(call, Clone::clone(&voice), servers, is_caller) else {
            media::close(&voice);
            self.tell_end(call);
            return self.fail("Your browser cannot make calls. Use another one.".into());
        };
        let way = line.way.clone();
        Effect::new(move |_| self.follow(way.get()));
        let still = set_interval_with_handle(move || live::signal(call, Signal::Still), Duration::from_millis(STILL_MS as u64));
        if let Ok(still) = still {
            LINE.set(Some((line, still)));
        }
        self.stand.set(then);
        true
    }

    fn fail(self, why: String) -> bool {
        self.stand.set(Stand::Failed(why));
        false
    }

    fn follow(self, way: Way) {
        match (way, self.stand.get_untracked()) {
            (Way::Found, Stand::Joining) => self.stand.set(Stand::Speaking(live::server_now())),
            (Way::Lost, Stand::Joining | Stand::Speaking(_)) => {
                if let Some(call) = call() {
                    self.tell_end(call);
                }
                self.put_down();
                self.stand.set(Stand::Failed("The line was lost. Check your connection and call again.".into()));
            }
            _ => {}
        }
    }

    fn hear(self, of: CallId, signal: &Signal) {
        let Some(line) = line().filter(|line| line.call == of) else { return };
        match signal {
            Signal::Bye => self.hang_up(),
            Signal::Camera(is_on) => self.is_shown.set(*is_on),
            signal => {
                if *signal == Signal::Ready {
                    self.stand.set(Stand::Joining);
                }
                let signal = signal.clone();
                spawn_local(async move {
                    if line.hear(signal).await.is_err() {
                        self.hang_up();
                    }
                });
            }
        }
    }

    /// Ends the call of this tab.
    pub fn hang_up(self) {
        if let Some(call) = call() {
            live::signal(call, Signal::Bye);
            self.tell_end(call);
        }
        self.put_down();
    }

    /// Tells the server that a call is over, or not wanted.
    pub fn tell_end(self, call: CallId) {
        let talk = self.talk;
        spawn_local(async move { drop(end_call(talk, call).await) });
    }

    /// The call is over: whatever it needed is let go of.
    pub fn put_down(self) {
        if let Some((line, still)) = LINE.take() {
            still.clear();
            drop(line);
        }
        self.is_shown.set(false);
        self.shows.set(false);
        self.is_muted.set(false);
        self.stand.set(Stand::Idle);
    }

    /// Mutes the microphone, or opens it again.
    pub fn turn_mute(self) {
        let is_muted = !self.is_muted.get_untracked();
        if let Some(line) = line() {
            line.mute(is_muted);
            self.is_muted.set(is_muted);
        }
    }

    /// Turns the camera on or off.
    pub fn turn_camera(self) {
        let Some(line) = line() else { return };
        if self.shows.get_untracked() {
            line.close_camera();
            return self.shows.set(false);
        }
        spawn_local(async move {
            match line.open_camera().await {
                // The call may be over by the time somebody has allowed it.
                Ok(()) => self.shows.set(call() == Some(line.call)),
                Err(why) => live::toast(crate::ui::Tone::Bad, why, None),
            }
        });
    }
}
