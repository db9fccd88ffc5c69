//! `/admin/services/new` and `/admin/services/{offering}`: something that can be booked, as admins write it.

use crate::appointments::api::{CreateOffering, UpdateOffering};
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::appointments::actions;
use stoa::appointments::draft::OfferingDraft;
use stoa::appointments::model::{Offering, Provider};
use stoa::kernel::ids::{MemberId, OfferingId};
use stoa::kernel::time::minutes_words;

const FIELDS: [&str; 11] = ["name", "description", "duration", "before", "after", "step", "lead", "horizon", "change", "price", "staff"];

/// Something new.
#[component]
pub fn NewOfferingPage() -> impl IntoView {
    page(async { editor(None).await })
}

/// Something that is there.
#[component]
pub fn OfferingPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("offering")).and_then(|id| id.parse::<OfferingId>().ok());
    page(async move { editor(Some(id.ok_or(Error::NotFound)?)).await })
}

async fn editor(id: Option<OfferingId>) -> crate::error::Result<AnyView> {
    let (services, who) = (session::services(), session::admin().await?);
    let currency = session::business().await?.currency;
    let (draft, chosen) = match id {
        None => (
            OfferingDraft {
                duration: "60".into(),
                step: "30".into(),
                horizon: "60".into(),
                change: "1 d".into(),
                is_offered: true,
                ..OfferingDraft::default()
            },
            Vec::new(),
        ),
        Some(id) => {
            let (offering, staff) = actions::edit(&services, &who, id).await?;
            (typed(&offering, &currency), staff)
        }
    };
    let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_OFFERINGS).await?;
    let staff = actions::team(&services, &who).await?.staff;
    let title = if id.is_some() { draft.name.clone() } else { "New service".to_owned() };
    let refused = refused();
    let action = if id.is_some() { UpdateOffering::PATH } else { CreateOffering::PATH };
    let which = id.map(|id| view! { <input type="hidden" name="offering" value=id.to_string() /> });
    Ok(view! {
        <Title text=title.clone() />
        <AdminLayout business desk_href=routes::DESK nav account>
            <PageHead title />
            {refusal(&refused, &FIELDS)}
            <form method="post" action=action class="flex flex-col gap-5">
                {which}
                <What refused=refused.clone() draft=draft.clone() currency />
                <When refused=refused.clone() draft />
                <Who refused staff chosen />
                <div class="flex flex-wrap gap-2">
                    <Button look=Look::Primary>"Save"</Button>
                    <ButtonLink href=routes::ADMIN_OFFERINGS look=Look::Quiet>"All services"</ButtonLink>
                </div>
            </form>
        </AdminLayout>
    }
    .into_any())
}

/// How an offering is typed.
fn typed(o: &Offering, currency: &str) -> OfferingDraft {
    let notice = |minutes: i64| if minutes == 0 { "0".to_owned() } else { minutes_words(minutes) };
    OfferingDraft {
        name: o.name.clone(),
        description: o.description.clone(),
        duration: o.duration_minutes.to_string(),
        before: o.before_minutes.to_string(),
        after: o.after_minutes.to_string(),
        step: o.step_minutes.to_string(),
        lead: notice(o.lead_minutes),
        horizon: o.horizon_days.to_string(),
        change: notice(o.change_minutes),
        price: if o.price.0 == 0 { String::new() } else { o.price.typed(currency) },
        is_offered: o.is_offered,
        staff: Vec::new(),
    }
}

fn ticked(refused: &Refused, name: &str, otherwise: bool) -> bool {
    if refused.error.is_some() { !refused.value(name).is_empty() } else { otherwise }
}

#[component]
fn What(refused: Refused, draft: OfferingDraft, currency: String) -> impl IntoView {
    let wrong = refused.error_of("description");
    let is_offered = ticked(&refused, "is_offered", draft.is_offered);
    let (about, price, wrong_price) = (refused.value_or("description", &draft.description), refused.value_or("price", &draft.price), refused.error_of("price"));
    view! {
        <Card title="What it is">
            <div class="flex flex-col gap-4">
                <TextField name="name" label="Name" required=true value=refused.value_or("name", &draft.name) error=refused.error_of("name") />
                <Field id="description" label="Description" optional=true error=wrong.clone()>
                    <TextArea name="description" rows=3 value=about error=wrong />
                </Field>
                <TextField
                    name="price"
                    label=format!("Price in {currency}")
                    optional=true
                    class="max-w-56"
                    hint="Empty for free."
                    value=price
                    error=wrong_price
                />
                <Checkbox name="is_offered" checked=is_offered hint="Otherwise only what is booked already stays.">"Customers can book it"</Checkbox>
            </div>
        </Card>
    }
    .into_any()
}

#[component]
fn When(refused: Refused, draft: OfferingDraft) -> impl IntoView {
    let field = |name: &'static str, label: &'static str, hint: &'static str, value: &str| {
        let (value, error) = (refused.value_or(name, value), refused.error_of(name));
        view! { <TextField name label hint value error /> }.into_any()
    };
    let fields = [
        field("duration", "Duration", "Minutes, a multiple of five.", &draft.duration),
        field("before", "Time before", "Minutes in which nothing else is booked: preparing.", &draft.before),
        field("after", "Time after", "Minutes in which nothing else is booked: tidying up.", &draft.after),
        field("step", "Begins every", "Minutes: 30 offers nine o'clock, half past nine …", &draft.step),
        field("lead", "To be booked ahead", "Like 2 h or 1 d; 0 until the last moment.", &draft.lead),
        field("horizon", "Days ahead", "How far ahead it can be booked.", &draft.horizon),
        field("change", "To be changed until", "How long before it customers may move or cancel it: 1 d, or 0 until it begins.", &draft.change),
    ];
    view! {
        <Card title="How long, and when">
            <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">{fields.into_iter().collect_view()}</div>
        </Card>
    }
    .into_any()
}

#[component]
fn Who(refused: Refused, staff: Vec<(Provider, bool)>, chosen: Vec<MemberId>) -> impl IntoView {
    let (bookable, others): (Vec<_>, Vec<_>) = staff.into_iter().partition(|(_, is_bookable)| *is_bookable);
    let ticks = bookable
        .into_iter()
        .enumerate()
        .map(|(n, (person, _))| {
            let name = format!("staff[{n}]");
            let checked = ticked(&refused, &name, chosen.contains(&person.id));
            view! { <Checkbox name value=person.id.to_string() checked>{person.name}</Checkbox> }
        })
        .collect_view();
    let missing = others
        .into_iter()
        .map(|(person, _)| view! { <li><a href=routes::admin_roster(person.id) class="rounded-xs text-accent hover:underline">{person.name}</a></li> })
        .collect::<Vec<_>>();
    let missing = (!missing.is_empty()).then(|| {
        view! {
            <p class="mt-3 text-sm text-muted">"These have no hours in which they can be booked yet:"</p>
            <ul class="mt-1 flex flex-wrap gap-x-4 text-sm">{missing}</ul>
        }
    });
    view! {
        <Card title="Who does it">
            <FieldGroup id="staff" label="Staff" error=refused.error_of("staff") class="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">{ticks}</FieldGroup>
            {missing}
        </Card>
    }
    .into_any()
}
