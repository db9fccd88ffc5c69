//! Finding a colleague by what stands after an @, and putting the name there. Pure.

/// What is being typed after an @: where the @ stands, and the letters after it up to the caret, both in bytes of `text`.
/// Nothing when the caret does not stand in a name.
pub fn begun(text: &str, caret: usize) -> Option<(usize, &str)> {
    let before = text.get(..caret)?;
    let at = before.rfind('@')?;
    // An @ inside a word is part of an address.
    let is_inside = before[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let typed = &before[at + 1..];
    let is_name = typed.chars().count() <= 40 && !typed.contains('\n') && typed.matches(' ').count() <= 2 && !typed.starts_with(' ');
    (!is_inside && is_name).then_some((at, typed))
}

/// The names that fit what is typed: those of which a word begins with it come first, at most eight.
pub fn fitting<'a>(names: &'a [String], typed: &str) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let begins = |name: &str| {
        let name = name.to_lowercase();
        name.starts_with(&typed) || name.split_whitespace().any(|word| word.starts_with(&typed))
    };
    names.iter().map(String::as_str).filter(|name| begins(name)).take(8).collect()
}

/// The text with the name after the @ at `at` instead of what was typed up to the caret, and where the caret stands then.
pub fn named(text: &str, at: usize, caret: usize, name: &str) -> (String, usize) {
    let (before, after) = (&text[..at], &text[caret..]);
    let space = if after.starts_with([' ', '\n', ',', '.']) { "" } else { " " };
    let start = format!("{before}@{name}{space}");
    let caret = start.len();
    (start + after, caret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_at_begins_a_name_but_not_inside_an_address_or_far_behind() {
        assert_eq!(begun("Ask @am", 7), Some((4, "am")));
        assert_eq!(begun("@", 1), Some((0, "")));
        assert_eq!(begun("Ask @Amina Ot, please", 13), Some((4, "Amina Ot")));
        for (text, caret) in [("mail amina@kiln", 15), ("@ amina", 7), ("@amina\nnext", 11), ("@a b c d e", 10), ("nothing", 3), ("ë", 1)] {
            assert_eq!(begun(text, caret), None, "{text}");
        }
    }

    #[test]
    fn names_are_found_by_any_of_their_words() {
        let names = ["Amina Otieno", "Brian Mwangi", "Zoë"].map(str::to_owned);
        assert_eq!(fitting(&names, ""), ["Amina Otieno", "Brian Mwangi", "Zoë"]);
        assert_eq!(fitting(&names, "mwa"), ["Brian Mwangi"]);
        assert_eq!(fitting(&names, "amina o"), ["Amina Otieno"]);
        assert!(fitting(&names, "x").is_empty());
    }

    #[test]
    fn the_name_stands_where_it_was_begun_and_the_caret_behind_it() {
        assert_eq!(named("Ask @am about it", 4, 7, "Amina Otieno"), ("Ask @Amina Otieno about it".into(), 17));
        assert_eq!(named("@z", 0, 2, "Zoë"), ("@Zoë ".into(), 6));
    }
}
