//! The tags of the business: renamed, joined, deleted.

use super::api::{DeleteTag, MergeTag, RenameTag};
use super::tagged_href;
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
use stoa::tags::actions;
use stoa::tags::model::Tag;

/// `/admin/tags`
#[component]
pub fn TagsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_TAGS).await?;
        let tags = actions::list(&services, &who).await?;
        let said = refused();
        let others: Vec<Choice> = tags.iter().map(|tag| Choice::new(tag.id.to_string(), tag.name.clone())).collect();
        let rows = tags.into_iter().map(|tag| view! { <TagRow tag others=others.clone() refused=said.clone() /> }).collect_view();
        let list = if others.is_empty() {
            view! { <Empty glyph=Glyph::Tag text="No ticket has a tag yet. Agents add them in the details of a ticket." /> }.into_any()
        } else {
            view! { <ul class="-my-3 divide-y divide-line">{rows}</ul> }.into_any()
        };
        Ok(view! {
            <Title text="Tags" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Tags" subtitle="Words your team puts on tickets. Customers never see them." />
                {done_note(
                    &[("renamed", "The tag has its new name on every ticket."), ("joined", "The two are one tag now."), ("deleted", "The tag is deleted.")],
                )}
                {refusal(&said, &["name", "into"])}
                <Card>{list}</Card>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn TagRow(tag: Tag, others: Vec<Choice>, refused: Refused) -> impl IntoView {
    let Tag { id, name, tickets } = tag;
    let refused = refused.about("tag", id);
    let (field, list, error, wrong) = (format!("tag-{id}"), format!("into-{id}"), refused.error_of("name"), refused.error_of("into"));
    let value = refused.value_or("name", &name);
    let count = if tickets == 1 { "1 ticket".to_owned() } else { format!("{tickets} tickets") };
    let mine = id.to_string();
    let others: Vec<Choice> = std::iter::once(Choice::new("", "Join with…")).chain(others.into_iter().filter(|c| c.value != mine)).collect();
    let (also, label, href) = (name.clone(), format!("Join {name} with"), tagged_href(&name));
    let (renamed, named) = (name.clone(), format!("Name of {name}"));
    let joins = (others.len() > 1).then(|| {
        view! {
            <form method="post" action=MergeTag::PATH class="flex items-center gap-2">
                <input type="hidden" name="tag" value=id.to_string() />
                <Select name="into" id=list.clone() label choices=others required=true error=wrong.clone() class="h-control-small! w-40! text-sm!" />
                <Button size=Size::Small>"Join" <span class="sr-only">" " {also}</span></Button>
            </form>
        }
    });
    view! {
        <li class="py-3">
            <div class="flex flex-wrap items-center gap-2">
                <form method="post" action=RenameTag::PATH class="flex min-w-56 flex-1 items-center gap-2">
                    <input type="hidden" name="tag" value=id.to_string() />
                    <label for=field.clone() class="sr-only">{named}</label>
                    <TextInput name="name" id=field.clone() value error=error.clone() required=true />
                    <Button size=Size::Small>"Rename" <span class="sr-only">" " {renamed}</span></Button>
                </form>
                <a href=href class="rounded-xs text-sm text-accent tabular-nums hover:underline">{count}</a>
                {joins}
                <AskDelete
                    id=format!("delete-{id}")
                    what=name
                    words="It is taken off every ticket that has it."
                    action=DeleteTag::PATH
                    name="tag"
                    value=id.to_string()
                />
            </div>
            <FieldNotes id=field error />
            <FieldNotes id=list error=wrong />
        </li>
    }
    .into_any()
}
