//! The server's time, as well as it is known in this tab.

use std::cell::Cell;
use stoa::kernel::time::Timestamp;

thread_local! {
    static AHEAD_MS: Cell<f64> = const { Cell::new(0.0) };
}

/// The server's time, as well as it is known.
pub fn server_now() -> Timestamp {
    Timestamp((js_sys::Date::now() + AHEAD_MS.get()) as i64)
}

/// The server said what time it is; that took so long to come here.
pub(super) fn set(now: Timestamp, way_ms: f64) {
    AHEAD_MS.set(now.0 as f64 + way_ms - js_sys::Date::now());
}
