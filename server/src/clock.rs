//! `POST /test/clock?advance_ms=…` moves the clock of this process. Mounted only with `STOA_TEST_CLOCK=1`.

use crate::state::State;
use axum::extract::{self, Query};
use serde::Deserialize;

/// How far to move it.
#[derive(Debug, Deserialize)]
pub struct Advance {
    advance_ms: i64,
}

/// Moves the clock, wakes the runner and answers with the new time in milliseconds.
pub async fn advance(extract::State(state): extract::State<State>, Query(by): Query<Advance>) -> String {
    state.services.clock().advance(by.advance_ms);
    state.services.wake_runner();
    state.services.now().0.to_string()
}
