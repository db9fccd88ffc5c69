//! What people type → the terms that count: lower case without accents, stop words dropped, endings stripped, words of one meaning made one.

use super::lexicon::{Lexicon, PHRASE_MAX};
use super::stem::stem;

/// The longest question that is looked at, in words: what comes after it changes nothing any more.
const WORDS_MAX: usize = 80;

/// Stands before the term of a detail that counts as itself.
pub const ITSELF: char = '=';

/// A word or phrase of a text, as it was typed and as it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As it was typed, in lower case.
    pub typed: String,
    /// Its stem before words of one meaning became one: what a typing error is measured against.
    pub surface: String,
    /// What it counts as.
    pub term: String,
    /// 1, or less when it is taken for a typing error.
    pub quality: f32,
}

/// The words of a text that count, in order, however long it is.
pub fn words(text: &str) -> Vec<Word> {
    words_corrected(text, usize::MAX, |_| None)
}

/// The words of a question that count. `correct` knows what an unknown stem was meant to be, and how sure that is.
pub fn words_of_question(text: &str, correct: impl FnMut(&str) -> Option<(String, f32)>) -> Vec<Word> {
    words_corrected(text, WORDS_MAX, correct)
}

fn words_corrected(text: &str, most: usize, mut correct: impl FnMut(&str) -> Option<(String, f32)>) -> Vec<Word> {
    let lexicon = Lexicon::get();
    let typed = split(text, most);
    let mut stem_of = |word: &String| {
        let stem = stem(word);
        let is_plain = lexicon.is_known(&stem) || lexicon.is_light(&stem) || lexicon.is_stop_word(word) || is_number(word) || lexicon.bare_verb(word).is_some();
        if is_plain { (stem, 1.0) } else { correct(&stem).unwrap_or((stem, 1.0)) }
    };
    let (stems, qualities): (Vec<String>, Vec<f32>) = typed.iter().map(&mut stem_of).unzip();
    let mut out = Vec::with_capacity(typed.len());
    let (mut at, mut taken) = (0, Vec::new());
    while at < typed.len() {
        let longest = PHRASE_MAX.min(typed.len() - at);
        let phrase = (1..=longest).rev().find_map(|n| lexicon.concept(&stems[at..at + n].join(" ")).map(|term| (n, term)));
        let n = phrase.map_or(1, |(n, _)| n);
        let apart = if phrase.is_none_or(|(n, _)| n == 1) { separated(lexicon, &stems, at) } else { None };
        if let Some((particle, term)) = apart {
            // The particle is taken; what stands between is read on.
            out.push(Word {
                typed: format!("{} … {}", typed[at], typed[particle]),
                surface: format!("{} {}", stems[at], stems[particle]),
                term: term.to_owned(),
                quality: qualities[at] * qualities[particle],
            });
            taken.push(particle);
        }
        if apart.is_some() || taken.contains(&at) {
            at += 1;
            continue;
        }
        let word = |term: &str| Word {
            typed: typed[at..at + n].join(" "),
            surface: stems[at..at + n].join(" "),
            term: term.to_owned(),
            quality: qualities[at..at + n].iter().product(),
        };
        if let Some((_, term)) = phrase {
            out.push(word(term));
            if lexicon.factor(term) < 1.0 && stems[at] != stem(term) {
                // A town or a thing counts as any town or thing, and as itself for articles that name it.
                out.push(word(&format!("{ITSELF}{}", stems[at..at + n].join(" "))));
            }
        } else if let Some(term) = figure(&typed[at]) {
            out.push(word(term));
        } else if !lexicon.is_stop_word(&typed[at]) && !is_number(&typed[at]) && (qualities[at] == 1.0 || !lexicon.is_stop_word(&stems[at])) {
            let verb = lexicon.bare_verb(&typed[at]).filter(|_| !lexicon.is_light(&stems[at]));
            out.push(word(verb.unwrap_or(&stems[at])));
        }
        at += n;
    }
    out
}

/// A verb whose particle stands apart, as in “send the blue cup back”: where the particle is, and what both count as.
fn separated(lexicon: &Lexicon, stems: &[String], at: usize) -> Option<(usize, &'static str)> {
    let last = (at + APART).min(stems.len().saturating_sub(1));
    (at + 2..=last).filter(|i| PARTICLES.contains(&stems[*i].as_str())).find_map(|i| Some((i, lexicon.concept(&format!("{} {}", stems[at], stems[i]))?)))
}

/// Words that stand apart from their verb, and how far.
const PARTICLES: &[&str] = &["back", "up"];
const APART: usize = 4;

/// What the numbers of orders and tickets begin with, and what they stand for: which one it is says nothing about what is asked.
const NUMBERED: &[(&str, &str)] = &[("ord", "order"), ("tkt", "ticket")];

/// Folded words with contractions written out and without numbers of orders and tickets: `Where's my café ORD-000001?` → `where is my cafe order`.
pub fn split(text: &str, most: usize) -> Vec<String> {
    let folded = fold(text);
    let mut rest = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(most).peekable();
    let mut out = Vec::new();
    while let Some(mut word) = rest.next() {
        for (sign, what) in NUMBERED {
            let is_whole = word.strip_prefix(sign).is_some_and(is_digits);
            if is_whole || (word == *sign && rest.next_if(|next| is_digits(next)).is_some()) {
                word = what;
            }
        }
        let word: String = word.chars().take(40).collect();
        match CONTRACTIONS.iter().find(|(short, _)| *short == word) {
            Some((_, long)) => out.extend(long.split(' ').map(str::to_owned)),
            None => out.push(word),
        }
    }
    out
}

