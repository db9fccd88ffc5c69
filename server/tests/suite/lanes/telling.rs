//! Who hears of what is said: staff of the partner's words, the partner of staff's, and the customer of neither.

use super::open_lanes;
use crate::harness::{Process, World};
use crate::on_both;
use stoa::event::{Heard, Topic};
use stoa::kernel::money::Money;
use stoa::orders::actions as orders;
use stoa::orders::model::Deed;
use stoa::platform::letters;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Status};
use uuid::Uuid;

on_both!(
    a_partners_words_bring_the_ticket_up_and_start_no_clock,
    a_partner_who_is_away_gets_mails_and_the_customer_none_of_them,
    a_partner_is_told_to_send_less_when_a_piece_is_refunded_before,
    both_sides_hear_live_what_is_said_in_their_lane_only,
);

/// The mails of a business: to whom and what about.
async fn mails(world: &World, business: stoa::kernel::ids::BusinessId) -> Vec<(String, String)> {
    let all = letters::list(world.services.db(), business, None).await.unwrap().items;
    all.into_iter().rev().map(|m| (m.recipient, m.subject)).collect()
}

async fn a_partners_words_bring_the_ticket_up_and_start_no_clock(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, agent) = (&world.services, lanes.amina.agent());
    let order = lanes.order(world, &[lanes.pot]).await;
    let ticket = lanes.ticket(world, &order).await.unwrap();
    tickets::reply(s, &agent, ticket.id, Uuid::now_v7(), "We are on it.", vec![]).await.unwrap();
    tickets::set_status(s, &agent, ticket.id, Status::Resolved).await.unwrap();
    let later = crate::tickets::opened(world, &lanes.wanjiru.customer(), "Something else").await;
    let before = tickets::rows(s, &lanes.wanjiru.customer(), &[ticket.id]).await.unwrap();
    world.advance_minutes(5);
    tickets::reply_as_partner(s, &lanes.pius.partner(), order.id, Uuid::now_v7(), "I need the key.", vec![]).await.unwrap();
    let rows = tickets::list(s, &agent, &Filter::default(), None).await.unwrap().items;
    assert_eq!((rows[0].id, rows[0].unread), (ticket.id, 1), "it stands first, with something to read");
    assert_ne!(rows[0].id, later.id);
    let now = lanes.ticket(world, &order).await.unwrap();
    assert_eq!((now.status, now.awaiting_since, now.next_response_due_at), (Status::Resolved, None, None), "nothing reopens, nothing is owed to the customer");
    let own = tickets::rows(s, &lanes.wanjiru.customer(), &[ticket.id]).await.unwrap();
    assert_eq!(
        (own[0].unread, own[0].preview.as_str()),
        (before[0].unread, "We are on it."),
        "the customer's own list counts and shows the customer's lane alone"
    );
    let sides = tickets::sides(s, &agent, &now).await.unwrap().expect("two sides");
    assert_eq!((sides.name.as_str(), sides.unread_customer, sides.unread_partner), ("Pius", 0, 1));
    let hits = tickets::search(s, &agent, "key").await.unwrap();
    assert!(hits.is_empty(), "the index follows");
    world.drain().await;
    assert_eq!(tickets::search(s, &agent, "key").await.unwrap().first().map(|h| h.row.id), Some(ticket.id), "staff finds the partner's words");
    assert!(tickets::search(s, &lanes.wanjiru.customer(), "key").await.unwrap().is_empty());
    assert!(tickets::search(s, &lanes.pius.partner(), "key").await.unwrap().is_empty(), "a partner has no tickets to search");
    tickets::reply_to_partner(s, &agent, ticket.id, Uuid::now_v7(), "It is under the mat.", vec![]).await.unwrap();
    assert_eq!(tickets::partner_unread(s, &lanes.pius.partner(), &[order.id]).await.unwrap(), [(order.id, 1)]);
    assert!(lanes.ticket(world, &order).await.unwrap().responded_at == now.responded_at, "an answer to the partner is none to the customer");
}

