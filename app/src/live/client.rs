//! The client of this tab: it owns the connection, brings it back when it is lost, and hands what is heard to the islands.

use super::cursors::Cursors;
use super::line::Line;
use super::model::{Connection, Heard, Pending, Wish};
use super::outbox::Outbox;
use super::receipts::Receipts;
use super::{backoff, clock, page, talk};
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::{ArcRwSignal, GetUntracked, Set};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use stoa::event::{Say, Topic};
use stoa::kernel::ids::{ConversationId, MemberId};
use uuid::Uuid;

/// How often the server hears from this tab.
const PING_MS: u32 = 25_000;
/// How long an answer may take after the tab was asleep.
const ANSWER_MS: u32 = 5_000;
/// A connection that held this long was a good one: the next pause is short again.
const STABLE_MS: f64 = 5_000.0;
/// The server's word for a session that ended.
const SIGNED_OUT: u16 = 4401;

type OnHeard = Rc<RefCell<dyn FnMut(&Heard)>>;
type OnOutbox = Rc<RefCell<dyn FnMut(&[Pending])>>;

/// Everything live of this tab.
#[derive(Default)]
pub(super) struct Client {
    pub cursors: Cursors,
    pub outbox: Outbox,
    pub receipts: Receipts,
    pub typed: HashMap<ConversationId, f64>,
    pub telling: Option<Timeout>,
    /// What is being typed and will be told in a moment.
    pub typing_later: Option<Timeout>,
    pub member: Option<MemberId>,
    /// Carries wishes out, once somebody has said how; until then they wait.
    pub fulfil: Option<fn(Uuid, Wish)>,
    pub wishes: Vec<(Uuid, Wish)>,
    pub outbox_listeners: HashMap<u64, (ConversationId, OnOutbox)>,
    listeners: HashMap<u64, (Topic, OnHeard)>,
    next_id: u64,
    connection: ArcRwSignal<Connection>,
    line: Option<Line>,
    line_number: u64,
    is_welcome: bool,
    tries: u32,
    come_back_ms: Option<u32>,
    next_try: Option<Timeout>,
    pulse: Option<Interval>,
    is_listening: bool,
    welcomed_at: f64,
    heard_at: f64,
    pinged_at: f64,
}

thread_local! {
    static CLIENT: RefCell<Client> = RefCell::default();
}

/// Does something with the client. Never call a listener from inside.
pub(super) fn with<T>(f: impl FnOnce(&mut Client) -> T) -> T {
    CLIENT.with_borrow_mut(f)
}

/// Stops when it is dropped.
#[derive(Debug)]
#[must_use = "dropping it stops the listening"]
pub struct Subscription(pub(super) u64);

impl Drop for Subscription {
    fn drop(&mut self) {
        // What a listener holds may be subscriptions too: it is dropped after the client was let go of.
        let gone = CLIENT.try_with(|client| client.try_borrow_mut().map(|mut c| c.remove(self.0)));
        drop(gone);
    }
}

/// Hands every frame of a topic after number `after` to `listener` until the subscription is dropped.
pub fn watch(topic: Topic, after: i64, listener: impl FnMut(&Heard) + 'static) -> Subscription {
    with(|c| {
        let id = c.new_id();
        c.listeners.insert(id, (topic, Rc::new(RefCell::new(listener))));
        let say = c.cursors.add(topic, after, id);
        c.say(&say);
        c.begin();
        Subscription(id)
    })
}

/// Says whose page this is. What they left unsent on this computer goes out.
pub fn start(member: MemberId) {
    with(|c| {
        talk::open_outbox(c, member);
        if !c.outbox.unstored().is_empty() {
            c.begin();
        }
    });
}

/// How the connection is.
pub fn connection() -> ArcRwSignal<Connection> {
    with(|c| c.connection.clone())
}

/// Who the server takes this tab for.
pub fn me() -> Option<MemberId> {
    with(|c| c.member)
}

impl Client {
    pub fn new_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// Says it on a connection that was welcomed; watches and messages are said again on the next one.
    pub fn say(&self, say: &Say) {
        if let Some(line) = self.line.as_ref().filter(|_| self.is_welcome) {
            line.say(say);
        }
    }

    /// Connects, unless that has begun.
    pub fn begin(&mut self) {
        if !self.is_listening {
            self.is_listening = true;
            page::listen();
        }
        if self.line.is_none() && self.next_try.is_none() && !self.is_signed_out() {
            self.dial();
        }
    }

    fn dial(&mut self) {
        self.next_try = None;
        self.line_number += 1;
        self.is_welcome = false;
        self.line = Line::open(self.line_number);
        if self.tries == 0 && !self.is_signed_out() {
            self.show(Connection::Connecting);
        }
        if self.line.is_none() {
            self.try_later();
        }
    }

