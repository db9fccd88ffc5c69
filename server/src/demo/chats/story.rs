//! What happened in each chat, moment by moment, by the same rules as the engine: the bot answers and lets go, humans take over, chats end.

use super::script::{Asker, Ending, Script, Step};
use super::words::Words;
use crate::demo::chance::Chance;
use crate::demo::people::STAFF;
use crate::demo::story::{Line, Who};
use crate::demo::talks::Blanks;
use stoa::chats::model::{Chat, Outcome, PageVisit, State};
use stoa::chats::rules::{self, Said};
use stoa::chats::{draft, lines, model};
use stoa::conversations::markdown::start_of;
use stoa::conversations::model::SenderKind;
use stoa::help::model::Occasion;
use stoa::kernel::ids::{BusinessId, ChatId, ConversationId, MemberId};
use stoa::kernel::time::Timestamp;

const SECOND: i64 = 1000;
/// Who waits longer is told so.
const LONG_WAIT_MS: i64 = 180 * SECOND;
/// A chat nobody writes in ends after so many hours.
const QUIET_HOURS: i64 = 24;
/// Where the widget stands.
const HOST: &str = "http://127.0.0.1:4400";
const BROWSERS: &[&str] = &["Chrome on Android", "Safari on iPhone", "Firefox on Windows", "Chrome on Windows"];

/// What the bot did with a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The visitor's message.
    pub asked_seq: i64,
    /// The bot's.
    pub seq: i64,
    /// What it did.
    pub outcome: Outcome,
    /// The topic; empty when none answered.
    pub topic: String,
    /// The word of the article.
    pub article: Option<&'static str>,
    /// How sure it was.
    pub confidence: u8,
    /// When.
    pub at: Timestamp,
}

/// A chat with everything that was said. The ids in `chat` mean nothing yet, but that of the agent: the n-th of [`STAFF`] has n + 1.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatStory {
    /// How it stands now.
    pub chat: Chat,
    /// Who asks.
    pub asker: Asker,
    /// The talk with the visitor.
    pub thread: Vec<Line>,
    /// The private notes.
    pub notes: Vec<Line>,
    /// Suggestions under the bot's messages, by number.
    pub chips: Vec<(i64, Vec<String>)>,
    /// The pages the visitor was on.
    pub pages: Vec<PageVisit>,
    /// What was said automatically.
    pub replies: Vec<(Occasion, Timestamp)>,
    /// What the bot did.
    pub answers: Vec<Answered>,
}

/// Where a chat is told: its asker's name, what fills the blanks, the last word's time and the present.
#[derive(Debug)]
pub struct Scene<'a> {
    /// How the asker is called.
    pub name: &'a str,
    /// What fills the blanks.
    pub blanks: Blanks,
    /// When the last word is said.
    pub last_at: Timestamp,
    /// Nothing happens after this.
    pub now: Timestamp,
}

/// Tells one chat.
pub fn tell(words: &Words, script: &Script, asker: Asker, scene: &Scene<'_>, chance: &mut Chance) -> ChatStory {
    let gaps: Vec<i64> = script.steps.iter().map(|step| gap(*step, chance)).collect();
    let opened_at = scene.last_at.plus_ms(-gaps.iter().sum::<i64>());
    let mut teller = Teller { words, scene, story: begun(asker, opened_at, chance) };
    teller.automatic(Occasion::Welcome, words.first_chips(), opened_at);
    let mut at = opened_at;
    for (step, gap) in script.steps.iter().zip(gaps) {
        at = at.plus_ms(gap);
        teller.step(*step, script.agent, at);
    }
    let pages = script.pages.iter().enumerate().map(|(i, (title, path))| {
        let visit = model::Visit { title: scene.blanks.fill(title), url: format!("{HOST}{}", scene.blanks.fill_as_is(path)), ..model::Visit::default() };
        let visit = visit.tidied();
        PageVisit { title: visit.title, url: visit.url, at: opened_at.plus_ms(i as i64 * 20 * SECOND).min(at) }
    });
    teller.story.pages = pages.collect();
    teller.end(script, at);
    teller.story
}

fn gap(step: Step, chance: &mut Chance) -> i64 {
    match step {
        Step::Visitor(_) => chance.between(14, 55) * SECOND,
        Step::Agent(_) => chance.between(25, 80) * SECOND,
        Step::Note(_) => chance.between(10, 30) * SECOND,
        _ => chance.between(20, 45),
    }
}

