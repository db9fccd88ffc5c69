//! What the desk is told: unread words, the clock that runs, why a deadline is when it is, the customers to choose from.

use crate::harness::World;
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::short_duration;
use stoa::sla::model::SlaClock;
use stoa::tickets::actions::{self as tickets, Draft};
use stoa::tickets::model::{Filter, Holder, Status, Ticket};
use uuid::Uuid;

on_both!(
    only_words_of_the_other_side_count_as_unread,
    a_row_carries_the_clock_that_runs,
    a_deadline_is_explained_with_its_pauses,
    an_agent_finds_customers_by_name_and_address_and_never_those_of_others,
    staff_opens_a_ticket_for_a_customer_who_gets_it_as_their_own,
);

fn draft() -> Draft {
    Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: "Broken mugs".into(),
        description: "Two of the six mugs arrived broken today.".into(),
        category: String::new(),
        priority: "medium".into(),
        files: vec![],
    }
}

async fn only_words_of_the_other_side_count_as_unread(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let brian = world.agent(&shop, "Brian").await.agent();
    let ticket = tickets::open(s, &customer, draft()).await.unwrap();
    let unread = async |agent: &stoa::accounts::Agent| tickets::rows(s, agent, &[ticket.id]).await.unwrap()[0].unread;
    assert_eq!((unread(&amina).await, unread(&brian).await), (1, 1));
    tickets::take(s, &amina, ticket.id).await.unwrap();
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "I am sorry.", vec![]).await.unwrap();
    assert_eq!((unread(&amina).await, unread(&brian).await), (0, 1), "lines of Stoa and of colleagues are no news");
    let own = tickets::rows(s, &customer, &[ticket.id]).await.unwrap()[0].unread;
    assert!(own >= 2, "the customer has a line of Stoa and an answer to read: {own}");
    tickets::reply(s, &customer, ticket.id, Uuid::now_v7(), "Thank you!", vec![]).await.unwrap();
    assert_eq!((unread(&amina).await, unread(&brian).await), (1, 2));
    world.drain().await;
}

async fn a_row_carries_the_clock_that_runs(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = tickets::open(s, &customer, draft()).await.unwrap();
    let clock = async || tickets::inbox_rows(s, &amina, &[ticket.id]).await.unwrap().remove(0).clock.map(|d| (d.clock, d.due_at));
    assert_eq!(clock().await, Some((SlaClock::Response, ticket.response_due_at)));
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "Which ones?", vec![]).await.unwrap();
    assert_eq!(clock().await, Some((SlaClock::Resolution, ticket.resolution_due_at)));
    tickets::set_status(s, &amina, ticket.id, Status::WaitingResponse).await.unwrap();
    assert_eq!(clock().await, None, "it stands still");
    let inbox = tickets::inbox(s, &amina, &Filter { active_only: true, holder: Some(Holder::All), ..Filter::default() }, None).await.unwrap();
    assert_eq!(inbox.items.len(), 1);
    world.drain().await;
}

async fn a_deadline_is_explained_with_its_pauses(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket: Ticket = tickets::open(s, &customer, draft()).await.unwrap();
    let desk = tickets::desk(s, &amina, ticket.id).await.unwrap();
    let promised = desk.opened.deadlines[1].total_ms;
    assert_eq!(desk.why.len(), 2);
    assert!(desk.why[1][0].contains(&format!("Promised: {}", short_duration(promised))), "{:?}", desk.why[1]);
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "Which ones?", vec![]).await.unwrap();
    tickets::set_status(s, &amina, ticket.id, Status::WaitingResponse).await.unwrap();
    world.advance_minutes(60 * 24 * 3);
    tickets::reply(s, &customer, ticket.id, Uuid::now_v7(), "The blue ones.", vec![]).await.unwrap();
    let after = tickets::desk_by_number(s, &amina, ticket.number).await.unwrap();
    assert!(after.seq > desk.seq, "the state knows which events are in it");
    let why = after.why.last().expect("the resolution");
    assert!(why[0].contains(&format!("Promised: {}", short_duration(promised))), "a pause does not change the promise: {why:?}");
    assert!(why.iter().any(|line| line.contains("waiting for the customer: due")), "{why:?}");
    world.drain().await;
}

async fn an_agent_finds_customers_by_name_and_address_and_never_those_of_others(world: &World) {
    let s = &world.services;
    let (ours, theirs) = (world.business("kiln").await, world.business("press").await);
    let wanjiru = world.customer(&ours, "Wanjiru Njoroge").await;
    world.customer(&theirs, "Wanjiru Otieno").await;
    let amina = world.agent(&ours, "Amina").await.agent();
    let found = async |words: &str| accounts::find_customers(s, &amina, words).await.unwrap().into_iter().map(|m| m.id).collect::<Vec<MemberId>>();
    assert_eq!(found("wanj").await, [wanjiru.member()]);
    assert_eq!(found(&wanjiru.email()).await, [wanjiru.member()]);
    assert_eq!(found("amina").await, [], "staff are no customers");
    assert_eq!(found("100%").await, []);
}

async fn staff_opens_a_ticket_for_a_customer_who_gets_it_as_their_own(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await, world.agent(&shop, "Amina").await);
    let ticket = tickets::open_for(s, &amina.agent(), wanjiru.member(), draft()).await.unwrap();
    assert_eq!(tickets::find(s, &wanjiru.customer(), ticket.number).await.unwrap().ticket.customer_id, wanjiru.member());
    assert!(tickets::open_for(s, &amina.agent(), amina.member(), draft()).await.is_err(), "not for a colleague");
    let others = tickets::list_of(s, &amina.agent(), wanjiru.member()).await.unwrap();
    assert_eq!(others.iter().map(|row| row.id).collect::<Vec<_>>(), [ticket.id]);
    world.drain().await;
}
