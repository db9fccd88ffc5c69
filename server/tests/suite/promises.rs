//! Promises beyond the first reply: further answers, categories, warnings, and who gets what is overdue; everything once.

use crate::harness::{Someone, World, draft, drain};
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::accounts::{Admin, Agent, Customer};
use stoa::assignments::actions as assignments;
use stoa::assignments::model::Work;
use stoa::businesses::model::Business;
use stoa::event::Event;
use stoa::kernel::ids::{CategoryId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::platform::outbox;
use stoa::sla::actions as sla;
use stoa::sla::model::{CategoryPolicy, Own, Policy, SlaClock, Standing, Target};
use stoa::tickets::actions as tickets;
use stoa::tickets::jobs;
use stoa::tickets::model::{Priority, Status, Ticket};
use uuid::Uuid;

on_both!(
    a_further_answer_is_due_from_the_message_that_awaits_it,
    a_late_further_answer_is_a_miss_even_if_nobody_looked,
    nothing_is_owed_while_the_customer_has_to_answer,
    a_category_promises_its_own_and_otherwise_what_the_business_does,
    whoever_has_a_ticket_is_warned_once_when_its_share_is_left,
    what_is_overdue_goes_to_the_lead_with_a_reason,
    further_answers_of_the_past_are_tried_too,
    two_processes_that_look_at_once_warn_and_escalate_once,
    what_nobody_looked_at_is_found_by_the_sweep,
);

struct Shop {
    business: Business,
    wanjiru: Customer,
    amina: Someone,
    boss: Admin,
}

async fn shop(world: &World) -> Shop {
    let business = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&business, "Wanjiru").await.customer(), world.agent(&business, "Amina").await);
    let boss = world.admin(&business, "Otieno").await.admin();
    Shop { business, wanjiru, amina, boss }
}

/// A ticket that Amina has answered.
async fn answered(world: &World, shop: &Shop, category: &str) -> Ticket {
    let ticket = tickets::open(&world.services, &shop.wanjiru, draft("Broken mugs", category)).await.unwrap();
    says(world, &shop.amina.agent(), ticket.id, "Which ones?").await;
    ticket
}

async fn says(world: &World, who: &stoa::accounts::Person, ticket: TicketId, words: &str) {
    tickets::reply(&world.services, who, ticket, Uuid::now_v7(), words, vec![]).await.unwrap();
    world.drain().await;
}

async fn now(world: &World, agent: &Agent, ticket: &Ticket) -> Ticket {
    tickets::find(&world.services, agent, ticket.number).await.unwrap().ticket
}

/// Warnings or misses so far, as they were told.
async fn told(world: &World, shop: &Shop, kind: &str) -> Vec<(TicketId, SlaClock)> {
    let all = outbox::list_of_kind(world.services.db(), shop.business.id, Timestamp(0), kind).await.unwrap();
    let clock = |event: Event| match event {
        Event::SlaWarned { ticket, clock, .. } | Event::SlaBreached { ticket, clock, .. } => Some((ticket, clock)),
        _ => None,
    };
    all.into_iter().filter_map(|(_, event)| clock(event)).collect()
}

