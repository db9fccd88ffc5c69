//! One card in the middle: signing in, setting up, errors.

use leptos::prelude::*;

use super::portal::ChatWidget;
use super::skip::SkipLink;

/// The frame of a page with one thing to do.
#[component]
pub fn PlainLayout(
    /// The name of the business, or the product's before there is one.
    #[prop(default = "Stoa".into(), into)]
    business: String,
    #[prop(default = "/".into(), into)] home: String,
    /// Below the card: another way in, help.
    #[prop(optional, into)]
    foot: ViewFnOnce,
    /// More room, for a form with several columns.
    #[prop(optional)]
    wide: bool,
    /// Whose chat widget stands on the page: the word of the business in addresses.
    #[prop(optional, into)]
    widget: String,
    children: Children,
) -> impl IntoView {
    let width = if wide { "max-w-2xl" } else { "max-w-md" };
    view! {
        <SkipLink />
        <div class="roomy grid min-h-dvh grid-cols-1 content-center justify-items-center gap-5 px-4 py-8">
            <header>
                <a href=home class="flex items-center gap-2.5 rounded-xs text-lg font-bold tracking-tight">
                    <span aria-hidden="true" class="grid size-8 place-items-center rounded-md bg-ink text-md text-canvas">
                        "Σ"
                    </span>
                    {business}
                </a>
            </header>
            <main id="main" tabindex="-1" class=format!("w-full rounded-lg border border-line bg-panel p-6 shadow-pop outline-none md:p-8 {width}")>
                {children()}
            </main>
            <footer class="text-center text-sm text-muted">{foot.run()}</footer>
            <ChatWidget of=widget />
        </div>
    }
    .into_any()
}
