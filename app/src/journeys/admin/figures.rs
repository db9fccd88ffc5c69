//! How many came to each step of a version, went on, and left.

use crate::error::Result;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::journeys::actions;
use stoa::journeys::graph::Node;
use stoa::journeys::model::Passed;
use stoa::kernel::ids::JourneyId;

/// `/admin/journeys/{journey}/figures`
#[component]
pub fn FiguresPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("journey")).and_then(|id| id.parse::<JourneyId>().ok());
    page(async move { figures(id.ok_or(Error::NotFound)?).await })
}

async fn figures(id: JourneyId) -> Result<AnyView> {
    let (services, who) = (session::services(), session::admin().await?);
    let journey = actions::find(&services, &who, id).await?;
    let passed = actions::funnel(&services, &who, id).await?;
    let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_JOURNEYS).await?;
    let of = |node: &Node| passed.iter().find(|(n, _)| *n == node.id).map(|(_, p)| *p).unwrap_or_default();
    let most = passed.iter().map(|(_, p)| p.arrived).max().unwrap_or_default();
    let rows = journey.graph.nodes.iter().map(|node| view! { <Line node=node.clone() passed=of(node) most /> }).collect_view();
    let columns = vec![Column::new("Step"), Column::number("Came"), Column::number("Went on"), Column::number("Still there"), Column::number("Left here")];
    let title = format!("Figures of version {}", journey.number);
    Ok(view! {
        <Title text=title.clone() />
        <AdminLayout business desk_href=routes::DESK nav account>
            <p class="mb-2 text-sm"><a href=routes::admin_journey(id) class="rounded-xs text-accent hover:underline">{journey.name.clone()}</a></p>
            <PageHead title subtitle="Everybody counts once at each step. Trials do not count. Who stopped on the way is still there until their link ends after seven days, and has left then." />
            <Table caption="Steps and how many came to them" columns>{rows}</Table>
        </AdminLayout>
    }
    .into_any())
}

#[component]
fn Line(node: Node, passed: Passed, most: i64) -> impl IntoView {
    let width = if most == 0 { 0 } else { passed.arrived * 100 / most };
    let went_on = if node.shape.is_ending() { "–".to_owned() } else { passed.answered.to_string() };
    view! {
        <Row>
            <Cell>
                <span class="block font-semibold wrap-anywhere">{format!("{}. {}", node.id, node.title)}</span>
                <svg viewBox="0 0 100 4" preserveAspectRatio="none" class="mt-1 block h-1.5 w-full max-w-60 rounded-full bg-sunk text-accent" aria-hidden="true">
                    <rect width=width.to_string() height="4" fill="currentColor" />
                </svg>
            </Cell>
            <Cell label="Came" number=true>{passed.arrived}</Cell>
            <Cell label="Went on" number=true>{went_on}</Cell>
            <Cell label="Still there" number=true>{passed.there}</Cell>
            <Cell label="Left here" number=true>{passed.left}</Cell>
        </Row>
    }
    .into_any()
}