    fn is_signed_out(&self) -> bool {
        self.connection.get_untracked() == Connection::SignedOut
    }

    fn try_later(&mut self) {
        let pause = self.come_back_ms.take().unwrap_or_else(|| backoff::pause_ms(self.tries, js_sys::Math::random()));
        self.tries = self.tries.saturating_add(1);
        self.show(match self.tries {
            _ if !page::is_online() => Connection::Offline,
            tries if tries > backoff::FAILED_AFTER => Connection::Failed,
            _ => Connection::Connecting,
        });
        self.next_try = Some(Timeout::new(pause, || with(Self::dial)));
    }

    fn show(&self, now: Connection) {
        if self.connection.get_untracked() != now {
            self.connection.set(now);
        }
    }

    fn remove(&mut self, id: u64) -> impl Sized + use<> {
        let listener = self.listeners.remove(&id);
        if let Some(say) = listener.as_ref().and_then(|(topic, _)| self.cursors.remove(*topic, id)) {
            self.say(&say);
        }
        (listener, self.outbox_listeners.remove(&id))
    }

    /// The connection ended; the next one follows after a pause.
    fn hang_up(&mut self, code: u16) {
        // The socket may be calling us at this moment.
        let line = self.line.take();
        wasm_bindgen_futures::spawn_local(async move { drop(line) });
        self.pulse = None;
        if self.is_welcome && js_sys::Date::now() - self.welcomed_at > STABLE_MS {
            self.tries = 0;
        }
        self.is_welcome = false;
        if code == SIGNED_OUT { self.show(Connection::SignedOut) } else { self.try_later() }
    }

    fn welcome(&mut self, member: MemberId) {
        if self.member.is_some_and(|m| m != member) {
            // The page belongs to somebody who is no longer signed in here.
            return self.hang_up(SIGNED_OUT);
        }
        self.is_welcome = true;
        self.welcomed_at = js_sys::Date::now();
        talk::open_outbox(self, member);
        self.receipts.forget_told();
        let says = self.cursors.resume().into_iter().chain(self.receipts.news()).chain(self.outbox.resend());
        says.collect::<Vec<_>>().iter().for_each(|say| self.say(say));
        self.pulse = Some(Interval::new(PING_MS, || with(Self::ping)));
        self.show(Connection::Online);
    }

    fn ping(&mut self) {
        if self.listen_hard() {
            self.pinged_at = js_sys::Date::now();
            self.say(&Say::Ping);
        }
    }

    /// Hangs up a connection that did not answer. Says whether it holds.
    fn listen_hard(&mut self) -> bool {
        let is_deaf = self.is_welcome && self.heard_at < self.pinged_at;
        if is_deaf {
            self.hang_up(1006);
        }
        !is_deaf
    }
}

/// A frame came in.
pub(super) fn received(number: u64, text: &str) {
    let Ok(heard) = serde_json::from_str::<Heard>(text) else { return };
    let (listeners, changed) = with(|c| {
        if number != c.line_number {
            return (Vec::new(), None);
        }
        c.heard_at = js_sys::Date::now();
        if c.is_welcome {
            // The browser may have said that the network is gone, and been wrong or quick to mend it.
            c.show(Connection::Online);
        }
        match heard {
            Heard::Welcome { member, now } => {
                clock::set(now, 0.0);
                c.welcome(member);
            }
            Heard::Pong { now } => {
                let way = ((c.heard_at - c.pinged_at) / 2.0).clamp(0.0, 5_000.0);
                clock::set(now, way);
            }
            Heard::ComeBack { after_ms } => c.come_back_ms = Some(after_ms),
            _ => {}
        }
        let changed = talk::hear(c, &heard);
        (c.cursors.deliver(&heard), changed)
    });
    for id in listeners {
        // One listener may end another.
        if let Some(listener) = with(|c| c.listeners.get(&id).map(|(_, l)| Rc::clone(l)))
            && let Ok(mut listener) = listener.try_borrow_mut()
        {
            listener(&heard);
        }
    }
    talk::show_outbox(changed.into_iter().collect());
}

/// A connection ended.
pub(super) fn closed(number: u64, code: u16) {
    with(|c| {
        if number == c.line_number && c.line.is_some() {
            c.hang_up(code);
        }
    });
}

/// There is reason to believe that it works now; who was signed out may have signed in on another tab.
pub(super) fn wake() {
    with(|c| {
        if c.next_try.take().is_some() || (c.line.is_none() && c.is_signed_out()) {
            c.tries = 0;
            c.dial();
        } else if c.is_welcome {
            c.ping();
            let listen = || {
                with(Client::listen_hard);
            };
            Timeout::new(ANSWER_MS, listen).forget();
        }
    });
}

/// The browser says that the network is gone.
pub(super) fn went_offline() {
    with(|c| {
        if !c.is_signed_out() {
            c.show(Connection::Offline);
        }
    });
}
