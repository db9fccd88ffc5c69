//! What every page of somebody signed in has awake: how the connection is, and toasts.

use crate::live::{self, Connection};
use crate::routes;
use crate::ui::{Button, Glyph, Icon, Keys, Size, Toast, ToastRegion, Tone};
use leptos::prelude::*;
use std::time::Duration;
use stoa::kernel::ids::MemberId;

/// A connection that comes back within this time was never worth a word.
const QUIET: Duration = Duration::from_millis(1500);
/// How long good news stays.
const SHOWN: Duration = Duration::from_secs(6);
/// What can be undone stays so long, and longer while somebody is about to press its button.
const OFFERED: Duration = Duration::from_secs(10);

/// Says when the connection is lost, why, and what helps. Also tells the client of this tab whose page it is.
#[island]
pub fn ConnectionBanner(member: MemberId) -> impl IntoView {
    let shown = RwSignal::new(None::<Connection>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        live::start(member);
        let connection = live::connection();
        Effect::new(move |_| {
            let now = connection.get();
            if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
                handle.clear();
            }
            match now {
                Connection::Idle | Connection::Online => shown.set(None),
                Connection::SignedOut => shown.set(Some(now)),
                _ if shown.get_untracked().is_some() => shown.set(Some(now)),
                _ => waiting.set_value(set_timeout_with_handle(move || shown.set(Some(now)), QUIET).ok()),
            }
        });
    });
    view! {
        <div id="connection" role="status" aria-live="polite" class="pointer-events-none fixed inset-x-0 top-0 z-50 flex justify-center px-4 in-[:has([data-close])]:top-15">
            {move || shown.get().map(notice)}
        </div>
    }
}

fn notice(connection: Connection) -> impl IntoView {
    let is_guest = !live::as_guest().is_empty();
    let words = match connection {
        Connection::Offline => "No internet connection. What you write is kept and sent when it is back.",
        Connection::SignedOut if is_guest => "This chat is not open to you any more. What you wrote is kept.",
        Connection::SignedOut => "You are signed out here. What you wrote is kept.",
        Connection::Failed => "Stoa cannot be reached. What you write is kept; it is being tried again.",
        _ => "Connecting again…",
    };
    let reload = |_| drop(window().location().reload());
    let look = "grid min-h-control-small flex-none place-items-center rounded-sm px-2 font-semibold text-accent hover:bg-sunk";
    let mend = match connection {
        Connection::SignedOut if is_guest => Some("Reload"),
        Connection::Failed => Some("Reload"),
        _ => None,
    };
    let mend = mend.map(|label| view! { <button type="button" on:click=reload class=look>{label}</button> });
    let sign_in = (connection == Connection::SignedOut && mend.is_none()).then(|| view! { <a href=back_here() class=look>"Sign in again"</a> });
    view! {
        <p class="pointer-events-auto mt-2 flex max-w-lg animate-pop items-center gap-3 rounded-md border border-line bg-raised px-4 py-2 shadow-pop">
            <span class="text-warn">
                <Icon glyph=Glyph::Warning />
            </span>
            <span class="min-w-0 flex-1">{words}</span>
            {mend}
            {sign_in}
        </p>
    }
}

/// Where one signs in and comes back to this page.
fn back_here() -> String {
    let location = window().location();
    routes::sign_in_then(&format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default()))
}

/// A toast goes when its time is over, but not from under the pointer or the focus.
fn end(id: u64) {
    if document().query_selector("#toasts:hover, #toasts:focus-within").is_ok_and(|held| held.is_some()) {
        set_timeout(move || end(id), Duration::from_secs(2));
    } else {
        live::dismiss(id);
    }
}

/// Shows what other islands say with `live::toast`.
#[island]
pub fn Toaster() -> impl IntoView {
    let notes = live::toasts();
    let timed = StoredValue::new(0_u64);
    let news = notes.clone();
    Effect::new(move |_| live::begin_toasts());
    Effect::new(move |_| {
        for note in news.get().into_iter().filter(|n| n.id > timed.get_value()) {
            timed.set_value(note.id);
            // Bad news stays until somebody has seen it.
            if note.tone != Tone::Bad {
                set_timeout(move || end(note.id), if note.action.is_some() { OFFERED } else { SHOWN });
            }
        }
    });
    view! {
        <ToastRegion>
            <For
                each=move || notes.get()
                key=|note| note.id
                children=|note| {
                    let live::Note { id, tone, text, link, action } = note;
                    let press = move |action: live::Action| {
                        live::dismiss(id);
                        (action.run)(action.id);
                    };
                    let button = move || {
                        action
                            .map(|action| {
                                view! {
                                    <Button kind="button" size=Size::Small on:click=move |_| press(action)>
                                        {action.label}
                                        {(!action.keys.is_empty()).then(|| view! { <Keys keys=action.keys /> })}
                                    </Button>
                                }
                            })
                    };
                    view! {
                        <div class="contents" on:change=move |_| live::dismiss(id)>
                            <Toast tone action=button>
                                {text}
                                {link
                                    .map(|(label, href)| {
                                        view! {
                                            " "
                                            <a href=href class="font-semibold text-accent underline-offset-2 hover:underline">
                                                {label}
                                            </a>
                                        }
                                    })}
                            </Toast>
                        </div>
                    }
                }
            />
        </ToastRegion>
    }
}
