//! The look of every mail: a greeting, paragraphs, at most one button, the business as footer; as text and as simple HTML.

/// What a mail says.
#[derive(Clone, Debug, Default)]
pub struct Words<'a> {
    /// Who is greeted; nobody when empty.
    pub name: &'a str,
    /// What it says, one paragraph each.
    pub paragraphs: &'a [&'a str],
    /// What the button says and where it leads.
    pub button: Option<(&'a str, &'a str)>,
    /// Said after the button, smaller.
    pub after: &'a str,
    /// The footer.
    pub business: &'a str,
}

/// The mail as plain text and as HTML, both from the same words.
pub fn write(words: &Words<'_>) -> (String, String) {
    let greeting = if words.name.is_empty() { "Hello,".to_owned() } else { format!("Hello {},", words.name) };
    let mut text = vec![greeting.clone()];
    let mut html = vec![paragraph(&greeting)];
    for part in words.paragraphs {
        text.push((*part).to_owned());
        html.push(paragraph(part));
    }
    if let Some((label, url)) = words.button {
        text.push(format!("{label}:\n{url}"));
        html.push(format!(r#"<p style="margin:24px 0"><a href="{}" style="{BUTTON}">{}</a></p>"#, escape(url), escape(label)));
    }
    if !words.after.is_empty() {
        text.push(words.after.to_owned());
        html.push(format!(r#"<p style="margin:0 0 16px;font-size:13px;color:#5b6472">{}</p>"#, lines(words.after)));
    }
    text.push(format!("— {}", words.business));
    html.push(format!(
        r#"<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #e3e6ea;font-size:13px;color:#5b6472">{}</p>"#,
        escape(words.business)
    ));
    let page = format!(
        r#"<!doctype html><html lang="en"><body style="margin:0;padding:24px;background:#f5f6f8"><div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border:1px solid #e3e6ea;border-radius:10px;font:16px/1.5 system-ui,sans-serif;color:#1a1f27">{}</div></body></html>"#,
        html.concat()
    );
    (text.join("\n\n") + "\n", page)
}

const BUTTON: &str = "display:inline-block;padding:12px 20px;border-radius:8px;background:#1d5fd6;color:#fff;font-weight:600;text-decoration:none";

fn paragraph(text: &str) -> String {
    format!(r#"<p style="margin:0 0 16px">{}</p>"#, lines(text))
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Text that stays text inside HTML, in content and in quoted attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_stays_text_in_both_forms() {
        let words = Words {
            name: "<b>Ann</b>",
            paragraphs: &["5 < 6 & 7\nnext line"],
            button: Some(("Open \"it\"", "https://x.example/?a=1&b=2")),
            after: "Until Friday.",
            business: "Tom's",
        };
        let (text, html) = write(&words);
        assert_eq!(text, "Hello <b>Ann</b>,\n\n5 < 6 & 7\nnext line\n\nOpen \"it\":\nhttps://x.example/?a=1&b=2\n\nUntil Friday.\n\n— Tom's\n");
        assert!(html.contains("Hello &lt;b&gt;Ann&lt;/b&gt;,") && html.contains("5 &lt; 6 &amp; 7<br>next line"));
        assert!(html.contains(r#"href="https://x.example/?a=1&amp;b=2""#) && html.contains("Open &quot;it&quot;") && html.contains("Tom&#39;s"));
    }

    #[test]
    fn a_mail_without_name_or_button_is_still_whole() {
        let (text, html) = write(&Words { paragraphs: &["One."], business: "B", ..Words::default() });
        assert_eq!(text, "Hello,\n\nOne.\n\n— B\n");
        assert!(!html.contains("<a "));
    }
}
