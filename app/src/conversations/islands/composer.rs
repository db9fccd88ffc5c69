//! The composer: a form that works by itself, with drafts, pictures and the socket when it is awake.

use super::draft::{self, Draft, Kept};
use super::later;
use super::pause::{Pause, PausePanel};
use super::pictures::{Tray, TrayView};
use super::send::{Attach, SplitSend};
use super::teller::Teller;
use super::wish;
use crate::calls::islands::CallButton;
use crate::canned::islands::{Canned, CannedButton, CannedList, LIST_ID};
use crate::cards::islands::ProductPicker;
use crate::conversations::{Owner, Shown, Side};
use crate::live;
use crate::ui::*;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;
use stoa::conversations::model::BODY_MAX;
use stoa::kernel::ids::{ConversationId, MemberId};

/// The composer's form, for buttons that stand elsewhere on the page.
pub const FORM_ID: &str = "composer";
/// The field in it.
pub(super) const FIELD_ID: &str = "composer-body";

/// What stands in the empty field while a private note is written.
const NOTE: &str = "Write a note for your team";

/// What the composer writes to, and for whom.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// What the conversation belongs to.
    pub owner: Owner,
    /// The talk.
    pub talk: ConversationId,
    /// The private notes; only for staff.
    pub notes: Option<ConversationId>,
    /// Who writes.
    pub me: MemberId,
    /// When a reply may be sent later: in words, and as a form says it. Empty where nothing can wait.
    pub laters: Vec<(String, String)>,
}

