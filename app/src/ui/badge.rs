//! Badges: a state in one or two words, and counts in a pill.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    tone::Tone,
};

/// A state in a word or two; the word says it, the tone helps.
#[component]
pub fn Badge(
    #[prop(optional)] tone: Tone,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    let base = "inline-flex max-w-full flex-none items-center gap-1 rounded-full px-2 text-xs leading-5 font-semibold whitespace-nowrap tabular-nums";
    view! {
        <span class=format!("{base} {} {class}", tone.soft())>
            {icon.map(|glyph| view! { <Icon glyph class="size-3.5 flex-none" /> })}
            {children()}
        </span>
    }
    .into_any()
}

/// A number that wants to be seen, such as unread messages; nothing at all when it is zero.
#[component]
pub fn Count(
    count: u32,
    /// What is counted, for a screen reader: "unread".
    #[prop(into)]
    of: String,
    /// Red instead of the accent.
    #[prop(optional)]
    urgent: bool,
    /// The highest number shown in full.
    #[prop(default = 9)]
    cap: u32,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let colours = if urgent { "bg-bad text-bad-ink" } else { "bg-accent text-accent-ink" };
    let base = "inline-block min-w-4.5 flex-none rounded-full px-1 text-center text-2xs leading-4.5 font-semibold tabular-nums";
    (count > 0)
        .then(|| {
            view! {
                <span class=format!("{base} {colours} {class}")>
                    <span aria-hidden="true">{capped(count, cap)}</span>
                    <span class="sr-only">{format!("{count} {of}")}</span>
                </span>
            }
        })
        .into_any()
}

/// A count that stays short: `9+`.
pub fn capped(count: u32, cap: u32) -> String {
    if count > cap { format!("{cap}+") } else { count.to_string() }
}

#[cfg(test)]
mod tests {
    use super::capped;

    #[test]
    fn a_count_above_the_cap_is_shortened() {
        assert_eq!(capped(9, 9), "9");
        assert_eq!(capped(10, 9), "9+");
        assert_eq!(capped(128, 999), "128");
    }
}
