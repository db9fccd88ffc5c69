//! The question whether an article helped, on its page and inside a chat.

use crate::forms::refused;
use crate::notes::{is_done, refusal};
use crate::ui::*;
use leptos::prelude::*;

/// Plain buttons, and thanks afterwards. `children` are the hidden fields that say which article; `back` is what to do when it did not help.
#[component]
pub fn Vote(action: &'static str, back: &'static str, children: Children) -> impl IntoView {
    let name = action.rfind('/').map_or(action, |at| &action[at..]);
    let refused = refused().of(name);
    let thanks = match (is_done("helpful"), is_done("unhelpful")) {
        (true, _) => Some("Thank you. We are glad that it helped.".to_owned()),
        (_, true) => Some(format!("Thank you for saying so. {back}")),
        _ => None,
    };
    let body = match thanks {
        Some(words) => view! {
            <p role="status" class="flex items-center gap-2 font-semibold">
                <span class="text-good"><Icon glyph=Glyph::Done /></span>
                {words}
            </p>
        }
        .into_any(),
        None => view! {
            {refusal(&refused, &[])}
            <form method="post" action=action class="flex flex-wrap items-center gap-3">
                {children()}
                <b id="vote-question" class="me-1 font-semibold">"Was this helpful?"</b>
                <div role="group" aria-labelledby="vote-question" class="flex gap-2">
                    <Button icon=Glyph::Check name="helpful" value="true">"Yes"</Button>
                    <Button icon=Glyph::Close name="helpful" value="false">"No"</Button>
                </div>
            </form>
        }
        .into_any(),
    };
    view! { <section id="vote" aria-label="Was this helpful" class="mt-8 rounded-lg bg-sunk px-5 py-4">{body}</section> }.into_any()
}
