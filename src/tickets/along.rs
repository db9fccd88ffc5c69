//! What goes along when a change is taken back without being a part of it: since when a ticket waits, of what was warned.

use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A moment that is put back with a change; unknown of changes that were kept before it was. Tickets that differ in it alone stand equally: nobody's
/// work is in it.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Along(pub Option<Timestamp>);

impl PartialEq for Along {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Along {}
