//! One ticket for each order that a partner has, with a lane for each side.

use super::{open_lanes, supplied};
use crate::harness::{PASSWORD, World};
use crate::on_both;
use crate::shop::{checkout, ordered};
use stoa::Error;
use stoa::accounts::Visitor;
use stoa::accounts::actions::{self as accounts, Device, SignUp};
use stoa::accounts::model::Group;
use stoa::cards::actions as cards;
use stoa::conversations::model::SenderKind;
use stoa::orders::actions as orders;
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::Deed;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Status};
use stoa::tickets::orders as following;
use uuid::Uuid;

on_both!(
    an_order_of_a_partner_opens_one_ticket_however_often_it_is_followed,
    an_order_of_several_partners_or_of_none_waits_for_staff,
    staff_is_told_of_an_order_of_several_partners_and_sees_whose_each_line_is,
    a_guest_becomes_the_customer_of_the_ticket,
    a_guest_gets_to_the_answer_by_the_mail,
    an_order_goes_on_with_another_partner,
);

async fn an_order_of_a_partner_opens_one_ticket_however_often_it_is_followed(world: &World) {
    let lanes = open_lanes(world).await;
    let order = lanes.order(world, &[lanes.pot]).await;
    let ticket = lanes.ticket(world, &order).await.expect("a ticket");
    assert_eq!((ticket.subject.as_str(), ticket.customer_id, ticket.partner_id), ("Order ORD-000001", lanes.wanjiru.member(), Some(lanes.pius.member())));
    assert_eq!((ticket.status, ticket.order_id), (Status::Open, Some(order.id)));
    let lane = ticket.partner_lane.expect("a lane");
    assert_eq!(lanes.marks(world, ticket.customer_lane).await, ["We have your order ORD-000001."]);
    assert_eq!(lanes.marks(world, lane).await, ["New order to fulfil: ORD-000001."]);
    // Once more, and from two processes at the same time.
    let (s, other, business) = (&world.services, world.another_process().await, lanes.shop.business.id);
    following::follow(s, business, order.id).await.unwrap();
    let (one, two) = tokio::join!(following::follow(s, business, order.id), following::follow(&other, business, order.id));
    one.unwrap();
    two.unwrap();
    world.drain().await;
    let all = tickets::list(s, &lanes.amina.agent(), &Filter::default(), None).await.unwrap().items;
    assert_eq!(all.len(), 1);
    assert_eq!((lanes.marks(world, ticket.customer_lane).await.len(), lanes.marks(world, lane).await.len()), (1, 1));
    // Two processes that open it at the same time.
    let second = {
        let buyer = lanes.shop.buyer(&lanes.wanjiru, "");
        orders::add_to_cart(s, &buyer, lanes.pot, "1").await.unwrap();
        ordered(world, &buyer).await
    };
    let (one, two) = tokio::join!(following::follow(s, business, second.id), following::follow(&other, business, second.id));
    one.unwrap();
    two.unwrap();
    world.drain().await;
    assert_eq!(tickets::list(s, &lanes.amina.agent(), &Filter::default(), None).await.unwrap().items.len(), 2);
    let second = lanes.ticket(world, &second).await.expect("a ticket");
    assert_eq!(lanes.marks(world, second.partner_lane.unwrap()).await, ["New order to fulfil: ORD-000002."]);
    other.db().close().await;
}

