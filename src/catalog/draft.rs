//! What admins type: products, variants and groups, read and bounded.

use crate::error::Result;
use crate::kernel::ids::{MemberId, ShelfId};
use crate::kernel::money::Money;
use crate::kernel::text::Check;
use serde::{Deserialize, Serialize};

/// Letters of a description.
pub const DESCRIPTION_MAX: usize = 10_000;
/// Pieces one row or form may speak of.
pub const PIECES_MAX: i64 = 1_000_000;
/// Days a supplier may take.
pub const LEAD_DAYS_MAX: i64 = 365;
/// Days a supplier takes where nobody said.
pub const LEAD_DAYS: i64 = 14;
/// So few are low where nobody said.
pub const THRESHOLD: i64 = 3;

/// What is typed to make or change a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDraft {
    /// Its name.
    pub name: String,
    /// Its word in addresses; made from the name when empty.
    #[serde(default)]
    pub slug: String,
    /// The id of its group, or empty.
    #[serde(default)]
    pub category: String,
    /// What it is, in Markdown.
    #[serde(default)]
    pub description: String,
    /// The id of the partner who supplies it, or empty.
    #[serde(default)]
    pub partner: String,
}

/// A product as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Its name.
    pub name: String,
    /// Its word in addresses.
    pub slug: String,
    /// Its group.
    pub category: Option<ShelfId>,
    /// What it is.
    pub description: String,
    /// Who supplies it.
    pub partner: Option<MemberId>,
}

impl ProductDraft {
    /// Reads a product.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self) -> Result<Checked> {
        let mut check = Check::new();
        let checked = self.read(&mut check);
        check.finish()?;
        Ok(checked)
    }

    /// Reads a product beside other things of one form.
    pub fn read(&self, check: &mut Check) -> Checked {
        let name = check.line("name", "Name", &self.name, 2, 120);
        let slug = check_slug(check, &self.slug, &name);
        let category = if self.category.trim().is_empty() { None } else { check.choice("category", "Group", &self.category) };
        let description = check.text("description", "Description", &self.description, 0, DESCRIPTION_MAX);
        let partner = if self.partner.trim().is_empty() { None } else { check.choice("partner", "Partner", &self.partner) };
        Checked { name, slug, category, description, partner }
    }
}

/// What is typed to make or change a variant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantDraft {
    /// The article number of the business.
    pub sku: String,
    /// What sets it apart.
    #[serde(default)]
    pub variant: String,
    /// What one piece costs.
    pub price: String,
    /// So few are low.
    #[serde(default)]
    pub threshold: String,
    /// Days from ordering at the supplier to having it.
    #[serde(default)]
    pub lead_days: String,
}

/// A variant as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedVariant {
    /// The article number.
    pub sku: String,
    /// What sets it apart.
    pub name: String,
    /// What one piece costs.
    pub price: Money,
    /// So few are low.
    pub threshold: i64,
    /// Days at the supplier.
    pub lead_days: i64,
}

impl VariantDraft {
    /// Reads a variant.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn parse(&self, currency: &str) -> Result<CheckedVariant> {
        let mut check = Check::new();
        let checked = self.read(&mut check, currency);
        check.finish()?;
        Ok(checked)
    }

    /// Reads a variant beside other things of one form.
    pub fn read(&self, check: &mut Check, currency: &str) -> CheckedVariant {
        CheckedVariant {
            sku: check_sku(check, &self.sku),
            name: check.line("variant", "Variant", &self.variant, 0, 60),
            price: check_money(check, "price", &self.price, currency),
            threshold: number_or(check, "threshold", "Low from", &self.threshold, THRESHOLD, PIECES_MAX),
            lead_days: number_or(check, "lead_days", "Days to restock", &self.lead_days, LEAD_DAYS, LEAD_DAYS_MAX),
        }
    }
}

/// An article number: letters, digits and a few marks, in capitals, so that two ways to type it are one.
pub fn check_sku(check: &mut Check, typed: &str) -> String {
    let sku = typed.trim().to_uppercase();
    let plain = sku.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    if sku.is_empty() {
        check.fail("sku", "Article number is missing.");
    } else if !plain || sku.chars().count() > 40 {
        check.fail("sku", "Article number: use up to 40 letters, digits, hyphens, dots and slashes, like MUG-01.");
    }
    sku
}

/// An amount that somebody typed.
pub fn check_money(check: &mut Check, field: &str, typed: &str, currency: &str) -> Money {
    Money::parse(typed, currency).unwrap_or_else(|why| {
        check.fail(field, why);
        Money::ZERO
    })
}

/// A number from 0 up, or another one where nothing is typed.
pub fn number_or(check: &mut Check, field: &str, label: &str, typed: &str, otherwise: i64, most: i64) -> i64 {
    if typed.trim().is_empty() { otherwise } else { check.number(field, label, typed, 0, most) }
}

/// A word for addresses: small letters and digits of any script with single hyphens between.
pub fn check_slug(check: &mut Check, typed: &str, name: &str) -> String {
    let made = to_slug(if typed.trim().is_empty() { name } else { typed });
    if made.is_empty() && !name.is_empty() {
        check.fail("slug", "Address: use letters and digits with hyphens between, like speckled-mug.");
    }
    made
}

/// A text as a word for addresses.
pub fn to_slug(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let slug = plain.split_whitespace().collect::<Vec<_>>().join("-");
    slug.chars().take(80).collect::<String>().trim_end_matches('-').to_owned()
}

/// The name of a group.
///
/// # Errors
/// `Invalid` names the field `name`.
pub fn parse_shelf(name: &str) -> Result<(String, String)> {
    let mut check = Check::new();
    let name = check.line("name", "Name", name, 2, 60);
    let slug = to_slug(&name);
    if slug.is_empty() && name.chars().count() >= 2 {
        check.fail("name", "Name: use at least one letter or digit.");
    }
    check.finish()?;
    Ok((name, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_read_and_gets_its_address_from_its_name() {
        let draft = ProductDraft { name: " Speckled mug, 0.3 l ".into(), ..ProductDraft::default() };
        assert_eq!(draft.parse().unwrap().slug, "speckled-mug-0-3-l");
        assert_eq!(ProductDraft { slug: "Big MUG".into(), ..draft }.parse().unwrap().slug, "big-mug");
    }

    #[test]
    fn every_fault_of_a_variant_is_named() {
        let draft = VariantDraft { sku: "a b".into(), price: "x".into(), threshold: "-1".into(), lead_days: "400".into(), ..VariantDraft::default() };
        let error = draft.parse("KES").unwrap_err();
        for field in ["sku", "price", "threshold", "lead_days"] {
            assert!(error.of_field(field).is_some(), "{field}");
        }
        let fine = VariantDraft { sku: "mug-01".into(), price: "950".into(), ..VariantDraft::default() }.parse("KES").unwrap();
        assert_eq!((fine.sku.as_str(), fine.price, fine.threshold, fine.lead_days), ("MUG-01", Money(95_000), THRESHOLD, LEAD_DAYS));
    }
}
