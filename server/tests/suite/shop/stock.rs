//! Stock: restocked, counted, never below zero; alerts once; proposals; the chart of a product.

use super::{open_shop, ordered};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::catalog::actions as catalogue;
use stoa::catalog::draft::VariantDraft;
use stoa::catalog::model::ProductState;
use stoa::inventory::actions as inventory;
use stoa::inventory::model::{ChangeKind, Show};
use stoa::inventory::rules::steps;
use stoa::kernel::money::Money;
use stoa::kernel::page::Cursor;
use stoa::orders::actions as shop;
use stoa::orders::model::Deed;
use stoa::platform::letters;

on_both!(
    staff_restocks_and_counts_and_every_change_is_in_the_ledger,
    the_admin_is_told_once_when_little_is_left_and_once_when_nothing_is,
    what_comes_back_broken_is_no_news_of_the_stock,
    what_sells_is_proposed_for_ordering_with_the_arithmetic,
    stock_is_read_page_by_page_and_found_by_number_or_name,
    figures_count_every_variant_and_what_was_sold_before_it_was_put_away,
    nobody_touches_the_stock_of_another_business,
);

async fn staff_restocks_and_counts_and_every_change_is_in_the_ledger(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let ((id, mug), (_, bowl)) = (kiln.product(world, "Mug", "950", 10).await, kiln.product(world, "Bowl", "1800", 0).await);
    let boss = kiln.boss.admin();
    let typed = [(mug, "5".to_owned()), (bowl, String::new())];
    assert_eq!(inventory::restock(s, &boss, &typed, "Delivery 42").await, Ok(1));
    inventory::correct(s, &boss, mug, "12", "Three broken in the shop").await.unwrap();
    assert!(inventory::correct(s, &boss, mug, "12", "").await.unwrap_err().of_field("note").is_some(), "a correction has a reason");
    let rows = inventory::movements(s, &kiln.boss.agent(), Some(id), None).await.unwrap().items;
    let told: Vec<_> = rows.iter().map(|m| (m.kind, m.quantity, m.stock_after, m.note.as_str(), m.member.as_deref())).collect();
    assert_eq!(
        told,
        [
            (ChangeKind::Correction, -3, 12, "Three broken in the shop", Some("Otieno")),
            (ChangeKind::Restock, 5, 15, "Delivery 42", Some("Otieno")),
            (ChangeKind::Restock, 10, 10, "First stock", Some("Otieno")),
        ]
    );
    shop::begin_checkout(s, &kiln.guest_with(world, mug, 11).await).await.unwrap();
    assert!(matches!(inventory::correct(s, &boss, mug, "5", "Counted").await, Err(Error::Conflict(_))), "pieces at a checkout are not taken away");
    assert!(inventory::restock(s, &boss, &[(mug, "-4".into())], "").await.unwrap_err().of_field(&format!("more[{mug}]")).is_some());
    assert!(matches!(inventory::restock(s, &boss, &[], "").await, Err(Error::Invalid(_))));
    kiln.balances(world).await;
}

async fn the_admin_is_told_once_when_little_is_left_and_once_when_nothing_is(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (_, mug) = kiln.product(world, "Mug", "950", 6).await;
    for many in [2, 1, 1, 2] {
        ordered(world, &kiln.guest_with(world, mug, many).await).await;
        world.drain().await;
    }
    let mails = letters::list(s.db(), kiln.business.id, None).await.unwrap().items;
    let about_stock: Vec<&str> = mails.iter().filter(|m| !m.subject.starts_with('[')).map(|m| m.subject.as_str()).collect();
    assert_eq!(about_stock, ["Sold out: Mug", "Low stock: Mug"]);
}

async fn what_comes_back_broken_is_no_news_of_the_stock(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (id, mug) = kiln.product(world, "Mug", "950", 2).await;
    let order = ordered(world, &kiln.guest_with(world, mug, 2).await).await;
    let agent = kiln.boss.agent();
    shop::act(s, &agent, order.id, Deed::Pay, "").await.unwrap();
    let sold_out = async || {
        world.drain().await;
        letters::list(s.db(), kiln.business.id, None).await.unwrap().items.iter().filter(|m| m.subject.starts_with("Sold out")).count()
    };
    assert_eq!((sold_out().await, kiln.variant(world, id).await.stock), (1, 0));
    let line = shop::find(s, &agent, order.number).await.unwrap().lines[0].id;
    shop::refund(s, &agent, order.id, Money::ZERO, &[(line, 1)], false, "Arrived broken").await.unwrap();
    assert_eq!((sold_out().await, kiln.variant(world, id).await.stock), (1, 0), "it was sold out before");
    let now = shop::find(s, &agent, order.number).await.unwrap().order.refunded;
    shop::refund(s, &agent, order.id, now, &[(line, 1)], true, "Too blue").await.unwrap();
    ordered(world, &kiln.guest_with(world, mug, 1).await).await;
    assert_eq!(sold_out().await, 2, "what was back in stock is sold again");
    kiln.balances(world).await;
}

