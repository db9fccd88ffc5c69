//! What a partner sees and does: their orders and nothing else, no price, no way to pay, no contact data.

use super::{open_lanes, supplied};
use crate::harness::World;
use crate::on_both;
use crate::shop::checkout;
use stoa::Error;
use stoa::orders::actions as orders;
use stoa::orders::fulfil::{Stage, Tray};
use stoa::orders::model::{Deed, OrderStatus};
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(
    a_partner_sends_and_delivers_their_orders,
    a_partner_sees_what_to_send_and_to_whom_and_nothing_more,
    a_partner_signs_in_to_their_orders_and_finds_every_other_door_shut,
    an_admin_invites_a_partner_who_comes_in,
);

async fn a_partner_sends_and_delivers_their_orders(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, pius) = (&world.services, lanes.pius.partner());
    let order = lanes.order(world, &[lanes.pot]).await;
    let list =
        async |tray| orders::list_to_fulfil(s, &pius, tray, None).await.unwrap().items.into_iter().map(|r| (r.number, r.stage, r.pieces)).collect::<Vec<_>>();
    assert_eq!(list(Tray::Open).await, [(1, Stage::Waiting, 2)]);
    let early = orders::fulfil(s, &pius, order.id, Deed::Ship, "").await;
    assert!(matches!(&early, Err(Error::Conflict(why)) if why.contains("not released")), "{early:?}");
    lanes.act(world, &order, Deed::Confirm, "").await;
    assert_eq!(list(Tray::Open).await, [(1, Stage::Ready, 2)]);
    for deed in [Deed::Confirm, Deed::Pay, Deed::Cancel, Deed::Refund, Deed::Entrust, Deed::Place] {
        assert!(matches!(orders::fulfil(s, &pius, order.id, deed, "").await, Err(Error::Conflict(_))), "{deed}");
    }
    let long = orders::fulfil(s, &pius, order.id, Deed::Ship, &"x".repeat(301)).await;
    assert!(matches!(&long, Err(error) if error.of_field("tracking").is_some()), "{long:?}");
    assert_eq!(orders::fulfil(s, &pius, order.id, Deed::Ship, "https://post.example/7").await, Ok(1));
    world.drain().await;
    assert_eq!((list(Tray::Open).await.len(), list(Tray::Shipped).await), (0, vec![(1, Stage::Shipped, 2)]));
    assert_eq!(orders::fulfil(s, &pius, order.id, Deed::Deliver, "").await, Ok(1));
    world.drain().await;
    assert_eq!(list(Tray::Delivered).await, [(1, Stage::Delivered, 2)]);
    assert_eq!(orders::count_fulfilments(s, &pius).await.unwrap(), [(Tray::Delivered, 1)]);
    let opened = orders::find(s, &lanes.amina.agent(), 1).await.unwrap();
    assert_eq!((opened.order.status, opened.order.tracking.as_str()), (OrderStatus::Delivered, "https://post.example/7"));
    assert_eq!(opened.steps.iter().rev().take(2).map(|step| step.member.as_deref()).collect::<Vec<_>>(), [Some("Pius"), Some("Pius")]);
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let to_customer = lanes.marks(world, ticket.customer_lane).await;
    assert_eq!(to_customer[2..], ["Your order is on its way. Follow it: https://post.example/7", "Your order is delivered."]);
    let to_partner = lanes.marks(world, ticket.partner_lane.unwrap()).await;
    assert_eq!(to_partner[1..], ["ORD-000001 is released: you can send it.", "Sent. Follow it: https://post.example/7", "Delivered."]);
}

