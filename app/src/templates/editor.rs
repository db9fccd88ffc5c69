//! The form of a template, for a new one and for one that is there.

use super::api::{ChangeTemplate, CreateTemplate};
use crate::error::Result;
use crate::fields::FieldControls;
use crate::fields::islands::CategoryFields;
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
use stoa::fields::actions as own_fields;
use stoa::fields::model::Field as OwnField;
use stoa::kernel::ids::TemplateId;
use stoa::templates::actions;
use stoa::templates::model::Template;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Category, Priority};

const FIELDS: &[&str] = &["name", "subject", "body", "category", "priority", "tags"];

/// `/admin/templates/new`
#[component]
pub fn NewTemplatePage() -> impl IntoView {
    page(async { editor(None).await })
}

/// `/admin/templates/{template}`
#[component]
pub fn TemplatePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("template").and_then(|text| text.parse::<TemplateId>().ok()));
    page(async move { editor(Some(id.ok_or(Error::NotFound)?)).await })
}

async fn editor(id: Option<TemplateId>) -> Result<AnyView> {
    let (services, who) = (session::services(), session::admin().await?);
    let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_TEMPLATES).await?;
    let found = match id {
        Some(id) => Some(actions::find(&services, &who, id).await?),
        None => None,
    };
    let fields = own_fields::list(services.db(), who.business()).await?;
    let categories = tickets::list_categories(&services, &who).await?;
    let refused = refused();
    let title = found.as_ref().map_or_else(|| "New template".to_owned(), |t| t.name.clone());
    let controls: Vec<String> = fields.iter().map(OwnField::control).collect();
    let own: Vec<&str> = FIELDS.iter().copied().chain(controls.iter().map(String::as_str)).collect();
    let why = refusal(&refused, &own);
    Ok(view! {
        <Title text=title.clone() />
        <AdminLayout business desk_href=routes::DESK nav account>
            <PageHead title actions=|| view! { <ButtonLink href=routes::ADMIN_TEMPLATES look=Look::Quiet icon=Glyph::Left>"All templates"</ButtonLink> } />
            {why}
            <Card>
                <TemplateForm found refused fields categories />
            </Card>
        </AdminLayout>
    }
    .into_any())
}

#[component]
fn TemplateForm(found: Option<Template>, refused: Refused, fields: Vec<OwnField>, categories: Vec<Category>) -> impl IntoView {
    let is_new = found.is_none();
    let was = |read: fn(&Template) -> String| found.as_ref().map(read).unwrap_or_default();
    let value = |name: &str, before: String| refused.value_or(name, &before);
    let error = |name: &str| refused.error_of(name);
    let before = found.as_ref().and_then(|t| t.category_id);
    let names = categories.iter().map(|c| (c.id, c.name.clone())).collect();
    let open = categories.into_iter().filter(|c| !c.is_archived || before == Some(c.id)).map(|c| Choice::new(c.id.to_string(), c.name));
    let choices = std::iter::once(Choice::new("", "None")).chain(open).collect();
    let priorities = Priority::ALL.iter().map(|p| Choice::new(p.word(), p.label())).collect();
    let category = value("category", before.map(|id| id.to_string()).unwrap_or_default());
    let priority = value("priority", found.as_ref().map_or(Priority::Medium, |t| t.priority).word().into());
    let (wrong_body, wrong_category, wrong_priority) = (error("body"), error("category"), error("priority"));
    let is_public = if refused.error.is_some() { !refused.value("is_public").is_empty() } else { found.as_ref().is_some_and(|t| t.is_public) };
    let body = value("body", was(|t| t.body.clone()));
    let values = found.as_ref().map(|t| actions::prefilled(t, &fields)).unwrap_or_default();
    let hidden = found.as_ref().map(|t| view! { <input type="hidden" name="id" value=t.id.to_string() /> });
    view! {
        <form method="post" action=if is_new { CreateTemplate::PATH } else { ChangeTemplate::PATH } class="flex flex-col gap-4">
            {hidden}
            <TextField name="name" label="Name" hint="What people choose it by." required=true value=value("name", was(|t| t.name.clone())) error=error("name") />
            <TextField name="subject" label="Subject" optional=true value=value("subject", was(|t| t.subject.clone())) error=error("subject") />
            <Field id="body" label="Description" hint="Leave gaps for what is to be filled in." optional=true error=wrong_body.clone()>
                <TextArea name="body" rows=6 value=body error=wrong_body />
            </Field>
            <div class="grid gap-4 md:grid-cols-2">
                <Field id="category" label="Category" optional=true error=wrong_category.clone()>
                    <Select name="category" choices value=category error=wrong_category />
                </Field>
                <Field id="priority" label="Priority" error=wrong_priority.clone()>
                    <Select name="priority" choices=priorities value=priority error=wrong_priority />
                </Field>
            </div>
            <TextField name="tags" label="Tags" hint="With commas between." optional=true value=value("tags", was(|t| t.tags.0.join(", "))) error=error("tags") />
            <CategoryFields>
                <FieldControls fields values refused=refused.clone() categories=names />
            </CategoryFields>
            <Switch name="is_public" checked=is_public hint="They do not see its tags, nor the fields of the team.">"Customers may begin with it"</Switch>
            <div><Button look=Look::Primary>{if is_new { "Add the template" } else { "Save" }}</Button></div>
        </form>
    }
    .into_any()
}
