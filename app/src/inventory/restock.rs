//! Restocking: what to order and why, and what has come.

use super::api::Restock;
use crate::forms::{Refused, refused};
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
use stoa::catalog::model::{Supply, supply};
use stoa::inventory::actions;
use stoa::inventory::model::{Proposal, Show, Supplies};
use stoa::inventory::rules::steps;

/// The part of the page with the numbers.
const PART: &str = "stock-numbers";

/// `/admin/stock`
#[component]
pub fn RestockPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_STOCK).await?;
        let agent = who.as_agent();
        let words = session::query("q").unwrap_or_default().trim().chars().filter(|c| !c.is_control()).take(80).collect::<String>();
        let show = session::query("show").and_then(|word| word.parse::<Show>().ok()).unwrap_or(Show::Order);
        let after = session::query("after").and_then(|a| a.parse().ok());
        let (supplies, order) = (actions::supplies(&services, &agent).await?, actions::proposals(&services, &agent).await?.len());
        let page = actions::stock(&services, &agent, show, &words, after).await?;
        let (base, first) = (address(show, &words), after.map(|_| address(show, &words)));
        let next = page.next.map(|next| format!("{base}&after={next}"));
        let refused = refused().of("/restock");
        let known: Vec<String> = page.items.iter().map(field).chain(["note".to_owned()]).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let said = refusal(&refused, &known);
        let own = who.business();
        let shown = page.items;
        Ok(view! {
            <Title text="Stock" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead
                    title="Stock"
                    subtitle="What to order and why, the most pressing first. Write down what has come."
                    actions=move || {
                        view! {
                            <SearchBox action=routes::ADMIN_STOCK label="Number or name" value=words class="w-60 max-w-full">
                                <input type="hidden" name="show" value=Show::All.word() />
                            </SearchBox>
                            <ButtonLink href=routes::ADMIN_MOVEMENTS icon=Glyph::List>"Every change"</ButtonLink>
                        }
                    }
                />
                {done_note(&[("restocked", "The stock is up to date.")])}
                {said}
                <div id=PART><Numbers supplies order show /></div>
                <KeepFresh business=own part=PART.to_owned() admin=false every=0 />
                <Rows shown refused />
                <Pages newer=first newer_label="The first ones" older=next older_label="More" />
            </AdminLayout>
        }
        .into_any())
    })
}

/// The address of a list, which ends so that more can be said.
fn address(show: Show, words: &str) -> String {
    let words = if words.is_empty() { String::new() } else { format!("&q={}", routes::escape(words)) };
    format!("{}?show={show}{words}", routes::ADMIN_STOCK)
}

/// How many variants there are of each kind: each number leads to its list.
#[component]
fn Numbers(supplies: Supplies, order: usize, show: Show) -> impl IntoView {
    let card = move |of: Show, n: i64, tone: Tone| view! { <Stat label=of.label() value=n.to_string() href=address(of, "") tone selected=show == of /> };
    view! {
        <Stats label="Variants by stock">
            {card(Show::Order, order as i64, Tone::Accent)}
            {card(Show::Low, supplies.low, Tone::Warn)}
            {card(Show::Out, supplies.sold_out, Tone::Bad)}
            {card(Show::All, supplies.variants, Tone::Neutral)}
        </Stats>
    }
    .into_any()
}

/// The name of the field in which pieces of a variant are written down.
fn field(p: &Proposal) -> String {
    format!("more[{}]", p.demand.variant_id)
}

#[component]
fn Rows(shown: Vec<Proposal>, refused: Refused) -> impl IntoView {
    if shown.is_empty() {
        return view! { <Empty glyph=Glyph::Box text="There is nothing of this kind. The numbers above lead to the others." /> }.into_any();
    }
    let columns = vec![Column::new("Product"), Column::number("There"), Column::new("Lasts"), Column::number("Order"), Column::new("Has come")];
    let rows = shown.into_iter().map(|p| view! { <Line p refused=refused.clone() /> }).collect_view();
    let note = refused.value("note");
    view! {
        <form method="post" action=Restock::PATH>
            <Table caption="Variants on sale" columns>{rows}</Table>
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
    let steps = steps(&p).into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
    let product = p.demand.name();
    let label = format!("Pieces of {product} that have come");
    view! {
        <Row>
            <Cell class="md:w-2/5">
                <a href=routes::admin_product(p.demand.product_id) class="rounded-xs font-semibold hover:text-accent hover:underline">{product}</a>
                <span class="ms-2 text-xs text-muted">{p.demand.sku.clone()}</span>
                <Disclosure summary="How this is worked out">
                    <ol class="text-sm text-muted tabular-nums">{steps}</ol>
                </Disclosure>
            </Cell>
            <Cell label="There" number=true>{p.demand.stock} {badge}</Cell>
            <Cell label="Lasts" class="whitespace-nowrap">{lasts}</Cell>
            <Cell label="Order" number=true><b class="font-semibold">{order}</b></Cell>
            <Cell label="Has come">
                <TextInput name id=id.clone() kind="number" value error=error.clone() class="w-24!" attr:aria-label=label />
                <FieldNotes id error />
            </Cell>
        </Row>
    }
    .into_any()
}
