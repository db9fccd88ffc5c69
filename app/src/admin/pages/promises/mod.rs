//! `/admin/sla`: what the business promises, when it warns, who gets what is overdue; tried on the tickets of the past.

mod category;
mod times;
mod trial;

pub use category::CategoryPromisesPage;

use crate::admin::api::ChangePromises;
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
use stoa::accounts::actions::list_staff;
use stoa::accounts::model::Member;
use stoa::kernel::time::minutes_words;
use stoa::sla::actions;
use stoa::sla::draft::Promises;
use stoa::sla::model::{CategoryPolicy, Policy, SlaClock};
use stoa::tickets::actions::{TRIAL_DAYS, list_categories, try_policy};
use stoa::tickets::model::{Category, Priority};
use times::{TimeFields, asked, fields, typed_times};
use trial::Trial;

const IN_HOURS: &str = "in_opening_hours";
const OTHERS: [&str; 3] = ["warning", "lead", IN_HOURS];

/// The page.
#[component]
pub fn PromisesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_SLA).await?;
        let policy = actions::policy(services.db(), who.business()).await?;
        let categories = list_categories(&services, &who).await?;
        let staff = list_staff(&services, &who.as_agent()).await?;
        let is_trial = session::query("try").is_some();
        let mut typed = if is_trial { asked(&OTHERS) } else { refused().of("/change_promises") };
        let mut tried = None;
        if is_trial {
            let (in_opening_hours, lead) = (!typed.value(IN_HOURS).is_empty(), typed.value("lead"));
            let promises = Promises { times: typed_times(&typed), in_opening_hours, warning: typed.value("warning"), lead };
            let rows = match promises.read() {
                Ok(read) => try_policy(&services, &who, &Policy { categories: policy.categories.clone(), ..read }, None).await,
                Err(error) => Err(error),
            };
            match rows {
                Ok(rows) => tried = Some(rows),
                Err(error) => typed.error = Some(error),
            }
        }
        let in_hours = if typed.typed.is_empty() { policy.in_opening_hours } else { !typed.value(IN_HOURS).is_empty() };
        let known = fields().into_iter().chain(OTHERS.map(str::to_owned)).collect::<Vec<_>>();
        let fault = refusal(&typed, &known.iter().map(String::as_str).collect::<Vec<_>>());
        let values = std::array::from_fn(|c| std::array::from_fn(|p| minutes_words(policy.target(Priority::ALL[p]).minutes(SlaClock::ALL[c]))));
        let (warning, warning_error) = (typed.value_or("warning", &policy.warning_percent.to_string()), typed.error_of("warning"));
        let lead = typed.value_or("lead", &policy.lead.map(|id| id.to_string()).unwrap_or_default());
        let lead_error = typed.error_of("lead");
        let leads = leads("Nobody: it stays with whoever has it", &staff);
        Ok(view! {
            <Title text="Promises" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead
                    title="Promises"
                    subtitle="How soon a ticket gets its first reply, each further one and its solution. Changes hold for tickets opened and messages written from now on."
                />
                {done_note(&[("saved", "The promises are saved.")])}
                {fault}
                <form method="post" action=ChangePromises::PATH class="flex flex-col gap-5">
                    <Card>
                        <p class="mb-3 text-sm text-muted">"Write times like 45 m, 2 h or 1 d 4 h. A day has 24 hours. The next reply counts from the customer's message that awaits it."</p>
                        <TimeFields refused=typed.clone() values />
                        <div class="mt-4">
                            <Checkbox name=IN_HOURS checked=in_hours hint="Otherwise the clocks run day and night.">
                                "Only count time while we are open"
                            </Checkbox>
                        </div>
                    </Card>
                    <Card title="When time runs out">
                        <div class="grid items-start gap-4 sm:grid-cols-2">
                            <TextField
                                name="warning"
                                label="Warn at"
                                kind="number"
                                required=true
                                value=warning
                                error=warning_error
                                hint="Percent of the time left, 0 to never warn. Whoever has the ticket hears of it, once."
                            />
                            <Field id="lead" label="Overdue tickets go to" hint="The priority rises a step, and admins get a mail." error=lead_error.clone()>
                                <Select name="lead" choices=leads value=lead error=lead_error />
                            </Field>
                        </div>
                    </Card>
                    <div class="flex flex-wrap gap-2">
                        <Button look=Look::Primary>"Save promises"</Button>
                        <Button name="try" value="yes" attr:formmethod="get" attr:formaction=routes::ADMIN_SLA>
                            {format!("Try on the last {TRIAL_DAYS} days")}
                        </Button>
                    </div>
                </form>
                {tried.map(|rows| view! { <Trial rows /> })}
                <Categories categories policy staff />
            </AdminLayout>
        }
        .into_any())
    })
}

