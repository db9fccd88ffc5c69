//! A key to press, as printed on it.

use leptos::prelude::*;

/// One shortcut: `Ctrl Enter`, `⌘K`, `E`.
#[component]
pub fn Keys(
    #[prop(into)] keys: String,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    view! { <kbd class=format!("rounded-xs border border-current px-1 font-sans text-2xs leading-4 font-medium pointer-coarse:hidden {class}")>{keys}</kbd> }
        .into_any()
}

/// The same shortcut for `aria-keyshortcuts`; a sequence such as `g i` cannot be said there.
pub(super) fn aria_keys(keys: &str) -> Option<String> {
    let keys = keys.replace('⌘', "Meta ").replace("Ctrl", "Control");
    let parts: Vec<&str> = keys.split_whitespace().collect();
    let held = parts.split_last()?.1.iter().all(|part| part.len() > 1);
    held.then(|| parts.join("+"))
}

#[cfg(test)]
mod tests {
    use super::aria_keys;

    #[test]
    fn shortcuts_are_spelled_as_screen_readers_expect_them() {
        assert_eq!(aria_keys("E").as_deref(), Some("E"));
        assert_eq!(aria_keys("Ctrl Enter").as_deref(), Some("Control+Enter"));
        assert_eq!(aria_keys("⌘K").as_deref(), Some("Meta+K"));
        assert_eq!(aria_keys("g i"), None);
        assert_eq!(aria_keys(""), None);
    }
}
