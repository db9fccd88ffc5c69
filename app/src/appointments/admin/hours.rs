//! `/admin/services/hours/{member}`: when one of the staff can be booked.

use crate::appointments::api::SetBookingHours;
use crate::businesses::DayFields;
use crate::forms::refused;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::queue::WeekPicture;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::appointments::actions;
use stoa::appointments::roster::{Roster, RosterDraft};
use stoa::kernel::hours::Hours;
use stoa::kernel::ids::MemberId;

const FIELDS: [&str; 8] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "exceptions"];

/// The page.
#[component]
pub fn RosterPage() -> impl IntoView {
    let member = use_params_map().with_untracked(|p| p.get("member")).and_then(|id| id.parse::<MemberId>().ok());
    page(async move {
        let (services, who) = (session::services(), session::admin().await?);
        let (person, roster) = actions::roster(&services, &who.as_agent(), member.ok_or(Error::NotFound)?).await?;
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_OFFERINGS).await?;
        let shop = session::business().await?;
        let refused = refused();
        let is_new = roster.is_none();
        let mut roster: Roster = roster.unwrap_or_default();
        if is_new {
            // A good beginning: the opening hours of the business.
            let Hours { week, .. } = shop.hours();
            roster.shifts.week = week;
        }
        let (typed, error) = (refused.value_or("exceptions", &RosterDraft::of(&roster).exceptions), refused.error_of("exceptions"));
        let week = roster.shifts.week.clone();
        let hint = is_new.then(|| view! { <Banner class="mb-5">"Nothing is saved yet: these are the opening hours of the business."</Banner> });
        let about = format!(
            "Write times like 08:00-12:00, 13:00-17:00 in the zone of the business, {}. Leave a day empty when it is off; with all of them empty nobody can book them.",
            shop.time_zone
        );
        Ok(view! {
            <Title text=format!("Hours of {}", person.name) />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title=format!("Hours of {}", person.name) subtitle="When they can be booked. What is booked already stays." />
                {done_note(&[("saved", "The hours are saved.")])}
                {refusal(&refused, &FIELDS)}
                {hint}
                <form method="post" action=SetBookingHours::PATH class="flex flex-col gap-5">
                    <input type="hidden" name="member" value=person.id.to_string() />
                    <Card title="Week">
                        <p class="mb-3 max-w-prose text-sm text-muted">{about}</p>
                        <div class="grid items-start gap-6 xl:grid-cols-2">
                            <div class="flex flex-col"><DayFields refused week=week.clone() off="off" /></div>
                            <WeekPicture week />
                        </div>
                    </Card>
                    <Card title="Days off and other hours">
                        <Field
                            id="exceptions"
                            label="One on each line"
                            optional=true
                            hint="2026-12-24 off, 2026-12-31 08:00-12:00; each year 12-25 off; each month first monday off or last friday off. Days off of the business count for everybody."
                            error=error.clone()
                            class="max-w-xl"
                        >
                            <TextArea name="exceptions" rows=5 value=typed error />
                        </Field>
                    </Card>
                    <div class="flex flex-wrap gap-2">
                        <Button look=Look::Primary>"Save the hours"</Button>
                        <ButtonLink href=routes::ADMIN_OFFERINGS look=Look::Quiet>"All services"</ButtonLink>
                    </div>
                </form>
            </AdminLayout>
        }
        .into_any())
    })
}
