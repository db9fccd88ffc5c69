//! How a tag is written: lower case, single spaces, no `#` before it and no comma in it. Pure.

use super::model::{TAG_MAX, TAGS_MAX};
use crate::kernel::text::Check;

/// The one way to write a tag.
pub fn normal(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    plain.trim_start_matches(|c: char| c == '#' || c.is_whitespace()).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// One tag as typed; complains about `field`.
pub fn parse(check: &mut Check, field: &str, text: &str) -> String {
    let name = normal(&check.line(field, "Tag", text, 1, 200));
    if name.contains(',') {
        check.fail(field, "A tag has no comma in it. Leave it out.");
    }
    let long = name.chars().count();
    if long > TAG_MAX {
        check.fail(field, format!("A tag has at most {TAG_MAX} characters; this one has {long}."));
    }
    name
}

/// Tags as typed, with commas or line ends between; complains about `field`.
pub fn parse_list(check: &mut Check, field: &str, text: &str) -> Vec<String> {
    let names = list(text);
    if let Some(long) = names.iter().find(|name| name.chars().count() > TAG_MAX) {
        check.fail(field, format!("A tag has at most {TAG_MAX} characters; “{}…” has more.", long.chars().take(20).collect::<String>()));
    }
    if names.len() > TAGS_MAX {
        check.fail(field, format!("{TAGS_MAX} tags are the most."));
    }
    names
}

/// The tags among these words, each once; what is none is left out. For words that were written for something else.
pub fn fitting<'a>(words: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let mut names = list(&words.into_iter().map(String::as_str).collect::<Vec<_>>().join(","));
    names.retain(|name| name.chars().count() <= TAG_MAX);
    names.truncate(TAGS_MAX);
    names
}

fn list(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in text.split([',', '\n']).map(normal).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_written_in_one_way_only() {
        for text in ["VIP  customer", " #vip customer ", "Vip\tCustomer"] {
            assert_eq!(normal(text), "vip customer", "{text:?}");
        }
        assert_eq!(normal("ÄRGER"), "ärger");
        assert_eq!(normal("##"), "");
    }

    #[test]
    fn a_list_has_each_tag_once_and_says_what_is_too_much() {
        let mut check = Check::new();
        assert_eq!(parse_list(&mut check, "tags", "Refund, vip,, VIP\nrefund"), ["refund", "vip"]);
        assert!(check.finish().is_ok());
        let mut check = Check::new();
        parse_list(&mut check, "tags", &"x".repeat(41));
        parse_list(&mut check, "tags", &(0..21).map(|n| n.to_string()).collect::<Vec<_>>().join(","));
        let error = check.finish().unwrap_err();
        assert_eq!(error.to_string(), "A tag has at most 40 characters; “xxxxxxxxxxxxxxxxxxxx…” has more. 20 tags are the most.");
        assert_eq!(fitting(&["Damaged, urgent".into(), "x".repeat(50)]), ["damaged", "urgent"]);
    }

    #[test]
    fn one_tag_has_no_comma_and_is_not_empty() {
        for (text, fine) in [("late", true), ("a, b", false), ("", false), (&"y".repeat(41), false)] {
            let mut check = Check::new();
            parse(&mut check, "name", text);
            assert_eq!(check.finish().is_ok(), fine, "{text}");
        }
    }
}
