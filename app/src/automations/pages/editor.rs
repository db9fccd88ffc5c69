//! `/admin/automations/{automation}`: when it looks, what must hold, what is done; tried on the last tickets.

use super::rows::{Acts, Choices, Conditions, Kept};
use super::trial::Trial;
use super::{BASICS, Basics};
use crate::automations::api::{ChangeAutomation, DeleteAutomation};
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
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::automations::actions::{self, TRIED};
use stoa::automations::draft::{field, row_of_act};
use stoa::automations::parts::{Parts, key, parts_of};
use stoa::automations::words::of_condition;
use stoa::kernel::ids::AutomationId;
use stoa::kernel::time::minutes_words;

const DONE: &[(&str, &str)] = &[
    ("created", "It is there, switched off. Say what must hold and what is done."),
    ("saved", "It is saved."),
    ("on", "It is saved, and switched on."),
    ("off", "It is saved, and switched off."),
];

/// The page.
#[component]
pub fn AutomationPage() -> impl IntoView {
    let id: Option<AutomationId> = use_params_map().with_untracked(|params| params.get("automation").and_then(|text| text.parse().ok()));
    page(async move {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_AUTOMATIONS).await?;
        let found = actions::find(&services, &who, id.ok_or(Error::NotFound)?).await?;
        let (known, macros) = actions::known(&services, &who).await?;
        let tried = match session::query("try") {
            Some(_) => Some(actions::try_out(&services, &who, &found).await?),
            None => None,
        };
        let said = refused();
        let typed = said.clone().of("/change_automation");
        let basics = typed.clone();
        let Parts { all, any, kept } = parts_of(&found.condition, &known);
        let kept: Vec<(String, String)> = kept.iter().map(|part| (key(part), of_condition(part, &known))).collect();
        let acts = found.acts.0.iter().map(row_of_act).collect::<Vec<_>>();
        // The rows there are, and the one that is added to each group.
        let rows = [("all", all.len()), ("any", any.len()), ("acts", acts.len())];
        let rows = rows.into_iter().flat_map(|(group, count)| (0..=count).map(move |n| field(group, n)));
        let shown: Vec<String> = BASICS.into_iter().map(str::to_owned).chain(rows).collect();
        let fault = refusal(&said, &shown.iter().map(String::as_str).collect::<Vec<_>>());
        let choices = Choices { known, macros };
        let idle = if found.idle_minutes > 0 { minutes_words(found.idle_minutes) } else { String::new() };
        let (id, here) = (found.id.to_string(), routes::admin_automation(found.id));
        let (of_all, of_any, of_acts) = (typed.clone(), typed.clone(), typed);
        let log = format!("{}?automation={id}", routes::ADMIN_AUTOMATION_RUNS);
        let (is_on, title) = (found.is_on, found.name.clone());
        let state = if is_on { "On" } else { "Off" };
        Ok(view! {
            <Title text=title.clone() />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title=title subtitle=state />
                {done_note(DONE)}
                {fault}
                <form method="post" action=ChangeAutomation::PATH class="flex flex-col gap-5">
                    <input type="hidden" name="automation" value=id.clone() />
                    <Card title="When">
                        <div class="flex flex-wrap items-start gap-3">
                            <Basics refused=basics name=found.name.clone() occasion=found.occasion.word() idle />
                        </div>
                    </Card>
                    <Conditions group="all" title="If all of these hold" hint="Without any it always acts." lines=all refused=of_all choices=choices.clone() />
                    <Conditions group="any" title="And one of these" hint="Without any nothing more has to hold." lines=any refused=of_any choices=choices.clone() />
                    {(!kept.is_empty()).then(|| view! { <Kept kept /> })}
                    <Acts lines=acts refused=of_acts choices />
                    <div class="flex flex-wrap gap-2">
                        <Button look=Look::Primary>"Save"</Button>
                        // It saves, too: nobody loses rows by switching.
                        <Button name="switch" value=if is_on { "off" } else { "on" }>{if is_on { "Save and switch off" } else { "Save and switch on" }}</Button>
                        <ButtonLink href=format!("{here}?try=yes#trial")>{format!("Try on the last {TRIED} tickets")}</ButtonLink>
                        <ButtonLink href=log look=Look::Quiet>"What it did"</ButtonLink>
                        <ButtonLink href=routes::ADMIN_AUTOMATIONS look=Look::Quiet>"Back to all automations"</ButtonLink>
                    </div>
                </form>
                {tried.map(|(tried, of)| view! { <Trial tried of /> })}
                <div class="mt-8">
                    <OpenDialog target="delete" size=Size::Small icon=Glyph::Trash>"Delete this automation"</OpenDialog>
                </div>
                <Dialog id="delete" title="Delete this automation?">
                    <p>"Its conditions and what it does are gone. What it did stays in the log."</p>
                    <form method="post" action=DeleteAutomation::PATH>
                        <DialogActions cancel="Keep it">
                            <Button look=Look::Danger name="automation" value=id>"Yes, delete it"</Button>
                        </DialogActions>
                    </form>
                </Dialog>
            </AdminLayout>
        }
        .into_any())
    })
}
