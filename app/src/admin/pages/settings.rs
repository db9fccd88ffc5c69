//! The settings of a business: name, zone, currency, opening hours, its public door.

use crate::admin::api::UpdateSettings;
use crate::businesses::{DayFields, currencies, zones};
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::businesses::model::Business;
use stoa::businesses::rules::format_holidays;

const FIELDS: &[&str] = &["name", "time_zone", "currency", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "holidays"];

/// `/admin/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    page(async {
        session::admin().await?;
        let AdminFrame { business: name, nav, account } = frames::admin(routes::ADMIN_SETTINGS).await?;
        let business = session::business().await?;
        let door = format!("{}{}", session::services().url(), routes::join(&business.invite_code));
        let refused = refused().of("/update_settings");
        Ok(view! {
            <Title text="Settings and hours" />
            <AdminLayout business=name desk_href=routes::DESK nav account>
                <PageHead title="Settings and hours" />
                {done_note(&[("saved", "The settings are saved.")])}
                {refusal(&refused, FIELDS)}
                <form method="post" action=UpdateSettings::PATH class="flex flex-col gap-5">
                    <Basics refused=refused.clone() business=business.clone() />
                    <Hours refused business />
                    <div><Button look=Look::Primary>"Save settings"</Button></div>
                </form>
                <Card title="Your public address" class="mt-8">
                    <p class="mb-2 text-sm text-muted">"Customers sign up here. Put it on your site, in mails, on receipts."</p>
                    <p class="rounded-sm bg-sunk px-3 py-2 font-mono text-sm break-all select-all">{door}</p>
                </Card>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Basics(refused: Refused, business: Business) -> impl IntoView {
    let (zone, zone_error) = (refused.value_or("time_zone", &business.time_zone), refused.error_of("time_zone"));
    let (currency, currency_error) = (refused.value_or("currency", &business.currency), refused.error_of("currency"));
    view! {
        <Card title="Business">
            <div class="grid items-start gap-4 md:grid-cols-2">
                <TextField class="md:col-span-2" name="name" label="Name" required=true value=refused.value_or("name", &business.name) error=refused.error_of("name") />
                <Field id="time_zone" label="Time zone" hint="Opening hours are in this zone." error=zone_error.clone()>
                    <Select name="time_zone" choices=zones() value=zone error=zone_error />
                </Field>
                <Field id="currency" label="Currency" error=currency_error.clone()>
                    <Select name="currency" choices=currencies() value=currency error=currency_error />
                </Field>
            </div>
        </Card>
    }
    .into_any()
}

#[component]
fn Hours(refused: Refused, business: Business) -> impl IntoView {
    let hours = business.hours();
    let (off, off_error) = (refused.value_or("holidays", &format_holidays(&hours)), refused.error_of("holidays"));
    view! {
        <Card title="Opening hours">
            <p class="mb-3 max-w-prose text-sm text-muted">
                "Write times like 08:00-12:00, 13:00-17:00. Leave a day empty when you are closed; end with 24:00 to be open past midnight. Deadlines only count while you are open."
            </p>
            <div class="mb-4 flex max-w-xl flex-col">
                <DayFields refused week=hours.week off="closed" />
            </div>
            <Field id="holidays" label="Days off" optional=true hint="One date on each line, like 2026-12-25." error=off_error.clone() class="max-w-xl">
                <TextArea name="holidays" rows=3 value=off error=off_error />
            </Field>
        </Card>
    }
    .into_any()
}
