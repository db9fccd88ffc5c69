//! The thread: rendered whole by the server, then kept up to date by the socket.

use super::composer::FORM_ID;
use super::hearing::Hearing;
use super::scroll;
use crate::calls::islands::CallBar;
use crate::cards::{Dealt, Deck};
use crate::conversations::api::list_messages;
use crate::conversations::bubbles::{Events, Message, Reader};
use crate::conversations::items::Item;
use crate::conversations::thread::Thread;
use crate::conversations::{Entry, Side, Start};
use crate::live;
use crate::ui::{self, *};
use leptos::html::{Dialog, Div};
use leptos::prelude::*;
use leptos::task::spawn_local;
use stoa::files::model::FileView;
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// A conversation and, for staff, its private notes.
#[island]
pub fn ThreadView(
    /// The talk with the customer.
    talk: Start,
    /// The private notes; only for staff.
    notes: Option<Start>,
    /// Who reads.
    me: MemberId,
    /// Who asks; nobody among colleagues.
    asker: Option<MemberId>,
    side: Side,
    /// The local time of the business.
    zone: Zone,
    /// When the page was made.
    now: Timestamp,
    /// What it is called: "Conversation with Kiln & Leaf".
    label: String,
    /// What is shown with messages, where something may be.
    #[prop(optional)]
    cards: Option<Dealt>,
) -> impl IntoView {
    let lane = talk.conversation;
    let has_cards = cards.is_some();
    let deck = Deck::new(lane, cards.unwrap_or_default(), side);
    let thread = RwSignal::new(Thread::new(me, asker, [Some(talk), notes].into_iter().flatten().collect()));
    let now = RwSignal::new(now);
    let log = NodeRef::<Div>::new();
    let (typing, fresh, at_end) = (RwSignal::new(Vec::new()), RwSignal::new(0), RwSignal::new(true));
    let top = StoredValue::new(i32::MAX);
    let hearing = Hearing { thread, log, me, side, now, typing, fresh, at_end, top, cards: deck.cards };
    hearing.begin();
    let deck_cards = deck.cards;
    let picture = RwSignal::new(None::<FileView>);
    let reader = Reader { me, side, zone: zone.clone(), deck, link: None };

    let in_zone = zone.clone();
    let items = move || thread.with(|t| t.items(&in_zone, now.get()));
    let retry = Callback::new(move |entry: Entry| live::retry(entry.client_id));
    let discard = Callback::new(move |entry: Entry| live::discard(entry.client_id));
    let open = Callback::new(move |file| picture.set(Some(file)));
    let draw = move |item: Item| match item {
        Item::Day(label) => view! { <DayLine label /> }.into_any(),
        Item::Events(events) => view! { <Events zone=zone.clone() events /> }.into_any(),
        Item::Message(entry) => {
            let is_note = thread.with_untracked(|t| t.is_notes(entry.lane));
            let shown = entry.clone();
            let status = Memo::new(move |_| thread.with(|t| t.status(&shown)));
            view! { <Message reader=reader.clone() entry=*entry is_note status retry discard open /> }.into_any()
        }
    };
    view! {
        <div class="relative flex min-w-0 flex-col gap-2.5" node_ref=log>
            {has_cards.then(|| view! { <CallBar talk=lane me cards=deck_cards /> })}
            <OlderMessages thread log />
            <ui::Thread label>
                <For each=items key=Item::key children=draw />
            </ui::Thread>
            // Where the words that are being typed stand under the thread, the dots alone say less.
            <div class="contents group-has-[#typed]/talk:hidden">
                {move || typing.get().into_iter().map(|(_, name, _)| view! { <TypingLine name /> }).collect_view()}
            </div>
            {(side == Side::Customer).then(|| view! { <Suggestions thread lane /> })}
            <Newest hearing />
            <LargePicture picture />
        </div>
    }
}

