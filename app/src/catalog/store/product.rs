//! A product: pictures, price, what there is, and the way into the cart.

use crate::forms::refused;
use crate::frames;
use crate::layout::PortalLayout;
use crate::notes::{is_done, refusal};
use crate::orders::api::AddToCart;
use crate::orders::buying::drawer;
use crate::page::{describe, page};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::catalog::actions;
use stoa::catalog::model::{Picture, Supply, Variant, Whole, supply_words};
use stoa::conversations::markdown;
use stoa::kernel::text::preview;

/// `/shop/{slug}`
#[component]
pub fn ProductPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|p| p.get("slug")).unwrap_or_default();
    page(async move {
        let (business, visitor) = (session::business().await?, session::visitor().await?);
        let Whole { product, shelf, variants, pictures } = actions::show(&session::services(), &visitor, &slug).await?;
        let frame = frames::portal().await?.back(routes::SHOP, "The shop");
        let words = markdown::to_words(&product.description);
        describe(if words.is_empty() { product.name.clone() } else { preview(&words, 155) });
        let html = markdown::article_to_html(&product.description);
        let drawer = if is_done("in-cart") { Some(drawer(&business.currency).await?) } else { None };
        let group = shelf.map(|s| view! { " / " <a href=routes::shelf(&s.slug) class="rounded-xs hover:text-ink hover:underline">{s.name}</a> });
        Ok(view! {
            <Title text=product.name.clone() />
            <PortalLayout frame>
                <nav aria-label="Where you are" class="mb-5 text-sm text-muted max-md:hidden">
                    <a href=routes::SHOP class="rounded-xs hover:text-ink hover:underline">"Shop"</a>
                    {group}
                </nav>
                {refusal(&refused().of("/add_to_cart"), &["quantity"])}
                <div class="grid items-start gap-x-12 gap-y-6 md:grid-cols-2">
                    <Gallery pictures />
                    <div class="min-w-0">
                        <h1 class="text-2xl leading-tight font-bold tracking-tight md:text-3xl">{product.name}</h1>
                        {drawer}
                        <Buy variants currency=business.currency back=routes::product(&product.slug) />
                        <div class="article mt-8 max-w-prose" inner_html=html></div>
                    </div>
                </div>
            </PortalLayout>
        }
        .into_any())
    })
}

#[component]
fn Gallery(pictures: Vec<Picture>) -> impl IntoView {
    if pictures.is_empty() {
        return view! { <div class="grid aspect-4/5 place-items-center rounded-lg bg-sunk text-faint max-md:aspect-square"><Icon glyph=Glyph::Box class="size-16" /></div> }.into_any();
    }
    let many = pictures.len();
    let shown = pictures.into_iter().enumerate().map(|(at, p)| {
        let wide = if at == 0 || many == 2 { "col-span-full" } else { "" };
        view! {
            <img
                src=routes::picture(&p.token)
                alt=p.alt
                width=p.width
                height=p.height
                loading=if at == 0 { "eager" } else { "lazy" }
                class=format!("h-auto w-full rounded-lg bg-sunk object-cover {wide}")
            />
        }
    });
    view! { <div class="grid grid-cols-2 gap-3">{shown.collect_view()}</div> }.into_any()
}

fn supply_tone(variant: &Variant) -> &'static str {
    match variant.supply() {
        Supply::Plenty => "text-good",
        Supply::Low => "text-warn",
        Supply::Out => "text-bad",
    }
}

/// What can be bought: one price, or one of several variants.
#[component]
fn Buy(variants: Vec<Variant>, currency: String, back: String) -> impl IntoView {
    let Some(first) = variants.iter().find(|v| v.available() > 0).or(variants.first()).cloned() else {
        return view! { <p class="mt-3 text-muted">"This is not sold at the moment."</p> }.into_any();
    };
    let is_out = variants.iter().all(|v| v.available() <= 0);
    let several = variants.len() > 1;
    let refused = refused().of("/add_to_cart");
    let is_typed = |v: &&Variant| v.available() > 0 && v.id.to_string() == refused.value("variant");
    let chosen = variants.iter().find(is_typed).map_or(first.id, |v| v.id);
    let head = (!several).then(|| {
        view! {
            <p class="mt-3 text-xl font-semibold tabular-nums">{first.price.shown(&currency)}</p>
            <p class=format!("mt-1 {}", supply_tone(&first))>{supply_words(first.available(), first.threshold)}</p>
        }
    });
    let choice = |v: &Variant| {
        let hint = format!("{} · {}", v.price.shown(&currency), supply_words(v.available(), v.threshold));
        let name = if v.name.is_empty() { v.sku.clone() } else { v.name.clone() };
        let (checked, disabled) = (v.id == chosen, v.available() <= 0);
        view! {
            <Radio name="variant" value=v.id.to_string() card=true checked disabled hint>
                {name}
            </Radio>
        }
        .into_any()
    };
    let choices = variants.iter().map(choice).collect_view();
    let which = match several {
        true => view! { <FieldGroup id="variant" label="Which one">{choices}</FieldGroup> }.into_any(),
        false => view! { <input type="hidden" name="variant" value=first.id.to_string() /> }.into_any(),
    };
    let (pieces, wrong) = (refused.value_or("quantity", "1"), refused.error_of("quantity"));
    view! {
        {head}
        <form method="post" action=AddToCart::PATH class="mt-6 flex flex-col gap-5">
            <input type="hidden" name="back" value=back />
            {which}
            <div class="flex flex-wrap items-end gap-3">
                <TextField name="quantity" label="Pieces" kind="number" value=pieces required=true error=wrong class="w-24" />
                <Button look=Look::Primary size=Size::Large icon=Glyph::Cart disabled=is_out>
                    {if is_out { "Sold out" } else { "Add to cart" }}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
