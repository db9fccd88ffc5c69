//! What becomes of what people write.

use super::*;

#[test]
fn lists_show_words_without_markup() {
    assert_eq!(start_of("Open **My orders** and\n\n1. press _Return_"), "Open My orders and press Return");
    assert_eq!((start_of("").as_str(), start_of("Just words").as_str()), ("Picture", "Just words"));
    assert_eq!(start_of("Mug, KES 900\nhttps://kiln.example/shop/mug"), "Mug, KES 900", "an address tells nothing beside words");
    assert_eq!(start_of("https://kiln.example"), "https://kiln.example");
    assert_eq!(start_of(&"*a* ".repeat(200)).chars().count(), START_MAX);
}

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
        for html in [to_html(hostile), article_to_html(hostile), article_to_html(&format!("# {hostile}\n\n| a |\n|---|\n| {hostile} |"))] {
            let tags = html.to_lowercase();
            assert!(!tags.contains("<script") && !tags.contains("<img") && !tags.contains("<style") && !tags.contains("<svg"), "{html}");
            assert!(!tags.contains("<a href=\"javascript") && !tags.contains("<a href=\"data"), "{html}");
            assert!(!tags.contains("<p style"), "{html}");
        }
    }
}

#[test]
fn an_article_has_headings_below_its_title_and_tables() {
    let framed = article_to_html_in_frame("[here](/tickets/new)\n\n<a href='javascript:x'>no</a>");
    assert!(framed.contains(r#"<a href="/tickets/new" target="_blank" rel="noopener">here</a>"#) && !framed.contains("<a href='javascript"), "{framed}");
    let html = article_to_html("# One\n## Two\n##### Five\n\n[here](/tickets/new)\n\n| a |\n|---|\n| b |");
    assert!(html.starts_with("<h2>One</h2>\n<h2>Two</h2>\n<h4>Five</h4>"), "{html}");
    assert!(html.contains("<a href=\"/tickets/new\" rel=\"noopener\">here</a>") && html.contains("<td>b</td>"), "{html}");
    assert_eq!(to_words("# One\n\n- **two** [three](/x)\n- four"), "One two three four");
}

/// How deep elements lie in each other at most.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1).filter(|tag| !tag.starts_with("br")) {
        if tag.starts_with('/') {
            open -= 1
        } else {
            open += 1
        }
        deepest = deepest.max(open);
    }
    deepest
}

#[test]
fn whatever_lies_in_itself_is_shown_only_so_deep_and_loses_no_word() {
    let nested = |n: usize| (0..n).map(|i| format!("{}- w{i}\n", "  ".repeat(i))).collect::<String>();
    let around = |n: usize, mark: &str| format!("{}core{}", format!("{mark}a ").repeat(n), format!(" b{mark}").repeat(n));
    for (text, words) in [
        (">".repeat(10_000), vec![]),
        (format!("{} deep", "> ".repeat(4_000)), vec!["deep".to_owned()]),
        (format!("{}deep", "- ".repeat(4_000)), vec!["deep".to_owned()]),
        (format!("{}deep", "1. > ".repeat(1_900)), vec!["deep".to_owned()]),
        (nested(90), (0..90).map(|i| format!("w{i}")).collect()),
        (around(1_500, "*"), vec!["core".to_owned()]),
        (around(1_200, "**"), vec!["core".to_owned()]),
        (around(1_200, "~~"), vec!["core".to_owned()]),
        ("[".repeat(10_000), vec![]),
        ("`".repeat(5_000) + " " + &"`".repeat(4_999), vec![]),
    ] {
        for html in [to_html(&text), article_to_html(&text)] {
            // A list of the last layer has its items, and in them a paragraph.
            assert!(depth(&html) <= 3 * DEEPEST + 2, "{} deep: {}…", depth(&html), &html[..html.len().min(400)]);
            let plain = html.replace(['<', '>'], " ");
            let shown: Vec<&str> = plain.split_whitespace().collect();
            for word in &words {
                assert!(shown.contains(&word.as_str()), "{word} of {}…", &html[..html.len().min(400)]);
            }
        }
    }
    assert_eq!(to_html("> > a").matches("<blockquote>").count(), 2, "what people mean is shown as ever");
}

#[test]
fn bare_links_open_elsewhere_without_telling_from_where() {
    let html = to_html("See https://example.com/a?b=1, please.");
    assert!(
        html.contains(r#"<a href="https://example.com/a?b=1" target="_blank" rel="noopener noreferrer nofollow ugc">https://example.com/a?b=1</a>, please."#),
        "{html}"
    );
}
