//! The button that rings, in the composer of staff.

use super::phone;
use crate::ui::*;
use leptos::prelude::*;

/// Rings whoever the thread of this page is with. Without script there is nobody to speak.
#[component]
pub fn CallButton() -> impl IntoView {
    view! {
        <div class="contents noscript:hidden">
            <IconButton glyph=Glyph::Phone label="Call" kind="button" on:click=move |_| phone::ring() />
        </div>
    }
}
