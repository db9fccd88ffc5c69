//! `/partner/orders/{number}`: what to send and to whom, how far it is, and the talk with the shop.

use super::api::{FulfilOrder, ReplyToShop};
use super::list::StageBadge;
use crate::catalog::store::Thumb;
use crate::conversations::{Composer, Draft, Owner, Place, Side, Start, ThreadView, UntilClosed};
use crate::error::Result;
use crate::forms::{Refused, refused};
use crate::frames;
use crate::fresh::KeepOwn;
use crate::layout::PortalLayout;
use crate::notes::{done_note, refusal};
use crate::orders::Tracking;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::accounts::Partner;
use stoa::conversations::actions as conversations;
use stoa::conversations::model::History;
use stoa::kernel::ids::ConversationId;
use stoa::orders::actions;
use stoa::orders::fulfil::{FulfilLine, Stage, ToFulfil};
use stoa::orders::model::Deed;
use stoa::tickets::actions as tickets;
use stoa::{Error, businesses};

/// The page.
#[component]
pub fn PartnerOrderPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|p| p.get("number")).and_then(|n| n.parse::<i64>().ok());
    page(async move { order(number.ok_or(Error::NotFound)?).await })
}

async fn order(number: i64) -> Result<AnyView> {
    let (who, services, business) = (session::partner().await?, session::services(), session::business().await?);
    let order = actions::find_to_fulfil(&services, &who, number).await?;
    let (now, me) = (services.now(), who.member());
    let zone = businesses::actions::zone(&business, now);
    let said = talk(&who, &order).await?;
    let refused = refused();
    let (title, stage) = (order.title(), order.stage);
    let subtitle = format!("Placed {}", zone.short_words(order.placed_at, now));
    let talk = match said {
        Some((conversation, history)) => {
            let (head, closed) = (history.head, history.is_frozen);
            let place = Place { owner: Owner::Order(order.id), talk: conversation, notes: None, me, laters: Vec::new() };
            let draft = Draft::of(&refused, ReplyToShop::PATH);
            let label = format!("Conversation with {}", business.name);
            let note = "This conversation is closed. Nobody can write here any more.".to_owned();
            view! {
                <h2 class="text-md font-semibold">"Talk with the shop"</h2>
                <ThreadView talk=Start { conversation, history } notes=None me asker=Some(me) side=Side::Partner zone=zone.clone() now label />
                <UntilClosed talk=conversation head closed note link=None class="my-4".to_owned()>
                    <div class="sticky bottom-0 z-20 -mx-4 mt-auto border-t border-line bg-panel px-4 pt-2.5 pb-[calc(0.625rem+env(safe-area-inset-bottom))] md:-mx-8 md:px-8">
                        <Composer place side=Side::Partner draft action=ReplyToShop::PATH.to_owned() placeholder="Write to the shop…".to_owned() />
                    </div>
                </UntilClosed>
            }
            .into_any()
        }
        None => view! { <p class="text-muted">"The talk with the shop about this order is not open yet. Look again in a moment."</p> }.into_any(),
    };
    let frame = frames::portal().await?.back(routes::PARTNER, "Orders to fulfil");
    Ok(view! {
        <Title text=title.clone() />
        <PortalLayout frame narrow=true talk=true>
            <div id="order" class="flex flex-col gap-3.5">
                <PageHead title subtitle actions=move || view! { <StageBadge stage /> } />
                {done_note(&[("ship", "Noted: it is on its way. The customer is told."), ("deliver", "Noted: it has arrived.")])}
                {refusal(&refused.clone().of("/fulfil_order"), &["tracking"])}
                <Deeds order=order.clone() refused=refused.clone().of("/fulfil_order") />
                <Goods order />
            </div>
            <KeepOwn member=me part="order".to_owned() />
            {talk}
        </PortalLayout>
    }
    .into_any())
}

/// The talk with the shop; opening the page is reading it, also where no script can tell. A script that only looks at the order again reads nothing.
async fn talk(who: &Partner, order: &ToFulfil) -> Result<Option<(ConversationId, History)>> {
    let services = session::services();
    let Some(id) = tickets::partner_lane(&services, who, order.id).await? else { return Ok(None) };
    let before = session::query("before").and_then(|b| b.parse().ok());
    let history = tickets::history(&services, who, id, before).await?;
    if session::is_visit() {
        let lane = conversations::open(&services, who, id).await?;
        conversations::mark_read(&services, &lane, history.head).await?;
    }
    Ok(Some((id, history)))
}

/// The one thing to do next.
#[component]
fn Deeds(order: ToFulfil, refused: Refused) -> impl IntoView {
    let id = order.id.to_string();
    match order.stage {
        Stage::Waiting => {
            view! { <Banner tone=Tone::Neutral title="Please wait">"The shop has not released this order yet. You get a mail as soon as you can send it."</Banner> }.into_any()
        }
        Stage::Ready => view! {
            <form method="post" action=FulfilOrder::PATH class="flex flex-wrap items-end gap-3">
                <input type="hidden" name="order" value=id />
                <TextField
                    name="tracking"
                    label="Tracking link or number, which the customer gets, too"
                    optional=true
                    value=refused.value("tracking")
                    error=refused.error_of("tracking")
                    class="min-w-0 flex-1 basis-64"
                />
                <Button look=Look::Primary icon=Glyph::Truck name="deed" value=Deed::Ship.word()>"Mark as shipped"</Button>
            </form>
        }
        .into_any(),
        Stage::Shipped => view! {
            <form method="post" action=FulfilOrder::PATH>
                <input type="hidden" name="order" value=id />
                <Button look=Look::Primary icon=Glyph::Done name="deed" value=Deed::Deliver.word()>"Mark as delivered"</Button>
            </form>
        }
        .into_any(),
        Stage::Delivered => ().into_any(),
        Stage::CalledOff => view! { <Banner tone=Tone::Bad title="Called off">"Nobody waits for this order any more. Do not send it."</Banner> }.into_any(),
    }
}

/// What to send, and to whom.
#[component]
fn Goods(order: ToFulfil) -> impl IntoView {
    let line = |l: FulfilLine| {
        let (name, sku, many) = (l.name(), l.sku, l.quantity);
        view! {
            <li class="flex items-center gap-3.5 border-b border-line py-3">
                <Thumb picture=l.picture />
                <span class="min-w-0 flex-1">
                    <span class="font-semibold">{format!("{many} × {name}")}</span>
                    <span class="block text-sm text-muted">{sku}</span>
                </span>
            </li>
        }
    };
    let (tracking, address) = (order.tracking.clone(), format!("{}\n{}", order.name, order.address));
    view! {
        <div class="mt-2.5 grid gap-6 sm:grid-cols-[1fr_15rem]">
            <section>
                <h2 class="text-md font-semibold">"What to send"</h2>
                <ul class="border-t border-line">{order.lines.into_iter().map(line).collect_view()}</ul>
            </section>
            <section>
                <h2 class="mb-2 text-md font-semibold">"Where it goes"</h2>
                <address class="whitespace-pre-line not-italic">{address}</address>
                <Tracking tracking />
            </section>
        </div>
    }
    .into_any()
}
