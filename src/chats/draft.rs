//! What browsers and forms send about chats, read and bounded.

use super::model::{Position, Visit, Widget};
use super::origins::{self, ORIGINS_MAX};
use crate::error::{Error, Result};
use crate::help::model::Lines;
use crate::kernel::text::{Check, preview};
use serde::{Deserialize, Serialize};

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

/// Reads after how many hours without a message a chat is closed.
///
/// # Errors
/// `Invalid` names `idle_close`.
pub fn parse_idle_close(hours: i64) -> Result<i64> {
    if (1..=720).contains(&hours) { Ok(hours) } else { Err(Error::field("idle_close", "Quiet chats: write a time between 1 and 720 hours.")) }
}

/// What is typed to change the widget.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidgetDraft {
    /// The accent on the colour circle, 0 to 359; empty for Stoa's own.
    #[serde(default)]
    pub hue: String,
    /// What it says before anybody has written.
    #[serde(default)]
    pub greeting: String,
    /// The word of a side.
    pub position: String,
    /// Pages that may show it, one a line.
    #[serde(default)]
    pub origins: String,
    /// Whether staff sees what a visitor is typing; a box that is not ticked is not sent.
    #[serde(default)]
    pub typing_preview: bool,
}

impl WidgetDraft {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` names each field: `hue`, `greeting`, `position`, `origins`.
    pub fn parse(&self) -> Result<Widget> {
        let mut check = Check::new();
        let hue = match self.hue.trim() {
            "" => None,
            text => {
                let hue = text.parse::<i64>().ok().filter(|hue| (0..360).contains(hue));
                if hue.is_none() {
                    check.fail("hue", "Colour: write a number from 0 to 359, or nothing.");
                }
                hue
            }
        };
        let greeting = check.line("greeting", "Greeting", &self.greeting, 0, 200);
        let position = check.choice("position", "Side", &self.position);
        let mut named = Lines::default();
        for line in Lines::from(self.origins.clone()).0 {
            match origins::parse(&line) {
                Ok(origin) if !named.0.contains(&origin) => named.0.push(origin),
                Ok(_) => {}
                Err(why) => {
                    check.fail("origins", why);
                    break;
                }
            }
        }
        if named.0.len() > ORIGINS_MAX {
            check.fail("origins", format!("These are {} pages; {ORIGINS_MAX} is the most.", named.0.len()));
        }
        check.finish()?;
        Ok(Widget { hue, greeting, position: position.unwrap_or(Position::Right), origins: named, typing_preview: self.typing_preview })
    }
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

    #[test]
    fn quiet_chats_and_widgets_have_bounds() {
        assert_eq!(parse_idle_close(720), Ok(720));
        assert!(parse_idle_close(0).is_err() && parse_idle_close(721).is_err());
        let good = WidgetDraft { hue: " 210 ".into(), greeting: " Hello!\n".into(), position: "left".into(), ..WidgetDraft::default() };
        let wanted = Widget { hue: Some(210), greeting: "Hello!".into(), position: Position::Left, typing_preview: false, origins: Lines::default() };
        assert_eq!(good.parse(), Ok(wanted));
        let twice = WidgetDraft { origins: "https://Shop.example/\r\n\nhttps://shop.example:443\nhttp://b.example".into(), ..good.clone() };
        assert_eq!(twice.parse().unwrap().origins.0, ["https://shop.example", "http://b.example"]);
        let many = (0..21).map(|n| format!("https://shop{n}.example\n")).collect::<String>();
        let bad = WidgetDraft { hue: "360".into(), greeting: "x".repeat(201), position: "top".into(), origins: many, typing_preview: true };
        let error = bad.parse().unwrap_err();
        assert!(["hue", "greeting", "position", "origins"].iter().all(|f| error.of_field(f).is_some()), "{error:?}");
        assert!(WidgetDraft { origins: "shop.example".into(), ..good }.parse().unwrap_err().of_field("origins").unwrap().contains("https://shop.example.com"));
    }
}
