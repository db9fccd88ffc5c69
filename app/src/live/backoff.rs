//! How long to wait before the next try to connect.

/// The first pause, in milliseconds.
const FIRST_MS: u32 = 300;
/// The longest.
const LAST_MS: u32 = 15_000;
/// So many tries in a row, and the person is told that it does not work.
pub const FAILED_AFTER: u32 = 6;

/// The pause after `tries` tries that failed: doubling from 0.3 s to 15 s, spread by `random` (0..1) so that browsers do not come back all at once.
pub fn pause_ms(tries: u32, random: f64) -> u32 {
    let whole = FIRST_MS.saturating_mul(1 << tries.min(10)).min(LAST_MS);
    let half = f64::from(whole) / 2.0;
    half.mul_add(random.clamp(0.0, 1.0), half) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_fifteen_seconds() {
        let longest: Vec<u32> = (0..8).map(|tries| pause_ms(tries, 1.0)).collect();
        assert_eq!(longest, [300, 600, 1200, 2400, 4800, 9600, 15_000, 15_000]);
        assert_eq!(pause_ms(u32::MAX, 1.0), 15_000);
    }

    #[test]
    fn a_restart_of_the_server_is_over_before_anybody_is_told_that_it_fails() {
        let before: u32 = (0..FAILED_AFTER).map(|tries| pause_ms(tries, 0.0)).sum();
        assert!(before > 5000);
    }

    #[test]
    fn browsers_that_lost_the_same_server_come_back_at_different_moments() {
        assert_eq!(pause_ms(3, 0.0), 1200);
        assert!(pause_ms(3, 0.3) < pause_ms(3, 0.7));
    }
}
