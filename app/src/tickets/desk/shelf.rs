//! Which part of the tickets the inbox shows: a tab, those put aside, or a saved view.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use stoa::kernel::ids::ViewId;
use stoa::tickets::model::Holder;

/// The word for tickets that were put aside.
const SNOOZED: &str = "snoozed";

/// What the list shows. In addresses and messages it is one word: that of the tab, `snoozed`, or the number of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Shelf {
    /// Active tickets of these people.
    Tab(Holder),
    /// Tickets put aside.
    Snoozed,
    /// What a saved view lets through.
    View(ViewId),
}

impl Shelf {
    /// The tab, when it is one.
    pub const fn tab(self) -> Option<Holder> {
        if let Self::Tab(tab) = self { Some(tab) } else { None }
    }
}

impl From<Holder> for Shelf {
    fn from(tab: Holder) -> Self {
        Self::Tab(tab)
    }
}

impl fmt::Display for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tab(tab) => f.write_str(tab.word()),
            Self::Snoozed => f.write_str(SNOOZED),
            Self::View(id) => id.fmt(f),
        }
    }
}

impl FromStr for Shelf {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            SNOOZED => Ok(Self::Snoozed),
            word => word.parse().map(Self::Tab).or_else(|_| word.parse().map(Self::View)).map_err(|_| format!("There is no list “{word}”.")),
        }
    }
}

impl TryFrom<String> for Shelf {
    type Error = String;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

impl From<Shelf> for String {
    fn from(shelf: Shelf) -> Self {
        shelf.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_leads_to_the_list_it_was_made_from() {
        for shelf in [Shelf::Tab(Holder::Mine), Shelf::Snoozed, Shelf::View(ViewId(12))] {
            assert_eq!(shelf.to_string().parse(), Ok(shelf));
            assert_eq!(serde_json::from_str::<Shelf>(&serde_json::to_string(&shelf).unwrap()).unwrap(), shelf);
        }
        assert!("nonsense".parse::<Shelf>().is_err() && "".parse::<Shelf>().is_err());
    }
}
