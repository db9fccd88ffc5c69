//! The keys of the desk, in one place: the island that hears them, the help and the tooltips all read this list.

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Opens the ticket so many lines further down.
    Move(i32),
    /// Writes in this mode of the composer.
    Write(&'static str),
    /// Presses the button that is marked with this word.
    Press(&'static str),
    /// Goes to the search box.
    Search,
    /// Goes to a page.
    Go(&'static str),
    /// Dark or light.
    Dark,
    /// Copies the number of the ticket.
    Copy,
    /// Shows or hides the details.
    Details,
    /// Shows this list.
    Help,
    /// Leaves what is being typed into.
    Leave,
    /// Takes the last change back.
    Undo,
    /// Ticks the line that has the focus, or else that of the open ticket.
    Tick,
    /// Opens the palette.
    Find,
    /// Goes into this field of the details.
    Choose(&'static str),
    /// Known to the composer itself.
    Send,
}

/// One key or two after each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As printed: `J`, `G I`, `Ctrl Enter`.
    pub keys: &'static str,
    /// What people read.
    pub name: &'static str,
    /// What it does.
    pub does: Does,
}

const fn key(keys: &'static str, name: &'static str, does: Does) -> Key {
    Key { keys, name, does }
}

/// The groups of the help, with their keys.
pub const GROUPS: &[(&str, &[Key])] = &[
    (
        "Finding the way",
        &[
            key("J", "Next ticket", Does::Move(1)),
            key("K", "Previous ticket", Does::Move(-1)),
            key("X", "Choose the ticket in the list", Does::Tick),
            key("/", "Search", Does::Search),
            key("S", "Search", Does::Search),
            key("G I", "Go to the inbox", Does::Go(crate::routes::DESK)),
            key("G T", "Go to the tickets", Does::Go(crate::routes::DESK_TICKETS)),
            key("Ctrl K", "Find anything", Does::Find),
            key("G Q", "Go to the queue", Does::Go(crate::routes::DESK_QUEUE)),
            key("G C", "Go to the live chats", Does::Go(crate::routes::DESK_CHATS)),
            key("G O", "Go to the orders", Does::Go(crate::routes::DESK_ORDERS)),
            key("G M", "Go to the team", Does::Go(crate::routes::DESK_TEAM)),
            key("G P", "Go to your settings", Does::Go(crate::routes::DESK_SETTINGS)),
        ],
    ),
    (
        "The open ticket",
        &[
            key("R", "Reply", Does::Write("reply")),
            key("N", "Private note", Does::Write("note")),
            key("I", "Assign to me", Does::Press("take")),
            key("Z", "Snooze", Does::Press("snooze")),
            key("A", "Assign to somebody", Does::Choose("agent")),
            key("E", "Resolve", Does::Press("resolve")),
            key("U", "Undo the last change", Does::Undo),
            key("Ctrl Z", "Undo the last change", Does::Undo),
            key("F", "Follow or unfollow", Does::Press("follow")),
            key(".", "Copy the number", Does::Copy),
            key("P", "Show or hide the details", Does::Details),
            key("Ctrl Enter", "Send", Does::Send),
        ],
    ),
    ("Everywhere", &[key("D", "Dark or light", Does::Dark), key("?", "Show this list", Does::Help), key("Esc", "Leave what you type into", Does::Leave)]),
];

/// All keys.
pub fn all() -> impl Iterator<Item = &'static Key> {
    GROUPS.iter().flat_map(|(_, keys)| keys.iter())
}

/// The key that does this, for a tooltip.
pub fn of(does: Does) -> &'static str {
    all().find(|key| key.does == does).map_or("", |key| key.keys)
}

/// What a letter typed after another (or none) does. A letter that only begins something does nothing yet.
pub fn typed(before: Option<char>, letter: char) -> Option<Does> {
    let wanted = match before {
        Some(before) => format!("{before} {letter}"),
        None => letter.to_string(),
    };
    all().find(|key| key.keys.eq_ignore_ascii_case(&wanted)).map(|key| key.does)
}

/// What a letter does while Ctrl or ⌘ is held.
pub fn held(letter: &str) -> Option<Does> {
    all().find(|key| key.keys.strip_prefix("Ctrl ").is_some_and(|held| held.eq_ignore_ascii_case(letter))).map(|key| key.does)
}

/// Whether a letter begins a pair.
pub fn begins(letter: char) -> bool {
    all().any(|key| {
        let mut letters = key.keys.split(' ');
        letters.next().is_some_and(|first| first.eq_ignore_ascii_case(&letter.to_string())) && letters.next().is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_does_two_things_and_none_is_the_beginning_of_another() {
        let every: Vec<_> = all().collect();
        for (at, key) in every.iter().enumerate() {
            assert!(every[..at].iter().all(|other| other.keys != key.keys), "{} is there twice", key.keys);
            let single = key.keys.chars().count() == 1;
            assert!(!single || !begins(key.keys.chars().next().unwrap()), "{} begins another", key.keys);
        }
    }

    #[test]
    fn letters_alone_and_in_pairs_are_found() {
        assert_eq!(typed(None, 'j'), Some(Does::Move(1)));
        assert_eq!((typed(None, 'x'), typed(None, 'g')), (Some(Does::Tick), None));
        assert!(begins('g') && !begins('j'));
        assert_eq!(typed(Some('g'), 't'), Some(Does::Go(crate::routes::DESK_TICKETS)));
        assert_eq!(typed(Some('g'), 'x'), None);
        assert_eq!(of(Does::Press("resolve")), "E");
        assert_eq!((held("k"), held("Z"), held("x")), (Some(Does::Find), Some(Does::Undo), None));
        assert!(!begins('c'), "held keys are no pairs");
    }
}
