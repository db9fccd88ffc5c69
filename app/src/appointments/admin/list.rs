//! `/admin/services`: what can be booked, and the staff with their hours.

use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::done_note;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::appointments::actions::{self, Team};
use stoa::appointments::model::{Offering, Provider};
use stoa::kernel::time::minutes_words;

/// The page.
#[component]
pub fn OfferingsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_OFFERINGS).await?;
        let Team { offerings, staff } = actions::team(&services, &who).await?;
        let currency = session::business().await?.currency;
        let head = || view! { <ButtonLink href=routes::ADMIN_OFFERING_NEW look=Look::Primary icon=Glyph::Plus>"New service"</ButtonLink> };
        Ok(view! {
            <Title text="Services" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Services" subtitle="What customers can book, who does it, and when." actions=head />
                {done_note(&[("saved", "Saved. What is booked already stays as it was agreed."), ("added", "The service is added.")])}
                <div class="flex flex-col gap-5">
                    <List offerings currency />
                    <People staff />
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn List(offerings: Vec<Offering>, currency: String) -> impl IntoView {
    if offerings.is_empty() {
        return view! { <Empty glyph=Glyph::Calendar text="Nothing can be booked yet. Give somebody hours below, then add a service." /> }.into_any();
    }
    let columns = vec![Column::new("Service"), Column::new("Takes"), Column::number("Price"), Column::new("Changes until"), Column::new("Customers")];
    let rows = offerings
        .into_iter()
        .map(|o| {
            let (tone, words) = if o.is_offered { (Tone::Good, "Can book it") } else { (Tone::Neutral, "Do not see it") };
            let until = if o.change_minutes == 0 { "It begins".to_owned() } else { format!("{} before", minutes_words(o.change_minutes)) };
            let price = o.price.shown(&currency);
            view! {
                <Row>
                    <Cell><RowLink href=routes::admin_offering(o.id)>{o.name}</RowLink></Cell>
                    <Cell label="Takes">{minutes_words(o.duration_minutes)}</Cell>
                    <Cell label="Price" number=true>{price}</Cell>
                    <Cell label="Changes until">{until}</Cell>
                    <Cell label="Customers"><Badge tone>{words}</Badge></Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption="Services by name" columns>{rows}</Table> }.into_any()
}

#[component]
fn People(staff: Vec<(Provider, bool)>) -> impl IntoView {
    let lines = staff
        .into_iter()
        .map(|(person, is_bookable)| {
            let (tone, words) = if is_bookable { (Tone::Good, "Has hours") } else { (Tone::Neutral, "No hours yet") };
            view! {
                <li class="flex items-center gap-3 border-b border-line py-2.5 last:border-b-0">
                    <a href=routes::admin_roster(person.id) class="min-w-0 flex-1 truncate rounded-xs font-semibold hover:underline">{person.name}</a>
                    <Badge tone>{words}</Badge>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card title="When the staff can be booked"><ul>{lines}</ul></Card>
    }
    .into_any()
}
