//! What tickets can be about.

use crate::admin::api::{AddCategory, ChangeCategory, MoveCategory};
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
use stoa::tickets::actions;
use stoa::tickets::model::Category;

/// `/admin/categories`
#[component]
pub fn CategoriesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_CATEGORIES).await?;
        let categories = actions::list_categories(&services, &who).await?;
        let (adding, changing) = (refused().of("/add_category"), refused().of("/change_category"));
        let last = categories.len().saturating_sub(1);
        let row = |(at, category)| view! { <CategoryRow category is_first=at == 0 is_last=at == last refused=changing.clone() /> };
        let rows = categories.into_iter().enumerate().map(row).collect_view();
        Ok(view! {
            <Title text="Categories" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Categories" subtitle="Customers say with one of these what a ticket is about." />
                {done_note(&[("added", "The category is added."), ("saved", "The category is changed.")])}
                {refusal(&adding, &["name"])}
                {refusal(&changing, &["name"])}
                <Card title="Add a category" class="mb-5">
                    <form method="post" action=AddCategory::PATH class="flex flex-wrap items-start gap-3">
                        <TextField name="name" label="Name" required=true value=adding.value("name") error=adding.error_of("name") class="min-w-56 flex-1" />
                        <Button icon=Glyph::Plus class="mt-6.5">"Add"</Button>
                    </form>
                </Card>
                <Card title="In use and put away, in the order people choose from" class="overflow-x-clip">
                    <ul id="categories" class="scroll-mt-6 -my-3 divide-y divide-line">{rows}</ul>
                </Card>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn CategoryRow(category: Category, is_first: bool, is_last: bool, refused: Refused) -> impl IntoView {
    let Category { id, name, is_archived } = category;
    let refused = refused.about("category", id);
    let (field, error) = (format!("category-{id}"), refused.error_of("name"));
    let (same, value) = (name.clone(), refused.value_or("name", &name));
    let (also, up, down) = (name.clone(), format!("Move {name} up"), format!("Move {name} down"));
    let (put_away, glyph) = if is_archived { ("Bring back", Glyph::Undo) } else { ("Put away", Glyph::Box) };
    view! {
        <li class="py-3">
            <div class="flex flex-wrap items-center gap-2">
                <form method="post" action=ChangeCategory::PATH class="flex min-w-56 flex-1 items-center gap-2">
                    <input type="hidden" name="category" value=id.to_string() />
                    <input type="hidden" name="is_archived" value=is_archived.to_string() />
                    <label for=field.clone() class="sr-only">{format!("Name of {name}")}</label>
                    <TextInput name="name" id=field.clone() value error=error.clone() required=true />
                    <Button size=Size::Small>"Rename" <span class="sr-only">" " {name.clone()}</span></Button>
                </form>
                {is_archived.then(|| view! { <Badge>"Put away"</Badge> })}
                <form method="post" action=MoveCategory::PATH class="flex">
                    <input type="hidden" name="category" value=id.to_string() />
                    {(!is_first).then(|| view! { <IconButton glyph=Glyph::Up label=up size=Size::Small name="up" value="true" /> })}
                    {(!is_last).then(|| view! { <IconButton glyph=Glyph::Down label=down size=Size::Small name="up" value="false" /> })}
                </form>
                <form method="post" action=ChangeCategory::PATH>
                    <input type="hidden" name="category" value=id.to_string() />
                    <input type="hidden" name="name" value=same />
                    <Button look=Look::Quiet size=Size::Small icon=glyph name="is_archived" value=(!is_archived).to_string()>
                        {put_away} <span class="sr-only">" " {also}</span>
                    </Button>
                </form>
            </div>
            <FieldNotes id=field error />
        </li>
    }
    .into_any()
}
