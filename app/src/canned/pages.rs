//! The canned responses of the team and one's own, and the form of one.

use super::api::{AddStandardCanned, ChangeCanned, CreateCanned, DeleteCanned};
use super::islands::CannedPreview;
use crate::forms::{Refused, refused};
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::accounts::model::Role;
use stoa::canned::actions;
use stoa::canned::model::Canned;
use stoa::kernel::ids::CannedId;
use stoa::kernel::text::preview;
use stoa::phrases::model::PLACEHOLDERS;
use stoa::tickets::actions as tickets;

const FIELDS: &[&str] = &["shortcut", "title", "body", "category"];

/// `/desk/canned`
#[component]
pub fn CannedListPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let rail = rail(&agent).await?;
        let all = actions::list(&services, &agent).await?;
        let categories = categories(&agent).await?;
        let adding = refused().of("/create_canned");
        let (shared, own): (Vec<Canned>, Vec<Canned>) = all.into_iter().partition(|c| c.owner_id.is_none());
        let is_admin = me.role == Role::Admin;
        let missing = if is_admin { actions::count_missing(&services, &agent).await? } else { 0 };
        Ok(view! {
            <Title text="Canned responses" />
            <DeskFrame me rail current=routes::DESK_CANNED>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto flex max-w-3xl flex-col gap-5">
                        <PageHead title="Canned responses" subtitle="Texts you write often. Type / and a few letters where you write a reply, and choose." />
                        {done_note(&[("added", "The text is added."), ("saved", "The text is saved."), ("deleted", "The text is deleted."), ("standard", "The standard texts are added.")])}
                        {refusal(&refused().of("/add_standard_canned"), &[])}
                        {refusal(&adding, FIELDS)}
                        <CannedTable title="Of the team" all=shared may_change=is_admin />
                        {(missing > 0).then(|| view! { <Standard missing /> })}
                        <CannedTable title="Your own" all=own may_change=true />
                        <Card title="Add a text">
                            <CannedForm found=None refused=adding categories is_admin />
                        </Card>
                    </div>
                </div>
            </DeskFrame>
        })
    })
}

/// Offers the standard texts that the team does not have.
#[component]
fn Standard(missing: usize) -> impl IntoView {
    let words =
        if missing == 1 { "One text that a new business starts with is".to_owned() } else { format!("{missing} texts that a new business starts with are") };
    view! {
        <form method="post" action=AddStandardCanned::PATH class="flex flex-wrap items-center gap-3 text-sm text-muted">
            <span class="min-w-56 flex-1">{format!("{words} not among those of the team.")}</span>
            <Button size=Size::Small icon=Glyph::Plus>"Add what is missing"</Button>
        </form>
    }
    .into_any()
}

async fn categories(agent: &stoa::accounts::Agent) -> crate::error::Result<Vec<Choice>> {
    let all = tickets::list_categories(&session::services(), agent).await?;
    Ok(std::iter::once(Choice::new("", "Any ticket"))
        .chain(all.into_iter().filter(|c| !c.is_archived).map(|c| Choice::new(c.id.to_string(), c.name)))
        .collect())
}

