//! Choosing files: a big target that works by click, drop, camera and keyboard, because it is the native input.

use leptos::prelude::*;

use super::{
    field::FieldNotes,
    icon::{Glyph, Icon},
    input::described_by,
};

/// Asks for up to `max` files. Previews are added by an island to the list with the id `{id}-previews`.
#[component]
pub fn FilePicker(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// The name when left out.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// How many; more than one allows choosing several at once.
    #[prop(default = 5)]
    max: u8,
    #[prop(default = "image/png,image/jpeg")] accept: &'static str,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let hint = if hint.is_empty() { format!("Up to {max} pictures, 5 MB each.") } else { hint };
    view! {
        <div class="flex min-w-0 flex-col gap-1.5">
            <span class="text-sm font-semibold" id=format!("{id}-label")>
                {label}
            </span>
            <span class="relative flex min-h-20 items-center gap-3 rounded-md border border-dashed border-control bg-raised px-4 py-3 text-muted transition-colors hover:border-accent hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
                <Icon glyph=Glyph::Picture class="size-6 flex-none" />
                <input
                    type="file"
                    id=id.clone()
                    name=name
                    accept=accept
                    multiple=max != 1
                    data-max=max.to_string()
                    aria-labelledby=format!("{id}-label")
                    aria-describedby=described_by(&id)
                    aria-invalid=move || error.get().is_some().then_some("true")
                    class="min-w-0 flex-1 text-sm outline-none file:me-3 file:h-control-small file:cursor-pointer file:rounded-sm file:border file:border-line-strong file:bg-panel file:px-2.5 file:font-semibold file:text-ink"
                />
            </span>
            <ul id=format!("{id}-previews") class="flex flex-wrap gap-2 empty:hidden"></ul>
            <FieldNotes id hint error />
        </div>
    }
    .into_any()
}
