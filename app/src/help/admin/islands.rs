//! What wakes up in the editor: the answer as visitors will read it.

use super::api::preview_article;
use crate::ui::*;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// Draws what is typed into the text area that is its child. Without script a button asks the server for the same.
#[island]
pub fn LivePreview(
    /// Safe HTML the server has drawn already; empty when nobody asked for it.
    shown: String,
    /// Where the button leads.
    action: String,
    children: Children,
) -> impl IntoView {
    let (html, is_awake) = (RwSignal::new(shown), RwSignal::new(false));
    let root = NodeRef::<Div>::new();
    // A drawing that comes after a later one was asked for is no longer wanted.
    let latest = StoredValue::new(0_u32);
    let typed = move || Some(root.get_untracked()?.query_selector("textarea").ok()??.dyn_into::<HtmlTextAreaElement>().ok()?.value());
    let draw = move || {
        let Some(body) = typed() else { return };
        let mine = latest.get_value().wrapping_add(1);
        latest.set_value(mine);
        spawn_local(async move {
            if let Ok(fresh) = preview_article(body).await
                && latest.try_get_value() == Some(mine)
            {
                html.try_set(fresh);
            }
        });
    };
    let mut later = debounce(Duration::from_millis(250), move |()| draw());
    Effect::new(move |_| {
        is_awake.set(true);
        draw();
    });
    view! {
        <div node_ref=root on:input=move |_| later(()) class="grid items-start gap-5 lg:grid-cols-2">
            <div class="min-w-0">
                {children()}
                <div class="mt-3" class:hidden=move || is_awake.get()>
                    <Button icon=Glyph::Eye name="show" value="preview" attr:formaction=action attr:formnovalidate=true>"Preview"</Button>
                </div>
            </div>
            <section id="preview" aria-label="Preview" class="min-w-0 scroll-mt-24 rounded-md border border-line bg-canvas px-4 py-3" class:hidden=move || html.with(String::is_empty)>
                <p aria-hidden="true" class="mb-2 text-xs font-semibold text-muted">"As visitors read it"</p>
                <div class="rich wrap-anywhere" inner_html=move || html.get()></div>
            </section>
        </div>
    }
}
