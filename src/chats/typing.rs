//! What staff may see of a message while its visitor is still typing it. It goes to the desk of the business and nowhere else, and is never stored.

use crate::accounts::model::Role;
use crate::conversations::model::Kind;

/// The most that is shown, in characters.
pub const TYPED_MAX: usize = 500;

/// Whether the desk may see what somebody with this role types in a conversation of this kind, when the business allows it.
pub fn may_show(kind: Kind, role: Role) -> bool {
    kind == Kind::Chat && !role.is_staff()
}

/// What is shown of it: the end, where the writing goes on, without control characters.
pub fn shown(text: &str) -> String {
    let text: Vec<char> = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    match text.len().checked_sub(TYPED_MAX) {
        None | Some(0) => text.into_iter().collect(),
        Some(more) => std::iter::once('…').chain(text[more + 1..].iter().copied()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_visitors_type_in_chats_is_shown() {
        assert!(may_show(Kind::Chat, Role::Guest) && may_show(Kind::Chat, Role::Customer));
        assert!(!may_show(Kind::Chat, Role::Agent) && !may_show(Kind::Chat, Role::Admin));
        for kind in Kind::ALL.iter().filter(|k| **k != Kind::Chat) {
            assert!(!may_show(*kind, Role::Customer), "{kind}");
        }
    }

    #[test]
    fn of_a_long_text_the_end_is_shown() {
        assert_eq!(shown("Hi\u{0} there\n"), "Hi there\n");
        assert_eq!(shown(&"ü".repeat(TYPED_MAX)), "ü".repeat(TYPED_MAX));
        let long = shown(&format!("{}end", "ü".repeat(TYPED_MAX)));
        assert!(long.starts_with("…ü") && long.ends_with("üend") && long.chars().count() == TYPED_MAX);
        assert_eq!(shown(""), "");
    }
}