async fn an_order_of_several_partners_or_of_none_waits_for_staff(world: &World) {
    let lanes = open_lanes(world).await;
    let otis = world.partner(&lanes.shop.business, "Otis").await;
    let (vase, own) = (supplied(world, &lanes.shop, "Vase", Some(&otis)).await, supplied(world, &lanes.shop, "Cup", None).await);
    let of_two = lanes.order(world, &[lanes.pot, vase]).await;
    let of_none = lanes.order(world, &[own]).await;
    let with_one = lanes.order(world, &[lanes.pot, own]).await;
    assert!(lanes.ticket(world, &of_two).await.is_none() && lanes.ticket(world, &of_none).await.is_none());
    assert_eq!(lanes.ticket(world, &with_one).await.unwrap().partner_id, Some(lanes.pius.member()));
    let s = &world.services;
    let wrong = orders::entrust(s, &lanes.amina.agent(), of_none.id, Some(lanes.wanjiru.member())).await;
    assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
    lanes.act(world, &of_none, Deed::Confirm, "").await;
    lanes.entrust(world, &of_none, Some(otis.member())).await;
    let ticket = lanes.ticket(world, &of_none).await.expect("a ticket");
    assert_eq!(lanes.marks(world, ticket.customer_lane).await, ["We have your order ORD-000002.", "Your order is confirmed."], "the customer hears all of it");
    assert_eq!(lanes.marks(world, ticket.partner_lane.unwrap()).await, ["New order to fulfil: ORD-000002. It is released: you can send it."]);
    assert_eq!(lanes.marks(world, ticket.staff_lane).await, ["Partner of the order: Otis; set by Amina."]);
    let steps = orders::find(s, &lanes.amina.agent(), 2).await.unwrap().steps;
    assert_eq!(steps.last().map(|step| (step.deed, step.note.as_str(), step.member.as_deref())), Some((Deed::Entrust, "Otis", Some("Amina"))));
    // A courier without a line of their own sees those of the shop, and never another partner's.
    let seen = orders::find_to_fulfil(s, &otis.partner(), 2).await.unwrap();
    assert_eq!(seen.lines.iter().map(|l| (l.product.as_str(), l.quantity)).collect::<Vec<_>>(), [("Cup", 2)]);
    lanes.entrust(world, &of_two, Some(otis.member())).await;
    let seen = orders::find_to_fulfil(s, &otis.partner(), 1).await.unwrap();
    assert_eq!(seen.lines.iter().map(|l| l.product.as_str()).collect::<Vec<_>>(), ["Vase"]);
}

async fn staff_is_told_of_an_order_of_several_partners_and_sees_whose_each_line_is(world: &World) {
    let (lanes, site) = (open_lanes(world).await, world.site().await);
    let otis = world.partner(&lanes.shop.business, "Otis").await;
    let (vase, own) = (supplied(world, &lanes.shop, "Vase", Some(&otis)).await, supplied(world, &lanes.shop, "Cup", None).await);
    let order = lanes.order(world, &[lanes.pot, vase, own]).await;
    let told = "This order has lines of several partners: Otis and Pius. None of them knows of it until you choose who fulfils it.";
    let mail = world.last_mail(&lanes.shop.boss.email()).await.expect("a mail to the admin");
    assert!(mail.contains(told), "{mail}");
    let desk = site.browser(&lanes.amina.token);
    let page = desk.get(&app::routes::desk_order(order.number)).await.text();
    assert!(page.contains(told) && page.contains("Partner: Otis") && page.contains("Partner: Pius"), "{page}");
    lanes.entrust(world, &order, Some(otis.member())).await;
    let page = desk.get(&app::routes::desk_order(order.number)).await.text();
    let unseen = "Otis does not see the lines of Pius and the shop itself: see to those yourself.";
    assert!(page.contains(unseen) && !page.contains(told), "{page}");
    let customer = site.browser("").get(&app::routes::order(&order.token)).await.text();
    assert!(!customer.contains("Partner: ") && !customer.contains("Otis"), "whose a line is concerns nobody else: {customer}");
    let alone = lanes.order(world, &[lanes.pot]).await;
    let page = desk.get(&app::routes::desk_order(alone.number)).await.text();
    assert!(!page.contains("does not see the lines") && !page.contains("several partners"), "{page}");
    drop(site);
}

async fn a_guest_becomes_the_customer_of_the_ticket(world: &World) {
    let lanes = open_lanes(world).await;
    let s = &world.services;
    let guest = lanes.shop.guest_with(world, lanes.pot, 1).await;
    let order = ordered(world, &guest).await;
    world.drain().await;
    let ticket = lanes.ticket(world, &order).await.expect("a ticket");
    let customer = accounts::find_person(s, &lanes.amina.agent(), ticket.customer_id).await.unwrap();
    assert_eq!((customer.name.as_str(), customer.email.as_str(), customer.is_verified), ("Wanjiru Njoroge", "wanjiru@example.com", false));
    let beside = cards::beside(s, &lanes.amina.agent(), ticket.customer_lane, ticket.customer_id).await.unwrap();
    assert_eq!(beside.orders.iter().map(|o| o.order.id).collect::<Vec<_>>(), [order.id], "staff acts on it beside the ticket");
    // Whoever works here, or is a partner, is no customer of it: the order goes on without a ticket.
    for (n, email) in [(2, lanes.amina.email()), (3, lanes.pius.email())] {
        let guest = lanes.shop.guest_with(world, lanes.pot, 1).await;
        let total = orders::cart(s, &guest).await.unwrap().total();
        let order = orders::place(s, &guest, &CheckoutDraft { email, ..checkout(total.0) }).await.unwrap();
        world.drain().await;
        assert!(lanes.ticket(world, &order).await.is_none());
        assert_eq!(orders::find_to_fulfil(s, &lanes.pius.partner(), n).await.unwrap().number, n);
    }
    let partners = accounts::list_people(s, &lanes.shop.boss.admin(), Group::Partners, "", None).await.unwrap().items;
    assert_eq!(partners.into_iter().map(|p| p.member.name).collect::<Vec<_>>(), ["Pius"]);
}

