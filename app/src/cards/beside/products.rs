//! Finding a product and showing it in the conversation, without script too.

use super::{Stand, fresh_id, whereto};
use crate::cards::api::ShareCard;
use crate::session;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::catalog::model::ProductLine;
use stoa::conversations::model::CardKind;

/// The section.
pub fn products(stand: &Stand) -> AnyView {
    let (talk, words) = (&stand.talk, session::query("product").unwrap_or_default().chars().take(80).collect::<String>());
    let line = |product: &ProductLine| {
        let (label, price) = (format!("Show {}", product.name), product.price_words(&stand.business.currency));
        view! {
            <li class="flex items-center gap-2 py-1">
                <span class="min-w-0 flex-1 wrap-anywhere">{product.name.clone()}<span class="block text-xs text-muted tabular-nums">{price}</span></span>
                <form method="post" action=ShareCard::PATH>
                    {whereto(talk)}
                    {fresh_id()}
                    <input type="hidden" name="kind" value=CardKind::Product.word() />
                    <input type="hidden" name="id" value=product.id.to_string() />
                    <IconButton glyph=Glyph::Send label look=Look::Plain size=Size::Small />
                </form>
            </li>
        }
    };
    let found = stand.found.as_ref().map(|found| match found.is_empty() {
        true => view! { <p role="status" class="pt-2 text-muted">"Nothing on sale has these words."</p> }.into_any(),
        false => view! { <ul class="pt-2">{found.iter().map(line).collect_view()}</ul> }.into_any(),
    });
    let (path, tab) = (talk.path.clone(), talk.tab.clone());
    view! {
        <PanelSection title="Show a product">
            <form method="get" action=path role="search" aria-label="Products" class="flex gap-2">
                <input type="hidden" name="tab" value=tab />
                <label for="beside-product" class="sr-only">"Search the shop"</label>
                <TextInput id="beside-product" name="product" kind="search" value=words placeholder="Search the shop" class="min-w-0 flex-1" />
                <IconButton glyph=Glyph::Search label="Search the shop" look=Look::Plain />
            </form>
            {found}
        </PanelSection>
    }
    .into_any()
}