/// What the bot suggests to say next, each one press away. Without script they are buttons of the composer's form.
#[component]
fn Suggestions(thread: RwSignal<Thread>, lane: ConversationId) -> impl IntoView {
    let chips = Memo::new(move |_| thread.with(Thread::chips));
    let chip = move |words: String| {
        let (said, label) = (words.clone(), words.clone());
        let say = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            live::send(lane, said.clone(), Vec::new(), None);
        };
        view! {
            <button
                type="submit"
                form=FORM_ID
                name="chip"
                value=words
                formnovalidate=true
                on:click=say
                class="min-h-9 rounded-full border border-accent-line bg-panel px-3.5 py-1 text-start text-sm font-medium text-accent hover:bg-accent-soft pointer-coarse:min-h-11"
            >
                {label}
            </button>
        }
    };
    view! {
        <Show when=move || chips.with(|c| !c.is_empty())>
            <div role="group" aria-label="Suggestions" class="flex flex-wrap gap-2 ps-8.5">
                {move || chips.get().into_iter().map(chip).collect_view()}
            </div>
        </Show>
    }
    .into_any()
}

/// The way down, while one reads further up; it counts what has arrived meanwhile.
#[component]
fn Newest(hearing: Hearing) -> impl IntoView {
    let words = move || match hearing.fresh.get() {
        0 => "Newest".to_owned(),
        1 => "1 new message".to_owned(),
        n => format!("{n} new messages"),
    };
    let place = if hearing.side.is_outside() { "bottom-24" } else { "bottom-3" };
    view! {
        <Show when=move || !hearing.at_end.get()>
            <button
                type="button"
                on:click=move |_| hearing.go_to_end()
                class=format!(
                    "sticky z-10 flex items-center gap-1.5 self-center rounded-full border border-line-strong bg-raised px-3.5 py-1.5 text-sm font-semibold shadow-pop hover:bg-sunk pointer-coarse:min-h-11 {place}",
                )
            >
                <Icon glyph=Glyph::Down class="size-4" />
                {words}
            </button>
        </Show>
    }
    .into_any()
}

/// The way to what was said before. Without script it is a link to the page with older messages.
#[component]
fn OlderMessages(thread: RwSignal<Thread>, log: NodeRef<Div>) -> impl IntoView {
    let is_loading = RwSignal::new(false);
    let next = Memo::new(move |_| thread.with(Thread::next_older));
    let load = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let Some((lane, before)) = next.get_untracked().filter(|_| !is_loading.get_untracked()) else { return };
        is_loading.set(true);
        spawn_local(async move {
            if let (Ok(history), Some(log)) = (list_messages(lane, Some(before)).await, log.get_untracked()) {
                scroll::keep_place(&log, move || thread.update(|t| t.older(lane, history)));
            }
            is_loading.set(false);
        });
    };
    view! {
        <Show when=move || next.get().is_some()>
            <a
                href=move || next.get().map(|(_, before)| format!("?before={before}"))
                on:click=load
                aria-busy=move || is_loading.get().then_some("true")
                class=format!("self-center {}", button_class(Look::Quiet, Size::Small))
            >
                {move || if is_loading.get() { "Loading older messages" } else { "Show older messages" }}
            </a>
        </Show>
    }
    .into_any()
}

/// A picture over the page. Esc, its button and a click beside it close it.
#[component]
fn LargePicture(picture: RwSignal<Option<FileView>>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let (Some(dialog), true) = (dialog.get(), picture.with(Option::is_some)) {
            let _ = dialog.show_modal();
        }
    });
    let image = move || {
        picture.get().map(|file| {
            let address = crate::routes::file(&file.token);
            let (width, height) = (file.width.to_string(), file.height.to_string());
            view! {
                <img src=address.clone() alt=file.name.clone() width=width height=height class="max-h-[calc(100dvh-6rem)] w-auto max-w-full rounded-md object-contain" />
                <p class="flex items-center gap-3 pt-2 text-sm text-muted">
                    <span class="min-w-0 flex-1 truncate">{file.name.clone()}</span>
                    <ButtonLink href=address size=Size::Small look=Look::Quiet icon=Glyph::Download attr:download=file.name>
                        "Save"
                    </ButtonLink>
                    <form method="dialog">
                        <Button size=Size::Small icon=Glyph::Close>"Close"</Button>
                    </form>
                </p>
            }
        })
    };
    view! {
        <dialog
            node_ref=dialog
            closedby="any"
            aria-label="Picture"
            on:close=move |_| picture.set(None)
            class="m-auto max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-panel p-3 text-ink shadow-pop backdrop:bg-veil open:animate-pop"
        >
            {image}
        </dialog>
    }
    .into_any()
}
