//! Questions nobody could answer, gathered by what they have in common: proposals for new articles.

use super::words::{ITSELF, words};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How much two questions must have in common to be one matter.
const ALIKE: f32 = 0.5;
/// Examples that are shown of a cluster.
const EXAMPLES: usize = 5;
/// Words that name a cluster.
const WORDS: usize = 4;

/// Questions that ask for the same, most asked first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// The words most of them share.
    pub words: Vec<String>,
    /// How many they are.
    pub count: usize,
    /// Some of them, as they were asked.
    pub examples: Vec<String>,
}

/// A question with the terms that count, each once.
struct Asked<'a> {
    text: &'a str,
    terms: BTreeSet<String>,
}

/// Gathers questions: each joins the first cluster whose founder it is like. Clusters of fewer than `least` are left out.
pub fn cluster<'a>(questions: impl IntoIterator<Item = &'a str>, least: usize) -> Vec<Cluster> {
    let asked: Vec<Asked<'a>> = questions.into_iter().map(|text| Asked { text, terms: terms(text) }).collect();
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for term in asked.iter().flat_map(|a| &a.terms) {
        *often.entry(term).or_default() += 1;
    }
    let weight = |term: &str| (1.0 + asked.len() as f32 / often.get(term).copied().unwrap_or(1) as f32).ln();
    let mut gathered: Vec<Vec<&Asked<'a>>> = Vec::new();
    for one in asked.iter().filter(|a| !a.terms.is_empty()) {
        let home = gathered.iter_mut().find(|members| alike(&members[0].terms, &one.terms, &weight) >= ALIKE);
        match home {
            Some(members) => members.push(one),
            None => gathered.push(vec![one]),
        }
    }
    gathered.retain(|members| members.len() >= least);
    gathered.sort_by_key(|members| std::cmp::Reverse(members.len()));
    gathered.iter().map(|members| describe(members)).collect()
}

/// What a question is about; a thing is itself here, not just any thing.
fn terms(text: &str) -> BTreeSet<String> {
    let mut terms: Vec<String> = Vec::new();
    for word in words(text) {
        match word.term.strip_prefix(ITSELF) {
            Some(itself) => {
                terms.pop();
                terms.push(itself.to_owned());
            }
            None => terms.push(word.term),
        }
    }
    terms.into_iter().collect()
}

/// The weight two questions share, of all they have.
fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>, weight: &impl Fn(&str) -> f32) -> f32 {
    let sum = |terms: &mut dyn Iterator<Item = &String>| terms.map(|t| weight(t)).sum::<f32>();
    sum(&mut a.intersection(b)) / sum(&mut a.union(b)).max(f32::EPSILON)
}

fn describe(members: &[&Asked<'_>]) -> Cluster {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for term in members.iter().flat_map(|m| &m.terms) {
        *counts.entry(term).or_default() += 1;
    }
    let mut words: Vec<(&str, usize)> = counts.into_iter().filter(|(_, n)| n * 2 >= members.len()).collect();
    words.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let mut seen = BTreeSet::new();
    let examples = members.iter().map(|m| m.text.trim()).filter(|text| seen.insert(text.to_lowercase())).take(EXAMPLES);
    Cluster {
        words: words.into_iter().take(WORDS).map(|(word, _)| word.to_owned()).collect(),
        count: members.len(),
        examples: examples.map(str::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_for_the_same_are_one_proposal() {
        let found =
            cluster(["Do you rent chairs?", "renting chairs for a wedding", "can I rent some chairs", "Are you hiring?", "hiring?", "what is the moon"], 2);
        assert_eq!(found.iter().map(|c| c.count).collect::<Vec<_>>(), [3, 2]);
        assert!(found[0].words.contains(&"chair".to_owned()) && found[0].words.contains(&"rent".to_owned()), "{:?}", found[0].words);
        assert_eq!(found[1].examples, ["Are you hiring?", "hiring?"]);
    }

    #[test]
    fn nothing_asked_is_nothing_proposed() {
        assert_eq!(cluster([], 1), []);
        assert_eq!(cluster(["???", ""], 1), []);
    }
}
