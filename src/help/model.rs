//! Articles, their categories, and what is said automatically.

use crate::choice;
use crate::kernel::ids::{ArticleId, HelpCategoryId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

choice! {
    /// Whether visitors see an article.
    pub enum State {
        /// Only admins see it.
        Draft = "draft" "Draft",
        /// Everybody sees it, and it answers questions.
        Published = "published" "Published",
        /// Put away; votes and figures stay.
        Archived = "archived" "Archived",
    }
}

choice! {
    /// When an automatic response is said.
    pub enum Occasion {
        /// A chat begins.
        Welcome = "welcome" "Welcome",
        /// No agent is there, inside the opening hours.
        NobodyOnline = "nobody_online" "Nobody online",
        /// Outside the opening hours.
        OutsideHours = "outside_hours" "Outside opening hours",
        /// The queue moves slowly.
        LongWait = "long_wait" "Long wait",
        /// A chat is closed.
        Closing = "closing" "Closing",
    }
}

impl Occasion {
    /// The placeholders its text may use.
    pub const fn placeholders(self) -> &'static [&'static str] {
        match self {
            Self::Welcome | Self::Closing | Self::NobodyOnline => &["business", "name"],
            Self::OutsideHours => &["business", "name", "opens_at"],
            Self::LongWait => &["business", "name", "position"],
        }
    }
}

choice! {
    /// What became of a question.
    pub enum Outcome {
        /// An article was given.
        Answered = "answered" "Answered",
        /// The visitor was asked which of two is meant.
        AskedBack = "asked_back" "Asked back",
        /// People have to answer.
        Unanswered = "unanswered" "Unanswered",
    }
}

/// A list kept as one text, one entry a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lines(pub Vec<String>);

crate::read_from_text!(Lines);

impl From<String> for Lines {
    fn from(text: String) -> Self {
        Self(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect())
    }
}

impl std::fmt::Display for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

/// A group of articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Category {
    /// Its id.
    pub id: HelpCategoryId,
    /// What it is called.
    pub name: String,
    /// One line about it.
    pub about: String,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// Its group.
    pub category_id: HelpCategoryId,
    /// Its word in addresses.
    pub slug: String,
    /// The question it answers.
    pub question: String,
    /// The same in other words.
    pub alternatives: Lines,
    /// Words and phrases that point to it.
    pub keywords: Lines,
    /// Its tags.
    pub tags: Lines,
    /// The slugs of what to read next.
    pub related: Lines,
    /// The answer in Markdown, with placeholders.
    pub body: String,
    /// Whether visitors see it.
    pub state: State,
    /// How often it was read.
    pub views: i64,
    /// Visitors it helped.
    pub helpful: i64,
    /// Visitors it did not help.
    pub unhelpful: i64,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct ArticleLine {
    /// Its id.
    pub id: ArticleId,
    /// Its group.
    pub category_id: HelpCategoryId,
    /// Its word in addresses.
    pub slug: String,
    /// The question it answers.
    pub question: String,
    /// Whether visitors see it.
    pub state: State,
    /// How often it was read.
    pub views: i64,
    /// Visitors it helped.
    pub helpful: i64,
    /// Visitors it did not help.
    pub unhelpful: i64,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// A category and its articles, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf {
    /// The category.
    pub category: Category,
    /// Its articles.
    pub articles: Vec<ArticleLine>,
}

/// A published article as visitors read it: placeholders filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its group.
    pub category: Category,
    /// What to read next.
    pub related: Vec<ArticleLine>,
}

/// A place where the words of a search stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The article.
    pub line: ArticleLine,
    /// Text around the words, in pieces; `true` marks the words. Empty when the article was found by its meaning.
    pub snippet: Vec<(String, bool)>,
}

/// What is said automatically on an occasion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Reply {
    /// When.
    pub occasion: Occasion,
    /// What, with placeholders.
    pub body: String,
    /// Whether it is said at all.
    pub is_on: bool,
}

/// A question that was really asked, and what it was answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Asked {
    /// As it was asked.
    pub text: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The best candidate.
    pub article_id: Option<ArticleId>,
    /// How sure that was.
    pub confidence: i64,
    /// When it was asked.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_survive_being_one_text() {
        let lines = Lines::from(" a b \n\n c\r\n".to_owned());
        assert_eq!(lines.0, ["a b", "c"]);
        assert_eq!(Lines::from(lines.to_string()), lines);
    }
}
