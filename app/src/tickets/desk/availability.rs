//! Whether one takes new work: said at the head of the lists where work comes in.

use crate::accounts::api::SetAvailability;
use crate::frames;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::model::Availability;

/// Says whether one takes work: a menu in a form.
#[component]
pub fn AvailabilityMenu(now: Availability) -> impl IntoView {
    let tone = match now {
        Availability::Available => Tone::Good,
        Availability::Busy | Availability::Away => Tone::Warn,
        Availability::Offline => Tone::Neutral,
    };
    let choice = |to: Availability| {
        let note = match to {
            Availability::Available => "takes new work",
            Availability::Busy => "here, but takes no new work",
            Availability::Away => "back soon",
            Availability::Offline => "gone for today",
        };
        let mark = (to == now).then_some(Glyph::Check);
        view! {
            <MenuButton name="to" value=to.word() icon=mark>
                <span class="min-w-0">
                    <span class="block">{to.label()}</span>
                    <span class="block text-xs font-normal text-muted">{note}</span>
                </span>
            </MenuButton>
        }
    };
    view! {
        <form method="post" action=SetAvailability::PATH>
            <input type="hidden" name="next" value=frames::here() />
            <button
                type="button"
                popovertarget="availability"
                class=format!("inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs leading-5 font-semibold pointer-coarse:min-h-11 {}", tone.soft())
            >
                <span class="sr-only">"You are: "</span>
                <span aria-hidden="true" class="size-2 rounded-full bg-current"></span>
                {now.label()}
                <Icon glyph=Glyph::Down class="size-3" />
            </button>
            <div
                id="availability"
                popover="auto"
                role="group"
                aria-label="Your availability"
                class="w-60 rounded-md border border-line bg-raised p-1 text-ink shadow-pop pop-below-end open:animate-pop"
            >
                {Availability::ALL.iter().copied().map(choice).collect_view()}
            </div>
        </form>
    }
    .into_any()
}
