//! Money: whole numbers of a currency's smallest unit, so that no sum is ever off by a rounding.

use super::currency::digits;
use serde::{Deserialize, Serialize};

/// The most an amount may be: far above any price, far below what would overflow when amounts are added up.
pub const MOST: i64 = 1_000_000_000_000;

/// An amount in the smallest unit of the currency of its business: cents of shillings, whole yen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::Type))]
#[serde(transparent)]
#[cfg_attr(feature = "server", sqlx(transparent))]
pub struct Money(pub i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Together; `None` when it is more than any number can hold.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// What is left; `None` when it is more than any number can hold.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// So many of it.
    pub fn times(self, many: i64) -> Option<Self> {
        self.0.checked_mul(many).map(Self)
    }

    /// All of them together.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// As people of the business read it: `KES 2,400`, `EUR 12.50`. Cents are left out where there are none.
    pub fn shown(self, currency: &str) -> String {
        let sign = if self.0 < 0 { "−" } else { "" };
        format!("{sign}{currency}\u{a0}{}", self.digits(currency, true))
    }

    /// As it is typed into a form: `2400`, `12.50`.
    pub fn typed(self, currency: &str) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}", self.digits(currency, false))
    }

    /// As other programs want it: always with all digits after the point, like `12.50`.
    pub fn exact(self, currency: &str) -> String {
        let (places, unit) = places(currency);
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / unit, self.0.unsigned_abs() % unit);
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0places$}") }
    }

    fn digits(self, currency: &str, grouped: bool) -> String {
        let (places, unit) = places(currency);
        let (whole, rest) = (self.0.unsigned_abs() / unit, self.0.unsigned_abs() % unit);
        let whole = if grouped { in_groups(whole) } else { whole.to_string() };
        if rest == 0 { whole } else { format!("{whole}.{rest:0places$}") }
    }

    /// Reads what somebody typed: `2,400`, `2400`, `12.50`; spaces and the currency's own code are allowed.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn parse(text: &str, currency: &str) -> Result<Self, String> {
        let (places, unit) = places(currency);
        let example = if places == 0 { "2400" } else { "2400 or 2400.50" };
        let wrong = || format!("Write an amount in {currency}, like {example}.");
        let text = text.trim();
        let text = text.strip_prefix(currency).or_else(|| text.strip_suffix(currency)).unwrap_or(text);
        let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | ',' | '\'')).collect();
        let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        let is_number = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 13 || rest.len() > places || !is_number(whole) || !is_number(rest) {
            return Err(wrong());
        }
        let whole: u64 = whole.parse().map_err(|_| wrong())?;
        let rest: u64 = format!("{rest:0<places$}").parse().unwrap_or(0);
        let amount = whole.checked_mul(unit).and_then(|w| w.checked_add(rest)).and_then(|a| i64::try_from(a).ok()).filter(|a| *a <= MOST);
        amount.map(Self).ok_or_else(|| format!("{} is the most an amount may be.", Self(MOST).shown(currency)))
    }
}

fn places(currency: &str) -> (usize, u64) {
    let places = digits(currency);
    (usize::from(places), 10_u64.pow(u32::from(places)))
}

fn in_groups(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_shown_with_their_currency_and_only_the_cents_there_are() {
        assert_eq!(Money(95_000).shown("KES"), "KES\u{a0}950");
        assert_eq!(Money(240_050).shown("KES"), "KES\u{a0}2,400.50");
        assert_eq!(Money(1_234_567).shown("JPY"), "JPY\u{a0}1,234,567");
        assert_eq!(Money(-1_250).shown("EUR"), "−EUR\u{a0}12.50");
        assert_eq!(Money(1_005).shown("BHD"), "BHD\u{a0}1.005");
        assert_eq!((Money(95_000).typed("KES").as_str(), Money(95_000).exact("KES").as_str(), Money(7).exact("JPY").as_str()), ("950", "950.00", "7"));
    }

    #[test]
    fn amounts_are_read_as_people_type_them_or_the_form_says_how() {
        for (text, amount) in [("950", 95_000), (" 2,400.5 ", 240_050), ("KES 12.05", 1_205), ("0", 0)] {
            assert_eq!(Money::parse(text, "KES"), Ok(Money(amount)), "{text}");
        }
        for text in ["", "-3", "1.234", "1e5", "twelve", "1.2.3", "99999999999999", "."] {
            assert!(Money::parse(text, "KES").is_err(), "{text}");
        }
        assert!(Money::parse("1.5", "JPY").is_err());
    }

    #[test]
    fn sums_that_no_number_holds_are_none() {
        assert_eq!(Money(i64::MAX).plus(Money(1)), None);
        assert_eq!(Money(i64::MAX).times(2), None);
        assert_eq!(Money::sum([Money(1), Money(2)]), Some(Money(3)));
    }

    proptest! {
        #[test]
        fn what_is_shown_for_typing_is_read_as_the_same_amount(amount in 0..=MOST, currency in prop::sample::select(vec!["KES", "JPY", "BHD", "EUR"])) {
            prop_assume!(amount / 10_i64.pow(u32::from(digits(currency))) < 10_000_000_000_000);
            prop_assert_eq!(Money::parse(&Money(amount).typed(currency), currency), Ok(Money(amount)));
            prop_assert_eq!(Money::parse(&Money(amount).shown(currency), currency), Ok(Money(amount)));
            prop_assert_eq!(Money::parse(&Money(amount).exact(currency), currency), Ok(Money(amount)));
        }
    }
}
