//! `/appointments`: a customer's own appointments.

use crate::appointments::desk::StateBadge;
use crate::frames;
use crate::fresh::KeepOwn;
use crate::layout::PortalLayout;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::appointments::actions;
use stoa::appointments::model::Appointment;
use stoa::businesses::actions as businesses;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// The page.
#[component]
pub fn AppointmentsPage() -> impl IntoView {
    page(async {
        let (customer, services) = (session::customer().await?, session::services());
        let own = actions::list_own(&services, &customer).await?;
        let (now, frame) = (services.now(), frames::portal().await?);
        let zone = businesses::zone(&session::business().await?, now);
        let actions = || view! { <ButtonLink href=routes::BOOK look=Look::Primary icon=Glyph::Plus>"Book an appointment"</ButtonLink> };
        Ok(view! {
            <Title text="Your appointments" />
            <PortalLayout frame>
                <PageHead title="Your appointments" actions />
                <div id="appointments"><Rows own zone now /></div>
                <KeepOwn member=customer.member() part="appointments".to_owned() />
            </PortalLayout>
        }
        .into_any())
    })
}

#[component]
fn Rows(own: Vec<(Appointment, String)>, zone: Zone, now: Timestamp) -> impl IntoView {
    if own.is_empty() {
        return view! { <Empty glyph=Glyph::Calendar text="You have no appointments yet." /> }.into_any();
    }
    let columns = vec![Column::new("Appointment"), Column::new("When"), Column::new("With"), Column::new("Status")];
    let rows = own
        .into_iter()
        .map(|(a, link)| {
            let when = zone.short_words(a.starts_at, now);
            view! {
                <Row>
                    <Cell><RowLink href=routes::appointment(&link)>{a.title}</RowLink></Cell>
                    <Cell label="When">{when}</Cell>
                    <Cell label="With">{a.staff}</Cell>
                    <Cell label="Status"><StateBadge state=a.state /></Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption="Your appointments, the latest first" columns>{rows}</Table> }.into_any()
}
