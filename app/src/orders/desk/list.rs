//! `/desk/orders`: every order, with totals that filter, search by number, name, address or phone.

use crate::fresh::KeepFresh;
use crate::orders::looks::{OrderBadge, status_tone};
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::kernel::page::Page;
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::orders::actions;
use stoa::orders::model::{OrderRow, OrderStatus, number_text};

/// The page.
#[component]
pub fn DeskOrdersPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let words = session::query("q").unwrap_or_default().trim().chars().take(80).collect::<String>();
        let status = session::query("status").and_then(|word| word.parse::<OrderStatus>().ok());
        let after = session::query("after").and_then(|a| a.parse().ok());
        let (counts, rail) = (actions::counts(&services, &agent).await?, rail(&agent).await?);
        let page = match words.is_empty() {
            true => actions::list(&services, &agent, status, after).await?,
            false => Page { items: actions::search(&services, &agent, &words).await?, next: None },
        };
        let (business, now) = (me.business, services.now());
        let newer = after.map(|_| address(status));
        Ok(view! {
            <Title text="Orders" />
            <DeskFrame me rail current=routes::DESK_ORDERS>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-7xl">
                        <PageHead title="Orders" actions=move || view! { <SearchBox action=routes::DESK_ORDERS label="Number, name or phone" value=words class="w-72 max-w-full" /> } />
                        <div id="orders">
                            <Totals counts status />
                            <Rows page status newer now />
                        </div>
                    </div>
                    <KeepFresh business part="orders".to_owned() admin=false every=0 />
                </div>
            </DeskFrame>
        })
    })
}

fn address(status: Option<OrderStatus>) -> String {
    status.map_or_else(|| routes::DESK_ORDERS.to_owned(), |s| format!("{}?status={s}", routes::DESK_ORDERS))
}

#[component]
fn Totals(counts: Vec<(OrderStatus, i64)>, status: Option<OrderStatus>) -> impl IntoView {
    let card = |of: Option<OrderStatus>| {
        let value: i64 = counts.iter().filter(|(s, _)| of.is_none_or(|of| of == *s)).map(|(_, n)| n).sum();
        let tone = of.map_or(Tone::Neutral, status_tone);
        view! { <Stat label=of.map_or("All", |s| s.label()) value=value.to_string() href=address(of) tone selected=status == of /> }
    };
    let cards = std::iter::once(None).chain(OrderStatus::ALL.iter().copied().map(Some)).map(card).collect_view();
    view! { <Stats label="Totals">{cards}</Stats> }.into_any()
}

#[component]
fn Rows(page: Page<OrderRow>, status: Option<OrderStatus>, newer: Option<String>, now: Timestamp) -> impl IntoView {
    if page.items.is_empty() {
        return view! { <Empty glyph=Glyph::Bag text="There is no such order." /> }.into_any();
    }
    let older = page.next.map(|next| {
        let base = address(status);
        format!("{base}{}after={next}", if base.contains('?') { '&' } else { '?' })
    });
    let columns = vec![
        Column::new("Order"),
        Column::new("Customer"),
        Column::new("Status"),
        Column::new("Payment"),
        Column::number("Pieces"),
        Column::number("Total"),
        Column::new("Placed"),
    ];
    let rows = page.items.into_iter().map(|o: OrderRow| {
        view! {
            <Row>
                <Cell><RowLink href=routes::desk_order(o.number)>{number_text(o.number)}</RowLink></Cell>
                <Cell label="Customer">{o.name}</Cell>
                <Cell label="Status"><OrderBadge status=o.status /></Cell>
                <Cell label="Payment">{o.method.label()}</Cell>
                <Cell label="Pieces" number=true>{o.pieces}</Cell>
                <Cell label="Total" number=true>{o.total.shown(&o.currency)}</Cell>
                <Cell label="Placed" class="whitespace-nowrap">{short_ago(o.placed_at, now)}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Orders, newest first" columns>{rows}</Table>
        <Pages newer newer_label="Newest orders" older older_label="Older orders" />
    }
    .into_any()
}
