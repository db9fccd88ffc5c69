//! Pictures of a form: uploaded while the rest is being typed; without script they go with the form.

use crate::conversations::{Tray, TrayView};
use crate::ui::*;
use leptos::prelude::*;
use stoa::files::model::FileView;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Asks for up to five pictures and shows them. The form sends `files` or, once they are uploaded, their names in `pictures`.
#[island]
pub fn PicturePicker(
    /// Uploaded before the form was refused.
    kept: Vec<FileView>,
    error: Option<String>,
) -> impl IntoView {
    let tray = Tray::new(kept);
    let root = NodeRef::<leptos::html::Div>::new();
    let input = move || root.get_untracked()?.query_selector("input[type=file]").ok()??.dyn_into::<HtmlInputElement>().ok();
    Effect::new(move |_| {
        let words = if tray.is_busy() { "The pictures are still on their way. Wait a moment." } else { "" };
        if let Some(input) = input() {
            input.set_custom_validity(words);
        }
    });
    let change = move || {
        if let Some(input) = input() {
            tray.add_chosen(&input);
        }
    };
    // Pictures may be chosen before the page has woken up.
    Effect::new(move |_| {
        if input().and_then(|input| input.files()).is_some_and(|files| files.length() > 0) {
            change();
        }
    });
    view! {
        <div
            node_ref=root
            class="flex flex-col gap-3"
            on:change=move |_| change()
            on:dragover=move |event| event.prevent_default()
            on:drop=move |event: leptos::ev::DragEvent| {
                event.prevent_default();
                tray.add(event.data_transfer().and_then(|data| data.files()));
            }
        >
            <FilePicker name="files" label="Pictures" hint="Up to five JPG or PNG pictures, 5 MB each. Drop them here or choose them." error=error />
            <TrayView tray />
            <input type="hidden" name="pictures" value=move || serde_json::to_string(&tray.kept()).unwrap_or_default() />
        </div>
    }
}
