//! Pure decisions about stock: what is told when it changes, what the figures are, what to order next.

use super::model::{Demand, ProductFigures, ProductSums, Proposal, Summary};
use crate::catalog::model::{ProductState, Supply, supply};
use crate::kernel::ids::ProductId;
use crate::kernel::money::Money;
use crate::kernel::page::{Cursor, Page};
use crate::kernel::time::Timestamp;
use std::collections::HashSet;

const DAY: i64 = 86_400_000;
/// Days of sales that tell how fast something sells.
pub const LOOK_BACK_DAYS: i64 = 30;
/// Days that an order at the supplier is to last.
pub const COVER_DAYS: i64 = 30;
/// How long pieces are kept for somebody at the checkout.
pub const HOLD_MS: i64 = 15 * 60_000;
/// Products in each list of the best.
const TOP: usize = 10;

/// What people are told when a stock goes from one number to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// It fell to its threshold or below.
    Low,
    /// Nothing is left.
    Out,
}

/// What is told about a stock that went from `before` to `after`: each threshold once, when it is crossed.
pub const fn alert(before: i64, after: i64, threshold: i64) -> Option<Alert> {
    match (supply(before, threshold), supply(after, threshold)) {
        (Supply::Plenty | Supply::Low, Supply::Out) => Some(Alert::Out),
        (Supply::Plenty, Supply::Low) => Some(Alert::Low),
        _ => None,
    }
}

/// Says that there are not enough pieces.
pub fn short_words(name: &str, available: i64) -> String {
    match available {
        ..=0 => format!("“{name}” is sold out."),
        1 => format!("Only one piece of “{name}” is left."),
        n => format!("Only {n} pieces of “{name}” are left."),
    }
}

/// Says that little or nothing is left.
pub fn low_words(name: &str, left: i64) -> String {
    if left > 0 { format!("Low stock: {name}, {left} left.") } else { format!("Sold out: {name}.") }
}

/// Pieces sold for each piece that is there.
fn turnover(sold: i64, stock: i64) -> Option<f64> {
    (stock > 0).then(|| (sold as f64 / stock as f64 * 100.0).round() / 100.0)
}

/// How much there is of a product: of that variant of which there is least.
const fn scarcest(s: &ProductSums) -> Supply {
    match (s.least, s.spare) {
        (..=0, _) => Supply::Out,
        (_, ..=0) => Supply::Low,
        _ => Supply::Plenty,
    }
}

/// The summary, from what the database knows of each product. `reorder` are the products of which a variant should be ordered. What was sold counts also
/// when it is put away since; what is there, only while it is on sale.
pub fn summary(currency: &str, sums: Vec<ProductSums>, reorder: &HashSet<ProductId>) -> Summary {
    let figures = |s: ProductSums| {
        let figures = ProductFigures {
            product_id: ProductId(s.product_id),
            stock_status: scarcest(&s),
            reorder: reorder.contains(&ProductId(s.product_id)),
            turnover: turnover(s.sold, s.stock),
            name: s.name,
            stock: s.stock,
            sold: s.sold,
            revenue: s.revenue,
            order_count: s.orders,
        };
        (s.state, figures)
    };
    let all: Vec<(ProductState, ProductFigures)> = sums.into_iter().map(figures).collect();
    let ever: Vec<&ProductFigures> = all.iter().map(|(_, figures)| figures).collect();
    let (top_by_units, top_by_revenue) = (top(&ever, |p| p.sold), top(&ever, |p| p.revenue.0));
    let (units_sold, revenue) = (ever.iter().map(|p| p.sold).sum(), Money(ever.iter().map(|p| p.revenue.0).sum()));
    let products: Vec<ProductFigures> = all.into_iter().filter(|(state, _)| *state == ProductState::Active).map(|(_, figures)| figures).collect();
    let count = |status| products.iter().filter(|p| p.stock_status == status).count() as i64;
    Summary {
        currency: currency.to_owned(),
        total_products: products.len() as i64,
        total_stock: products.iter().map(|p| p.stock).sum(),
        low_stock_count: count(Supply::Low),
        out_of_stock_count: count(Supply::Out),
        units_sold,
        revenue,
        top_by_units,
        top_by_revenue,
        products,
    }
}

