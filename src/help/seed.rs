//! What a new business's help centre starts with: articles and automatic responses, written as plain files beside this one.

use super::model::Occasion;
use serde::Deserialize;

const FILES: &[&str] = &[
    include_str!("seed/1-orders.md"),
    include_str!("seed/2-delivery.md"),
    include_str!("seed/3-returns.md"),
    include_str!("seed/4-payment.md"),
    include_str!("seed/5-bookings.md"),
    include_str!("seed/6-account.md"),
    include_str!("seed/7-products.md"),
    include_str!("seed/8-contact.md"),
];
const REPLIES: &str = include_str!("seed/replies.json");

/// A category and its articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeedCategory {
    /// What it is called.
    pub name: &'static str,
    /// One line about it.
    pub about: &'static str,
    /// In order.
    pub articles: Vec<SeedArticle>,
}

/// An article as it is written in the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeedArticle {
    /// What other articles call it.
    pub key: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// The same in other words.
    pub alternatives: Vec<&'static str>,
    /// What points to it.
    pub keywords: Vec<&'static str>,
    /// Keys of what to read next.
    pub related: Vec<&'static str>,
    /// Its tags.
    pub tags: Vec<&'static str>,
    /// The answer in Markdown.
    pub body: &'static str,
}

/// An automatic response as it is written in the file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SeedReply {
    /// When it is said.
    pub occasion: Occasion,
    /// What is said, with placeholders.
    pub body: String,
}

/// The categories, in order.
pub fn categories() -> Vec<SeedCategory> {
    FILES.iter().map(|file| parse(file)).collect()
}

/// The automatic responses, one for each occasion.
pub fn replies() -> Vec<SeedReply> {
    serde_json::from_str(REPLIES).expect("a test reads the file")
}

fn parse(file: &'static str) -> SeedCategory {
    let mut parts = file.split("\n## ");
    let (name, about) = parts.next().unwrap_or_default().split_once('\n').unwrap_or_default();
    SeedCategory { name: name.trim_start_matches("# "), about: about.trim(), articles: parts.map(article).collect() }
}

fn article(text: &'static str) -> SeedArticle {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let (question, fields) = head.split_once('\n').unwrap_or((head, ""));
    let mut article = SeedArticle { question, body: body.trim(), ..SeedArticle::default() };
    for (name, value) in fields.lines().filter_map(|line| line.split_once(": ")) {
        let list = || value.split(',').map(str::trim).collect();
        match name {
            "key" => article.key = value,
            "ask" => article.alternatives.push(value),
            "keywords" => article.keywords = list(),
            "related" => article.related = list(),
            "tags" => article.tags = list(),
            _ => {}
        }
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_article_is_whole_and_its_related_ones_are_there() {
        let all: Vec<SeedArticle> = categories().into_iter().flat_map(|c| c.articles).collect();
        let keys: BTreeSet<&str> = all.iter().map(|a| a.key).collect();
        assert!(all.len() >= 18 && keys.len() == all.len(), "{} articles, {} keys", all.len(), keys.len());
        for a in &all {
            assert!(!a.question.is_empty() && !a.body.is_empty() && !a.keywords.is_empty() && !a.tags.is_empty(), "{}", a.key);
            assert!((3..=30).contains(&a.alternatives.len()) && a.keywords.len() <= 60, "{} has {} other wordings", a.key, a.alternatives.len());
            assert!((1..=5).contains(&a.related.len()) && a.related.iter().all(|key| keys.contains(key) && *key != a.key), "{}: {:?}", a.key, a.related);
        }
    }

    #[test]
    fn there_is_a_response_for_every_occasion() {
        let occasions: Vec<Occasion> = replies().iter().map(|r| r.occasion).collect();
        assert_eq!(occasions, Occasion::ALL);
    }
}
