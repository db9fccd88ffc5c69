//! What comes back to the queue: not what was answered in the same moment; and it waits from then on. What agents have is shown of each of them.

use crate::chats::{asker, begun, says, stands};
use crate::harness::{START, World, draft};
use crate::on_both;
use crate::queue::{available, decided, holder, opens, shop_with_queue};
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Availability;
use stoa::assignments::model::{Returned, Work};
use stoa::chats::actions as chats;
use stoa::queue::actions as queue;
use stoa::queue::jobs;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;
use uuid::Uuid;

on_both!(
    a_ticket_that_was_just_answered_stays_with_its_agent,
    a_chat_that_was_just_answered_stays_with_its_agent,
    a_ticket_that_comes_back_waits_from_then_on,
    a_ticket_that_is_opened_again_or_brought_back_waits_from_then_on,
    what_is_taken_and_undone_has_waited_as_before,
    every_agent_is_among_those_who_have_work_and_the_rest_is_said,
);

const DAY: i64 = 24 * 60;

async fn says_of_herself(world: &World, agent: &Agent, to: Availability) {
    accounts::set_availability(&world.services, agent, to).await.unwrap();
}

async fn a_ticket_that_was_just_answered_stays_with_its_agent(world: &World) {
    let s = &world.services;
    let (shop, _) = shop_with_queue(world, &decided()).await;
    let amina = available(world, &shop, "Amina").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let ticket = opens(world, &customer, "low", None).await;
    let take_back = async |why| {
        jobs::take_back(s, shop.id, Work::Ticket(ticket.id), amina.member(), why).await.unwrap();
        holder(world, &amina, &ticket).await.is_none()
    };
    // What a sweep has listed is answered before its turn comes.
    world.advance_minutes(61);
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "A new one leaves today.", vec![]).await.unwrap();
    assert!(!take_back(Returned::Silent).await);
    says_of_herself(world, &amina, Availability::Offline).await;
    assert!(!take_back(Returned::Gone).await, "nobody waits for a word of hers");
    tickets::reply(s, &customer, ticket.id, Uuid::now_v7(), "When?", vec![]).await.unwrap();
    says_of_herself(world, &amina, Availability::Available).await;
    assert!(!take_back(Returned::Gone).await, "she is back");
    says_of_herself(world, &amina, Availability::Offline).await;
    assert!(take_back(Returned::Gone).await);
    world.drain().await;
}

async fn a_chat_that_was_just_answered_stays_with_its_agent(world: &World) {
    let s = &world.services;
    let (shop, _) = shop_with_queue(world, &decided()).await;
    let amina = available(world, &shop, "Amina").await;
    let visitor = asker(world, &shop, "Njoki").await;
    let chat = begun(world, &visitor).await.id;
    says(world, &visitor, chat, "I want to talk to a human").await;
    world.drain().await;
    let take_back = async |why| {
        jobs::take_back(s, shop.id, Work::Chat(chat), amina.member(), why).await.unwrap();
        stands(world, &amina, chat).await.assignee_id.is_none()
    };
    world.advance_minutes(6);
    chats::reply(s, &amina, chat, Uuid::now_v7(), "It is on its way.", vec![]).await.unwrap();
    assert!(!take_back(Returned::Silent).await);
    says_of_herself(world, &amina, Availability::Offline).await;
    assert!(!take_back(Returned::Gone).await);
    says_of_herself(world, &amina, Availability::Available).await;
    says(world, &visitor, chat, "When?").await;
    assert!(!take_back(Returned::Gone).await, "she is back");
    says_of_herself(world, &amina, Availability::Away).await;
    assert!(take_back(Returned::Gone).await);
    world.drain().await;
}

async fn a_ticket_that_comes_back_waits_from_then_on(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let amina = available(world, &shop, "Amina").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let ticket = opens(world, &customer, "low", None).await;
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "I look into it.", vec![]).await.unwrap();
    says_of_herself(world, &amina, Availability::Busy).await;
    world.advance_minutes(5 * DAY);
    world.drain().await;
    tickets::assign(s, &boss.as_agent(), ticket.id, None).await.unwrap();
    world.drain().await;
    let seen = queue::overview(s, &amina, None).await.unwrap();
    assert_eq!((seen.lines[0].waiting.since, seen.depth.oldest), (s.now(), Some(s.now())));
    assert_eq!(seen.lines[0].counts_as, None, "five days in somebody's hands are no waiting");
    world.advance_minutes(60);
    says_of_herself(world, &amina, Availability::Available).await;
    world.drain().await;
    let all = stoa::assignments::actions::list(s.db(), shop.id, Work::Ticket(ticket.id)).await.unwrap();
    assert!(!all.last().unwrap().reason.contains("It had waited"), "{all:?}");
}