/// One page of the products of a summary, which stand by name: those after the one that the page before ended with.
pub fn page(mut products: Vec<ProductFigures>, after: Option<Cursor>, size: usize) -> Page<ProductFigures> {
    let shown = after.and_then(|after| products.iter().position(|p| p.product_id.0 == after.id)).map_or(0, |last| last + 1);
    products.drain(..shown);
    products.truncate(size + 1);
    Page::cut(products, size, |p| Cursor { key: 0, id: p.product_id.0 })
}

/// The ten with the most of something, of those that have any.
fn top(products: &[&ProductFigures], of: impl Fn(&ProductFigures) -> i64) -> Vec<ProductFigures> {
    let mut best: Vec<&ProductFigures> = products.iter().copied().filter(|p| of(p) > 0).collect();
    best.sort_by_key(|p| std::cmp::Reverse(of(p)));
    best.into_iter().take(TOP).cloned().collect()
}

/// Whether and how many to order at the supplier.
///
/// Sold a day over the last [`LOOK_BACK_DAYS`], or since the variant is there. More is ordered when what is there lasts no longer than the supplier takes and
/// the threshold besides; then as much as is sold until it comes and [`COVER_DAYS`] after it, on top of the threshold, less what is there.
pub fn propose(demand: Demand, now: Timestamp) -> Proposal {
    let d = &demand;
    let age = d.since.map_or(0, |since| (now.since(since) + DAY - 1) / DAY);
    let days = age.clamp(1, LOOK_BACK_DAYS);
    let a_day = d.sold.max(0) as f64 / days as f64;
    let lasts_days = (d.sold > 0).then(|| (d.stock as f64 / a_day).floor() as i64);
    let until_it_comes = (a_day * d.lead_days as f64).ceil() as i64;
    let cover = (a_day * COVER_DAYS as f64).ceil() as i64;
    let mut proposal = Proposal { a_day, lasts_days, quantity: 0, days, until_it_comes, cover, demand };
    let (d, least) = (&proposal.demand, proposal.least());
    if d.stock <= least {
        // What does not sell is only brought back above its threshold.
        proposal.quantity = (least + cover - d.stock).max(i64::from(d.stock <= d.threshold));
    }
    proposal
}

/// The arithmetic of a proposal, step by step in words.
pub fn steps(p: &Proposal) -> Vec<String> {
    let (d, days, least, a_day) = (&p.demand, p.days, p.least(), rounded(p.a_day));
    let is_due = d.stock <= least;
    let mut steps = vec![
        format!("{} sold in {days} {} = {a_day} a day", d.sold.max(0), if days == 1 { "day" } else { "days" }),
        format!("{a_day} a day × {} days at the supplier = {}, and {} as a reserve = {least}", d.lead_days, p.until_it_comes, d.threshold),
    ];
    steps.push(if is_due { format!("{} there ≤ {least}: order now", d.stock) } else { format!("{} there > {least}: there is enough", d.stock) });
    if is_due {
        let missing = least + p.cover - d.stock;
        let at_least = if p.quantity > missing { format!(", at least {}", p.quantity) } else { String::new() };
        steps.push(format!("{least} + {a_day} a day × {COVER_DAYS} days ({}) − {} there = {missing}{at_least}", p.cover, d.stock));
    }
    steps
}

/// Where a variant of which more should be ordered stands among the others: the one that lasts shortest first, those that do not sell last.
pub fn urgency(p: &Proposal) -> Cursor {
    Cursor { key: p.lasts_days.unwrap_or(i64::MAX), id: p.demand.variant_id.0 }
}

fn rounded(n: f64) -> String {
    let text = format!("{n:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The stock at the end of each of the last `days` days, oldest first: what is there now, less all that came later. `changes` are the ledger's, in any order.
pub fn series(stock: i64, changes: &[(Timestamp, i64)], midnight: Timestamp, days: i64) -> Vec<(Timestamp, i64)> {
    (0..days)
        .rev()
        .map(|back| {
            let start = midnight.plus_ms(-back * DAY);
            let end = start.plus_ms(DAY);
            let later: i64 = changes.iter().filter(|(at, _)| *at >= end).map(|(_, quantity)| quantity).sum();
            (start, stock - later)
        })
        .collect()
}

#[cfg(test)]
mod tests;
