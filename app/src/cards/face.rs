//! How a card looks in a conversation, and what whoever is shown it can do there. Every deed is a plain form.

use super::Deck;
use super::api::BookSlot;
use crate::conversations::Side;
use crate::orders::api::{AddToCart, CancelOrder};
use crate::orders::badge::OrderBadge;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::appointments::model::State;
use stoa::calls::model::{CallView, Part, Stage};
use stoa::calls::rules::stage_words;
use stoa::cards::model::{CardView, Face, FaceLine, OrderFace, ProductFace, SlotFace, Standing};
use stoa::kernel::ids::CardId;
use stoa::kernel::time::minutes_words;
use stoa::kernel::zone::Zone;
use stoa::orders::model::number_text;

const LINK: &str = "inline-flex min-h-9 items-center gap-1.5 rounded-xs font-semibold text-accent underline underline-offset-2 pointer-coarse:min-h-11";
/// Lines of an order that a card shows.
const LINES: usize = 6;

/// A card.
#[component]
pub fn CardFace(view: CardView, deck: Deck, zone: Zone) -> impl IntoView {
    let CardView { id, face } = view;
    let (name, body) = match face {
        Face::Product(face) => ("Product", product(id, face, &deck)),
        Face::Order(face) => ("Order", order(id, face, &deck)),
        Face::Slot(face) => ("Time", slot(id, face, &deck, &zone)),
        Face::Call(view) => ("Call", call(&view)),
        Face::Gone(why) => ("Card", view! { <p class="text-muted">{why}</p> }.into_any()),
    };
    view! {
        <div role="group" aria-label=name data-card=id.to_string() class="my-1 flex w-76 max-w-full flex-col gap-2.5 rounded-md border border-line bg-panel p-3 text-ink">
            {body}
        </div>
    }
    .into_any()
}

fn product(id: CardId, face: ProductFace, deck: &Deck) -> AnyView {
    let link = format!("{}?business={}", routes::product(&face.slug), routes::escape(&deck.slug));
    let picture = match face.picture {
        Some(token) => view! { <img src=routes::picture(&token) alt="" loading="lazy" decoding="async" class="size-full object-cover" /> }.into_any(),
        None => view! { <Icon glyph=Glyph::Box class="size-6 text-faint" /> }.into_any(),
    };
    let form = (deck.side == Side::Customer && !face.choices.is_empty()).then(|| {
        let which = match face.choices.as_slice() {
            [(only, _)] => view! { <input type="hidden" name="variant" value=only.to_string() /> }.into_any(),
            several => {
                let choices = several.iter().map(|(variant, words)| Choice::new(variant.to_string(), words.clone())).collect();
                view! { <Select name="variant" id=format!("card-{id}") label="Which one" choices /> }.into_any()
            }
        };
        // In a frame of another site no cart can be kept: it opens beside.
        let back = if deck.is_framed { String::new() } else { deck.back.clone() };
        let action = format!("{}?business={}", AddToCart::PATH, routes::escape(&deck.slug));
        view! {
            <form method="post" action=action target=deck.target() class="flex flex-col gap-2">
                {which}
                <input type="hidden" name="quantity" value="1" />
                <input type="hidden" name="back" value=back />
                <div><Button icon=Glyph::Cart class="pointer-coarse:min-h-11">"Add to cart"</Button></div>
            </form>
        }
    });
    view! {
        <div class="flex gap-3">
            <span class="grid size-16 flex-none place-items-center overflow-hidden rounded-sm bg-sunk">{picture}</span>
            <div class="min-w-0">
                <a href=link target=deck.target() class="rounded-xs font-semibold hover:underline">{face.name}</a>
                <p class="tabular-nums">{face.price}</p>
                <p class="text-sm text-muted">{face.supply}</p>
            </div>
        </div>
        {form}
    }
    .into_any()
}

