//! Orders from placing to refund, and who hears of it.

use super::{checkout, open_shop, ordered};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::accounts::Visitor;
use stoa::orders::actions as shop;
use stoa::orders::model::{Deed, OrderStatus};
use stoa::platform::letters;

on_both!(
    an_order_goes_its_way_and_its_buyer_hears_of_it,
    a_cancelled_order_gives_its_pieces_back,
    a_refund_of_a_part_returns_its_pieces_and_two_people_never_refund_the_same,
    what_is_broken_is_refunded_without_going_back_to_the_stock,
    an_order_is_found_by_its_link_and_by_number_with_address,
    everybody_sees_the_orders_that_are_theirs,
    the_checkout_names_every_field,
);

async fn an_order_goes_its_way_and_its_buyer_hears_of_it(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (_, mug) = kiln.product(world, "Mug", "950", 10).await;
    let order = ordered(world, &kiln.guest_with(world, mug, 2).await).await;
    assert_eq!((order.number, order.status, order.phone.as_str()), (1, OrderStatus::Pending, "+254700000482"));
    let agent = kiln.boss.agent();
    for deed in [Deed::Confirm, Deed::Ship, Deed::Deliver] {
        shop::act(s, &agent, order.id, deed, "").await.unwrap();
        assert!(matches!(shop::act(s, &agent, order.id, deed, "").await, Err(Error::Conflict(_))), "{deed} twice");
    }
    let opened = shop::find(s, &agent, 1).await.unwrap();
    assert_eq!((opened.order.status, opened.order.paid.0), (OrderStatus::Delivered, 190_000));
    assert_eq!(opened.steps.iter().map(|step| step.deed).collect::<Vec<_>>(), [Deed::Place, Deed::Confirm, Deed::Ship, Deed::Deliver]);
    world.drain().await;
    let mails = letters::list(s.db(), kiln.business.id, None).await.unwrap().items;
    let subjects: Vec<&str> = mails.iter().filter(|m| m.recipient == "wanjiru@example.com").map(|m| m.subject.as_str()).collect();
    assert_eq!(subjects, ["[ORD-000001] Paid", "[ORD-000001] On its way", "[ORD-000001] Confirmed", "[ORD-000001] We have your order"]);
}

async fn a_cancelled_order_gives_its_pieces_back(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (id, mug) = kiln.product(world, "Mug", "950", 10).await;
    let order = ordered(world, &kiln.guest_with(world, mug, 4).await).await;
    assert_eq!(kiln.variant(world, id).await.stock, 6);
    shop::cancel_by_link(s, &order.token, None).await.unwrap();
    assert_eq!(kiln.variant(world, id).await.stock, 10);
    assert!(matches!(shop::cancel_by_link(s, &order.token, None).await, Err(Error::Conflict(_))));
    let summary = stoa::inventory::actions::summary(s, &kiln.boss.agent()).await.unwrap();
    assert_eq!((summary.units_sold, summary.revenue.0, summary.products[0].order_count), (0, 0, 0), "what was cancelled was not sold");
    let sent = ordered(world, &kiln.guest_with(world, mug, 1).await).await;
    for deed in [Deed::Confirm, Deed::Ship] {
        shop::act(s, &kiln.boss.agent(), sent.id, deed, "").await.unwrap();
    }
    assert!(matches!(shop::cancel_by_link(s, &sent.token, None).await, Err(Error::Conflict(_))), "what is on its way is not cancelled by its buyer");
    kiln.balances(world).await;
}

async fn a_refund_of_a_part_returns_its_pieces_and_two_people_never_refund_the_same(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (id, mug) = kiln.product(world, "Mug", "950", 10).await;
    let order = ordered(world, &kiln.guest_with(world, mug, 3).await).await;
    let agent = kiln.boss.agent();
    let line = shop::find(s, &agent, 1).await.unwrap().lines[0].id;
    let none = stoa::kernel::money::Money::ZERO;
    assert!(matches!(shop::refund(s, &agent, order.id, none, &[(line, 1)], true, "").await, Err(Error::Conflict(_))), "nothing is paid yet");
    shop::act(s, &agent, order.id, Deed::Pay, "In cash").await.unwrap();
    let (piece, why) = ([(line, 1)], "Did not like it");
    let (one, two) = tokio::join!(shop::refund(s, &agent, order.id, none, &piece, true, why), shop::refund(s, &agent, order.id, none, &piece, true, why));
    assert_eq!([&one, &two].iter().filter(|r| r.is_ok()).count(), 1, "{one:?} {two:?}");
    let now = shop::find(s, &agent, 1).await.unwrap();
    assert_eq!((now.order.status, now.order.refunded.0, now.lines[0].returned), (OrderStatus::Paid, 95_000, 1));
    assert_eq!(kiln.variant(world, id).await.stock, 8);
    assert!(matches!(shop::refund(s, &agent, order.id, now.order.refunded, &[(line, 3)], true, "").await, Err(Error::Conflict(_))));
    shop::refund(s, &agent, order.id, now.order.refunded, &[(line, 2)], true, "").await.unwrap();
    let end = shop::find(s, &agent, 1).await.unwrap();
    assert_eq!((end.order.status, end.order.refunded), (OrderStatus::Refunded, end.order.total));
    assert_eq!(kiln.variant(world, id).await.stock, 10);
    kiln.balances(world).await;
}

