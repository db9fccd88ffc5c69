//! What can be found, and what fits the words that are typed. Pure.

use crate::routes;
use crate::tickets::desk::keys::{self, Does, Key};
use crate::ui::Glyph;
use serde::{Deserialize, Serialize};

/// What something found is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A ticket.
    Ticket,
    /// A customer.
    Customer,
    /// A page.
    Page,
}

impl Kind {
    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ticket => "Ticket",
            Self::Customer => "Customer",
            Self::Page => "Page",
        }
    }

    /// The icon for it.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Ticket => Glyph::Ticket,
            Self::Customer => Glyph::Person,
            Self::Page => Glyph::Right,
        }
    }
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// How it is called.
    pub label: String,
    /// What tells it apart: a number, an address.
    pub detail: String,
    /// Where it is.
    pub href: String,
}

/// Pages that no key leads to.
const PAGES: [(&str, &str); 2] = [("All tickets of a customer", routes::DESK_FIND), ("New ticket for a customer", routes::DESK_NEW)];
/// Pages of admins.
const ADMIN_PAGES: [(&str, &str); 12] = [
    ("Admin: overview", routes::ADMIN),
    ("Admin: people", routes::ADMIN_PEOPLE),
    ("Admin: settings and hours", routes::ADMIN_SETTINGS),
    ("Admin: promises", routes::ADMIN_SLA),
    ("Admin: queue", routes::ADMIN_QUEUE),
    ("Admin: categories", routes::ADMIN_CATEGORIES),
    ("Admin: journeys", routes::ADMIN_JOURNEYS),
    ("Admin: products", routes::ADMIN_PRODUCTS),
    ("Admin: stock", routes::ADMIN_STOCK),
    ("Admin: figures of stock and sales", routes::ADMIN_FIGURES),
    ("Admin: help articles", routes::ADMIN_HELP),
    ("Admin: chat widget", routes::ADMIN_CHAT),
];

/// The pages one may go to whose names fit the words; all when there are none.
pub fn pages(words: &str, is_admin: bool) -> Vec<Found> {
    let by_key = keys::all().filter_map(|key| match key.does {
        Does::Go(href) => Some((key.name, href)),
        _ => None,
    });
    let account = [("Your account", routes::ACCOUNT)];
    let admin = ADMIN_PAGES.into_iter().filter(|_| is_admin);
    let all = by_key.chain(PAGES).chain(account).chain(admin).filter(|(label, _)| fits(label, words));
    all.map(|(label, href)| Found { kind: Kind::Page, label: label.into(), detail: String::new(), href: href.into() }).collect()
}

/// The keys that do something other than going to a page and whose names fit the words, each thing once.
pub fn commands(words: &str) -> Vec<&'static Key> {
    let mut found: Vec<&'static Key> = Vec::new();
    for key in keys::all().filter(|key| !matches!(key.does, Does::Go(_)) && fits(key.name, words)) {
        if found.iter().all(|known| known.does != key.does) {
            found.push(key);
        }
    }
    found
}

/// Whether each of the words begins a word of the text.
pub fn fits(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word)))
}

/// What was gone to before, newest first, with one more; each address once, at most eight.
pub fn remember(mut recent: Vec<Found>, found: Found) -> Vec<Found> {
    recent.retain(|known| known.href != found.href);
    recent.insert(0, found);
    recent.truncate(8);
    recent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_where_each_begins_a_word() {
        assert!(fits("Go to the live chats", "chat go") && fits("Admin: people", "PEO") && fits("Anything", ""));
        assert!(!fits("Go to the live chats", "hats") && !fits("Admin: people", "admin queue"));
    }

    #[test]
    fn only_admins_find_the_pages_of_admins() {
        assert!(pages("promises", false).is_empty());
        assert_eq!(pages("promises", true)[0].href, routes::ADMIN_SLA);
        assert!(pages("", false).iter().any(|page| page.href == routes::DESK_QUEUE));
    }

    #[test]
    fn a_command_with_two_keys_is_one_command() {
        let undo = commands("undo");
        assert_eq!(undo.iter().map(|key| key.does).collect::<Vec<_>>(), [Does::Undo]);
    }

    #[test]
    fn what_was_gone_to_last_stands_first_and_once() {
        let found = |n: usize| Found { kind: Kind::Ticket, label: n.to_string(), detail: String::new(), href: format!("/desk/{n}") };
        let recent = (0..12).fold(Vec::new(), |recent, n| remember(recent, found(n)));
        assert_eq!(recent.iter().map(|f| f.label.as_str()).collect::<Vec<_>>(), ["11", "10", "9", "8", "7", "6", "5", "4"]);
        assert_eq!(remember(recent, found(9)).iter().filter(|f| f.label == "9").count(), 1);
    }
}
