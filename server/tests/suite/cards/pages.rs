//! The pages with cards, walked as a browser without script walks them.

use super::{Scene, said, seen, two_mugs};
use crate::appointments::{at, furnished};
use crate::harness::World;
use crate::on_both;
use crate::shop::checkout;
use stoa::accounts::Visitor;
use stoa::accounts::actions as accounts;
use stoa::cards::actions as cards;
use stoa::cards::model::Sharing;
use stoa::orders::actions as orders;
use stoa::orders::model::Deed;
use uuid::Uuid;

on_both!(
    an_agent_refunds_a_piece_from_inside_the_ticket_and_the_customer_reads_it,
    a_customer_fills_the_cart_cancels_and_books_from_inside_the_ticket,
    an_agent_finds_a_product_and_a_time_and_shows_them,
    what_a_guest_orders_stands_beside_their_chat,
    staff_sends_an_order_with_a_way_to_follow_it_beside_a_talk_and_on_its_page,
);

const API: &str = "/api/app/cards/api";

async fn an_agent_refunds_a_piece_from_inside_the_ticket_and_the_customer_reads_it(world: &World) {
    let (scene, site) = (Scene::new(world).await, world.site().await);
    scene.delivered(world).await;
    let (desk, portal) = (site.browser(&scene.amina.token), site.browser(&scene.wanjiru.token));
    let (page, talk, order) = (app::routes::desk_ticket(scene.ticket.number), scene.talk().to_string(), scene.order.id.to_string());
    let shown = desk.get(&page).await.text();
    assert!(shown.contains("ORD-000001") && shown.contains("Order again") && shown.contains("Refund these pieces"), "{shown}");
    let form = Uuid::now_v7().to_string();
    let own = [("conversation", talk.as_str()), ("client_id", &form), ("kind", "order"), ("id", &order), ("back", &page)];
    let shared = desk.post(&page, &format!("{API}/share_card"), &own).await;
    assert_eq!(shared.location(), format!("{page}?done=shared"));
    let line = orders::find(&world.services, &scene.agent(), 1).await.unwrap().lines[0].id;
    let field = format!("pieces[{line}]");
    let pieces = |many: &'static str| {
        [
            ("conversation", talk.clone()),
            ("order", order.clone()),
            ("seen", "0".into()),
            (field.as_str(), many.to_owned()),
            ("restock", "true".into()),
            ("note", "Broken".into()),
            ("back", page.clone()),
        ]
    };
    let send = async |many: &'static str| {
        let fields = pieces(many);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        desk.post(&page, &format!("{API}/refund_order_here"), &fields).await
    };
    let wrong = send("x").await;
    let again = desk.get(wrong.location()).await.text();
    assert!(again.contains("write a whole number") && again.contains("value=\"Broken\""), "what was typed is kept: {again}");
    let done = send("1").await;
    assert_eq!(done.location(), format!("{page}?done=refund"));
    let back = desk.get(done.location()).await.text();
    assert!(back.contains("Refunded. It stands in the conversation.") && back.contains("Amina refunded"), "{back}");
    let ticket = portal.get(&app::routes::ticket(scene.ticket.number)).await.text();
    assert!(ticket.contains("data-card=") && ticket.contains("1 refunded") && ticket.contains(&scene.order.token), "{ticket}");
    assert!(!ticket.contains("Refund these pieces"), "a customer refunds nothing");
    world.drain().await;
    drop(site);
}

