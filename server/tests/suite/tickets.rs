//! Tickets from opening to rating: numbers, assignment, lists and search.

use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::accounts::{Asker, Customer};
use stoa::chats::actions as chats;
use stoa::chats::model::Visit;
use stoa::conversations::model::SenderKind;
use stoa::conversations::store::{Outgoing, store};
use stoa::kernel::ids::MemberId;
use stoa::platform::letters;
use stoa::tickets::actions::{self as tickets, Draft};
use stoa::tickets::model::{Filter, Hit, Holder, Priority, Status, Ticket};
use uuid::Uuid;

on_both!(
    the_main_job_from_opening_to_rating,
    one_of_fifty_agents_takes_a_ticket_and_the_others_are_told_who,
    a_hundred_tickets_at_once_get_numbers_without_gaps,
    a_form_sent_twice_opens_one_ticket,
    bad_input_names_every_field,
    lists_filter_count_and_page,
    search_finds_subjects_messages_and_notes_for_those_who_may_read_them,
    a_talk_full_of_the_words_hides_no_other_ticket,
    nobody_sees_tickets_of_another_business_or_customer,
    the_clock_beside_a_ticket_is_its_customers_or_there_is_none,
);

/// A ticket as typed into the form.
pub fn draft(subject: &str) -> Draft {
    Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: subject.into(),
        description: "Two of the six mugs arrived broken today.".into(),
        category: String::new(),
        priority: "medium".into(),
        files: vec![],
    }
}

/// A ticket of this customer, with what follows from it done.
pub async fn opened(world: &World, customer: &Customer, subject: &str) -> Ticket {
    let ticket = tickets::open(&world.services, customer, draft(subject)).await.expect("a ticket opens");
    world.drain().await;
    ticket
}

async fn the_main_job_from_opening_to_rating(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru Njoroge").await.customer(), world.agent(&shop, "Amina Otieno").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    assert_eq!((ticket.number, ticket.status), (1, Status::Open));

    tickets::take(s, &amina, ticket.id).await.unwrap();
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "I am sorry. New ones leave today.", vec![]).await.unwrap();
    tickets::note(s, &amina, ticket.id, Uuid::now_v7(), "Third breakage this week.", vec![]).await.unwrap();
    let open = tickets::find(s, &amina, 1).await.unwrap();
    assert_eq!((open.ticket.status, open.ticket.responded_at.is_some(), open.row.last_by_staff), (Status::InProgress, true, true));
    assert_eq!(open.row.preview, "I am sorry. New ones leave today.");

    let (talk, notes) = tickets::thread(s, &wanjiru, &open.ticket).await.unwrap();
    assert!(notes.is_none(), "a customer never gets notes");
    let kinds: Vec<SenderKind> = talk.messages.iter().map(|m| m.kind).collect();
    assert_eq!(kinds, [SenderKind::Customer, SenderKind::System, SenderKind::Agent, SenderKind::System]);
    let (_, notes) = tickets::thread(s, &amina, &open.ticket).await.unwrap();
    assert_eq!(notes.unwrap().messages.iter().filter(|m| m.kind == SenderKind::Agent).count(), 1);

    assert!(matches!(tickets::rate(s, &wanjiru, ticket.id, 5, "").await, Err(Error::Conflict(_))), "nothing to rate yet");
    tickets::set_status(s, &amina, ticket.id, Status::Resolved).await.unwrap();
    world.drain().await;
    world.advance_minutes(2);
    world.drain().await;
    tickets::rate(s, &wanjiru, ticket.id, 5, "Quick!").await.unwrap();
    tickets::reply(s, &wanjiru, ticket.id, Uuid::now_v7(), "One more is broken.", vec![]).await.unwrap();
    let again = tickets::find(s, &wanjiru, 1).await.unwrap().ticket;
    assert_eq!((again.status, again.rating, again.resolved_at), (Status::InProgress, Some(5), None));
    world.drain().await;
    let mails = letters::list(s.db(), shop.id, None).await.unwrap();
    let subjects: Vec<&str> = mails.items.iter().map(|m| m.subject.as_str()).collect();
    // The last one is for whoever has the ticket, and is away.
    assert_eq!(
        subjects,
        ["[TKT-000001] Answer: Broken mugs", "[TKT-000001] Resolved: Broken mugs", "[TKT-000001] Re: Broken mugs", "[TKT-000001] Broken mugs"]
    );
}

