//! One open socket: waits for whatever comes first, does everything that is ready, then writes it out at once.

use super::Live;
use super::ending::{CLOSE_PATIENCE, End};
use super::looking::Looks;
use super::pass::Pass;
use super::presence::{Presence, Visit};
use super::rates::{Rates, is_silent};
use super::sends::Sends;
use super::watches::{BEHIND_MAX, Fit, PAGE, Watches};
use axum::extract::ws::{Message, WebSocket};
use futures_util::{FutureExt, SinkExt, StreamExt};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use stoa::accounts::Person;
use stoa::accounts::model::Role;
use stoa::event::{Heard, Topic};
use stoa::platform::bus::{Frame, Mailbox};
use stoa::platform::{Notice, Services, limits};
use tokio::sync::watch;
use tokio::task::yield_now;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until, timeout};

/// How long a write may take before the reader counts as too slow.
const WRITE_PATIENCE: Duration = Duration::from_secs(10);
/// How often a socket looks at the time.
const TICK: Duration = Duration::from_secs(15);
/// How often it asks whether its session still holds; it also hears when that changes.
const IDENTIFY_EVERY: Duration = Duration::from_secs(60);
/// The most that is done before writing out.
const ROUND: usize = 256;

/// One open socket.
pub struct Socket {
    pub(super) services: Services,
    pub(super) person: Person,
    pub(super) watches: Watches,
    pub(super) sends: Sends,
    pub(super) rates: Rates,
    pub(super) mailbox: Mailbox,
    pub(super) visit: Visit,
    pub(super) looks: Looks,
    pub(super) presence: Arc<Presence>,
    ws: WebSocket,
    pub(super) pass: Pass,
    address: IpAddr,
    tick: Interval,
    stopping: watch::Receiver<bool>,
    heard: Instant,
    /// Until then nothing is read: too much was sent at once.
    held: Option<Instant>,
    pub(super) identified: Instant,
}

/// What happened.
enum Woken {
    Said(Option<Result<Message, axum::Error>>),
    Told(Option<Arc<Notice>>),
    Answered(Heard),
    Ticked,
    Free,
    Stopped,
}