async fn a_customer_fills_the_cart_cancels_and_books_from_inside_the_ticket(world: &World) {
    let (scene, site) = (Scene::new(world).await, world.site().await);
    let salon = furnished(world, &scene.shop.business, &scene.shop.boss, &scene.amina).await;
    for what in [Sharing::Product(scene.product), Sharing::Order(scene.order.id), Sharing::Slot(salon.consultation, None, at("2026-03-12T06:00:00Z"))] {
        scene.show(world, what).await.unwrap();
    }
    let portal = site.browser(&scene.wanjiru.token);
    let page = app::routes::ticket(scene.ticket.number);
    let shown = portal.get(&page).await.text();
    for words in ["Add to cart", "Cancel the order", "Track", "Book this time"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let variant = scene.variant.to_string();
    let put = portal.post(&page, "/api/app/orders/api/add_to_cart", &[("variant", &variant), ("quantity", "1"), ("back", &page)]).await;
    assert!(portal.get(put.location()).await.text().contains("It is in your cart."), "{}", put.location());
    assert!(portal.get(app::routes::CART).await.text().contains("Mug"));
    let away = portal.post(&page, "/api/app/orders/api/add_to_cart", &[("variant", &variant), ("quantity", "1"), ("back", "https://evil.example")]).await;
    assert!(away.location().starts_with("/?done"), "an address from outside leads nowhere: {}", away.location());
    let cancelled = portal.post(&page, "/api/app/orders/api/cancel_order", &[("link", &scene.order.token), ("back", &page)]).await;
    assert!(portal.get(cancelled.location()).await.text().contains("The order is cancelled."));
    let card = seen(world, &scene.wanjiru.identity.person(), scene.talk()).await[0].id.to_string();
    let talk = scene.talk().to_string();
    let slot = [("card", card.as_str()), ("conversation", &talk), ("back", &page)];
    let booked = portal.post(&page, &format!("{API}/book_slot"), &slot).await;
    let after = portal.get(booked.location()).await.text();
    assert!(after.contains("It is booked.") && after.contains("Look at it") && !after.contains("Book this time"), "{after}");
    let stranger = site.browser(&world.customer(&scene.shop.business, "Daniel").await.token);
    assert_eq!(stranger.call(&format!("{API}/book_slot"), &slot).await.status, 404);
    assert_eq!(stranger.call(&format!("{API}/list_cards"), &[("conversation", &talk)]).await.status, 404);
    world.drain().await;
    drop(site);
}

async fn an_agent_finds_a_product_and_a_time_and_shows_them(world: &World) {
    let (scene, site) = (Scene::new(world).await, world.site().await);
    let salon = furnished(world, &scene.shop.business, &scene.shop.boss, &scene.amina).await;
    let desk = site.browser(&scene.amina.token);
    let page = app::routes::desk_ticket(scene.ticket.number);
    let found = desk.get(&format!("{page}?tab=all&product=mug")).await.text();
    assert!(found.contains("Show Mug"), "{found}");
    let start = at("2026-03-12T06:00:00Z").0.to_string();
    let times_at = format!("{page}?tab=all&service={}&with=&day=2026-03-12", salon.consultation);
    let times = desk.get(&times_at).await.text();
    assert!(times.contains(&format!("value=\"{start}\"")) && times.contains("Book it"), "{times}");
    let (talk, customer, offering) = (scene.talk().to_string(), scene.wanjiru.member().to_string(), salon.consultation.to_string());
    let offer = async |then: &'static str| {
        let form = Uuid::now_v7().to_string();
        let own = [("conversation", talk.as_str()), ("customer", &customer), ("client_id", &form), ("offering", &offering), ("starts_at", &start)];
        let rest = [("staff", ""), ("then", then), ("back", page.as_str())];
        desk.post(&times_at, &format!("{API}/offer_time"), &[own.as_slice(), &rest].concat()).await
    };
    assert_eq!(offer("share").await.location(), format!("{page}?done=shared"));
    assert_eq!(offer("book").await.location(), format!("{page}?done=booked"));
    let late = offer("share").await;
    let why = desk.get(late.location()).await.text();
    assert!(why.contains("This time was just taken"), "{why}");
    world.drain().await;
    drop(site);
}

