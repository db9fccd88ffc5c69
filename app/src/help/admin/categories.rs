//! The groups articles stand in.

use super::api::{AddHelpCategory, ChangeHelpCategory, DeleteHelpCategory, MoveHelpCategory};
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
use stoa::help::actions;
use stoa::help::model::Category;

const FIELDS: &[&str] = &["name", "about"];
const DONE: &[(&str, &str)] = &[("added", "The group is added."), ("saved", "The group is changed."), ("deleted", "The group is deleted.")];

/// `/admin/help/categories`
#[component]
pub fn HelpCategoriesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_HELP_CATEGORIES).await?;
        let shelves = actions::list_articles(&services, &who).await?;
        let last = shelves.len().saturating_sub(1);
        let said = refused();
        let (adding, changing) = (said.clone().of("/add_help_category"), said.clone().of("/change_help_category"));
        let rows = shelves
            .into_iter()
            .enumerate()
            .map(|(i, shelf)| view! { <CategoryRow category=shelf.category articles=shelf.articles.len() refused=changing.clone() is_first=i == 0 is_last=i == last /> })
            .collect_view();
        Ok(view! {
            <Title text="Groups of articles" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Groups of articles" subtitle="Visitors see them in this order. A group without published articles is not shown." />
                {done_note(DONE)}
                {refusal(&said, FIELDS)}
                <Card title="Add a group" class="mb-5">
                    <form method="post" action=AddHelpCategory::PATH class="flex flex-wrap items-start gap-3">
                        <TextField name="name" label="Name" required=true value=adding.value("name") error=adding.error_of("name") class="min-w-48 flex-1" />
                        <TextField name="about" label="One line about it" optional=true value=adding.value("about") error=adding.error_of("about") class="min-w-56 flex-2" />
                        <Button icon=Glyph::Plus class="mt-6.5">"Add"</Button>
                    </form>
                </Card>
                <Card title="All groups">
                    <ul class="-my-3 divide-y divide-line">{rows}</ul>
                </Card>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn CategoryRow(category: Category, articles: usize, refused: Refused, is_first: bool, is_last: bool) -> impl IntoView {
    let Category { id, name, about } = category;
    let refused = refused.about("category", id);
    let (name_id, about_id) = (format!("name-{id}"), format!("about-{id}"));
    let also = name.clone();
    let holds = match articles {
        0 => "No articles".to_owned(),
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    let delete = (articles == 0).then(|| {
        view! {
            <form method="post" action=DeleteHelpCategory::PATH>
                <IconButton glyph=Glyph::Trash label="Delete" size=Size::Small name="category" value=id.to_string() />
            </form>
        }
    });
    view! {
        <li class="flex flex-wrap items-end gap-x-4 gap-y-2 py-3">
            <form method="post" action=ChangeHelpCategory::PATH class="flex min-w-0 flex-1 basis-96 flex-wrap items-start gap-2">
                <input type="hidden" name="category" value=id.to_string() />
                <TextField name="name" id=name_id label="Name" required=true value=refused.value_or("name", &name) error=refused.error_of("name") class="min-w-40 flex-1" />
                <TextField name="about" id=about_id label="One line about it" value=refused.value_or("about", &about) error=refused.error_of("about") class="min-w-48 flex-2" />
                <Button class="mt-6.5">"Save" <span class="sr-only">" " {also}</span></Button>
            </form>
            <div class="flex items-center gap-2">
                <span class="text-sm whitespace-nowrap text-muted tabular-nums">{holds}</span>
                <form method="post" action=MoveHelpCategory::PATH class="flex">
                    <input type="hidden" name="category" value=id.to_string() />
                    <IconButton glyph=Glyph::Up label="Move up" size=Size::Small name="up" value="true" disabled=is_first />
                    <IconButton glyph=Glyph::Down label="Move down" size=Size::Small name="up" value="false" disabled=is_last />
                </form>
                {delete}
            </div>
        </li>
    }
    .into_any()
}
