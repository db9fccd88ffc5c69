//! Banners: something about the whole page or form that stays until it is no longer true.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    tone::Tone,
};

/// A message with a coloured edge. A `Bad` one is read out at once, the others when there is a pause.
#[component]
pub fn Banner(
    #[prop(default = Tone::Accent)] tone: Tone,
    #[prop(optional, into)] title: String,
    /// The tone's own icon when left out.
    #[prop(optional_no_strip, into)]
    icon: Option<Glyph>,
    /// What can be done about it.
    #[prop(optional, into)]
    action: ViewFnOnce,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div role=role class=format!("flex items-start gap-3 rounded-md border px-4 py-3 {} {} {class}", tone.ground(), tone.border())>
            <span class=format!("mt-px flex-none {}", tone.text())>
                <Icon glyph=icon.unwrap_or(tone.glyph()) />
            </span>
            <div class="min-w-0 flex-1">
                {(!title.is_empty()).then(|| view! { <p class="font-semibold">{title}</p> })} <div class="max-w-prose">{children()}</div>
            </div>
            {action.run()}
        </div>
    }
    .into_any()
}
