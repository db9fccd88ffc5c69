//! Sending pauses when somebody else wrote since one began to type: what came in is shown, and one decides.

use super::composer::{FIELD_ID, Place};
use crate::conversations::{Owner, Shown, Side};
use crate::live::{self, Heard};
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::html::Div;
use leptos::prelude::*;
use std::cell::RefCell;
use stoa::conversations::model::{MessageView, SenderKind};
use stoa::event::Topic;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement};

/// Messages that are shown; more are counted.
const SHOWN: usize = 4;

/// Something that came in.
#[derive(Clone, Debug, PartialEq)]
struct Came {
    name: String,
    body: String,
    is_note: bool,
}

/// What came in since one began to type, and whether sending waits for a decision.
#[derive(Clone, Copy)]
pub struct Pause {
    came: RwSignal<Vec<Came>>,
    is_shown: RwSignal<bool>,
    is_decided: StoredValue<bool>,
}

thread_local! {
    /// The button that was pressed: it may say more than “send”. Not part of the pause: what belongs to a browser must not be dropped by a server's other thread.
    static PRESSED: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

impl Pause {
    /// Listens while something is being written to a ticket. `shown` is what the page knew.
    pub fn new(place: &Place, side: Side, shown: Option<Shown>, body: RwSignal<String>) -> Self {
        let pause = Self { came: RwSignal::default(), is_shown: RwSignal::new(false), is_decided: StoredValue::new(false) };
        let Some((notes, mut shown)) = place.notes.zip(shown).filter(|_| side == Side::Staff && matches!(place.owner, Owner::Ticket(_))) else { return pause };
        let (talk, me) = (place.talk, place.me);
        Effect::new(move |_| {
            live::watch(Topic::Colleagues(talk), 0, move |heard| {
                let Heard::Message { conversation, message } = heard else { return };
                let known = match *conversation {
                    it if it == talk => &mut shown.talk,
                    it if it == notes => &mut shown.notes,
                    _ => return,
                };
                // A fresh connection may tell some of them again.
                if message.seq > *known {
                    *known = message.seq;
                    if message.sender != Some(me) && !body.with_untracked(|text| text.trim().is_empty()) {
                        pause.hear(message, *conversation == notes);
                    }
                }
            })
        });
        Effect::new(move |_| {
            // Who begins anew has read what came in before.
            if body.with(|text| text.trim().is_empty()) {
                pause.over();
            }
        });
        pause
    }

    fn hear(self, message: &MessageView, is_note: bool) {
        if matches!(message.kind, SenderKind::Customer | SenderKind::Partner | SenderKind::Agent) {
            let body = if message.body.is_empty() { "A picture".to_owned() } else { message.body.clone() };
            let came = Came { name: message.name.clone(), body, is_note };
            self.came.try_update(|all| all.push(came));
            self.is_decided.try_set_value(false);
        }
    }

    /// Whether what is sent has to wait for a decision. Then it is asked for.
    pub fn holds(self, event: &SubmitEvent) -> bool {
        if self.is_decided.get_value() || self.came.with_untracked(Vec::is_empty) {
            return false;
        }
        PRESSED.set(event.submitter());
        self.is_shown.set(true);
        true
    }

    /// Nothing is being written any more.
    pub fn over(self) {
        self.is_decided.try_set_value(false);
        if self.is_shown.try_get_untracked() == Some(true) {
            self.is_shown.try_set(false);
        }
        if self.came.try_with_untracked(Vec::is_empty) == Some(false) {
            self.came.try_set(Vec::new());
        }
    }

    fn go_on_writing(self) {
        self.over();
        if let Some(field) = document().get_element_by_id(FIELD_ID).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = field.focus();
        }
    }

    fn send(self, form: Option<HtmlFormElement>) {
        self.is_decided.set_value(true);
        self.is_shown.set(false);
        let Some(form) = form else { return };
        let sent = PRESSED.take().is_some_and(|button| form.request_submit_with_submitter(Some(&button)).is_ok());
        if !sent {
            let _ = form.request_submit();
        }
    }
}

/// What came in, with the two ways on. It takes the focus, for whoever sent did not expect it.
#[component]
pub fn PausePanel(pause: Pause, form: NodeRef<leptos::html::Form>) -> impl IntoView {
    let panel = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(panel) = panel.get() {
            let _ = panel.focus();
        }
    });
    let title = move || {
        pause.came.with(|came| {
            let mut names: Vec<&str> = came.iter().map(|c| c.name.as_str()).collect();
            names.dedup();
            match names.as_slice() {
                [] => String::new(),
                [one] => format!("{one} wrote while you were writing"),
                [one, rest @ ..] => format!("{one} and {} more wrote while you were writing", rest.len()),
            }
        })
    };
    let line = |came: &Came| {
        let (name, body, is_note) = (came.name.clone(), came.body.clone(), came.is_note);
        view! {
            <li class="line-clamp-3">
                <b class="font-semibold">{name}</b>
                {is_note.then_some(" in a note")}
                ": "
                {body}
            </li>
        }
    };
    let lines = move || {
        pause.came.with(|came| {
            let more = came.len().saturating_sub(SHOWN);
            let last = came.iter().skip(more).map(line).collect_view();
            view! {
                {(more > 0).then(|| view! { <li class="text-muted">{format!("{more} more, in the conversation")}</li> })}
                {last}
            }
        })
    };
    view! {
        <Show when=move || pause.is_shown.get()>
            <div
                id="came-in"
                role="alert"
                tabindex="-1"
                node_ref=panel
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        event.prevent_default();
                        event.stop_propagation();
                        pause.go_on_writing();
                    }
                }
                class="mb-2 rounded-md border border-warn bg-raised px-4 py-3 text-sm shadow-pop outline-none focus-visible:outline-2 focus-visible:outline-accent"
            >
                <p class="flex items-center gap-2 font-semibold">
                    <span class="text-warn">
                        <Icon glyph=Glyph::Warning class="size-4 flex-none" />
                    </span>
                    {title}
                </p>
                <ul class="mt-2 flex max-h-40 flex-col gap-1.5 overflow-y-auto">{lines}</ul>
                <div class="mt-3 flex flex-wrap gap-2">
                    <Button kind="button" size=Size::Small look=Look::Primary on:click=move |_| pause.send(form.get_untracked())>
                        "Send anyway"
                    </Button>
                    <Button kind="button" size=Size::Small on:click=move |_| pause.go_on_writing()>
                        "Keep editing"
                    </Button>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
