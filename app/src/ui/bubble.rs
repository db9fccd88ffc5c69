//! The pieces of a conversation: bubbles by sender, day lines, system lines, delivery states, typing.

use leptos::prelude::*;

use super::{
    avatar::Avatar,
    icon::{Glyph, Icon},
    tone::Size,
};

/// Who speaks, seen from the reader: what the reader's side says stands at the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The other side.
    Them,
    /// The reader's own side.
    Us,
    /// The bot, labelled and dashed.
    Bot,
    /// The partner, in the partner's lane.
    Partner,
    /// A private note among the staff.
    Note,
}

impl Sender {
    fn at_end(self) -> bool {
        matches!(self, Sender::Us | Sender::Note)
    }

    fn look(self) -> &'static str {
        match self {
            Sender::Them => "rounded-tl-xs border-line bg-raised",
            Sender::Bot => "rounded-tl-xs border-dashed border-line-strong bg-raised",
            Sender::Partner => "rounded-tl-xs border-partner-line bg-partner-soft",
            Sender::Us => "rounded-tr-xs border-accent-line bg-accent-soft",
            Sender::Note => "rounded-tr-xs border-note-line bg-note",
        }
    }
}

/// One message. `children` is its text, pictures and cards; put it into the `Thread`.
#[component]
pub fn Bubble(
    sender: Sender,
    /// Who wrote it. Drawn above what others say; only read out for our own.
    #[prop(into)]
    name: String,
    /// When, already in words: "09:14".
    #[prop(into)]
    at: String,
    /// The full name behind the initials, when `name` is short.
    #[prop(optional, into)]
    face: String,
    /// What is known beside the name: "88 % sure".
    #[prop(optional, into)]
    note: String,
    /// When, in full: shown on pointing at the time.
    #[prop(optional, into)]
    title: String,
    /// On its way, delivered, read: drawn under our own messages, and drawn again as it changes.
    #[prop(optional, into)]
    status: MaybeProp<SendStatus>,
    /// What can be done about a failure: the retry.
    #[prop(optional, into)]
    action: ViewFnOnce,
    children: Children,
) -> impl IntoView {
    let end = sender.at_end();
    let row = if end { "flex-row-reverse self-end" } else { "" };
    let spoken = if sender == Sender::Note { format!("Private note, {name}: ") } else { format!("{name}: ") };
    let title = (!title.is_empty()).then_some(title);
    let full = title.clone();
    let when = at.clone();
    let below = move || {
        view! {
            <p class="mt-1 flex flex-wrap items-center justify-end gap-1 text-xs text-faint tabular-nums">
                {(sender == Sender::Note).then_some("Private note · ")} <span title=full>{when}</span>
                {move || status.get().map(|status| view! { <StatusMark status /> })} {action.run()}
            </p>
        }
    };
    let face = if face.is_empty() { name.clone() } else { face };
    let face = match sender {
        Sender::Us | Sender::Note => None,
        Sender::Bot => Some(view! { <BotFace /> }.into_any()),
        Sender::Them | Sender::Partner => Some(view! { <Avatar name=face size=Size::Small class="mt-0.5" /> }.into_any()),
    };
    let head = if end {
        view! { <span class="sr-only">{spoken}</span> }.into_any()
    } else {
        view! {
            <p class="mb-0.5 flex gap-1.5 text-xs text-muted tabular-nums">
                <b class="font-semibold text-ink">{name.clone()}</b>
                <span title=title>{at.clone()}</span>
                {(!note.is_empty()).then_some(note)}
            </p>
        }
        .into_any()
    };
    view! {
        <article class=format!("flex max-w-[88%] gap-2.5 md:max-w-[min(74%,42rem)] {row}")>
            {face}
            <div class="min-w-0">
                {head}
                <div class=format!("rounded-lg border px-3.5 py-2 wrap-anywhere {}", sender.look())>{children()}</div>
                {end.then(below)}
            </div>
        </article>
    }
    .into_any()
}

/// The bot has no initials.
#[component]
fn BotFace() -> impl IntoView {
    view! {
        <span class="mt-0.5 grid size-6 flex-none place-items-center rounded-full bg-sunk text-muted">
            <Icon glyph=Glyph::Spark class="size-3.5" />
        </span>
    }
}

/// The list of messages, newest at the bottom. Read out as it grows.
#[component]
pub fn Thread(
    /// "Conversation with Wanjiru".
    #[prop(into)]
    label: String,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div role="log" aria-live="polite" aria-label=label class=format!("flex min-w-0 flex-col gap-2.5 {class}")>
            {children()}
        </div>
    }
    .into_any()
}

/// "Today", "Tuesday 3 November".
#[component]
pub fn DayLine(#[prop(into)] label: String) -> impl IntoView {
    view! { <p class="my-1 self-center text-xs text-faint">{label}</p> }.into_any()
}

/// What happened between the messages: assigned, resolved, moved.
#[component]
pub fn SystemLine(#[prop(default = Glyph::Assign)] glyph: Glyph, children: Children) -> impl IntoView {
    view! {
        <p class="flex max-w-[90%] items-start gap-1.5 self-center text-center text-xs text-muted">
            <Icon glyph class="mt-0.5 size-3.5 flex-none" />
            <span>{children()}</span>
        </p>
    }
    .into_any()
}

/// Somebody writes; `preview` is what they have so far, where it may be seen.
#[component]
pub fn TypingLine(#[prop(into)] name: String, #[prop(optional, into)] preview: String) -> impl IntoView {
    view! {
        <p class="flex items-center gap-2 text-xs text-muted">
            <Avatar name=name.clone() size=Size::Small />
            <svg aria-hidden="true" viewBox="0 0 23 5" class="h-1.5 flex-none animate-shimmer fill-faint">
                <circle cx="2.5" cy="2.5" r="2.5" />
                <circle cx="11.5" cy="2.5" r="2.5" />
                <circle cx="20.5" cy="2.5" r="2.5" />
            </svg>
            <span class="sr-only">{format!("{name} is typing")}</span>
            {(!preview.is_empty()).then(|| format!("“{preview}”"))}
        </p>
    }
    .into_any()
}

/// How far a message of ours has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendStatus {
    /// On its way, or waiting for the network.
    Sending,
    /// Stored.
    Sent,
    /// On their device.
    Delivered,
    /// Seen.
    Read,
    /// Not sent; a retry stands beside it.
    Failed,
}

impl SendStatus {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            SendStatus::Sending => "sending",
            SendStatus::Sent => "sent",
            SendStatus::Delivered => "delivered",
            SendStatus::Read => "read",
            SendStatus::Failed => "not sent",
        }
    }
}

/// The state of a message: a word and its mark.
#[component]
pub fn StatusMark(status: SendStatus) -> impl IntoView {
    let (glyph, tone) = match status {
        SendStatus::Sending => (Glyph::Clock, "text-faint"),
        SendStatus::Sent => (Glyph::Check, "text-faint"),
        SendStatus::Delivered => (Glyph::CheckTwice, "text-faint"),
        SendStatus::Read => (Glyph::CheckTwice, "text-accent"),
        SendStatus::Failed => (Glyph::Alert, "text-bad"),
    };
    view! {
        <span class=format!("inline-flex items-center gap-1 {tone}")>
            "· " {status.word()} <Icon glyph class="size-3.5" />
        </span>
    }
    .into_any()
}
