//! Times in microseconds and their percentiles.

/// Many times.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<u32>);

impl Times {
    /// One more.
    pub fn add(&mut self, micros: u64) {
        self.0.push(u32::try_from(micros).unwrap_or(u32::MAX));
    }

    /// All of another.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// How many.
    pub const fn count(&self) -> usize {
        self.0.len()
    }

    /// In milliseconds, the time that `percent` of all stay within; 0 without any.
    pub fn p(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let index = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        sorted.get(index).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }

    /// “p50 1.2 ms, p99 3.4 ms”.
    pub fn words(&self) -> String {
        format!("p50 {:.1} ms, p99 {:.1} ms", self.p(50), self.p(99))
    }
}