async fn a_partner_sees_what_to_send_and_to_whom_and_nothing_more(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, site) = (&world.services, world.site().await);
    let otis = world.partner(&lanes.shop.business, "Otis").await;
    let vase = supplied(world, &lanes.shop, "Vase", Some(&otis)).await;
    let order = lanes.order(world, &[lanes.pot, vase]).await;
    lanes.entrust(world, &order, Some(lanes.pius.member())).await;
    lanes.act(world, &order, Deed::Confirm, "She pays with old coins").await;
    let browser = site.browser(&lanes.pius.token);
    let pages = [browser.get("/partner").await.text(), browser.get("/partner/orders/1").await.text()];
    let typed = checkout(0);
    assert!(pages[0].contains("ORD-000001") && pages[0].contains(&typed.name));
    assert!(pages[1].contains("Pot") && pages[1].contains("Ngong Road 12") && pages[1].contains("Mark as shipped"), "{}", pages[1]);
    for page in &pages {
        // Amounts stand behind their currency; bare digits may be part of a token.
        for secret in ["Vase", "VASE", "1,900", "3,800", "KES", &typed.email, "700 000 482", "700000482", "ring twice", "old coins", "Pay on delivery"] {
            assert!(!page.contains(secret), "a partner reads “{secret}”");
        }
    }
    assert_eq!(site.browser(&otis.token).get("/partner/orders/1").await.status, 404, "the other partner has no part in it");
    // What was typed wrong comes back with a word at its field.
    let long = "x".repeat(301);
    let sent = browser
        .post("/partner/orders/1", "/api/app/partner/api/fulfil_order", &[("order", &order.id.to_string()), ("deed", "ship"), ("tracking", &long)])
        .await;
    let back = browser.get(sent.location()).await.text();
    assert!(back.contains("id=\"tracking-error\"") && back.contains(&long), "{}", sent.location());
    let sent = browser
        .post("/partner/orders/1", "/api/app/partner/api/fulfil_order", &[("order", &order.id.to_string()), ("deed", "ship"), ("tracking", "BRK-7")])
        .await;
    assert!(sent.location().contains("/partner/orders/1"), "{}", sent.location());
    world.drain().await;
    let page = browser.get("/partner/orders/1").await.text();
    assert!(page.contains("Mark as delivered") && page.contains("BRK-7"));
    // A word by a plain form, and the way back.
    let said = browser
        .call_with_pictures(
            "/api/app/partner/api/reply_to_shop",
            &[("order", &order.id.to_string()), ("client_id", &Uuid::now_v7().to_string()), ("body", "On my way.")],
        )
        .await;
    assert!(said.status < 400, "{} {}", said.status, said.text());
    assert!(browser.get("/partner/orders/1").await.text().contains("On my way."));
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let desk = site.browser(&lanes.amina.token).get(&format!("/desk/{}?lane=partner", ticket.number)).await.text();
    assert!(desk.contains("On my way.") && desk.contains("Reply to partner") && desk.contains("Partner: Pius"));
    let customer = site.browser(&lanes.wanjiru.token).get(&format!("/tickets/{}", ticket.number)).await.text();
    assert!(!customer.contains("On my way.") && !customer.contains("Pius"), "the customer reads neither the words nor the name");
    let order_page = site.browser("").get(&app::routes::order(&order.token)).await.text();
    assert!(order_page.contains("BRK-7") && !order_page.contains("Pius"));
    assert_eq!(tickets::partner_unread(s, &lanes.pius.partner(), &[order.id]).await.unwrap(), []);
    drop(site);
}

async fn a_partner_signs_in_to_their_orders_and_finds_every_other_door_shut(world: &World) {
    let lanes = open_lanes(world).await;
    let site = world.site().await;
    let browser = site.browser(&lanes.pius.token);
    assert_eq!(browser.get("/").await.location(), "/partner");
    for path in ["/tickets", "/tickets/new", "/orders", "/appointments", "/desk", "/desk/orders", "/admin", "/desk/1"] {
        assert_eq!(browser.get(path).await.status, 403, "{path}");
    }
    for other in [&lanes.wanjiru, &lanes.amina] {
        assert_eq!(site.browser(&other.token).get("/partner").await.status, 403);
    }
    assert!(site.browser("").get("/partner").await.location().starts_with("/sign-in"));
    drop(site);
}

async fn an_admin_invites_a_partner_who_comes_in(world: &World) {
    use stoa::accounts::actions as accounts;
    use stoa::accounts::model::{Device, Invitation, Role, SignUp};
    let (lanes, s) = (open_lanes(world).await, &world.services);
    let draft = Invitation { name: "Otis".into(), email: "otis@example.com".into(), role: "partner".into() };
    let link = accounts::invite(s, &lanes.shop.boss.admin(), &draft).await.unwrap().expect("a link, as there is no mail server");
    let token = link.rsplit('/').next().unwrap();
    assert_eq!(accounts::list_partners(s, &lanes.amina.agent()).await.unwrap().len(), 1, "who has not accepted can have no orders");
    let typed = SignUp { name: "Otis".into(), password: "another long password".into(), ..SignUp::default() };
    let came = accounts::accept(s, token, &typed, &Device::default()).await.unwrap();
    assert_eq!(came.role, Role::Partner);
    assert_eq!(accounts::list_partners(s, &lanes.amina.agent()).await.unwrap().len(), 2);
    world.drain().await;
}
