//! What somebody of the staff may decide for themselves.

use crate::choice;
use crate::error::Result;
use crate::kernel::text::Check;
use serde::{Deserialize, Serialize};

/// The longest signature, in characters.
pub const SIGNATURE_MAX: usize = 1_000;

choice! {
    /// Which tab the inbox opens with.
    pub enum FirstTab {
        /// The one that was looked at last.
        Last = "last" "The one I looked at last",
        /// One's own tickets.
        Mine = "mine" "Mine",
        /// Those of nobody.
        Unassigned = "unassigned" "Unassigned",
        /// All.
        All = "all" "All",
    }
}

choice! {
    /// Where to go once a ticket is resolved.
    pub enum AfterResolving {
        /// Nowhere.
        Stay = "stay" "Stay on the ticket",
        /// To the next one of the list.
        Next = "next" "Open the next ticket",
        /// Back to the list.
        List = "list" "Go back to the list",
    }
}

/// What somebody decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Preferences {
    /// Stands under their replies in mails.
    pub signature: String,
    /// Enter sends in tickets too, and Shift+Enter begins a line.
    pub enter_sends: bool,
    /// A mail when something is given to them while they are away.
    pub mail_assigned: bool,
    /// A mail when they are named while they are away.
    pub mail_mentioned: bool,
    /// A mail when something happens in a ticket they follow while they are away.
    pub mail_followed: bool,
    /// A mail when the other side writes in a ticket of theirs while they are away.
    pub mail_answered: bool,
    /// Which tab the inbox opens with.
    pub first_tab: FirstTab,
    /// Where to go once a ticket is resolved.
    pub after_resolving: AfterResolving,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            signature: String::new(),
            enter_sends: false,
            mail_assigned: true,
            mail_mentioned: true,
            mail_followed: true,
            mail_answered: true,
            first_tab: FirstTab::Last,
            after_resolving: AfterResolving::Stay,
        }
    }
}

/// The same as typed into a form; a box that is not ticked is not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreferencesDraft {
    /// As typed.
    pub signature: String,
    /// Whether the box is ticked.
    pub enter_sends: bool,
    /// Whether the box is ticked.
    pub mail_assigned: bool,
    /// Whether the box is ticked.
    pub mail_mentioned: bool,
    /// Whether the box is ticked.
    pub mail_followed: bool,
    /// Whether the box is ticked.
    pub mail_answered: bool,
    /// The word of a [`FirstTab`].
    pub first_tab: String,
    /// The word of an [`AfterResolving`].
    pub after_resolving: String,
}

impl PreferencesDraft {
    /// Checks every field.
    ///
    /// # Errors
    /// `Invalid` names each field that is wrong.
    pub fn parse(&self) -> Result<Preferences> {
        let mut check = Check::new();
        let signature = check.text("signature", "Signature", &self.signature, 0, SIGNATURE_MAX);
        let first_tab = self.first_tab.parse().unwrap_or_else(|_| {
            check.fail("first_tab", "Choose one of the tabs.");
            FirstTab::Last
        });
        let after_resolving = self.after_resolving.parse().unwrap_or_else(|_| {
            check.fail("after_resolving", "Choose one of the list.");
            AfterResolving::Stay
        });
        check.finish()?;
        let Self { enter_sends, mail_assigned, mail_mentioned, mail_followed, mail_answered, .. } = *self;
        Ok(Preferences { signature, enter_sends, mail_assigned, mail_mentioned, mail_followed, mail_answered, first_tab, after_resolving })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_is_wrong_is_named() {
        let draft = PreferencesDraft { signature: "x".repeat(SIGNATURE_MAX + 1), first_tab: "attic".into(), ..PreferencesDraft::default() };
        let error = draft.parse().unwrap_err();
        assert!(["signature", "first_tab", "after_resolving"].iter().all(|field| error.of_field(field).is_some()), "{error:?}");
        let draft = PreferencesDraft { signature: " Amina\n".into(), first_tab: "mine".into(), after_resolving: "next".into(), ..PreferencesDraft::default() };
        let parsed = draft.parse().unwrap();
        assert_eq!((parsed.signature.as_str(), parsed.first_tab, parsed.mail_assigned), ("Amina", FirstTab::Mine, false));
    }
}
