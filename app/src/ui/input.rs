//! Text inputs: one line, many lines, and a search box that is a form.
//! The native control is the outermost element, so islands add `on:`, `prop:` and `attr:` to it directly.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    kbd::Keys,
};

/// The ids that describe a control, for its `aria-describedby`.
pub fn described_by(id: &str) -> String {
    format!("{id}-hint {id}-error")
}

/// How every control that is typed into looks.
pub(super) const CONTROL: &str = "w-full min-w-0 rounded-sm border border-control bg-raised text-base text-ink transition-colors hover:border-muted \
    focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunk disabled:text-muted [&:is(input,textarea):read-only]:bg-sunk";

/// One line of text.
#[component]
pub fn TextInput(
    #[prop(into)] name: String,
    /// The name when left out.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] value: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional)] disabled: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    view! {
        <input
            type=kind
            id=id.clone()
            name=name
            value=value
            dir=matches!(kind, "text" | "search").then_some("auto")
            placeholder=(!placeholder.is_empty()).then_some(placeholder)
            autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
            required=required
            disabled=disabled
            aria-describedby=described_by(&id)
            aria-invalid=move || error.get().is_some().then_some("true")
            class=format!("{CONTROL} h-control px-3 {class}")
        />
    }
}

/// Many lines of text; grows with what is written where the browser can.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    /// The name when left out.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] value: String,
    #[prop(default = 4)] rows: u32,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] disabled: bool,
    /// No border and no ground of its own: inside a composer.
    #[prop(optional)]
    bare: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let look = if bare { "block w-full resize-none bg-transparent text-base leading-6 outline-none" } else { CONTROL };
    // A field that grows with its content ignores `rows`, so the least height is a class.
    let least = match rows {
        0..=1 => "min-h-control",
        2..=3 => "min-h-[calc(2lh+1rem)]",
        4..=6 => "min-h-[calc(4lh+1rem)]",
        _ => "min-h-[calc(8lh+1rem)]",
    };
    // Leptos writes the children of a text area as they are, so that `</textarea>` would end it: the text goes in escaped, as its inner HTML.
    let text = escape_text(&value);
    let space = if bare { "max-h-72 px-3.5 py-2" } else { "px-3 py-2 leading-6" };
    view! {
        <textarea
            id=id.clone()
            name=name
            rows=rows
            dir="auto"
            placeholder=(!placeholder.is_empty()).then_some(placeholder)
            required=required
            disabled=disabled
            aria-describedby=(!bare).then(|| described_by(&id))
            aria-invalid=move || error.get().is_some().then_some("true")
            class=format!("{look} field-sizing-content contain-inline-size {least} {space} {class}")
            inner_html=text
        ></textarea>
    }
}

/// Text where HTML takes it for markup unless it is escaped: inside a text area, inside the title of a page.
pub fn escape_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A search that works as a plain form: `GET action?name=…`.
#[component]
pub fn SearchBox(
    #[prop(into)] action: String,
    #[prop(into)] label: String,
    #[prop(default = "q".into(), into)] name: String,
    #[prop(optional, into)] value: String,
    /// The key that jumps here.
    #[prop(optional, into)]
    keys: Option<String>,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    /// Hidden inputs that keep the other filters.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <form action=action method="get" role="search" class=format!("relative {class}")>
            {children.map(|children| children())}
            <span class="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-faint">
                <Icon glyph=Glyph::Search class="size-4" />
            </span>
            <input
                type="search"
                name=name
                value=value
                dir="auto"
                aria-label=label.clone()
                placeholder=label
                class="h-control w-full rounded-sm border border-transparent bg-sunk ps-8.5 pe-10 text-sm hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0"
            />
            <span class="pointer-events-none absolute inset-y-0 right-2.5 grid place-items-center text-faint">
                {keys.map(|keys| view! { <Keys keys /> })}
            </span>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::escape_text;

    #[test]
    fn no_text_ends_the_element_it_stands_in() {
        assert_eq!(escape_text("</textarea><b> &amp;"), "&lt;/textarea&gt;&lt;b&gt; &amp;amp;");
    }
}
