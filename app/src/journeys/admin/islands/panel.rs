//! Beside the plane: what is chosen, to be changed; and everything that is wrong.

use super::board::Board;
use super::node_panel::NodePanel;
use crate::ui::*;
use leptos::prelude::*;
use stoa::journeys::graph::Graph;
use stoa::journeys::rules::check::{Place, Problem};
use stoa::journeys::rules::edit::Edit;
use stoa::journeys::rules::{said, words};
use stoa::kernel::ids::EdgeId;

/// What is chosen, and how often a step back or forth was made.
type Chosen = (Place, u32);

/// What is chosen, and the list of problems.
#[component]
pub fn Panel(board: Board) -> impl IntoView {
    // Typing into the fields must not draw them anew: only another choice does.
    let chosen = Memo::new(move |_| {
        let (place, turns) = (board.chosen.get(), board.turns.get());
        board.graph.with(|g| match place {
            Some(Place::Node(id)) => g.node(id).map(|_| (Place::Node(id), turns)),
            Some(Place::Edge(id)) => g.edge(id).map(|_| (Place::Edge(id), turns)),
            _ => None,
        })
    });
    let fields = move |(place, ..): Chosen| match place {
        Place::Node(id) => view! { <NodePanel board id /> }.into_any(),
        Place::Edge(id) => view! { <WayPanel board id /> }.into_any(),
        Place::Journey => ().into_any(),
    };
    view! {
        <aside aria-label="What is chosen" class="flex flex-col gap-4 rounded-md border border-line bg-panel p-4">
            // Every choice has fields of its own: fields that were only filled anew would go on changing what was chosen before.
            <fieldset disabled=move || !board.is_open() class="contents">
                <For each=move || chosen.get() key=|chosen| format!("{chosen:?}") children=fields />
            </fieldset>
            <Show when=move || chosen.with(Option::is_none)>
                <p class="text-sm text-muted">
                    {move || if board.is_open() { "Choose a step or a way to change it." } else { "Choose a step or a way to see all of it." }}
                </p>
            </Show>
            <Problems board />
        </aside>
    }
}

#[component]
fn Problems(board: Board) -> impl IntoView {
    let list = Memo::new(move |_| board.problems());
    let line = move |problem: Problem| {
        let at = problem.at;
        let place = board.graph.with_untracked(|graph| place(graph, at));
        view! {
            <li>
                <button type="button" class="flex w-full gap-2 rounded-xs py-1.5 text-start text-sm hover:underline" on:click=move |_| board.chosen.set(Some(at))>
                    <Icon glyph=Glyph::Warning class="mt-0.5 size-4 flex-none text-warn" />
                    <span>{place} {problem.words}</span>
                </button>
            </li>
        }
    };
    let heading = move || match list.with(Vec::len) {
        0 if board.is_open() => "Nothing is wrong: it can be activated.".to_owned(),
        0 => "Nothing is wrong with it.".to_owned(),
        1 => "One thing is wrong".to_owned(),
        n => format!("{n} things are wrong"),
    };
    view! {
        <section class="border-t border-line pt-3">
            <h2 class="text-sm font-semibold">{heading}</h2>
            <ul class="divide-y divide-line">{move || list.get().into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

fn place(graph: &Graph, at: Place) -> String {
    match at {
        Place::Journey => String::new(),
        Place::Node(id) => format!("Step {id}: "),
        Place::Edge(id) => graph.edge(id).map(|way| format!("Way {} → {}: ", way.from, way.to)).unwrap_or_default(),
    }
}

/// A way: where it leads, when it is taken, and its turn.
#[component]
fn WayPanel(board: Board, id: EdgeId) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let edge = move || board.graph.with(|g| g.edge(id).cloned());
    let title = move || {
        board.graph.with(|g| {
            let name = |node| g.node(node).map(|n| n.title.clone()).unwrap_or_default();
            g.edge(id).map(|e| format!("{} → {}", name(e.from), name(e.to))).unwrap_or_default()
        })
    };
    let read = move || {
        let said = |g: &Graph| match said::taken(g, g.edge(id)?).as_str() {
            "otherwise" => Some("Taken when no other way fits.".to_owned()),
            when => Some(format!("Taken {when}.")),
        };
        board.graph.with(|g| said(g).unwrap_or_default())
    };
    let written = edge().and_then(|e| e.when.as_ref().map(words::written)).unwrap_or_default();
    let change = move |text: String| match (words::read(&text), edge()) {
        (Ok(when), Some(edge)) => {
            error.set(None);
            board.apply(Edit::ChangeEdge { edge: id, to: edge.to, when });
        }
        (Err(why), _) => error.set(Some(why)),
        _ => {}
    };
    let remove = move |_| {
        board.apply(Edit::RemoveEdge(id));
        board.focus();
    };
    let closed = Signal::derive(move || !board.is_open());
    view! {
        <h2 class="font-semibold wrap-anywhere">{title}</h2>
        <p class="text-sm text-muted wrap-anywhere">{read}</p>
        <Field id="way-words" label="Taken when" hint="Like 1 is \"Damage\" and not (2 > 5 or 3 is answered). Numbers are those of the steps; nothing means otherwise." error=error>
            <TextArea name="way-words" rows=3 value=written error=error on:change=move |event| change(event_target_value(&event)) />
        </Field>
        <div class="flex flex-wrap gap-2">
            <Button kind="button" size=Size::Small icon=Glyph::Up disabled=closed on:click=move |_| board.apply(Edit::ShiftEdge { edge: id, up: true })>"Try earlier"</Button>
            <Button kind="button" size=Size::Small icon=Glyph::Down disabled=closed on:click=move |_| board.apply(Edit::ShiftEdge { edge: id, up: false })>"Try later"</Button>
            <Button kind="button" size=Size::Small icon=Glyph::Trash disabled=closed on:click=remove>"Remove way"</Button>
        </div>
    }
}
