//! The written conversations: read from text files, filled with names and things.
//!
//! A talk begins with one or more subjects (`= …`), the only customers who may have said it if it matters, and `priority: …`; then what is said: `c:` the customer (`c|` another wording of it),
//! `a:` the agent, `a?` the agent with a question that the ticket waits for, `n:` a private note.

use super::chance::Chance;
use std::collections::HashMap;
use stoa::tickets::model::Priority;

/// One file per category that every business starts with.
const FILES: [(&str, &str); 7] = [
    ("Order problem", include_str!("talks/order.txt")),
    ("Damaged goods", include_str!("talks/damaged.txt")),
    ("Delivery", include_str!("talks/delivery.txt")),
    ("Payment", include_str!("talks/payment.txt")),
    ("Returns", include_str!("talks/returns.txt")),
    ("Account", include_str!("talks/account.txt")),
    ("Something else", include_str!("talks/else.txt")),
];

const ITEMS: &[&str] = &[
    "Savanna mug",
    "Lamu blue bowl",
    "Rift planter",
    "Acacia teapot",
    "Kitengela vase",
    "Naivasha pitcher",
    "Mara hanging planter",
    "espresso cup set",
    "Tsavo serving plate",
    "succulent trio",
];
const COLOURS: &[&str] = &["ocean blue", "sand", "moss green", "terracotta", "charcoal", "rose"];
const AREAS: &[&str] = &["Kilimani", "Westlands", "Karen", "Lavington", "South B", "Parklands", "Runda", "Nyali", "Milimani"];
const COURIERS: &[&str] = &["G4S", "Wells Fargo", "Sendy", "DHL"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The customer.
    Customer,
    /// The agent.
    Agent,
    /// The agent, who then waits for an answer.
    AgentAsks,
    /// The agent to the colleagues.
    Note,
}

/// A written conversation with blanks.
#[derive(Clone, Debug)]
pub struct Talk {
    /// What it is about.
    pub category: &'static str,
    /// Different words for the same subject.
    pub subjects: Vec<&'static str>,
    /// Who alone may have said it, each once; empty for anybody.
    pub customers: Vec<&'static str>,
    /// How urgent the customer finds it.
    pub priority: Priority,
    /// Who says what; the first entry is the customer's description in several wordings.
    pub lines: Vec<(Voice, Vec<&'static str>)>,
}

/// Every talk.
pub fn all() -> Vec<Talk> {
    FILES.iter().flat_map(|(category, text)| text.split("\n\n").map(move |block| parse(category, block))).collect()
}

fn parse(category: &'static str, block: &'static str) -> Talk {
    let mut talk = Talk { category, subjects: Vec::new(), customers: Vec::new(), priority: Priority::Medium, lines: Vec::new() };
    for line in block.lines().filter(|line| !line.is_empty()) {
        let (mark, text) = line.split_once(' ').unwrap_or((line, ""));
        let voice = match mark {
            "=" => {
                talk.subjects.push(text);
                continue;
            }
            "customer:" => {
                talk.customers = text.split(", ").collect();
                continue;
            }
            "priority:" => {
                talk.priority = text.parse().unwrap_or_else(|e| panic!("{line}: {e}"));
                continue;
            }
            "c|" => {
                talk.lines.last_mut().unwrap_or_else(|| panic!("“{line}” has nothing before it")).1.push(text);
                continue;
            }
            "c:" => Voice::Customer,
            "a:" => Voice::Agent,
            "a?" => Voice::AgentAsks,
            "n:" => Voice::Note,
            _ => panic!("“{line}” does not begin with one of = customer: priority: c: c| a: a? n:"),
        };
        talk.lines.push((voice, vec![text]));
    }
    talk
}

/// What the blanks of one conversation are filled with.
#[derive(Debug)]
pub struct Blanks(HashMap<&'static str, String>);

impl Blanks {
    /// Chosen by chance for a customer and an agent.
    pub fn choose(chance: &mut Chance, customer: &str, agent: &str) -> Self {
        let first = |name: &str| name.split(' ').next().unwrap_or(name).to_owned();
        let item = *chance.pick(ITEMS);
        let other = *ITEMS.iter().cycle().skip_while(|i| **i != item).nth(1).unwrap_or(&item);
        let shillings = |n: i64| if n < 1000 { format!("KSh {n}") } else { format!("KSh {},{:03}", n / 1000, n % 1000) };
        Self(HashMap::from([
            ("name", first(customer)),
            ("agent", first(agent)),
            ("item", item.to_owned()),
            ("other", other.to_owned()),
            ("order", format!("KL-{}", chance.between(10_240, 14_980))),
            ("amount", shillings(chance.between(18, 149) * 100)),
            ("fee", shillings(chance.between(3, 9) * 100)),
            ("batch", chance.between(103, 987).to_string()),
            ("colour", (*chance.pick(COLOURS)).to_owned()),
            ("area", (*chance.pick(AREAS)).to_owned()),
            ("courier", (*chance.pick(COURIERS)).to_owned()),
            ("day", (*chance.pick(DAYS)).to_owned()),
        ]))
    }

    /// The text with its blanks filled, beginning with a capital letter.
    pub fn fill(&self, text: &str) -> String {
        let out = self.fill_as_is(text);
        let mut letters = out.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The text with its blanks filled and nothing else changed.
    pub fn fill_as_is(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (blank, after) = after.split_once('}').unwrap_or_else(|| panic!("a blank is not closed: {text}"));
            out.push_str(before);
            out.push_str(self.0.get(blank).unwrap_or_else(|| panic!("nothing fills {{{blank}}}: {text}")));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_talk_begins_with_the_customer_and_every_blank_is_filled() {
        let talks = all();
        assert!(talks.len() >= 45, "{} talks", talks.len());
        let blanks = Blanks::choose(&mut Chance::new(1), "Lena Brandt", "Amina Otieno");
        for talk in &talks {
            assert_eq!(talk.lines[0].0, Voice::Customer, "{:?}", talk.subjects);
            assert!(talk.lines.len() >= 2, "{:?}", talk.subjects);
            for subject in &talk.subjects {
                assert!((3..=120).contains(&blanks.fill(subject).chars().count()), "{subject}");
            }
            for text in talk.lines.iter().flat_map(|(_, texts)| texts) {
                let filled = blanks.fill(text);
                assert!(filled.chars().count() >= 5 && !filled.contains('{'), "{filled}");
            }
            let last_question = talk.lines.iter().rposition(|(v, _)| *v == Voice::AgentAsks);
            assert!(last_question.is_none_or(|at| talk.lines[at + 1..].iter().any(|(v, _)| *v == Voice::Customer)), "nobody answers in {:?}", talk.subjects);
        }
    }
}
