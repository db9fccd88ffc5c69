//! Pages that show what is now: drawn in one place, the server, and read again when something changed.

pub mod islands;

pub use islands::{HELD, KeepFresh, KeepOwn, look_soon};

use crate::routes;
use leptos::prelude::*;
use stoa::kernel::ids::MemberId;

/// Keeps parts of a page as they are now for whoever they concern: a `member` hears of it; guests have no islands, so a script looks again as long as
/// something in the parts waits (`data-waits`: after how many seconds).
#[component]
pub fn FollowOwn(member: Option<MemberId>, parts: Vec<&'static str>) -> impl IntoView {
    match member {
        Some(member) => parts.into_iter().map(|part| view! { <KeepOwn member part=part.to_owned() /> }).collect_view().into_any(),
        None => view! { <script src=routes::WAIT_SCRIPT data-parts=parts.join(" ") defer></script> }.into_any(),
    }
}

/// So long somebody without islands may see something that has changed since, while nobody is about to do anything.
pub const SELDOM_SECONDS: u32 = 30;