async fn a_further_answer_is_due_from_the_message_that_awaits_it(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let amina = shop.amina.agent();
    let ticket = answered(world, &shop, "").await;
    assert!(now(world, &amina, &ticket).await.awaiting_since.is_none());
    says(world, &shop.wanjiru, ticket.id, "The blue ones.").await;
    world.advance_minutes(30);
    says(world, &shop.wanjiru, ticket.id, "And the red one.").await;
    let found = tickets::find(s, &amina, 1).await.unwrap();
    let asked = found.ticket.awaiting_since.unwrap();
    assert_eq!(asked, s.now().plus_ms(-30 * 60_000), "the first of her messages counts");
    assert_eq!(found.deadlines.iter().map(|d| d.clock).collect::<Vec<_>>(), SlaClock::ALL);
    let next = &found.deadlines[1];
    assert_eq!((next.due_at.since(asked), next.standing(s.now())), (4 * 3_600_000, Standing::Good));
    let row = tickets::inbox_rows(s, &amina, &[ticket.id]).await.unwrap().remove(0);
    assert_eq!(row.clock.unwrap().clock, SlaClock::NextResponse);
    let desk = tickets::desk(s, &amina, ticket.id).await.unwrap();
    assert!(desk.why[1][0].starts_with("The clock began when the customer wrote, today 12:00. Promised: 4 h"), "{:?}", desk.why[1]);

    world.advance_minutes(4 * 60);
    world.drain().await;
    jobs::sweep(s).await.unwrap();
    world.drain().await;
    let late = now(world, &amina, &ticket).await;
    assert_eq!((late.next_response_breached_at.is_some(), late.priority), (true, Priority::High));
    assert_eq!(told(world, &shop, "sla_breached").await, [(ticket.id, SlaClock::NextResponse)]);
    assert_eq!(tickets::today(s, &shop.boss).await.unwrap().breached, 1);

    says(world, &amina, ticket.id, "New ones are on the way.").await;
    assert!(now(world, &amina, &ticket).await.awaiting_since.is_none());
    assert_eq!(tickets::find(s, &amina, 1).await.unwrap().deadlines.len(), 2, "nothing is awaited");
    says(world, &shop.wanjiru, ticket.id, "When?").await;
    world.advance_minutes(24 * 60);
    world.drain().await;
    let both = told(world, &shop, "sla_breached").await;
    assert_eq!(both.iter().filter(|(_, clock)| *clock == SlaClock::NextResponse).count(), 2, "each wait is missed for itself: {both:?}");
}

async fn a_late_further_answer_is_a_miss_even_if_nobody_looked(world: &World) {
    let shop = shop(world).await;
    let ticket = answered(world, &shop, "").await;
    says(world, &shop.wanjiru, ticket.id, "The blue ones.").await;
    world.advance_minutes(4 * 60 + 1);
    says(world, &shop.amina.agent(), ticket.id, "Sorry, that took long.").await;
    assert_eq!(told(world, &shop, "sla_breached").await, [(ticket.id, SlaClock::NextResponse)]);
    let late = now(world, &shop.amina.agent(), &ticket).await;
    assert_eq!((late.awaiting_since, late.priority), (None, Priority::High));
}

async fn nothing_is_owed_while_the_customer_has_to_answer(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let amina = shop.amina.agent();
    let ticket = answered(world, &shop, "").await;
    says(world, &shop.wanjiru, ticket.id, "Thanks, I will look.").await;
    tickets::set_status(s, &amina, ticket.id, Status::WaitingResponse).await.unwrap();
    world.advance_minutes(3 * 24 * 60);
    jobs::sweep(s).await.unwrap();
    world.drain().await;
    assert_eq!(told(world, &shop, "sla_breached").await, []);
    says(world, &shop.wanjiru, ticket.id, "The blue ones.").await;
    assert_eq!(now(world, &amina, &ticket).await.awaiting_since, Some(s.now()));
    tickets::set_status(s, &amina, ticket.id, Status::Resolved).await.unwrap();
    let solved = now(world, &amina, &ticket).await;
    assert_eq!((solved.awaiting_since, solved.next_response_due_at), (None, None));
    says(world, &shop.wanjiru, ticket.id, "It is broken again.").await;
    assert_eq!(now(world, &amina, &ticket).await.awaiting_since, Some(s.now()), "a ticket that is reopened owes an answer");
}

async fn category(world: &World, shop: &Shop) -> CategoryId {
    tickets::list_categories(&world.services, &shop.boss).await.unwrap()[0].id
}

async fn a_category_promises_its_own_and_otherwise_what_the_business_does(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let (orders, stranger) = (category(world, &shop).await, world.admin(&world.business("loom").await, "Stranger").await.admin());
    let own = Own { priority: Priority::Medium, response_minutes: Some(30), next_response_minutes: Some(45), resolution_minutes: None };
    let policy = CategoryPolicy { targets: vec![own], ..CategoryPolicy::empty(orders) };
    assert_eq!(sla::change_category(s, &stranger, &policy).await, Err(stoa::Error::NotFound));
    sla::change_category(s, &shop.boss, &policy).await.unwrap();
    let ticket = answered(world, &shop, &orders.to_string()).await;
    assert_eq!((ticket.response_due_at.since(ticket.opened_at), ticket.resolution_due_at.since(ticket.opened_at) > 24 * 3_600_000), (30 * 60_000, true));
    says(world, &shop.wanjiru, ticket.id, "The blue ones.").await;
    let awaited = now(world, &shop.amina.agent(), &ticket).await;
    assert_eq!(awaited.next_response_due_at, Some(s.now().plus_ms(45 * 60_000)));
    let other = tickets::open(s, &shop.wanjiru, draft("Late parcel", "")).await.unwrap();
    assert_eq!(other.response_due_at.since(other.opened_at), 2 * 3_600_000);
    sla::change_policy(s, &shop.boss, Policy { targets: vec![Target::usual(Priority::Medium)], ..Policy::default() }).await.unwrap();
    assert_eq!(sla::policy(s.db(), shop.business.id).await.unwrap().categories, [policy], "what categories decided stays");
}