async fn one_of_fifty_agents_takes_a_ticket_and_the_others_are_told_who(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let ticket = opened(world, &customer, "Broken mugs").await;
    let mut agents = Vec::new();
    for n in 0..50 {
        agents.push(world.agent(&shop, &format!("Agent {n}")).await.agent());
    }
    let tries = agents.into_iter().map(|agent| {
        let (s, id) = (s.clone(), ticket.id);
        tokio::spawn(async move { (agent.name().to_owned(), tickets::take(&s, &agent, id).await) })
    });
    let (mut winner, mut told) = (None, Vec::new());
    for attempt in tries.collect::<Vec<_>>() {
        match attempt.await.unwrap() {
            (name, Ok(())) => assert_eq!(winner.replace(name), None, "only one may win"),
            (_, Err(Error::Conflict(why))) => told.push(why),
            (name, other) => panic!("{name}: {other:?}"),
        }
    }
    let winner = winner.expect("one wins");
    assert_eq!(told.len(), 49);
    assert!(told.iter().all(|why| *why == format!("{winner} took this ticket first.")));
    world.drain().await;
}

async fn a_hundred_tickets_at_once_get_numbers_without_gaps(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let mut tasks = Vec::new();
    for n in 0..100 {
        let (s, customer) = (s.clone(), world.customer(&shop, &format!("Customer {n}")).await.customer());
        tasks.push(tokio::spawn(async move { tickets::open(&s, &customer, draft("At once")).await.unwrap().number }));
    }
    let mut numbers = Vec::new();
    for task in tasks {
        numbers.push(task.await.unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=100).collect::<Vec<_>>());
    world.drain().await;
}

async fn a_form_sent_twice_opens_one_ticket(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let form = draft("Once");
    let (a, b) = tokio::join!(tickets::open(s, &customer, form.clone()), tickets::open(s, &customer, form.clone()));
    let third = tickets::open(s, &customer, form).await.unwrap();
    assert_eq!((a.unwrap().number, b.unwrap().number, third.number), (1, 1, 1));
    world.drain().await;
}

async fn bad_input_names_every_field(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let bad = Draft {
        client_id: "x".into(),
        subject: "\u{0}\u{202E} ".into(),
        description: "x".repeat(10_001),
        category: "abc".into(),
        priority: "asap".into(),
        files: vec![],
    };
    let Err(Error::Invalid(fields)) = tickets::open(s, &customer, bad).await else { panic!("must be refused") };
    assert_eq!(fields.iter().map(|f| f.field.as_str()).collect::<Vec<_>>(), ["client_id", "subject", "description", "priority", "category"]);
    let other = Draft { category: "999999".into(), ..draft("A good subject") };
    assert_eq!(tickets::open(s, &customer, other).await.unwrap_err().of_field("category"), Some("Category: choose one of the options."));
    let emoji = opened(world, &customer, "🎉 שלום broken").await;
    assert_eq!((emoji.subject.as_str(), emoji.number), ("🎉 שלום broken", 1), "refused tickets take no number");
}

