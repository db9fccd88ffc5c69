//! What keeps whoever has the link of an order from writing about it, and how it is said.

use super::asking::{ASK, ask, id, placed, said};
use super::{open_lanes, supplied};
use crate::harness::World;
use crate::on_both;
use http::Method;
use http::header::{ACCEPT, ORIGIN};
use stoa::Error;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;

on_both!(
    what_is_wrong_with_a_message_is_said_beside_it,
    a_closed_talk_is_read_on_and_offers_nothing,
    whoever_works_with_the_shop_does_not_write_as_its_customer,
    many_messages_in_a_short_time_are_refused,
);

async fn what_is_wrong_with_a_message_is_said_beside_it(world: &World) {
    let lanes = open_lanes(world).await;
    let site = world.site().await;
    let own = supplied(world, &lanes.shop, "Cup", None).await;
    let (order, page) = placed(world, &lanes, own, "guest@example.com").await;
    let (browser, before, long) = (site.browser(""), world.snapshot(None).await, "x".repeat(10_001));
    for (body, why) in [("", "Message is missing."), (" \r\n\t ", "Message is missing."), (&long, "10000 is the most."), ("a\u{0}b", "control characters")] {
        let (status, error) = ask(&browser, &order, &id(), body).await;
        let said = error.as_ref().and_then(|e| e.of_field("body")).unwrap_or_default();
        assert!(status == 422 && said.contains(why), "{why}: {error:?}");
    }
    assert_eq!(ask(&browser, &order, "no id", "Hello").await.0, 422);
    for link in ["", "guessed", "../o/x", &format!("{}x", order.token)] {
        let answer = browser.call(ASK, &[("link", link), ("client_id", &id()), ("body", "Hello")]).await;
        assert_eq!((answer.status, answer.error()), (404, Some(Error::NotFound)), "{link}");
    }
    let foreign = browser.request(Method::POST, ASK).header(ACCEPT, "text/html").header(ORIGIN, "https://evil.example");
    assert_eq!(browser.send(foreign.form(&[("link", order.token.as_str()), ("client_id", &id()), ("body", "Hello")])).await.status, 403);
    assert!(world.snapshot(None).await == before, "nothing was opened or stored");
    let (typed, id) = (format!("{long} </textarea>"), id());
    let refused = browser.post(&page, ASK, &[("link", &order.token), ("client_id", &id), ("body", &typed)]).await;
    let html = browser.get(refused.location()).await.text();
    assert!(
        html.contains("is the most.") && html.contains("x &lt;/textarea&gt;</textarea>") && html.contains(&id) && html.contains("autofocus"),
        "{}",
        refused.location()
    );
    drop(site);
}

async fn a_closed_talk_is_read_on_and_offers_nothing(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, site) = (&world.services, world.site().await);
    let (order, page) = placed(world, &lanes, lanes.pot, "guest@example.com").await;
    let (browser, first) = (site.browser(""), id());
    assert_eq!(ask(&browser, &order, &first, "Where is it?").await.0, 200);
    let ticket = lanes.ticket(world, &order).await.unwrap();
    tickets::set_status(s, &lanes.amina.agent(), ticket.id, Status::Closed).await.unwrap();
    let html = browser.get(&page).await.text();
    assert!(html.contains("Where is it?") && html.contains("This conversation is closed.") && html.contains("data-closed"), "{html}");
    assert!(!html.contains(ASK) && !html.contains("data-waits=\"5\""), "nothing is offered");
    let (status, error) = ask(&browser, &order, &id(), "Hello?").await;
    assert!(status == 409 && matches!(&error, Some(Error::Conflict(why)) if why.contains("is closed") && !why.contains("new ticket")), "{error:?}");
    assert_eq!(ask(&browser, &order, &first, "Where is it?").await.0, 200, "what was stored before is stored");
    assert_eq!(said(world, &lanes, &ticket).await.len(), 1);
    let late = browser.post(&page, ASK, &[("link", &order.token), ("client_id", &id()), ("body", "Hello?")]).await;
    assert!(browser.get(late.location()).await.text().contains("This conversation is closed. Nobody can write in it any more."));
    drop(site);
}

async fn whoever_works_with_the_shop_does_not_write_as_its_customer(world: &World) {
    let lanes = open_lanes(world).await;
    let site = world.site().await;
    let (order, page) = placed(world, &lanes, lanes.pot, "guest@example.com").await;
    ask(&site.browser(""), &order, &id(), "Where is it?").await;
    let (agent, partner, customer) = (site.browser(&lanes.amina.token), site.browser(&lanes.pius.token), site.browser(&lanes.wanjiru.token));
    let html = agent.get(&page).await.text();
    assert!(html.contains("Where is it?") && html.contains("Answer at the desk") && !html.contains(ASK), "{html}");
    let html = partner.get(&page).await.text();
    assert!(!html.contains("Questions about this order") && !html.contains("Where is it?"), "{html}");
    for browser in [&agent, &partner] {
        assert_eq!(ask(browser, &order, &id(), "It was me.").await.0, 403);
    }
    // Another customer who was given the link is whoever has the link.
    assert_eq!(ask(&customer, &order, &id(), "We both wait for it.").await.0, 200);
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let all = said(world, &lanes, &ticket).await;
    assert_eq!((all.len(), all[1].sender), (2, Some(ticket.customer_id)));
    // Her own order she follows there and in her account.
    let order = lanes.order(world, &[lanes.pot]).await;
    assert_eq!(ask(&customer, &order, &id(), "Is mine on its way?").await.0, 200);
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let own = tickets::history(&world.services, &lanes.wanjiru.customer(), ticket.customer_lane, None).await.unwrap();
    assert!(own.messages.iter().any(|m| m.body == "Is mine on its way?" && m.sender == Some(lanes.wanjiru.member())));
    drop(site);
}

async fn many_messages_in_a_short_time_are_refused(world: &World) {
    let lanes = open_lanes(world).await;
    let site = world.site().await;
    let (order, _) = placed(world, &lanes, lanes.pot, "guest@example.com").await;
    let browser = site.browser("");
    let mut refused = None;
    for n in 0..60 {
        let (status, error) = ask(&browser, &order, &id(), &format!("Message {n}")).await;
        if status != 200 {
            refused = error;
            break;
        }
    }
    assert!(matches!(refused, Some(Error::TooMany(_))), "{refused:?}");
    drop(site);
}