async fn a_ticket_that_is_opened_again_or_brought_back_waits_from_then_on(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let agent = boss.as_agent();
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let (again, aside) = (opens(world, &customer, "low", None).await, opens(world, &customer, "low", None).await);
    let since = async |id| {
        let lines = queue::overview(s, &agent, None).await.unwrap().lines;
        lines.iter().find(|l| l.waiting.work == Work::Ticket(id)).map(|l| l.waiting.since)
    };
    assert_eq!((since(again.id).await, since(aside.id).await), (Some(START), Some(START)));
    tickets::set_status(s, &agent, again.id, Status::Resolved).await.unwrap();
    let zone = stoa::kernel::zone::Zone::utc();
    tickets::snooze(s, &agent, aside.id, s.now().plus_ms(DAY * 60_000), &zone).await.unwrap();
    world.advance_minutes(DAY);
    world.drain().await;
    tickets::reply(s, &customer, again.id, Uuid::now_v7(), "It broke again.", vec![]).await.unwrap();
    world.drain().await;
    assert_eq!((since(again.id).await, since(aside.id).await), (Some(s.now()), Some(s.now())));
    let then = s.now();
    world.advance_minutes(30);
    tickets::note(s, &agent, again.id, Uuid::now_v7(), "Somebody has to look at it.", vec![]).await.unwrap();
    world.drain().await;
    assert_eq!(since(again.id).await, Some(then), "what is said of it does not begin its waiting anew");
}

async fn what_is_taken_and_undone_has_waited_as_before(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let agent = boss.as_agent();
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let ticket = opens(world, &customer, "low", None).await;
    world.advance_minutes(90);
    tickets::take(s, &agent, ticket.id).await.unwrap();
    tickets::revert(s, &agent, ticket.id).await.unwrap();
    assert_eq!(queue::overview(s, &agent, None).await.unwrap().lines[0].waiting.since, START);
    tickets::set_status(s, &agent, ticket.id, Status::Resolved).await.unwrap();
    tickets::revert(s, &agent, ticket.id).await.unwrap();
    assert_eq!(queue::overview(s, &agent, None).await.unwrap().lines[0].waiting.since, START);
    world.drain().await;
}

async fn every_agent_is_among_those_who_have_work_and_the_rest_is_said(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian) = (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await);
    for name in ["Wanjiru", "Njoki", "Achieng"] {
        let customer = world.customer(&shop, name).await.customer();
        for _ in 0..8 {
            let ticket = tickets::open(s, &customer, draft("Broken mugs", "")).await.unwrap();
            tickets::assign(s, &amina, ticket.id, Some(amina.member())).await.unwrap();
        }
    }
    let last = world.customer(&shop, "Barasa").await.customer();
    let ticket = tickets::open(s, &last, draft("Broken pots", "")).await.unwrap();
    tickets::assign(s, &amina, ticket.id, Some(brian.agent().member())).await.unwrap();
    world.drain().await;
    let held = async |of| {
        let hands = queue::overview(s, &amina, of).await.unwrap().held;
        hands.into_iter().map(|h| (h.agent, h.shown.len(), h.total)).collect::<Vec<_>>()
    };
    assert_eq!(held(None).await, [(amina.member(), 20, 24), (brian.agent().member(), 1, 1)]);
    assert_eq!(held(Some(amina.member())).await, [(amina.member(), 24, 24)]);
    let site = world.site().await;
    let text = site.browser(&brian.token).get("/desk/queue").await.text();
    assert!(text.contains("Amina: the first 20 of 24.") && text.contains("Broken pots"), "{text}");
    let text = site.browser(&brian.token).get(&format!("/desk/queue?of={}", amina.member())).await.text();
    assert!(!text.contains("the first 20") && !text.contains("Broken pots") && text.contains("Show everybody"));
    drop(site);
}