async fn what_a_guest_orders_stands_beside_their_chat(world: &World) {
    let (scene, site, s) = (Scene::new(world).await, world.site().await, &world.services);
    let visitor = Visitor::of(&scene.shop.business);
    let came = accounts::start_guest(s, &visitor, &crate::chats::draft("Achieng"), &crate::chats::device(), "").await.unwrap();
    let chat = crate::chats::begun(world, &(&came.guest).into()).await;
    let buyer = scene.shop.guest_with(world, scene.variant, 1).await;
    let placed = orders::place(s, &buyer, &checkout(95_000)).await.unwrap();
    let before = cards::beside(s, &scene.agent(), chat.conversation_id, came.guest.member()).await.unwrap();
    assert!(before.orders.is_empty(), "an address that was only typed proves nothing");
    orders::remember_guest(s, &came.guest, &placed).await.unwrap();
    let page = site.browser(&scene.amina.token).get(&app::routes::desk_chat(chat.id)).await.text();
    assert!(page.contains("ORD-000002") && !page.contains("ORD-000001"), "{page}");
    let stranger = accounts::start_guest(s, &visitor, &crate::chats::draft("Other"), &crate::chats::device(), "").await.unwrap();
    orders::remember_guest(s, &stranger.guest, &placed).await.unwrap();
    assert!(cards::beside(s, &scene.agent(), chat.conversation_id, stranger.guest.member()).await.unwrap().orders.is_empty(), "it stays whose it is");
    world.drain().await;
    drop(site);
}

async fn staff_sends_an_order_with_a_way_to_follow_it_beside_a_talk_and_on_its_page(world: &World) {
    let (scene, site, s) = (Scene::new(world).await, world.site().await, &world.services);
    let other = two_mugs(world, &scene.shop, &scene.wanjiru, scene.variant).await;
    for order in [scene.order.id, other.id] {
        orders::act(s, &scene.agent(), order, Deed::Confirm, "").await.unwrap();
    }
    let desk = site.browser(&scene.amina.token);
    let (beside, own) = (app::routes::desk_ticket(scene.ticket.number), app::routes::desk_order(other.number));
    let (talk, long) = (scene.talk().to_string(), "x".repeat(301));
    let here = (beside.as_str(), format!("{API}/act_on_order_here"), scene.order.id.to_string());
    let there = (own.as_str(), "/api/app/orders/api/act_on_order".to_owned(), other.id.to_string());
    for ((page, action, order), number) in [(here, scene.order.number), (there, other.number)] {
        let send = async |deed: &str, tracking: &str, note: &str| {
            let about = [("conversation", talk.as_str()), ("order", &order), ("deed", deed), ("back", page)];
            let sent = desk.post(page, &action, &[about.as_slice(), &[("tracking", tracking), ("note", note)]].concat()).await;
            desk.get(sent.location()).await.text()
        };
        let again = send("ship", &long, "By Otis").await;
        assert!(again.contains(&format!("value=\"{long}\"")) && again.contains("value=\"By Otis\""), "what was typed is kept: {again}");
        let again = send("cancel", "", &long).await;
        let kept = format!("id=\"cancel-order-note-{order}\"");
        assert!(again.contains(&kept) && again.contains(&format!("value=\"{long}\"")) && !again.contains("By Otis"), "in the dialog, too: {again}");
        send("ship", "https://post.example/7", "By Otis").await;
        let sent = orders::find(s, &scene.agent(), number).await.unwrap();
        assert_eq!(sent.order.tracking, "https://post.example/7", "{page}");
        assert_eq!(sent.steps.last().map(|step| (step.deed, step.note.as_str())), Some((Deed::Ship, "By Otis")));
    }
    let last = said(world, &scene.wanjiru.identity.person(), scene.talk()).await.pop().unwrap();
    assert_eq!(last.body, "Amina sent order ORD-000001. Follow it: https://post.example/7");
    let track = site.browser("").get(&app::routes::order(&scene.order.token)).await.text();
    assert!(track.contains("https://post.example/7"), "whoever ordered follows it: {track}");
    world.drain().await;
    drop(site);
}
