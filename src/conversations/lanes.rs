//! What the features that own lanes do with them, in their own transactions: look at what is new, freeze and thaw.

pub use super::queries::messages::{MessageRow, list_after};
pub use super::queries::{Waiting, claim, freeze, list_waiting, set_dispatched, thaw};
