//! What is to become of the tickets that are ticked: one list of everything that can be done to many at once.

use super::api::StartBulk;
use super::bar::MACRO;
use crate::forms::refused;
use crate::session;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::macros::actions as macros;
use stoa::macros::model::{Deed, Known, Macro};
use stoa::tickets::model::{Priority, Status};

/// What many tickets can be given.
#[derive(Clone, Debug)]
pub struct Offer {
    known: Known,
    macros: Vec<Macro>,
}

impl Offer {
    /// Reads it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(agent: &Agent) -> Result<Self, Error> {
        let services = session::services();
        Ok(Self { known: macros::known(&services, agent).await?, macros: macros::list_in_use(&services, agent).await? })
    }
}

/// Whether a change of many tickets was refused before this page.
pub fn was_refused() -> bool {
    refused().of(StartBulk::PATH).error.is_some()
}

/// The list, the tag where one has to be named, and the button; with what was wrong before. The form around it is `group/bulk`.
#[component]
pub fn Choices(
    offer: Offer,
    /// In a list at the side: over its whole width.
    #[prop(optional)]
    narrow: bool,
) -> impl IntoView {
    let Offer { known, macros } = offer;
    let refused = refused().of(StartBulk::PATH);
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
    let (row, width) = if narrow { ("basis-full", "min-w-40 flex-1") } else { ("min-w-0 flex-1 justify-end max-md:basis-full", "max-w-full max-md:w-full") };
    view! {
        <div class=format!("flex flex-wrap items-center gap-2 {row}")>
            <select name="step" aria-label="What is to change" class=format!("select-arrow h-control-small rounded-sm border border-control bg-raised ps-3 text-sm {width}")>
                <option value="">"Change the chosen…"</option>
                {group("Status", status)}
                {group("Priority", priority)}
                {group("Assign to", team)}
                {group("Category", category)}
                {group("Tags", tags)}
                {(!macros.is_empty()).then(|| group("Macros", macros))}
            </select>
            // Only a step about tags needs one.
            <TextInput
                name="tag"
                id="bulk-tag"
                value=refused.value("tag")
                error=wrong.clone()
                placeholder="Tag"
                class="hidden! h-control-small! w-32! text-sm! max-md:flex-1 group-has-[option[value$=tag]:checked]/bulk:block!"
                attr:aria-label="Tag to add or remove"
            />
            <Button size=Size::Small look=Look::Primary>"Change"</Button>
        </div>
        {[why, wrong].into_iter().flatten().map(|why| view! { <p role="alert" class="basis-full text-sm text-bad">{why}</p> }).collect_view()}
    }
    .into_any()
}
