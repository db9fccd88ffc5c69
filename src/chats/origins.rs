//! Which pages may show the widget: origins like `https://shop.example.com`, and what a browser is told of them.

use crate::help::model::Lines;

/// Origins that a business may name.
pub const ORIGINS_MAX: usize = 20;

/// Reads an origin: scheme, host, perhaps a port; in lower case, without a port that the scheme implies and without a slash at the end.
///
/// # Errors
/// A sentence that says how to write it.
pub fn parse(text: &str) -> Result<String, String> {
    let shown = text.chars().take(80).collect::<String>();
    let mend = |what: &str| format!("“{shown}” {what}. Write it like https://shop.example.com.");
    let text = text.trim().to_lowercase();
    let (scheme, rest) = text.split_once("://").ok_or_else(|| mend("does not start with https://"))?;
    let implied = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return Err(mend("is neither https nor http")),
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    if rest.contains(['/', '?', '#']) {
        return Err(mend("has more than scheme, host and port"));
    }
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let is_label = |label: &str| {
        let plain = label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        (1..=63).contains(&label.len()) && plain && !label.starts_with('-') && !label.ends_with('-')
    };
    if host.len() > 253 || !host.split('.').all(is_label) {
        return Err(mend("has no host that can be used: letters without accents, digits, dots and hyphens"));
    }
    match port.map(str::parse::<u16>) {
        None => Ok(format!("{scheme}://{host}")),
        Some(Ok(port)) if port == implied => Ok(format!("{scheme}://{host}")),
        Some(Ok(port)) if port > 0 => Ok(format!("{scheme}://{host}:{port}")),
        Some(_) => Err(mend("has a port that is no number from 1 to 65535")),
    }
}

/// Whether a page of this origin may show the widget. Our own pages need not ask.
pub fn may_frame(origins: &Lines, origin: &str) -> bool {
    parse(origin).is_ok_and(|origin| origins.0.contains(&origin))
}

/// What the browser is told (`frame-ancestors` of the content security policy): our own pages, and those the business named.
pub fn frame_ancestors(origins: &Lines) -> String {
    let mut sources = String::from("'self'");
    // Read again, so that nothing else ever gets into a header, whatever is stored.
    for origin in origins.0.iter().filter_map(|o| parse(o).ok()) {
        sources.push(' ');
        sources.push_str(&origin);
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(origins: &[&str]) -> Lines {
        Lines(origins.iter().map(|o| (*o).to_owned()).collect())
    }

    #[test]
    fn origins_are_read_in_one_form_or_refused_with_what_to_write() {
        for (text, wanted) in [
            (" https://Shop.Example.com/ ", "https://shop.example.com"),
            ("https://shop.example.com:443", "https://shop.example.com"),
            ("http://localhost:4400", "http://localhost:4400"),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
            ("https://xn--mnchen-3ya.example:08443", "https://xn--mnchen-3ya.example:8443"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(wanted));
        }
        for text in [
            "",
            "shop.example.com",
            "//shop.example.com",
            "ftp://shop.example.com",
            "https://",
            "https://shop.example.com/path",
            "https://a.example?x",
            "https://a.example#x",
            "https://ann@shop.example",
            "https://*.example.com",
            "https://a..b",
            "https://-a.example",
            "https://a.example:0",
            "https://a.example:65536",
            "https://a.example:",
            "https://a b.example",
            "https://a.example; script-src *",
            "https://münchen.example",
            "null",
            "*",
        ] {
            let why = parse(text).unwrap_err();
            assert!(why.ends_with("Write it like https://shop.example.com."), "{text}: {why}");
        }
    }

    #[test]
    fn only_named_origins_may_show_the_widget() {
        let named = lines(&["https://shop.example.com", "http://localhost:4400"]);
        assert!(may_frame(&named, "https://shop.example.com") && may_frame(&named, "http://localhost:4400"));
        for origin in
            ["http://shop.example.com", "https://evil.shop.example.com", "https://shop.example.com:8443", "null", "", "https://shop.example.com.evil.test"]
        {
            assert!(!may_frame(&named, origin), "{origin}");
        }
        assert!(!may_frame(&lines(&[]), "https://shop.example.com"));
        assert_eq!(frame_ancestors(&lines(&[])), "'self'");
        assert_eq!(frame_ancestors(&named), "'self' https://shop.example.com http://localhost:4400");
        assert_eq!(frame_ancestors(&lines(&["*", "https://a.example; script-src *"])), "'self'");
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same_again_and_fits_into_a_header(text in "[a-zA-Z0-9:/.;'* \u{e4}-]{0,40}", good in "(http|https)://[a-z0-9]{1,5}(\\.[a-z]{1,4}){0,2}(:[0-9]{1,5})?") {
            for text in [text, good] {
                if let Ok(origin) = parse(&text) {
                    prop_assert_eq!(parse(&origin), Ok(origin.clone()));
                    prop_assert!(!origin.contains([' ', ';', ',', '\'', '*', '\n']) && origin.is_ascii());
                    prop_assert!(may_frame(&lines(&[origin.as_str()]), &text));
                }
            }
        }
    }
}
