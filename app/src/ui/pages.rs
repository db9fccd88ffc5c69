//! Turning pages of a list that is read by key: newer and older, no page numbers.

use leptos::prelude::*;

use super::{
    button::ButtonLink,
    icon::{Glyph, Icon},
    tone::Size,
};

/// Links to the newer and the older page; a side that has none is left out.
#[component]
pub fn Pages(
    #[prop(optional_no_strip, into)] newer: Option<String>,
    #[prop(optional_no_strip, into)] older: Option<String>,
    #[prop(default = "Newer".into(), into)] newer_label: String,
    #[prop(default = "Older".into(), into)] older_label: String,
) -> impl IntoView {
    (newer.is_some() || older.is_some())
        .then(|| {
            view! {
                <nav aria-label="Pages" class="flex items-center justify-between gap-3 py-4">
                    <span>
                        {newer
                            .map(|href| {
                                view! {
                                    <ButtonLink href size=Size::Small icon=Glyph::Left attr:rel="prev">
                                        {newer_label}
                                    </ButtonLink>
                                }
                            })}
                    </span>
                    <span>
                        {older
                            .map(|href| {
                                view! {
                                    <ButtonLink href size=Size::Small attr:rel="next">
                                        {older_label}
                                        <Icon glyph=Glyph::Right class="size-4" />
                                    </ButtonLink>
                                }
                            })}
                    </span>
                </nav>
            }
        })
        .into_any()
}
