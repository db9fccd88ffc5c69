//! `/admin/automations`: all of them in their order, switched on or off; a new one.

use super::{BASICS, Basics};
use crate::automations::api::{CreateAutomation, MoveAutomation, SwitchAutomation};
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
use stoa::automations::actions;
use stoa::automations::model::{Automation, Condition};
use stoa::automations::words::{of_acts, of_condition, of_occasion};
use stoa::kernel::ids::MacroId;
use stoa::macros::model::Known;

const DONE: &[(&str, &str)] = &[("on", "It is switched on."), ("off", "It is switched off."), ("deleted", "It is deleted. What it did stays in the log.")];

/// The page.
#[component]
pub fn AutomationsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_AUTOMATIONS).await?;
        let all = actions::list(&services, &who).await?;
        let (known, macros) = actions::known(&services, &who).await?;
        let said = refused();
        let new = said.clone().of("/create_automation");
        let last = all.len().saturating_sub(1);
        let is_empty = all.is_empty();
        let rows = all
            .into_iter()
            .enumerate()
            .map(|(n, automation)| {
                view! { <AutomationRow automation known=known.clone() macros=macros.clone() is_first=n == 0 is_last=n == last /> }
            })
            .collect_view();
        Ok(view! {
            <Title text="Automations" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead
                    title="Automations"
                    subtitle="What happens to tickets by itself. Those for the same occasion look one after the other, from the top."
                    actions=|| view! { <ButtonLink href=routes::ADMIN_AUTOMATION_RUNS>"Log and webhooks"</ButtonLink> }
                />
                {done_note(DONE)}
                {refusal(&said, &BASICS)}
                <Card title="New automation" class="mb-5">
                    <form method="post" action=CreateAutomation::PATH class="flex flex-wrap items-start gap-3">
                        <Basics refused=new />
                        <Button icon=Glyph::Plus class="mt-6.5">"Add"</Button>
                    </form>
                </Card>
                <Card title="All automations">
                    {is_empty.then(|| view! { <Empty glyph=Glyph::Bolt text="None yet. Name one above; it does nothing until you switch it on." /> })}
                    <ol class="-my-3 divide-y divide-line">{rows}</ol>
                </Card>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn AutomationRow(automation: Automation, known: Known, macros: Vec<(MacroId, String)>, is_first: bool, is_last: bool) -> impl IntoView {
    let (id, is_on, name) = (automation.id.to_string(), automation.is_on, automation.name.clone());
    let held = match &automation.condition {
        Condition::All(all) if all.is_empty() => String::new(),
        condition => format!(" – if {}", of_condition(condition, &known)),
    };
    let words = format!("{}{held} – then: {}", of_occasion(&automation), of_acts(&automation.acts.0, &known, &macros));
    let state = if is_on {
        view! { <Badge tone=Tone::Good icon=Glyph::Check>"On"</Badge> }
    } else {
        view! { <Badge>"Off"</Badge> }
    };
    let switch = if is_on { "Switch off" } else { "Switch on" };
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div class="min-w-0 flex-1 basis-80">
                <p class="flex flex-wrap items-center gap-2">
                    <a href=routes::admin_automation(automation.id) class="font-semibold text-accent hover:underline">{name.clone()}</a>
                    {state}
                </p>
                <p class="mt-0.5 text-sm wrap-break-word text-muted">{words}</p>
            </div>
            <div class="flex items-center gap-2">
                <form method="post" action=SwitchAutomation::PATH>
                    <input type="hidden" name="automation" value=id.clone() />
                    <input type="hidden" name="on" value=(!is_on).to_string() />
                    <Button size=Size::Small>{switch} <span class="sr-only">" " {name}</span></Button>
                </form>
                <form method="post" action=MoveAutomation::PATH class="flex">
                    <input type="hidden" name="automation" value=id />
                    <IconButton glyph=Glyph::Up label="Move up" size=Size::Small name="up" value="true" disabled=is_first />
                    <IconButton glyph=Glyph::Down label="Move down" size=Size::Small name="up" value="false" disabled=is_last />
                </form>
            </div>
        </li>
    }
    .into_any()
}
