//! `/partner`: the orders to fulfil, by how far they are.

use crate::frames;
use crate::fresh::KeepOwn;
use crate::layout::PortalLayout;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::kernel::ids::OrderId;
use stoa::kernel::page::Page;
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::orders::actions;
use stoa::orders::fulfil::{FulfilRow, Stage, Tray};
use stoa::orders::model::number_text;
use stoa::tickets::actions as tickets;

/// The page.
#[component]
pub fn PartnerPage() -> impl IntoView {
    page(async {
        let (who, services) = (session::partner().await?, session::services());
        let tray = session::query("show").and_then(|word| word.parse().ok()).unwrap_or(Tray::Open);
        let after = session::query("after").and_then(|a| a.parse().ok());
        let page = actions::list_to_fulfil(&services, &who, tray, after).await?;
        let counts = actions::count_fulfilments(&services, &who).await?;
        let shown: Vec<OrderId> = page.items.iter().map(|row| row.id).collect();
        let unread = tickets::partner_unread(&services, &who, &shown).await?;
        let items = Tray::ALL.iter().map(|of| {
            let count = counts.iter().find(|(known, _)| known == of).map_or(0, |(_, n)| u32::try_from(*n).unwrap_or(u32::MAX));
            NavItem::new(address(*of), of.label()).count(count).current(*of == tray)
        });
        let items = items.collect();
        let frame = frames::portal().await?;
        let newer = after.map(|_| address(tray));
        Ok(view! {
            <Title text="Orders to fulfil" />
            <PortalLayout frame>
                <PageHead title="Orders to fulfil" subtitle="What the shop has given to you, the newest first." />
                <div id="orders">
                    <Tabs label="Orders" items class="mb-5" />
                    <Rows page unread tray newer now=services.now() />
                </div>
                <KeepOwn member=who.member() part="orders".to_owned() />
            </PortalLayout>
        }
        .into_any())
    })
}

fn address(tray: Tray) -> String {
    if tray == Tray::Open { routes::PARTNER.to_owned() } else { format!("{}?show={tray}", routes::PARTNER) }
}

/// What the colour of a stage says, and its picture.
pub const fn look(stage: Stage) -> (Tone, Glyph) {
    match stage {
        Stage::Waiting => (Tone::Neutral, Glyph::Clock),
        Stage::Ready => (Tone::Warn, Glyph::Box),
        Stage::Shipped => (Tone::Accent, Glyph::Truck),
        Stage::Delivered => (Tone::Good, Glyph::Done),
        Stage::CalledOff => (Tone::Bad, Glyph::Close),
    }
}

/// How far an order is, in a word.
#[component]
pub fn StageBadge(stage: Stage) -> impl IntoView {
    let (tone, icon) = look(stage);
    view! { <Badge tone icon>{stage.label()}</Badge> }.into_any()
}

#[component]
fn Rows(page: Page<FulfilRow>, unread: Vec<(OrderId, i64)>, tray: Tray, newer: Option<String>, now: Timestamp) -> impl IntoView {
    if page.items.is_empty() {
        let text = if tray == Tray::Open { "Nothing is to be sent. You get a mail when an order comes in." } else { "There is no such order." };
        return view! { <Empty glyph=Glyph::Box text /> }.into_any();
    }
    let older = page.next.map(|next| {
        let base = address(tray);
        format!("{base}{}after={next}", if base.contains('?') { '&' } else { '?' })
    });
    let columns =
        vec![Column::new("Order"), Column::new("Goes to"), Column::new("State"), Column::number("Pieces"), Column::new("Placed"), Column::new("Messages")];
    let rows = page.items.into_iter().map(|o: FulfilRow| {
        let fresh = unread.iter().find(|(id, _)| *id == o.id).map(|(_, n)| *n);
        // On a phone nothing has no name.
        let label = if fresh.is_some() { "Messages" } else { "" };
        let fresh = fresh.map(|n| view! { <Badge tone=Tone::Accent icon=Glyph::Chat>{format!("{n} new")}</Badge> });
        view! {
            <Row>
                <Cell><RowLink href=routes::partner_order(o.number)>{number_text(o.number)}</RowLink></Cell>
                <Cell label="Goes to">{o.name}</Cell>
                <Cell label="State"><StageBadge stage=o.stage /></Cell>
                <Cell label="Pieces" number=true>{o.pieces}</Cell>
                <Cell label="Placed" class="whitespace-nowrap">{short_ago(o.placed_at, now)}</Cell>
                <Cell label>{fresh}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Orders to fulfil, newest first" columns>{rows}</Table>
        <Pages newer newer_label="Newest orders" older older_label="Older orders" />
    }
    .into_any()
}
