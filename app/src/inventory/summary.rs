//! Figures of stock and sales: totals, the best, and every product.

use crate::catalog::admin::supply_tone;
use crate::frames::{self, AdminFrame};
use crate::fresh::KeepFresh;
use crate::layout::AdminLayout;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::inventory::actions;
use stoa::inventory::model::{ProductFigures, Summary};
use stoa::inventory::rules;
use stoa::kernel::page::Cursor;

/// Products on one page.
const PAGE: usize = 50;
/// The part of the page that is shown as it is now.
const PART: &str = "shop-figures";
/// What the number of scarce products counts.
const SCARCEST: &str = "products, by their scarcest variant";

/// `/admin/stock/figures`
#[component]
pub fn SummaryPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_FIGURES).await?;
        let mut summary = actions::summary(&services, &who.as_agent()).await?;
        let own = who.business();
        let after = session::query("after").and_then(|a| a.parse::<Cursor>().ok());
        let page = rules::page(std::mem::take(&mut summary.products), after, PAGE);
        let first = after.map(|_| routes::ADMIN_FIGURES.to_owned());
        let next = page.next.map(|next| format!("{}?after={next}", routes::ADMIN_FIGURES));
        Ok(view! {
            <Title text="Figures of the shop" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead
                    title="Figures of the shop"
                    subtitle="Since the first sale, also of what is put away. What was cancelled or sent back is not counted."
                    actions=|| view! { <ButtonLink href=routes::FIGURES_FILE icon=Glyph::Download>"As JSON"</ButtonLink> }
                />
                <div id=PART><Body summary products=page.items /></div>
                <KeepFresh business=own part=PART.to_owned() admin=false every=0 />
                <Pages newer=first newer_label="The first ones" older=next older_label="More products" />
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Body(summary: Summary, products: Vec<ProductFigures>) -> impl IntoView {
    let s = summary;
    let money = |p: &ProductFigures| Point::new(p.name.clone(), p.revenue.0 as f64).shown(p.revenue.shown(&s.currency));
    let by_units: Vec<Point> = s.top_by_units.iter().map(|p| Point::new(p.name.clone(), p.sold as f64)).collect();
    let by_revenue: Vec<Point> = s.top_by_revenue.iter().map(money).collect();
    let revenue = s.revenue.shown(&s.currency);
    let currency = s.currency.clone();
    view! {
        <Stats label="Totals">
            <Stat label="Products" value=s.total_products.to_string() href=routes::ADMIN_PRODUCTS />
            <Stat label="Pieces there" value=s.total_stock.to_string() href=format!("{}?show=all", routes::ADMIN_STOCK) />
            <Stat label="Low" value=s.low_stock_count.to_string() href=format!("{}?show=low", routes::ADMIN_STOCK) tone=Tone::Warn note=SCARCEST />
            <Stat
                label="Out of stock"
                value=s.out_of_stock_count.to_string()
                href=format!("{}?show=out", routes::ADMIN_STOCK)
                tone=Tone::Bad
                note=SCARCEST
            />
            <Stat label="Pieces sold" value=s.units_sold.to_string() />
            <Stat label="Revenue" value=revenue />
        </Stats>
        <div class="mb-6 grid gap-5 md:grid-cols-2">
            <Card title="Most pieces sold"><Chart title="Pieces sold, the ten best" points=by_units axis="Product" /></Card>
            <Card title="Most revenue"><Chart title="Revenue, the ten best" points=by_revenue axis="Product" tone=Tone::Good /></Card>
        </div>
        <Products products currency />
    }
    .into_any()
}

#[component]
fn Products(products: Vec<ProductFigures>, currency: String) -> impl IntoView {
    if products.is_empty() {
        return view! { <Empty glyph=Glyph::Bag text="There are no products yet." /> }.into_any();
    }
    let columns = vec![
        Column::new("Product"),
        Column::number("Sold"),
        Column::number("Revenue"),
        Column::number("Orders"),
        Column::number("There"),
        Column::number("Turnover"),
        Column::new("Stock"),
    ];
    let rows = products.into_iter().map(|p| {
        let revenue = p.revenue.shown(&currency);
        let turnover = p.turnover.map_or_else(|| "–".to_owned(), |t| format!("{t:.2}"));
        let reorder = p.reorder.then(|| view! { <Badge tone=Tone::Accent icon=Glyph::Refresh class="ms-1.5">"Order"</Badge> });
        view! {
            <Row>
                <Cell><RowLink href=routes::admin_product(p.product_id)>{p.name}</RowLink></Cell>
                <Cell label="Sold" number=true>{p.sold}</Cell>
                <Cell label="Revenue" number=true>{revenue}</Cell>
                <Cell label="Orders" number=true>{p.order_count}</Cell>
                <Cell label="There" number=true>{p.stock}</Cell>
                <Cell label="Turnover" number=true>{turnover}</Cell>
                <Cell label="Stock"><Badge tone=supply_tone(p.stock_status)>{p.stock_status.label()}</Badge> {reorder}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h2 class="mb-2 text-md font-semibold">"Every product"</h2>
        <Table caption="Figures of every product, by name" columns>{rows}</Table>
    }
    .into_any()
}