async fn a_guest_gets_to_the_answer_by_the_mail(world: &World) {
    let (lanes, s, email) = (open_lanes(world).await, &world.services, "wanjiru@example.com");
    let order = ordered(world, &lanes.shop.guest_with(world, lanes.pot, 1).await).await;
    world.drain().await;
    let ticket = lanes.ticket(world, &order).await.expect("a ticket");
    let answer = async |words: &str| {
        tickets::reply(s, &lanes.amina.agent(), ticket.id, Uuid::now_v7(), words, vec![]).await.unwrap();
        world.drain().await;
        world.last_mail(email).await.expect("a mail")
    };
    let mail = answer("It comes at four.").await;
    assert!(mail.contains(&format!("{}#ask", app::routes::order(&order.token))) && !mail.contains("/reset/"), "who has no account needs none: {mail}");
    // Whoever signs up all the same gets a link that sets a password, and is not refused.
    let draft = SignUp { name: "Wanjiru".into(), email: email.into(), password: PASSWORD.into() };
    let signed_up = accounts::sign_up(s, &Visitor::of(&lanes.shop.business), &draft, &Device::default()).await.unwrap();
    assert!(signed_up.is_none(), "nobody is signed in who has not read the mail");
    world.drain().await;
    assert!(world.last_mail(email).await.unwrap().contains("/reset/"));
    let link = world.mailed_token(email).await;
    accounts::reset(s, &link, PASSWORD).await.unwrap();
    let wanjiru = world.sign_in(email).await;
    assert_eq!(tickets::find(s, &wanjiru.customer(), ticket.number).await.unwrap().ticket.id, ticket.id);
    let mail = answer("It is there.").await;
    assert!(!mail.contains("/reset/") && mail.contains(&format!("/tickets/{}", ticket.number)), "who has a password goes there at once: {mail}");
    assert!(matches!(accounts::reset(s, &link, PASSWORD).await, Err(Error::Conflict(_))), "no link sets it twice");
}

async fn an_order_goes_on_with_another_partner(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, agent) = (&world.services, lanes.amina.agent());
    let otis = world.partner(&lanes.shop.business, "Otis").await;
    let order = lanes.order(world, &[lanes.pot]).await;
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let before = ticket.partner_lane.unwrap();
    tickets::reply_as_partner(s, &lanes.pius.partner(), order.id, Uuid::now_v7(), "My van broke down.", vec![]).await.unwrap();
    lanes.entrust(world, &order, Some(otis.member())).await;
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let after = ticket.partner_lane.unwrap();
    assert_ne!(before, after);
    assert_eq!(tickets::partner_lane(s, &otis.partner(), order.id).await.unwrap(), Some(after));
    assert_eq!(tickets::partner_lane(s, &lanes.pius.partner(), order.id).await.unwrap(), None);
    for lane in [before, after] {
        assert_eq!(tickets::history(s, &lanes.pius.partner(), lane, None).await.err(), Some(Error::NotFound), "whoever had it reads no more of it");
    }
    assert_eq!(orders::find_to_fulfil(s, &lanes.pius.partner(), 1).await.err(), Some(Error::NotFound));
    let again = tickets::reply_as_partner(s, &lanes.pius.partner(), order.id, Uuid::now_v7(), "Hello?", vec![]).await;
    assert_eq!(again.err(), Some(Error::NotFound));
    let read = tickets::history(s, &otis.partner(), after, None).await.unwrap();
    assert!(read.messages.iter().all(|m| m.kind == SenderKind::System), "what was said before stays between those who said it");
    let former = tickets::former_lanes(s, &agent, ticket.id).await.unwrap();
    assert_eq!(former.iter().map(|(lane, name, _)| (*lane, name.as_str())).collect::<Vec<_>>(), [(before, "Pius")]);
    assert!(tickets::history(s, &agent, before, None).await.unwrap().is_frozen);
    lanes.entrust(world, &order, None).await;
    assert_eq!(lanes.ticket(world, &order).await.unwrap().partner_lane, None);
    assert_eq!(tickets::former_lanes(s, &agent, ticket.id).await.unwrap().len(), 2);
    lanes.act(world, &order, Deed::Confirm, "").await;
    assert_eq!(lanes.marks(world, ticket.customer_lane).await.last().unwrap(), "Your order is confirmed.", "the customer hears on");
}
