//! Under the filters of the ticket table and at the foot of the inbox: the form by which the tickets that are ticked are changed.

use super::api::StartBulk;
use super::choices::{Choices, Offer, was_refused};
use super::islands::{ChosenCount, SelectPage};
use super::tick::FORM;
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
use stoa::macros::model::{Known, Step};
use uuid::Uuid;

/// What a macro's choice begins with.
pub const MACRO: &str = "macro";

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

/// The bar over the table. `narrow` is what the table shows.
#[component]
pub fn BulkBar(offer: Offer, narrow: Narrow) -> impl IntoView {
    let address = Narrow { after: None, q: String::new(), ..narrow.clone() }.on("");
    let filter = address.trim_start_matches('?').to_owned();
    let every = if narrow.is_narrow() { "All that fit these filters, also on other pages" } else { "All tickets, also on other pages" };
    view! {
        <BulkForm class="mb-4 flex gap-x-4 rounded-md border px-4">
            <input type="hidden" name="filter" value=filter />
            <SelectPage />
            // Words that were searched for narrow no change: it would be of other tickets than those one sees.
            {narrow.q.is_empty().then(|| view! { <Checkbox name="all" value="yes">{every}</Checkbox> })}
            <Choices offer />
        </BulkForm>
    }
    .into_any()
}

/// The bar under the inbox, there while something is ticked in it. `list` tells this list from every other.
#[component]
pub fn BulkFoot(offer: Offer, list: String) -> impl IntoView {
    // What was wrong is said also where nothing is ticked any more.
    let shown = if was_refused() { "flex" } else { "hidden picking:flex" };
    view! {
        <BulkForm class=format!("{shown} flex-none border-t px-4")>
            <ChosenCount list />
            <Choices offer narrow=true />
        </BulkForm>
    }
    .into_any()
}

/// The form that the boxes belong to.
#[component]
fn BulkForm(
    /// Layout only.
    #[prop(into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            id=FORM
            method="post"
            action=StartBulk::PATH
            aria-label="Change many tickets"
            class=format!("group/bulk flex-wrap items-center gap-y-2 border-line bg-panel py-2.5 {class}")
        >
            <input type="hidden" name="client_id" value=Uuid::now_v7().to_string() />
            {children()}
        </form>
    }
    .into_any()
}
