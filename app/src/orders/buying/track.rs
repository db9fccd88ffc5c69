//! Finding an order by its number and the address it was placed with, for guests who have lost the mail.

use crate::forms::refused;
use crate::frames;
use crate::layout::PortalLayout;
use crate::notes::refusal;
use crate::orders::api::TrackOrder;
use crate::page::page;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;

/// `/track`
#[component]
pub fn TrackPage() -> impl IntoView {
    page(async {
        let frame = frames::portal().await?;
        let refused = refused().of("/track_order");
        Ok(view! {
            <Title text="Track an order" />
            <PortalLayout frame narrow=true>
                <PageHead title="Track an order" subtitle="The number stands in the mail we sent you when you ordered." />
                {refusal(&refused, &["number", "email"])}
                <form method="post" action=TrackOrder::PATH class="flex max-w-md flex-col gap-5">
                    <TextField name="number" label="Order number" placeholder="ORD-000001" required=true value=refused.value("number") error=refused.error_of("number") />
                    <TextField name="email" label="E-mail address" kind="email" autocomplete="email" required=true value=refused.value("email") error=refused.error_of("email") />
                    <div><Button look=Look::Primary size=Size::Large icon=Glyph::Search>"Find my order"</Button></div>
                </form>
            </PortalLayout>
        }
        .into_any())
    })
}
