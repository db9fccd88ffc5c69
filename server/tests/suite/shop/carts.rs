//! Carts: filled by guests and customers, joined when a guest signs in, kept while the checkout is open.

use super::{checkout, open_shop, ordered};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::orders::actions as shop;

on_both!(
    a_guest_fills_a_cart_and_changes_it,
    a_guests_cart_joins_the_account_when_they_sign_in,
    a_cart_is_nobody_elses,
    what_is_at_the_checkout_is_kept_and_set_free_again,
    a_cart_says_what_cannot_be_bought_any_more,
    a_cart_is_forgotten_when_nobody_came_back_to_it,
);

async fn a_guest_fills_a_cart_and_changes_it(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let ((_, mug), (_, bowl)) = (kiln.product(world, "Mug", "950", 10).await, kiln.product(world, "Bowl", "1800", 10).await);
    let guest = kiln.guest_with(world, mug, 2).await;
    assert_eq!(shop::add_to_cart(s, &guest, mug, "1").await, Ok(None), "the browser keeps the token it has");
    shop::add_to_cart(s, &guest, bowl, "1").await.unwrap();
    let cart = shop::cart(s, &guest).await.unwrap();
    assert_eq!((cart.pieces(), cart.total().0, cart.is_fine()), (4, 3 * 95_000 + 180_000, true));
    shop::set_quantity(s, &guest, mug, "1").await.unwrap();
    shop::set_quantity(s, &guest, bowl, "0").await.unwrap();
    assert_eq!(shop::count_pieces(s, &guest).await, Ok(1));
    for wrong in ["", "0", "-1", "1000", "x"] {
        assert!(matches!(shop::add_to_cart(s, &guest, mug, wrong).await, Err(Error::Invalid(_))), "{wrong}");
    }
}

async fn a_guests_cart_joins_the_account_when_they_sign_in(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let ((_, mug), (_, bowl)) = (kiln.product(world, "Mug", "950", 10).await, kiln.product(world, "Bowl", "1800", 10).await);
    let wanjiru = world.customer(&kiln.business, "Wanjiru").await;
    let phone = kiln.guest_with(world, mug, 2).await;
    let here = kiln.buyer(&wanjiru, phone.token());
    assert_eq!(shop::count_pieces(s, &here).await, Ok(2), "the first cart becomes theirs");
    assert_eq!(shop::count_pieces(s, &phone).await, Ok(0), "and is nobody's any more after signing out");
    let laptop = kiln.guest_with(world, mug, 1).await;
    shop::add_to_cart(s, &laptop, bowl, "1").await.unwrap();
    shop::begin_checkout(s, &laptop).await.unwrap();
    let there = kiln.buyer(&wanjiru, laptop.token());
    for _ in 0..2 {
        assert_eq!(shop::count_pieces(s, &there).await, Ok(4), "a second one is joined to it, once");
    }
    assert_eq!(shop::count_pieces(s, &kiln.buyer(&wanjiru, "")).await, Ok(4), "on every device");
    let order = ordered(world, &there).await;
    assert_eq!((order.member_id, order.total.0), (Some(wanjiru.member()), 3 * 95_000 + 180_000));
    kiln.balances(world).await;
}

async fn a_cart_is_nobody_elses(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let ((_, mug), (_, theirs)) = (kiln.product(world, "Mug", "950", 10).await, rival.product(world, "Cup", "950", 10).await);
    let guest = kiln.guest_with(world, mug, 2).await;
    assert_eq!(shop::cart(s, &kiln.guest("guessed")).await.unwrap().pieces(), 0);
    assert_eq!(shop::cart(s, &rival.guest(guest.token())).await.unwrap().pieces(), 0, "a token counts at its business only");
    assert_eq!(shop::add_to_cart(s, &guest, theirs, "1").await, Err(Error::NotFound), "what another business sells is not here");
}

async fn what_is_at_the_checkout_is_kept_and_set_free_again(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (id, mug) = kiln.product(world, "Mug", "950", 3).await;
    let (first, second) = (kiln.guest_with(world, mug, 2).await, kiln.guest_with(world, mug, 2).await);
    shop::begin_checkout(s, &first).await.unwrap();
    shop::begin_checkout(s, &first).await.unwrap();
    assert_eq!(kiln.variant(world, id).await.held, 2, "going there twice keeps them once");
    let refused = shop::begin_checkout(s, &second).await.unwrap_err();
    assert_eq!(refused, Error::Conflict("Only one piece of “Mug” is left.".into()));
    assert!(matches!(shop::place(s, &second, &checkout(190_000)).await, Err(Error::Conflict(_))), "what is kept for one cannot be bought by another");
    world.advance_minutes(14);
    world.drain().await;
    assert_eq!(kiln.variant(world, id).await.held, 2);
    world.advance_minutes(2);
    world.drain().await;
    assert_eq!(kiln.variant(world, id).await.held, 0);
    ordered(world, &second).await;
    assert!(matches!(shop::place(s, &first, &checkout(190_000)).await, Err(Error::Conflict(_))), "whoever came back too late is told");
    kiln.balances(world).await;
}

async fn a_cart_says_what_cannot_be_bought_any_more(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (id, mug) = kiln.product(world, "Mug", "950", 3).await;
    let guest = kiln.guest_with(world, mug, 5).await;
    let fault = |cart: &stoa::orders::model::Cart| cart.lines[0].fault().unwrap_or_default();
    assert!(fault(&shop::cart(s, &guest).await.unwrap()).contains("Only 3 left"));
    stoa::catalog::actions::set_state(s, &kiln.boss.admin(), id, stoa::catalog::model::ProductState::Archived).await.unwrap();
    assert!(fault(&shop::cart(s, &guest).await.unwrap()).contains("no longer sold"));
    assert!(matches!(shop::begin_checkout(s, &guest).await, Err(Error::Conflict(_))));
    assert!(matches!(shop::add_to_cart(s, &guest, mug, "1").await, Err(Error::Conflict(_))));
}

async fn a_cart_is_forgotten_when_nobody_came_back_to_it(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (_, mug) = kiln.product(world, "Mug", "950", 9).await;
    let (gone, back) = (kiln.guest_with(world, mug, 1).await, kiln.guest_with(world, mug, 2).await);
    world.advance_minutes(61 * 1440);
    let looked = stoa::orders::jobs::kept_since(s.now());
    let cart = shop::cart(s, &back).await.unwrap().id.unwrap();
    shop::begin_checkout(s, &back).await.unwrap();
    assert_eq!(stoa::orders::jobs::forget(s, kiln.business.id, cart, looked).await, Ok(false), "they came back after it was found to be old");
    stoa::orders::jobs::sweep(s).await.unwrap();
    assert_eq!((shop::count_pieces(s, &gone).await, shop::count_pieces(s, &back).await), (Ok(0), Ok(2)));
    assert_eq!(stoa::orders::jobs::forget(s, kiln.business.id, cart, looked).await, Ok(false));
    world.advance_minutes(20);
    world.drain().await;
    kiln.balances(world).await;
}
