//! What every page of the desk shows around its content: the rail with its live number, keys and help, toasts for refused forms.

use super::islands::{DeskKeys, WaitingCount};
use super::keys::GROUPS;
use super::state::Tallies;
use crate::forms::refused;
use crate::frames;
use crate::layout::{DeskLayout, Region};
use crate::session;
use crate::ui::*;
use leptos::prelude::*;
use stoa::accounts::model::Me;

/// The forms that show a refusal in their own place.
const SAY_IT_THEMSELVES: [&str; 2] = ["/reply_to_ticket", "/open_ticket_for"];

/// The frame of a page of the desk. With a `list` it has the regions of the inbox, without one the whole width.
#[component]
pub fn DeskFrame(
    me: Me,
    tallies: Tallies,
    /// The path in the rail.
    current: &'static str,
    #[prop(optional)] primary: Region,
    #[prop(optional_no_strip, into)] list: Option<ViewFnOnce>,
    #[prop(optional_no_strip, into)] panel: Option<ViewFnOnce>,
    /// Whether a list on the page keeps the numbers.
    #[prop(optional)]
    counted: bool,
    children: Children,
) -> impl IntoView {
    let nav = frames::desk(&me, current, 0);
    let account = frames::account(&me);
    let business = me.business;
    let waiting = ViewFnOnce::from(move || view! { <WaitingCount start=tallies business alone=!counted /> });
    let foot = ViewFnOnce::from(|| {
        view! {
            <OpenDialog target="keys" look=Look::Quiet class="size-10! px-0! max-md:hidden!">
                <Icon glyph=Glyph::Help class="size-5" />
                <span class="sr-only">"Keys"</span>
            </OpenDialog>
        }
    });
    // Forms that say beside their fields what is wrong do not have it said above the page again.
    let refused = Some(refused()).filter(|refused| !SAY_IT_THEMSELVES.iter().any(|action| refused.action.ends_with(action)));
    let why = refused.and_then(|refused| refused.error).map(|error| view! { <Banner tone=Tone::Bad class="m-3">{error.to_string()}</Banner> });
    view! {
        <DeskLayout nav account waiting=Some(waiting) foot primary list_label="Inbox" list panel>
            {why}
            {children()}
        </DeskLayout>
        <KeysHelp />
        <DeskKeys />
    }
    .into_any()
}

/// The list of keys.
#[component]
fn KeysHelp() -> impl IntoView {
    let group = |(title, keys): &(&'static str, &'static [super::keys::Key])| {
        let lines = keys
            .iter()
            .map(|key| {
                view! {
                    <div class="flex items-center gap-3 border-b border-line py-1.5 last:border-b-0">
                        <dt class="min-w-0 flex-1">{key.name}</dt>
                        <dd class="flex gap-1 text-muted">{key.keys.split(' ').map(|one| view! { <Keys keys=one /> }).collect_view()}</dd>
                    </div>
                }
            })
            .collect_view();
        view! {
            <section>
                <h3 class="mb-1 text-xs font-semibold text-muted">{*title}</h3>
                <dl class="text-sm">{lines}</dl>
            </section>
        }
    };
    view! {
        <Dialog id="keys" title="Keys" wide=true>
            <div class="grid gap-6 md:grid-cols-2">{GROUPS.iter().map(group).collect_view()}</div>
        </Dialog>
    }
    .into_any()
}

/// A choice the browser remembers in a cookie.
pub fn remembered(name: &str) -> Option<String> {
    use_context::<http::request::Parts>().and_then(|parts| session::cookie(&parts.headers, name))
}
