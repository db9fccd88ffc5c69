//! What staff hears of the shop wherever they are: a new order, little stock; and how many orders wait.

use super::api::{count_waiting_orders, describe_order};
use crate::appointments::api::describe_appointment;
use crate::inventory::api::describe_low_stock;
use crate::layout::RAIL_COUNT;
use crate::live::{self, Heard};
use crate::routes;
use crate::ui::{Count, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::time::Duration;
use stoa::event::{Hint, Subject, Topic};
use stoa::kernel::ids::{AppointmentId, BusinessId, OrderId, VariantId};

/// Hints that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(150);
/// Of more than so many at once only the number is told.
const ONE_BY_ONE: usize = 3;

/// How many orders nobody has looked at: the number in the rail.
#[island]
pub fn OrdersCount(start: i64, business: BusinessId) -> impl IntoView {
    thread_local!(static IS_DUE: Cell<bool> = const { Cell::new(false) });
    let count = RwSignal::new(start);
    Effect::new(move |_| {
        live::watch(Topic::Desk(business), 0, move |heard| {
            let matters = match heard {
                Heard::Changed { hints, .. } => hints.iter().any(|h| matches!(h.what, Subject::NewOrder | Subject::Order | Subject::Everything)),
                Heard::CaughtUp { .. } => true,
                _ => false,
            };
            if !matters || IS_DUE.replace(true) {
                return;
            }
            let look = move || {
                IS_DUE.set(false);
                spawn_local(async move {
                    if let Ok(now) = count_waiting_orders().await {
                        count.try_set(now);
                    }
                });
            };
            set_timeout(look, TOGETHER);
        })
    });
    view! { {move || view! { <Count count=u32::try_from(count.get()).unwrap_or_default() of="waiting" urgent=true cap=99 class=RAIL_COUNT /> }} }
}

/// Tells of each new order and booking, and of what is low or sold out, on every page of the desk and of the admin.
#[island]
pub fn ShopNews(business: BusinessId, is_admin: bool) -> impl IntoView {
    Effect::new(move |_| {
        live::watch(Topic::Desk(business), 0, move |heard| {
            let Heard::Changed { hints, .. } = heard else { return };
            let (orders, bookings, low) = (of(hints, Subject::NewOrder), of(hints, Subject::NewAppointment), of(hints, Subject::LowStock));
            if orders.len() > ONE_BY_ONE {
                say(Tone::Accent, format!("{} new orders.", orders.len()), routes::DESK_ORDERS.to_owned());
            } else {
                orders.into_iter().for_each(|id| spawn_local(async move { told(Tone::Accent, describe_order(OrderId(id)).await) }));
            }
            if bookings.len() > ONE_BY_ONE {
                say(Tone::Accent, format!("{} new bookings.", bookings.len()), routes::DESK_CALENDAR.to_owned());
            } else {
                bookings.into_iter().for_each(|id| spawn_local(async move { told(Tone::Accent, describe_appointment(AppointmentId(id)).await) }));
            }
            if low.len() > ONE_BY_ONE {
                let page = if is_admin { routes::ADMIN_STOCK.to_owned() } else { String::new() };
                say(Tone::Warn, format!("{} things are low or sold out.", low.len()), page);
            } else {
                low.into_iter().for_each(|id| spawn_local(async move { told(Tone::Warn, describe_low_stock(VariantId(id)).await) }));
            }
        })
    });
}

fn of(hints: &[Hint], what: Subject) -> Vec<i64> {
    hints.iter().filter(|hint| hint.what == what).map(|hint| hint.id).collect()
}

/// Shows what the server says of something. When it says nothing, the next page does.
fn told(tone: Tone, said: crate::error::Result<(String, String)>) {
    if let Ok((words, href)) = said {
        say(tone, words, href);
    }
}

/// Shows words with the way to what they are about, unless that page is open.
fn say(tone: Tone, words: String, href: String) {
    let is_open = window().location().pathname().is_ok_and(|path| path == href);
    let link = (!href.is_empty() && !is_open).then(|| ("Open".to_owned(), href));
    live::toast(tone, words, link);
}
