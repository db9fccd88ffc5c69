//! Showing: what may be shown where, and to whom.

use super::{Scene, asked, order_of, said, seen, two_mugs};
use crate::chats::{asker, begun};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::cards::actions as cards;
use stoa::cards::model::{Face, Sharing};
use stoa::catalog::actions as catalogue;
use stoa::catalog::model::ProductState;
use stoa::conversations::lanes;
use stoa::conversations::model::{CardKind, SenderKind};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;
use uuid::Uuid;

on_both!(
    a_message_with_a_card_says_in_words_what_it_shows_and_is_sent_once,
    an_order_is_shown_to_nobody_but_its_customer,
    a_product_is_shown_while_it_is_on_sale,
    nothing_is_shown_in_private_notes_in_closed_tickets_or_in_another_business,
);

async fn a_message_with_a_card_says_in_words_what_it_shows_and_is_sent_once(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let form = Uuid::now_v7();
    for _ in 0..2 {
        cards::share(s, &scene.agent(), scene.talk(), form, &Sharing::Order(scene.order.id)).await.unwrap();
    }
    scene.show(world, Sharing::Product(scene.product)).await.unwrap();
    let messages = said(world, &scene.wanjiru.identity.person(), scene.talk()).await;
    let with: Vec<_> = messages.iter().filter(|m| m.extra.card.is_some()).collect();
    assert_eq!(with.len(), 2, "the same form shows it once");
    assert_eq!((with[0].body.as_str(), with[0].kind, with[0].name.as_str()), ("Order ORD-000001", SenderKind::Agent, "Amina"));
    assert!(!with[0].body.contains(&scene.order.token), "the words give nobody the link");
    assert!(with[1].body.starts_with("Mug, ") && with[1].body.contains("/shop/mug"), "{}", with[1].body);
    assert_eq!(with[1].extra.card.map(|c| c.kind), Some(CardKind::Product));
    let cards = seen(world, &scene.wanjiru.identity.person(), scene.talk()).await;
    assert_eq!(cards.len(), 2);
    let Face::Product(mug) = &cards[0].face else { panic!("a product") };
    assert_eq!((mug.name.as_str(), mug.choices.len(), mug.choices[0].0), ("Mug", 1, scene.variant));
    let order = order_of(&cards[1..]);
    assert_eq!((order.number, order.lines[0].pieces, order.link.as_str(), order.may_cancel), (1, 2, scene.order.token.as_str(), true));
}

async fn an_order_is_shown_to_nobody_but_its_customer(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let daniel = world.customer(&scene.shop.business, "Daniel").await;
    let his = two_mugs(world, &scene.shop, &daniel, scene.variant).await;
    let refused = scene.show(world, Sharing::Order(his.id)).await.unwrap_err();
    assert!(matches!(&refused, Error::Conflict(why) if why.contains("not of whoever you talk to")), "{refused:?}");
    // A guest who typed her address and whose chat stands in her profile is not her.
    let guest = asker(world, &scene.shop.business, "Somebody").await;
    let chat = begun(world, &guest).await;
    let mut tx = s.begin().await.unwrap();
    lanes::insert_party(&mut tx, chat.conversation_id, scene.wanjiru.member()).await.unwrap();
    tx.commit().await.unwrap();
    cards::share(s, &scene.agent(), chat.conversation_id, Uuid::now_v7(), &Sharing::Order(scene.order.id)).await.unwrap();
    assert!(matches!(seen(world, &guest, chat.conversation_id).await[0].face, Face::Gone(_)), "the guest sees nothing of it");
    assert_eq!(order_of(&seen(world, &scene.wanjiru.identity.person(), chat.conversation_id).await).number, 1);
    assert_eq!(order_of(&seen(world, &scene.agent(), chat.conversation_id).await).number, 1);
    assert!(stoa::orders::actions::list_of_member(s, &scene.agent(), guest.member()).await.unwrap().is_empty(), "and it does not stand beside their chat");
}

async fn a_product_is_shown_while_it_is_on_sale(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    scene.show(world, Sharing::Product(scene.product)).await.unwrap();
    let found = cards::find_products(s, &scene.agent(), "mug").await.unwrap();
    assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [scene.product]);
    catalogue::set_state(s, &scene.shop.boss.admin(), scene.product, ProductState::Archived).await.unwrap();
    let cards = seen(world, &scene.wanjiru.identity.person(), scene.talk()).await;
    assert_eq!(cards[0].face, Face::Gone("This is not sold any more.".into()));
    assert!(matches!(scene.show(world, Sharing::Product(scene.product)).await, Err(Error::Conflict(_))));
    assert!(cards::find_products(s, &scene.agent(), "mug").await.unwrap().is_empty());
}

async fn nothing_is_shown_in_private_notes_in_closed_tickets_or_in_another_business(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let order = Sharing::Order(scene.order.id);
    let notes = cards::share(s, &scene.agent(), scene.ticket.staff_lane, Uuid::now_v7(), &order).await;
    assert!(matches!(notes, Err(Error::Conflict(_))), "{notes:?}");
    let rival = world.business("Rival").await;
    let (spy, theirs) = (world.agent(&rival, "Spy").await, world.customer(&rival, "Other").await);
    let own = asked(world, &theirs).await;
    assert_eq!(cards::share(s, &spy.agent(), scene.talk(), Uuid::now_v7(), &order).await, Err(Error::NotFound));
    assert_eq!(cards::share(s, &spy.agent(), own.customer_lane, Uuid::now_v7(), &order).await, Err(Error::NotFound));
    let product = cards::share(s, &spy.agent(), own.customer_lane, Uuid::now_v7(), &Sharing::Product(scene.product)).await;
    assert!(matches!(product, Err(Error::Conflict(_))), "to them it is not sold at all: {product:?}");
    tickets::take(s, &scene.agent(), scene.ticket.id).await.unwrap();
    for status in [Status::Resolved, Status::Closed] {
        tickets::set_status(s, &scene.agent(), scene.ticket.id, status).await.unwrap();
    }
    assert!(matches!(scene.show(world, order).await, Err(Error::Conflict(_))), "a closed ticket is closed for cards too");
    assert!(seen(world, &scene.agent(), scene.talk()).await.is_empty(), "and nothing is left of it");
}
