//! The bar at the top of a thread while there is a call: who rings, how long one speaks, and what can be done.

use super::phone::{self, Phone, Stand};
use crate::live;
use crate::ui::*;
use leptos::html::{Audio, Video};
use leptos::prelude::*;
use std::time::Duration;
use stoa::calls::model::{CallView, Part, Stage};
use stoa::calls::rules::length;
use stoa::cards::model::{CardView, Face};
use stoa::kernel::ids::{ConversationId, MemberId};

const SECOND: Duration = Duration::from_secs(1);

/// The bar. `cards` are those of the thread: a call is one of them.
#[component]
pub fn CallBar(talk: ConversationId, me: MemberId, cards: RwSignal<Vec<CardView>>) -> impl IntoView {
    let phone = Phone::new(talk);
    phone.plug_in(me);
    let open = Memo::new(move |_| cards.with(|all| all.iter().find_map(open_call)));
    Effect::new(move |_| {
        // What the server knows to be over is over here, too.
        let is_over = |view: &CardView| matches!(&view.face, Face::Call(c) if Some(c.id) == phone::call() && !c.stage.is_open());
        if cards.with(|all| all.iter().any(is_over)) {
            phone.put_down();
        }
    });
    let bar = move || match (phone.stand.get(), open.get()) {
        (Stand::Idle, Some(call)) => at_rest(phone, call),
        (Stand::Idle, None) => None,
        (stand, call) => Some(in_use(phone, stand, call.map(|c| c.other().to_owned()).unwrap_or_default())),
    };
    view! { <div class="sticky top-2 z-20 flex flex-col empty:hidden" data-call-bar="">{bar}</div> }.into_any()
}

fn open_call(view: &CardView) -> Option<CallView> {
    match &view.face {
        Face::Call(call) if call.stage.is_open() => Some(call.clone()),
        _ => None,
    }
}

/// A call that this tab takes no part in: one that rings here, or that goes on elsewhere.
fn at_rest(phone: Phone, call: CallView) -> Option<AnyView> {
    let id = call.id;
    let buttons = match (call.part, call.stage) {
        (Part::None, _) => return None,
        (Part::Callee, Stage::Rings) => view! {
            <Button look=Look::Primary icon=Glyph::Phone kind="button" class="noscript:hidden pointer-coarse:min-h-11" on:click=move |_| phone.answer(id)>"Answer"</Button>
            <Button kind="button" class="noscript:hidden pointer-coarse:min-h-11" on:click=move |_| phone.tell_end(id)>"Decline"</Button>
            <p class="hidden text-sm text-muted noscript:block">"Calls need JavaScript. Write instead."</p>
        }
        .into_any(),
        _ => view! { <Button kind="button" class="noscript:hidden pointer-coarse:min-h-11" on:click=move |_| phone.tell_end(id)>"End it"</Button> }.into_any(),
    };
    let words = match (call.part, call.stage) {
        (Part::Callee, Stage::Rings) => format!("{} is calling you", call.caller),
        _ => format!("A call with {} goes on in another tab", call.other()),
    };
    Some(view! { <Frame words role="alert">{buttons}</Frame> }.into_any())
}

/// The call of this tab.
fn in_use(phone: Phone, stand: Stand, other: String) -> AnyView {
    let hang_up = move || {
        view! { <Button look=Look::Danger kind="button" class="pointer-coarse:min-h-11" on:click=move |_| phone.hang_up()>"Hang up"</Button> }.into_any()
    };
    let (words, buttons) = match stand {
        Stand::Asking => ("Your browser asks whether it may use your microphone".to_owned(), ().into_any()),
        Stand::Ringing => (format!("Calling {other}"), hang_up()),
        Stand::Joining => ("Connecting".to_owned(), hang_up()),
        Stand::Failed(why) => {
            let close = move |_| phone.stand.set(Stand::Idle);
            (why, view! { <Button kind="button" class="pointer-coarse:min-h-11" on:click=close>"Close"</Button> }.into_any())
        }
        Stand::Speaking(since) => {
            let now = RwSignal::new(live::server_now());
            if let Ok(clock) = set_interval_with_handle(
                move || {
                    now.try_set(live::server_now());
                },
                SECOND,
            ) {
                on_cleanup(move || clock.clear());
            }
            let (mute, camera) = (move || phone.is_muted.get(), move || phone.shows.get());
            let buttons = view! {
                <span role="timer" class="text-sm text-muted tabular-nums">{move || length(now.get().since(since))}</span>
                <Button kind="button" class="pointer-coarse:min-h-11" attr:aria-pressed=move || mute().to_string() on:click=move |_| phone.turn_mute()>
                    {move || if mute() { "Muted" } else { "Mute" }}
                </Button>
                <Button kind="button" icon=Glyph::Video class="pointer-coarse:min-h-11" attr:aria-pressed=move || camera().to_string() on:click=move |_| phone.turn_camera()>
                    {move || if camera() { "Camera off" } else { "Camera" }}
                </Button>
                {hang_up()}
            };
            (format!("On the phone with {other}"), buttons.into_any())
        }
        Stand::Idle => return ().into_any(),
    };
    view! {
        <Frame words role="status">{buttons}</Frame>
        <Screen phone other />
    }
    .into_any()
}

#[component]
fn Frame(words: String, role: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-accent-line bg-raised px-4 py-2.5 shadow-pop">
            <Icon glyph=Glyph::Phone class="size-5 flex-none text-accent" />
            <p role=role class="min-w-32 flex-1 font-semibold wrap-anywhere">{words}</p>
            <div class="flex flex-wrap items-center gap-2">{children()}</div>
        </div>
    }
}

/// What comes from the other end: heard always, seen while they show something; in its corner what one shows oneself.
#[component]
fn Screen(phone: Phone, other: String) -> impl IntoView {
    let (voice, far, near) = (NodeRef::<Audio>::new(), NodeRef::<Video>::new(), NodeRef::<Video>::new());
    Effect::new(move |_| {
        if let Some(audio) = voice.get() {
            audio.set_src_object(phone::voice().as_ref());
        }
    });
    Effect::new(move |_| {
        if let Some(video) = far.get() {
            video.set_src_object(phone::picture().as_ref());
        }
    });
    Effect::new(move |_| {
        if let Some(video) = near.get() {
            // Whoever shows themselves does not want to hear themselves.
            video.set_muted(true);
            video.set_src_object(phone.shows.get().then(phone::near).flatten().as_ref());
        }
    });
    let is_dark = move || !phone.is_shown.get();
    let is_hidden = move || !phone.shows.get();
    view! {
        <audio node_ref=voice autoplay></audio>
        <div class="relative mt-2" class:hidden=move || is_dark() && is_hidden()>
            <video
                node_ref=far
                autoplay
                playsinline
                aria-label=format!("Video of {other}")
                class="max-h-[45dvh] w-full rounded-md border border-line bg-sunk object-contain"
                class:hidden=is_dark
            ></video>
            <video
                node_ref=near
                autoplay
                playsinline
                aria-label="Your video"
                class="max-h-32 rounded-md border border-line bg-sunk"
                class:hidden=is_hidden
                class=("absolute", move || !is_dark())
                class=("end-2", move || !is_dark())
                class=("bottom-2", move || !is_dark())
            ></video>
        </div>
    }
}
