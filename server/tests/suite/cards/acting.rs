//! Acting beside a conversation: refunds, orders again; whoever watches hears that a card has changed.

use super::{Scene, order_of, said, seen, two_mugs};
use crate::harness::{Process, World};
use crate::on_both;
use stoa::Error;
use stoa::cards::actions::{self as cards, Pieces};
use stoa::cards::model::Sharing;
use stoa::catalog::actions as catalogue;
use stoa::catalog::model::ProductState;
use stoa::conversations::model::SenderKind;
use stoa::event::{Heard, Subject, Topic};
use stoa::kernel::money::Money;
use stoa::orders::actions as orders;
use stoa::orders::model::{Deed, Method, OrderStatus};
use uuid::Uuid;

on_both!(
    one_piece_is_refunded_beside_the_ticket_its_stock_returns_and_the_card_changes,
    whoever_watches_the_conversation_hears_that_its_card_changed,
    an_order_of_somebody_else_is_out_of_reach,
    an_order_is_placed_again_once_at_todays_prices_or_says_what_is_missing,
);

async fn one_piece(world: &World, scene: &Scene, seen: Money) -> Pieces {
    let line = orders::find(&world.services, &scene.agent(), scene.order.number).await.unwrap().lines[0].id;
    Pieces { seen, pieces: vec![(line, 1)], restock: true, note: "Broken handle".into() }
}

async fn one_piece_is_refunded_beside_the_ticket_its_stock_returns_and_the_card_changes(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    scene.delivered(world).await;
    scene.show(world, Sharing::Order(scene.order.id)).await.unwrap();
    assert_eq!(scene.shop.variant(world, scene.product).await.stock, 8);
    let piece = one_piece(world, &scene, Money::ZERO).await;
    cards::refund(s, &scene.agent(), scene.talk(), scene.order.id, &piece).await.unwrap();
    assert_eq!(scene.shop.variant(world, scene.product).await.stock, 9, "the piece is back");
    let person = scene.wanjiru.identity.person();
    let cards = seen(world, &person, scene.talk()).await;
    let card = order_of(&cards);
    assert_eq!((card.status, card.lines[0].returned, card.refunded.is_some()), (OrderStatus::Delivered, 1, true));
    let last = said(world, &person, scene.talk()).await.pop().unwrap();
    assert_eq!(last.kind, SenderKind::System);
    assert!(last.body.starts_with("Amina refunded ") && last.body.ends_with("of order ORD-000001."), "{}", last.body);
    let again = cards::refund(s, &scene.agent(), scene.talk(), scene.order.id, &piece).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "the same form refunds once: {again:?}");
    let steps = orders::find(s, &scene.agent(), scene.order.number).await.unwrap().steps;
    assert_eq!(steps.last().map(|step| (step.deed, step.note.as_str(), step.member.as_deref())), Some((Deed::Refund, "Broken handle", Some("Amina"))));
    scene.shop.balances(world).await;
}

async fn whoever_watches_the_conversation_hears_that_its_card_changed(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    scene.delivered(world).await;
    scene.show(world, Sharing::Order(scene.order.id)).await.unwrap();
    world.drain().await;
    let process = Process::start(s).await;
    let mut tab = process.tab(&scene.wanjiru.token).await;
    tab.watch(Topic::Conversation(scene.talk()), 0).await;
    let piece = one_piece(world, &scene, Money::ZERO).await;
    cards::refund(s, &scene.agent(), scene.talk(), scene.order.id, &piece).await.unwrap();
    world.drain().await;
    let is_it = |heard: &Heard| match heard {
        Heard::Changed { topic, hints } => {
            *topic == Topic::Conversation(scene.talk()) && hints.iter().any(|h| h.what == Subject::Order && h.id == scene.order.id.0)
        }
        _ => false,
    };
    tab.hear_until(is_it).await;
}

async fn an_order_of_somebody_else_is_out_of_reach(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let daniel = world.customer(&scene.shop.business, "Daniel").await;
    let his = two_mugs(world, &scene.shop, &daniel, scene.variant).await;
    let (agent, talk) = (scene.agent(), scene.talk());
    assert_eq!(cards::act_on_order(s, &agent, talk, his.id, (Deed::Cancel, ""), "").await, Err(Error::NotFound));
    assert_eq!(cards::order_again(s, &agent, talk, his.id, &Uuid::now_v7().to_string(), Method::OnDelivery).await.unwrap_err(), Error::NotFound);
    let rival = world.business("Rival").await;
    let spy = world.agent(&rival, "Spy").await.agent();
    assert_eq!(cards::act_on_order(s, &spy, talk, scene.order.id, (Deed::Cancel, ""), "").await, Err(Error::NotFound));
    cards::act_on_order(s, &agent, talk, scene.order.id, (Deed::Cancel, ""), "").await.unwrap();
    let last = said(world, &scene.agent(), talk).await.pop().unwrap();
    assert_eq!(last.body, "Amina cancelled order ORD-000001.");
}

async fn an_order_is_placed_again_once_at_todays_prices_or_says_what_is_missing(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let (agent, talk, form) = (scene.agent(), scene.talk(), Uuid::now_v7().to_string());
    let first = cards::order_again(s, &agent, talk, scene.order.id, &form, Method::OnDelivery).await.unwrap();
    let same = cards::order_again(s, &agent, talk, scene.order.id, &form, Method::OnDelivery).await.unwrap();
    assert_eq!((first.id, first.number, first.total, first.method), (same.id, 2, scene.order.total, Method::OnDelivery));
    assert_eq!((first.member_id, first.address.as_str()), (Some(scene.wanjiru.member()), scene.order.address.as_str()));
    let lines: Vec<_> = said(world, &agent, talk).await.into_iter().filter(|m| m.kind == SenderKind::System && m.body.contains("ORD-000002")).collect();
    assert_eq!(lines.len(), 1, "sent twice it is said once: {lines:?}");
    let (from, how) = ("Amina placed order ORD-000002 like ORD-000001: ", ", to be paid on delivery.");
    assert!(lines[0].body.starts_with(from) && lines[0].body.ends_with(how), "it says how it is paid: {}", lines[0].body);
    let steps = orders::find(s, &agent, first.number).await.unwrap().steps;
    assert_eq!(steps[0].member.as_deref(), Some("Amina"), "its course says who placed it");
    assert_eq!(scene.shop.variant(world, scene.product).await.stock, 6);
    let wrong = cards::order_again(s, &agent, talk, scene.order.id, "not an id", Method::OnDelivery).await.unwrap_err();
    assert!(wrong.of_field("client_id").is_some());
    let elsewhere = cards::order_again(s, &agent, talk, scene.order.id, &Uuid::now_v7().to_string(), Method::Mpesa).await.unwrap_err();
    assert!(matches!(&elsewhere, Error::Conflict(why) if why.contains("M-Pesa is not offered")), "{elsewhere:?}");
    catalogue::set_state(s, &scene.shop.boss.admin(), scene.product, ProductState::Archived).await.unwrap();
    let gone = cards::order_again(s, &agent, talk, scene.order.id, &Uuid::now_v7().to_string(), Method::OnDelivery).await.unwrap_err();
    assert!(matches!(&gone, Error::Conflict(why) if why.contains("“Mug” is no longer sold")), "{gone:?}");
    scene.shop.balances(world).await;
}
