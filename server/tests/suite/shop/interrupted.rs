//! A checkout that is sent twice, or cut off anywhere and sent again: one order, one mail of each kind, nothing lost.

use super::{checkout, open_shop, ordered};
use crate::harness::World;
use crate::on_both;
use std::time::Duration;
use stoa::Error;
use stoa::orders::actions as shop;
use stoa::platform::letters;

on_both!(
    a_form_sent_twenty_times_at_once_orders_once,
    a_form_that_was_used_is_nobody_elses,
    a_checkout_that_is_cut_off_anywhere_and_sent_again_orders_once,
    a_checkout_is_refused_when_the_price_changed,
);

async fn a_form_sent_twenty_times_at_once_orders_once(world: &World) {
    let kiln = open_shop(world).await;
    let (id, mug) = kiln.product(world, "Mug", "950", 10).await;
    let guest = kiln.guest_with(world, mug, 2).await;
    let form = checkout(190_000);
    let tries = (0..20).map(|_| {
        let (services, guest, form) = (world.services.clone(), guest.clone(), form.clone());
        tokio::spawn(async move { shop::place(&services, &guest, &form).await })
    });
    let mut numbers = Vec::new();
    for task in tries.collect::<Vec<_>>() {
        numbers.push(task.await.unwrap().unwrap().number);
    }
    assert_eq!(numbers, [1; 20]);
    assert_eq!(kiln.variant(world, id).await.stock, 8);
    kiln.balances(world).await;
    world.drain().await;
    let mails = letters::list(world.services.db(), kiln.business.id, None).await.unwrap().items;
    assert_eq!(mails.iter().filter(|m| m.recipient == "wanjiru@example.com").count(), 1, "one confirmation");
    assert_eq!(mails.len(), 2, "and one mail to the admin");
}

async fn a_form_that_was_used_is_nobody_elses(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (_, mug) = kiln.product(world, "Mug", "950", 10).await;
    let (guest, other) = (kiln.guest_with(world, mug, 1).await, kiln.guest_with(world, mug, 1).await);
    let form = checkout(95_000);
    let order = shop::place(s, &guest, &form).await.unwrap();
    assert_eq!(shop::place(s, &guest, &form).await.unwrap().id, order.id, "a reload shows the same order");
    for stranger in [&other, &kiln.guest("guessed"), &kiln.guest("")] {
        assert!(matches!(shop::place(s, stranger, &form).await, Err(Error::Conflict(_))), "the order of somebody else is not given away");
    }
    let fresh = checkout(95_000);
    assert!(matches!(shop::place(s, &guest, &fresh).await, Err(Error::Conflict(why)) if why.contains("empty")), "its cart is empty now");
}

async fn a_checkout_that_is_cut_off_anywhere_and_sent_again_orders_once(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (id, mug) = kiln.product(world, "Mug", "950", 60).await;
    for n in 0..50_u64 {
        let guest = kiln.guest_with(world, mug, 1).await;
        let form = checkout(95_000);
        // Cut off after a little more each time: before the transaction, in it, after its commit.
        let _ = tokio::time::timeout(Duration::from_micros(n * n * 10), shop::place(s, &guest, &form)).await;
        let order = shop::place(s, &guest, &form).await.unwrap();
        assert_eq!(order.number as u64, n + 1, "no number is lost and none is given twice");
    }
    let variant = kiln.variant(world, id).await;
    assert_eq!((variant.stock, variant.held), (10, 0));
    kiln.balances(world).await;
    world.drain().await;
    let mut mails = 0;
    let mut after = None;
    loop {
        let page = letters::list(s.db(), kiln.business.id, after).await.unwrap();
        mails += page.items.iter().filter(|m| m.recipient == "wanjiru@example.com").count();
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(mails, 50, "one confirmation each");
}

async fn a_checkout_is_refused_when_the_price_changed(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (_, mug) = kiln.product(world, "Mug", "950", 10).await;
    let guest = kiln.guest_with(world, mug, 1).await;
    let draft = stoa::catalog::draft::VariantDraft { sku: "MUG".into(), price: "1,000".into(), ..Default::default() };
    stoa::catalog::actions::change_variant(s, &kiln.boss.admin(), mug, &draft).await.unwrap();
    let refused = shop::place(s, &guest, &checkout(95_000)).await.unwrap_err();
    assert!(refused.to_string().contains("KES\u{a0}1,000"), "{refused}");
    assert_eq!(ordered(world, &guest).await.total.0, 100_000);
}
