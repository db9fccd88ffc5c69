//! What was answered on the way.

use crate::files::model::FileView;
use crate::kernel::ids::NodeId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most characters of a line.
pub const LINE_MAX: usize = 200;
/// The most characters of a long text.
pub const TEXT_MAX: usize = 3000;

/// One answer: what was chosen or typed, or the pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The options chosen, or the one text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// The pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<FileView>,
}

impl Answer {
    /// One text.
    pub fn of(text: &str) -> Self {
        Self { texts: vec![text.to_owned()], images: Vec::new() }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.texts.iter().all(String::is_empty) && self.images.is_empty()
    }

    /// As one reads it.
    pub fn text(&self) -> String {
        match self.images.len() {
            0 => self.texts.join(", "),
            1 => "1 picture".to_owned(),
            n => format!("{n} pictures"),
        }
    }
}

/// All answers by step.
pub type Answers = BTreeMap<NodeId, Answer>;
