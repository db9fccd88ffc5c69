//! Stock: restocked, counted, never below zero; alerts once; proposals; the chart of a product.

use super::{open_shop, ordered};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::inventory::actions as inventory;
use stoa::inventory::model::ChangeKind;
use stoa::orders::actions as shop;
use stoa::platform::letters;

on_both!(
    staff_restocks_and_counts_and_every_change_is_in_the_ledger,
    the_admin_is_told_once_when_little_is_left_and_once_when_nothing_is,
    what_sells_is_proposed_for_ordering_with_the_arithmetic,
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
    assert!(first.steps[0].contains("30 sold in 20 days = 1.5 a day"), "{:?}", first.steps);
    assert_eq!(proposals[1].quantity, 0);
    let summary = inventory::summary(s, &agent).await.unwrap();
    assert_eq!(summary.products.iter().map(|p| p.reorder).collect::<Vec<_>>(), [false, true]);
    let series = inventory::series(s, &agent, id).await.unwrap();
    assert_eq!((series.len(), series[0].1, series[58].1, series[59].1), (60, 0, 40, 10));
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
