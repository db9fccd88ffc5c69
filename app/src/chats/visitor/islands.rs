//! What wakes up under a visitor's chat: how it stands, by itself, and what can be done.

use super::api::{CallHuman, EndChat, RateChat, ReopenChat, count_unread, get_standing};
use super::{Spot, Standing};
use crate::error::{AppError, Result};
use crate::live::{self, Heard};
use crate::routes;
use crate::tickets::islands::follow;
use crate::ui::*;
use leptos::html::Span;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::time::Duration;
use stoa::Error;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::{ChatId, MemberId};
use stoa::kernel::time::Timestamp;

/// How often a place in the queue is asked for: others in it say nothing when they leave.
const LOOK_AGAIN: Duration = Duration::from_secs(20);
/// Hints that come together are answered by one look; what is read on this page is told first.
const TOGETHER: Duration = Duration::from_millis(400);

/// What was said with stars that were refused, and why they were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What was typed.
    pub feedback: String,
    /// Why.
    pub error: Option<String>,
}

/// The foot of a chat: how it stands, the composer (`children`) while one can write, the stars after the end.
#[island]
pub fn ChatCourse(
    chat: ChatId,
    standing: Standing,
    spot: Spot,
    me: MemberId,
    /// Whether whoever asks has no account.
    is_guest: bool,
    said: Said,
    now: Timestamp,
    children: Children,
) -> impl IntoView {
    let standing = RwSignal::new(standing);
    let (here, again) = (spot.clone(), spot.clone());
    follow(Topic::Person(me), now, standing, move || look_at(here.clone(), chat));
    Effect::new(move |_| {
        let spot = again.clone();
        let look = move || {
            let spot = spot.clone();
            if standing.try_with_untracked(|s| s.is_active() && s.chat.position.is_some()) == Some(true) {
                spawn_local(async move {
                    if let Ok(fresh) = look_at(spot, chat).await {
                        standing.try_set(fresh);
                    }
                });
            }
        };
        if let Ok(handle) = set_interval_with_handle(look, LOOK_AGAIN) {
            on_cleanup(move || handle.clear());
        }
    });
    let agent = Memo::new(move |_| standing.with(|s| s.chat.agent.clone()));
    Effect::new(move |before: Option<Option<String>>| {
        let now = agent.get();
        if before.is_some_and(|before| before != now) {
            name_in_head(now.as_deref(), &standing.with_untracked(|s| s.words.clone()));
        }
        now
    });
    let words = Memo::new(move |_| standing.with(|s| s.words.clone()));
    let is_active = Memo::new(move |_| standing.with(Standing::is_active));
    // Also as the talk of a ticket.
    let is_open = Memo::new(move |_| standing.with(|s| s.chat.is_open));
    // The stars need room: the last words would stand behind them.
    Effect::new(move |was_active: Option<bool>| {
        let is_active = is_active.get();
        if was_active == Some(true) && !is_active {
            request_animation_frame(|| {
                if let Some(page) = document().scrolling_element() {
                    page.set_scroll_top(page.scroll_height());
                }
            });
        }
        is_active
    });
    let may_call = Memo::new(move |_| standing.with(Standing::may_call));
    let ticket = Memo::new(move |_| standing.with(|s| s.chat.ticket_number));
    let rating = Memo::new(move |_| standing.with(|s| s.chat.rating.unwrap_or_default()));
    let (of_acts, of_end) = (spot.clone(), spot);
    let acts = move || {
        let spot = of_acts.clone();
        is_active.get().then(|| {
            let (calls, ends) = (spot.clone(), spot);
            view! {
                <div class="flex flex-none gap-1">
                    {move || {
                        let spot = calls.clone();
                        may_call.get().then(|| view! { <Act action=CallHuman::PATH spot chat label="Talk to a human" icon=Glyph::Person /> })
                    }}
                    <Act action=EndChat::PATH spot=ends chat label="End chat" icon=Glyph::Check />
                </div>
            }
        })
    };
    let ending = move || {
        let (spot, said) = (of_end.clone(), said.clone());
        (!is_active.get()).then(|| view! { <Ending spot chat is_guest is_open=is_open.get() ticket=ticket.get() rating=rating.get() said /> })
    };
    view! {
        <div class="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 pb-1.5 text-sm text-muted">
            <p role="status" class="min-w-0 flex-1 basis-40">{move || words.get()}</p>
            {acts}
        </div>
        {ending}
        <div class=move || if is_open.get() { "contents" } else { "hidden" }>{children()}</div>
    }
}

/// Says at the head of the frame who answers now: it stands outside of every island.
fn name_in_head(agent: Option<&str>, words: &str) {
    let Ok(Some(head)) = document().query_selector("[data-business]") else { return };
    let business = head.get_attribute("data-business").unwrap_or_default();
    let (name, detail) = agent.map_or((business.as_str(), words), |agent| (agent, business.as_str()));
    for (line, text) in [("b", name), ("span", detail)] {
        if let Ok(Some(line)) = head.query_selector(line) {
            line.set_text_content(Some(text));
        }
    }
}

