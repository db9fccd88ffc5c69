//! A version on the canvas.

use super::islands::JourneyCanvas;
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
use stoa::kernel::ids::JourneyId;

/// `/admin/journeys/{journey}/draw`
#[component]
pub fn DrawPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("journey")).and_then(|id| id.parse::<JourneyId>().ok());
    page(async move { draw(id.ok_or(Error::NotFound)?).await })
}

async fn draw(id: JourneyId) -> Result<AnyView> {
    let (services, who) = (session::services(), session::admin().await?);
    let journey = actions::find(&services, &who, id).await?;
    let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_JOURNEYS).await?;
    let title = format!("{}. {}", journey.number, journey.name);
    let list = move || view! { <ButtonLink href=routes::admin_journey(id) icon=Glyph::List>"Steps as a list"</ButtonLink> };
    Ok(view! {
        <Title text=title.clone() />
        <AdminLayout business desk_href=routes::DESK nav account wide=true>
            <PageHead title subtitle="Whatever the canvas can do, the list of steps can do, too." actions=list />
            <noscript>
                <Banner>"The canvas needs JavaScript. Use the list of steps instead: it can do the same."</Banner>
            </noscript>
            <JourneyCanvas journey=id />
        </AdminLayout>
    }
    .into_any())
}