async fn what_is_broken_is_refunded_without_going_back_to_the_stock(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (id, mug) = kiln.product(world, "Mug", "950", 10).await;
    let order = ordered(world, &kiln.guest_with(world, mug, 2).await).await;
    let agent = kiln.boss.agent();
    shop::act(s, &agent, order.id, Deed::Pay, "").await.unwrap();
    let line = shop::find(s, &agent, 1).await.unwrap().lines[0].id;
    shop::refund(s, &agent, order.id, stoa::kernel::money::Money::ZERO, &[(line, 1)], false, "Arrived broken").await.unwrap();
    assert_eq!(kiln.variant(world, id).await.stock, 8);
    let summary = stoa::inventory::actions::summary(s, &agent).await.unwrap();
    assert_eq!((summary.units_sold, summary.revenue.0), (1, 95_000));
    kiln.balances(world).await;
}

async fn an_order_is_found_by_its_link_and_by_number_with_address(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let (_, mug) = kiln.product(world, "Mug", "950", 10).await;
    let order = ordered(world, &kiln.guest_with(world, mug, 1).await).await;
    assert_eq!(shop::find_by_link(s, &order.token).await.unwrap().order.id, order.id);
    for wrong in ["", "guessed", "' OR 1=1", &order.token[1..]] {
        assert_eq!(shop::find_by_link(s, wrong).await.map(|o| o.order.id), Err(Error::NotFound), "{wrong}");
    }
    let here = Visitor::of(&kiln.business);
    let track = |who: Visitor, number: &'static str, email: &'static str| async move { shop::track(s, &who, "10.0.0.1", number, email).await };
    assert_eq!(track(here, "ord-1", " Wanjiru@example.com").await.as_ref(), Ok(&order.token));
    for (who, number, email) in [
        (here, "ORD-000002", "wanjiru@example.com"),
        (here, "ORD-000001", "daniel@example.com"),
        (here, "x", "wanjiru@example.com"),
        (Visitor::of(&rival.business), "1", "wanjiru@example.com"),
    ] {
        assert!(matches!(track(who, number, email).await, Err(Error::Invalid(_))), "{number} {email}");
    }
}

async fn everybody_sees_the_orders_that_are_theirs(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let (_, mug) = kiln.product(world, "Mug", "950", 10).await;
    let (wanjiru, daniel) = (world.customer(&kiln.business, "Wanjiru").await, world.customer(&kiln.business, "Daniel").await);
    let buyer = kiln.buyer(&wanjiru, "");
    shop::add_to_cart(s, &buyer, mug, "1").await.unwrap();
    let order = ordered(world, &buyer).await;
    ordered(world, &kiln.guest_with(world, mug, 1).await).await;
    assert_eq!(shop::list_own(s, &wanjiru.customer(), None).await.unwrap().items.len(), 1);
    assert_eq!(shop::list_own(s, &daniel.customer(), None).await.unwrap().items.len(), 0);
    let (ours, theirs) = (kiln.boss.agent(), rival.boss.agent());
    assert_eq!(shop::list(s, &ours, None, None).await.unwrap().items.iter().map(|o| o.number).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(shop::list(s, &ours, Some(OrderStatus::Paid), None).await.unwrap().items.len(), 0);
    assert_eq!((shop::waiting(s, &ours).await.unwrap(), shop::waiting(s, &theirs).await.unwrap()), (2, 0));
    for text in ["ORD-000001", "njoroge", "Wanjiru@example.com", "+254700000482"] {
        assert!(!shop::search(s, &ours, text).await.unwrap().is_empty(), "{text}");
        assert!(shop::search(s, &theirs, text).await.unwrap().is_empty(), "{text}");
    }
    assert_eq!(shop::find(s, &theirs, 1).await.map(|o| o.order.id), Err(Error::NotFound));
    assert_eq!(shop::act(s, &theirs, order.id, Deed::Confirm, "").await, Err(Error::NotFound));
}

async fn the_checkout_names_every_field(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (_, mug) = kiln.product(world, "Mug", "950", 10).await;
    let guest = kiln.guest_with(world, mug, 1).await;
    let wrong =
        stoa::orders::draft::CheckoutDraft { phone: "12".into(), email: "nobody".into(), address: "x".into(), method: "barter".into(), ..checkout(95_000) };
    let error = shop::place(s, &guest, &wrong).await.unwrap_err();
    for field in ["phone", "email", "address", "method"] {
        assert!(error.of_field(field).is_some(), "{field}");
    }
    let unpaid = stoa::orders::draft::CheckoutDraft { method: "paypal".into(), ..checkout(95_000) };
    assert!(shop::place(s, &guest, &unpaid).await.unwrap_err().of_field("method").is_some(), "a way to pay that the business has not set up");
}