async fn whoever_has_a_ticket_is_warned_once_when_its_share_is_left(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    sla::change_policy(s, &shop.boss, Policy { warning_percent: 25, ..Policy::default() }).await.unwrap();
    let ticket = tickets::open(s, &shop.wanjiru, draft("Broken mugs", "")).await.unwrap();
    tickets::take(s, &shop.amina.agent(), ticket.id).await.unwrap();
    world.advance_minutes(89);
    world.drain().await;
    assert_eq!(told(world, &shop, "sla_warned").await, []);
    world.advance_minutes(1);
    world.drain().await;
    jobs::sweep(s).await.unwrap();
    jobs::check_sla(s, ticket.id).await.unwrap();
    world.drain().await;
    assert_eq!(told(world, &shop, "sla_warned").await, [(ticket.id, SlaClock::Response)]);
    let row = tickets::inbox_rows(s, &shop.amina.agent(), &[ticket.id]).await.unwrap().remove(0);
    assert!(row.clock.unwrap().is_warned(s.now()));
    let mails = stoa::platform::letters::list(s.db(), shop.business.id, None).await.unwrap();
    assert_eq!(mails.items.iter().filter(|m| m.subject.contains("Due soon") && m.recipient == shop.amina.email()).count(), 1);
    let seen = tickets::sla(s, &shop.wanjiru, ticket.id).await.unwrap();
    assert!(seen.iter().all(|d| d.warn_at.is_none()), "the customer is not told when staff is warned");
    sla::change_policy(s, &shop.boss, Policy { warning_percent: 0, ..Policy::default() }).await.unwrap();
    let quiet = tickets::open(s, &shop.wanjiru, draft("Late parcel", "")).await.unwrap();
    world.advance_minutes(119);
    world.drain().await;
    assert!(told(world, &shop, "sla_warned").await.iter().all(|(id, _)| *id != quiet.id));
}

async fn what_is_overdue_goes_to_the_lead_with_a_reason(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let (grace, njeri) = (world.agent(&shop.business, "Grace").await, world.agent(&shop.business, "Njeri").await);
    let stranger = world.agent(&world.business("loom").await, "Stranger").await;
    let led = |lead| Policy { lead: Some(lead), ..Policy::default() };
    let refused = sla::change_policy(s, &shop.boss, led(stranger.member())).await.unwrap_err();
    assert!(refused.of_field("lead").is_some(), "{refused}");
    sla::change_policy(s, &shop.boss, led(grace.member())).await.unwrap();
    let orders = category(world, &shop).await;
    sla::change_category(s, &shop.boss, &CategoryPolicy { lead: Some(njeri.member()), ..CategoryPolicy::empty(orders) }).await.unwrap();

    let one = tickets::open(s, &shop.wanjiru, draft("Broken mugs", "")).await.unwrap();
    let two = tickets::open(s, &shop.wanjiru, draft("Late parcel", &orders.to_string())).await.unwrap();
    let three = tickets::open(s, &shop.wanjiru, draft("Wrong glaze", "")).await.unwrap();
    tickets::take(s, &shop.amina.agent(), one.id).await.unwrap();
    tickets::take(s, &grace.agent(), three.id).await.unwrap();
    world.advance_minutes(121);
    world.drain().await;
    let given = async |ticket: TicketId| {
        let all = assignments::list(s.db(), shop.business.id, Work::Ticket(ticket)).await.unwrap();
        all.into_iter().map(|a| (a.agent, a.reason)).collect::<Vec<_>>()
    };
    let took = |name: &str| (name.to_owned(), format!("{name} took it."));
    let leads = |name: &str| (name.to_owned(), format!("First reply is overdue, so {name} leads."));
    assert_eq!(given(one.id).await, [took("Amina"), leads("Grace")]);
    assert_eq!(given(two.id).await, [leads("Njeri")]);
    assert_eq!(given(three.id).await, [took("Grace")], "what they have is not given to them again");
    accounts::deactivate(s, &shop.boss, grace.member()).await.unwrap();
    world.drain().await;
    world.advance_minutes(7 * 24 * 60);
    world.drain().await;
    let late = now(world, &shop.amina.agent(), &one).await;
    assert_eq!((late.resolution_breached_at.is_some(), late.assignee_id), (true, None), "whoever is gone leads nothing");
}

