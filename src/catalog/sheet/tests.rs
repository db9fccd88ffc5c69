//! What is read from a file, and that what is written is read again.

use super::*;
use crate::catalog::model::Variant;
use crate::kernel::ids::{ProductId, VariantId};
use proptest::prelude::*;

#[test]
fn a_file_is_read_with_quotes_line_ends_and_empty_cells() {
    let text = "\u{feff}SKU;Name;Price;Stock;Description\r\nmug-1;\"Mug; \"\"blue\"\"\";950;;\"One\nTwo\"\r\n\r\nmug-2;Mug;1,050.50;12;\r\n";
    let (rows, faults) = read(text, "KES");
    assert_eq!(faults, Faults::default());
    assert_eq!((rows[0].name.as_str(), rows[0].stock, rows[0].description.as_deref()), ("Mug; \"blue\"", None, Some("One\nTwo")));
    assert_eq!((rows[1].sku.as_str(), rows[1].price, rows[1].stock, rows[1].threshold), ("MUG-2", Money(105_050), Some(12), None));
}

#[test]
fn each_bad_row_is_named_by_its_line_and_the_good_ones_are_kept() {
    let (rows, faults) = read("sku,name,price,state\nA,Mug,1,\nB,,x,\nA,Mug again,2,\nC,Mug,3,sold\n", "KES");
    assert_eq!(rows.len(), 1);
    assert_eq!(faults.shown.iter().map(|f| f.line).collect::<Vec<_>>(), [3, 4, 5]);
    assert!(faults.shown[0].why.contains("Name is missing") && faults.shown[0].why.contains("KES"), "{}", faults.shown[0].why);
    assert!(faults.shown[1].why.contains("line 2"), "{}", faults.shown[1].why);
}

#[test]
fn a_file_of_something_else_says_which_columns_are_wanted() {
    for text in ["", "a,b\n1,2\n", "\"open"] {
        let (rows, faults) = read(text, "KES");
        assert!(rows.is_empty() && !faults.shown.is_empty(), "{text}");
    }
}

#[test]
fn every_row_that_is_left_out_counts_and_what_is_wrong_with_the_whole_file_is_said_first() {
    let bad = |n: usize| format!("SKU-{n},,1\n");
    let (rows, faults) = read(&format!("sku,name,price\n{}", (0..300).map(bad).collect::<String>()), "KES");
    assert_eq!((rows.len(), faults.left_out, faults.shown.len()), (0, 300, FAULTS_MAX));
    let good = |n: usize| format!("SKU-{n},Mug,1\n");
    let body: String = (0..300).map(bad).chain((300..ROWS_MAX + 7).map(good)).collect();
    let (rows, faults) = read(&format!("sku,name,price\n{body}"), "KES");
    assert_eq!((rows.len(), faults.left_out), (ROWS_MAX - 300, 307));
    assert!(faults.shown[0].line == ROWS_MAX + 2 && faults.shown[0].why.contains("7 in all"), "{:?}", faults.shown[0]);
}

#[test]
fn what_a_file_does_not_say_is_told_from_what_it_says() {
    let (rows, faults) = read("sku,name,price\nA,Mug,1\n", "KES");
    assert_eq!(faults, Faults::default());
    assert_eq!((rows[0].variant.as_deref(), rows[0].state, rows[0].withdrawn, rows[0].stock), (None, None, None, None));
    let (rows, faults) = read("sku,name,price,state,withdrawn\nA,Mug,1,active,Yes\nB,Mug,1,,no\nC,Mug,1,,perhaps\n", "KES");
    assert_eq!((rows[0].state, rows[0].withdrawn, rows[1].state, rows[1].withdrawn), (Some(ProductState::Active), Some(true), None, Some(false)));
    assert!(faults.shown[0].why.contains("yes or no"), "{faults:?}");
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(name in "[a-zA-Z][ -~]{1,40}[a-zA-Z]", variant in "[=+@a-z][a-z,;\"']{0,10}[a-z]", price in 0_i64..100_000_000, stock in 0_i64..1000) {
        let variant_of = Variant {
            id: VariantId(1), product_id: ProductId(1), sku: "A-1".into(), name: variant.clone(), price: Money(price), stock, held: 0,
            threshold: 2, lead_days: 7, is_archived: false,
        };
        let item = Item { variant: variant_of, slug: "a".into(), product: name.clone(), is_offered: true, picture: None };
        let exported = Exported { item, category: Some("Cups, bowls".into()), state: ProductState::Active, description: "Line one\n\"two\"".into() };
        let (rows, faults) = read(&(head() + &write(&exported, "KES")), "KES");
        prop_assert_eq!(faults, Faults::default());
        let row = &rows[0];
        prop_assert_eq!((&row.name, row.variant.as_ref(), row.price, row.stock), (&name, Some(&variant), Money(price), Some(stock)));
        prop_assert_eq!((row.category.as_deref(), row.description.as_deref()), (Some("Cups, bowls"), Some("Line one\n\"two\"")));
    }
}
