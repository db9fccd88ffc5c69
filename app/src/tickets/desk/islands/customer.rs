//! What the customer's clock shows, where their zone is known, and whether they are here, while the page is open.

use crate::live;
use crate::live::Heard;
use crate::tickets::desk::api::get_seen;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use stoa::accounts::model::Seen;
use stoa::event::Topic;
use stoa::kernel::ids::{BusinessId, MemberId};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// How often the clock moves on.
const TICK: Duration = Duration::from_secs(15);
/// How often it is asked what somebody did last: nobody is told of each click.
const ASK: Duration = Duration::from_secs(60);

/// `09:31 in Nairobi · here now`; without the clock where their zone is not known.
#[island]
pub fn CustomerNow(customer: MemberId, seen: Seen, business: BusinessId, #[prop(optional)] zone: Option<Zone>, now: Timestamp) -> impl IntoView {
    let (seen, now) = (RwSignal::new(seen), RwSignal::new(now));
    Effect::new(move |_| {
        set_interval(move || _ = now.try_set(live::server_now()), TICK);
        set_interval(move || ask(customer, seen, now), ASK);
        live::watch(Topic::Desk(business), 0, move |heard| match heard {
            Heard::Presence { member, .. } if *member == customer => ask(customer, seen, now),
            _ => {}
        })
    });
    let clock = move |at| zone.as_ref().map(|zone| format!("{} in {} · ", zone.clock(at), zone.place())).unwrap_or_default();
    move || format!("{}{}", clock(now.get()), seen.get().words(now.get()))
}

fn ask(customer: MemberId, seen: RwSignal<Seen>, now: RwSignal<Timestamp>) {
    if document().visibility_state() != web_sys::VisibilityState::Visible {
        return;
    }
    spawn_local(async move {
        if let Ok(fresh) = get_seen(customer).await {
            now.try_set(live::server_now());
            seen.try_set(fresh);
        }
    });
}
