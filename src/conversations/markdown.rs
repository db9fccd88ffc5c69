//! What people write → safe HTML: a small part of Markdown, bare links, line ends kept, everything else shown as typed.

use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::sync::LazyLock;

static CLEAN: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut clean = Builder::empty();
    clean
        .tags(["p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"].into())
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .add_tag_attribute_values("a", "target", ["_blank"])
        .set_tag_attribute_value("a", "target", "_blank")
        .link_rel(Some("noopener noreferrer nofollow ugc"));
    clean
});

/// Safe HTML of a message. Text without any markup (most of it) takes a short way.
pub fn to_html(text: &str) -> String {
    if is_plain(text) { plain(text) } else { CLEAN.clean(&rich(text)).to_string() }
}

/// Whether the text has nothing that Markdown or a link could be made of.
fn is_plain(text: &str) -> bool {
    let starts_block = |line: &str| line.starts_with(['-', '+', '=', ' ', '\t']) || line.starts_with(|c: char| c.is_ascii_digit());
    !text.contains(['*', '_', '`', '[', ']', '<', '>', '&', '\\', '#', '~', '|', '"']) && !text.contains("://") && !text.lines().any(starts_block)
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (i, paragraph) in text.split("\n\n").filter(|p| !p.trim().is_empty()).enumerate() {
        out.push_str(if i == 0 { "<p>" } else { "\n<p>" });
        out.push_str(&paragraph.trim_matches('\n').replace('\n', "<br>\n"));
        out.push_str("</p>");
    }
    out
}

fn rich(text: &str) -> String {
    let mut in_link = false;
    let mut in_code = false;
    let events = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).flat_map(|event| {
        match &event {
            Event::Start(Tag::Link { .. }) => in_link = true,
            Event::End(TagEnd::Link) => in_link = false,
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        match event {
            Event::SoftBreak => vec![Event::HardBreak],
            // Raw HTML is shown as it was typed, never obeyed.
            Event::Html(raw) | Event::InlineHtml(raw) => vec![Event::Text(raw)],
            // A heading shouts and a picture loads from elsewhere: both become plain text.
            Event::Start(Tag::Heading { .. }) => vec![Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)],
            Event::End(TagEnd::Heading(_)) => vec![Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)],
            Event::Start(Tag::Image { dest_url, .. }) => vec![Event::Text(dest_url), Event::Text(" ".into())],
            Event::End(TagEnd::Image) => vec![],
            Event::Text(text) if !in_link && !in_code && text.contains("://") => with_links(&text),
            other => vec![other],
        }
    });
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events);
    out.trim_end().to_owned()
}

/// Makes `https://…` in running text a link; punctuation after it stays outside.
fn with_links<'a>(text: &str) -> Vec<Event<'a>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("https://").into_iter().chain(rest.find("http://")).min() {
        let tail = &rest[start..];
        let end = tail.find(char::is_whitespace).unwrap_or(tail.len());
        let url = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
        out.push(Event::Text(CowStr::from(rest[..start].to_owned())));
        let link = Tag::Link { link_type: pulldown_cmark::LinkType::Autolink, dest_url: url.to_owned().into(), title: "".into(), id: "".into() };
        out.extend([Event::Start(link), Event::Text(url.to_owned().into()), Event::End(TagEnd::Link)]);
        rest = &tail[url.len()..];
    }
    out.push(Event::Text(rest.to_owned().into()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_keeps_its_lines_and_paragraphs() {
        assert_eq!(to_html("Hi!\nTwo of six.\n\nThanks 🎉"), "<p>Hi!<br>\nTwo of six.</p>\n<p>Thanks 🎉</p>");
        assert_eq!(to_html(""), "");
    }

    #[test]
    fn emphasis_lists_and_code_work() {
        assert_eq!(to_html("**now** and `x < 1`"), "<p><strong>now</strong> and <code>x &lt; 1</code></p>");
        assert!(to_html("- a\n- b").starts_with("<ul>"));
    }

    #[test]
    fn markup_people_type_is_shown_never_obeyed() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,hi)",
            "<a href=\"javascript:x\" onclick=y>z</a>",
            "<style>*{display:none}</style>",
            "<svg/onload=alert(1)>",
            "<p style=\"position:fixed\">",
        ] {
            let html = to_html(hostile);
            let tags = html.to_lowercase();
            assert!(!tags.contains("<script") && !tags.contains("<img") && !tags.contains("<style") && !tags.contains("<svg"), "{html}");
            assert!(!tags.contains("<a href=\"javascript") && !tags.contains("<a href=\"data"), "{html}");
            assert!(!tags.contains("<p style"), "{html}");
        }
    }

    #[test]
    fn bare_links_open_elsewhere_without_telling_from_where() {
        let html = to_html("See https://example.com/a?b=1, please.");
        assert!(
            html.contains(
                r#"<a href="https://example.com/a?b=1" target="_blank" rel="noopener noreferrer nofollow ugc">https://example.com/a?b=1</a>, please."#
            ),
            "{html}"
        );
    }
}
