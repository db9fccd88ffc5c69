//! `/book`: the first step, what can be booked.

use super::steps;
use crate::frames;
use crate::layout::PortalLayout;
use crate::page::{describe, page};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::appointments::actions;
use stoa::appointments::model::Offering;
use stoa::kernel::text::preview;
use stoa::kernel::time::minutes_words;

/// The page.
#[component]
pub fn BookPage() -> impl IntoView {
    page(async {
        let (business, visitor, services) = (session::business().await?, session::visitor().await?, session::services());
        let offerings = actions::offerings(&services, &visitor).await?;
        let frame = frames::portal().await?;
        describe(format!("Book an appointment at {}.", business.name));
        let list = if offerings.is_empty() {
            view! {
                <Empty glyph=Glyph::Calendar text="Nothing can be booked here yet.">
                    <ButtonLink href=routes::HELP>"Look into the help"</ButtonLink>
                </Empty>
            }
            .into_any()
        } else {
            let cards = offerings.into_iter().map(|o| view! { <Line offering=o currency=business.currency.clone() /> }).collect_view();
            view! { <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{cards}</ul> }.into_any()
        };
        Ok(view! {
            <Title text="Book an appointment" />
            <PortalLayout frame>
                <PageHead title="Book an appointment" subtitle="Choose what you come for." />
                {steps(0, [None, None, None])}
                {list}
            </PortalLayout>
        }
        .into_any())
    })
}

#[component]
fn Line(offering: Offering, currency: String) -> impl IntoView {
    let price = if offering.price.0 > 0 { offering.price.shown(&currency) } else { "Free".to_owned() };
    let about = (!offering.description.is_empty()).then(|| view! { <p class="mt-1 text-muted">{preview(&offering.description, 200)}</p> });
    view! {
        <li class="relative flex flex-col rounded-lg border border-line bg-panel p-5 shadow-card hover:border-line-strong">
            <h2 class="text-md font-semibold">
                <a href=routes::book(offering.id) class="rounded-xs after:absolute after:inset-0">{offering.name}</a>
            </h2>
            {about}
            <p class="mt-auto flex items-center gap-2 pt-4 text-sm tabular-nums">
                <Icon glyph=Glyph::Clock class="size-4 text-muted" />
                {minutes_words(offering.duration_minutes)}
                <span class="ms-auto font-semibold">{price}</span>
            </p>
        </li>
    }
    .into_any()
}
