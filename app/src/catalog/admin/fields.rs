//! The fields of a product and of a variant, as new and as changed.

use crate::forms::Refused;
use crate::ui::*;
use leptos::prelude::*;
use stoa::accounts::model::Member;
use stoa::catalog::draft::{LEAD_DAYS, ProductDraft, THRESHOLD, VariantDraft};
use stoa::catalog::model::{Product, Shelf, Variant};

/// The names of the fields of a product.
pub const PRODUCT: [&str; 5] = ["name", "slug", "category", "description", "partner"];
/// The names of the fields of a variant, and of its first stock.
pub const VARIANT: [&str; 6] = ["sku", "variant", "price", "threshold", "lead_days", "stock"];

/// A product as its fields show it.
pub fn draft_of(product: &Product) -> ProductDraft {
    ProductDraft {
        name: product.name.clone(),
        slug: product.slug.clone(),
        category: product.category_id.map(|id| id.to_string()).unwrap_or_default(),
        description: product.description.clone(),
        partner: product.partner_id.map(|id| id.to_string()).unwrap_or_default(),
    }
}

/// A variant as its fields show it.
pub fn draft_of_variant(variant: &Variant, currency: &str) -> VariantDraft {
    VariantDraft {
        sku: variant.sku.clone(),
        variant: variant.name.clone(),
        price: variant.price.typed(currency),
        threshold: variant.threshold.to_string(),
        lead_days: variant.lead_days.to_string(),
    }
}

/// A new variant as its fields show it.
pub fn new_variant() -> VariantDraft {
    VariantDraft { threshold: THRESHOLD.to_string(), lead_days: LEAD_DAYS.to_string(), ..VariantDraft::default() }
}

/// Name, group, address, description, and who supplies it where the business works with partners.
#[component]
pub fn ProductFields(draft: ProductDraft, shelves: Vec<Shelf>, partners: Vec<Member>, refused: Refused) -> impl IntoView {
    let (wrong_category, wrong_text) = (refused.error_of("category"), refused.error_of("description"));
    let choices = std::iter::once(Choice::new("", "None")).chain(shelves.into_iter().map(|s| Choice::new(s.id.to_string(), s.name))).collect();
    let partner =
        (!partners.is_empty() || !draft.partner.is_empty()).then(|| view! { <Supplier now=draft.partner.clone() partners refused=refused.clone() /> });
    let (category, description) = (refused.value_or("category", &draft.category), refused.value_or("description", &draft.description));
    view! {
        <div class="grid items-start gap-4 md:grid-cols-2">
            <TextField name="name" label="Name" required=true value=refused.value_or("name", &draft.name) error=refused.error_of("name") class="md:col-span-2" />
            <Field id="category" label="Group" optional=true error=wrong_category.clone()>
                <Select name="category" choices value=category error=wrong_category />
            </Field>
            <TextField
                name="slug"
                label="Address"
                optional=true
                hint="Its word in addresses, like speckled-mug. Made from the name when left empty."
                value=refused.value_or("slug", &draft.slug)
                error=refused.error_of("slug")
            />
            {partner}
            <Field
                id="description"
                label="Description"
                optional=true
                hint="Markdown: **bold**, - lists, ## headings."
                error=wrong_text.clone()
                class="md:col-span-2"
            >
                <TextArea name="description" rows=8 value=description error=wrong_text />
            </Field>
        </div>
    }
    .into_any()
}

/// Who supplies a product.
#[component]
fn Supplier(now: String, partners: Vec<Member>, refused: Refused) -> impl IntoView {
    let wrong = refused.error_of("partner");
    // Whoever did stays in the list, also when their access has ended.
    let is_gone = !now.is_empty() && partners.iter().all(|m| m.id.to_string() != now);
    let gone = is_gone.then(|| Choice::new(now.clone(), "A partner without access"));
    let choices = std::iter::once(Choice::new("", "None")).chain(gone).chain(partners.into_iter().map(|m| Choice::new(m.id.to_string(), m.name))).collect();
    view! {
        <Field id="partner" label="Partner" optional=true hint="Who sends it. Orders of it go to them." error=wrong.clone()>
            <Select name="partner" choices value=refused.value_or("partner", &now) error=wrong />
        </Field>
    }
    .into_any()
}

/// Article number, price and when to order more. `prefix` keeps the ids of several forms on a page apart; `fresh` asks for the first stock as well.
#[component]
pub fn VariantFields(draft: VariantDraft, currency: String, refused: Refused, prefix: String, #[prop(optional)] fresh: bool) -> impl IntoView {
    let id = |name: &str| format!("{prefix}{name}");
    let stock = fresh.then(|| {
        view! {
            <TextField name="stock" id=id("stock") label="Pieces there" kind="number" value=refused.value_or("stock", "0") error=refused.error_of("stock") />
        }
    });
    view! {
        <div class="grid items-start gap-4 sm:grid-cols-2 md:grid-cols-3">
            <TextField name="sku" id=id("sku") label="Article number" required=true placeholder="MUG-01" value=refused.value_or("sku", &draft.sku) error=refused.error_of("sku") />
            <TextField
                name="variant"
                id=id("variant")
                label="Variant"
                optional=true
                hint="What sets it apart, like Large."
                value=refused.value_or("variant", &draft.variant)
                error=refused.error_of("variant")
            />
            <TextField name="price" id=id("price") label=format!("Price in {currency}") required=true value=refused.value_or("price", &draft.price) error=refused.error_of("price") />
            {stock}
            <TextField
                name="threshold"
                id=id("threshold")
                label="Low from"
                kind="number"
                hint="You get a mail when so few are left."
                value=refused.value_or("threshold", &draft.threshold)
                error=refused.error_of("threshold")
            />
            <TextField
                name="lead_days"
                id=id("lead_days")
                label="Days to restock"
                kind="number"
                hint="From ordering to having it."
                value=refused.value_or("lead_days", &draft.lead_days)
                error=refused.error_of("lead_days")
            />
        </div>
    }
    .into_any()
}
