//! What the customer's clock shows and whether they are here, while the page is open.

use crate::live;
use crate::live::Heard;
use leptos::prelude::*;
use std::time::Duration;
use stoa::event::Topic;
use stoa::kernel::ids::{BusinessId, MemberId};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// `09:31 in Nairobi · here now`.
#[island]
pub fn CustomerNow(customer: MemberId, is_online: bool, business: BusinessId, zone: Zone, now: Timestamp) -> impl IntoView {
    let (is_online, now) = (RwSignal::new(is_online), RwSignal::new(now));
    Effect::new(move |_| {
        set_interval(move || now.set(live::server_now()), Duration::from_secs(15));
        live::watch(Topic::Desk(business), 0, move |heard| match heard {
            Heard::Presence { member, online, .. } if *member == customer => is_online.set(*online),
            _ => {}
        })
    });
    let place = zone.place();
    move || format!("{} in {place} · {}", zone.clock(now.get()), if is_online.get() { "here now" } else { "not here now" })
}
