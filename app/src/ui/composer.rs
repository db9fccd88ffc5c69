//! The frame a message is written in: tabs for reply and private note, room for text, tools and the send button.
//! The tabs are radio buttons of the form, so the mode is sent and the whole frame changes colour without script.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    tone::Tone,
};

/// What is being written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ComposerMode {
    /// To the customer or the partner.
    #[default]
    Reply,
    /// Among the staff.
    Note,
}

/// The frame; a `<form>` stands around it. The form sends `mode=reply` or `mode=note`.
#[component]
pub fn ComposerFrame(
    #[prop(default = "Reply".into(), into)] reply_label: String,
    /// The mode to begin with.
    #[prop(optional)]
    mode: ComposerMode,
    /// No private notes here: a customer writes, or a partner.
    #[prop(optional)]
    reply_only: bool,
    /// `Partner` gives the frame the partner lane's colour.
    #[prop(default = Tone::Accent)]
    lane: Tone,
    /// Small buttons at the left of the foot: attach, emoji, canned replies.
    #[prop(optional, into)]
    tools: ViewFnOnce,
    /// A few faint words beside them: "Draft saved".
    #[prop(optional, into)]
    hint: ViewFnOnce,
    /// The send button, usually `SendButton`.
    #[prop(into)]
    send: ViewFnOnce,
    /// The text area (`TextArea` with `bare`) and previews.
    children: Children,
) -> impl IntoView {
    let partner = lane == Tone::Partner;
    let edge = if partner { "border-t-partner" } else { "border-t-accent" };
    let words = if partner { "has-checked:text-partner" } else { "has-checked:text-accent" };
    view! {
        <div class=format!(
            "group/composer rounded-md border border-t-2 border-control bg-raised shadow-pop transition-colors focus-within:border-muted has-[[value=note]:checked]:border-note-line has-[[value=note]:checked]:border-t-note-ink has-[[value=note]:checked]:bg-note {edge}",
        )>
            {(reply_only && partner)
                .then(|| view! { <p class="px-3.5 pt-2.5 text-sm font-semibold text-partner">{reply_label.clone()}</p> })}
            {(!reply_only)
                .then(|| {
                    view! {
                        <fieldset class="flex gap-4 px-3.5 pt-1.5">
                            <legend class="sr-only">"What to write"</legend>
                            <ModeTab value="reply" label=reply_label checked=mode == ComposerMode::Reply class=words />
                            <ModeTab value="note" label="Private note" checked=mode == ComposerMode::Note class="has-checked:text-note-ink" />
                        </fieldset>
                    }
                })} {children()}
            <div class="flex items-center gap-1 noscript:flex-wrap border-t border-line py-1.5 ps-1.5 pe-2 group-has-[[value=note]:checked]/composer:border-note-line">
                {tools.run()} <span class="min-w-0 flex-1 truncate px-1.5 contain-inline-size text-xs text-faint max-sm:invisible">{hint.run()}</span> {send.run()}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn ModeTab(value: &'static str, #[prop(into)] label: String, checked: bool, class: &'static str) -> impl IntoView {
    view! {
        <label class=format!(
            "inline-flex items-center gap-1.5 rounded-xs py-1 text-sm font-semibold text-muted has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11 {class}",
        )>
            <input type="radio" name="mode" value=value checked=checked class="sr-only" />
            {(value == "note").then(|| view! { <Icon glyph=Glyph::Lock class="size-3.5" /> })}
            {label}
        </label>
    }
    .into_any()
}

/// The send button: it says "Add note" by itself when the note tab is chosen.
#[component]
pub fn SendButton(
    #[prop(default = "Send".into(), into)] label: String,
    /// What happens to the ticket as well, sent as `then=…`.
    #[prop(optional, into)]
    then: Option<String>,
    #[prop(default = Tone::Accent)] lane: Tone,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let colours = if lane == Tone::Partner { "bg-partner text-panel hover:bg-partner/90" } else { "bg-accent text-accent-ink hover:bg-accent/90" };
    view! {
        <button
            type="submit"
            name=then.is_some().then_some("then")
            value=then
            disabled=move || disabled.get()
            class=format!(
                "inline-flex h-control flex-none items-center gap-1.5 rounded-sm border border-transparent px-3.5 font-semibold whitespace-nowrap transition-colors disabled:opacity-55 group-has-[[value=note]:checked]/composer:bg-note-ink group-has-[[value=note]:checked]/composer:text-panel {colours}",
            )
        >
            <span class="group-has-[[value=note]:checked]/composer:hidden">{label}</span>
            <span class="hidden group-has-[[value=note]:checked]/composer:inline">"Add note"</span>
        </button>
    }
}

/// A round button with an arrow: send, where people chat on a phone.
#[component]
pub fn SendRound(#[prop(default = "Send".into(), into)] label: String, #[prop(optional, into)] disabled: Signal<bool>) -> impl IntoView {
    view! {
        <button
            type="submit"
            aria-label=label
            disabled=move || disabled.get()
            class="grid size-11 flex-none place-items-center rounded-full bg-accent text-accent-ink transition-colors hover:bg-accent/90 disabled:opacity-55"
        >
            <Icon glyph=Glyph::Send class="size-5" />
        </button>
    }
}
