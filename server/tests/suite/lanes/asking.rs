//! Whoever has the link of an order reads and writes on its page what is said about it.

use super::{Lanes, open_lanes, supplied};
use crate::harness::{Browser, World};
use crate::on_both;
use crate::shop::checkout;
use stoa::Error;
use stoa::conversations::model::{MessageView, SenderKind};
use stoa::kernel::ids::VariantId;
use stoa::orders::actions as orders;
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::Order;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Status, Ticket};
use uuid::Uuid;

on_both!(
    a_guest_asks_and_reads_the_answer_on_the_page_of_the_order,
    the_same_message_sent_twice_is_stored_once,
    the_first_question_opens_the_ticket_of_an_order_without_a_partner,
);

pub(super) const ASK: &str = "/api/app/orders/api/ask_about_order";

/// An order that a guest placed with this address, and its page; everything that follows has happened.
pub(super) async fn placed(world: &World, lanes: &Lanes, what: VariantId, email: &str) -> (Order, String) {
    let guest = lanes.shop.guest_with(world, what, 1).await;
    let total = orders::cart(&world.services, &guest).await.unwrap().total();
    let form = CheckoutDraft { email: email.into(), ..checkout(total.0) };
    let order = orders::place(&world.services, &guest, &form).await.unwrap();
    world.drain().await;
    let page = app::routes::order(&order.token);
    (order, page)
}

pub(super) async fn said(world: &World, lanes: &Lanes, ticket: &Ticket) -> Vec<MessageView> {
    let history = tickets::history(&world.services, &lanes.amina.agent(), ticket.customer_lane, None).await.unwrap();
    history.messages.into_iter().filter(|m| m.kind != SenderKind::System).collect()
}

pub(super) async fn ask(browser: &Browser<'_>, order: &Order, id: &str, body: &str) -> (u16, Option<Error>) {
    let answer = browser.call(ASK, &[("link", &order.token), ("client_id", id), ("body", body)]).await;
    (answer.status, answer.error())
}

pub(super) fn id() -> String {
    Uuid::now_v7().to_string()
}

async fn a_guest_asks_and_reads_the_answer_on_the_page_of_the_order(world: &World) {
    let (lanes, email) = (open_lanes(world).await, "guest@example.com");
    let (s, site) = (&world.services, world.site().await);
    let (order, page) = placed(world, &lanes, lanes.pot, email).await;
    let ticket = lanes.ticket(world, &order).await.expect("a ticket");
    let browser = site.browser("");
    let html = browser.get(&page).await.text();
    assert!(html.contains("Questions about this order") && html.contains("We have your order ORD-000001.") && html.contains("data-waits=\"5\""), "{html}");
    let asked = browser.post(&page, ASK, &[("link", &order.token), ("client_id", &id()), ("body", "  Is it <b>blue</b>?\r\nOr green?  ")]).await;
    assert_eq!((asked.status, asked.location()), (302, format!("{page}#ask").as_str()), "{}", asked.text());
    let all = said(world, &lanes, &ticket).await;
    let last = all.last().unwrap();
    assert_eq!((last.sender, last.kind, last.body.as_str()), (Some(ticket.customer_id), SenderKind::Customer, "Is it <b>blue</b>?\nOr green?"));
    let picture = world.picture(&lanes.amina, "blue.png", 21).await;
    tickets::reply(s, &lanes.amina.agent(), ticket.id, Uuid::now_v7(), "It is blue.", vec![picture.id]).await.unwrap();
    tickets::note(s, &lanes.amina.agent(), ticket.id, Uuid::now_v7(), "She asks a lot.", vec![]).await.unwrap();
    tickets::reply_to_partner(s, &lanes.amina.agent(), ticket.id, Uuid::now_v7(), "Send the blue one.", vec![]).await.unwrap();
    tickets::reply_as_partner(s, &lanes.pius.partner(), order.id, Uuid::now_v7(), "The van leaves at four.", vec![]).await.unwrap();
    world.drain().await;
    let mail = world.last_mail(email).await.expect("a mail");
    assert!(mail.contains("It is blue.") && mail.contains(&format!("{page}#ask")) && !mail.contains("/reset/") && !mail.contains("/tickets/"), "{mail}");
    let html = browser.get(&page).await.text();
    assert!(html.contains("It is blue.") && html.contains("Is it &lt;b&gt;blue&lt;/b&gt;?") && html.contains("Amina"), "{html}");
    for hidden in ["She asks a lot.", "Send the blue one.", "The van leaves", "Pius"] {
        assert!(!html.contains(hidden), "{hidden}: {html}");
    }
    // The picture opens by the link, and by no other.
    let other = placed(world, &lanes, lanes.pot, "other@example.com").await.0;
    let file = app::routes::file_by_link(&picture.token, &order.token);
    assert!(html.contains(&file) && browser.get(&file).await.header("content-type") == "image/png");
    assert_eq!(browser.get(&app::routes::file(&picture.token)).await.status, 403);
    for wrong in [other.token.as_str(), "guessed", ""] {
        assert_eq!(browser.get(&app::routes::file_by_link(&picture.token, wrong)).await.status, 404, "{wrong}");
    }
    assert_eq!(browser.get("/o/guessed").await.status, 404);
    drop(site);
}

