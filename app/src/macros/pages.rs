//! The macros of the business as admins list them, and of a ticket where no script runs.

use super::api::{ApplyMacro, CreateMacro};
use super::{Effects, Preview, forms};
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
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
use stoa::kernel::ids::TicketId;
use stoa::macros::actions;
use stoa::macros::model::Macro;
use stoa::macros::words::of_steps;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{number_text, parse_number};
use uuid::Uuid;

/// `/admin/macros`
#[component]
pub fn MacrosPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_MACROS).await?;
        let known = actions::known(&services, &who.as_agent()).await?;
        let all = actions::list(&services, &who).await?;
        let adding = refused().of("/create_macro");
        let rows = all.into_iter().map(|found| (of_steps(&found.steps.0, &known), found)).map(|(does, found)| view! { <MacroRow found does /> });
        let rows = rows.collect_view();
        Ok(view! {
            <Title text="Macros" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Macros" subtitle="Several changes of a ticket at once. Agents look at what will happen, then apply it." />
                {done_note(&[("saved", "The macro is saved.")])}
                {refusal(&adding, &["name", "about"])}
                <AddMacro refused=adding />
                <Card title="In use and put away">
                    <ul class="-my-3 divide-y divide-line">{rows}</ul>
                </Card>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn AddMacro(refused: Refused) -> impl IntoView {
    view! {
        <Card title="Add a macro" class="mb-5">
            <form method="post" action=CreateMacro::PATH class="flex flex-wrap items-start gap-3">
                <TextField name="name" label="Name" required=true value=refused.value("name") error=refused.error_of("name") class="min-w-44 flex-1" />
                <TextField name="about" label="When to use it" optional=true value=refused.value("about") error=refused.error_of("about") class="min-w-56 flex-2" />
                <Button icon=Glyph::Plus class="mt-6.5">"Add"</Button>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn MacroRow(found: Macro, does: String) -> impl IntoView {
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
            <div class="min-w-56 flex-1">
                <a href=routes::admin_macro(found.id) class="rounded-xs font-semibold hover:underline">{found.name}</a>
                <p class="text-sm text-muted">{does}</p>
            </div>
            {found.is_archived.then(|| view! { <Badge>"Put away"</Badge> })}
        </li>
    }
    .into_any()
}

/// `/desk/{number}/macros`: the same as the popover at the ticket, as a page.
#[component]
pub fn TicketMacrosPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").and_then(|text| parse_number(&text)));
    page(async move {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let ticket = tickets::find(&services, &agent, number.ok_or(Error::NotFound)?).await?.ticket;
        let rail = rail(&agent).await?;
        let chosen = session::query("macro").and_then(|id| id.parse().ok());
        let content = match chosen {
            Some(id) => {
                let preview = forms::preview(&services, &agent, id, ticket.id).await?;
                view! { <Chosen preview ticket=ticket.id number=ticket.number /> }.into_any()
            }
            None => {
                let lines = forms::lines(&services, &agent).await?;
                let number = ticket.number;
                let line = move |m: super::MacroLine| {
                    view! {
                        <li class="py-3">
                            <a href=format!("{}?macro={}", routes::desk_macros(number), m.id) class="rounded-xs font-semibold hover:underline">{m.name}</a>
                            <p class="text-sm text-muted">{m.about}</p>
                        </li>
                    }
                };
                let rows = lines.into_iter().map(line).collect_view();
                view! { <Card><ul class="-my-3 divide-y divide-line">{rows}</ul></Card> }.into_any()
            }
        };
        let title = format!("Macros for {}", number_text(ticket.number));
        Ok(view! {
            <Title text=title.clone() />
            <DeskFrame me rail current=routes::DESK>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-2xl">
                        <PageHead
                            title
                            subtitle=ticket.subject.clone()
                            actions=move || view! { <ButtonLink href=routes::desk_ticket(ticket.number) look=Look::Quiet icon=Glyph::Left>"Back to the ticket"</ButtonLink> }
                        />
                        {content}
                    </div>
                </div>
            </DeskFrame>
        }
        .into_any())
    })
}

#[component]
fn Chosen(preview: Preview, ticket: TicketId, number: i64) -> impl IntoView {
    let apply = preview.is_possible().then(|| {
        view! {
            <form method="post" action=ApplyMacro::PATH>
                <input type="hidden" name="id" value=preview.id.to_string() />
                <input type="hidden" name="ticket" value=ticket.to_string() />
                <input type="hidden" name="revision" value=preview.revision.to_string() />
                <input type="hidden" name="client_id" value=Uuid::now_v7().to_string() />
                <input type="hidden" name="back" value="true" />
                <Button look=Look::Primary>"Apply"</Button>
            </form>
        }
    });
    let cannot = (!preview.is_possible()).then(|| view! { <p class="text-bad">"It cannot be applied as a whole, so nothing of it will be."</p> });
    view! {
        <Card title=preview.name.clone()>
            <Effects effects=preview.effects.clone() />
            <div class="mt-4 flex flex-wrap items-center gap-2">
                {apply} {cannot} <ButtonLink href=routes::desk_macros(number) look=Look::Quiet>"Choose another"</ButtonLink>
            </div>
        </Card>
    }
    .into_any()
}
