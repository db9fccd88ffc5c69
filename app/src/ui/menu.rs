//! Menus and explanations on the native popover: Esc and a click elsewhere close them, no script needed.

use leptos::prelude::*;

use super::{
    button::{Look, button_class},
    icon::{Glyph, Icon},
    tone::{Size, Tone},
    tooltip::Tip,
};

/// Where a popover appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Under its button, growing to the right.
    #[default]
    Below,
    /// Under its button, growing to the left: at the right edge of something.
    BelowEnd,
    /// Beside its button: in a rail.
    Beside,
    /// Over its button: at the bottom of something.
    Above,
}

impl Side {
    /// The class that places a popover.
    pub fn class(self) -> &'static str {
        match self {
            Side::Below => "pop-below",
            Side::BelowEnd => "pop-below-end",
            Side::Beside => "pop-beside",
            Side::Above => "pop-above",
        }
    }
}

const POP: &str = "max-w-[calc(100vw-1rem)] rounded-md border border-line bg-raised text-ink shadow-pop open:animate-pop";

/// A button that opens a list of `MenuLink`s and `MenuButton`s. With `icon` alone (`compact`) the label is its name and tooltip.
#[component]
pub fn Menu(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    /// Only the icon is drawn.
    #[prop(optional)]
    compact: bool,
    #[prop(default = Look::Quiet)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(optional)] side: Side,
    children: Children,
) -> impl IntoView {
    let square = match size {
        Size::Small => "w-control-small px-0!",
        Size::Medium => "w-control px-0!",
        Size::Large => "w-control-large px-0!",
    };
    let class = format!("{} group/tip relative {}", button_class(look, size), if compact { square } else { "" });
    let words = if compact {
        view! {
            <Icon glyph=icon.unwrap_or(Glyph::More) />
            <Tip text=label.clone() />
        }
        .into_any()
    } else {
        view! {
            {icon.map(|glyph| view! { <Icon glyph class="size-4 flex-none" /> })}
            {label.clone()}
            <Icon glyph=Glyph::Down class="size-3.5 flex-none opacity-70" />
        }
        .into_any()
    };
    view! {
        <button type="button" popovertarget=id.clone() aria-label=compact.then(|| label.clone()) class=class>
            {words}
        </button>
        <div id=id popover="auto" role="group" aria-label=label class=format!("{POP} min-w-48 p-1 {}", side.class())>
            {children()}
        </div>
    }
    .into_any()
}

const ITEM: &str = "flex w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-start text-sm font-medium pointer-coarse:min-h-11";

/// A place to go, in a menu.
#[component]
pub fn MenuLink(
    #[prop(into)] href: String,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    #[prop(optional)] current: bool,
    children: Children,
) -> impl IntoView {
    let state = if current { "bg-accent-soft text-accent" } else { "hover:bg-sunk" };
    view! {
        <a href=href aria-current=current.then_some("true") class=format!("{ITEM} {state}")>
            {icon.map(|glyph| view! { <Icon glyph class="size-4 flex-none text-muted" /> })}
            {children()}
        </a>
    }
    .into_any()
}

/// Something to do, in a menu. It submits the form around it unless `kind="button"`.
#[component]
pub fn MenuButton(
    #[prop(default = "submit")] kind: &'static str,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    /// Takes something away.
    #[prop(optional)]
    danger: bool,
    children: Children,
) -> impl IntoView {
    let tone = if danger { Tone::Bad.text() } else { "" };
    view! {
        <button type=kind name=name value=value class=format!("{ITEM} {tone} hover:bg-sunk")>
            {icon.map(|glyph| view! { <Icon glyph class="size-4 flex-none" /> })}
            {children()}
        </button>
    }
}

/// A line between groups of a menu.
#[component]
pub fn MenuLine() -> impl IntoView {
    view! { <hr class="my-1 border-line" /> }.into_any()
}

/// A word that opens an explanation, such as how a deadline was worked out.
#[component]
pub fn Explain(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The word to press.
    #[prop(into)]
    label: String,
    #[prop(default = Side::BelowEnd)] side: Side,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" popovertarget=id.clone() class="rounded-xs text-xs font-semibold text-accent hover:underline pointer-coarse:min-h-11">
            {label.clone()}
        </button>
        <div id=id popover="auto" role="group" aria-label=label class=format!("{POP} w-80 p-4 text-sm {}", side.class())>
            {children()}
        </div>
    }
    .into_any()
}
