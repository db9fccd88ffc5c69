//! The variants of a product in its editor: each can be changed, counted and put away; one more can be added.

use super::api::{AddVariant, ArchiveVariant, ChangeVariant};
use super::fields::{VariantFields, draft_of_variant, new_variant};
use crate::forms::Refused;
use crate::inventory::api::CorrectStock;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::catalog::model::{Supply, Variant};
use stoa::kernel::ids::ProductId;

/// The colour of how much there is.
pub const fn supply_tone(supply: Supply) -> Tone {
    match supply {
        Supply::Plenty => Tone::Good,
        Supply::Low => Tone::Warn,
        Supply::Out => Tone::Bad,
    }
}

/// All of them.
#[component]
pub fn Variants(product: ProductId, variants: Vec<Variant>, currency: String, refused: Refused) -> impl IntoView {
    let of_add = refused.clone().of("/add_variant");
    let add_is_open = of_add.error.is_some();
    let lines = variants.into_iter().map(|v| view! { <Line product variant=v currency=currency.clone() refused=refused.clone() /> }).collect_view();
    view! {
        <section id="variants" class="scroll-mt-20">
            <Card title="Variants">
                <ul class="flex flex-col gap-3">{lines}</ul>
                <Disclosure summary="Add a variant" open=add_is_open class="mt-3">
                    <form method="post" action=AddVariant::PATH class="flex flex-col gap-4">
                        <input type="hidden" name="product" value=product.to_string() />
                        <VariantFields draft=new_variant() currency refused=of_add prefix="new-".to_owned() fresh=true />
                        <div><Button icon=Glyph::Plus>"Add the variant"</Button></div>
                    </form>
                </Disclosure>
            </Card>
        </section>
    }
    .into_any()
}

#[component]
fn Line(product: ProductId, variant: Variant, currency: String, refused: Refused) -> impl IntoView {
    let id = variant.id;
    // What was refused belongs to the form of the same variant only.
    let own = |action: &str| {
        let refused = refused.clone().of(action);
        if refused.value("variant") == id.to_string() || refused.value("which") == id.to_string() { refused } else { Refused::default() }
    };
    let (of_change, of_count) = (own("/change_variant"), own("/correct_stock"));
    let is_open = of_change.error.is_some() || of_count.error.is_some();
    let name = if variant.name.is_empty() { variant.sku.clone() } else { format!("{} ({})", variant.name, variant.sku) };
    let held = (variant.held > 0).then(|| format!(", {} at a checkout", variant.held));
    let facts = format!("{} · {} there{}", variant.price.shown(&currency), variant.stock, held.unwrap_or_default());
    let supply = variant.supply();
    let badge = match variant.is_archived {
        true => view! { <Badge>"Put away"</Badge> }.into_any(),
        false => view! { <Badge tone=supply_tone(supply)>{supply.label()}</Badge> }.into_any(),
    };
    let (archive, to) = if variant.is_archived { ("Offer again", "false") } else { ("Put away", "true") };
    let draft = draft_of_variant(&variant, &currency);
    let counted = of_count.value_or("counted", &variant.stock.to_string());
    view! {
        <li class="rounded-sm border border-line p-3">
            <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <b class="font-semibold">{name}</b>
                <span class="text-muted tabular-nums">{facts}</span>
                {badge}
            </p>
            <Disclosure summary="Change" open=is_open class="mt-1">
                <form method="post" action=ChangeVariant::PATH class="flex flex-col gap-4">
                    <input type="hidden" name="which" value=id.to_string() />
                    <VariantFields draft currency refused=of_change prefix=format!("v{id}-") />
                    <div><Button look=Look::Primary>"Save the variant"</Button></div>
                </form>
                <form method="post" action=CorrectStock::PATH class="mt-5 flex flex-wrap items-end gap-3 border-t border-line pt-4">
                    <input type="hidden" name="product" value=product.to_string() />
                    <input type="hidden" name="variant" value=id.to_string() />
                    <TextField name="counted" id=format!("counted-{id}") label="Pieces counted" kind="number" value=counted error=of_count.error_of("counted") class="w-36" />
                    <TextField name="note" id=format!("why-{id}") label="Reason" required=true placeholder="Two broken" value=of_count.value("note") error=of_count.error_of("note") class="min-w-48 flex-1" />
                    <Button>"Correct the stock"</Button>
                </form>
                <form method="post" action=ArchiveVariant::PATH class="mt-4 border-t border-line pt-4">
                    <input type="hidden" name="variant" value=id.to_string() />
                    <Button name="archived" value=to>{archive}</Button>
                </form>
            </Disclosure>
        </li>
    }
    .into_any()
}
