//! Writing a product: its words, its variants, its pictures, and how its stock went.

use super::api::{CreateProduct, SetProductState, UpdateProduct};
use super::fields::{PRODUCT, ProductFields, VARIANT, VariantFields, draft_of, new_variant};
use super::pictures::Pictures;
use super::variants::Variants;
use crate::forms::refused;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::accounts::actions as accounts;
use stoa::businesses::actions as businesses;
use stoa::catalog::actions;
use stoa::catalog::draft::ProductDraft;
use stoa::catalog::model::{Product, ProductState};
use stoa::inventory::actions as inventory;
use stoa::kernel::ids::ProductId;

/// `/admin/products/new`
#[component]
pub fn NewProductPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_PRODUCTS).await?;
        let shelves = actions::list_shelves(services.db(), who.business()).await?;
        let partners = accounts::list_partners(&services, &who.as_agent()).await?;
        let currency = session::business().await?.currency;
        let refused = refused().of("/create_product");
        let said = refusal(&refused, &[PRODUCT.as_slice(), VARIANT.as_slice()].concat());
        let words = view! { <ProductFields draft=ProductDraft::default() shelves partners refused=refused.clone() /> };
        let first = view! { <VariantFields draft=new_variant() currency refused prefix=String::new() fresh=true /> };
        Ok(view! {
            <Title text="New product" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <p class="mb-2 text-sm"><a href=routes::ADMIN_PRODUCTS class="rounded-xs text-accent hover:underline">"All products"</a></p>
                <PageHead title="New product" subtitle="It is in the shop as soon as it is saved. Pictures and more variants come after." />
                {said}
                <form method="post" action=CreateProduct::PATH class="flex flex-col gap-5">
                    <Card title="The product">{words}</Card>
                    <Card title="Price and stock">{first}</Card>
                    <div class="flex flex-wrap gap-2.5">
                        <Button look=Look::Primary>"Save the product"</Button>
                        <ButtonLink href=routes::ADMIN_PRODUCTS look=Look::Quiet>"Cancel"</ButtonLink>
                    </div>
                </form>
            </AdminLayout>
        }
        .into_any())
    })
}

/// `/admin/products/{product}`
#[component]
pub fn ProductEditorPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("product")).and_then(|id| id.parse::<ProductId>().ok());
    page(async move {
        let (services, who) = (session::services(), session::admin().await?);
        let id = id.ok_or(Error::NotFound)?;
        let whole = actions::find_product(&services, &who, id).await?;
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_PRODUCTS).await?;
        let shelves = actions::list_shelves(services.db(), who.business()).await?;
        let partners = accounts::list_partners(&services, &who.as_agent()).await?;
        let shop = session::business().await?;
        let zone = businesses::zone(&shop, services.now());
        let series = inventory::series(&services, &who.as_agent(), id).await?;
        let points = series.into_iter().map(|(day, stock)| Point::new(zone.day(day).format("%-d %b").to_string(), stock as f64)).collect();
        let refused = refused();
        let own = refused.clone().of("/update_product");
        let said = refusal(&refused, &[PRODUCT.as_slice(), VARIANT.as_slice()].concat());
        let product = whole.product.clone();
        let words = view! { <ProductFields draft=draft_of(&product) shelves partners refused=own /> };
        let variants = view! { <Variants product=id variants=whole.variants currency=shop.currency refused=refused.clone() /> };
        let pictures = view! { <Pictures product=id pictures=whole.pictures refused /> };
        Ok(view! {
            <Title text=product.name.clone() />
            <AdminLayout business desk_href=routes::DESK nav account>
                <p class="mb-2 text-sm"><a href=routes::ADMIN_PRODUCTS class="rounded-xs text-accent hover:underline">"All products"</a></p>
                <Head product />
                {done_note(&[
                    ("created", "The product is in the shop. Add pictures, or more variants."),
                    ("saved", "Saved."),
                    ("variant", "The variant is added."),
                    ("pictures", "The pictures are as you see them."),
                    ("counted", "The stock is corrected."),
                    ("active", "It is in the shop."),
                    ("archived", "It is put away: no longer in the shop, kept in old orders."),
                ])}
                {said}
                <div class="flex flex-col gap-5">
                    <Card title="The product">
                        <form method="post" action=UpdateProduct::PATH class="flex flex-col gap-4">
                            <input type="hidden" name="product" value=id.to_string() />
                            {words}
                            <div><Button look=Look::Primary>"Save"</Button></div>
                        </form>
                    </Card>
                    {variants}
                    {pictures}
                    <Card title="Stock of the last 60 days">
                        <Chart title="Pieces at the end of each day" points drawing=Drawing::Line />
                        <p class="mt-2 text-sm">
                            <a href=routes::movements_of(id) class="rounded-xs text-accent hover:underline">"Every change of it"</a>
                        </p>
                    </Card>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Head(product: Product) -> impl IntoView {
    let Product { id, slug, name, state, .. } = product;
    let is_active = state == ProductState::Active;
    let actions = move || {
        let (tone, to, label, icon) = match is_active {
            true => (Tone::Good, ProductState::Archived, "Put away", Glyph::Box),
            false => (Tone::Neutral, ProductState::Active, "Put on sale", Glyph::Bag),
        };
        let see = is_active.then(|| view! { <ButtonLink href=routes::product(&slug) icon=Glyph::External>"See it"</ButtonLink> });
        view! {
            <Badge tone>{state.label()}</Badge>
            {see}
            <form method="post" action=SetProductState::PATH>
                <input type="hidden" name="product" value=id.to_string() />
                <Button icon name="state" value=to.word()>{label}</Button>
            </form>
        }
    };
    view! { <PageHead title=name actions /> }.into_any()
}
