//! A customer's own orders.

use crate::frames;
use crate::fresh::KeepOwn;
use crate::layout::PortalLayout;
use crate::orders::looks::OrderBadge;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::kernel::page::Page;
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::orders::actions;
use stoa::orders::model::{OrderRow, number_text};

/// `/orders`
#[component]
pub fn OrdersPage() -> impl IntoView {
    page(async {
        let (customer, services) = (session::customer().await?, session::services());
        let after = session::query("after").and_then(|a| a.parse().ok());
        let page = actions::list_own(&services, &customer, after).await?;
        let frame = frames::portal().await?;
        let newer = after.map(|_| routes::ORDERS.to_owned());
        Ok(view! {
            <Title text="Your orders" />
            <PortalLayout frame>
                <PageHead title="Your orders" />
                <div id="orders"><Rows page newer now=services.now() /></div>
                <KeepOwn member=customer.member() part="orders".to_owned() />
            </PortalLayout>
        }
        .into_any())
    })
}

#[component]
fn Rows(page: Page<OrderRow>, newer: Option<String>, now: Timestamp) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <Empty glyph=Glyph::Bag text="You have not ordered anything yet.">
                <ButtonLink href=routes::SHOP look=Look::Primary>"Look around the shop"</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let older = page.next.map(|next| format!("{}?after={next}", routes::ORDERS));
    let columns = vec![Column::new("Order"), Column::new("Status"), Column::number("Pieces"), Column::number("Total"), Column::new("Placed")];
    let rows = page.items.into_iter().map(|o: OrderRow| {
        view! {
            <Row>
                <Cell><RowLink href=routes::order(&o.token)>{number_text(o.number)}</RowLink></Cell>
                <Cell label="Status"><OrderBadge status=o.status /></Cell>
                <Cell label="Pieces" number=true>{o.pieces}</Cell>
                <Cell label="Total" number=true>{o.total.shown(&o.currency)}</Cell>
                <Cell label="Placed">{short_ago(o.placed_at, now)}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Your orders, newest first" columns>{rows}</Table>
        <Pages newer newer_label="Newest orders" older older_label="Older orders" />
    }
    .into_any()
}
