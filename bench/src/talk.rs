//! One conversation under load: two people with a socket each, who write by turns of a rule and note when the other one sees it.

use super::dialect::{Dialect, Heard};
use super::stats::Times;
use super::wire::Wire;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// When people write.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    /// The next message as soon as the last one is stored and seen: one in flight per person.
    Closed,
    /// One message per person each `every`, whatever happens. Times count from when it should have gone out.
    Open { every: Duration },
}

/// What all conversations of a run share.
pub struct Run {
    /// The protocol.
    pub dialect: Dialect,
    /// When people write.
    pub pace: Pace,
    /// All times are since here.
    pub start: Instant,
    /// What is seen from here …
    pub from: Instant,
    /// … to here counts.
    pub until: Instant,
    /// What was counted.
    pub tally: RefCell<Tally>,
}

/// What was counted.
#[derive(Debug, Default)]
pub struct Tally {
    /// Messages whose sender was told that they are stored.
    pub stored: u64,
    /// Messages the other side saw.
    pub seen: u64,
    /// Messages that were refused.
    pub refused: u64,
    /// From send to display.
    pub times: Times,
}

/// One of the two.
struct Side {
    letter: u8,
    wire: Wire,
    count: u64,
    next: Option<Instant>,
    is_stored: bool,
    is_seen: bool,
}

/// Two people who talk.
pub struct Talk {
    run: Rc<Run>,
    conversation: i64,
    sides: [Side; 2],
    text: String,
}

/// What a pair of sockets starts with.
pub struct Pair {
    /// Where they talk.
    pub conversation: i64,
    /// Their sockets, both in the conversation.
    pub wires: [Wire; 2],
}

impl Talk {
    /// The conversation number `index` of `of`: those of an open pace are spread evenly over time.
    pub fn new(run: Rc<Run>, pair: Pair, index: usize, of: usize) -> Self {
        let [a, b] = pair.wires;
        let next = |side: usize| match run.pace {
            Pace::Closed => None,
            Pace::Open { every } => Some(run.start + every.mul_f64((index * 2 + side) as f64 / (of * 2) as f64)),
        };
        let side = |letter, wire, n| Side { letter, wire, count: 0, next: next(n), is_stored: true, is_seen: true };
        let sides = [side(b'A', a, 0), side(b'B', b, 1)];
        Self { conversation: pair.conversation, sides, text: String::new(), run }
    }

    /// Talks until the run is over.
    pub async fn go(mut self) -> io::Result<()> {
        let until = self.run.until;
        loop {
            for n in 0..2 {
                self.read(n)?;
            }
            for n in 0..2 {
                self.speak(n);
                self.sides[n].wire.flush().await?;
            }
            let [a, b] = &mut self.sides;
            let wake = a.next.into_iter().chain(b.next).min().unwrap_or(until).min(until);
            tokio::select! {
                done = a.wire.fill() => done?,
                done = b.wire.fill() => done?,
                () = sleep_until(wake) => if Instant::now() >= until { return Ok(()) },
            }
        }
    }

    /// Takes in every frame that has come for one side.
    fn read(&mut self, n: usize) -> io::Result<()> {
        let dialect = self.run.dialect;
        while let Some(frame) = self.sides[n].wire.next()? {
            match dialect.hear(frame) {
                Heard::Stored => self.stored(n),
                Heard::Message { side, micros } if side != self.sides[n].letter => self.seen(1 - n, micros),
                Heard::Ping => self.sides[n].wire.feed(dialect.pong()),
                Heard::Refused => self.run.tally.borrow_mut().refused += 1,
                Heard::Message { .. } | Heard::Other => {}
            }
        }
        Ok(())
    }

    fn stored(&mut self, n: usize) {
        self.sides[n].is_stored = true;
        if self.counts() {
            self.run.tally.borrow_mut().stored += 1;
        }
    }

    fn seen(&mut self, n: usize, micros: u64) {
        self.sides[n].is_seen = true;
        if self.counts() {
            let took = self.micros().saturating_sub(micros);
            let mut tally = self.run.tally.borrow_mut();
            tally.seen += 1;
            tally.times.add(took);
        }
    }

    fn counts(&self) -> bool {
        let now = Instant::now();
        now >= self.run.from && now < self.run.until
    }

    fn micros(&self) -> u64 {
        self.run.start.elapsed().as_micros() as u64
    }

    /// Writes what is due.
    fn speak(&mut self, n: usize) {
        match self.run.pace {
            Pace::Closed if self.sides[n].is_stored && self.sides[n].is_seen => {
                let now = self.micros();
                self.send(n, now);
            }
            Pace::Closed => {}
            Pace::Open { every } => {
                while let Some(due) = self.sides[n].next.filter(|due| *due <= Instant::now()) {
                    let micros = due.saturating_duration_since(self.run.start).as_micros() as u64;
                    self.sides[n].next = Some(due + every);
                    self.send(n, micros);
                }
            }
        }
    }

    fn send(&mut self, n: usize, micros: u64) {
        let side = &mut self.sides[n];
        side.count += 1;
        (side.is_stored, side.is_seen) = (false, false);
        self.run.dialect.say(&mut self.text, self.conversation, side.count, side.letter, micros);
        side.wire.feed(&self.text);
    }
}
