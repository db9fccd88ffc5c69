//! Opening a ticket.

use crate::fields::FieldControls;
use crate::fields::islands::CategoryFields;
use crate::forms::{Refused, refused};
use crate::frames;
use crate::help::islands::HelpSuggestions;
use crate::journeys;
use crate::layout::PortalLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::templates::{TemplateLinks, begun};
use crate::tickets::PicturePicker;
use crate::tickets::api::OpenTicket;
use crate::tickets::looks::priority_hint;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::fields::actions as fields;
use stoa::fields::model::Field as OwnField;
use stoa::templates::actions::prefilled;
use stoa::templates::model::Template;
use stoa::tickets::actions;
use stoa::tickets::model::{Category, Priority};
use uuid::Uuid;

const FIELDS: [&str; 5] = ["subject", "description", "category", "priority", "files"];

/// `/tickets/new`
#[component]
pub fn NewTicketPage() -> impl IntoView {
    page(async {
        let customer = session::customer().await?;
        let categories = actions::list_categories(&session::services(), &customer).await?;
        let frame = frames::portal().await?;
        let journey = journeys::walker::offered(&session::business().await?, &journeys::walker::Place::Page).await?;
        let refused = refused().of("/open_ticket");
        let fields = fields::list_for(&session::services(), &customer).await?;
        let (templates, template) = begun(&customer).await?;
        let controls: Vec<String> = fields.iter().map(OwnField::control).collect();
        let own: Vec<&str> = FIELDS.iter().copied().chain(controls.iter().map(String::as_str)).collect();
        let why = refusal(&refused, &own);
        Ok(view! {
            <Title text="New ticket" />
            <PortalLayout frame narrow=true>
                <PageHead title="Open a ticket" subtitle="Say what happened; one of us answers you here and by e-mail." />
                {journey}
                {why}
                <TemplateLinks all=templates chosen=template.clone() path=routes::NEW_TICKET />
                <NewTicketForm refused categories fields template />
            </PortalLayout>
        }
        .into_any())
    })
}

#[component]
fn NewTicketForm(refused: Refused, categories: Vec<Category>, fields: Vec<OwnField>, template: Option<Template>) -> impl IntoView {
    let begins = |read: fn(&Template) -> String| template.as_ref().map(read).unwrap_or_default();
    let values = template.as_ref().map(|t| prefilled(t, &fields)).unwrap_or_default();
    let names = categories.iter().map(|c| (c.id, c.name.clone())).collect();
    // The same form sent twice opens one ticket; after a refusal it is still the same form.
    let client_id = refused.value_or("client_id", &Uuid::now_v7().to_string());
    // Who comes from a search of the help centre has said already what it is about.
    let asked = session::query("subject").unwrap_or_else(|| begins(|t| t.subject.clone()));
    let choices = std::iter::once(Choice::new("", "Choose what fits best"))
        .chain(categories.into_iter().filter(|c| !c.is_archived).map(|c| Choice::new(c.id.to_string(), c.name)))
        .collect();
    let chosen = refused.value_or("priority", template.as_ref().map_or(Priority::Medium, |t| t.priority).word());
    let priority = |p: Priority| {
        let checked = chosen == p.word();
        view! {
            <Radio name="priority" value=p.word() card=true checked hint=priority_hint(p)>
                {p.label()}
            </Radio>
        }
        .into_any()
    };
    let priorities = Priority::ALL.iter().copied().map(priority).collect_view();
    let error = |field: &str| refused.error_of(field);
    let (wrong_text, wrong_category, wrong_priority, wrong_files) = (error("description"), error("category"), error("priority"), error("files"));
    let description = refused.value_or("description", &begins(|t| t.body.clone()));
    let category = refused.value_or("category", &begins(|t| t.category_id.map(|id| id.to_string()).unwrap_or_default()));
    let from = refused.value_or("template", &begins(|t| t.id.to_string()));
    let refused_fields = refused.clone();
    let kept = serde_json::from_str(&refused.value("pictures")).unwrap_or_default();
    view! {
        <form method="post" action=OpenTicket::PATH enctype="multipart/form-data" class="flex flex-col gap-5">
            <input type="hidden" name="client_id" value=client_id />
            <input type="hidden" name="template" value=from />
            <HelpSuggestions>
                <TextField
                    name="subject"
                    label="Subject"
                    required=true
                    placeholder="Two of the mugs arrived broken"
                    value=refused.value_or("subject", &asked)
                    error=refused.error_of("subject")
                />
            </HelpSuggestions>
            <Field id="description" label="What happened" hint="What you did, what you expected, what came instead. Order numbers help." error=wrong_text.clone()>
                <TextArea name="description" rows=8 required=true value=description error=wrong_text />
            </Field>
            <Field id="category" label="What it is about" optional=true error=wrong_category.clone()>
                <Select name="category" choices value=category error=wrong_category />
            </Field>
            <CategoryFields>
                <FieldControls fields values refused=refused_fields categories=names says_optional=true />
            </CategoryFields>
            <FieldGroup id="priority" label="How urgent it is" error=wrong_priority class="grid grid-cols-2 gap-2.5 md:grid-cols-4">
                {priorities}
            </FieldGroup>
            <PicturePicker kept error=wrong_files />
            <div class="flex flex-wrap gap-3 border-t border-line pt-5">
                <Button look=Look::Primary size=Size::Large>
                    "Open ticket"
                </Button>
                <ButtonLink href=crate::routes::TICKETS look=Look::Quiet size=Size::Large>
                    "Cancel"
                </ButtonLink>
            </div>
        </form>
    }
    .into_any()
}
