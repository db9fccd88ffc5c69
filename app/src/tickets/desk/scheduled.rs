//! Replies of a ticket that wait for their moment, above the composer: sent now, or taken back into it.

use super::api::{SendScheduled, TakeBackReply};
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::tickets::later::LaterView;

/// The list; nothing where nothing waits.
#[component]
pub fn Scheduled(waiting: Vec<LaterView>) -> impl IntoView {
    if waiting.is_empty() {
        return ().into_any();
    }
    let line = |l: LaterView| {
        let is_kept_back = !l.why.is_empty();
        let words =
            if is_kept_back { format!("The reply of {} was not sent. {}", l.sender, l.why) } else { format!("{}’s reply is sent at {}", l.sender, l.when) };
        let (edge, glyph) = if is_kept_back { ("border-warn-line bg-warn-soft", Glyph::Alert) } else { ("border-line bg-panel", Glyph::Clock) };
        view! {
            <li class=format!("flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border px-3.5 py-2 text-sm {edge}")>
                <Icon glyph class="size-4 flex-none" />
                <div class="min-w-0 flex-1 basis-48">
                    <p class="font-semibold">{words}</p>
                    <p class="truncate text-muted">{l.preview}</p>
                </div>
                <form method="post" action=SendScheduled::PATH>
                    <input type="hidden" name="reply" value=l.id.to_string() />
                    <Button size=Size::Small>"Send now"</Button>
                </form>
                <form method="post" action=TakeBackReply::PATH>
                    <input type="hidden" name="reply" value=l.id.to_string() />
                    <Button size=Size::Small look=Look::Quiet>"Take back"</Button>
                </form>
            </li>
        }
    };
    view! {
        <section aria-label="Scheduled replies" class="flex-none px-4 pb-2 md:px-5">
            <ul class="flex flex-col gap-1.5">{waiting.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}
