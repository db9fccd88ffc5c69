//! A journey, walked without leaving the chat.

use super::Door;
use super::frame::{Around, Tab};
use crate::error::Result;
use crate::journeys::walker::shown;
use crate::ui::*;
use leptos::prelude::*;

/// The page of the step at which the walk is.
pub async fn walk(door: Door, token: String) -> Result<AnyView> {
    let (title, step) = shown(&token, &door.place()).await?;
    let content = view! {
        <p class="mb-2">
            <a href=door.to("") class="inline-flex min-h-9 items-center gap-1 rounded-xs text-sm text-accent underline underline-offset-2">
                <Icon glyph=Glyph::Left class="size-4" />
                "Chat"
            </a>
        </p>
        {step}
    };
    Around::page(title, Tab::Home).put(&door, content).await
}