fn begun(asker: Asker, at: Timestamp, chance: &mut Chance) -> ChatStory {
    let chat = Chat {
        id: ChatId(0),
        business_id: BusinessId(0),
        conversation_id: ConversationId(0),
        notes_id: ConversationId(0),
        asker_id: MemberId(0),
        customer_id: None,
        assignee_id: None,
        ticket_id: None,
        state: State::Active,
        bot_holds: true,
        bot_epoch: 0,
        misses: 0,
        asked_seq: 0,
        unread: 0,
        messages: 0,
        sort_key: 0,
        preview: String::new(),
        last_kind: SenderKind::System,
        waiting_since: None,
        first_waited_at: None,
        first_response_at: None,
        opened_at: at,
        closed_at: None,
        last_message_at: at,
        rating: None,
        feedback: String::new(),
        browser: (*chance.pick(BROWSERS)).into(),
        zone: "Africa/Nairobi".into(),
    };
    ChatStory { chat, asker, thread: Vec::new(), notes: Vec::new(), chips: Vec::new(), pages: Vec::new(), replies: Vec::new(), answers: Vec::new() }
}

struct Teller<'a> {
    words: &'a Words,
    scene: &'a Scene<'a>,
    story: ChatStory,
}

impl Teller<'_> {
    fn step(&mut self, step: Step, agent: usize, at: Timestamp) {
        match step {
            Step::Visitor(text) => self.say(Who::Customer, self.scene.blanks.fill(text), at),
            Step::Note(text) => self.story.notes.push(Line { who: Who::Staff(agent), body: self.scene.blanks.fill(text), at }),
            Step::Agent(text) => {
                if self.story.chat.assignee_id.is_none() {
                    self.story.chat = rules::held_by(self.story.chat.clone(), Some(id(agent)));
                    self.mark(lines::taken(STAFF[agent].name), at.plus_ms(-9 * SECOND));
                }
                self.say(Who::Staff(agent), self.scene.blanks.fill(text), at);
            }
            _ => self.answer(step, at),
        }
    }

    fn answer(&mut self, step: Step, at: Timestamp) {
        let Some(answer) = self.words.answer(step, self.scene.name) else { return };
        let asked_seq = self.story.chat.asked_seq;
        self.say(Who::Bot, answer.reply.body, at);
        let seq = self.story.thread.len() as i64;
        self.story.chips.push((seq, answer.reply.chips));
        let (outcome, confidence) = (answer.outcome, answer.confidence);
        self.story.answers.push(Answered { asked_seq, seq, outcome, topic: answer.topic, article: answer.article, confidence, at });
        let chat = &mut self.story.chat;
        chat.misses = if outcome.is_answer() { 0 } else { chat.misses + i64::from(outcome == Outcome::Missed) };
        chat.unread = if outcome.is_answer() { 0 } else { chat.unread };
        chat.sort_key = rules::sort_key(chat.last_message_at, chat.unread);
        if answer.calls {
            self.story.chat = rules::waiting(self.story.chat.clone(), at);
        }
    }

    fn say(&mut self, who: Who, body: String, at: Timestamp) {
        let by = if let Who::Staff(n) = who { Some(id(n)) } else { None };
        let line = Line { who, body, at };
        let said = Said { seq: self.story.thread.len() as i64 + 1, kind: line.kind(), by, at, preview: &start_of(&line.body) };
        self.story.chat = rules::follow(&self.story.chat, &[said]).chat;
        self.story.thread.push(line);
    }

    fn automatic(&mut self, occasion: Occasion, chips: Vec<String>, at: Timestamp) {
        self.say(Who::Bot, self.words.reply(occasion, self.scene.name), at);
        if !chips.is_empty() {
            self.story.chips.push((self.story.thread.len() as i64, chips));
        }
        self.story.replies.push((occasion, at));
    }

    fn mark(&mut self, body: String, at: Timestamp) {
        self.story.thread.push(Line { who: Who::Nobody, body, at });
    }

    fn end(&mut self, script: &Script, last: Timestamp) {
        let (line, at) = match script.ending {
            Ending::Open(_) => {
                let long = self.story.chat.waiting_since.map(|since| since.plus_ms(LONG_WAIT_MS).max(last));
                if let Some(at) = long.filter(|at| *at <= self.scene.now) {
                    self.automatic(Occasion::LongWait, Vec::new(), at);
                }
                return;
            }
            Ending::ByVisitor => (lines::closed(self.scene.name), last.plus_ms(25 * SECOND)),
            Ending::ByAgent => (lines::closed(STAFF[script.agent].name), last.plus_ms(50 * SECOND)),
            Ending::ByItself => (lines::quiet(QUIET_HOURS), last.plus_ms(QUIET_HOURS * 3600 * SECOND)),
        };
        self.story.chat = rules::ended(self.story.chat.clone(), State::Closed, at);
        self.mark(line, at);
        self.automatic(Occasion::Closing, Vec::new(), at);
        if let Some((stars, words)) = script.stars {
            let feedback = draft::parse_rating(stars, &self.scene.blanks.fill(words)).expect("stars of the demo can be given");
            self.story.notes.push(Line { who: Who::Nobody, body: lines::rated(self.scene.name, stars, &feedback), at: at.plus_ms(35 * SECOND) });
            (self.story.chat.rating, self.story.chat.feedback) = (Some(stars), feedback);
        }
    }
}

/// Stands for the n-th of [`STAFF`].
const fn id(staff: usize) -> MemberId {
    MemberId(staff as i64 + 1)
}