async fn what_sells_is_proposed_for_ordering_with_the_arithmetic(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let ((id, mug), _) = (kiln.product(world, "Mug", "950", 40).await, kiln.product(world, "Bowl", "1800", 40).await);
    world.advance_minutes(20 * 1440);
    ordered(world, &kiln.guest_with(world, mug, 30).await).await;
    let agent = kiln.boss.agent();
    let proposals = inventory::proposals(s, &agent).await.unwrap();
    let first = &proposals[0];
    // 30 in 20 days: 1.5 a day; 15 until it comes and 3 in reserve; 45 for the month after.
    assert_eq!((first.demand.sku.as_str(), first.quantity, first.lasts_days), ("MUG", 18 + 45 - 10, Some(6)));
    assert!(steps(first)[0].contains("30 sold in 20 days = 1.5 a day"), "{:?}", steps(first));
    assert_eq!(proposals.len(), 1, "there is enough of the other");
    let summary = inventory::summary(s, &agent).await.unwrap();
    assert_eq!(summary.products.iter().map(|p| p.reorder).collect::<Vec<_>>(), [false, true]);
    let series = inventory::series(s, &agent, id).await.unwrap();
    assert_eq!((series.len(), series[0].1, series[58].1, series[59].1), (60, 0, 40, 10));
}

async fn stock_is_read_page_by_page_and_found_by_number_or_name(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let rows: String = (0..120).map(|n| format!("SKU-{n:03},Product {n:03},5,{}\n", n % 7)).collect();
    let id = catalogue::check_import(s, &kiln.boss.admin(), "many.csv", format!("sku,name,price,stock\n{rows}").as_bytes()).await.unwrap();
    catalogue::begin_import(s, &kiln.boss.admin(), id, true).await.unwrap();
    world.drain().await;
    let agent = kiln.boss.agent();
    let supplies = inventory::supplies(s, &agent).await.unwrap();
    assert_eq!((supplies.variants, supplies.low, supplies.sold_out), (120, 51, 18));
    for (show, many) in [(Show::Order, 69), (Show::Low, 51), (Show::Out, 18), (Show::All, 120)] {
        let (mut seen, mut after): (Vec<(i64, i64)>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let page = inventory::stock(s, &agent, show, "", after).await.unwrap();
            assert!(page.items.len() <= 50, "{show}: {}", page.items.len());
            seen.extend(page.items.iter().map(|p| (p.demand.stock, p.demand.variant_id.0)));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut sorted = seen.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!((seen.len(), sorted.len()), (many, many), "{show}: each once");
        assert!(show == Show::Order || seen == sorted, "{show}: the scarcest first");
    }
    let found = async |text: &'static str| {
        let page = inventory::stock(s, &agent, Show::All, text, None).await.unwrap();
        page.items.into_iter().map(|p| p.demand.sku).collect::<Vec<_>>()
    };
    assert_eq!((found("sku-042").await, found("product 00").await.len(), found("%").await.len()), (vec!["SKU-042".to_owned()], 10, 0));
    assert!(inventory::stock(s, &rival.boss.agent(), Show::All, "", None).await.unwrap().items.is_empty());
}

async fn figures_count_every_variant_and_what_was_sold_before_it_was_put_away(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (boss, agent) = (kiln.boss.admin(), kiln.boss.agent());
    let (shirt, small) = kiln.product(world, "Shirt", "100", 5).await;
    let medium = VariantDraft { sku: "SHIRT-M".into(), variant: "M".into(), price: "100".into(), ..VariantDraft::default() };
    catalogue::add_variant(s, &boss, shirt, &medium, "40").await.unwrap();
    ordered(world, &kiln.guest_with(world, small, 5).await).await;
    let (bowl, bowls) = kiln.product(world, "Bowl", "1800", 10).await;
    ordered(world, &kiln.guest_with(world, bowls, 2).await).await;
    catalogue::set_state(s, &boss, bowl, ProductState::Archived).await.unwrap();
    let figures = inventory::summary(s, &agent).await.unwrap();
    let listed = inventory::stock(s, &agent, Show::Out, "", None).await.unwrap().items.len() as i64;
    assert_eq!((figures.out_of_stock_count, figures.low_stock_count, listed), (1, 0, 1), "one size is out, the other plenty");
    assert_eq!((figures.units_sold, figures.revenue.0, figures.total_products, figures.total_stock), (7, 50_000 + 360_000, 1, 40));
    assert_eq!(figures.top_by_revenue.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Bowl", "Shirt"]);
}

async fn nobody_touches_the_stock_of_another_business(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let (id, mug) = kiln.product(world, "Mug", "950", 10).await;
    let spy = rival.boss.admin();
    assert!(inventory::restock(s, &spy, &[(mug, "5".into())], "").await.is_err());
    assert_eq!(inventory::correct(s, &spy, mug, "0", "Theft").await, Err(Error::NotFound));
    assert_eq!(inventory::movements(s, &rival.boss.agent(), Some(id), None).await.unwrap().items, []);
    assert_eq!(kiln.variant(world, id).await.stock, 10);
}