/// Everybody who could lead.
fn leads(nobody: &str, staff: &[Member]) -> Vec<Choice> {
    std::iter::once(Choice::new("", nobody)).chain(staff.iter().map(|m| Choice::new(m.id.to_string(), m.name.clone()))).collect()
}

/// What categories promise instead.
#[component]
fn Categories(categories: Vec<Category>, policy: Policy, staff: Vec<Member>) -> impl IntoView {
    let rows = categories
        .into_iter()
        .filter(|category| !category.is_archived)
        .map(|category| {
            let own = policy.category(Some(category.id)).cloned().unwrap_or_else(|| CategoryPolicy::empty(category.id));
            let lead = own.lead.and_then(|lead| staff.iter().find(|m| m.id == lead)).map_or_else(|| "–".to_owned(), |m| m.name.clone());
            view! {
                <Row>
                    <Cell><a href=routes::admin_sla_category(category.id) class="font-semibold text-accent hover:underline">{category.name}</a></Cell>
                    <Cell label="Own promises">{summary(&own)}</Cell>
                    <Cell label="Overdue tickets go to">{lead}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = vec![Column::new("Category"), Column::new("Own promises"), Column::new("Overdue tickets go to")];
    view! {
        <section class="mt-8" aria-labelledby="categories-title">
            <h2 id="categories-title" class="mb-2 text-lg font-bold">"Categories with promises of their own"</h2>
            <Table caption="Categories" columns>{rows}</Table>
        </section>
    }
    .into_any()
}

/// `Urgent: first reply 15 m; High: resolution 8 h`, or what holds instead.
fn summary(own: &CategoryPolicy) -> String {
    let of = |priority: &Priority| {
        let own = own.own(*priority);
        let times = SlaClock::ALL.iter().filter_map(|c| Some(format!("{} {}", c.label().to_lowercase(), minutes_words(own.minutes(*c)?))));
        let times: Vec<String> = times.collect();
        (!times.is_empty()).then(|| format!("{}: {}", priority.label(), times.join(", ")))
    };
    let parts: Vec<String> = Priority::ALL.iter().rev().filter_map(of).collect();
    if parts.is_empty() { "As the business".into() } else { parts.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::summary;
    use stoa::kernel::ids::CategoryId;
    use stoa::sla::model::{CategoryPolicy, Own};
    use stoa::tickets::model::Priority;

    #[test]
    fn what_a_category_promises_is_said_from_the_most_urgent_on() {
        assert_eq!(summary(&CategoryPolicy::empty(CategoryId(1))), "As the business");
        let own = |priority, response_minutes, resolution_minutes| Own { priority, response_minutes, next_response_minutes: None, resolution_minutes };
        let targets = vec![own(Priority::Low, Some(60), None), own(Priority::Urgent, Some(15), Some(480))];
        let policy = CategoryPolicy { targets, ..CategoryPolicy::empty(CategoryId(1)) };
        assert_eq!(summary(&policy), "Urgent: first reply 15 m, resolution 8 h; Low: first reply 1 h");
    }
}
