//! Canned responses.

use crate::kernel::ids::{CannedId, CategoryId, ChatId, MemberId, TicketId};
use serde::{Deserialize, Serialize};

/// The longest text, in characters.
pub const TEXT_MAX: usize = 5_000;
/// The most a business or one person may have.
pub const MOST: i64 = 300;

/// A text that is written often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Canned {
    /// Its id.
    pub id: CannedId,
    /// Whose own it is; `None` for the whole team.
    pub owner_id: Option<MemberId>,
    /// What it is found by after a slash.
    pub shortcut: String,
    /// What it is called.
    pub title: String,
    /// The text, with placeholders.
    pub body: String,
    /// What tickets are about that it suits best.
    pub category_id: Option<CategoryId>,
}

/// Where a text is about to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spot {
    /// In a ticket.
    Ticket(TicketId),
    /// In a chat.
    Chat(ChatId),
}

/// A text ready to be written: placeholders filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// Its id.
    pub id: CannedId,
    /// What it is found by.
    pub shortcut: String,
    /// What it is called.
    pub title: String,
    /// What will be written.
    pub text: String,
    /// Whether it is one's own.
    pub is_own: bool,
}

/// Those that the letters after the slash find: first whose shortcut begins with them, then whose shortcut or title has them anywhere.
pub fn matching<'a>(all: &'a [Ready], letters: &str) -> Vec<&'a Ready> {
    let letters = letters.trim().to_lowercase();
    let rank = |ready: &Ready| {
        if ready.shortcut.starts_with(&letters) {
            Some(0)
        } else if ready.shortcut.contains(&letters) || ready.title.to_lowercase().contains(&letters) {
            Some(1)
        } else {
            None
        }
    };
    let mut found: Vec<(i32, &Ready)> = all.iter().filter_map(|ready| Some((rank(ready)?, ready))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, ready)| ready).collect()
}

/// Where a slash begins a shortcut in what stands before the cursor: its place in bytes and the letters after it.
pub fn slash(before: &str) -> Option<(usize, &str)> {
    let at = before.rfind('/')?;
    let letters = &before[at + 1..];
    let starts = before[..at].chars().next_back().is_none_or(char::is_whitespace);
    let is_short = letters.chars().count() <= 30 && !letters.contains('\n') && !letters.starts_with(' ') && letters.split(' ').count() <= 2;
    (starts && is_short).then_some((at, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready(shortcut: &str, title: &str) -> Ready {
        Ready { id: CannedId(1), shortcut: shortcut.into(), title: title.into(), text: String::new(), is_own: false }
    }

    #[test]
    fn shortcuts_that_begin_with_the_letters_come_first() {
        let all = [ready("late", "Parcel is late"), ready("thanks", "Thank you"), ready("parcel", "Where is it")];
        let found = |letters| matching(&all, letters).iter().map(|r| r.shortcut.as_str()).collect::<Vec<_>>();
        assert_eq!(found(""), ["late", "thanks", "parcel"]);
        assert_eq!(found("PAR"), ["parcel", "late"]);
        assert!(found("xyz").is_empty());
    }

    #[test]
    fn a_slash_counts_at_the_beginning_of_a_word_only() {
        assert_eq!(slash("/th"), Some((0, "th")));
        assert_eq!(slash("Hello\n/"), Some((6, "")));
        assert_eq!(slash("see /parcel la"), Some((4, "parcel la")));
        for text in ["and/or", "https://x", "/ no", "/a\nb", "/one two three", "none"] {
            assert_eq!(slash(text), None, "{text}");
        }
    }
}
