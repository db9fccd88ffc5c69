//! The templates of the business.

use super::api::DeleteTemplate;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::done_note;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::templates::actions;
use stoa::templates::model::Template;

/// `/admin/templates`
#[component]
pub fn TemplatesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_TEMPLATES).await?;
        let all = actions::list(&services, &who).await?;
        let list = if all.is_empty() {
            view! {
                <Empty glyph=Glyph::Ticket text="No templates yet. Write one for tickets your team opens again and again.">
                    <ButtonLink href=routes::ADMIN_TEMPLATES_NEW>"Write one"</ButtonLink>
                </Empty>
            }
            .into_any()
        } else {
            view! { <ul class="-my-3 divide-y divide-line">{all.into_iter().map(|found| view! { <TemplateRow found /> }).collect_view()}</ul> }.into_any()
        };
        let add = || view! { <ButtonLink href=routes::ADMIN_TEMPLATES_NEW look=Look::Primary icon=Glyph::Plus>"New template"</ButtonLink> };
        Ok(view! {
            <Title text="Ticket templates" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Ticket templates" subtitle="Tickets that are opened again and again, ready to be filled in." actions=add />
                {done_note(&[("added", "The template is added."), ("saved", "The template is saved."), ("deleted", "The template is deleted.")])}
                <Card>{list}</Card>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn TemplateRow(found: Template) -> impl IntoView {
    let words = if found.subject.is_empty() { "No subject".to_owned() } else { found.subject.clone() };
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
            <div class="min-w-56 flex-1">
                <a href=routes::admin_template(found.id) class="rounded-xs font-semibold hover:underline">{found.name.clone()}</a>
                <p class="text-sm text-muted">{words}</p>
            </div>
            {found.is_public.then(|| view! { <Badge icon=Glyph::Eye>"For customers"</Badge> })}
            <AskDelete
                id=format!("delete-{}", found.id)
                what=found.name.clone()
                words="Tickets that began with it stay as they are."
                action=DeleteTemplate::PATH
                name="id"
                value=found.id.to_string()
            />
        </li>
    }
    .into_any()
}
