//! What agents have that needs work, agent by agent, with a way to give it to somebody else.

use super::tables::{GiveTo, Team, Thing};
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use std::collections::HashMap;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::{Timestamp, short_duration};
use stoa::queue::model::{AgentNow, Hands, Held};

/// The table. Of each agent it shows the first pieces, and says so; of `is_one` agent alone all of them.
#[component]
pub fn InHand(held: Vec<Hands>, agents: Vec<AgentNow>, team: Team, now: Timestamp, is_one: bool) -> impl IntoView {
    if held.is_empty() {
        let text = if is_one { "They have nothing to do." } else { "Nobody has anything to do." };
        return view! { <Empty glyph=Glyph::Inbox text /> }.into_any();
    }
    let names: HashMap<MemberId, String> = agents.into_iter().map(|a| (a.id, a.name)).collect();
    let name = |agent: MemberId| names.get(&agent).cloned().unwrap_or_else(|| "Somebody who left".into());
    let cut: Vec<_> = held.iter().filter(|h| h.total > h.shown.len() as i64).map(|h| (h.agent, name(h.agent), h.shown.len(), h.total)).collect();
    let rows = held
        .into_iter()
        .flat_map(|hands| {
            let (with, others) = (name(hands.agent), team.iter().filter(|(id, _)| *id != hands.agent.to_string()).cloned().collect::<Team>());
            hands.shown.into_iter().map(move |held| view! { <Piece held with=with.clone() others=others.clone() now /> }).collect::<Vec<_>>()
        })
        .collect_view();
    let columns = ["What", "With", "Open for", ""].map(Column::new).to_vec();
    let rest = cut
        .into_iter()
        .map(|(agent, name, shown, total)| {
            let all = (!is_one).then(|| {
                view! {
                    " "
                    <a href=format!("{}?of={agent}#in-work", routes::DESK_QUEUE) class="rounded-xs text-accent hover:underline">
                        "Show all" <span class="sr-only">{format!(" that {name} has")}</span>
                    </a>
                }
            });
            view! { <li>{format!("{name}: the first {shown} of {total}.")} {all}</li> }
        })
        .collect_view();
    view! {
        <Table caption="What agents have, by agent" columns>{rows}</Table>
        <ul class="mt-2 flex flex-col gap-1 text-sm text-muted empty:hidden">{rest}</ul>
    }
    .into_any()
}

#[component]
fn Piece(held: Held, with: String, others: Team, now: Timestamp) -> impl IntoView {
    let Held { work, title, number, since } = held;
    let (shown, open_for) = (title.clone(), short_duration(now.since(since)));
    view! {
        <Row>
            <Cell><Thing work title=shown number /></Cell>
            <Cell label="With">{with}</Cell>
            <Cell label="Open for">{open_for}</Cell>
            <Cell class="md:text-end"><GiveTo work title team=others back=true /></Cell>
        </Row>
    }
    .into_any()
}
