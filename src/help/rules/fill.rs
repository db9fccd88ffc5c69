//! Placeholders: `{business}` in an article or an automatic response becomes the name of the business.

use crate::businesses::rules::{DAYS, format_day};
use crate::kernel::hours::Hours;

/// The text with every placeholder that has a value filled in; others stay as they are.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next(rest) {
        out.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The names of the placeholders of a text, in order.
pub fn placeholders(text: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some((_, name, after)) = next(rest) {
        found.push(name);
        rest = after;
    }
    found
}

/// The text before the next placeholder, its name, and the text after it: `{name}`, `{{name}}` and `{{of.name}}`. A brace with anything else after it is text.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let is_name = |name: &str| !name.is_empty() && name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    text.match_indices('{').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let doubled = rest.strip_prefix('{').and_then(|inner| inner.split_once("}}")).filter(|(name, _)| name.split('.').all(is_name));
        let (name, after) = doubled.or_else(|| rest.split_once('}').filter(|(name, _)| is_name(name)))?;
        Some((&text[..start], name, after))
    })
}

/// Opening hours as a sentence part: `Monday to Friday 08:00-18:00; Saturday 09:00-13:00; Sunday closed`.
pub fn hours_in_words(hours: &Hours) -> String {
    let times: Vec<String> = hours.week.iter().map(|day| format_day(day)).collect();
    let mut parts = Vec::new();
    let mut first = 0;
    for day in 1..=times.len() {
        if times.get(day) == Some(&times[first]) {
            continue;
        }
        let (from, to) = (DAYS[first].1, DAYS[day - 1].1);
        let days = if first + 1 == day { from.to_owned() } else { format!("{from} to {to}") };
        parts.push(format!("{days} {}", if times[first].is_empty() { "closed" } else { &times[first] }));
        first = day;
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::businesses::rules::default_hours;

    #[test]
    fn known_placeholders_are_filled_and_everything_else_stays() {
        let values = [("business", "Kiln {x}"), ("hours", "8-12")];
        assert_eq!(fill("{business}: {hours}, {later} {} { {Business} {business", &values), "Kiln {x}: 8-12, {later} {} { {Business} {business");
        assert_eq!(placeholders("{a} { {b_c} {D} {{e.f}} {{g}"), ["a", "b_c", "e.f", "g"]);
        assert_eq!(fill("{{a.b}} {{c.d}} {{a.b} {x{a.b}}", &[("a.b", "1")]), "1 {{c.d}} {{a.b} {x{a.b}}");
    }

    #[test]
    fn equal_days_are_told_together() {
        assert_eq!(hours_in_words(&default_hours()), "Monday to Friday 08:00-18:00; Saturday 09:00-13:00; Sunday closed");
        assert_eq!(hours_in_words(&Hours::default()), "Monday to Sunday closed");
    }
}