async fn the_same_message_sent_twice_is_stored_once(world: &World) {
    let lanes = open_lanes(world).await;
    let site = world.site().await;
    let own = supplied(world, &lanes.shop, "Cup", None).await;
    let browser = site.browser("");
    for what in [lanes.pot, own] {
        let (order, _) = placed(world, &lanes, what, "guest@example.com").await;
        let id = id();
        let (a, b) = tokio::join!(ask(&browser, &order, &id, "When does it come?"), ask(&browser, &order, &id, "When does it come?"));
        let c = ask(&browser, &order, &id, "When does it come?").await;
        assert!([&a, &b, &c].iter().all(|(status, _)| *status == 200), "{a:?} {b:?} {c:?}");
        let ticket = lanes.ticket(world, &order).await.expect("one ticket");
        assert_eq!(said(world, &lanes, &ticket).await.len(), 1);
    }
    assert_eq!(tickets::list(&world.services, &lanes.amina.agent(), &Default::default(), None).await.unwrap().items.len(), 2);
    drop(site);
}

async fn the_first_question_opens_the_ticket_of_an_order_without_a_partner(world: &World) {
    let (lanes, email) = (open_lanes(world).await, "guest@example.com");
    let (s, site) = (&world.services, world.site().await);
    let own = supplied(world, &lanes.shop, "Cup", None).await;
    let (order, page) = placed(world, &lanes, own, email).await;
    assert!(lanes.ticket(world, &order).await.is_none());
    let browser = site.browser("");
    let html = browser.get(&page).await.text();
    assert!(html.contains("Is something unclear or wrong?") && !html.contains("data-waits=\"5\""), "{html}");
    assert_eq!(ask(&browser, &order, &id(), "Can I have it in green?").await.0, 200);
    world.drain().await;
    let ticket = lanes.ticket(world, &order).await.expect("a ticket");
    assert_eq!((ticket.order_id, ticket.partner_lane, ticket.status), (Some(order.id), None, Status::Open));
    let history = tickets::history(s, &lanes.amina.agent(), ticket.customer_lane, None).await.unwrap();
    let bodies: Vec<&str> = history.messages.iter().map(|m| m.body.as_str()).collect();
    assert_eq!(bodies, ["We have your order ORD-000001.", "Can I have it in green?"], "what happened before stands before it");
    // Both sides are told, as of any ticket; the guest is led back to the order.
    let mail = world.last_mail(email).await.expect("a mail");
    assert!(mail.contains("We have received") && mail.contains(&format!("{page}#ask")) && !mail.contains("/reset/"), "{mail}");
    assert!(world.last_mail(&lanes.shop.boss.email()).await.expect("a mail").contains("A new ticket was opened"));
    lanes.act(world, &order, stoa::orders::model::Deed::Confirm, "").await;
    assert_eq!(lanes.marks(world, ticket.customer_lane).await.last().unwrap(), "Your order is confirmed.", "the order goes on in it");
    tickets::set_status(s, &lanes.amina.agent(), ticket.id, Status::Resolved).await.unwrap();
    // Nobody is told before it can be taken back no more.
    world.advance_minutes(2);
    world.drain().await;
    let mail = world.last_mail(email).await.expect("a mail");
    assert!(mail.contains("as resolved") && !mail.contains("Rating") && mail.contains(&page), "nobody rates on that page: {mail}");
    assert_eq!(ask(&browser, &order, &id(), "It is still red.").await.0, 200);
    assert_eq!(lanes.ticket(world, &order).await.unwrap().status, Status::Open, "a word opens it again");
    // Where the address is that of somebody who works here, nobody can be answered.
    let (order, page) = placed(world, &lanes, own, &lanes.amina.email()).await;
    let refused = ask(&browser, &order, &id(), "Hello?").await;
    assert!(matches!(&refused.1, Some(Error::Conflict(why)) if why.contains("Ask us in the chat.") && !why.contains('@')), "{refused:?}");
    let form = browser.post(&page, ASK, &[("link", &order.token), ("client_id", &id()), ("body", "Hello?")]).await;
    let html = browser.get(form.location()).await.text();
    assert!(html.contains("Ask us in the chat.") && html.contains(">Hello?</textarea>"), "what was typed is kept: {html}");
    drop(site);
}
