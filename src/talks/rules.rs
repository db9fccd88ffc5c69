//! What two people's talk is found under. Pure.

use crate::kernel::ids::MemberId;

/// What the direct talk of two is found under, whoever begins it.
pub fn pair(a: MemberId, b: MemberId) -> String {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    format!("{first}:{second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_talk_of_two_has_one_name() {
        assert_eq!(pair(MemberId(9), MemberId(2)), pair(MemberId(2), MemberId(9)));
        assert_ne!(pair(MemberId(1), MemberId(23)), pair(MemberId(12), MemberId(3)));
    }
}
