//! What is different between two versions.

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
use stoa::journeys::rules::diff::Change;
use stoa::kernel::ids::JourneyId;

/// `/admin/journeys/{journey}/compare`
#[component]
pub fn ComparePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("journey")).and_then(|id| id.parse::<JourneyId>().ok());
    page(async move { compare(id.ok_or(Error::NotFound)?).await })
}

async fn compare(id: JourneyId) -> Result<AnyView> {
    let (services, who) = (session::services(), session::admin().await?);
    let journey = actions::find(&services, &who, id).await?;
    let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_JOURNEYS).await?;
    let others: Vec<_> = actions::list(&services, &who).await?.into_iter().filter(|j| j.id != id).collect();
    // Without a choice: with the version before it.
    let before = match session::query("with") {
        Some(with) => Some(with.parse::<JourneyId>().map_err(|_| Error::NotFound)?),
        None => others.iter().find(|j| j.number < journey.number).or(others.first()).map(|j| j.id),
    };
    let body = match before {
        Some(before) => view! { <Changes changes=actions::changes(&services, &who, before, id).await? /> }.into_any(),
        None => view! { <Empty glyph=Glyph::Copy text="There is no other version to compare with yet." /> }.into_any(),
    };
    let choices = others.iter().map(|j| Choice::new(j.id.to_string(), format!("{}. {} ({})", j.number, j.name, j.state.label()))).collect::<Vec<_>>();
    let title = format!("What is different in version {}", journey.number);
    let chosen = before.map(|b| b.to_string()).unwrap_or_default();
    Ok(view! {
        <Title text=title.clone() />
        <AdminLayout business desk_href=routes::DESK nav account>
            <p class="mb-2 text-sm"><a href=routes::admin_journey(id) class="rounded-xs text-accent hover:underline">{journey.name.clone()}</a></p>
            <PageHead title subtitle="Where steps are drawn does not count." />
            {(!choices.is_empty())
                .then(|| view! {
                    <form method="get" class="mb-5 flex flex-wrap items-end gap-3">
                        <Field id="with" label="Compared with">
                            <Select name="with" choices value=chosen />
                        </Field>
                        <Button>"Compare"</Button>
                    </form>
                })}
            {body}
        </AdminLayout>
    }
    .into_any())
}

#[component]
fn Changes(changes: Vec<Change>) -> impl IntoView {
    if changes.is_empty() {
        return view! { <Empty glyph=Glyph::Done text="The two versions are the same." /> }.into_any();
    }
    let row = |change: Change| {
        view! {
            <Row>
                <Cell>{change.what}</Cell>
                <Cell label="Before">{side(change.before, "was not there")}</Cell>
                <Cell label="Now">{side(change.after, "is not there any more")}</Cell>
            </Row>
        }
    };
    let columns = vec![Column::new("What"), Column::new("Before"), Column::new("Now")];
    view! { <Table caption="Differences" columns>{changes.into_iter().map(row).collect_view()}</Table> }.into_any()
}

fn side(text: String, none: &'static str) -> AnyView {
    if text.is_empty() {
        view! { <span class="text-muted">{none}</span> }.into_any()
    } else {
        view! { <span class="wrap-anywhere whitespace-pre-line">{text}</span> }.into_any()
    }
}
