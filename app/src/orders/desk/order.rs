//! `/desk/orders/{number}`: one order, what can be done with it, and a refund piece by piece.

use super::parts::{AskToCancel, CancelDeed, DeedFields, RefundFields};
use crate::forms::refused;
use crate::fresh::KeepFresh;
use crate::notes::done_note;
use crate::orders::api::{ActOnOrder, RefundOrder};
use crate::orders::desk::partner::{PartnerCard, entrusted};
use crate::orders::looks::{OrderBadge, OrderCourse, OrderHistory, OrderLines, Tracking};
use crate::page::page;
use crate::payments::PaymentList;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::businesses::actions as businesses;
use stoa::orders::actions;
use stoa::orders::model::{Deed, Opened, Order, number_text};
use stoa::orders::rules::{Actor, possible};
use stoa::payments::actions as payments;

/// The parts that are shown as they are now.
const LIVE: [&str; 7] = ["order-status", "order-standing", "order-lines", "order-refund", "order-partner", "payments", "order-history"];

/// The page.
#[component]
pub fn DeskOrderPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|p| p.get("number")).and_then(|n| n.parse::<i64>().ok());
    page(async move {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let opened = actions::find(&services, &agent, number.ok_or(Error::NotFound)?).await?;
        let rail = rail(&agent).await?;
        let now = services.now();
        let zone = businesses::zone(&session::business().await?, now);
        let order = opened.order.clone();
        let title = format!("Order {}", number_text(order.number));
        let subtitle = format!("Placed {}", zone.short_words(order.placed_at, now));
        let deeds = possible(&order.standing(), Actor::Staff);
        let status = order.status;
        let may_refund = deeds.contains(&Deed::Refund);
        let course = view! { <OrderCourse standing=order.standing() /> };
        // It stands beside the part that is shown anew while somebody reads it.
        let ask =
            deeds.contains(&Deed::Cancel).then(|| view! { <AskToCancel order=order.clone() action=ActOnOrder::PATH refused=refused().of("/act_on_order") /> });
        let deeds = view! { <Deeds order=order.clone() deeds /> };
        let supplied = actions::list_supplied(services.db(), order.business_id, order.id).await?;
        let lines = view! { <OrderLines opened=opened.clone() supplied=supplied.clone() /> };
        let refund = may_refund.then(|| view! { <Refund opened=opened.clone() /> });
        let contact = view! { <Contact order=order.clone() /> };
        let partner = entrusted(&agent, &order).await?;
        let partner = view! { <PartnerCard order=order.clone() entrusted=partner supplied /> };
        let paid = payments::list_of_order(services.db(), order.business_id, order.id).await?;
        let returned = payments::refunds_of_order(services.db(), order.business_id, order.id).await?;
        let own = order.business_id;
        let paid = view! { <PaymentList payments=paid refunds=returned zone=zone.clone() now /> };
        let history = view! { <OrderHistory opened zone now names=true /> };
        Ok(view! {
            <Title text=title.clone() />
            <DeskFrame me rail current=routes::DESK_ORDERS>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-5xl">
                        <p class="mb-2 text-sm"><a href=routes::DESK_ORDERS class="rounded-xs text-accent hover:underline">"All orders"</a></p>
                        <PageHead title subtitle actions=move || view! { <span id="order-status"><OrderBadge status /></span> } />
                        {done_note(&[
                            ("confirm", "Confirmed. The customer gets a mail."),
                            ("pay", "The payment is noted."),
                            ("ship", "Sent. The customer gets a mail."),
                            ("deliver", "Delivered."),
                            ("cancel", "Cancelled. Its pieces are back in stock."),
                            ("refund", "Refunded."),
                            ("entrust", "The partner is changed. Whoever fulfils it now gets a mail."),
                        ])}
                        <div id="order-standing">
                            <div class="mb-6 max-w-2xl">{course}</div>
                            {deeds}
                        </div>
                        {ask}
                        <div class="grid items-start gap-5 lg:grid-cols-[1fr_20rem]">
                            <div class="flex min-w-0 flex-col gap-5">
                                <Card title="What was bought"><div id="order-lines">{lines}</div></Card>
                                <div id="order-refund" class="empty:hidden">{refund}</div>
                            </div>
                            <div class="flex min-w-0 flex-col gap-5">
                                {contact}
                                <div id="order-partner" class="empty:hidden">{partner}</div>
                                <Card title="Payments"><div id="payments">{paid}</div></Card>
                                <Card title="What happened"><div id="order-history">{history}</div></Card>
                                {LIVE.map(|part| view! { <KeepFresh business=own part=part.to_owned() admin=false every=0 /> }).collect_view()}
                            </div>
                        </div>
                    </div>
                </div>
            </DeskFrame>
        })
    })
}

/// What can be done now.
#[component]
fn Deeds(order: Order, deeds: Vec<Deed>) -> impl IntoView {
    let cancel = deeds.contains(&Deed::Cancel).then(|| view! { <CancelDeed order=order.clone() /> });
    view! {
        <div class="mb-5 flex flex-wrap items-center gap-2.5">
            <form method="post" action=ActOnOrder::PATH class="contents">
                <input type="hidden" name="order" value=order.id.to_string() />
                <DeedFields order deeds refused=refused().of("/act_on_order") />
            </form>
            {cancel}
        </div>
    }
    .into_any()
}

#[component]
fn Contact(order: Order) -> impl IntoView {
    let text = order.note.clone();
    let note = (!text.is_empty()).then(|| view! { <Fact label="Note">{text}</Fact> });
    let (mail, call, link) = (format!("mailto:{}", order.email), format!("tel:{}", order.phone), routes::order(&order.token));
    let who = if order.member_id.is_some() { "Customer" } else { "Guest" };
    view! {
        <Card title="Who ordered">
            <Facts>
                <Fact label=who>{order.name}</Fact>
                <Fact label="E-mail"><a href=mail class="rounded-xs break-all text-accent hover:underline">{order.email}</a></Fact>
                <Fact label="Phone"><a href=call class="rounded-xs text-accent hover:underline">{order.phone}</a></Fact>
                <Fact label="Goes to"><span class="whitespace-pre-line">{order.address}</span> <Tracking tracking=order.tracking /></Fact>
                {note}
                <Fact label="Payment">{order.method.label()}</Fact>
                <Fact label="Link"><a href=link class="rounded-xs text-accent hover:underline">"As the customer sees it"</a></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

/// Pieces to give money back for.
#[component]
fn Refund(opened: Opened) -> impl IntoView {
    view! {
        <Card title="Refund">
            <form method="post" action=RefundOrder::PATH class="flex flex-col gap-3">
                <RefundFields opened refused=refused().of("/refund_order") />
            </form>
        </Card>
    }
    .into_any()
}