async fn further_answers_of_the_past_are_tried_too(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let ticket = answered(world, &shop, "").await;
    says(world, &shop.wanjiru, ticket.id, "The blue ones.").await;
    world.advance_minutes(90);
    says(world, &shop.amina.agent(), ticket.id, "New ones are on the way.").await;
    says(world, &shop.wanjiru, ticket.id, "When?").await;
    world.advance_minutes(30);
    let tried = async |minutes: i64, category| {
        let target = Target { next_response_minutes: minutes, ..Target::usual(Priority::Medium) };
        let rows = tickets::try_policy(s, &shop.boss, &Policy { targets: vec![target], ..Policy::default() }, category).await.unwrap();
        let next = rows.iter().find(|r| r.priority == Priority::Medium).unwrap().next;
        (next.of, next.before, next.then)
    };
    assert_eq!(tried(90, None).await, (1, 1, 1), "the wait that lasts could still be short enough");
    assert_eq!(tried(60, None).await, (1, 1, 0));
    assert_eq!(tried(20, None).await, (2, 2, 0));
    assert_eq!(tried(20, Some(category(world, &shop).await)).await, (0, 0, 0), "it is about nothing of the kind");
}

async fn two_processes_that_look_at_once_warn_and_escalate_once(world: &World) {
    let shop = shop(world).await;
    let grace = world.agent(&shop.business, "Grace").await;
    sla::change_policy(&world.services, &shop.boss, Policy { lead: Some(grace.member()), ..Policy::default() }).await.unwrap();
    let (one, two) = world.two_processes().await;
    let mut opened = Vec::new();
    for n in 0..6 {
        opened.push(tickets::open(&one, &shop.wanjiru, draft(&format!("Broken mug {n}"), "")).await.unwrap().id);
    }
    world.drain().await;
    for minutes in [97, 25] {
        world.advance_minutes(minutes);
        let looks = opened.iter().flat_map(|id| [(&one, *id), (&two, *id), (&one, *id)]).map(|(services, id)| jobs::check_sla(services, id));
        for look in futures_util::future::join_all(looks).await {
            look.unwrap();
        }
        tokio::join!(drain(&one), drain(&two));
    }
    let sorted = |mut all: Vec<(TicketId, SlaClock)>| {
        all.sort_unstable();
        all
    };
    let each: Vec<_> = opened.iter().map(|id| (*id, SlaClock::Response)).collect();
    assert_eq!(sorted(told(world, &shop, "sla_warned").await), each);
    assert_eq!(sorted(told(world, &shop, "sla_breached").await), each);
    for id in &opened {
        let found = tickets::find_quietly(world.services.db(), shop.business.id, *id).await.unwrap().unwrap();
        assert_eq!((found.priority, found.assignee_id), (Priority::High, Some(grace.member())));
        assert_eq!(assignments::list(world.services.db(), shop.business.id, Work::Ticket(*id)).await.unwrap().len(), 1);
    }
}

async fn what_nobody_looked_at_is_found_by_the_sweep(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let ticket = tickets::open(s, &shop.wanjiru, draft("Broken mugs", "")).await.unwrap();
    // The process dies over the job: it is claimed and never done.
    world.advance_minutes(121);
    let mut tx = s.begin().await.unwrap();
    assert!(!stoa::platform::jobs::claim(&mut tx, stoa::job::Pool::Here, 100).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    assert_eq!(told(world, &shop, "sla_breached").await, []);
    jobs::sweep(s).await.unwrap();
    assert_eq!(told(world, &shop, "sla_breached").await, [(ticket.id, SlaClock::Response)]);
    jobs::sweep(s).await.unwrap();
    world.advance_minutes(5);
    world.drain().await;
    assert_eq!(told(world, &shop, "sla_breached").await.len(), 1);
}
