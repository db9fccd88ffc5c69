//! Opening a ticket.

use crate::forms::{Refused, refused};
use crate::frames;
use crate::help::islands::HelpSuggestions;
use crate::journeys;
use crate::layout::PortalLayout;
use crate::notes::refusal;
use crate::page::page;
use crate::session;
use crate::tickets::PicturePicker;
use crate::tickets::api::OpenTicket;
use crate::tickets::looks::priority_hint;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
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
        let journey = journeys::walker::offered(&session::business().await?).await?;
        let refused = refused().of("/open_ticket");
        Ok(view! {
            <Title text="New ticket" />
            <PortalLayout frame narrow=true>
                <PageHead title="Open a ticket" subtitle="Say what happened; one of us answers you here and by e-mail." />
                {journey}
                {refusal(&refused, &FIELDS)}
                <NewTicketForm refused categories />
            </PortalLayout>
        }
        .into_any())
    })
}

#[component]
fn NewTicketForm(refused: Refused, categories: Vec<Category>) -> impl IntoView {
    // The same form sent twice opens one ticket; after a refusal it is still the same form.
    let client_id = refused.value_or("client_id", &Uuid::now_v7().to_string());
    // Who comes from a search of the help centre has said already what it is about.
    let asked = session::query("subject").unwrap_or_default();
    let choices = std::iter::once(Choice::new("", "Choose what fits best"))
        .chain(categories.into_iter().filter(|c| !c.is_archived).map(|c| Choice::new(c.id.to_string(), c.name)))
        .collect();
    let chosen = refused.value_or("priority", Priority::Medium.word());
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
    let (description, category) = (refused.value("description"), refused.value("category"));
    let kept = serde_json::from_str(&refused.value("pictures")).unwrap_or_default();
    view! {
        <form method="post" action=OpenTicket::PATH enctype="multipart/form-data" class="flex flex-col gap-5">
            <input type="hidden" name="client_id" value=client_id />
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
