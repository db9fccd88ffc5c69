//! Numbers of tickets as people write and read them.

/// A ticket's number as people read it: `TKT-000201`.
pub fn number_text(number: i64) -> String {
    format!("TKT-{number:06}")
}

/// The number in a text such as `TKT-000201`, `tkt-201` or `#201`.
pub fn parse_number(text: &str) -> Option<i64> {
    let text = text.trim().to_ascii_lowercase();
    let digits = text.strip_prefix("tkt-").or_else(|| text.strip_prefix('#')).unwrap_or(&text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) { None } else { digits.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_common_form() {
        assert_eq!(number_text(201), "TKT-000201");
        for text in ["TKT-000201", "tkt-201", "#201", " 201 "] {
            assert_eq!(parse_number(text), Some(201), "{text}");
        }
        for text in ["", "TKT-", "201b", "-1"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }
}
