//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    kbd::aria_keys,
    tone::Size,
    tooltip::Tip,
};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here; at most one in sight.
    Primary,
    /// Any other action.
    #[default]
    Plain,
    /// An action that steps back: no border until pointed at.
    Quiet,
    /// Takes something away.
    Danger,
    /// The private note's own colour.
    Note,
    /// The partner lane's own colour.
    Partner,
}

const BASE: &str = "inline-flex flex-none items-center justify-center gap-1.5 rounded-sm border font-semibold whitespace-nowrap select-none transition-colors \
    disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:opacity-55 aria-busy:cursor-progress";

impl Look {
    fn class(self) -> &'static str {
        match self {
            Look::Primary => "border-transparent bg-accent text-accent-ink hover:not-disabled:bg-accent/90",
            Look::Plain => "border-line-strong bg-raised text-ink hover:not-disabled:bg-sunk",
            Look::Quiet => "border-transparent text-muted hover:not-disabled:bg-sunk hover:not-disabled:text-ink",
            Look::Danger => "border-transparent bg-bad text-bad-ink hover:not-disabled:bg-bad/90",
            Look::Note => "border-note-line bg-note text-note-ink hover:not-disabled:border-note-ink",
            Look::Partner => "border-transparent bg-partner text-panel hover:not-disabled:bg-partner/90",
        }
    }
}

/// The classes of a button, for the rare element that has to look like one.
pub fn button_class(look: Look, size: Size) -> String {
    let size = match size {
        Size::Small => "h-control-small px-2.5 text-sm",
        Size::Medium => "h-control px-3.5 text-base",
        Size::Large => "h-control-large px-5 text-md",
    };
    format!("{BASE} {} {size}", look.class())
}

/// A button. It submits its form, as in HTML; `kind="button"` where an island handles the click.
#[component]
pub fn Button(
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    /// `submit`, `button` or `reset`.
    #[prop(default = "submit")]
    kind: &'static str,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    /// Off, for instance while sending.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=kind
            name=name
            value=value
            disabled=move || disabled.get()
            class=format!("{} {class}", button_class(look, size))
        >
            {icon.map(|glyph| view! { <Icon glyph class="size-4 flex-none" /> })}
            {children()}
        </button>
    }
}

/// A link that looks like a button: it goes somewhere, it changes nothing.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    /// Opens beside this page: what may not stand in a frame of another site.
    #[prop(optional)]
    beside: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href target=beside.then_some("_blank") class=format!("{} {class}", button_class(look, size))>
            {icon.map(|glyph| view! { <Icon glyph class="size-4 flex-none" /> })}
            {children()}
        </a>
    }
}

/// A square button with an icon alone; `label` is its name and its tooltip.
#[component]
pub fn IconButton(
    glyph: Glyph,
    #[prop(into)] label: String,
    #[prop(default = Look::Quiet)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(default = "submit")] kind: &'static str,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    /// The key that does the same, shown in the tooltip.
    #[prop(optional, into)]
    keys: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let square = match size {
        Size::Small => "size-control-small",
        Size::Medium => "size-control",
        Size::Large => "size-control-large",
    };
    let shortcut = keys.as_deref().and_then(aria_keys);
    let tip = label.clone();
    view! {
        <button
            type=kind
            name=name
            value=value
            aria-label=label
            aria-keyshortcuts=shortcut
            disabled=move || disabled.get()
            class=format!("group/tip relative {BASE} {} {square} {class}", look.class())
        >
            <Icon glyph />
            <Tip text=tip keys />
        </button>
    }
}

/// A small cross that takes a thing out of a list; `label` says which.
#[component]
pub fn RemoveButton(#[prop(into)] label: String) -> impl IntoView {
    view! {
        <button class="grid size-7 flex-none place-items-center rounded-full text-faint hover:bg-sunk hover:text-bad pointer-coarse:size-11">
            <Icon glyph=Glyph::Close class="size-3.5" />
            <span class="sr-only">{label}</span>
        </button>
    }
    .into_any()
}

/// Buttons that belong together, edge to edge: a split button is two of these.
#[component]
pub fn ButtonGroup(children: Children) -> impl IntoView {
    view! {
        <div class="inline-flex [&>button]:rounded-none [&>button:first-of-type]:rounded-s-sm [&>button:last-of-type]:rounded-e-sm [&>button:not(:first-of-type)]:border-s-panel/40">
            {children()}
        </div>
    }
    .into_any()
}
