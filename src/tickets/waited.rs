//! What goes along when a change is taken back without being a part of it: since when a ticket waits.

use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Since when a ticket waits for somebody; unknown of changes that were kept before this was. Two that differ in it alone stand equally: it is put back,
/// but nobody's work is in it.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Waited(pub Option<Timestamp>);

impl PartialEq for Waited {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Waited {}
