//! What forms about an order hold: on its page and beside conversations.

use super::pieces_field;
use crate::forms::Refused;
use crate::notes::{NoteBelow, NoteBeside};
use crate::ui::*;
use leptos::prelude::*;
use stoa::orders::model::{Deed, Method, Opened, Order, OrderLine, number_text};
use stoa::payments::rules::by_hand;

/// What was typed about this order when it was refused: in the dialog that calls it off, or beside the buttons of the other deeds.
fn typed(refused: Refused, order: &Order, in_dialog: bool) -> Refused {
    let refused = refused.about("order", order.id);
    if (refused.value("deed") == Deed::Cancel.word()) == in_dialog { refused } else { Refused::default() }
}

/// What can be done now but calling it off: one button each, and a note, with what was typed when that was refused. The first one moves the order on and
/// asks for the most attention.
#[component]
pub fn DeedFields(
    order: Order,
    deeds: Vec<Deed>,
    refused: Refused,
    /// Beside a conversation no button is the one thing to do.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let words = |deed: Deed| match deed {
        Deed::Confirm => Some(("Confirm", Glyph::Check)),
        Deed::Pay => Some(("Note the payment", Glyph::Card)),
        Deed::Ship => Some(("It is on its way", Glyph::Truck)),
        Deed::Deliver if order.method == Method::OnDelivery && order.paid < order.total => Some(("Delivered and paid", Glyph::Done)),
        Deed::Deliver => Some(("Delivered", Glyph::Done)),
        Deed::Cancel | Deed::Place | Deed::Refund | Deed::Entrust => None,
    };
    let shown: Vec<(Deed, &'static str, Glyph)> = deeds.into_iter().filter_map(|deed| words(deed).map(|(label, glyph)| (deed, label, glyph))).collect();
    if shown.is_empty() {
        return ().into_any();
    }
    let refused = typed(refused, &order, false);
    let (follow, wrong) = (refused.value("tracking"), refused.error_of("tracking"));
    let tracking = shown.iter().any(|(deed, ..)| *deed == Deed::Ship).then(|| {
        view! {
            <TextInput
                name="tracking"
                id=format!("deed-tracking-{}", order.id)
                value=follow
                error=wrong
                placeholder="Tracking link or number"
                class="w-56! max-w-full"
                attr:aria-label="Tracking link or number"
            />
        }
    });
    let size = if small { Size::Small } else { Size::Medium };
    let buttons = shown
        .into_iter()
        .enumerate()
        .map(|(at, (deed, label, icon))| {
            let look = if at == 0 && !small { Look::Primary } else { Look::Plain };
            view! { <Button look size icon name="deed" value=deed.word()>{label}</Button> }
        })
        .collect_view();
    view! {
        <NoteBeside id=format!("deed-note-{}", order.id) refused />
        {tracking}
        {buttons}
    }
    .into_any()
}

/// The id of the dialog that asks before an order is called off.
fn asks(order: &Order) -> String {
    format!("cancel-order-{}", order.id)
}

/// The button that asks whether an order is to be called off; `AskToCancel` stands somewhere beside it.
#[component]
pub fn CancelDeed(order: Order, #[prop(optional)] size: Size) -> impl IntoView {
    view! { <OpenQuestion target=asks(&order) size>"Cancel the order"</OpenQuestion> }.into_any()
}

/// Asks once more before staff call an order off: the customer hears of it at once. The children are the hidden fields of where to go back to.
#[component]
pub fn AskToCancel(order: Order, action: &'static str, refused: Refused, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let title = format!("Cancel {}?", number_text(order.number));
    let refused = typed(refused, &order, true);
    view! {
        <Question id=asks(&order) title words="Its pieces go back in stock, and the customer gets a mail. To have it after all they order again." action>
            {children.map(|children| children())}
            <input type="hidden" name="order" value=order.id.to_string() />
            <input type="hidden" name="deed" value=Deed::Cancel.word() />
            <NoteBelow id=format!("cancel-order-note-{}", order.id) refused />
        </Question>
    }
    .into_any()
}

/// Pieces to give money back for, with what was typed when that was refused.
#[component]
pub fn RefundFields(opened: Opened, refused: Refused) -> impl IntoView {
    let Opened { order, lines, .. } = opened;
    let refused = refused.about("order", order.id);
    let line = |l: &OrderLine| {
        let (name, kept, id, field) = (l.name(), l.kept(), format!("pieces-{}", l.id), pieces_field(l.id));
        let (value, error) = (refused.value_or(&field, "0"), refused.error_of(&field));
        let why = error.clone().map(|why| view! { <p class="basis-full text-sm text-bad">{why}</p> });
        view! {
            <div class="flex flex-wrap items-center gap-x-3 py-1">
                <label for=id.clone() class="min-w-0 flex-1">{name} <span class="text-muted">{format!(" · {} of {} at {}", kept, l.quantity, order.shown(l.price))}</span></label>
                <TextInput name=field id kind="number" value error disabled=kept == 0 class="w-20!" />
                {why}
            </div>
        }
    };
    let rows = lines.iter().map(line).collect_view();
    // Somebody who pays 1,901 for two may want 950.50 back for one.
    let odd = lines.iter().find_map(|l| by_hand(order.method, l.price, &order.currency));
    let odd = odd.map(|why| view! { <p class="text-sm text-warn">{why} " It stands on the page “Do payments add up?” until you do."</p> });
    let restock = refused.error.is_none() || refused.value("restock") == "true";
    view! {
        <input type="hidden" name="order" value=order.id.to_string() />
        <input type="hidden" name="seen" value=order.refunded.0.to_string() />
        {rows}
        {odd}
        <Checkbox name="restock" checked=restock hint="Leave it out for what is broken or lost.">"Put the pieces back in stock"</Checkbox>
        <TextField name="note" id=format!("refund-note-{}", order.id) label="Reason" optional=true value=refused.value("note") error=refused.error_of("note") />
        <div><Button icon=Glyph::Undo>"Refund these pieces"</Button></div>
    }
    .into_any()
}