/// Where messages are written. Staff may write a private note instead, and say what becomes of the ticket.
#[island]
pub fn Composer(
    place: Place,
    side: Side,
    draft: Draft,
    /// Where the form goes without script.
    action: String,
    /// What stands in the empty field.
    placeholder: String,
    /// What the page shows of a ticket, for a reply that must not pass what came in since.
    #[prop(optional)]
    shown: Option<Shown>,
    /// Whether Enter sends, where it usually begins a line.
    #[prop(optional)]
    enter_sends: Option<bool>,
) -> impl IntoView {
    let key = draft::key(place.me, place.talk);
    let form = NodeRef::<Form>::new();
    let tray = Tray::new(draft.pictures.clone());
    // What was typed before the page woke up is newer than all else.
    let body = RwSignal::new(live::typed(FIELD_ID).unwrap_or_else(|| draft.body.clone()));
    let is_note = RwSignal::new(draft.is_note);
    let error = RwSignal::new(draft.error.clone());
    let pause = Pause::new(&place, side, shown, body);

    let (load, begun_at, given) = (key.clone(), draft.at, draft.body.clone());
    Effect::new(move |_| {
        let Some(form) = form.get() else { return };
        let is_typed = live::typed(FIELD_ID).is_some_and(|typed| typed != given);
        if !is_typed
            && let Some(kept) = draft::load(&load)
            && begun_at.is_none_or(|at| kept.at > at)
            && (given.is_empty() || begun_at.is_some())
        {
            body.set(kept.body);
            draft::choose_mode(&form, kept.is_note && place.notes.is_some());
        }
        is_note.set(draft::is_note(&form));
    });
    let notes = place.notes.filter(|_| side == Side::Staff);
    let tell = Teller::new(side, (place.talk, notes), body, is_note, tray);
    let keep = move || {
        let kept = Kept { body: body.get_untracked(), is_note: is_note.get_untracked(), at: live::server_now() };
        draft::save(&key, &kept);
        tell.soon();
    };
    let (on_mode, sent) = (keep.clone(), keep.clone());
    let mode = move |event: leptos::ev::Event| {
        is_note.set(event_target_value(&event) == "note");
        on_mode();
    };
    let canned = Canned::new(place.owner, FIELD_ID);
    let to_partner = matches!(place.owner, Owner::Lane(_));
    let has_canned = side == Side::Staff && !to_partner;
    let typed = move |event: leptos::ev::Event| {
        body.set(event_target_value(&event));
        error.set(None);
        keep();
        if has_canned {
            canned.typed();
        }
        let lane = if is_note.get_untracked() { place.notes } else { Some(place.talk) };
        let reads_along = side == Side::Customer && matches!(place.owner, Owner::Chat(_));
        // Who reads along sees it vanish, too.
        if let Some(lane) = lane.filter(|_| reads_along || !body.with_untracked(String::is_empty)) {
            live::typing(lane, reads_along.then(|| body.get_untracked()));
        }
    };
    let (owner, talk) = (place.owner, place.talk);
    let enter_sends = owner.is_chat() || enter_sends == Some(true);
    let keys = move |event: KeyboardEvent| {
        if canned.key(&event) {
            return;
        }
        let sends = event.ctrl_key() || event.meta_key() || (enter_sends && !event.shift_key());
        if event.key() == "Enter" && sends && !event.is_composing() {
            event.prevent_default();
            if let Some(form) = form.get_untracked() {
                let _ = form.request_submit();
            }
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let lane = if is_note.get_untracked() { place.notes.unwrap_or(place.talk) } else { place.talk };
        let text = body.get_untracked().trim().to_owned();
        if let Some(why) = fault(&text, &tray) {
            return error.set(Some(why));
        }
        if let (Some(moment), Owner::Ticket(ticket)) = (later::chosen(&event), owner) {
            let files = tray.kept().iter().map(|file| file.id).collect();
            let kept = sent.clone();
            return later::send(ticket, text, files, moment, move |outcome| match outcome {
                Ok(()) => {
                    tray.take();
                    body.set(String::new());
                    kept();
                    later::look_again();
                }
                Err(why) => error.set(Some(why)),
            });
        }
        if !is_note.get_untracked() && pause.holds(&event) {
            return;
        }
        live::send(lane, text, tray.take(), wish::of(owner, &event));
        body.set(String::new());
        error.set(None);
        sent();
    };
    let (laters, for_reply) = (place.laters, placeholder.clone());
    // Who writes a note is not led to believe that it is a reply.
    let placeholder = if draft.is_note { NOTE.to_owned() } else { placeholder };
    let blocked = Signal::derive(move || tray.is_busy());
    let pictures = move || serde_json::to_string(&tray.kept()).unwrap_or_default();
    let text = view! {
        <label class="sr-only" for=FIELD_ID>
            "Message"
        </label>
        <TextArea
            name="body"
            id=FIELD_ID
            rows=if side.is_outside() { 1 } else { 2 }
            bare=true
            value=draft.body
            placeholder
            prop:placeholder=move || if is_note.get() { NOTE.to_owned() } else { for_reply.clone() }
            prop:value=move || body.get()
            attr:aria-invalid=move || error.get().is_some().then_some("true")
            attr:aria-describedby="composer-error"
            attr:aria-autocomplete=has_canned.then_some("list")
            attr:aria-controls=move || canned.is_open().then_some(LIST_ID)
            attr:aria-activedescendant=move || canned.active()
            on:input=typed
            on:keydown=keys
            on:paste=move |event: leptos::ev::ClipboardEvent| {
                if event.clipboard_data().is_some_and(|data| tray.add(data.files())) {
                    event.prevent_default();
                }
            }
        />
    };
    view! {
        <form
            id=FORM_ID
            method="post"
            action=action
            enctype="multipart/form-data"
            node_ref=form
            data-composer=""
            on:submit=submit
            on:dragover=move |event| event.prevent_default()
            on:drop=move |event: leptos::ev::DragEvent| {
                event.prevent_default();
                tray.add(event.data_transfer().and_then(|data| data.files()));
            }
        >
            <input type="hidden" name=owner.field().0 value=owner.field().1 />
            <input type="hidden" name="client_id" value=draft.client_id.to_string() />
            <input type="hidden" name="pictures" value=pictures />
            {shown
                .map(|shown| view! {
                    <input type="hidden" name="shown_talk" value=shown.talk.to_string() />
                    <input type="hidden" name="shown_notes" value=shown.notes.to_string() />
                })}
            <PausePanel pause form />
            <p id="composer-error" role="alert" class="flex gap-1.5 pb-2 text-sm text-bad empty:hidden">
                {move || {
                    error
                        .get()
                        .map(|why| view! {
                            <Icon glyph=Glyph::Alert class="mt-0.5 size-4 flex-none" />
                            <span>{why}</span>
                        })
                }}
            </p>
            {match side {
                Side::Customer | Side::Partner => {
                    view! {
                        <TrayView tray class="pb-3" />
                        <div class="flex items-end gap-2.5 noscript:flex-wrap">
                            <Attach tray />
                            <div class="min-w-0 flex-1 rounded-[1.375rem] border border-control bg-raised focus-within:border-accent">{text}</div>
                            <SendRound disabled=blocked />
                        </div>
                    }
                        .into_any()
                }
                Side::Staff | Side::Team => {
                    view! {
                        <div on:change=mode>
                            <ComposerFrame
                                reply_label=match owner {
                                    Owner::Lane(_) => "Reply to partner",
                                    _ if owner.is_chat() => "Reply to visitor",
                                    _ => "Reply to customer",
                                }
                                reply_only=side == Side::Team || to_partner
                                lane=if to_partner { Tone::Partner } else { Tone::Accent }
                                mode=if draft.is_note { ComposerMode::Note } else { ComposerMode::Reply }
                                tools=move || {
                                    view! {
                                        <Attach tray />
                                        {has_canned.then(|| view! { <CannedButton canned /> })}
                                        {has_canned.then(|| view! { <ProductPicker talk /> <CallButton /> })}
                                    }
                                }
                                hint=move || if enter_sends { "Enter sends, Shift+Enter begins a line" } else { "Ctrl+Enter sends" }
                                send=move || view! { <SplitSend owner blocked laters /> }
                            >
                                {text}
                                {has_canned.then(|| view! { <CannedList canned /> })}
                                <TrayView tray class="px-3.5 pb-3" />
                            </ComposerFrame>
                        </div>
                    }
                        .into_any()
                }
            }}
        </form>
    }
}

/// What keeps a message from being sent.
fn fault(text: &str, tray: &Tray) -> Option<String> {
    let n = text.chars().count();
    if untrack(|| tray.is_busy()) {
        Some("The pictures are still on their way. Wait a moment.".into())
    } else if n > BODY_MAX {
        Some(format!("Message has {n} characters; {BODY_MAX} is the most."))
    } else if n == 0 && untrack(|| tray.kept().is_empty()) {
        Some("Write a message first.".into())
    } else {
        None
    }
}
