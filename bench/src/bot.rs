//! Live chats under load as people have them: everybody types before they write and reads what comes; two of three visitors talk to
//! an agent, who writes as much as they do, and the third asks the bot.

use super::stats::Times;
use super::wire::Wire;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::time::Duration;
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep_until};

/// What is not counted yet.
const WARM_UP: Duration = Duration::from_secs(3);
/// What counts.
const LONG: Duration = Duration::from_secs(10);
/// Questions to which the help centre of every new business has an answer, in other words than its own.
const QUESTIONS: [&str; 3] = ["Do you ship to my town?", "how do I send something back?", "Can you send my order abroad?"];

/// A chat, and the sessions of its visitor and of an agent.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its conversation.
    pub conversation: i64,
    /// Whether the bot answers in it.
    pub is_with_bot: bool,
    /// The session of the visitor and of the agent.
    pub tokens: [String; 2],
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Messages of people that were stored, in all.
    pub stored: u64,
    /// From send to display on the other side, between people.
    pub seen: Times,
    /// From a question to the display of its automatic answer.
    pub answered: Times,
    /// Questions whose answer had not come when the next one was asked.
    pub missed: u64,
    /// What was refused.
    pub refused: u64,
}

impl Outcome {
    /// Messages of people per second.
    pub fn rate(&self) -> f64 {
        self.stored as f64 / LONG.as_secs_f64()
    }
}

struct Run {
    every: Duration,
    start: Instant,
    from: Instant,
    until: Instant,
    found: RefCell<Outcome>,
}

struct Chat {
    run: Rc<Run>,
    place: Place,
    wires: [Wire; 2],
    next: [Option<Instant>; 2],
    count: u64,
    asked: Option<Instant>,
}

/// Opens all sockets, then everybody talks: one message of each person every `every`.
pub async fn run(addr: &str, places: &[Place], every: Duration) -> Result<Outcome, String> {
    let mut open = Vec::with_capacity(places.len());
    for place in places {
        let join = |n: usize| super::dialect::Dialect::Stoa.open(addr, &place.tokens[n], place.conversation);
        let (visitor, agent) = tokio::try_join!(join(0), join(1)).map_err(|e| format!("socket {}: {e}", open.len() * 2))?;
        open.push([visitor, agent]);
    }
    let start = Instant::now();
    let run = Rc::new(Run { every, start, from: start + WARM_UP, until: start + WARM_UP + LONG, found: RefCell::default() });
    let (local, many) = (LocalSet::new(), places.len() as u32);
    let chats: Vec<_> = open
        .into_iter()
        .zip(places)
        .zip(0..)
        .map(|((wires, place), n)| {
            let first = |side: u32| start + every * (n * 2 + side) / (many * 2);
            // Where the bot answers the agent only looks on.
            let next = [Some(first(0)), (!place.is_with_bot).then(|| first(1))];
            let chat = Chat { run: run.clone(), place: place.clone(), wires, next, count: 0, asked: None };
            local.spawn_local(chat.go())
        })
        .collect();
    local
        .run_until(async {
            for chat in chats {
                chat.await.map_err(|e| e.to_string())?.map_err(|e| e.to_string())?;
            }
            Ok::<(), String>(())
        })
        .await?;
    drop(local);
    Ok(run.found.take())
}

impl Chat {
    async fn go(mut self) -> io::Result<()> {
        let until = self.run.until;
        loop {
            for side in 0..2 {
                self.read(side)?;
                self.write(side);
                self.wires[side].flush().await?;
            }
            let wake = self.next.into_iter().flatten().min().unwrap_or(until).min(until);
            let [visitor, agent] = &mut self.wires;
            tokio::select! {
                done = visitor.fill() => done?,
                done = agent.fill() => done?,
                () = sleep_until(wake) => if Instant::now() >= until { return Ok(()) },
            }
        }
    }

    fn read(&mut self, side: usize) -> io::Result<()> {
        let counts = (self.run.from..self.run.until).contains(&Instant::now());
        let mut read_up_to = None;
        while let Some(frame) = self.wires[side].next()? {
            let mut found = self.run.found.borrow_mut();
            if frame.starts_with(br#"{"stored""#) {
                found.stored += u64::from(counts);
            } else if [&br#"{"refused""#[..], br#"{"misunderstood""#, br#"{"denied""#].iter().any(|f| frame.starts_with(f)) {
                found.refused += 1;
            } else if frame.starts_with(br#"{"message""#) {
                let from = after(frame, br#""kind":""#).map_or(0, |rest| rest[0]);
                match (from, side) {
                    (b'b', 0) => {
                        if let Some(asked) = self.asked.take().filter(|_| counts) {
                            found.answered.add(asked.elapsed().as_micros() as u64);
                        }
                    }
                    (b'c', 1) | (b'a', 0) => {
                        let sent = after(frame, b"@").map_or(0, number);
                        if counts && sent > 0 {
                            found.seen.add((self.run.start.elapsed().as_micros() as u64).saturating_sub(sent));
                        }
                    }
                    _ => continue,
                }
                read_up_to = after(frame, br#""seq":"#).map(number).max(read_up_to);
            }
        }
        if let Some(seq) = read_up_to {
            self.wires[side].feed(&format!(r#"{{"say":"seen","conversation":{},"seq":{seq},"read":true}}"#, self.place.conversation));
        }
        Ok(())
    }

    fn write(&mut self, side: usize) {
        let now = Instant::now();
        let Some(due) = self.next[side].filter(|due| *due <= now && *due < self.run.until) else { return };
        self.next[side] = Some(due + self.run.every);
        self.count += 1;
        let (conversation, count) = (self.place.conversation, self.count);
        let body = if self.place.is_with_bot {
            let asked = self.asked.replace(due);
            self.run.found.borrow_mut().missed += u64::from(asked.is_some());
            QUESTIONS[count as usize % QUESTIONS.len()].to_owned()
        } else {
            format!("Is the blue mug still there, and could it be sent by Friday? @{};", due.saturating_duration_since(self.run.start).as_micros().max(1))
        };
        let wire = &mut self.wires[side];
        wire.feed(&format!(r#"{{"say":"typing","conversation":{conversation},"text":"{}"}}"#, &body[..12]));
        wire.feed(&format!(
            r#"{{"say":"send","conversation":{conversation},"client_id":"{conversation:08x}-{side:04x}-7000-8000-{count:012x}","body":"{body}"}}"#
        ));
    }
}

/// What follows a mark in a frame, if anything does.
fn after<'a>(frame: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let at = frame.windows(mark.len()).position(|w| w == mark)?;
    Some(&frame[at + mark.len()..]).filter(|rest| !rest.is_empty())
}

fn number(text: &[u8]) -> u64 {
    text.iter().take_while(|b| b.is_ascii_digit()).fold(0, |n, d| n * 10 + u64::from(d - b'0'))
}
