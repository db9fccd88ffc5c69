//! What people write → safe HTML: a small part of Markdown, bare links, line ends kept, everything else shown as typed.

use crate::kernel::text::preview;
use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::sync::LazyLock;

/// Of a message lists show so many characters.
const START_MAX: usize = 140;

/// Quotes and lists may lie in each other so deep, and so may emphasis: what is deeper is shown without them. Nobody means more, and whoever reads the
/// result walks through all that is open for each tag that opens.
const DEEPEST: usize = 8;

/// What messages may hold; articles have headings, lines and tables, too.
const TAGS: [&str; 12] = ["p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"];
const TAGS_OF_ARTICLES: [&str; 10] = ["h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td"];

static CLEAN: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut clean = opening_beside(cleaner(&TAGS));
    clean.link_rel(Some("noopener noreferrer nofollow ugc"));
    clean
});

static CLEAN_ARTICLE: LazyLock<Builder<'static>> = LazyLock::new(cleaner_of_articles);

static CLEAN_FRAMED: LazyLock<Builder<'static>> = LazyLock::new(|| opening_beside(cleaner_of_articles()));

fn cleaner_of_articles() -> Builder<'static> {
    let mut clean = cleaner(&[TAGS.as_slice(), &TAGS_OF_ARTICLES].concat());
    clean.link_rel(Some("noopener"));
    clean
}

/// Its links open beside the page.
fn opening_beside(mut clean: Builder<'static>) -> Builder<'static> {
    clean.add_tag_attribute_values("a", "target", ["_blank"]).set_tag_attribute_value("a", "target", "_blank");
    clean
}

fn cleaner(tags: &[&'static str]) -> Builder<'static> {
    let mut clean = Builder::empty();
    clean
        .tags(tags.iter().copied().collect())
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(["http", "https", "mailto", "tel"].into());
    clean
}

/// Safe HTML of a message. Text without any markup (most of it) takes a short way.
pub fn to_html(text: &str) -> String {
    if is_plain(text) { plain(text) } else { CLEAN.clean(&rich(text, false)).to_string() }
}

/// Safe HTML of an article: as a message, with headings below the page's own, lines and tables. Its links stay in the same window.
pub fn article_to_html(text: &str) -> String {
    CLEAN_ARTICLE.clean(&rich(text, true)).to_string()
}

/// The same where the page stands in a frame: what its links lead to may not stand there and opens beside it.
pub fn article_to_html_in_frame(text: &str) -> String {
    CLEAN_FRAMED.clean(&rich(text, true)).to_string()
}

/// The words alone, on one line.
pub fn to_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => out.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => out.push(' '),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of a message, for lists: its words without markup, and without lines that are only an address. One without words is a picture.
pub fn start_of(body: &str) -> String {
    let words = body.lines().filter(|line| line.contains(' ') || !line.contains("://")).collect::<Vec<_>>().join("\n");
    match if words.is_empty() { body } else { &words } {
        "" => "Picture".to_owned(),
        told if is_plain(told) => preview(told, START_MAX),
        told => preview(&to_words(told), START_MAX),
    }
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

fn rich(text: &str, is_article: bool) -> String {
    let mut in_link = false;
    let mut in_code = false;
    let options = if is_article { Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES } else { Options::ENABLE_STRIKETHROUGH };
    let (mut blocks, mut spans) = (Depth::default(), Depth::default());
    let events = Parser::new_ext(text, options).flat_map(|event| {
        let is_too_deep = match &event {
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => blocks.enter(),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => blocks.leave(),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => spans.enter(),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => spans.leave(),
            Event::Start(Tag::Item) if blocks.is_beyond() => return vec![Event::HardBreak],
            Event::End(TagEnd::Item) => blocks.is_beyond(),
            _ => false,
        };
        if is_too_deep {
            return vec![];
        }
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
            Event::Start(Tag::Heading { level, id, classes, attrs }) if is_article => {
                vec![Event::Start(Tag::Heading { level: below_title(level), id, classes, attrs })]
            }
            Event::End(TagEnd::Heading(level)) if is_article => vec![Event::End(TagEnd::Heading(below_title(level)))],
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

/// How deep the parser is in what may lie in itself.
#[derive(Default)]
struct Depth(usize);

impl Depth {
    /// One more begins; whether it is too deep.
    const fn enter(&mut self) -> bool {
        self.0 += 1;
        self.is_beyond()
    }

    /// One ends; whether it was too deep.
    const fn leave(&mut self) -> bool {
        let was_beyond = self.is_beyond();
        self.0 = self.0.saturating_sub(1);
        was_beyond
    }

    const fn is_beyond(&self) -> bool {
        self.0 > DEEPEST
    }
}

/// The title of the page is the only first heading.
fn below_title(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H4,
    }
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
mod tests;
