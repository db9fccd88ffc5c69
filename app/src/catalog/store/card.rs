//! A product in a grid: its picture, what it costs, how much there is.

use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use stoa::catalog::model::{ProductLine, Supply, supply_words};

/// Products beside each other: two on a phone, four on a wide screen.
#[component]
pub fn ProductGrid(products: Vec<ProductLine>, currency: String) -> impl IntoView {
    let cards = products.into_iter().enumerate().map(|(at, product)| {
        let late = at > 7;
        view! { <ProductCard product currency=currency.clone() late /> }
    });
    let cards = cards.collect_view();
    view! { <ul class="grid grid-cols-2 gap-x-4 gap-y-7 md:grid-cols-3 md:gap-x-5.5 xl:grid-cols-4">{cards}</ul> }.into_any()
}

#[component]
fn ProductCard(
    product: ProductLine,
    currency: String,
    /// Far down the page: its picture can wait.
    late: bool,
) -> impl IntoView {
    let (price, supply) = (product.price_words(&currency), product.supply());
    let tone = match supply {
        Supply::Plenty => "text-muted",
        Supply::Low => "text-warn",
        Supply::Out => "text-bad",
    };
    let words = supply_words(product.available, product.threshold);
    let picture = match product.picture {
        Some(token) => view! {
            <img
                src=routes::picture(&token)
                alt=""
                loading=if late { "lazy" } else { "eager" }
                decoding="async"
                class="size-full object-cover transition-transform group-hover:scale-102 motion-reduce:transition-none"
            />
        }
        .into_any(),
        None => view! { <Icon glyph=Glyph::Box class="size-12 text-faint" /> }.into_any(),
    };
    view! {
        <li class="min-w-0">
            <a href=routes::product(&product.slug) class="group block rounded-lg">
                <span class="grid aspect-4/5 place-items-center overflow-hidden rounded-lg bg-sunk">{picture}</span>
                <span class="mt-3 flex flex-col justify-between gap-x-3 font-semibold sm:flex-row sm:flex-wrap">
                    <span class="min-w-0">{product.name}</span>
                    <span class="whitespace-nowrap tabular-nums">{price}</span>
                </span>
                <span class=format!("block text-sm {tone}")>{words}</span>
            </a>
        </li>
    }
    .into_any()
}

/// A small picture beside a name; a box where there is none.
#[component]
pub fn Thumb(picture: Option<String>) -> impl IntoView {
    let inner = match picture {
        Some(token) => view! { <img src=routes::picture(&token) alt="" loading="lazy" decoding="async" class="size-full object-cover" /> }.into_any(),
        None => view! { <Icon glyph=Glyph::Box class="size-5 text-faint" /> }.into_any(),
    };
    view! { <span class="grid size-14 flex-none place-items-center overflow-hidden rounded-sm bg-sunk">{inner}</span> }.into_any()
}
