//! All products: what is on sale, what is put away.

use super::variants::supply_tone;
use crate::catalog::store::Thumb;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::catalog::actions;
use stoa::catalog::model::{ProductLine, ProductState};
use stoa::kernel::page::Page;

/// `/admin/products`
#[component]
pub fn ProductsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_PRODUCTS).await?;
        let currency = session::business().await?.currency;
        let words = session::query("q").unwrap_or_default().trim().chars().take(80).collect::<String>();
        let state = session::query("show").and_then(|word| word.parse().ok()).unwrap_or(ProductState::Active);
        let after = session::query("after").and_then(|a| a.parse().ok());
        let (page, count) = match words.is_empty() {
            true => actions::list_products(&services, &who, state, after).await?,
            false => {
                let items = actions::search_products(&services, &who, state, &words).await?;
                let count = items.len() as i64;
                (Page { items, next: None }, count)
            }
        };
        let asked = if words.is_empty() { String::new() } else { format!("&q={}", routes::escape(&words)) };
        let address = |s: ProductState| format!("{}?show={s}{asked}", routes::ADMIN_PRODUCTS);
        let tab = |s: ProductState| {
            let item = NavItem::new(address(s), s.label()).current(state == s);
            if state == s { item.count(count as u32) } else { item }
        };
        let tabs = ProductState::ALL.iter().copied().map(tab).collect();
        let newer = after.map(|_| address(state));
        let older = page.next.map(|next| format!("{}&after={next}", address(state)));
        let actions = || {
            view! {
                <ButtonLink href=routes::ADMIN_IMPORTS icon=Glyph::Upload>"Import and export"</ButtonLink>
                <ButtonLink href=routes::ADMIN_PRODUCT_NEW look=Look::Primary icon=Glyph::Plus>"New product"</ButtonLink>
            }
        };
        Ok(view! {
            <Title text="Products" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Products" subtitle="What the shop sells." actions />
                <div class="mb-5 flex flex-wrap items-end gap-3">
                    <Tabs label="Products by state" class="flex-1" items=tabs />
                    <SearchBox action=routes::ADMIN_PRODUCTS label="Search products" value=words class="w-64 max-w-full">
                        <input type="hidden" name="show" value=state.word() />
                    </SearchBox>
                </div>
                <Rows items=page.items currency />
                <Pages newer newer_label="First page" older older_label="More products" />
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Rows(items: Vec<ProductLine>, currency: String) -> impl IntoView {
    if items.is_empty() {
        return view! {
            <Empty glyph=Glyph::Bag text="There is nothing here. Write a product, or import a file of them.">
                <ButtonLink href=routes::ADMIN_PRODUCT_NEW look=Look::Primary icon=Glyph::Plus>"New product"</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let columns = vec![Column::new("Product"), Column::new("Group"), Column::number("Price"), Column::number("There"), Column::new("Stock")];
    let rows = items.into_iter().map(|p| {
        let price = p.price_words(&currency);
        let supply = p.supply();
        let variants = (p.variants > 1).then(|| view! { <span class="block text-xs text-muted">{format!("{} variants", p.variants)}</span> });
        view! {
            <Row>
                <Cell>
                    <span class="flex items-center gap-3">
                        <Thumb picture=p.picture />
                        <span class="min-w-0">
                            <RowLink href=routes::admin_product(p.id)>{p.name}</RowLink>
                            {variants}
                        </span>
                    </span>
                </Cell>
                <Cell label="Group">{p.category.unwrap_or_else(|| "–".into())}</Cell>
                <Cell label="Price" number=true>{price}</Cell>
                <Cell label="There" number=true>{p.available}</Cell>
                <Cell label="Stock"><Badge tone=supply_tone(supply)>{supply.label()}</Badge></Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption="Products, newest first" columns>{rows}</Table> }.into_any()
}