fn order(id: CardId, face: OrderFace, deck: &Deck) -> AnyView {
    let is_buyer = deck.side == Side::Customer;
    let line = |l: FaceLine| {
        let returned = (l.returned > 0).then(|| view! { <span class="text-warn">{format!(" · {} refunded", l.returned)}</span> });
        view! { <li class="wrap-anywhere"><span class="tabular-nums">{format!("{} × ", l.pieces)}</span>{l.name}{returned}</li> }
    };
    let more = face.lines.len().saturating_sub(LINES);
    let lines = face.lines.into_iter().take(LINES).map(line).collect_view();
    let refunded = face.refunded.map(|amount| {
        view! { <p class="flex justify-between gap-3 text-warn"><span>"Refunded"</span><span class="tabular-nums">{amount}</span></p> }
    });
    let page = if is_buyer { routes::order(&face.link) } else { routes::desk_order(face.number) };
    let pay = (is_buyer && face.may_pay)
        .then(|| view! { <a href=format!("{page}#payment") target=deck.target() class=LINK><Icon glyph=Glyph::Card class="size-4" />"Pay"</a> });
    let cancel = (is_buyer && face.may_cancel).then(|| {
        let (target, link, back) = (format!("cancel-{id}"), face.link.clone(), deck.back.clone());
        view! {
            <OpenQuestion target=target.clone() size=Size::Small class="pointer-coarse:min-h-11">"Cancel the order"</OpenQuestion>
            <Question id=target title="Cancel this order?" action=CancelOrder::PATH>
                <input type="hidden" name="link" value=link />
                <input type="hidden" name="back" value=back />
            </Question>
        }
    });
    let label = if is_buyer { "Track" } else { "Open" };
    view! {
        <p class="flex flex-wrap items-center gap-2"><b class="font-semibold">{number_text(face.number)}</b><OrderBadge status=face.status /></p>
        <ul class="flex flex-col gap-0.5 text-sm">
            {lines}
            {(more > 0).then(|| view! { <li class="text-muted">{format!("and {more} more")}</li> })}
        </ul>
        <div class="border-t border-line pt-2">
            <p class="flex justify-between gap-3 font-semibold"><span>"Total"</span><span class="tabular-nums">{face.total}</span></p>
            {refunded}
        </div>
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
            {pay}
            <a href=page target=deck.target() class=LINK><Icon glyph=Glyph::Truck class="size-4" />{label}</a>
            {cancel}
        </div>
    }
    .into_any()
}

/// A call as it stands. Whoever takes part answers and ends it at the top of the thread.
fn call(view: &CallView) -> AnyView {
    let said = if view.part == Part::Callee { format!("{} called you", view.caller) } else { format!("{} called {}", view.caller, view.callee) };
    let tone = match view.stage {
        Stage::Rings | Stage::Goes(_) => "text-good",
        Stage::Over(_) => "text-accent",
        Stage::Missed | Stage::Declined | Stage::GivenUp => "text-muted",
    };
    view! {
        <div class="flex items-center gap-3">
            <span class=format!("grid size-10 flex-none place-items-center rounded-full bg-sunk {tone}")><Icon glyph=Glyph::Phone /></span>
            <div class="min-w-0">
                <p class="font-semibold wrap-anywhere">{said}</p>
                <p class="text-sm text-muted tabular-nums">{stage_words(view.stage, view.part)}</p>
            </div>
        </div>
    }
    .into_any()
}

fn slot(id: CardId, face: SlotFace, deck: &Deck, zone: &Zone) -> AnyView {
    let is_customer = deck.side == Side::Customer;
    let about =
        [Some(minutes_words(face.minutes)), face.staff.map(|name| format!("with {name}")), face.price].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let said = |words: &'static str| view! { <p class="text-sm text-muted">{words}</p> }.into_any();
    let foot = match face.standing {
        Standing::Free if is_customer => view! {
            <form method="post" action=BookSlot::PATH>
                <input type="hidden" name="card" value=id.to_string() />
                <input type="hidden" name="conversation" value=deck.conversation.to_string() />
                <input type="hidden" name="back" value=deck.back.clone() />
                <Button icon=Glyph::Calendar class="pointer-coarse:min-h-11">"Book this time"</Button>
            </form>
        }
        .into_any(),
        Standing::Free => said("Free; the customer can book it here."),
        Standing::Taken => said("This time has been taken. Ask for another one."),
        Standing::Over => said("This time is over."),
        Standing::Booked(state, link) => {
            let tone = if state == State::Booked { Tone::Good } else { Tone::Neutral };
            let link = link.map(|link| view! { <a href=routes::appointment(&link) target=deck.target() class=LINK>"Look at it"</a> });
            view! {
                <div class="flex flex-wrap items-center gap-x-4 gap-y-1"><Badge tone icon=Glyph::Calendar>{state.label()}</Badge>{link}</div>
            }
            .into_any()
        }
    };
    view! {
        <div>
            <p class="font-semibold">{face.title}</p>
            <p>{zone.full(face.starts_at)}</p>
            <p class="text-sm text-muted">{about}</p>
        </div>
        {foot}
    }
    .into_any()
}
