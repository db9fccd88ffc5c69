//! What is told, counted and proposed.

use super::*;
use crate::kernel::ids::VariantId;
use proptest::prelude::*;

const NOW: Timestamp = Timestamp(1_773_219_600_000);

fn demand(stock: i64, threshold: i64, lead_days: i64, sold: i64, age_days: i64) -> Demand {
    let since = Some(NOW.plus_ms(-age_days * DAY));
    let (sku, product, variant) = ("MUG".into(), "Mug".into(), String::new());
    Demand { variant_id: VariantId(1), product_id: ProductId(1), sku, product, variant, stock, threshold, lead_days, sold, since }
}

#[test]
fn people_are_told_when_a_threshold_is_crossed_and_not_again_below_it() {
    assert_eq!([alert(5, 3, 3), alert(3, 2, 3), alert(2, 0, 3), alert(5, 0, 3)], [Some(Alert::Low), None, Some(Alert::Out), Some(Alert::Out)]);
    assert_eq!([alert(0, 5, 3), alert(5, 4, 3), alert(0, 0, 3)], [None, None, None]);
}

#[test]
fn a_proposal_shows_its_arithmetic() {
    let p = propose(demand(4, 3, 10, 60, 90), NOW);
    assert_eq!((p.quantity, p.lasts_days), (79, Some(2)));
    assert_eq!(
        steps(&p),
        [
            "60 sold in 30 days = 2 a day",
            "2 a day × 10 days at the supplier = 20, and 3 as a reserve = 23",
            "4 there ≤ 23: order now",
            "23 + 2 a day × 30 days (60) − 4 there = 79"
        ]
    );
    assert_eq!(propose(demand(24, 3, 10, 60, 90), NOW).quantity, 0);
    assert_eq!(propose(demand(0, 3, 10, 0, 90), NOW).quantity, 3, "what does not sell comes back to its threshold");
    assert_eq!(propose(demand(0, 0, 0, 0, 90), NOW).quantity, 1, "and what is out to one piece");
    assert_eq!(steps(&propose(demand(3, 3, 0, 0, 90), NOW)).last().unwrap(), "3 + 0 a day × 30 days (0) − 3 there = 0, at least 1", "what is printed is true");
    assert_eq!(propose(demand(9, 3, 10, 7, 7), NOW).a_day, 1.0, "what is new is judged by the days it is there");
}

/// A product with one variant that is low from three on.
fn sums(id: i64, stock: i64, sold: i64, revenue: i64) -> ProductSums {
    let (name, state, revenue) = (format!("P{id}"), ProductState::Active, Money(revenue));
    ProductSums { product_id: id, name, state, stock, least: stock, spare: stock - 3, sold, revenue, orders: sold }
}

#[test]
fn a_product_is_as_scarce_as_its_scarcest_variant() {
    let two = |id: i64, one: i64, other: i64| ProductSums { stock: one + other, least: one.min(other), spare: one.min(other) - 3, ..sums(id, 0, 0, 0) };
    let s = summary("KES", vec![two(1, 0, 90), two(2, 3, 90), two(3, 4, 90)], &HashSet::new());
    assert_eq!(s.products.iter().map(|p| p.stock_status).collect::<Vec<_>>(), [Supply::Out, Supply::Low, Supply::Plenty]);
    assert_eq!((s.low_stock_count, s.out_of_stock_count, s.total_stock), (1, 1, 277));
}

#[test]
fn what_is_put_away_keeps_what_it_sold_and_counts_no_more_as_stock() {
    let away = ProductSums { state: ProductState::Archived, ..sums(2, 7, 20, 4_000) };
    let s = summary("KES", vec![sums(1, 10, 5, 500), away], &HashSet::new());
    assert_eq!((s.units_sold, s.revenue, s.total_products, s.total_stock, s.products.len()), (25, Money(4_500), 1, 10, 1));
    assert_eq!(s.top_by_units.iter().map(|p| p.product_id.0).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn figures_are_read_page_by_page() {
    let all = || summary("KES", (1..=5).map(|id| sums(id, 9, 0, 0)).collect(), &HashSet::new()).products;
    let ids = |page: &Page<ProductFigures>| page.items.iter().map(|p| p.product_id.0).collect::<Vec<_>>();
    let first = page(all(), None, 2);
    let second = page(all(), first.next, 2);
    let last = page(all(), second.next, 2);
    assert_eq!((ids(&first), ids(&second), ids(&last), last.next), (vec![1, 2], vec![3, 4], vec![5], None));
}

#[test]
fn the_summary_counts_what_the_products_say() {
    let s = summary("KES", vec![sums(1, 10, 5, 500), sums(2, 2, 0, 0), sums(3, 0, 8, 400)], &HashSet::from([ProductId(3)]));
    assert_eq!((s.total_products, s.total_stock, s.low_stock_count, s.out_of_stock_count, s.units_sold, s.revenue), (3, 12, 1, 1, 13, Money(900)));
    assert_eq!(s.products.iter().map(|p| p.turnover).collect::<Vec<_>>(), [Some(0.5), Some(0.0), None]);
    assert_eq!(s.top_by_units.iter().map(|p| p.product_id.0).collect::<Vec<_>>(), [3, 1], "what sold nothing is not among the best");
    assert_eq!(s.top_by_revenue[0].product_id, ProductId(1));
    assert!(s.products[2].reorder && !s.products[0].reorder);
    let json = serde_json::to_value(&s).unwrap();
    for key in ["total_products", "total_stock", "low_stock_count", "out_of_stock_count", "units_sold", "revenue", "products", "top_by_units", "top_by_revenue"]
    {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert_eq!(json["products"][2]["stock_status"], "out");
}

#[test]
fn a_series_goes_back_through_the_ledger() {
    let midnight = Timestamp(NOW.0 / DAY * DAY);
    let series = series(7, &[(midnight.plus_ms(1), -2), (midnight.plus_ms(-1), 10), (midnight.plus_ms(-3 * DAY), -1)], midnight, 3);
    assert_eq!(series.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [-1, 9, 7]);
}

proptest! {
    #[test]
    fn what_is_proposed_lasts_until_the_supplier_could_come_again(stock in 0_i64..500, threshold in 0_i64..50, lead in 0_i64..60, sold in 0_i64..2000, age in 1_i64..400) {
        let p = propose(demand(stock, threshold, lead, sold, age), NOW);
        prop_assert!(p.quantity >= 0);
        let needed = p.a_day * (lead + COVER_DAYS) as f64 + threshold as f64;
        if p.quantity > 0 {
            prop_assert!((stock + p.quantity) as f64 + 0.001 >= needed, "{p:?}");
        } else {
            prop_assert!(stock as f64 + 0.001 >= p.a_day * lead as f64 + threshold as f64, "{p:?}");
        }
    }
}
