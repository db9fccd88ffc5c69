//! One line of an inbox: who, about what, the last words, and what hurries.

use leptos::prelude::*;

use super::{
    avatar::{Avatar, Presence},
    badge::Count,
    icon::{Glyph, Icon},
};

/// Where the box of a row is seen instead of the avatar: pointed at, reached by keyboard, and in all rows while one of them is ticked. Both keep their
/// place, so nothing moves; a finger on the avatar ticks the box that lies over it.
const AWAY: &str = "block group-hover/row:opacity-0 group-has-[:focus-visible]/row:opacity-0 picking:opacity-0";
const THERE: &str = "absolute -inset-1 z-10 grid place-items-center rounded-full opacity-0 group-hover/row:opacity-100 group-has-[:focus-visible]/row:opacity-100 picking:opacity-100";

/// A row that opens something. `preview` and `badges` are views, so that islands can keep them live.
#[component]
pub fn ListRow(
    #[prop(into)] href: String,
    /// Who.
    #[prop(into)]
    name: String,
    /// When, already in words.
    #[prop(into)]
    at: Signal<String>,
    /// About what.
    #[prop(into)]
    subject: String,
    #[prop(optional, into)] presence: MaybeProp<Presence>,
    /// How they came, as an icon and in words.
    #[prop(optional)]
    channel: Option<(Glyph, &'static str)>,
    /// The box by which this row is chosen among many, named `ids[]`.
    #[prop(optional, into)]
    tick: Option<ViewFnOnce>,
    /// A visitor without a name.
    #[prop(optional)]
    plain: bool,
    /// How many messages were not read yet.
    #[prop(optional, into)]
    unread: Signal<u32>,
    /// This one is open.
    #[prop(optional)]
    current: bool,
    /// typing… beats Draft: beats the last message.
    #[prop(optional, into)]
    preview: ViewFnOnce,
    /// `TimerBadge`, priority, lane.
    #[prop(optional, into)]
    badges: ViewFnOnce,
) -> impl IntoView {
    let ground = if current { "bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent" } else { "hover:bg-sunk/70" };
    let link = "flex min-w-0 flex-1 items-center gap-1.5 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";
    let face = name.clone();
    let face = move || view! { <Avatar name=face.clone() presence=presence.get() plain /> };
    let face = match tick {
        Some(tick) => view! {
            <div class="relative size-9">
                <span class=AWAY>{face}</span>
                <label class=THERE>{tick.run()}</label>
            </div>
        }
        .into_any(),
        None => face.into_any(),
    };
    // Over the link's own area, so that the pointer finds what it says.
    let channel = channel.map(|(glyph, words)| {
        view! {
            <span title=words class="relative z-10 flex-none text-faint">
                <Icon glyph label=words class="size-3.5" />
            </span>
        }
    });
    view! {
        <article class=format!("group/row relative grid grid-cols-[36px_minmax(0,1fr)] gap-3 border-b border-line px-4 py-3 text-sm {ground}")>
            {face}
            <div class="min-w-0">
                <p class="flex items-baseline gap-1.5">
                    <a
                        href=href
                        aria-current=current.then_some("true")
                        class=move || format!("{link} {}", if unread.get() > 0 { "font-bold" } else { "font-medium" })
                    >
                        <span class="truncate">{name}</span>
                        {channel}
                    </a>
                    <span class="flex-none text-xs text-faint tabular-nums">{at}</span>
                </p>
                <p class="truncate" dir="auto">{subject}</p>
                <div class="flex items-center gap-1.5 text-muted">
                    <p class="min-w-0 flex-1 truncate">{preview.run()}</p>
                    {move || view! { <Count count=unread.get() of="unread" /> }}
                </div>
                <div class="mt-1.5 flex flex-wrap gap-1.5 empty:hidden">{badges.run()}</div>
            </div>
        </article>
    }
    .into_any()
}
