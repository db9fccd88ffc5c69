//! Two more who are near an order: whoever was given its link, who has no account, and the partner who had it before. Each asks for every page, file,
//! server function and topic about it, and never reads a word that is not for them.

use super::leak::{addresses, call_all, has_none_of, mails_to};
use crate::harness::{BUYER, COURIER, NOTE, World, program};
use crate::on_both;
use stoa::event::Topic;
use stoa::orders::actions as orders;
use stoa::orders::model::Deed;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(whoever_has_the_link_reads_nothing_of_the_partner_or_of_the_notes, the_partner_who_had_an_order_reads_nothing_of_it_any_more);

async fn whoever_has_the_link_reads_nothing_of_the_partner_or_of_the_notes(world: &World) {
    let (e, site, s) = (world.estate().await, world.site().await, &world.services);
    let (order, ticket, browser) = (&e.lane.order, &e.lane.ticket, site.browser(""));
    let reads = |what: &str, text: &str| has_none_of(&[COURIER, NOTE], "whoever has the link", what, text);
    orders::act(s, &e.amina.agent(), order.id, Deed::Pay, &format!("Cash by {NOTE}")).await.expect("paid, so that there is an invoice");
    world.drain().await;
    let (page, invoice) = (app::routes::order(&order.token), app::routes::invoice(&order.token));
    let json = program::address(&e.a, &format!("/orders/{}", order.token));
    for own in [&page, &invoice, &json] {
        assert_eq!(browser.get(own).await.status, 200, "{own} opens: the test would see nothing if it did not");
    }
    for address in addresses(&e).into_iter().chain([page, app::routes::order(&e.order.token)]) {
        reads(&address, &browser.get(&address).await.everything());
    }
    for (token, what) in [(&e.lane.secret.token, "the partner's picture"), (&e.secret_picture.token, "a picture of a note")] {
        let by_link = browser.get(&app::routes::file_by_link(token, &order.token)).await;
        assert_eq!(by_link.status, 404, "the link opens {what}");
        reads(what, &by_link.everything());
    }
    for conversation in [e.lane.partner_lane(), ticket.staff_lane] {
        let id = conversation.to_string();
        let answer = browser.call("/api/app/conversations/api/list_messages", &[("conversation", &id), ("before", "")]).await;
        assert!(matches!(answer.status, 403 | 404), "{conversation}: {}", answer.status);
        reads("a list of messages", &answer.everything());
    }
    assert_eq!(site.wire("", &site.url).await.err(), Some(4401), "a link is no session");
    let talk = e.lane.partner_lane().to_string();
    let own = [("link", order.token.clone()), ("ticket", ticket.id.to_string()), ("conversation", talk), ("order", order.id.to_string())];
    call_all(world, &site, &e, None, &own, reads).await;
    world.drain().await;
    drop(site);
}

async fn the_partner_who_had_an_order_reads_nothing_of_it_any_more(world: &World) {
    let (e, site, s) = (world.estate().await, world.site().await, &world.services);
    let (order, before, pius, agent) = (&e.lane.order, e.lane.partner_lane(), &e.lane.pius, e.amina.agent());
    let reads = |what: &str, text: &str| has_none_of(&[COURIER, BUYER, NOTE], "the partner who had it", what, text);
    let browser = site.browser(&pius.token);
    let own = browser.get(&app::routes::partner_order(order.number)).await.everything();
    assert!(own.contains(COURIER), "while it is theirs they read what is said with them");
    let otis = world.partner(&e.a, "Otis").await;
    orders::entrust(s, &agent, order.id, Some(otis.member())).await.expect("given to another");
    world.drain().await;
    let ticket = tickets::find(s, &agent, e.lane.ticket.number).await.expect("the ticket").ticket;
    let after = ticket.partner_lane.expect("a lane of the other");
    let mails = mails_to(world, &pius.email()).await.len();

    for address in addresses(&e) {
        reads(&address, &browser.get(&address).await.everything());
    }
    for (file, what) in [(&e.lane.secret, "a picture of the talk they had"), (&e.lane.own, "a picture of the customer")] {
        assert_eq!(browser.get(&app::routes::file(&file.token)).await.status, 404, "they open {what}");
    }
    let mut wire = site.wire(&pius.token, &site.url).await.expect("a socket");
    let talks = [before, after, ticket.customer_lane, ticket.staff_lane];
    for topic in
        talks.map(Topic::Conversation).into_iter().chain([Topic::Ticket(ticket.id), Topic::Case(ticket.id), Topic::Desk(e.a.id), Topic::Colleagues(after)])
    {
        assert!(!wire.watch(topic).await, "they watch {topic}");
    }
    wire.watch(Topic::Person(pius.member())).await;
    tickets::reply(s, &agent, ticket.id, Uuid::now_v7(), &format!("More of {BUYER}."), vec![]).await.expect("an answer");
    tickets::reply_to_partner(s, &agent, ticket.id, Uuid::now_v7(), &format!("More of {COURIER}."), vec![]).await.expect("an answer");
    tickets::note(s, &agent, ticket.id, Uuid::now_v7(), &format!("More of {NOTE}."), vec![]).await.expect("a note");
    world.drain().await;
    reads("what their socket tells", &wire.everything().await);
    for talk in [before, after] {
        let own = [("ticket", ticket.id.to_string()), ("conversation", talk.to_string()), ("order", order.id.to_string())];
        call_all(world, &site, &e, Some(pius), &own, reads).await;
    }
    world.advance_minutes(2);
    world.drain().await;
    mails_to(world, &pius.email()).await.iter().skip(mails).for_each(|mail| reads("a mail after that", mail));
    drop(site);
}