async fn a_partner_who_is_away_gets_mails_and_the_customer_none_of_them(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, business) = (&world.services, lanes.shop.business.id);
    let order = lanes.order(world, &[lanes.pot]).await;
    let ticket = lanes.ticket(world, &order).await.unwrap();
    lanes.act(world, &order, Deed::Confirm, "").await;
    tickets::reply_to_partner(s, &lanes.amina.agent(), ticket.id, Uuid::now_v7(), "Ring the bell twice.", vec![]).await.unwrap();
    world.drain().await;
    tickets::reply_as_partner(s, &lanes.pius.partner(), order.id, Uuid::now_v7(), "I will.", vec![]).await.unwrap();
    world.drain().await;
    lanes.act(world, &order, Deed::Cancel, "").await;
    let all = mails(world, business).await;
    let to = |who: &str| all.iter().filter(|(to, _)| to == who).map(|(_, subject)| subject.as_str()).collect::<Vec<_>>();
    let pius = lanes.pius.email();
    assert_eq!(to(&pius), ["[ORD-000001] New order to fulfil", "[ORD-000001] Ready to send", "[ORD-000001] New message", "[ORD-000001] Called off"], "{all:?}");
    // The order was placed with an address of its own; nothing else goes to the customer, and no ticket is announced on top of the order.
    assert_eq!(to("wanjiru@example.com"), ["[ORD-000001] We have your order", "[ORD-000001] Confirmed", "[ORD-000001] Cancelled"]);
    assert_eq!(to(&lanes.wanjiru.email()), Vec::<&str>::new());
    for (_, subject) in all.iter().filter(|(to, _)| *to != lanes.amina.email()) {
        assert!(!subject.contains("TKT"), "{subject}");
    }
}

async fn a_partner_is_told_to_send_less_when_a_piece_is_refunded_before(world: &World) {
    let lanes = open_lanes(world).await;
    let s = &world.services;
    let order = lanes.order(world, &[lanes.pot]).await;
    for deed in [Deed::Confirm, Deed::Pay] {
        lanes.act(world, &order, deed, "").await;
    }
    let line = orders::find(s, &lanes.amina.agent(), order.number).await.unwrap().lines.remove(0).id;
    let refund = async |seen: i64| {
        orders::refund(s, &lanes.amina.agent(), order.id, Money(seen), &[(line, 1)], true, "").await.unwrap();
        world.drain().await;
    };
    refund(0).await;
    let lane = lanes.ticket(world, &order).await.unwrap().partner_lane.unwrap();
    assert_eq!(lanes.marks(world, lane).await.last().unwrap(), "Send 1 × Pot instead of 2.");
    let mail = world.last_mail(&lanes.pius.email()).await.unwrap();
    assert!(mail.contains("Send 1 × Pot instead of 2.") && !mail.contains("KES") && !mail.contains("950"), "{mail}");
    refund(95_000).await;
    assert_eq!(lanes.marks(world, lane).await.last().unwrap(), "This order is called off.");
}

async fn both_sides_hear_live_what_is_said_in_their_lane_only(world: &World) {
    let lanes = open_lanes(world).await;
    let s = &world.services;
    let order = lanes.order(world, &[lanes.pot]).await;
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let lane = ticket.partner_lane.unwrap();
    let process = Process::start(s).await;
    let (mut amina, mut pius, mut wanjiru) =
        (process.tab(&lanes.amina.token).await, process.tab(&lanes.pius.token).await, process.tab(&lanes.wanjiru.token).await);
    for talk in [ticket.customer_lane, lane] {
        amina.watch(Topic::Conversation(talk), 0).await;
    }
    pius.watch(Topic::Conversation(lane), 0).await;
    pius.watch(Topic::Person(lanes.pius.member()), 0).await;
    wanjiru.watch(Topic::Conversation(ticket.customer_lane), 0).await;
    wanjiru.watch(Topic::Case(ticket.id), 0).await;
    pius.send(lane, "Which gate?").await;
    let said = |heard: &Heard, words: &str| matches!(heard, Heard::Message { message, .. } if message.body == words);
    amina.hear_until(|h| said(h, "Which gate?")).await;
    amina.send(lane, "The green one.").await;
    pius.hear_until(|h| said(h, "The green one.")).await;
    amina.send(ticket.customer_lane, "It comes today.").await;
    let heard = wanjiru.hear_until(|h| said(h, "It comes today.")).await;
    world.drain().await;
    let rest = [heard, wanjiru.settle().await].concat();
    let text = format!("{rest:?}");
    assert!(!text.contains("gate") && !text.contains("green") && !text.contains(&format!("ConversationId({lane})")), "{text}");
    let text = format!("{:?}", pius.settle().await);
    assert!(!text.contains("It comes today."), "{text}");
    // Nobody writes into the other's lane.
    for (is_customer, wrong) in [(true, lane), (false, ticket.customer_lane), (false, ticket.staff_lane)] {
        let tab = if is_customer { &mut wanjiru } else { &mut pius };
        let client_id = tab.send(wrong, "Let me in").await;
        let told = tab.hear_until(|h| matches!(h, Heard::Refused { client_id: id, .. } if *id == client_id)).await;
        assert!(matches!(told.last(), Some(Heard::Refused { error: stoa::Error::NotFound, .. })));
    }
    process.stop();
}
