//! `/admin/people/{member}`: what one of the staff did, what they take, and when: figures, week, exceptions, categories, capacity.

use super::api::ChangePlan;
use super::figures::{AtAGlance, Figures};
use super::week::WeekPicture;
use crate::admin::api::DeactivatePerson;
use crate::businesses::DayFields;
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
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::accounts::actions as accounts;
use stoa::kernel::period::Period;
use stoa::queue::actions::{self, Planned};
use stoa::queue::draft::format_exceptions;
use stoa::queue::model::{Plan, Settings};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Category;

const FIELDS: &[&str] = &["capacity", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "exceptions", "skills"];

/// The page.
#[component]
pub fn PlanPage() -> impl IntoView {
    let member = use_params_map().with_untracked(|params| params.get("member").and_then(|text| text.parse().ok()));
    page(async move {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_PEOPLE).await?;
        let Planned { id, name, role, plan } = actions::find_plan(&services, &who, member.ok_or(Error::NotFound)?).await?;
        let settings = actions::settings(services.db(), who.business()).await?;
        let mut categories = tickets::list_categories(&services, &who).await?;
        // An archived one stays where it was ticked.
        categories.retain(|c| !c.is_archived || plan.skills.contains(&c.id));
        let zone = session::business().await?.time_zone;
        let others = accounts::list_staff(&services, &who.as_agent()).await?;
        let period = Period::read(session::query("days").as_deref(), Period::Month);
        let figures = actions::agent_figures(&services, &who, period, id).await?;
        let glance = others.iter().find(|m| m.id == id).cloned().map(|member| (member, plan.clone(), categories.clone()));
        let now = services.now();
        let others: Vec<(String, String)> = others.into_iter().filter(|m| m.id != id).map(|m| (m.id.to_string(), m.name)).collect();
        let (leaving, is_me) = (refused().of("/deactivate_person"), id == who.member());
        let refused = refused().of("/change_plan");
        Ok(view! {
            <Title text=name.clone() />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title=name subtitle=format!("{}. What they did, what they take from the queue, and when.", role.label()) />
                {done_note(&[("saved", "The plan is saved.")])}
                {refusal(&refused, FIELDS)}
                {refusal(&leaving, &["to"])}
                {glance.map(|(member, plan, categories)| view! { <AtAGlance member plan settings categories now /> })}
                <Figures member=id period figures />
                <form method="post" action=ChangePlan::PATH class="flex flex-col gap-5">
                    <input type="hidden" name="member" value=id.to_string() />
                    <Part refused=refused.clone() plan=plan.clone() settings />
                    <Week refused=refused.clone() plan=plan.clone() zone />
                    <Skills refused plan categories />
                    <div class="flex flex-wrap gap-2">
                        <Button look=Look::Primary>"Save the plan"</Button>
                        <ButtonLink href=routes::ADMIN_QUEUE look=Look::Quiet>"Back to the queue's settings"</ButtonLink>
                    </div>
                </form>
                {(!is_me).then(|| view! { <Leave id=id.to_string() others refused=leaving /> })}
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Part(refused: Refused, plan: Plan, settings: Settings) -> impl IntoView {
    let takes_part = if refused.error.is_some() { !refused.value("takes_part").is_empty() } else { plan.takes_part };
    let capacity = plan.capacity.map(|n| n.to_string()).unwrap_or_default();
    let hint = format!(
        "Points they can hold at once; {} when empty. A ticket takes {}, a live chat {}.",
        settings.capacity, settings.ticket_weight, settings.chat_weight
    );
    view! {
        <Card title="Queue">
            <Checkbox name="takes_part" checked=takes_part hint="Otherwise they only have what they take or are given by hand.">
                "Gets work from the queue"
            </Checkbox>
            <TextField name="capacity" label="Capacity" optional=true class="mt-3 max-w-sm" hint value=refused.value_or("capacity", &capacity) error=refused.error_of("capacity") />
        </Card>
    }
    .into_any()
}

#[component]
fn Week(refused: Refused, plan: Plan, zone: String) -> impl IntoView {
    let (typed, error) = (refused.value_or("exceptions", &format_exceptions(&plan.shifts)), refused.error_of("exceptions"));
    view! {
        <Card title="Shifts">
            <p class="mb-3 max-w-prose text-sm text-muted">
                {format!(
                    "Write times like 08:00-12:00, 13:00-17:00 in the zone of the business, {zone}. Leave a day empty when it is off; end with 24:00 and go on the next day to work past midnight. Without any shift they get work whenever they say that they are available."
                )}
            </p>
            <div class="grid items-start gap-6 xl:grid-cols-2">
                <div class="flex flex-col">
                    <DayFields refused week=plan.shifts.week.clone() off="off" />
                </div>
                <WeekPicture week=plan.shifts.week.clone() />
            </div>
            <Field
                id="exceptions"
                label="Exceptions and days off"
                optional=true
                hint="One day on each line, like 2026-12-24 off or 2026-12-31 08:00-12:00."
                error=error.clone()
                class="mt-4 max-w-xl"
            >
                <TextArea name="exceptions" rows=3 value=typed error />
            </Field>
        </Card>
    }
    .into_any()
}

#[component]
fn Skills(refused: Refused, plan: Plan, categories: Vec<Category>) -> impl IntoView {
    let ticks = categories
        .into_iter()
        .enumerate()
        .map(|(n, category)| {
            let name = format!("skills[{n}]");
            let checked = if refused.error.is_some() { !refused.value(&name).is_empty() } else { plan.skills.contains(&category.id) };
            view! { <Checkbox name value=category.id.to_string() checked>{category.name}</Checkbox> }
        })
        .collect_view();
    view! {
        <Card title="Categories">
            <FieldGroup
                id="skills"
                label="What they handle"
                hint="With none ticked they handle all. Tickets without a category and live chats are for everybody."
                error=refused.error_of("skills")
                class="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3"
            >
                {ticks}
            </FieldGroup>
        </Card>
    }
    .into_any()
}

/// Ends their access; what they had goes to whoever is chosen.
#[component]
fn Leave(id: String, others: Vec<(String, String)>, refused: Refused) -> impl IntoView {
    let choices = std::iter::once(Choice::new("", "Back to the queue")).chain(others.into_iter().map(|(value, label)| Choice::new(value, label))).collect();
    let (to, error) = (refused.value("to"), refused.error_of("to"));
    view! {
        <Card title="End access" class="mt-8">
            <p class="mb-3 max-w-prose text-sm text-muted">"They are signed out and may not come back in, until somebody lets them in again."</p>
            <form method="post" action=DeactivatePerson::PATH class="flex flex-wrap items-end gap-3">
                <input type="hidden" name="member" value=id />
                <Field id="to" label="Their open tickets and chats go" error=error.clone() class="min-w-56">
                    <Select name="to" choices value=to error />
                </Field>
                <Button look=Look::Danger icon=Glyph::Lock>"End access"</Button>
            </form>
        </Card>
    }
    .into_any()
}
