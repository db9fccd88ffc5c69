//! Questions about an order, on its page: what was said, and the form to go on. Plain HTML, for whoever has the link.

use super::ask::{Ask, closed};
use crate::conversations::{Start, StillThread};
use crate::error::Result;
use crate::forms::refused;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::orders::model::Order;
use stoa::tickets::actions::{self as tickets, Talk};

/// The part that is shown anew while somebody reads. The form stands beside it, so that what is typed stays.
pub const TALK: &str = "talk";
/// While there is a talk, `wait.js` looks after so many seconds whether it went on.
const LOOK_SECONDS: u32 = 5;

/// The section. `shop` is how the business is called.
pub async fn questions(order: &Order, shop: &str, zone: &Zone, now: Timestamp) -> Result<Option<AnyView>> {
    let services = session::services();
    let who = session::somebody().await?.map(|identity| identity.person());
    let before = session::query("before").and_then(|b| b.parse().ok());
    let Some(found) = tickets::questions(&services, who.as_ref(), order, before, session::is_visit()).await? else { return Ok(None) };
    let is_staff = who.is_some_and(|person| person.business() == order.business_id && person.is_staff());
    let is_closed = found.talk.as_ref().is_some_and(|talk| talk.history.is_frozen);
    let refused = refused().of("/ask_about_order");
    let foot = if is_staff {
        view! {
            <p class="flex flex-wrap items-center gap-3 text-sm text-muted">
                "Only whoever ordered writes here."
                <ButtonLink href=routes::desk_order(order.number) size=Size::Small>"Answer at the desk"</ButtonLink>
            </p>
        }
        .into_any()
    } else if found.may_ask {
        // Where the talk is closed while somebody reads, the form goes with it.
        view! { <div class="group-has-[[data-closed]]/questions:hidden"><Ask token=order.token.clone() refused=refused.clone() /></div> }.into_any()
    } else {
        ().into_any()
    };
    // What was typed into a form that is no longer there.
    let banner = (!found.may_ask).then(|| refused.error_besides(&[])).flatten().map(|why| view! { <Banner tone=Tone::Bad class="mb-3">{why}</Banner> });
    let said = match found.talk {
        Some(talk) => said(order, talk, before.is_some(), shop, zone, now),
        None => view! { <p class="text-muted">"Is something unclear or wrong? Ask us. We answer here, and tell you by mail."</p> }.into_any(),
    };
    Ok(Some(
        view! {
            <section id="questions" aria-labelledby="questions-title" class="group/questions mt-8 flex scroll-mt-6 flex-col gap-4 border-t border-line pt-6">
                <h2 id="questions-title" class="text-md font-semibold">"Questions about this order"</h2>
                {banner}
                <div id=TALK>{said} {is_closed.then(closed)}</div>
                <div id="ask" class="scroll-mt-[50dvh]">{foot}</div>
            </section>
        }
        .into_any(),
    ))
}

/// What was said.
fn said(order: &Order, talk: Talk, is_older: bool, shop: &str, zone: &Zone, now: Timestamp) -> AnyView {
    let Talk { lane, customer, history, older } = talk;
    let here = routes::order(&order.token);
    let waits = (!is_older && !history.is_frozen).then_some(LOOK_SECONDS);
    let older = older.map(|before| {
        view! { <p class="mb-2.5 text-center"><ButtonLink href=format!("{here}?before={before}#questions") look=Look::Quiet size=Size::Small>"Show older messages"</ButtonLink></p> }
    });
    let newest = is_older.then(|| {
        view! { <p class="mt-2.5 text-center"><ButtonLink href=format!("{here}#ask") look=Look::Quiet size=Size::Small>"Show the newest messages"</ButtonLink></p> }
    });
    let quiet = waits.map(|_| {
        let here = here.clone();
        view! {
            <noscript>
                <p class="mt-3 text-sm text-muted">
                    "Answers do not appear by themselves here. " <a href=here class="rounded-xs text-accent underline underline-offset-2">"See new ones"</a>
                </p>
            </noscript>
        }
    });
    let talk = Start { conversation: lane, history };
    view! {
        <div data-waits=waits>
            {older}
            <StillThread talk me=customer zone=zone.clone() now label=format!("Conversation with {shop}") link=order.token.clone() />
            {newest} {quiet}
        </div>
    }
    .into_any()
}
