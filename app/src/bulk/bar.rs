//! Under the filters of the ticket table: what is to become of the tickets that are ticked.

use super::api::StartBulk;
use super::islands::SelectPage;
use crate::forms::refused;
use crate::session;
use crate::tickets::Narrow;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::bulk::actions::{self as bulk, Which};
use stoa::kernel::ids::{BulkId, MacroId, TicketId};
use stoa::macros::actions as macros;
use stoa::macros::draft::StepDraft;
use stoa::macros::model::{Deed, Known, Macro, Step};
use stoa::tickets::model::{Priority, Status, number_text};
use uuid::Uuid;

/// The form's id: the boxes of the rows belong to it.
const FORM: &str = "bulk";
/// What a macro's choice begins with.
const MACRO: &str = "macro";

/// What was chosen in the bar.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// `set_status:resolved`, `add_tag`, `macro:7`.
    pub step: String,
    /// The tag that goes with it.
    pub tag: String,
    /// The tickets that were ticked.
    pub ids: Vec<TicketId>,
    /// Every ticket that the address of a list lets through instead.
    pub filter: Option<String>,
}

impl Chosen {
    /// Begins the change.
    ///
    /// # Errors
    /// `Invalid` names `step`, `tag` or `ids`.
    pub async fn start(self, agent: &Agent, client_id: Uuid) -> Result<BulkId, Error> {
        let services = session::services();
        let known = macros::known(&services, agent).await?;
        let steps = match self.step.split_once(':') {
            Some((MACRO, id)) => {
                let id: Option<MacroId> = id.parse().ok();
                let ready = macros::list_ready(&services, agent).await?;
                let found = ready.into_iter().map(|(found, _)| found).find(|found| Some(found.id) == id);
                found.ok_or_else(|| Error::field("step", "This macro is gone. Choose another one."))?.steps.0
            }
            Some((deed, value)) => vec![step(deed, value, "step", &known)?],
            None if self.step.trim().is_empty() => return Err(Error::field("step", "Choose what is to change.")),
            None => vec![step(&self.step, &self.tag, "tag", &known)?],
        };
        let which = match self.filter {
            Some(address) => Which::All(Narrow::read(|name| session::parameter(&address, name)).filter()),
            None => Which::These(self.ids),
        };
        bulk::start(&services, agent, client_id, steps, which).await
    }
}

/// A step out of its parts; what is wrong with it is said at this field of the bar.
fn step(deed: &str, value: &str, field: &str, known: &Known) -> Result<Step, Error> {
    let draft = StepDraft { deed: deed.into(), value: value.into(), field: String::new() };
    draft.parse(known).map_err(|error| Error::field(if error.of_field("deed").is_some() { "step" } else { field }, error.to_string()))
}

/// The box of a ticket in the table.
#[component]
pub fn SelectTicket(id: TicketId, number: i64) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            id=format!("choose-{id}")
            form=FORM
            name="ids[]"
            value=id.to_string()
            aria-label=format!("Choose {}", number_text(number))
            class="relative z-10 size-4 flex-none accent-accent pointer-coarse:size-5"
        />
    }
}

/// The bar. `narrow` is what the table shows.
#[component]
pub fn BulkBar(known: Known, macros: Vec<Macro>, narrow: Narrow) -> impl IntoView {
    let refused = refused().of(StartBulk::PATH);
    let address = Narrow { after: None, q: String::new(), ..narrow.clone() }.on("");
    let filter = address.trim_start_matches('?').to_owned();
    let chosen = refused.value("step");
    let option = |value: String, label: String| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    };
    let group = |label: &'static str, choices: Vec<(String, String)>| {
        let options = choices.into_iter().map(|(value, label)| option(value, label)).collect_view();
        view! { <optgroup label=label>{options}</optgroup> }
    };
    let of = |deed: Deed, value: &str| format!("{}:{value}", deed.word());
    let status = Status::ALL.iter().filter(|s| **s != Status::Open).map(|s| (of(Deed::SetStatus, s.word()), s.label().to_owned())).collect();
    let priority = Priority::ALL.iter().rev().map(|p| (of(Deed::SetPriority, p.word()), p.label().to_owned())).collect();
    let nobody = [(of(Deed::Assign, "applier"), "Me".to_owned()), (of(Deed::Assign, "nobody"), "Nobody".to_owned())];
    let team = nobody.into_iter().chain(known.team.iter().map(|(id, name)| (of(Deed::Assign, &id.to_string()), name.clone()))).collect();
    let category = known.categories.iter().map(|(id, name)| (of(Deed::SetCategory, &id.to_string()), name.clone())).collect();
    let tags = vec![(Deed::AddTag.word().into(), "Add the tag".to_owned()), (Deed::RemoveTag.word().into(), "Remove the tag".to_owned())];
    let macros: Vec<_> = macros.into_iter().map(|m| (format!("{MACRO}:{}", m.id), m.name)).collect();
    let (why, wrong) = (refused.error_besides(&["tag"]), refused.error_of("tag"));
    let every = if narrow.is_narrow() { "All that fit these filters, also on other pages" } else { "All tickets, also on other pages" };
    view! {
        <form
            id=FORM
            method="post"
            action=StartBulk::PATH
            aria-label="Change many tickets"
            class="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line bg-panel px-4 py-2.5"
        >
            <input type="hidden" name="client_id" value=Uuid::now_v7().to_string() />
            <input type="hidden" name="filter" value=filter />
            <SelectPage />
            // Words that were searched for narrow no change: it would be of other tickets than those one sees.
            {narrow.q.is_empty().then(|| view! { <Checkbox name="all" value="yes">{every}</Checkbox> })}
            <div class="flex min-w-0 flex-1 flex-wrap items-center justify-end gap-2 max-md:basis-full">
                <select name="step" aria-label="What is to change" class="select-arrow h-control-small max-w-full rounded-sm border border-control bg-raised ps-3 text-sm max-md:w-full">
                    <option value="">"Change the chosen…"</option>
                    {group("Status", status)}
                    {group("Priority", priority)}
                    {group("Assign to", team)}
                    {group("Category", category)}
                    {group("Tags", tags)}
                    {(!macros.is_empty()).then(|| group("Macros", macros))}
                </select>
                <TextInput name="tag" id="bulk-tag" value=refused.value("tag") error=wrong.clone() placeholder="Tag" class="h-control-small! w-32! text-sm! max-md:flex-1" attr:aria-label="Tag to add or remove" />
                <Button size=Size::Small look=Look::Primary>"Change"</Button>
            </div>
            {[why, wrong].into_iter().flatten().map(|why| view! { <p role="alert" class="basis-full text-sm text-bad">{why}</p> }).collect_view()}
        </form>
    }
    .into_any()
}
