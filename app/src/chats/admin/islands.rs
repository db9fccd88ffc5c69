//! What wakes up on the page of the widget: how it will look, before anything is saved.

use crate::ui::*;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// Shows the widget as the fields of the form (`children`) have it now. Without script it shows what is saved.
#[island]
pub fn WidgetPreview(
    /// The name of the business.
    business: String,
    greeting: String,
    is_left: bool,
    children: Children,
) -> impl IntoView {
    let (said, left) = (RwSignal::new(greeting), RwSignal::new(is_left));
    let (root, shown) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let field = move |of: &str| Some(root.get_untracked()?.query_selector(of).ok()??.dyn_into::<HtmlInputElement>().ok()?.value());
    let look = move || {
        said.set(field("[name=greeting]").unwrap_or_default());
        left.set(field("[name=position]:checked").as_deref() == Some("left"));
        if let (Some(hue), Some(shown)) = (field("[name=hue]").and_then(|h| h.parse::<u16>().ok()), shown.get_untracked()) {
            paint(&shown, hue);
        }
    };
    Effect::new(move |_| look());
    view! {
        <div node_ref=root on:input=move |_| look() class="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
            <div class="min-w-0">{children()}</div>
            <section aria-label="Preview" class="min-w-0">
                <p class="mb-2 text-sm font-semibold">"How it looks"</p>
                <div node_ref=shown class="flex h-96 flex-col justify-end gap-3 rounded-md border border-line bg-sunk p-4" class:items-start=move || left.get() class:items-end=move || !left.get()>
                    <div class="flex w-full min-w-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-canvas shadow-pop">
                        <div class="flex items-center gap-2.5 border-b border-line bg-panel px-3 py-2.5">
                            <Avatar name=business.clone() size=Size::Small />
                            <b class="min-w-0 flex-1 truncate font-bold">{business.clone()}</b>
                            <Icon glyph=Glyph::Close class="size-4 text-muted" />
                        </div>
                        <div class="flex min-h-0 flex-1 flex-col items-start gap-3 p-4">
                            <p class="text-lg leading-tight font-bold text-balance">
                                {move || if said.with(String::is_empty) { "How can we help you?".to_owned() } else { said.get() }}
                            </p>
                            <span class="rounded-sm bg-accent px-3.5 py-1.5 font-semibold text-accent-ink">"Write to us"</span>
                            <span class="rounded-full border border-accent-line bg-panel px-3 py-1 text-sm font-medium text-accent">"Where is my order?"</span>
                        </div>
                    </div>
                    <span class="relative grid size-14 flex-none place-items-center rounded-full bg-accent text-accent-ink shadow-pop">
                        <Icon glyph=Glyph::Chat class="size-6.5" />
                        <span class="absolute top-0.5 right-0.5 size-3 rounded-full border-2 border-panel bg-good"></span>
                    </span>
                </div>
            </section>
        </div>
    }
}

/// Copies a text. It is there only where the browser lets a page copy; elsewhere people mark the text themselves.
#[island]
pub fn CopyButton(text: String) -> impl IntoView {
    let (may, done) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| may.set(window().is_secure_context()));
    let copy = move |_| {
        let _ = window().navigator().clipboard().write_text(&text);
        done.set(true);
    };
    view! {
        <div class="mt-2" class:hidden=move || !may.get()>
            <Button kind="button" size=Size::Small icon=Glyph::Copy on:click=copy>
                <span role="status">{move || if done.get() { "Copied" } else { "Copy the line" }}</span>
            </Button>
        </div>
    }
}

/// Gives an element an accent of its own: the tokens follow from the hue where they are declared, so all are declared again.
fn paint(shown: &HtmlElement, hue: u16) {
    let both = |light: &str, dark: &str| format!("light-dark(oklch({light} {hue}), oklch({dark} {hue}))");
    for (token, colour) in [
        ("--accent", both("0.5 0.125", "0.74 0.11")),
        ("--accent-ink", format!("light-dark(#fff, oklch(0.17 0.02 {hue}))")),
        ("--accent-soft", both("0.945 0.028", "0.285 0.045")),
        ("--accent-line", both("0.85 0.06", "0.42 0.07")),
    ] {
        let _ = shown.style().set_property(token, &colour);
    }
}
