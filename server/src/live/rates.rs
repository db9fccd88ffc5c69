//! How fast a socket may speak: a burst, then a steady flow, for each kind of frame.

use std::time::Duration;
use tokio::time::Instant;

/// A bucket that fills steadily and is emptied by one for each frame.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    level: f64,
    full: f64,
    per_second: f64,
    at: Instant,
}

impl Bucket {
    const fn new(full: f64, per_second: f64, now: Instant) -> Self {
        Self { level: full, full, per_second, at: now }
    }

    fn take(&mut self, now: Instant) -> bool {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.level = passed.mul_add(self.per_second, self.level).min(self.full);
        self.at = now;
        let has_one = self.level >= 1.0;
        if has_one {
            self.level -= 1.0;
        }
        has_one
    }

    /// Takes one that is not there yet; how long until it would be.
    fn borrow(&mut self) -> Duration {
        self.level -= 1.0;
        Duration::from_secs_f64(-self.level / self.per_second)
    }
}

/// The buckets of one socket.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    frames: Bucket,
    sends: Bucket,
    typing: Bucket,
    strikes: u32,
}

/// How many frames that make no sense a socket may send.
const STRIKES: u32 = 10;
/// How long a socket may be silent: browsers ping every 25 seconds.
const SILENCE: Duration = Duration::from_secs(70);

impl Rates {
    /// Full buckets. Staff and their programs may write in bulk; others as fast as a person types, after a burst of what waited while they were offline.
    pub const fn new(is_staff: bool, now: Instant) -> Self {
        let sends = if is_staff { Bucket::new(4000.0, 2000.0, now) } else { Bucket::new(60.0, 10.0, now) };
        Self { frames: Bucket::new(200.0, 50.0, now), sends, typing: Bucket::new(2.0, 1.0, now), strikes: 0 }
    }

    /// One more message was sent. Messages have room of their own. When that is used up nothing is refused, for it would have to be sent again: the socket
    /// is not read before the moment that comes back.
    pub fn send(&mut self, now: Instant) -> Option<Instant> {
        if self.sends.take(now) { None } else { Some(now + self.sends.borrow()) }
    }

    /// Whether one more frame of any other kind may come.
    pub fn may_speak(&mut self, now: Instant) -> bool {
        self.frames.take(now)
    }

    /// Whether the others are told of this typing; more often than once a second nobody needs it.
    pub fn may_type(&mut self, now: Instant) -> bool {
        self.typing.take(now)
    }

    /// One more frame that makes no sense; whether the socket may go on.
    pub const fn strike(&mut self) -> bool {
        self.strikes += 1;
        self.strikes < STRIKES
    }
}

/// Whether a socket that was last heard at `heard` has been silent for too long.
pub fn is_silent(heard: Instant, now: Instant) -> bool {
    now.saturating_duration_since(heard) > SILENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_of_frames_is_fine_and_then_fifty_a_second() {
        let start = Instant::now();
        let mut rates = Rates::new(false, start);
        assert!((0..200).all(|_| rates.may_speak(start)));
        assert!(!rates.may_speak(start));
        let later = start + Duration::from_secs(1);
        assert_eq!((0..100).filter(|_| rates.may_speak(later)).count(), 50);
    }

    #[test]
    fn messages_do_not_use_up_the_room_of_other_frames_and_staff_has_more_of_it() {
        let start = Instant::now();
        for (is_staff, burst) in [(true, 4000), (false, 60)] {
            let mut rates = Rates::new(is_staff, start);
            assert!((0..burst).all(|_| rates.send(start).is_none()) && rates.send(start).is_some());
            assert!(rates.may_speak(start));
        }
    }

    #[test]
    fn who_writes_too_fast_is_read_ten_times_a_second_and_loses_nothing() {
        let start = Instant::now();
        let (mut rates, mut now) = (Rates::new(false, start), start);
        for _ in 0..160 {
            now = rates.send(now).unwrap_or(now);
        }
        let took = (now - start).as_secs_f64();
        assert!((9.5..=10.5).contains(&took), "sixty at once and a hundred more in {took} s");
    }

    #[test]
    fn the_tenth_frame_without_sense_is_the_last() {
        let mut rates = Rates::new(true, Instant::now());
        assert!((1..10).all(|_| rates.strike()));
        assert!(!rates.strike());
    }

    #[test]
    fn two_missed_pings_are_forgiven_and_three_are_not() {
        let heard = Instant::now();
        assert!(!is_silent(heard, heard + Duration::from_secs(60)));
        assert!(is_silent(heard, heard + Duration::from_secs(75)));
    }
}
