//! Who is named with an @ in a message. Pure.

use crate::help::rules::words::fold;
use crate::kernel::ids::MemberId;

/// The members who are named with an @ in a message: by their whole name, or by the first of it when no other member has the same.
pub fn mentions(text: &str, members: &[(MemberId, String)]) -> Vec<MemberId> {
    let folded: Vec<(MemberId, String)> = members.iter().map(|(id, name)| (*id, fold(name.trim()))).collect();
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let text = fold(text);
    let mut named = Vec::new();
    for (at, _) in text.match_indices('@') {
        // An @ inside a word is part of an address.
        if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let rest = &text[at + 1..];
        let whole = folded.iter().filter(|(_, name)| begins_with(rest, name)).max_by_key(|(_, name)| name.len()).map(|(id, _)| *id);
        let found = whole.or_else(|| {
            let mut same = folded.iter().filter(|(_, name)| begins_with(rest, &first(name)));
            same.next().filter(|_| same.next().is_none()).map(|(id, _)| *id)
        });
        if let Some(id) = found.filter(|id| !named.contains(id)) {
            named.push(id);
        }
    }
    named
}

/// Whether the text begins with the name, and the name ends there.
fn begins_with(text: &str, name: &str) -> bool {
    !name.is_empty() && text.strip_prefix(name).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn team() -> Vec<(MemberId, String)> {
        [(1, "Amina Otieno"), (2, "Brian Mwangi"), (3, "Brian Otieno"), (4, "Zoë"), (5, "Jo"), (6, "Joseph Kamau")]
            .map(|(id, name)| (MemberId(id), name.to_owned()))
            .to_vec()
    }

    #[test]
    fn people_are_named_by_their_whole_name_or_by_a_first_name_that_only_they_have() {
        let named = |text: &str| mentions(text, &team()).into_iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(named("@Amina can you look? @zoe too, @AMINA!"), [1, 4]);
        assert_eq!(named("@Brian Otieno, please"), [3]);
        assert_eq!(named("@Brian, please"), Vec::<i64>::new(), "there are two");
        assert_eq!(named("@Joseph and (@Jo)"), [6, 5]);
        assert_eq!(named("write to amina@amina.test or @Aminata or @ Amina"), Vec::<i64>::new());
        assert_eq!(named("@"), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_nobody_is_named_twice(text in "[@a-zA-Z ëİß.]{0,60}") {
            let named = mentions(&text, &team());
            let mut once = named.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), named.len());
        }
    }
}