#[component]
fn CannedTable(title: &'static str, all: Vec<Canned>, may_change: bool) -> impl IntoView {
    let row = move |c: Canned| {
        let name = if may_change {
            view! { <a href=routes::desk_canned(c.id) class="rounded-xs font-semibold hover:underline">{c.title.clone()}</a> }.into_any()
        } else {
            view! { <b class="font-semibold">{c.title.clone()}</b> }.into_any()
        };
        let delete = may_change.then(|| {
            view! {
                <AskDelete
                    id=format!("delete-{}", c.id)
                    what=c.title.clone()
                    words="What was said with it stays where it is."
                    action=DeleteCanned::PATH
                    name="id"
                    value=c.id.to_string()
                />
            }
        });
        view! {
            <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
                <div class="min-w-56 flex-1">
                    <p>{name} <span class="ms-2 text-sm text-muted">{format!("/{}", c.shortcut)}</span></p>
                    <p class="text-sm text-muted">{preview(&c.body, 140)}</p>
                </div>
                {delete}
            </li>
        }
    };
    let list = if all.is_empty() {
        view! { <p class="text-muted">"None yet."</p> }.into_any()
    } else {
        view! { <ul class="-my-3 divide-y divide-line">{all.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! { <Card title>{list}</Card> }.into_any()
}

/// `/desk/canned/{canned}`
#[component]
pub fn CannedPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("canned").and_then(|text| text.parse::<CannedId>().ok()));
    page(async move {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let found = actions::find(&services, &agent, id.ok_or(Error::NotFound)?).await?;
        let rail = rail(&agent).await?;
        let categories = categories(&agent).await?;
        let (refused, is_admin) = (refused().of("/change_canned"), me.role == Role::Admin);
        Ok(view! {
            <Title text=found.title.clone() />
            <DeskFrame me rail current=routes::DESK_CANNED>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-3xl">
                        <PageHead title=found.title.clone() actions=|| view! { <ButtonLink href=routes::DESK_CANNED look=Look::Quiet icon=Glyph::Left>"All texts"</ButtonLink> } />
                        {refusal(&refused, FIELDS)}
                        <Card>
                            <CannedForm found=Some(found) refused categories is_admin />
                        </Card>
                    </div>
                </div>
            </DeskFrame>
        })
    })
}

#[component]
fn CannedForm(found: Option<Canned>, refused: Refused, categories: Vec<Choice>, is_admin: bool) -> impl IntoView {
    let is_new = found.is_none();
    let was = |read: fn(&Canned) -> String| found.as_ref().map(read).unwrap_or_default();
    let value = |name: &str, before: String| refused.value_or(name, &before);
    let body = value("body", was(|c| c.body.clone()));
    let category = value("category", was(|c| c.category_id.map(|id| id.to_string()).unwrap_or_default()));
    let (wrong_body, wrong_category) = (refused.error_of("body"), refused.error_of("category"));
    let is_shared = if refused.error.is_some() { !refused.value("is_shared").is_empty() } else { found.as_ref().is_some_and(|c| c.owner_id.is_none()) };
    let hint = PLACEHOLDERS.iter().map(|(name, means)| format!("{{{{{name}}}}} is {means}")).collect::<Vec<_>>().join("; ");
    let hidden = found.as_ref().map(|c| view! { <input type="hidden" name="id" value=c.id.to_string() /> });
    let shared = is_admin.then(|| view! { <Switch name="is_shared" checked=is_shared hint="Otherwise only you see it.">"For the whole team"</Switch> });
    view! {
        <form method="post" action=if is_new { CreateCanned::PATH } else { ChangeCanned::PATH } class="flex flex-col gap-4">
            {hidden}
            <div class="grid gap-4 md:grid-cols-[12rem_minmax(0,1fr)]">
                <TextField name="shortcut" label="Shortcut" hint="One word, like late-parcel." required=true value=value("shortcut", was(|c| c.shortcut.clone())) error=refused.error_of("shortcut") />
                <TextField name="title" label="Title" required=true value=value("title", was(|c| c.title.clone())) error=refused.error_of("title") />
            </div>
            <CannedPreview start=body.clone()>
                <Field id="body" label="Text" hint=format!("{hint}.") error=wrong_body.clone()>
                    <TextArea name="body" rows=7 required=true value=body error=wrong_body />
                </Field>
            </CannedPreview>
            <Field id="category" label="Suits best" hint="Offered first in tickets about this." optional=true error=wrong_category.clone()>
                <Select name="category" choices=categories value=category error=wrong_category />
            </Field>
            {shared}
            <div><Button look=Look::Primary>{if is_new { "Add the text" } else { "Save" }}</Button></div>
        </form>
    }
    .into_any()
}
