//! The clock everything asks for the time: the system's, or one that tests move by hand.

use crate::kernel::time::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the time. Clones share the same hands.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Milliseconds added to the system's time; `fixed` replaces it.
    offset: Arc<AtomicI64>,
    fixed: bool,
}

impl Clock {
    /// The system's clock, which `advance` can still put ahead.
    pub fn system() -> Self {
        Self { offset: Arc::default(), fixed: false }
    }

    /// A clock that stands still at `at` until it is moved.
    pub fn fixed(at: Timestamp) -> Self {
        Self { offset: Arc::new(AtomicI64::new(at.0)), fixed: true }
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        let offset = self.offset.load(Ordering::Relaxed);
        if self.fixed { Timestamp(offset) } else { Timestamp(chrono::Utc::now().timestamp_millis() + offset) }
    }

    /// Moves the hands by `ms` milliseconds, forwards or back.
    pub fn advance(&self, ms: i64) {
        self.offset.fetch_add(ms, Ordering::Relaxed);
    }
}
