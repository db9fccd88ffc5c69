//! `/desk/bulk/{id}`: how far a change of many tickets has come.

use super::islands::BulkProgress;
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::bulk::actions as bulk;
use stoa::kernel::ids::BulkId;

/// The page. Without script it is looked at again by loading it again.
#[component]
pub fn BulkPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").and_then(|text| text.parse::<BulkId>().ok()));
    page(async move {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        let progress = bulk::progress(&session::services(), &agent, id.ok_or(Error::NotFound)?).await?;
        let (rail, member, about) = (rail(&agent).await?, me.member, progress.words.clone());
        let again = progress.is_running().then(|| {
            view! {
                <noscript>
                    <p class="mb-4 text-sm text-muted">"It goes on by itself. Load this page again to see how far it has come."</p>
                </noscript>
            }
        });
        Ok(view! {
            <Title text="Many tickets" />
            <DeskFrame me rail current=routes::DESK_TICKETS>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-3xl">
                        <PageHead title="Many tickets at once" />
                        <Card class="p-4 md:p-6">
                            <p class="mb-4 font-semibold wrap-anywhere">{about}</p>
                            {again}
                            <BulkProgress start=progress me=member />
                        </Card>
                    </div>
                </div>
            </DeskFrame>
        })
    })
}
