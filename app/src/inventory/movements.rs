//! Every change of every stock: what, when, who, why.

use crate::frames::{self, AdminFrame};
use crate::fresh::KeepFresh;
use crate::layout::AdminLayout;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::businesses::actions as businesses;
use stoa::inventory::actions;
use stoa::inventory::model::{ChangeKind, Movement};
use stoa::kernel::ids::ProductId;
use stoa::kernel::page::Page;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::orders::model::number_text;

/// The part of the page that is shown as it is now.
const PART: &str = "stock-changes";

/// `/admin/stock/changes`
#[component]
pub fn MovementsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_MOVEMENTS).await?;
        let product = session::query("product").and_then(|id| id.parse::<ProductId>().ok());
        let after = session::query("after").and_then(|a| a.parse().ok());
        let page = actions::movements(&services, &who.as_agent(), product, after).await?;
        let (now, own) = (services.now(), who.business());
        let zone = businesses::zone(&session::business().await?, now);
        let base = product.map_or_else(|| routes::ADMIN_MOVEMENTS.to_owned(), routes::movements_of);
        let all = product.map(|_| view! { <ButtonLink href=routes::ADMIN_MOVEMENTS>"Changes of all products"</ButtonLink> });
        let newer = after.map(|_| base.clone());
        let older = page.next.map(|next| format!("{base}{}after={next}", if base.contains('?') { '&' } else { '?' }));
        Ok(view! {
            <Title text="Changes of stock" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Changes of stock" subtitle="The ledger: the stock of a product is the sum of its rows." actions=move || view! { {all} } />
                <div id=PART><Rows page zone now /></div>
                <KeepFresh business=own part=PART.to_owned() admin=false every=0 />
                <Pages newer newer_label="Newest changes" older older_label="Older changes" />
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Rows(page: Page<Movement>, zone: Zone, now: Timestamp) -> impl IntoView {
    if page.items.is_empty() {
        return view! { <Empty glyph=Glyph::Box text="No stock has changed yet." /> }.into_any();
    }
    let columns =
        vec![Column::new("When"), Column::new("Product"), Column::new("Why"), Column::number("Change"), Column::number("Then there"), Column::new("Who")];
    let rows = page.items.into_iter().map(|m| {
        let (name, tone, when) = (m.name(), tone(m.kind), zone.short_words(m.at, now));
        let change = if m.quantity > 0 { format!("+{}", m.quantity) } else { format!("−{}", m.quantity.unsigned_abs()) };
        let order = m.order_number.map(|n| view! { <a href=routes::desk_order(n) class="ms-2 rounded-xs text-accent underline underline-offset-2">{number_text(n)}</a> });
        let note = (!m.note.is_empty()).then(|| view! { <span class="block text-sm text-muted">{m.note}</span> });
        view! {
            <Row>
                <Cell label="When" class="whitespace-nowrap">{when}</Cell>
                <Cell><a href=routes::admin_product(m.product_id) class="rounded-xs font-semibold hover:underline">{name}</a> <span class="ms-2 text-xs text-muted">{m.sku}</span></Cell>
                <Cell label="Why"><Badge tone>{m.kind.label()}</Badge> {order} {note}</Cell>
                <Cell label="Change" number=true>{change}</Cell>
                <Cell label="Then there" number=true>{m.stock_after}</Cell>
                <Cell label="Who">{m.member.unwrap_or_else(|| "Guest".into())}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption="Changes of stock, newest first" columns>{rows}</Table> }.into_any()
}

const fn tone(kind: ChangeKind) -> Tone {
    match kind {
        ChangeKind::Sale => Tone::Accent,
        ChangeKind::Restock => Tone::Good,
        ChangeKind::Cancel | ChangeKind::Return => Tone::Warn,
        ChangeKind::Correction => Tone::Neutral,
    }
}
