//! How a message looks: sender, words, pictures, how far it has come.

use super::entry::{Entry, Side, Stage};
use crate::cards::{CardFace, Deck};
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use stoa::conversations::model::SenderKind;
use stoa::files::model::FileView;
use stoa::kernel::ids::MemberId;
use stoa::kernel::zone::Zone;
use stoa::tickets::model::number_text;

/// More events than this in a row are folded.
const EVENTS_MAX: usize = 3;

/// What every message of a thread is drawn with.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Who reads.
    pub me: MemberId,
    /// On which side.
    pub side: Side,
    /// In which local time.
    pub zone: Zone,
    /// What is shown with messages.
    pub deck: Deck,
    /// The link of an order by which they read, when that is all they have: pictures open by it.
    pub link: Option<String>,
}

/// A message. `retry` and `discard` are pressed when it failed; `open` when one of its pictures is.
#[component]
pub fn Message(
    reader: Reader,
    entry: Entry,
    /// A private note.
    is_note: bool,
    #[prop(into)] status: Signal<SendStatus>,
    retry: Callback<Entry>,
    discard: Callback<Entry>,
    open: Callback<FileView>,
) -> impl IntoView {
    let mine = entry.sender == Some(reader.me);
    // Among colleagues only one's own words stand at the right.
    let ours = if reader.side == Side::Team { mine } else { entry.kind == reader.side.kind() };
    let sender = match entry.kind {
        SenderKind::Bot => Sender::Bot,
        _ if is_note => Sender::Note,
        _ if ours => Sender::Us,
        SenderKind::Partner => Sender::Partner,
        _ => Sender::Them,
    };
    let (at, title) = (reader.zone.clock(entry.at), reader.zone.full(entry.at));
    // Own words say "You"; a colleague's stand on the same side and say whose they are.
    let at = if ours && !mine { format!("{} · {at}", entry.name) } else { at };
    let name = match entry.kind {
        _ if mine => "You".to_owned(),
        SenderKind::Bot if entry.name.is_empty() => "Bot".to_owned(),
        _ => entry.name.clone(),
    };
    let status = ours.then(|| Signal::derive(move || Some(status.get())));
    let failed = if let Stage::Failed(why) = &entry.stage { Some((why.clone(), entry.clone())) } else { None };
    let action = move || {
        failed.map(|(why, entry)| {
            let again = entry.clone();
            view! {
                <span class="text-bad">{why}</span>
                <Button look=Look::Quiet size=Size::Small kind="button" icon=Glyph::Refresh on:click=move |_| retry.run(again.clone())>
                    "Retry"
                </Button>
                <Button look=Look::Quiet size=Size::Small kind="button" icon=Glyph::Trash on:click=move |_| discard.run(entry.clone())>
                    "Discard"
                </Button>
            }
        })
    };
    let (deck, zone) = (reader.deck.clone(), reader.zone.clone());
    let shown = entry.card.map(|card| deck.card(card.id));
    // The words of a card say what it is where it cannot be drawn.
    let hidden = move || if shown.is_some_and(|view| view.with(Option::is_some)) { "hidden" } else { "contents" };
    let card = move || shown.and_then(|view| view.get()).map(|view| view! { <CardFace view deck=deck.clone() zone=zone.clone() /> });
    let words = match (entry.html.is_empty(), entry.body.is_empty()) {
        (_, true) => None,
        (true, false) => Some(view! { <div dir="auto" class="whitespace-pre-line">{entry.body}</div> }.into_any()),
        (false, false) => Some(view! { <div dir="auto" class="rich" inner_html=entry.html></div> }.into_any()),
    };
    let origin = entry.origin.map(|origin| {
        let said = format!("from {}, {}", number_text(origin.number), reader.zone.full(origin.at));
        view! { <p class="text-xs text-muted">{said}</p> }
    });
    view! {
        <Bubble sender name face=entry.name at title status=MaybeProp::from(status.unwrap_or_default()) action>
            {origin}
            {card}
            <div class=hidden>{words}</div>
            <Pictures files=entry.files link=reader.link open />
        </Bubble>
    }
    .into_any()
}

/// Pictures of a message: each a link to itself, so that they open large without script too.
#[component]
fn Pictures(files: Vec<FileView>, link: Option<String>, open: Callback<FileView>) -> impl IntoView {
    let alone = files.len() == 1;
    let size = if alone { "max-h-72 w-auto max-w-full" } else { "size-21 object-cover md:size-28" };
    let picture = |file: FileView| {
        let address = link.as_ref().map_or_else(|| routes::file(&file.token), |link| routes::file_by_link(&file.token, link));
        let source = address.clone();
        let label = format!("Picture “{}”, open large", file.name);
        let (width, height) = (file.width.to_string(), file.height.to_string());
        let show = move |event: leptos::ev::MouseEvent| {
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                open.run(file.clone());
            }
        };
        view! {
            <a href=address target="_blank" rel="noopener" aria-label=label on:click=show class="block overflow-hidden rounded-md border border-line">
                <img src=source alt="" width=width height=height loading="lazy" decoding="async" class=format!("bg-sunk {size}") />
            </a>
        }
    };
    (!files.is_empty()).then(|| view! { <div class="mt-1.5 mb-1 flex flex-wrap gap-2">{files.into_iter().map(picture).collect_view()}</div> })
}

/// Events between the messages; many in a row are folded into one line.
#[component]
pub fn Events(zone: Zone, events: Vec<Entry>) -> impl IntoView {
    let line = move |e: Entry| {
        let (at, title) = (zone.clock(e.at), zone.full(e.at));
        view! { <SystemLine>{e.body} " · " <span title=title class="text-faint tabular-nums">{at}</span></SystemLine> }
    };
    if events.len() <= EVENTS_MAX {
        return events.into_iter().map(line).collect_view().into_any();
    }
    let last = events.last().map(|e| e.body.clone()).unwrap_or_default();
    view! {
        <details class="group/events self-center text-xs text-muted">
            <summary class="flex items-center justify-center gap-1.5 rounded-xs py-1 pointer-coarse:min-h-11">
                <Icon glyph=Glyph::Right class="size-3.5 flex-none transition-transform group-open/events:rotate-90" />
                {format!("{} changes, last: {last}", events.len())}
            </summary>
            <div class="flex flex-col gap-2.5 pt-2">{events.into_iter().map(line).collect_view()}</div>
        </details>
    }
    .into_any()
}