impl Socket {
    /// A socket of this person, who was found by `pass`.
    pub(super) fn new(live: Live, ws: WebSocket, pass: Pass, person: Person, visit: Visit, rates: Rates, address: IpAddr) -> Self {
        let (services, stopping, now) = (live.services, live.stopping, Instant::now());
        let mut tick = interval_at(now + TICK, TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let presence = Presence::of(&services);
        let mut mailbox = services.bus().listen();
        // Whatever the browser watches, the socket hears when its person changes.
        mailbox.watch(Topic::Person(person.member()));
        Self {
            watches: Watches::default(),
            sends: Sends::new(&services),
            rates,
            visit,
            looks: Looks::of(&services),
            mailbox,
            presence,
            ws,
            pass,
            address,
            tick,
            stopping,
            heard: now,
            held: None,
            identified: now,
            person,
            services,
        }
    }

    /// Goes on until the socket ends, then says why.
    pub async fn run(mut self) {
        let Err(end) = self.talk().await;
        if end != End::Gone {
            Box::pin(self.close(end)).await;
        }
    }

    async fn talk(&mut self) -> Result<std::convert::Infallible, End> {
        self.tell(&Heard::Welcome { member: self.person.member(), now: self.services.now() }).await?;
        self.flush().await?;
        loop {
            let woken = self.next().await;
            self.handle(woken).await?;
            self.take_in().await?;
            // What was committed together is told one after the other, a sender's message before the word that it is stored: a turn later both are
            // here and go out in one write.
            yield_now().await;
            self.take_in().await?;
            self.flush().await?;
        }
    }

    /// Handles what is ready, up to a bound.
    async fn take_in(&mut self) -> Result<(), End> {
        for _ in 0..ROUND {
            let Some(what) = self.next().now_or_never() else { break };
            self.handle(what).await?;
        }
        Ok(())
    }

    async fn next(&mut self) -> Woken {
        let has_room = self.sends.has_room() && self.held.is_none();
        tokio::select! {
            said = self.ws.next(), if has_room => Woken::Said(said),
            () = sleep_until(self.held.unwrap_or_else(Instant::now)), if self.held.is_some() => Woken::Free,
            told = self.mailbox.next() => Woken::Told(told),
            answer = self.sends.next() => Woken::Answered(answer),
            _ = self.tick.tick() => Woken::Ticked,
            _ = self.stopping.wait_for(|stop| *stop) => Woken::Stopped,
        }
    }

    async fn handle(&mut self, woken: Woken) -> Result<(), End> {
        match woken {
            Woken::Told(Some(notice)) => self.told(&notice).await,
            Woken::Told(None) => Err(End::Slow),
            Woken::Answered(heard) => self.tell(&heard).await,
            Woken::Said(Some(Ok(message))) => {
                self.heard = Instant::now();
                self.said(message).await
            }
            // What the library refuses to read is too long or no frame at all.
            Woken::Said(Some(Err(error))) => Err(if error.to_string().contains("too long") { End::TooLong } else { End::Gone }),
            Woken::Said(None) => Err(End::Gone),
            Woken::Free => {
                self.held = None;
                Ok(())
            }
            Woken::Ticked => Box::pin(self.ticked()).await,
            Woken::Stopped => Err(End::Restart),
        }
    }

    async fn told(&mut self, notice: &Notice) -> Result<(), End> {
        if notice.topic == Topic::Person(self.person.member()) {
            Box::pin(self.told_in_person(notice)).await?;
        }
        self.looks.hear(notice);
        match self.watches.fit(notice) {
            Fit::Next => self.pass(&notice.frame).await,
            Fit::Known => Ok(()),
            Fit::Gap => Box::pin(self.catch_up(notice.topic, notice.seq)).await,
        }
    }

    /// Sends what the browser does not have of a durable topic that has come to `head`.
    pub(super) async fn catch_up(&mut self, topic: Topic, head: i64) -> Result<(), End> {
        let sent = self.watches.sent(topic);
        if head < sent || head - sent > BEHIND_MAX {
            self.watches.set_sent(topic, head);
            self.tell(&Heard::Resync { topic }).await?;
            return self.tell(&Heard::CaughtUp { topic, seq: head }).await;
        }
        loop {
            let page = self.watches.page(&self.services, &self.person, topic).await.map_err(|_| End::Failing)?;
            let is_last = (page.len() as i64) < PAGE;
            for (seq, heard) in page {
                self.watches.set_sent(topic, seq);
                self.tell(&heard).await?;
            }
            if is_last {
                // An event that only a newer version knows has a number too.
                self.watches.set_sent(topic, self.watches.sent(topic).max(head));
                return Ok(());
            }
        }
    }

    async fn ticked(&mut self) -> Result<(), End> {
        let now = Instant::now();
        if is_silent(self.heard, now) {
            return Err(End::Silent);
        }
        if now.saturating_duration_since(self.identified) >= IDENTIFY_EVERY && self.identify().await? {
            self.ask_again().await?;
        }
        Ok(())
    }

    /// Whether one more message may be sent. Guests need no more than a person types, and a network address has only so many of them; whoever else sends
    /// many at once is read more slowly.
    pub(super) fn check_rate(&mut self) -> stoa::Result<()> {
        if self.person.role() != Role::Guest {
            self.held = self.rates.send(Instant::now());
            return Ok(());
        }
        let limits = self.services.limits();
        limits.check(limits::SAY, &self.person.member().to_string())?;
        limits.check(limits::SAY_FROM, &self.address.to_string())
    }

    /// No longer watches the topic.
    pub(super) fn forget(&mut self, topic: Topic) {
        self.watches.forget(topic);
        self.looks.end(topic);
        if topic != Topic::Person(self.person.member()) {
            self.mailbox.unwatch(topic);
        }
    }

    /// Puts a frame into the next write.
    pub(super) async fn tell(&mut self, heard: &Heard) -> Result<(), End> {
        self.pass(&Frame::new(heard)).await
    }

    async fn pass(&mut self, frame: &Frame) -> Result<(), End> {
        let text = frame.bytes().try_into().map_err(|_| End::Gone)?;
        in_time(self.ws.feed(Message::Text(text))).await
    }

    async fn flush(&mut self) -> Result<(), End> {
        in_time(self.ws.flush()).await
    }

    async fn close(mut self, end: End) {
        let _ = timeout(CLOSE_PATIENCE, self.say_good_bye(end)).await;
    }

    async fn say_good_bye(&mut self, end: End) -> Result<(), End> {
        while !self.sends.is_empty() {
            let answer = self.sends.next().await;
            self.tell(&answer).await?;
        }
        if end == End::Restart {
            // All browsers at once would be a storm.
            let spread = self.services.now().0.wrapping_mul(31).wrapping_add(self.person.member().0.wrapping_mul(7919));
            self.tell(&Heard::ComeBack { after_ms: 200 + spread.rem_euclid(1800) as u32 }).await?;
        }
        in_time(self.ws.send(end.frame())).await?;
        // The browser answers with its own good-bye; hanging up before could lose what was just written.
        while let Some(Ok(_)) = self.ws.next().await {}
        Ok(())
    }
}

async fn in_time(write: impl Future<Output = Result<(), axum::Error>>) -> Result<(), End> {
    match timeout(WRITE_PATIENCE, write).await {
        Ok(done) => done.map_err(|_| End::Gone),
        Err(_) => Err(End::Slow),
    }
}
