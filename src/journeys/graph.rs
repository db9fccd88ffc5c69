//! The graph of a journey: its steps and the ways between them.

use super::condition::Condition;
use crate::choice;
use crate::kernel::ids::{CategoryId, EdgeId, NodeId};
use crate::tickets::model::Priority;
use serde::{Deserialize, Serialize};

/// The most steps of a journey.
pub const NODES_MAX: usize = 100;
/// The most ways of a journey.
pub const EDGES_MAX: usize = 300;
/// The most options of a choice.
pub const OPTIONS_MAX: usize = 20;
/// The most characters of a title.
pub const TITLE_MAX: usize = 160;
/// The most characters of what stands below a title.
pub const ABOUT_MAX: usize = 2000;
/// The most characters of an option.
pub const OPTION_MAX: usize = 80;
/// How far from the middle a step may be drawn.
pub const FAR: i32 = 20_000;

choice! {
    /// What a step is.
    pub enum Shape {
        /// One of several options.
        One = "one" "One choice",
        /// Any number of options.
        Several = "several" "Several choices",
        /// A line of text.
        Short = "short" "Short text",
        /// Text of several lines.
        Long = "long" "Long text",
        /// An e-mail address.
        Email = "email" "E-mail address",
        /// A phone number.
        Phone = "phone" "Phone number",
        /// A number.
        Number = "number" "Number",
        /// A day.
        Date = "date" "Date",
        /// Up to five pictures.
        Images = "images" "Pictures",
        /// Something to read.
        Page = "page" "Information",
        /// The end: a ticket is opened.
        Ticket = "ticket" "End: open a ticket",
        /// The end: an article is shown.
        Article = "article" "End: show an article",
        /// The end: a chat begins.
        Chat = "chat" "End: start a chat",
    }
}

impl Shape {
    /// Whether something is asked.
    pub const fn is_question(self) -> bool {
        !matches!(self, Self::Page) && !self.is_ending()
    }

    /// Whether the journey ends here.
    pub const fn is_ending(self) -> bool {
        matches!(self, Self::Ticket | Self::Article | Self::Chat)
    }

    /// Whether it has options.
    pub const fn is_choice(self) -> bool {
        matches!(self, Self::One | Self::Several)
    }

    /// Whether its answers have an order: later, more.
    pub const fn is_ordered(self) -> bool {
        matches!(self, Self::Number | Self::Date)
    }

    /// Whether its answer is typed as text.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Short | Self::Long | Self::Email | Self::Phone | Self::Number | Self::Date)
    }
}

/// What becomes of the answers in a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opens {
    /// Its subject; `{3}` stands for the answer to step 3.
    pub subject: String,
    /// What it is about.
    pub category: Option<CategoryId>,
    /// How urgent it is.
    pub priority: Priority,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// What whoever answers should know.
    pub skills: Vec<String>,
}

impl Default for Opens {
    fn default() -> Self {
        Self { subject: String::new(), category: None, priority: Priority::Medium, tags: Vec::new(), skills: Vec::new() }
    }
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Its number in the graph, kept from version to version.
    pub id: NodeId,
    /// What it is.
    pub shape: Shape,
    /// The question, or the heading.
    pub title: String,
    /// A hint below the question, the text of a page, the words of an ending. Markdown on pages and endings.
    #[serde(default)]
    pub about: String,
    /// Where it is drawn, from left to right.
    #[serde(default)]
    pub x: i32,
    /// Where it is drawn, from top to bottom.
    #[serde(default)]
    pub y: i32,
    /// What a choice offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Whether a question must be answered.
    #[serde(default)]
    pub is_required: bool,
    /// What an ending with a ticket does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Opens>,
    /// The word in addresses of the article that an ending shows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub article: String,
}

impl Node {
    /// A new step.
    pub fn new(id: NodeId, shape: Shape, title: &str) -> Self {
        let opens = (shape == Shape::Ticket).then(Opens::default);
        let (title, is_required) = (title.to_owned(), shape.is_question() && shape != Shape::Images);
        Self { id, shape, title, about: String::new(), x: 0, y: 0, options: Vec::new(), is_required, opens, article: String::new() }
    }

    /// Without what its shape has no use for.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        if !self.shape.is_choice() {
            self.options.clear();
        }
        if self.shape != Shape::Article {
            self.article.clear();
        }
        self.is_required &= self.shape.is_question();
        self.opens = if self.shape == Shape::Ticket { Some(self.opens.unwrap_or_default()) } else { None };
        (self.x, self.y) = (self.x.clamp(-FAR, FAR), self.y.clamp(-FAR, FAR));
        self
    }
}

/// A way from one step to the next. Ways of one step are tried in their order; one without a condition is taken when no other is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Its number in the graph.
    pub id: EdgeId,
    /// Where it begins.
    pub from: NodeId,
    /// Where it leads.
    pub to: NodeId,
    /// When it is taken; `None`: otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// All steps and ways.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Graph {
    /// The first step.
    pub start: Option<NodeId>,
    /// The steps, in the order of lists.
    pub nodes: Vec<Node>,
    /// The ways.
    pub edges: Vec<Edge>,
    /// The highest number ever given out: none is given twice.
    pub last: i64,
}

impl Graph {
    /// A step.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.iter().find(|n| n.id == id)
    }

    /// A way.
    pub fn edge(&self, id: EdgeId) -> Option<&Edge> {
        self.edges.iter().find(|e| e.id == id)
    }

    /// The ways out of a step, in order.
    pub fn ways(&self, from: NodeId) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |e| e.from == from)
    }

    /// A number nobody has had.
    pub fn fresh(&mut self) -> i64 {
        let known = self.nodes.iter().map(|n| n.id.0).chain(self.edges.iter().map(|e| e.id.0)).max().unwrap_or(0);
        self.last = self.last.max(known) + 1;
        self.last
    }
}