/// Lower case, without accents and apostrophes.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '`' | '´' | '\u{300}'..='\u{36f}' => {}
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ś' | 'š' | 'ş' => out.push('s'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ł' => out.push('l'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            c => out.push(c),
        }
    }
    out
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}

/// What a word with figures stands for, if that can be seen: `7pm`, `142cm`, `6x6`, `SJ48KLM221`, `10482`.
fn figure(word: &str) -> Option<&'static str> {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    match (word.len() - letters.len(), letters) {
        (0, _) => (word.len() >= 8 && is_number(word)).then_some("transaction"),
        (4..=6, "") => (!word.starts_with("19") && !word.starts_with("20")).then_some("order"),
        (1..=4, "am" | "pm") => Some("clock"),
        (_, "cm" | "mm" | "m" | "ft" | "inch") => Some("size"),
        _ => letters.strip_prefix('x').is_some_and(is_digits).then_some("size"),
    }
}

const CONTRACTIONS: &[(&str, &str)] = &[
    ("dont", "do not"),
    ("doesnt", "does not"),
    ("didnt", "did not"),
    ("hasnt", "has not"),
    ("havent", "have not"),
    ("isnt", "is not"),
    ("wasnt", "was not"),
    ("arent", "are not"),
    ("wont", "will not"),
    ("cant", "cannot"),
    ("wheres", "where is"),
    ("whats", "what is"),
    ("hows", "how is"),
    ("im", "i am"),
    ("its", "it is"),
    ("ive", "i have"),
    ("thru", "through"),
    ("couldnt", "could not"),
    ("wouldnt", "would not"),
    ("shouldnt", "should not"),
    ("werent", "were not"),
    ("cudnt", "could not"),
    ("aint", "is not"),
    ("id", "i would"),
    ("thats", "that is"),
    ("theres", "there is"),
    ("youre", "you are"),
    ("u", "you"),
    ("ur", "your"),
    ("r", "are"),
    ("w", "with"),
    ("wk", "week"),
    ("pls", "please"),
    ("plz", "please"),
    ("giv", "give"),
    ("hav", "have"),
    ("wat", "what"),
    ("wen", "when"),
    ("tmrw", "tomorrow"),
    ("tmrow", "tomorrow"),
    ("2moro", "tomorrow"),
    ("mins", "minutes"),
    ("hrs", "hours"),
    ("acct", "account"),
    ("msg", "message"),
    ("abt", "about"),
    ("bcoz", "because"),
    ("dnt", "do not"),
    ("cnt", "cannot"),
    ("gud", "good"),
    ("wth", "with"),
    ("nw", "now"),
    ("shd", "should"),
    ("yday", "yesterday"),
    ("rd", "road"),
    ("addr", "address"),
    ("no1", "nobody"),
    ("hwo", "how"),
    ("teh", "the"),
    ("yuo", "you"),
    ("adn", "and"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.term).filter(|t| !t.starts_with(ITSELF)).collect()
    }

    #[test]
    fn questions_become_the_terms_that_count() {
        assert_eq!(terms("How do I SEND BACK the café-cups, please?"), ["return", "cafe", "product"]);
        assert_eq!(terms("Where's my parcel #1234?"), terms("track the package order"));
        assert_eq!(terms(""), Vec::<String>::new());
        assert_eq!(terms("SJ48KLM221 for 10482 at 7pm, 6x6 or 142cm, 12 in 2024"), ["transaction", "order", "clock", "size", "size"]);
        assert_eq!(
            split("Order ORD-000001, ord000002 or TKT 7 from the Ord of 1999", usize::MAX).join(" "),
            "order order order or ticket from the ord of 1999"
        );
    }

    #[test]
    fn a_verb_and_its_particle_may_stand_apart() {
        assert_eq!(terms("can I send this blue cup back today"), ["return", "colour", "product", "day"]);
        assert_eq!(terms("pick it all up"), ["pick-up"]);
        assert_eq!(terms("send it to my home and come back"), ["send", "home", "back"], "too far apart");
    }

    #[test]
    fn swahili_verbs_are_found_behind_their_prefixes() {
        assert_eq!(terms("nimelipa"), ["pay"]);
        assert_eq!(terms("nataka kurudisha"), ["return"]);
        assert_eq!(terms("mnadeliver"), ["delivery"]);
        assert_eq!(terms("imevunjika"), ["broken"]);
        assert_eq!(terms("nilichonunua silipi"), ["buy", "pay"]);
    }

    #[test]
    fn accents_and_apostrophes_do_not_matter() {
        assert_eq!(fold("Straße DON’T é e\u{301}"), "strasse dont e e");
    }

    #[test]
    fn a_very_long_text_is_cut_and_never_fails() {
        assert!(words_of_question(&"delivery ".repeat(5000), |_| None).len() <= WORDS_MAX);
        assert!(words("\u{0}\u{202e}🎉 שלום ﷽").len() <= 4);
    }
}
