//! Restocking: what to order and why, and what has come.

use super::api::Restock;
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::catalog::model::{Supply, supply};
use stoa::inventory::actions;
use stoa::inventory::model::Proposal;

/// `/admin/stock`
#[component]
pub fn RestockPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_STOCK).await?;
        let all = actions::proposals(&services, &who.as_agent()).await?;
        let show = session::query("show").unwrap_or_default();
        let of = |p: &Proposal| supply(p.demand.stock, p.demand.threshold);
        let count = |s: Supply| all.iter().filter(|p| of(p) == s).count();
        let (low, out, order) = (count(Supply::Low), count(Supply::Out), all.iter().filter(|p| p.quantity > 0).count());
        let cards = [
            ("", "All variants", all.len(), Tone::Neutral),
            ("order", "To order", order, Tone::Accent),
            ("low", "Low", low, Tone::Warn),
            ("out", "Out of stock", out, Tone::Bad),
        ];
        let card = |(word, label, n, tone): (&str, &'static str, usize, Tone)| {
            let href = if word.is_empty() { routes::ADMIN_STOCK.to_owned() } else { format!("{}?show={word}", routes::ADMIN_STOCK) };
            view! { <Stat label value=n.to_string() href tone selected=show == word /> }
        };
        let cards = cards.map(card).into_iter().collect_view();
        let fits = |p: &Proposal| match show.as_str() {
            "order" => p.quantity > 0,
            "low" => of(p) == Supply::Low,
            "out" => of(p) == Supply::Out,
            _ => true,
        };
        let shown: Vec<Proposal> = all.iter().filter(|p| fits(p)).cloned().collect();
        let refused = refused().of("/restock");
        let known: Vec<String> = shown.iter().map(field).chain(["note".to_owned()]).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let said = refusal(&refused, &known);
        Ok(view! {
            <Title text="Stock" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Stock" subtitle="What to order, the most pressing first, and why. Write down what has come." actions=|| view! { <ButtonLink href=routes::ADMIN_MOVEMENTS icon=Glyph::List>"Every change"</ButtonLink> } />
                {done_note(&[("restocked", "The stock is up to date.")])}
                {said}
                <Stats label="Variants by stock">{cards}</Stats>
                <Rows shown refused />
            </AdminLayout>
        }
        .into_any())
    })
}

/// The name of the field in which pieces of a variant are written down.
fn field(p: &Proposal) -> String {
    format!("more[{}]", p.demand.variant_id)
}

#[component]
fn Rows(shown: Vec<Proposal>, refused: Refused) -> impl IntoView {
    if shown.is_empty() {
        return view! { <Empty glyph=Glyph::Box text="There is nothing of this kind." /> }.into_any();
    }
    let columns = vec![Column::new("Product"), Column::number("There"), Column::new("Lasts"), Column::number("Order"), Column::new("Has come")];
    let rows = shown.into_iter().map(|p| view! { <Line p refused=refused.clone() /> }).collect_view();
    let note = refused.value("note");
    view! {
        <form method="post" action=Restock::PATH>
            <Table caption="Variants on sale, the most pressing first" columns>{rows}</Table>
            <div class="sticky bottom-0 mt-4 flex flex-wrap items-end gap-3 border-t border-line bg-canvas py-3">
                <TextField name="note" label="Note" optional=true placeholder="Delivery 42" value=note error=refused.error_of("note") class="min-w-48 flex-1" />
                <Button look=Look::Primary icon=Glyph::Plus>"Add to the stock"</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Line(p: Proposal, refused: Refused) -> impl IntoView {
    let (name, id) = (field(&p), format!("more-{}", p.demand.variant_id));
    let error = refused.error_of(&name);
    let value = refused.value(&name);
    let lasts = p.lasts_days.map_or_else(|| "Not sold lately".to_owned(), |days| if days == 1 { "1 day".into() } else { format!("{days} days") });
    let tone = match supply(p.demand.stock, p.demand.threshold) {
        Supply::Plenty => None,
        Supply::Low => Some((Tone::Warn, "Low")),
        Supply::Out => Some((Tone::Bad, "Out")),
    };
    let badge = tone.map(|(tone, word)| view! { <Badge tone class="ms-2">{word}</Badge> });
    let order = if p.quantity > 0 { p.quantity.to_string() } else { "–".to_owned() };
    let steps = p.steps.iter().map(|step| view! { <li>{step.clone()}</li> }).collect_view();
    let product = p.demand.name();
    let label = format!("Pieces of {product} that have come");
    view! {
        <Row>
            <Cell class="md:w-1/2">
                <a href=routes::admin_product(p.demand.product_id) class="rounded-xs font-semibold hover:text-accent hover:underline">{product}</a>
                <span class="ms-2 text-xs text-muted">{p.demand.sku.clone()}</span>
                <Disclosure summary="How this is worked out">
                    <ol class="text-sm text-muted tabular-nums">{steps}</ol>
                </Disclosure>
            </Cell>
            <Cell label="There" number=true>{p.demand.stock} {badge}</Cell>
            <Cell label="Lasts">{lasts}</Cell>
            <Cell label="Order" number=true><b class="font-semibold">{order}</b></Cell>
            <Cell label="Has come">
                <TextInput name id=id.clone() kind="number" value error=error.clone() class="w-24!" attr:aria-label=label />
                <FieldNotes id error />
            </Cell>
        </Row>
    }
    .into_any()
}
