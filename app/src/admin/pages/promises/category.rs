//! `/admin/sla/{category}`: what a category promises instead of the business, tried on its tickets of the past.

use super::leads;
use super::times::{TimeFields, asked, fields, typed_times};
use super::trial::Trial;
use crate::admin::api::ChangeCategoryPromises;
use crate::forms::refused;
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
use stoa::accounts::actions::list_staff;
use stoa::kernel::ids::CategoryId;
use stoa::kernel::time::minutes_words;
use stoa::sla::actions;
use stoa::sla::draft::{CategoryPromises, check_category};
use stoa::sla::model::{CategoryPolicy, Policy, SlaClock};
use stoa::tickets::actions::{TRIAL_DAYS, list_categories, try_policy};
use stoa::tickets::model::Priority;

const LEAD: [&str; 1] = ["lead"];

/// The page.
#[component]
pub fn CategoryPromisesPage() -> impl IntoView {
    let id: Option<CategoryId> = use_params_map().with_untracked(|params| params.get("category").and_then(|text| text.parse().ok()));
    page(async move {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_SLA).await?;
        let category = list_categories(&services, &who).await?.into_iter().find(|c| Some(c.id) == id).ok_or(Error::NotFound)?;
        let policy = actions::policy(services.db(), who.business()).await?;
        let staff = list_staff(&services, &who.as_agent()).await?;
        let own = policy.category(Some(category.id)).cloned().unwrap_or_else(|| CategoryPolicy::empty(category.id));
        let is_trial = session::query("try").is_some();
        let mut typed = if is_trial { asked(&LEAD) } else { refused().of("/change_category_promises") };
        let mut tried = None;
        if is_trial {
            let read = CategoryPromises { times: typed_times(&typed), lead: typed.value("lead") }.read(category.id);
            let read = read.and_then(|own| check_category(&policy, &own).map(|()| own));
            let rows = match read {
                Ok(own) => try_policy(&services, &who, &Policy { categories: vec![own], ..policy.clone() }, Some(category.id)).await,
                Err(error) => Err(error),
            };
            match rows {
                Ok(rows) => tried = Some(rows),
                Err(error) => typed.error = Some(error),
            }
        }
        let known = fields().into_iter().chain(LEAD.map(str::to_owned)).collect::<Vec<_>>();
        let fault = refusal(&typed, &known.iter().map(String::as_str).collect::<Vec<_>>());
        let words = |minutes: Option<i64>| minutes.map(minutes_words).unwrap_or_default();
        let values = std::array::from_fn(|c| std::array::from_fn(|p| words(own.own(Priority::ALL[p]).minutes(SlaClock::ALL[c]))));
        let instead = std::array::from_fn(|c| std::array::from_fn(|p| minutes_words(policy.target(Priority::ALL[p]).minutes(SlaClock::ALL[c]))));
        let lead = typed.value_or("lead", &own.lead.map(|id| id.to_string()).unwrap_or_default());
        let lead_error = typed.error_of("lead");
        let leads = leads("Whoever gets them in general", &staff);
        let here = routes::admin_sla_category(category.id);
        let title = format!("Promises for {}", category.name);
        Ok(view! {
            <Title text=title.clone() />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title subtitle="What tickets about this are promised instead. Leave a time empty to promise what the business does." />
                {done_note(&[("saved", "The promises of this category are saved.")])}
                {fault}
                <form method="post" action=ChangeCategoryPromises::PATH class="flex flex-col gap-5">
                    <input type="hidden" name="category" value=category.id.to_string() />
                    <Card>
                        <p class="mb-3 text-sm text-muted">"Write times like 45 m, 2 h or 1 d 4 h. A day has 24 hours."</p>
                        <TimeFields refused=typed.clone() values instead=Some(instead) />
                        <Field id="lead" label="Overdue tickets go to" class="mt-4 max-w-sm" error=lead_error.clone()>
                            <Select name="lead" choices=leads value=lead error=lead_error />
                        </Field>
                    </Card>
                    <div class="flex flex-wrap gap-2">
                        <Button look=Look::Primary>"Save promises"</Button>
                        <Button name="try" value="yes" attr:formmethod="get" attr:formaction=here>
                            {format!("Try on the last {TRIAL_DAYS} days")}
                        </Button>
                        <ButtonLink href=routes::ADMIN_SLA look=Look::Quiet>"Back to all promises"</ButtonLink>
                    </div>
                </form>
                {tried.map(|rows| view! { <Trial rows /> })}
            </AdminLayout>
        }
        .into_any())
    })
}