/// A button that is a form: what it does works without script.
#[component]
fn Act(action: &'static str, spot: Spot, chat: ChatId, label: &'static str, icon: Glyph) -> impl IntoView {
    view! {
        <form method="post" action=action class="flex">
            <Where spot chat />
            <Button look=Look::Quiet size=Size::Small icon>{label}</Button>
        </form>
    }
    .into_any()
}

#[component]
fn Where(spot: Spot, chat: ChatId) -> impl IntoView {
    view! {
        <input type="hidden" name="business" value=spot.business />
        <input type="hidden" name="framed" value=spot.framed />
        <input type="hidden" name="zone" value=spot.zone />
        <input type="hidden" name="chat" value=chat.to_string() />
    }
}

/// After the end: the stars, and the way back in.
#[component]
fn Ending(spot: Spot, chat: ChatId, is_guest: bool, is_open: bool, ticket: Option<i64>, rating: i64, said: Said) -> impl IntoView {
    if let Some(number) = ticket {
        if is_guest && !is_open {
            return ().into_any();
        }
        // The page of a ticket is for whoever has an account, and stands in no frame.
        let (href, beside) = (routes::ticket(number), spot.is_framed());
        let action = move || (!is_guest).then(|| view! { <ButtonLink href beside size=Size::Small>"Open the ticket"</ButtonLink> });
        let words = match (is_open, is_guest) {
            (true, true) => "Answers come here and by e-mail. You can go on writing here.",
            (true, false) => "Answers come here, there and by e-mail.",
            (false, _) => "All that was said is there.",
        };
        return view! { <Banner tone=Tone::Accent icon=Glyph::Ticket class="mb-2" action>{words}</Banner> }.into_any();
    }
    let stars = u8::try_from(rating).unwrap_or_default();
    let is_rated = stars > 0 && said.error.is_none();
    let again = spot.clone();
    let form = view! {
        <form method="post" action=RateChat::PATH class="flex flex-col gap-2.5">
            <Where spot chat />
            <RatingInput name="stars" label="How did we do?" value=stars required=true />
            <Field id="feedback" label="Anything to add" optional=true error=said.error.clone()>
                <TextArea name="feedback" rows=2 value=said.feedback />
            </Field>
            <div><Button look=Look::Primary>"Send rating"</Button></div>
        </form>
    };
    let body = if is_rated {
        view! {
            <p class="flex flex-wrap items-center gap-x-2"><b class="font-semibold">"Thank you for your rating."</b><Rating value=stars /></p>
            <Disclosure summary="Change it" class="mt-1">{form}</Disclosure>
        }
        .into_any()
    } else {
        form.into_any()
    };
    view! {
        <div class="flex flex-col gap-3">
            {body}
            <form method="post" action=ReopenChat::PATH class="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line pt-2.5 text-sm text-muted">
                <Where spot=again chat />
                <span class="min-w-0 flex-1 basis-40">"Something left to say?"</span>
                <Button size=Size::Small icon=Glyph::Undo>"Open it again"</Button>
            </form>
        </div>
    }
    .into_any()
}

/// How a chat stands. Who is no longer let in is told so by the page, which is shown anew: nothing they write here would go anywhere.
async fn look_at(spot: Spot, chat: ChatId) -> Result<Standing> {
    let now = get_standing(spot, chat).await;
    if matches!(now, Err(AppError(Error::Denied(_)))) {
        let _ = window().location().reload();
    }
    now
}

/// The number, on whatever page of the frame. It is written past the signals, for the script beside it writes there too.
#[island]
pub fn UnreadCounter(start: i64, spot: Spot, me: MemberId) -> impl IntoView {
    thread_local!(static IS_DUE: Cell<bool> = const { Cell::new(false) });
    let place = NodeRef::<Span>::new();
    Effect::new(move |_| {
        let spot = spot.clone();
        live::watch(Topic::Person(me), 0, move |heard| {
            let is_news = match heard {
                Heard::Changed { hints, .. } => hints.iter().any(|h| matches!(h.what, Subject::Chat | Subject::Everything)),
                Heard::CaughtUp { .. } => true,
                _ => false,
            };
            if !is_news || IS_DUE.replace(true) {
                return;
            }
            let spot = spot.clone();
            let look = move || {
                IS_DUE.set(false);
                spawn_local(async move {
                    if let Ok(now) = count_unread(spot).await
                        && let Some(place) = place.try_get_untracked().flatten()
                    {
                        let _ = place.set_attribute("data-unread", &now.to_string());
                    }
                });
            };
            set_timeout(look, TOGETHER);
        })
    });
    view! { <span hidden node_ref=place data-unread=start.to_string()></span> }
}
