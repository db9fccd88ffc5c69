//! The buttons of the composer: the paper clip, and sending with what may become of the ticket or the chat.

use super::later;
use super::pictures::Tray;
use crate::conversations::Owner;
use crate::ui::{self, *};
use leptos::prelude::*;

/// The paper clip: a file input that uploads at once when the island is awake and goes with the form when not.
#[component]
pub(super) fn Attach(tray: Tray) -> impl IntoView {
    view! {
        <label class="group/tip relative grid size-11 flex-none place-items-center rounded-sm text-muted hover:bg-sunk hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent noscript:flex noscript:h-auto noscript:w-full noscript:gap-2.5 noscript:px-2 noscript:py-1.5">
            <Icon glyph=Glyph::Attach />
            <span class="sr-only">"Attach pictures"</span>
            <input
                type="file"
                name="files"
                accept="image/png,image/jpeg"
                multiple=true
                on:change=move |event| tray.add_chosen(&event_target(&event))
                class="sr-only noscript:not-sr-only noscript:min-w-0 noscript:flex-1 noscript:text-sm"
            />
            <Tip text="Attach pictures" />
        </label>
    }
    .into_any()
}

/// Send, and what may become of the ticket or the chat with it.
#[component]
pub(super) fn SplitSend(owner: Owner, blocked: Signal<bool>, laters: Vec<(String, String)>) -> impl IntoView {
    let thens: &'static [(&str, Glyph, &str)] = match owner {
        Owner::Ticket(_) => &[("wait", Glyph::Pause, "Send and wait for customer"), ("resolve", Glyph::Check, "Send and resolve")],
        Owner::Chat(_) => &[("close", Glyph::Check, "Send and close the chat")],
        Owner::Lane(_) => return view! { <SendButton label="Send to partner" lane=Tone::Partner disabled=blocked /> }.into_any(),
        Owner::Talk(_) | Owner::Order(_) => return view! { <SendButton disabled=blocked /> }.into_any(),
    };
    let then = |&(value, icon, label)| view! { <MenuButton name="then" value icon>{label}</MenuButton> };
    view! {
        <div class="inline-flex gap-px">
            <SendButton disabled=blocked />
            <div class="group-has-[[value=note]:checked]/composer:hidden">
                <Menu id="send-then" label="Send and…" icon=Glyph::Down compact=true look=Look::Primary side=ui::Side::Above>
                    {thens.iter().map(then).collect_view()}
                    {(!laters.is_empty()).then(|| view! { <later::Moments laters /> })}
                </Menu>
            </div>
        </div>
    }
    .into_any()
}
