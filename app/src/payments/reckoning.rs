//! `/admin/payments/check`: what does not add up, and refunds that are not through.

use super::api::{LookIntoDoubt, NoteReturn, RepeatRefund, SettleRefund};
use super::looks::{payment_tone, refund_tone};
use crate::forms::refused;
use crate::frames::{self, AdminFrame};
use crate::fresh::KeepFresh;
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::kernel::money::Money;
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::orders::model::number_text;
use stoa::payments::actions::{self, LATELY_DAYS};
use stoa::payments::model::{Doubt, Mismatch, OpenRefund, Reckoning, RefundState, Undecided};

const DONE: &[(&str, &str)] = &[
    ("again", "The provider is asked again. What comes of it stands here."),
    ("settled", "It is noted that the money was given back."),
    ("cleared", "It is noted at the payment what you found."),
    ("noted", "The refund is noted at the order."),
];
/// The part of the page that is shown as it is now.
const PART: &str = "reckoning";
/// The parameter of the address that looks at all orders, not only at those of late.
const ALL: &str = "all";

/// The page.
#[component]
pub fn ReckoningPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_RECKONING).await?;
        let (all, now, own) = (session::query(ALL).is_some(), services.now(), who.business());
        let Reckoning { mismatches, doubts, undecided, refunds } = actions::reckon(&services, &who, all).await?;
        let is_fine = mismatches.is_empty() && doubts.is_empty() && undecided.is_empty() && refunds.is_empty();
        let which = if all { "every order".to_owned() } else { format!("every order of the last {LATELY_DAYS} days") };
        let fine = is_fine.then(|| {
            let words = format!("Everything adds up: for {which}, what came in less what went back is what the order says.");
            view! { <Empty glyph=Glyph::Done text=words /> }
        });
        let older = (!all).then(|| {
            let href = format!("{}?{ALL}=1", routes::ADMIN_RECKONING);
            let words = format!("Only orders that changed in the last {LATELY_DAYS} days are reckoned here. ");
            view! { <p class="mt-6 text-sm text-muted">{words} <a href=href class="rounded-xs text-accent underline underline-offset-2">"Reckon all orders"</a></p> }
        });
        Ok(view! {
            <Title text="Do payments add up?" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Do payments add up?" subtitle="Payments and refunds against what your orders say." />
                {done_note(DONE)}
                {refusal(&refused(), &["finding"])}
                <div id=PART>
                    {fine}
                    <Refunds refunds now />
                    <Doubts doubts now />
                    <Waiting undecided now />
                    <Mismatches mismatches />
                </div>
                {older}
                <KeepFresh business=own part=PART.to_owned() admin=true every=0 />
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Mismatches(mismatches: Vec<Mismatch>) -> impl IntoView {
    if mismatches.is_empty() {
        return ().into_any();
    }
    let row = |m: Mismatch| {
        let (of_order, of_payments) = (m.of_order.shown(&m.currency), m.of_payments.shown(&m.currency));
        view! {
            <Row>
                <Cell class="xl:whitespace-nowrap"><RowLink href=routes::desk_order(m.number)>{number_text(m.number)}</RowLink></Cell>
                <Cell label="Its order says" number=true>{of_order}</Cell>
                <Cell label="Its payments say" number=true>{of_payments}</Cell>
            </Row>
        }
    };
    let rows = mismatches.into_iter().map(row).collect_view();
    let columns = vec![Column::new("Order"), Column::number("Its order says"), Column::number("Its payments say")];
    view! {
        <h2 class="mt-6 mb-2 text-md font-semibold">"Orders that do not add up"</h2>
        <Table caption="Orders whose payments do not add up" columns>{rows}</Table>
    }
    .into_any()
}

#[component]
fn Doubts(doubts: Vec<Doubt>, now: Timestamp) -> impl IntoView {
    if doubts.is_empty() {
        return ().into_any();
    }
    let refused = refused().of("/look_into_doubt");
    let row = |d: Doubt| {
        let id = d.id.to_string();
        let field = format!("finding-{id}");
        let is_this = refused.value("payment") == id;
        let (value, error) = if is_this { (refused.value("finding"), refused.error_of("finding")) } else { (String::new(), None) };
        let (of_note, of_look) = (format!(" of {}", number_text(d.number)), format!(" for {}", number_text(d.number)));
        let note = (d.returned > Money::ZERO).then(|| {
            let words = format!("Note the refund of {}", d.returned.shown(&d.currency));
            view! {
                <form method="post" action=NoteReturn::PATH class="mb-2">
                    <input type="hidden" name="payment" value=id.clone() />
                    <Button size=Size::Small icon=Glyph::Undo>{words} <span class="sr-only">{of_note}</span></Button>
                </form>
            }
        });
        let mend = view! {
            {note}
            <form method="post" action=LookIntoDoubt::PATH class="flex min-w-40 flex-col gap-2">
                <input type="hidden" name="payment" value=id.clone() />
                <Field id=field.clone() label="What you found" error=error.clone()>
                    <TextInput name="finding" id=field required=true value error />
                </Field>
                <div><Button size=Size::Small icon=Glyph::Check class="h-auto! min-h-control-small whitespace-normal! text-start">"I have looked into it" <span class="sr-only">{of_look}</span></Button></div>
            </form>
        };
        view! {
            <Row>
                <Cell class="xl:whitespace-nowrap"><RowLink href=routes::desk_order(d.number)>{number_text(d.number)}</RowLink></Cell>
                <Cell label="Payment"><Badge tone=payment_tone(d.state)>{d.state.label()}</Badge> " " {d.provider.label()} " " {d.reference}</Cell>
                <Cell label="Amount" number=true>{d.amount.shown(&d.currency)}</Cell>
                <Cell label="What does not fit">{d.doubt}</Cell>
                <Cell label="Since" class="xl:whitespace-nowrap">{short_ago(d.created_at, now)}</Cell>
                <Cell>{mend}</Cell>
            </Row>
        }
    };
    let rows = doubts.into_iter().map(row).collect_view();
    let columns = vec![
        Column::new("Order"),
        Column::new("Payment"),
        Column::number("Amount"),
        Column::new("What does not fit"),
        Column::new("Since"),
        Column::new("What to do"),
    ];
    view! {
        <h2 class="mt-6 mb-2 text-md font-semibold">"Payments that do not fit"</h2>
        <Table caption="Payments of which something does not fit" columns>{rows}</Table>
    }
    .into_any()
}

#[component]
fn Waiting(undecided: Vec<Undecided>, now: Timestamp) -> impl IntoView {
    if undecided.is_empty() {
        return ().into_any();
    }
    let row = |u: Undecided| {
        let words = match u.pending_since {
            Some(_) => format!("{} says that the money is on its way.", u.provider.label()),
            None => format!("{} does not say how it stands. It is asked again.", u.provider.label()),
        };
        view! {
            <Row>
                <Cell class="xl:whitespace-nowrap"><RowLink href=routes::desk_order(u.number)>{number_text(u.number)}</RowLink></Cell>
                <Cell label="Payment">{u.provider.label()} " " {u.reference}</Cell>
                <Cell label="Amount" number=true>{u.amount.shown(&u.currency)}</Cell>
                <Cell label="How it stands">{words}</Cell>
                <Cell label="Since" class="xl:whitespace-nowrap">{short_ago(u.pending_since.unwrap_or(u.created_at), now)}</Cell>
            </Row>
        }
    };
    let rows = undecided.into_iter().map(row).collect_view();
    let columns = vec![Column::new("Order"), Column::new("Payment"), Column::number("Amount"), Column::new("How it stands"), Column::new("Since")];
    view! {
        <h2 class="mt-6 mb-2 text-md font-semibold">"Payments that are not decided"</h2>
        <Table caption="Payments of which the provider has not said its last word" columns>{rows}</Table>
    }
    .into_any()
}

#[component]
fn Refunds(refunds: Vec<OpenRefund>, now: Timestamp) -> impl IntoView {
    if refunds.is_empty() {
        return ().into_any();
    }
    let row = |r: OpenRefund| {
        let id = r.id.to_string();
        let (repeated, settled) = (format!(" for {}", number_text(r.number)), format!(" for {}", number_text(r.number)));
        let deeds = (r.state == RefundState::Failed).then(|| {
            view! {
                <form method="post" action=RepeatRefund::PATH class="flex flex-wrap gap-2">
                    <input type="hidden" name="refund" value=id />
                    <Button size=Size::Small icon=Glyph::Refresh>"Ask again" <span class="sr-only">{repeated}</span></Button>
                    <Button size=Size::Small icon=Glyph::Check attr:formaction=SettleRefund::PATH>"I gave it back" <span class="sr-only">{settled}</span></Button>
                </form>
            }
        });
        let words = [r.reason, r.failure].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <Row>
                <Cell class="xl:whitespace-nowrap"><RowLink href=routes::desk_order(r.number)>{number_text(r.number)}</RowLink></Cell>
                <Cell label="To">{r.name}</Cell>
                <Cell label="Refund"><Badge tone=refund_tone(r.state)>{r.state.label()}</Badge> " " {r.provider.label()} " " {r.reference}</Cell>
                <Cell label="Amount" number=true>{r.amount.shown(&r.currency)}</Cell>
                <Cell label="Why">{words}</Cell>
                <Cell label="Since" class="xl:whitespace-nowrap">{short_ago(r.created_at, now)}</Cell>
                <Cell>{deeds}</Cell>
            </Row>
        }
    };
    let rows = refunds.into_iter().map(row).collect_view();
    let columns = vec![
        Column::new("Order"),
        Column::new("To"),
        Column::new("Refund"),
        Column::number("Amount"),
        Column::new("Why"),
        Column::new("Since"),
        Column::new("What to do"),
    ];
    view! {
        <h2 class="mt-6 mb-2 text-md font-semibold">"Refunds that are not through"</h2>
        <Table caption="Refunds that are on their way or did not work" columns>{rows}</Table>
    }
    .into_any()
}
