//! What wakes up about cards: finding a product to show while one writes, and the orders and bookings beside a conversation as they are now.

use super::api::{find_products, share_card};
use crate::fresh::look_soon;
use crate::live::{self, Heard};
use crate::ui::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use stoa::conversations::model::CardKind;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::{BusinessId, ConversationId};
use uuid::Uuid;

/// The part of the page with orders and bookings.
pub const PART: &str = "beside";
/// While nobody looks at the page, it is looked at again so much later.
const LATER: Duration = Duration::from_secs(5);

type Found = Vec<(i64, String, String)>;

/// The way to show a product, in the composer: a button that opens a search. Without script the search stands in the details.
#[component]
pub fn ProductPicker(talk: ConversationId) -> impl IntoView {
    let (is_open, words, found) = (RwSignal::new(false), RwSignal::new(String::new()), RwSignal::new(None::<Found>));
    let asked = RwSignal::new(0_u32);
    let search = move || {
        asked.update(|n| *n += 1);
        let mine = asked.get_untracked();
        spawn_local(async move {
            let answer = find_products(words.get_untracked()).await;
            // Only the last question counts.
            if asked.try_get_untracked() == Some(mine) {
                match answer {
                    Ok(all) => drop(found.try_set(Some(all))),
                    Err(why) => live::toast(Tone::Bad, why.to_string(), None),
                }
            }
        });
    };
    let toggle = move |_| {
        is_open.update(|open| *open = !*open);
        if is_open.get_untracked() {
            search();
        }
    };
    let share = move |id: i64| {
        is_open.set(false);
        spawn_local(async move {
            if let Err(why) = share_card(talk, Uuid::now_v7().to_string(), CardKind::Product, id, String::new()).await {
                live::toast(Tone::Bad, why.to_string(), None);
            }
        });
    };
    let line = move |(id, name, price): (i64, String, String)| {
        view! {
            <li>
                <button
                    type="button"
                    on:click=move |_| share(id)
                    class="flex min-h-11 w-full items-center gap-3 rounded-sm px-2.5 py-1.5 text-start hover:bg-sunk"
                >
                    <span class="min-w-0 flex-1 truncate font-semibold">{name}</span>
                    <span class="text-sm whitespace-nowrap text-muted tabular-nums">{price}</span>
                </button>
            </li>
        }
    };
    let leave = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => is_open.set(false),
        // The form around is the message's: it is not sent from here.
        "Enter" => event.prevent_default(),
        _ => {}
    };
    view! {
        <div class="relative noscript:hidden">
            <IconButton glyph=Glyph::Bag label="Show a product" kind="button" attr:aria-expanded=move || is_open.get().to_string() on:click=toggle />
            <Show when=move || is_open.get()>
                <div role="group" aria-label="Show a product" class="absolute bottom-full z-30 mb-2 w-80 max-w-[calc(100vw-2rem)] rounded-md border border-line bg-raised p-2 shadow-pop">
                    <label for="product-picker" class="sr-only">"Search the shop"</label>
                    <input
                        id="product-picker"
                        type="search"
                        autocomplete="off"
                        placeholder="Search the shop"
                        prop:value=move || words.get()
                        on:input=move |event| {
                            words.set(event_target_value(&event));
                            search();
                        }
                        on:keydown=leave
                        class="mb-1.5 h-control w-full rounded-sm border border-control bg-raised px-3"
                    />
                    <ul class="max-h-64 overflow-y-auto">{move || found.get().unwrap_or_default().into_iter().map(line).collect_view()}</ul>
                    <p role="status" class="px-2.5 py-1 text-sm text-muted empty:hidden">
                        {move || found.with(|f| f.as_ref().is_some_and(Vec::is_empty)).then_some("Nothing on sale has these words.")}
                    </p>
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// Keeps orders and bookings beside a conversation as they are now: when something of those shown changes, or something new came. What somebody has
/// opened there is not taken away from under the hand: then a line says that there is news.
#[island]
pub fn KeepBeside(business: BusinessId, orders: Vec<i64>, appointments: Vec<i64>) -> impl IntoView {
    let news = RwSignal::new(false);
    Effect::new(move |_| {
        let (orders, appointments) = (orders.clone(), appointments.clone());
        live::watch(Topic::Desk(business), 0, move |heard| {
            let Heard::Changed { hints, .. } = heard else { return };
            let concerns = |hint: &stoa::event::Hint| match hint.what {
                Subject::NewOrder | Subject::NewAppointment => true,
                Subject::Order => orders.contains(&hint.id),
                Subject::Appointment => appointments.contains(&hint.id),
                _ => false,
            };
            if hints.iter().any(concerns) {
                look(news);
            }
        })
    });
    view! {
        <p role="status" class="px-4 py-2 text-sm text-accent empty:hidden">
            {move || news.get().then(|| view! { "Something changed here. " <a href="" class="rounded-xs font-semibold underline">"Show it"</a> })}
        </p>
    }
}

fn look(news: RwSignal<bool>) {
    // Reading the page is reading the conversation: not while nobody looks at it.
    if document().visibility_state() != web_sys::VisibilityState::Visible {
        return set_timeout(move || look(news), LATER);
    }
    let is_used = document().query_selector(&format!("#{PART} details[open], #{PART} :focus")).is_ok_and(|found| found.is_some());
    if is_used {
        news.try_set(true);
    } else {
        look_soon(PART);
    }
}