async fn lists_filter_count_and_page(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian) = (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent());
    for n in 0..60 {
        let customer = world.customer(&shop, &format!("Customer {n}")).await.customer();
        let priority = if n % 4 == 0 { "urgent" } else { "low" };
        let ticket = tickets::open(s, &customer, Draft { priority: priority.into(), ..draft(&format!("Number {n}")) }).await.unwrap();
        if n % 3 == 0 {
            tickets::take(s, &amina, ticket.id).await.unwrap();
        }
        if n % 10 == 0 {
            tickets::set_status(s, &brian, ticket.id, Status::Resolved).await.unwrap();
        }
        world.advance_minutes(1);
    }
    world.drain().await;
    let counts = tickets::counts(s, &amina).await.unwrap();
    assert_eq!((counts.total(), counts.of(Status::Resolved), counts.active, counts.mine, counts.unassigned), (60, 6, 54, 18, 36));
    let first = tickets::list(s, &amina, &Filter::default(), None).await.unwrap();
    assert_eq!((first.items.len(), first.items[0].subject.as_str()), (50, "Number 59"));
    let second = tickets::list(s, &amina, &Filter::default(), first.next).await.unwrap();
    assert_eq!((second.items.len(), second.next), (10, None));
    let mine = Filter { holder: Some(Holder::Mine), active_only: true, ..Filter::default() };
    assert_eq!(tickets::list(s, &amina, &mine, None).await.unwrap().items.len(), 18);
    let urgent = Filter { priority: Some(Priority::Urgent), status: Some(Status::Open), ..Filter::default() };
    let urgent = tickets::list(s, &amina, &urgent, None).await.unwrap().items;
    assert!(!urgent.is_empty() && urgent.iter().all(|t| t.priority == Priority::Urgent && t.status == Status::Open));
    assert!(urgent.iter().all(|t| t.unread >= 1), "the description is unread");
}

async fn search_finds_subjects_messages_and_notes_for_those_who_may_read_them(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, daniel, amina) =
        (world.customer(&shop, "Wanjiru").await.customer(), world.customer(&shop, "Daniel").await.customer(), world.agent(&shop, "Amina").await.agent());
    let first = opened(world, &wanjiru, "Planter with a crack").await;
    let second = opened(world, &daniel, "Invoice wrong").await;
    tickets::reply(s, &amina, second.id, Uuid::now_v7(), "The planters are on the invoice twice.", vec![]).await.unwrap();
    tickets::note(s, &amina, first.id, Uuid::now_v7(), "Supplier admits a kiln fault.", vec![]).await.unwrap();
    world.drain().await;
    let numbers = |hits: Vec<Hit>| {
        let mut numbers: Vec<i64> = hits.iter().map(|h| h.row.number).collect();
        numbers.sort_unstable();
        numbers
    };
    assert_eq!(numbers(tickets::search(s, &amina, "planter").await.unwrap()), [1, 2]);
    assert_eq!(numbers(tickets::search(s, &amina, "TKT-000002").await.unwrap()), [2]);
    let hit = tickets::search(s, &amina, "supplier kil").await.unwrap();
    assert!(hit[0].snippet.contains(&("kiln".into(), true)) && hit[0].snippet.contains(&("Supplier".into(), true)), "{:?}", hit[0].snippet);
    assert_eq!(numbers(tickets::search(s, &wanjiru, "planter").await.unwrap()), [1]);
    assert_eq!(numbers(tickets::search(s, &wanjiru, "2").await.unwrap()), Vec::<i64>::new());
    assert_eq!(numbers(tickets::search(s, &wanjiru, "supplier").await.unwrap()), Vec::<i64>::new(), "a note is never found by its customer");
    assert_eq!(numbers(tickets::search(s, &amina, "\" OR * (").await.unwrap()), Vec::<i64>::new());
}

