//! English words without their endings: a small suffix stripper, so that “shipped”, “shipping” and “ships” meet.

/// The stem of a folded word. Words of other languages mostly stay as they are.
pub fn stem(word: &str) -> String {
    let mut stem = word.to_owned();
    if stem.len() <= 3 || !stem.is_ascii() {
        return stem;
    }
    plural(&mut stem);
    for ending in ["ing", "ed", "ly"] {
        if let Some(rest) = stem.strip_suffix(ending).filter(|rest| rest.len() >= 3 && has_vowel(rest)) {
            stem = undouble(rest);
            break;
        }
    }
    if stem.len() > 4 && stem.ends_with('e') {
        stem.pop();
    }
    stem
}

fn plural(word: &mut String) {
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if ["sses", "xes", "ches", "shes", "zes"].iter().any(|ending| word.ends_with(ending)) {
        word.truncate(word.len() - 2);
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        word.pop();
    }
}

fn has_vowel(word: &str) -> bool {
    word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// `shipp` → `ship`; `call` and `miss` keep both letters.
fn undouble(word: &str) -> String {
    let mut last = word.chars().rev();
    match (last.next(), last.next()) {
        (Some(a), Some(b)) if a == b && !"lsz".contains(a) => word[..word.len() - 1].to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            vec!["ship", "ships", "shipped", "shipping"],
            vec!["delivery", "deliveries"],
            vec!["exchange", "exchanges", "exchanged", "exchanging"],
            vec!["dish", "dishes"],
            vec!["call", "calls", "called", "calling"],
            vec!["glass", "glasses"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
    }

    #[test]
    fn short_words_and_other_scripts_stay() {
        for word in ["bus", "pay", "is", "kurudisha", "größe"] {
            assert_eq!(stem(word), word);
        }
    }
}
