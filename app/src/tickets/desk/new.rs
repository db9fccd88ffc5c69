//! `/desk/tickets/new`: a ticket that staff opens for a customer.

use super::api::OpenTicketFor;
use super::frame::{DeskFrame, rail};
use super::islands::CustomerPicker;
use super::read;
use crate::fields::FieldControls;
use crate::fields::islands::CategoryFields;
use crate::forms::refused;
use crate::notes::refusal;
use crate::page::page;
use crate::templates::{TemplateLinks, begun};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::fields::actions as own_fields;
use stoa::fields::model::Field as OwnField;
use stoa::kernel::ids::CategoryId;
use stoa::templates::actions::prefilled;
use stoa::templates::model::Template;
use stoa::tickets::actions;
use stoa::tickets::model::Priority;
use uuid::Uuid;

/// The page.
#[component]
pub fn NewForCustomerPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        let services = session::services();
        let rail = rail(&agent).await?;
        let customers = read::customers(&services, &agent, "").await?;
        let categories = actions::list_categories(&services, &agent).await?;
        let fields = own_fields::list_for(&services, &agent).await?;
        let (templates, template) = begun(&agent).await?;
        let names = categories.iter().map(|c| (c.id, c.name.clone())).collect();
        let open = categories.into_iter().filter(|c| !c.is_archived).map(|c| Choice::new(c.id.to_string(), c.name));
        let categories = std::iter::once(Choice::new("", "Choose one")).chain(open).collect();
        Ok(view! {
            <Title text="New ticket for a customer" />
            <DeskFrame me rail current=routes::DESK_TICKETS>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-2xl">
                        <PageHead title="New ticket for a customer" subtitle="They get it in their list and by mail, as if they had opened it." />
                        <TemplateLinks all=templates chosen=template.clone() path=routes::DESK_NEW />
                        <TicketForm customers categories fields names template />
                    </div>
                </div>
            </DeskFrame>
        })
    })
}

#[component]
fn TicketForm(
    customers: Vec<(String, String)>,
    categories: Vec<Choice>,
    fields: Vec<OwnField>,
    names: Vec<(CategoryId, String)>,
    template: Option<Template>,
) -> impl IntoView {
    let refused = refused().of("/open_ticket_for");
    let controls: Vec<String> = fields.iter().map(OwnField::control).collect();
    let own = ["customer", "subject", "description", "category", "priority", "tags"];
    let why = refusal(&refused, &own.into_iter().chain(controls.iter().map(String::as_str)).collect::<Vec<_>>());
    let values = template.as_ref().map(|t| prefilled(t, &fields)).unwrap_or_default();
    let (typed, begun) = (refused.clone(), template);
    let value = move |field: &str| {
        let begins = begun.as_ref().map(|t| match field {
            "subject" => t.subject.clone(),
            "description" => t.body.clone(),
            "category" => t.category_id.map(|id| id.to_string()).unwrap_or_default(),
            "priority" => t.priority.word().into(),
            "tags" => t.tags.0.join(", "),
            _ => String::new(),
        });
        typed.value_or(field, &begins.unwrap_or_default())
    };
    let faults = refused.clone();
    let fault = move |field: &str| faults.error_of(field);
    let (description, no_description) = (value("description"), fault("description"));
    let (category, no_category) = (value("category"), fault("category"));
    let (priority, no_priority) = (Some(value("priority")).filter(|p| !p.is_empty()).unwrap_or_else(|| "medium".into()), fault("priority"));
    // Sending the same form twice opens one ticket.
    let client_id = refused.value_or("client_id", &Uuid::now_v7().to_string());
    let customer = refused.value_or("customer", &session::query("customer").unwrap_or_default());
    let priorities = Priority::ALL.iter().map(|p| Choice::new(p.word(), p.label())).collect();
    view! {
        {why}
        <Card>
            <form method="post" action=OpenTicketFor::PATH class="flex flex-col gap-4">
                <input type="hidden" name="client_id" value=client_id />
                <CustomerPicker start=customers value=customer error=fault("customer") />
                <TextField name="subject" label="Subject" value=value("subject") error=fault("subject") required=true />
                <Field id="description" label="What happened" error=no_description.clone()>
                    <TextArea name="description" rows=6 value=description error=no_description required=true />
                </Field>
                <div class="grid gap-4 md:grid-cols-2">
                    <Field id="category" label="Category" error=no_category.clone() optional=true>
                        <Select name="category" choices=categories value=category error=no_category />
                    </Field>
                    <Field id="priority" label="Priority" error=no_priority.clone()>
                        <Select name="priority" choices=priorities value=priority error=no_priority />
                    </Field>
                </div>
                <CategoryFields>
                    <FieldControls fields values refused=refused.clone() categories=names says_optional=true />
                </CategoryFields>
                <TextField name="tags" label="Tags" hint="With commas between; customers do not see them." optional=true value=value("tags") error=fault("tags") />
                <div class="flex flex-wrap gap-2">
                    <Button look=Look::Primary>"Open the ticket"</Button>
                    <ButtonLink href=routes::DESK_TICKETS look=Look::Quiet>"Cancel"</ButtonLink>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
