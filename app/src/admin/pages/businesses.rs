//! All businesses of the installation, for its owner.

use crate::accounts::api::SwitchBusiness;
use crate::admin::api::CreateBusiness;
use crate::businesses::{currencies, zones};
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
use stoa::businesses::actions;
use stoa::businesses::model::Business;

const FIELDS: &[&str] = &["name", "slug", "time_zone", "currency"];

/// `/admin/businesses`
#[component]
pub fn BusinessesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::owner().await?);
        let AdminFrame { business: here, nav, account } = frames::admin(routes::ADMIN_BUSINESSES).await?;
        let all = actions::list(&services, &who).await?;
        let mine = session::business().await?;
        let url = services.url().to_owned();
        let lines = all.into_iter().map(|business| view! { <BusinessLine is_here=business.id == mine.id url=url.clone() business /> }).collect_view();
        let columns = vec![Column::new("Business"), Column::new("Where customers sign up"), Column::new("Time zone"), Column::new("Currency"), Column::new("")];
        let refused = refused().of("/create_business");
        Ok(view! {
            <Title text="Businesses" />
            <AdminLayout business=here desk_href=routes::DESK nav account>
                <PageHead title="Businesses" subtitle="Each sees only itself. You may enter every one." />
                {done_note(&[("created", "The business is made. Enter it to set its hours and invite its team.")])}
                <Create refused like=mine />
                <Table caption="Businesses" columns>{lines}</Table>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Create(refused: Refused, like: Business) -> impl IntoView {
    let open = refused.error.is_some();
    let (zone, zone_error) = (refused.value_or("time_zone", &like.time_zone), refused.error_of("time_zone"));
    let (currency, currency_error) = (refused.value_or("currency", &like.currency), refused.error_of("currency"));
    view! {
        <Card class="mb-5">
            <Disclosure summary="Make another business" open>
                {refusal(&refused, FIELDS)}
                <form method="post" action=CreateBusiness::PATH class="grid items-start gap-4 md:grid-cols-2">
                    <TextField name="name" label="Name" required=true value=refused.value("name") error=refused.error_of("name") />
                    <TextField
                        name="slug"
                        label="Short name"
                        optional=true
                        hint="Its word in addresses, like green-market. Made from the name when left empty."
                        value=refused.value("slug")
                        error=refused.error_of("slug")
                    />
                    <Field id="time_zone" label="Time zone" error=zone_error.clone()>
                        <Select name="time_zone" choices=zones() value=zone error=zone_error />
                    </Field>
                    <Field id="currency" label="Currency" error=currency_error.clone()>
                        <Select name="currency" choices=currencies() value=currency error=currency_error />
                    </Field>
                    <div class="md:col-span-2"><Button look=Look::Primary icon=Glyph::Plus>"Make the business"</Button></div>
                </form>
            </Disclosure>
        </Card>
    }
    .into_any()
}

#[component]
fn BusinessLine(business: Business, is_here: bool, url: String) -> impl IntoView {
    let name = business.name.clone();
    let tool = match is_here {
        true => view! { <Badge tone=Tone::Accent>"You are here"</Badge> }.into_any(),
        false => view! {
            <form method="post" action=SwitchBusiness::PATH>
                <Button size=Size::Small icon=Glyph::Assign name="business" value=business.id.to_string()>"Enter" <span class="sr-only">{format!(" {name}")}</span></Button>
            </form>
        }
        .into_any(),
    };
    view! {
        <Row>
            <Cell>
                <b class="block font-semibold">{business.name}</b>
                <span class="block text-sm text-muted">{business.slug}</span>
            </Cell>
            <Cell label="Sign-up" class="font-mono text-xs break-all">{format!("{url}{}", routes::join(&business.invite_code))}</Cell>
            <Cell label="Time zone">{business.time_zone}</Cell>
            <Cell label="Currency">{business.currency}</Cell>
            <Cell class="md:text-end">{tool}</Cell>
        </Row>
    }
    .into_any()
}
