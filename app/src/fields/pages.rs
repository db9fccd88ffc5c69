//! The fields of the business: in order, with the form for another one.

use super::api::{ArchiveField, MoveField};
use super::editor::{FIELDS, FieldForm};
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
use stoa::fields::actions;
use stoa::fields::model::{Field as OwnField, FilledBy};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Category;

/// `/admin/fields`
#[component]
pub fn FieldsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_FIELDS).await?;
        let fields = actions::list(services.db(), who.business()).await?;
        let categories = tickets::list_categories(&services, &who).await?;
        let adding = refused().of("/create_field");
        let count = fields.len();
        let rows = fields.into_iter().enumerate().map(|(at, field)| view! { <FieldRow field at count categories=categories.clone() /> }).collect_view();
        let list = (count > 0).then(|| {
            view! {
                <Card title="Fields, in order" class="mb-5">
                    <ol id="fields" class="-my-3 scroll-mt-6 divide-y divide-line">{rows}</ol>
                </Card>
            }
        });
        Ok(view! {
            <Title text="Fields" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Fields" subtitle="What you want to know of a ticket besides its words: an order number, a size, a day." />
                {done_note(&[("added", "The field is added."), ("saved", "The field is changed.")])}
                {refusal(&adding, FIELDS)}
                {list}
                <Card title="Add a field">
                    <FieldForm found=None refused=adding categories />
                </Card>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn FieldRow(field: OwnField, at: usize, count: usize, categories: Vec<Category>) -> impl IntoView {
    let about: Vec<String> = categories.into_iter().filter(|c| field.categories.0.contains(&c.id)).map(|c| c.name).collect();
    let side = if field.filled_by == FilledBy::Customer { "filled by the customer" } else { "filled by the team" };
    let required = if field.is_required { ", required" } else { "" };
    let about = if about.is_empty() { "every ticket".to_owned() } else { format!("tickets about {}", about.join(", ")) };
    let words = format!("{}, {side}{required}; on {about}", field.kind.label());
    let (id, name) = (field.id, field.label.clone());
    let moving = |up: bool, glyph: Glyph, label: String| view! { <IconButton glyph label size=Size::Small name="up" value=up.to_string() /> };
    let (put_away, glyph) = if field.is_archived { ("Bring back", Glyph::Undo) } else { ("Put away", Glyph::Box) };
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
            <div class="min-w-56 flex-1">
                <a href=routes::admin_field(id) class="rounded-xs font-semibold hover:underline">{field.label}</a>
                <p class="text-sm text-muted">{words}</p>
            </div>
            {field.is_archived.then(|| view! { <Badge>"Put away"</Badge> })}
            <form method="post" action=MoveField::PATH class="flex">
                <input type="hidden" name="id" value=id.to_string() />
                {(at > 0).then(|| moving(true, Glyph::Up, format!("Move {name} up")))}
                {(at + 1 < count).then(|| moving(false, Glyph::Down, format!("Move {name} down")))}
            </form>
            <form method="post" action=ArchiveField::PATH>
                <input type="hidden" name="id" value=id.to_string() />
                <Button look=Look::Quiet size=Size::Small icon=glyph name="is_archived" value=(!field.is_archived).to_string()>
                    {put_away} <span class="sr-only">" " {name.clone()}</span>
                </Button>
            </form>
        </li>
    }
    .into_any()
}
