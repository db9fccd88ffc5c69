//! What stands beside a conversation, ready to be acted on: orders, bookings and products to show. Drawn by the server; all of it are plain forms that
//! lead back to the conversation.

mod bookings;
mod orders;
mod products;

use super::islands::{KeepBeside, PART};
use crate::error::Result;
use crate::forms::refused;
use crate::notes::done_note;
use crate::session;
use crate::ui::{Banner, Tone};
use leptos::prelude::*;
use stoa::accounts::{Agent, Visitor};
use stoa::appointments::actions as appointments;
use stoa::appointments::model::DaySlots;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Business;
use stoa::cards::actions::{self, Beside};
use stoa::catalog::model::ProductLine;
use stoa::kernel::ids::{ConversationId, MemberId, OfferingId};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use uuid::Uuid;

/// Free times are looked for on so many days.
const DAYS: u64 = 14;

/// A conversation, and where its page is.
#[derive(Clone, Debug)]
pub struct Talk {
    /// The talk.
    pub conversation: ConversationId,
    /// The customer or guest.
    pub customer: MemberId,
    /// The path of its page.
    pub path: String,
    /// The tab from which it was opened.
    pub tab: String,
    /// Whether something can still be said in it.
    pub is_open: bool,
}

impl Talk {
    /// The address of the page.
    fn back(&self) -> String {
        format!("{}?tab={}", self.path, self.tab)
    }
}

/// The free times that were asked for.
#[derive(Clone, Debug)]
struct Free {
    offering: OfferingId,
    staff: Option<MemberId>,
    days: Vec<DaySlots>,
}

/// What stands beside.
#[derive(Clone, Debug)]
pub struct Stand {
    talk: Talk,
    beside: Beside,
    free: Option<Free>,
    found: Option<Vec<ProductLine>>,
    business: Business,
    zone: Zone,
    now: Timestamp,
}

impl Stand {
    /// The number this customer or guest gave with their newest order; empty when they gave none.
    pub fn phone_of(&self, customer: MemberId) -> String {
        let own = self.beside.orders.iter().map(|o| &o.order).filter(|order| order.member_id == Some(customer));
        own.map(|order| order.phone.clone()).find(|phone| !phone.is_empty()).unwrap_or_default()
    }

    /// The same, opened from this tab.
    #[must_use]
    pub fn from_tab(mut self, tab: String) -> Self {
        self.talk.tab = tab;
        self
    }
}

/// Reads it. What is looked for stands in the address: a service, a day, the words of a product.
///
/// # Errors
/// When the database fails.
pub async fn stand(agent: &Agent, talk: Talk) -> Result<Stand> {
    let (services, business) = (session::services(), session::business().await?);
    let now = services.now();
    let zone = businesses::zone(&business, now);
    let beside = actions::beside(&services, agent, talk.conversation, talk.customer).await?;
    let free = match session::query("service").and_then(|id| id.parse().ok()).filter(|id| beside.offerings.iter().any(|o| o.id == *id)) {
        Some(offering) => {
            let staff = session::query("with").and_then(|id| id.parse().ok());
            let day = session::query("day").and_then(|day| day.parse().ok()).unwrap_or_else(|| zone.day(now));
            let days = appointments::free(&services, &Visitor::of(&business), offering, staff, day, DAYS).await?;
            Some(Free { offering, staff, days })
        }
        None => None,
    };
    let found = match session::query("product").filter(|_| beside.sells) {
        Some(words) => Some(actions::find_products(&services, agent, &words).await?),
        None => None,
    };
    Ok(Stand { talk, beside, free, found, business, zone, now })
}

/// The sections of the panel.
#[component]
pub fn BesideTalk(stand: Stand) -> impl IntoView {
    let (business, shown) = (stand.business.id, &stand.beside);
    let order_ids: Vec<i64> = shown.orders.iter().map(|o| o.order.id.0).collect();
    let appointment_ids: Vec<i64> = shown.appointments.iter().map(|a| a.id.0).collect();
    let orders = (shown.sells || !shown.orders.is_empty()).then(|| orders::orders(&stand));
    let bookings = (!shown.offerings.is_empty() || !shown.appointments.is_empty()).then(|| bookings::bookings(&stand));
    let products = (shown.sells && stand.talk.is_open).then(|| products::products(&stand));
    let note = done_note(&[
        ("shared", "Shown in the conversation."),
        ("order", "Done. It stands in the conversation."),
        ("refund", "Refunded. It stands in the conversation."),
        ("again", "Ordered again. It stands in the conversation."),
        ("booked", "Booked. It stands in the conversation."),
        ("moved", "Moved. The customer gets a mail with the new time."),
        ("appointment", "Done. It stands in the conversation."),
    ]);
    view! {
        <KeepBeside business orders=order_ids appointments=appointment_ids />
        <div id=PART>
            <div class="px-4 pt-3 empty:hidden">{note}</div>
            {orders} {bookings} {products}
        </div>
    }
    .into_any()
}

/// What every form here sends.
fn whereto(talk: &Talk) -> AnyView {
    let (conversation, back) = (talk.conversation.to_string(), talk.back());
    view! {
        <input type="hidden" name="conversation" value=conversation />
        <input type="hidden" name="back" value=back />
    }
    .into_any()
}

/// A new id for a form, so that sending it twice does it once.
fn fresh_id() -> AnyView {
    view! { <input type="hidden" name="client_id" value=Uuid::now_v7().to_string() /> }.into_any()
}

/// Why a form about this thing was refused; `shown` are the fields that say it themselves.
fn why(field: &str, id: &str, shown: &[String]) -> Option<AnyView> {
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    was_refused(field, id).then(|| refused().error_besides(&shown)).flatten().map(|why| view! { <Banner tone=Tone::Bad>{why}</Banner> }.into_any())
}

/// Whether a form about this thing was refused a moment ago: it stays open.
fn was_refused(field: &str, id: &str) -> bool {
    let refused = refused();
    refused.error.is_some() && refused.value(field) == id && refused.action.ends_with("_here")
}
