//! The written chats: who asks, on which pages they were, who says what, how it ends.
//!
//! `= NAME <ADDRESS> PHONE` or `= customer N`, each asker a chat of their own; `ends:`, `agent:`, `stars:`, `pages:`; then what is said: `c:` the
//! visitor, `a:` the agent, `n:` a private note, and `b` the bot, in the product's own words: `b topic NAME`, `b article KEY CONFIDENCE`,
//! `b miss`, `b lost`, `b human`, `b angry`.

/// How a chat stands in the end, and how many minutes ago the last word was, where that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It goes on.
    Open(i64),
    /// The visitor closed it.
    ByVisitor,
    /// The agent closed it.
    ByAgent,
    /// Nobody wrote for a day.
    ByItself,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Somebody without a sign-in: name, address, phone number.
    Guest(&'static str, &'static str, &'static str),
    /// The n-th customer.
    Customer(usize),
}

/// One step of a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The visitor.
    Visitor(&'static str),
    /// The agent.
    Agent(&'static str),
    /// The agent to the colleagues.
    Note(&'static str),
    /// The bot, from a topic.
    Topic(&'static str),
    /// The bot, from an article; how sure it is.
    Article(&'static str, u8),
    /// The bot did not understand.
    Miss,
    /// The bot did not understand twice, and calls a human.
    Lost,
    /// The bot calls the human who was asked for.
    Human,
    /// The bot calls a human because the visitor is angry.
    Angry,
}

/// A written chat with blanks.
#[derive(Clone, Debug)]
pub struct Script {
    /// Everybody who had it, with blanks of their own.
    pub askers: Vec<Asker>,
    /// How it ends.
    pub ending: Ending,
    /// Who answers: the n-th of the staff.
    pub agent: usize,
    /// Stars and what was said with them.
    pub stars: Option<(i64, &'static str)>,
    /// Titles and paths.
    pub pages: Vec<(&'static str, &'static str)>,
    /// What is said.
    pub steps: Vec<Step>,
}

/// Every chat.
pub fn all() -> Vec<Script> {
    include_str!("../talks/chats.txt").split("\n\n").map(parse).collect()
}

fn parse(block: &'static str) -> Script {
    let mut script = Script { askers: Vec::new(), ending: Ending::ByItself, agent: 0, stars: None, pages: Vec::new(), steps: Vec::new() };
    for line in block.lines().filter(|line| !line.is_empty()) {
        let (mark, text) = line.split_once(' ').unwrap_or_else(|| panic!("“{line}” says nothing"));
        match mark {
            "=" => script.askers.push(asker(text)),
            "ends:" => script.ending = ending(text),
            "agent:" => script.agent = number(text) as usize,
            "stars:" => {
                let (stars, words) = text.split_once(' ').unwrap_or((text, ""));
                script.stars = Some((number(stars), words));
            }
            "pages:" => script.pages = text.split("; ").filter_map(|page| page.rsplit_once(' ')).collect(),
            "c:" => script.steps.push(Step::Visitor(text)),
            "a:" => script.steps.push(Step::Agent(text)),
            "n:" => script.steps.push(Step::Note(text)),
            "b" => script.steps.push(bot(text)),
            _ => panic!("“{line}” does not begin with one of = ends: agent: stars: pages: c: a: n: b"),
        }
    }
    script
}

fn asker(text: &'static str) -> Asker {
    if let Some(n) = text.strip_prefix("customer ") {
        return Asker::Customer(number(n) as usize);
    }
    let guest = text.split_once(" <").and_then(|(name, rest)| rest.split_once("> ").map(|(email, phone)| Asker::Guest(name, email, phone)));
    guest.unwrap_or_else(|| panic!("“{text}” is not NAME <ADDRESS> PHONE"))
}

fn ending(text: &str) -> Ending {
    match text {
        "by the visitor" => Ending::ByVisitor,
        "by the agent" => Ending::ByAgent,
        "by itself" => Ending::ByItself,
        _ => Ending::Open(text.rsplit_once(", ").map_or_else(|| panic!("“{text}” is no ending"), |(_, minutes)| number(minutes))),
    }
}

fn bot(text: &'static str) -> Step {
    match text.split_once(' ') {
        Some(("topic", name)) => Step::Topic(name),
        Some(("article", rest)) => rest.split_once(' ').map_or_else(|| panic!("how sure is “{text}”?"), |(key, sure)| Step::Article(key, number(sure) as u8)),
        _ => match text {
            "miss" => Step::Miss,
            "lost" => Step::Lost,
            "human" => Step::Human,
            "angry" => Step::Angry,
            _ => panic!("the bot does not know “{text}”"),
        },
    }
}

fn number(text: &str) -> i64 {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}