async fn a_talk_full_of_the_words_hides_no_other_ticket(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, daniel, amina) =
        (world.customer(&shop, "Wanjiru").await.customer(), world.customer(&shop, "Daniel").await.customer(), world.agent(&shop, "Amina").await.agent());
    opened(world, &daniel, "A mug with a crack").await;
    let full = opened(world, &wanjiru, "How it goes on").await;
    let begun = crate::chats::begun(world, &(&wanjiru).into()).await;
    world.drain().await;
    for lane in [full.customer_lane, begun.conversation_id] {
        let said: Vec<Outgoing> = (0..300).map(|n| Outgoing::of_nobody(lane, SenderKind::Bot, format!("Mug {n}"))).collect();
        let mut tx = s.begin().await.unwrap();
        assert!(store(&mut tx, &said).await.unwrap().iter().all(Result::is_ok));
        tx.commit().await.unwrap();
    }
    world.drain().await;
    let mut found: Vec<i64> = tickets::search(s, &amina, "mug").await.unwrap().iter().map(|h| h.row.number).collect();
    found.sort_unstable();
    assert_eq!(found, [1, 2]);
}

async fn nobody_sees_tickets_of_another_business_or_customer(world: &World) {
    let s = &world.services;
    let (kiln, rival) = (world.business("kiln").await, world.business("rival").await);
    let wanjiru = world.customer(&kiln, "Wanjiru").await.customer();
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let (stranger, spy, neighbour) =
        (world.agent(&rival, "Spy").await.agent(), world.customer(&rival, "Other").await.customer(), world.customer(&kiln, "Daniel").await.customer());
    assert_eq!(tickets::find(s, &stranger, 1).await.unwrap_err(), Error::NotFound);
    assert_eq!(tickets::find(s, &neighbour, 1).await.unwrap_err(), Error::NotFound);
    assert_eq!(tickets::take(s, &stranger, ticket.id).await.unwrap_err(), Error::NotFound);
    assert_eq!(tickets::set_status(s, &stranger, ticket.id, Status::Closed).await.unwrap_err(), Error::NotFound);
    assert_eq!(tickets::reply(s, &spy, ticket.id, Uuid::now_v7(), "Hi", vec![]).await.unwrap_err(), Error::NotFound);
    assert_eq!(tickets::rate(s, &neighbour, ticket.id, 1, "").await.unwrap_err(), Error::NotFound);
    assert_eq!(tickets::history(s, &neighbour, ticket.customer_lane, None).await.unwrap_err(), Error::NotFound);
    assert_eq!(tickets::history(s, &wanjiru, ticket.staff_lane, None).await.unwrap_err(), Error::NotFound);
    assert!(tickets::list(s, &stranger, &Filter::default(), None).await.unwrap().items.is_empty());
    assert!(tickets::rows(s, &neighbour, &[ticket.id]).await.unwrap().is_empty());
    assert!(tickets::search(s, &stranger, "mugs").await.unwrap().is_empty());
    let amina = world.agent(&kiln, "Amina").await.agent();
    assert!(tickets::assign(s, &amina, ticket.id, Some(stranger.member())).await.unwrap_err().of_field("agent").is_some());
    assert!(tickets::assign(s, &amina, ticket.id, Some(MemberId(99_999))).await.unwrap_err().of_field("agent").is_some());
}

async fn the_clock_beside_a_ticket_is_its_customers_or_there_is_none(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await);
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let site = world.site().await;
    let page = async || site.browser(&amina.token).get(&format!("/desk/{}", ticket.number)).await.text();
    let html = page().await;
    assert!(html.contains("Broken mugs") && !html.contains(" in Nairobi · "), "the business's clock is not theirs");
    let visit = |zone: &str| Visit { zone: zone.into(), ..Visit::default() };
    let chat = chats::start(s, &Asker::from(&wanjiru), &visit("Europe/Berlin")).await.unwrap().id;
    assert!(page().await.contains("10:00 in Berlin · "), "noon in Nairobi");
    chats::close_own(s, &Asker::from(&wanjiru), chat).await.unwrap();
    chats::start(s, &Asker::from(&wanjiru), &visit("")).await.unwrap();
    assert!(page().await.contains("10:00 in Berlin · "), "what was known last");
    let rival = world.agent(&world.business("rival").await, "Spy").await.agent();
    assert_eq!(chats::zone_of_customer(s, &rival, wanjiru.member()).await.unwrap(), None);
    world.drain().await;
    drop(site);
}
