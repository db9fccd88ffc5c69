//! What browsers and forms send about chats, read and bounded.

use super::model::Visit;
use crate::error::{Error, Result};
use crate::kernel::text::{Check, preview};

impl Visit {
    /// What may be stored of it: lengths bounded, addresses without what stands after `?` or `#`, which may be secret.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let url = self.url.split(['?', '#']).next().unwrap_or_default().trim();
        let is_page = url.starts_with("https://") || url.starts_with("http://");
        // A name and a password may stand before the host.
        let url = if is_page && !url.contains('@') { url } else { "" };
        let zone = self.zone.trim();
        let is_zone = zone.len() <= 60 && zone.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
        Self {
            title: plain(&self.title, 150),
            url: plain(url, 500),
            browser: plain(&self.browser, 80),
            zone: if is_zone { zone.to_owned() } else { String::new() },
        }
    }
}

/// One line without control characters.
fn plain(text: &str, most: usize) -> String {
    preview(&text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>(), most)
}

/// Reads stars and what was said with them.
///
/// # Errors
/// `Invalid` names `stars` or `feedback`.
pub fn parse_rating(stars: i64, feedback: &str) -> Result<String> {
    let mut check = Check::new();
    if !(1..=5).contains(&stars) {
        check.fail("stars", "Choose one to five stars.");
    }
    let feedback = check.text("feedback", "Feedback", feedback, 0, 1000);
    check.finish()?;
    Ok(feedback)
}

/// Reads after how many seconds of waiting visitors are told that it takes long.
///
/// # Errors
/// `Invalid` names `long_wait`.
pub fn parse_long_wait(seconds: i64) -> Result<i64> {
    if (30..=3600).contains(&seconds) { Ok(seconds) } else { Err(Error::field("long_wait", "Long wait: write a time between 30 seconds and one hour.")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_page_only_its_place_is_kept() {
        let visit = |url: &str| Visit { url: url.into(), zone: "Africa/Nairobi".into(), title: "A\nB\u{0}".into(), browser: "x".repeat(100) }.tidied();
        assert_eq!(visit("https://shop.test/a/b?token=secret#part").url, "https://shop.test/a/b");
        for bad in ["javascript:alert(1)", "data:text/html,x", "/relative", "https://ann:pass@shop.test/", ""] {
            assert_eq!(visit(bad).url, "", "{bad}");
        }
        let tidied = visit("http://x.test");
        assert_eq!((tidied.title.as_str(), tidied.zone.as_str(), tidied.browser.chars().count()), ("A B", "Africa/Nairobi", 80));
        assert_eq!(Visit { zone: "<script>".into(), ..Visit::default() }.tidied().zone, "");
    }

    #[test]
    fn stars_and_waits_have_bounds() {
        assert_eq!(parse_rating(4, " Good \n"), Ok("Good".into()));
        assert!(parse_rating(0, "").unwrap_err().of_field("stars").is_some());
        assert!(parse_rating(6, &"x".repeat(1001)).unwrap_err().of_field("feedback").is_some());
        assert_eq!(parse_long_wait(30), Ok(30));
        assert!(parse_long_wait(29).is_err() && parse_long_wait(3601).is_err());
    }
}
