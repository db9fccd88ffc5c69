//! The saved views above the table of tickets: go to one, remove one, save what the table shows.

use super::api::{RemoveView, SaveView};
use super::face::shelf_href;
use super::shelf::Shelf;
use crate::forms::refused;
use crate::routes;
use crate::tickets::Narrow;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::saved_views::model::SavedView;

/// Those there are, and a form for what is shown now when it is narrowed.
#[component]
pub fn Views(views: Vec<SavedView>, narrow: Narrow) -> impl IntoView {
    let is_narrow = Narrow { q: String::new(), ..narrow.clone() }.is_narrow();
    if views.is_empty() && !is_narrow {
        return ().into_any();
    }
    let list = (!views.is_empty()).then(|| {
        view! { <ul class="flex flex-wrap gap-2">{views.into_iter().map(line).collect_view()}</ul> }
    });
    let save = is_narrow.then(|| view! { <Save narrow /> });
    view! {
        <section aria-label="Saved views" class="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
            {list} {save}
        </section>
    }
    .into_any()
}

fn line(view: SavedView) -> impl IntoView {
    let remove = view.may_change.then(|| {
        view! {
            <form method="post" action=RemoveView::PATH class="contents">
                <input type="hidden" name="view" value=view.id.to_string() />
                <RemoveButton label=format!("Remove the view “{}”", view.name) />
            </form>
        }
    });
    let shared = view.is_shared.then(|| {
        view! {
            <Icon glyph=Glyph::People class="size-3.5 flex-none text-faint" />
            <span class="sr-only">"shared: "</span>
        }
    });
    view! {
        <li class="flex items-center gap-1 rounded-full border border-line bg-panel ps-3 pe-1 text-sm">
            <a href=shelf_href(Shelf::View(view.id)) class="flex items-center gap-1.5 rounded-xs leading-8 font-semibold hover:underline">
                {shared}
                {view.name}
            </a>
            {remove}
        </li>
    }
}

#[component]
fn Save(narrow: Narrow) -> impl IntoView {
    let refused = refused().of(SaveView::PATH);
    let address = Narrow { q: String::new(), after: None, ..narrow }.on(routes::DESK_TICKETS);
    let filter = address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default();
    let error = refused.error_of("name");
    view! {
        <details class="group/save" open=error.is_some()>
            <summary class=format!("{} cursor-pointer list-none", button_class(Look::Plain, Size::Small))>
                <Icon glyph=Glyph::Plus class="size-4" />
                "Save as a view"
            </summary>
            <form method="post" action=SaveView::PATH class="mt-2 flex flex-wrap items-end gap-3 rounded-md border border-line bg-panel p-3">
                <input type="hidden" name="filter" value=filter />
                <TextField name="name" label="Name" value=refused.value("name") error=error.clone() />
                <Checkbox name="shared" value="yes" checked=refused.value("shared") == "yes">
                    "For the whole team"
                </Checkbox>
                <Button look=Look::Primary>"Save"</Button>
            </form>
        </details>
    }
    .into_any()
}
