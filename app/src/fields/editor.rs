//! The form of a field, for a new one and for one that is there.

use super::api::{ChangeField, CreateField};
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
use stoa::fields::actions;
use stoa::fields::model::{Field as OwnField, FilledBy, Kind};
use stoa::kernel::ids::FieldId;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Category;

/// What the form complains of by itself.
pub const FIELDS: &[&str] = &["label", "key", "hint", "kind", "options", "filled_by", "categories"];

/// `/admin/fields/{field}`
#[component]
pub fn FieldPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("field").and_then(|text| text.parse::<FieldId>().ok()));
    page(async move {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_FIELDS).await?;
        let fields = actions::list(services.db(), who.business()).await?;
        let found = fields.into_iter().find(|f| Some(f.id) == id).ok_or(Error::NotFound)?;
        let categories = tickets::list_categories(&services, &who).await?;
        let refused = refused().of("/change_field");
        Ok(view! {
            <Title text=found.label.clone() />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title=found.label.clone() actions=|| view! { <ButtonLink href=routes::ADMIN_FIELDS look=Look::Quiet icon=Glyph::Left>"All fields"</ButtonLink> } />
                {refusal(&refused, FIELDS)}
                <Card>
                    <FieldForm found=Some(found) refused categories />
                </Card>
            </AdminLayout>
        }
        .into_any())
    })
}

/// The form.
#[component]
pub fn FieldForm(found: Option<OwnField>, refused: Refused, categories: Vec<Category>) -> impl IntoView {
    let is_new = found.is_none();
    let was = |read: fn(&OwnField) -> String| found.as_ref().map(read).unwrap_or_default();
    let value = |name: &str, before: String| refused.value_or(name, &before);
    let error = |name: &str| refused.error_of(name);
    let kinds = Kind::ALL.iter().map(|k| Choice::new(k.word(), k.label())).collect();
    let sides = FilledBy::ALL.iter().map(|f| Choice::new(f.word(), f.label())).collect();
    let is_required = if refused.error.is_some() { !refused.value("is_required").is_empty() } else { found.as_ref().is_some_and(|f| f.is_required) };
    let chosen = found.as_ref().map(|f| f.categories.clone()).unwrap_or_default();
    let (kind, side) = (value("kind", was(|f| f.kind.word().into())), value("filled_by", was(|f| f.filled_by.word().into())));
    let options = value("options", was(|f| f.options.to_string()));
    let boxes = categories
        .into_iter()
        .filter(|c| !c.is_archived || chosen.0.contains(&c.id))
        .map(|c| view! { <Checkbox name="categories[]" value=c.id.to_string() checked=chosen.0.contains(&c.id)>{c.name}</Checkbox> }.into_any());
    let boxes: Vec<AnyView> = boxes.collect();
    let (wrong_kind, wrong_side, wrong_options) = (error("kind"), error("filled_by"), error("options"));
    let hidden = found.as_ref().map(|f| view! { <input type="hidden" name="id" value=f.id.to_string() /> });
    view! {
        <form method="post" action=if is_new { CreateField::PATH } else { ChangeField::PATH } class="flex flex-col gap-4">
            {hidden}
            <div class="grid gap-4 md:grid-cols-2">
                <TextField name="label" label="Label" hint="What people read beside it." required=true value=value("label", was(|f| f.label.clone())) error=error("label") />
                <TextField name="key" label="Name" optional=is_new hint="What filters and imports call it, like order_number." value=value("key", was(|f| f.key.clone())) error=error("key") />
            </div>
            <TextField name="hint" label="Hint" optional=true hint="A line below it that says what is expected." value=value("hint", was(|f| f.hint.clone())) error=error("hint") />
            <div class="grid gap-4 md:grid-cols-2">
                <Field id="kind" label="What may stand in it" error=wrong_kind.clone()>
                    <Select name="kind" choices=kinds value=kind error=wrong_kind />
                </Field>
                <Field id="filled_by" label="Who fills it" hint="Customers never see what the team fills." error=wrong_side.clone()>
                    <Select name="filled_by" choices=sides value=side error=wrong_side />
                </Field>
            </div>
            <Field id="options" label="Options of a choice" hint="One on each line. Not needed for other kinds." optional=true error=wrong_options.clone()>
                <TextArea name="options" rows=4 value=options error=wrong_options />
            </Field>
            <FieldGroup id="categories" label="Tickets about" hint="None ticked: every ticket has it." error=error("categories") class="grid gap-x-4 sm:grid-cols-2">
                {boxes}
            </FieldGroup>
            <Switch name="is_required" checked=is_required hint="Whoever fills it cannot open a ticket without it.">"Must be filled on opening"</Switch>
            <div><Button look=Look::Primary>{if is_new { "Add the field" } else { "Save" }}</Button></div>
        </form>
    }
    .into_any()
}
