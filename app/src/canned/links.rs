//! The texts as a list to choose from, where no script offers them: the chosen one is loaded into the composer of the same page.

use crate::error::Result;
use crate::frames;
use crate::session;
use crate::ui::*;
use leptos::prelude::*;
use stoa::accounts::Agent;
use stoa::canned::actions;
use stoa::canned::model::{Ready, Spot};

/// The parameter of the address that names the chosen one.
const CHOSEN: &str = "canned";

/// The texts for this place, and the one that the address chooses.
///
/// # Errors
/// When the ticket or chat is not there for this agent.
pub async fn chosen(agent: &Agent, spot: Spot) -> Result<(Vec<Ready>, String)> {
    let all = actions::list_ready(&session::services(), agent, spot).await?;
    let wanted = session::query(CHOSEN).unwrap_or_default();
    let text = all.iter().find(|ready| ready.id.to_string() == wanted).map(|ready| ready.text.clone()).unwrap_or_default();
    Ok((all, text))
}

/// The list to choose from; browsers with script do not draw it.
#[component]
pub fn CannedLinks(all: Vec<Ready>) -> impl IntoView {
    let here = frames::here();
    let (path, _) = here.split_once('?').unwrap_or((&here, ""));
    let action = format!("{path}#composer");
    let tab = session::query("tab").map(|tab| view! { <input type="hidden" name="tab" value=tab /> });
    let choices: Vec<Choice> = all.into_iter().map(|r| Choice::new(r.id.to_string(), format!("{} (/{})", r.title, r.shortcut))).collect();
    (!choices.is_empty()).then(|| {
        view! {
            <noscript>
                <form method="get" action=action class="flex flex-wrap items-center gap-2 px-4 pb-2 md:px-5">
                    {tab}
                    <Select name=CHOSEN label="Canned responses" choices class="h-control-small! max-w-72! text-sm!" />
                    <Button size=Size::Small>"Insert the text"</Button>
                </form>
            </noscript>
        }
    })
}
