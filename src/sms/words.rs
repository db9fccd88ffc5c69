//! Keeps texts short: a phone's alphabet of 7 bits takes 160 characters in one SMS, everything else 70.

use crate::kernel::text::preview;

/// The alphabet of GSM 03.38.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// What takes two places in it.
const DOUBLE: &str = "^{}\\[~]|€";

/// The places each character takes in the alphabet of 7 bits; none when one is not in it.
fn places(text: &str) -> Option<Vec<usize>> {
    text.chars().map(|c| if BASIC.contains(c) { Some(1) } else { DOUBLE.contains(c).then_some(2) }).collect()
}

/// How many SMS a text takes. A character is never cut in two.
pub fn segments(text: &str) -> usize {
    let (sizes, alone, joined) = match places(text) {
        Some(sizes) => (sizes, 160, 153),
        None => (text.chars().map(char::len_utf16).collect(), 70, 67),
    };
    if sizes.iter().sum::<usize>() <= alone {
        return 1;
    }
    let (full, _) = sizes.iter().fold((1, 0), |(full, used), size| if used + size > joined { (full + 1, *size) } else { (full, used + size) });
    full
}

/// The same text in characters that cost less: quotation marks, dashes and spaces as typewriters have them.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '‘' | '’' | '‚' | '`' | '´' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '–' | '—' | '‐' | '‑' | '−' | '•' | '·' => out.push('-'),
            '…' => out.push_str("..."),
            '×' => out.push('x'),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The first `most` characters, in plain ones.
pub fn cut(text: &str, most: usize) -> String {
    let text = plain(text);
    if text.chars().count() <= most { text } else { plain(&preview(&text, most - 2)) }
}

/// The first of some wordings, the fullest first, that fits into one SMS; else the shortest.
pub fn fit(wordings: impl IntoIterator<Item = String>) -> String {
    let mut shortest = String::new();
    for wording in wordings {
        match segments(&wording) {
            1 => return wording,
            n if shortest.is_empty() || n < segments(&shortest) => shortest = wording,
            _ => {}
        }
    }
    shortest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_takes_as_many_sms_as_its_alphabet_says() {
        assert_eq!(segments(""), 1);
        assert_eq!((segments(&"a".repeat(160)), segments(&"a".repeat(161)), segments(&"a".repeat(306)), segments(&"a".repeat(307))), (1, 2, 2, 3));
        assert_eq!((segments(&"€".repeat(80)), segments(&"€".repeat(81))), (1, 2), "two places each");
        assert_eq!((segments(&"é".repeat(160)), segments(&"ê".repeat(70)), segments(&"ê".repeat(71))), (1, 1, 2), "é is in the alphabet and ê is not");
        assert_eq!((segments(&"🎉".repeat(35)), segments(&"🎉".repeat(36)), segments(&"🎉".repeat(67))), (1, 2, 3), "half of one fits nowhere");
    }

    #[test]
    fn what_costs_much_is_written_plainly() {
        let text = plain("“Tom’s”\u{a0}– 2\u{202f}× mug…");
        assert_eq!(text, "\"Tom's\" - 2 x mug...");
        assert!(places(&text).is_some());
        assert_eq!(cut("Consultation of an hour", 12), "Consultat...");
        assert_eq!(cut("Consultation", 12), "Consultation");
    }

    #[test]
    fn the_fullest_wording_that_fits_is_taken_and_else_the_shortest() {
        let (long, right, short) = ("a".repeat(200), "b".repeat(100), "c".to_owned());
        assert_eq!(fit([long.clone(), right.clone(), short]), right);
        assert_eq!(fit(["d".repeat(500), long.clone()]), long);
    }

    proptest! {
        #[test]
        fn plain_words_stay_as_they_are_and_cut_ones_are_short(text in ".{0,200}", most in 5_usize..60) {
            prop_assert!(cut(&text, most).chars().count() <= most);
            prop_assert_eq!(plain(&plain(&text)), plain(&text));
        }
    }
}
