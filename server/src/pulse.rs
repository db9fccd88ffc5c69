//! Whether the background work of this process goes on, for whoever asks if the process is ready.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
use stoa::platform::Services;

/// The runner looks at least every five seconds; a turn of it may take longer, but not this long.
const SILENCE: Duration = Duration::from_secs(60);

/// The pulse of this process's runner.
#[derive(Debug, Default)]
pub struct Pulse(Mutex<State>);

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// This process has had none.
    #[default]
    None,
    /// It was there at that moment.
    At(Instant),
    /// It has ended.
    Ended,
}

/// A runner that goes on; dropped with it, however it ends.
#[derive(Debug)]
pub struct Beating(Arc<Pulse>);

impl Pulse {
    /// The pulse of this process.
    pub fn of(services: &Services) -> Arc<Self> {
        services.part(Self::default)
    }

    /// A runner begins.
    pub fn begin(self: Arc<Self>) -> Beating {
        Beating(self)
    }

    /// Whether there was a runner and it does nothing any more.
    pub fn is_lost(&self, now: Instant) -> bool {
        match *self.state() {
            State::None => false,
            State::At(last) => now.saturating_duration_since(last) > SILENCE,
            State::Ended => true,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic while locked")
    }
}

impl Beating {
    /// It is at work.
    pub fn beat(&self) {
        *self.0.state() = State::At(Instant::now());
    }
}

impl Drop for Beating {
    fn drop(&mut self) {
        *self.0.state() = State::Ended;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_that_is_silent_or_gone_is_lost_and_where_none_began_nothing_is_missing() {
        let (pulse, now) = (Arc::new(Pulse::default()), Instant::now());
        assert!(!pulse.is_lost(now));
        let beating = Arc::clone(&pulse).begin();
        beating.beat();
        assert!(!pulse.is_lost(now + SILENCE) && pulse.is_lost(Instant::now() + SILENCE + Duration::from_secs(1)));
        drop(beating);
        assert!(pulse.is_lost(now));
    }
}
