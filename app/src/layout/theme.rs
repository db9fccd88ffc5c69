//! Light, dark or as the system has it: kept in the cookie `theme`, so that the server renders `<html data-theme>` and nothing flashes.

use leptos::prelude::*;

use crate::ui::{Glyph, Icon};

/// What the reader chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The name of the cookie.
    pub const COOKIE: &str = "theme";

    /// Reads the cookie or the form; anything unknown is the system's choice.
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        }
    }

    /// The value of the cookie, of the form and of `data-theme`.
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// Three buttons in a form that posts `theme` and `back` to `/theme`.
#[component]
pub fn ThemeSwitch(
    #[prop(optional)] theme: Theme,
    /// The path to come back to.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let choices = [(Theme::System, "As the system", Glyph::Screen), (Theme::Light, "Light", Glyph::Sun), (Theme::Dark, "Dark", Glyph::Moon)];
    view! {
        <form method="post" action="/theme">
            <input type="hidden" name="back" value=back />
            <div role="group" aria-label="Colours" class="flex gap-1 rounded-sm bg-sunk p-0.5">{choices
                .map(|(choice, label, glyph)| {
                    let on = choice == theme;
                    view! {
                        <button
                            name="theme"
                            value=choice.as_str()
                            title=label
                            aria-label=label
                            aria-pressed=if on { "true" } else { "false" }
                            class="grid h-control-small flex-1 place-items-center rounded-xs px-2.5 text-muted hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink aria-pressed:shadow-card"
                        >
                            <Icon glyph class="size-4" />
                        </button>
                    }
                })
                .collect_view()}</div>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn a_theme_survives_the_cookie_and_nonsense_means_the_system() {
        for theme in [Theme::System, Theme::Light, Theme::Dark] {
            assert_eq!(Theme::parse(theme.as_str()), theme);
        }
        assert_eq!(Theme::parse("\"><script>"), Theme::System);
    }
}
