//! From what was compared to how sure it is: two small logistic models, one that ranks articles, one that says how often such an answer is right.

/// How an article compares with a question; every part from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// BM25 over the fields, per weight of the question.
    pub bm25: f32,
    /// How much the question and the closest wording have in common, by weight.
    pub wording: f32,
    /// The same for the best part of the question: a long one also tells what does not matter.
    pub part: f32,
    /// The trigrams they have in common.
    pub letters: f32,
    /// The share of the question that one whole keyword explains.
    pub keyword: f32,
    /// How much that keyword is by itself: 1 is as much as two words that no other article has.
    pub pointed: f32,
    /// The share of the question by how many of the wordings have it.
    pub usual: f32,
    /// The share of the question that stands in wordings or keywords.
    pub covered: f32,
    /// The share that stands anywhere in the article.
    pub anywhere: f32,
    /// The share of it that says what is asked for and stands in neither.
    pub missed: f32,
    /// How much was matched at all: 1 is as much as two words that no other article has.
    pub amount: f32,
}

impl Evidence {
    /// As a row for the model; the last one is its constant.
    pub const fn row(&self) -> [f32; EVIDENCE] {
        [self.bm25, self.wording, self.part, self.letters, self.keyword, self.pointed, self.usual, self.covered, self.missed, self.anywhere, self.amount, 1.0]
    }
}

/// What a confidence is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs {
    row: [f32; SIGNS],
}

/// How many parts evidence has, with the constant.
pub const EVIDENCE: usize = 12;
/// How many signs there are, with the constant.
pub const SIGNS: usize = 16;
/// What is taken off the log-odds before they are told: 70 % told is 86 % fitted. A wrong answer costs a customer more than none, and of all
/// answers told with 70 or more at least 95 in 100 have to be right, not 70; the report of the labelled set shows both.
const CAUTION: f32 = 1.0;
/// The lead over the next candidate that counts at most.
const LEAD_MAX: f32 = 3.0;

impl Signs {
    /// As a row for the model; the last one is its constant.
    pub const fn row(&self) -> [f32; SIGNS] {
        self.row
    }
}

/// The weights of both models.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model {
    /// Weights of [`Evidence::row`].
    pub rank: [f32; EVIDENCE],
    /// Weights of [`Signs::row`].
    pub trust: [f32; SIGNS],
}

impl Model {
    /// The model that is used. Fitted on the labelled set (`seed/questions.tsv`) by logistic regression with a small ridge, see `fit.rs`;
    /// tests fit it anew on each half and measure on the other half, and compare these numbers with a fit on all.
    pub const FITTED: Self = Self {
        rank: [-0.23, 1.33, -0.05, 5.96, 3.99, 3.13, 2.51, 0.60, -3.40, -1.24, 4.91, -8.00],
        trust: [0.89, 0.30, -0.85, 2.09, 1.22, -1.27, -2.77, -0.29, -0.54, -0.72, 0.10, 0.00, 0.55, 2.72, -0.91, -2.29],
    };

    /// How likely an article is the best one, on a scale of its own.
    pub fn rank(&self, evidence: &Evidence) -> f32 {
        dot(&evidence.row(), &self.rank)
    }

    /// `other` is the rank of the best other candidate; `unknown` the share of the question no article knows; `words` how many words count.
    pub fn signs(&self, evidence: &Evidence, other: Option<f32>, unknown: f32, words: f32) -> Signs {
        let own = self.rank(evidence);
        let lead = other.map_or(LEAD_MAX, |other| (own - other).clamp(-LEAD_MAX, LEAD_MAX));
        let Evidence { bm25, wording, part, letters, keyword, pointed, usual, covered, missed, anywhere, amount } = *evidence;
        Signs { row: [own, lead, unknown, (1.0 + words).ln(), bm25, wording, part, letters, keyword, pointed, usual, covered, missed, anywhere, amount, 1.0] }
    }

    /// How sure an answer is, 0 to 1: the fitted share of right answers, told with caution.
    pub fn confidence(&self, signs: &Signs) -> f32 {
        sigmoid(dot(&signs.row(), &self.trust) - CAUTION)
    }
}

/// The logistic function.
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
