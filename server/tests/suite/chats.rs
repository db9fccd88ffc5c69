//! Chats from the first word to the stars: one open chat each, taking, passing on, closing, opening again.

use crate::harness::World;
use crate::on_both;
use std::sync::atomic::{AtomicUsize, Ordering};
use stoa::Error;
use stoa::accounts::actions::{self as accounts, Device, GuestIn};
use stoa::accounts::guest::GuestDraft;
use stoa::accounts::{Agent, Asker, Visitor};
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::chats::model::{Chat, State, Visit};
use stoa::conversations::model::{MessageView, SenderKind};
use stoa::help::actions as help;
use stoa::help::model::Occasion;
use stoa::kernel::ids::ChatId;
use uuid::Uuid;

on_both!(
    a_guest_chats_with_the_bot_then_with_a_human_and_gives_stars,
    everybody_has_one_open_chat_also_when_two_tabs_begin_at_once,
    one_of_twenty_agents_takes_a_chat_and_the_others_are_told_who,
    a_chat_is_passed_on_with_a_note_that_its_visitor_never_reads,
    a_chat_that_goes_back_waits_in_order_and_its_visitor_knows_the_place,
    a_closed_chat_is_frozen_and_opens_again_on_the_same_device,
    pages_are_noted_without_what_may_be_secret,
    the_chats_of_somebody_who_leaves_go_back_to_the_queue,
);

static COUNT: AtomicUsize = AtomicUsize::new(1);

/// The contact form of somebody.
pub fn draft(name: &str) -> GuestDraft {
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    GuestDraft { name: name.into(), email: format!("guest{n}@example.com"), phone: format!("+254 7{n:08}"), country: String::new() }
}

/// A device nobody else has.
pub fn device() -> Device {
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    Device { address: format!("10.{}.{}.{}", n >> 16 & 255, n >> 8 & 255, n & 255), user_agent: "Firefox on Linux".into(), replaces: None }
}

/// A guest of a business.
pub async fn guest(world: &World, business: &Business, name: &str) -> GuestIn {
    accounts::start_guest(&world.services, &Visitor::of(business), &draft(name), &device(), "https://shop.example").await.expect("a guest comes in")
}

/// A guest as one who asks.
pub async fn asker(world: &World, business: &Business, name: &str) -> Asker {
    (&guest(world, business, name).await.guest).into()
}

/// A chat of theirs.
pub async fn begun(world: &World, asker: &Asker) -> Chat {
    chats::start(&world.services, asker, &Visit::default()).await.expect("a chat begins")
}

/// They write, and what follows is done. Says the number of their message.
pub async fn says(world: &World, asker: &Asker, chat: ChatId, text: &str) -> i64 {
    let stored = chats::say(&world.services, asker, chat, Uuid::now_v7(), text, vec![]).await.expect("it is stored");
    world.drain().await;
    stored.seq
}

/// What was said in a chat, as the visitor reads it.
pub async fn heard(world: &World, asker: &Asker, chat: ChatId) -> Vec<MessageView> {
    chats::open_own(&world.services, asker, chat, None).await.expect("their own chat").1.messages
}

/// An agent who is there and takes chats.
pub async fn present(world: &World, business: &Business, name: &str) -> Agent {
    let agent = world.agent(business, name).await.agent();
    accounts::set_availability(&world.services, &agent, stoa::accounts::model::Availability::Available).await.unwrap();
    accounts::note_presence(&world.services, &[(business.id, agent.member())], world.services.now().plus_ms(3_600_000)).await.unwrap();
    agent
}

/// How a chat stands.
pub async fn stands(world: &World, agent: &Agent, chat: ChatId) -> Chat {
    chats::find(&world.services, agent, chat).await.expect("the chat").chat
}

async fn a_guest_chats_with_the_bot_then_with_a_human_and_gives_stars(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina Otieno").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await;
    says(world, &wanjiru, chat.id, "how do I send something back?").await;
    let messages = heard(world, &wanjiru, chat.id).await;
    assert_eq!(messages.iter().map(|m| m.kind).collect::<Vec<_>>(), [SenderKind::Bot, SenderKind::Customer, SenderKind::Bot]);
    assert!(messages[0].body.contains("welcome to Kiln") && messages[0].extra.chips.contains(&"Delivery".to_owned()), "{:?}", messages[0]);
    assert!(messages[2].html.contains(&format!("http://stoa.test/chat?business={}&amp;article=return-item", shop.slug)), "{}", messages[2].html);
    assert_eq!(messages[2].extra.chips.last().map(String::as_str), Some("Talk to a human"));
    let opened = chats::find(s, &amina, chat.id).await.unwrap();
    assert!(opened.bot[0].confidence >= 70 && opened.bot[0].asked_seq == 2 && opened.bot[0].seq == 3, "{:?}", opened.bot);
    assert_eq!((opened.chat.unread, opened.chat.waiting_since, opened.row.is_guest), (0, None, true));

    says(world, &wanjiru, chat.id, "Talk to a human").await;
    let waiting = stands(world, &amina, chat.id).await;
    assert!(waiting.waiting_since.is_some() && !waiting.bot_holds && waiting.unread == 1);
    let (view, _) = chats::open_own(s, &wanjiru, chat.id, None).await.unwrap();
    assert_eq!((view.position, view.is_with_bot, view.agent), (Some(1), false, None));
    world.advance_minutes(2);
    chats::take(s, &amina, chat.id).await.unwrap();
    chats::take(s, &amina, chat.id).await.unwrap();
    chats::reply(s, &amina, chat.id, Uuid::now_v7(), "Hello Wanjiru, which item is it?", vec![]).await.unwrap();
    says(world, &wanjiru, chat.id, "where is my order").await;
    let messages = heard(world, &wanjiru, chat.id).await;
    assert_eq!(messages.last().map(|m| m.kind), Some(SenderKind::Customer), "the bot is silent once a human has the chat");
    assert!(messages.iter().any(|m| m.kind == SenderKind::System && m.body == "Amina Otieno joined the chat."));

    assert!(matches!(chats::rate(s, &wanjiru, chat.id, 4, "").await, Err(Error::Conflict(_))), "nothing to rate yet");
    chats::close(s, &amina, chat.id).await.unwrap();
    assert!(chats::rate(s, &wanjiru, chat.id, 6, "").await.unwrap_err().of_field("stars").is_some());
    chats::rate(s, &wanjiru, chat.id, 4, "Quick!").await.unwrap();
    world.drain().await;
    let over = stands(world, &amina, chat.id).await;
    assert_eq!((over.state, over.rating, over.feedback.as_str(), over.waiting_since), (State::Closed, Some(4), "Quick!", None));
    let figures = chats::figures(s, &amina, chat.opened_at).await.unwrap();
    assert_eq!((figures.sessions, figures.now.active, figures.now.waiting, figures.questions, figures.answered), (1, 0, 0, 2, 1));
    assert_eq!(
        (figures.median_first_response_ms, figures.average_rating, figures.ratings, figures.automated_percent()),
        (Some(120_000), Some(4.0), 1, Some(50))
    );
    assert_eq!(figures.messages, heard(world, &wanjiru, chat.id).await.iter().filter(|m| m.kind != SenderKind::System).count() as i64);
}

async fn everybody_has_one_open_chat_also_when_two_tabs_begin_at_once(world: &World) {
    let shop = world.business("kiln").await;
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let begin = || {
        let (s, wanjiru) = (world.services.clone(), wanjiru.clone());
        tokio::spawn(async move { chats::start(&s, &wanjiru, &Visit::default()).await.unwrap().id })
    };
    let tabs: Vec<_> = (0..6).map(|_| begin()).collect();
    let mut ids = Vec::new();
    for tab in tabs {
        ids.push(tab.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1, "{ids:?}");
    assert_eq!(heard(world, &wanjiru, ids[0]).await.len(), 1, "one welcome");
    let daniel = world.customer(&shop, "Daniel").await.customer();
    let own = begun(world, &(&daniel).into()).await;
    assert_eq!((own.asker_id, own.customer_id), (daniel.member(), Some(daniel.member())), "a customer's chat stands in their profile");
}

async fn one_of_twenty_agents_takes_a_chat_and_the_others_are_told_who(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let chat = begun(world, &asker(world, &shop, "Wanjiru").await).await;
    let mut tries = Vec::new();
    for n in 0..20 {
        let (s, agent) = (s.clone(), world.agent(&shop, &format!("Agent {n}")).await.agent());
        tries.push(tokio::spawn(async move { (agent.name().to_owned(), chats::take(&s, &agent, chat.id).await) }));
    }
    let (mut winner, mut told) = (None, Vec::new());
    for attempt in tries {
        match attempt.await.unwrap() {
            (name, Ok(())) => assert_eq!(winner.replace(name), None, "only one may win"),
            (_, Err(Error::Conflict(why))) => told.push(why),
            (name, other) => panic!("{name}: {other:?}"),
        }
    }
    let winner = winner.expect("one wins");
    assert!(told.len() == 19 && told.iter().all(|why| *why == format!("{winner} took this chat first.")), "{told:?}");
}

async fn a_chat_is_passed_on_with_a_note_that_its_visitor_never_reads(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian, wanjiru) = (present(world, &shop, "Amina").await, present(world, &shop, "Brian").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await;
    chats::take(s, &amina, chat.id).await.unwrap();
    chats::assign(s, &amina, chat.id, Some(brian.member()), "She is a wholesale customer.").await.unwrap();
    chats::note(s, &brian, chat.id, Uuid::now_v7(), "On it.", vec![]).await.unwrap();
    let opened = chats::find(s, &brian, chat.id).await.unwrap();
    assert_eq!(opened.row.assignee.as_deref(), Some("Brian"));
    let (_, notes) = chats::said(s, &brian, chat.id, None).await.unwrap();
    assert_eq!(notes.messages.iter().map(|m| m.body.as_str()).collect::<Vec<_>>(), ["She is a wholesale customer.", "On it."]);
    assert!(heard(world, &wanjiru, chat.id).await.iter().all(|m| !m.body.contains("wholesale")));
    let rival = world.business("rival").await;
    let spy = world.agent(&rival, "Spy").await.agent();
    assert!(chats::assign(s, &amina, chat.id, Some(spy.member()), "").await.unwrap_err().of_field("agent").is_some());
    assert!(chats::assign(s, &amina, chat.id, Some(wanjiru.member()), "").await.unwrap_err().of_field("agent").is_some(), "a guest answers nobody");
    assert_eq!(chats::find(s, &spy, chat.id).await.unwrap_err(), Error::NotFound);
    for outcome in [chats::take(s, &spy, chat.id).await, chats::close(s, &spy, chat.id).await, chats::block(s, &spy, chat.id).await] {
        assert_eq!(outcome, Err(Error::NotFound));
    }
}

async fn a_chat_that_goes_back_waits_in_order_and_its_visitor_knows_the_place(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let mut waiting = Vec::new();
    for name in ["First", "Second", "Third"] {
        let asker = asker(world, &shop, name).await;
        let chat = begun(world, &asker).await;
        chats::call_human(s, &asker, chat.id).await.unwrap();
        waiting.push((asker, chat.id));
        world.advance_minutes(1);
    }
    let place = async |n: usize| chats::open_own(s, &waiting[n].0, waiting[n].1, None).await.unwrap().0.position;
    assert_eq!((place(0).await, place(1).await, place(2).await), (Some(1), Some(2), Some(3)));
    chats::take(s, &amina, waiting[0].1).await.unwrap();
    assert_eq!((place(0).await, place(1).await, place(2).await), (None, Some(1), Some(2)));
    chats::assign(s, &amina, waiting[0].1, None, "").await.unwrap();
    assert_eq!((place(0).await, place(1).await), (Some(3), Some(1)), "who goes back stands behind");
    assert_eq!(chats::counts(s, &amina).await.unwrap().waiting, 3);
    world.drain().await;
}

async fn a_closed_chat_is_frozen_and_opens_again_on_the_same_device(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await;
    chats::reply(s, &amina, chat.id, Uuid::now_v7(), "Can I help?", vec![]).await.unwrap();
    assert_eq!(stands(world, &amina, chat.id).await.assignee_id, Some(amina.member()), "who answers first has the chat");
    chats::close_own(s, &wanjiru, chat.id).await.unwrap();
    chats::close(s, &amina, chat.id).await.unwrap();
    let refused = chats::say(s, &wanjiru, chat.id, Uuid::now_v7(), "One more thing", vec![]).await;
    assert_eq!(refused, Err(Error::Conflict("This chat is closed. Open it again to go on.".into())));
    assert!(matches!(chats::take(s, &amina, chat.id).await, Err(Error::Conflict(_))));
    chats::archive(s, &amina, chat.id).await.unwrap();
    assert_eq!(stands(world, &amina, chat.id).await.state, State::Archived);
    world.advance_minutes(60);
    chats::reopen(s, &wanjiru, chat.id).await.unwrap();
    chats::reopen(s, &wanjiru, chat.id).await.unwrap();
    says(world, &wanjiru, chat.id, "Where is my order?").await;
    let (again, said) = (stands(world, &amina, chat.id).await, heard(world, &wanjiru, chat.id).await);
    assert_eq!((again.state, again.assignee_id, again.bot_holds), (State::Active, None, true));
    assert_eq!(said.last().map(|m| m.kind), Some(SenderKind::Bot), "the bot answers again");
    assert_eq!(begun(world, &wanjiru).await.id, chat.id, "the open chat goes on");
    chats::close(s, &amina, chat.id).await.unwrap();
    let second = begun(world, &wanjiru).await;
    assert_ne!(second.id, chat.id);
    assert!(matches!(chats::reopen(s, &wanjiru, chat.id).await, Err(Error::Conflict(_))), "another one is open");
    let said = heard(world, &wanjiru, chat.id).await;
    let closing = help::text_for(s.db(), shop.id, Occasion::Closing, &[("business", "kiln"), ("name", "Wanjiru")]).await.unwrap().unwrap();
    assert_eq!(said.iter().filter(|m| m.body == closing).count(), 1, "the closing words are said once");
    assert_eq!(chats::list_own(s, &wanjiru).await.unwrap().len(), 2);
}

async fn pages_are_noted_without_what_may_be_secret(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (world.agent(&shop, "Amina").await.agent(), asker(world, &shop, "Wanjiru").await);
    let visit =
        Visit { title: "Mugs".into(), url: "https://shop.example/mugs?session=abc#top".into(), browser: "Firefox".into(), zone: "Europe/Berlin".into() };
    let chat = chats::start(s, &wanjiru, &visit).await.unwrap();
    for url in ["https://shop.example/mugs", "https://shop.example/mugs?x", "https://shop.example/cart", "javascript:alert(1)", "https://shop.example/mugs"] {
        chats::note_page(s, &wanjiru, chat.id, "A page", url).await.unwrap();
    }
    let pages: Vec<String> = chats::find(s, &amina, chat.id).await.unwrap().pages.into_iter().map(|p| p.url).collect();
    assert_eq!(pages, ["https://shop.example/mugs", "https://shop.example/cart", "https://shop.example/mugs"]);
    let other = asker(world, &shop, "Other").await;
    assert_eq!(chats::note_page(s, &other, chat.id, "x", "https://shop.example/").await, Err(Error::NotFound));
}

async fn the_chats_of_somebody_who_leaves_go_back_to_the_queue(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (boss, brian) = (world.admin(&shop, "Boss").await.admin(), present(world, &shop, "Brian").await);
    let chat = begun(world, &asker(world, &shop, "Wanjiru").await).await;
    chats::take(s, &brian, chat.id).await.unwrap();
    accounts::deactivate(s, &boss, brian.member()).await.unwrap();
    world.drain().await;
    let back = stands(world, &boss.as_agent(), chat.id).await;
    assert!(back.assignee_id.is_none() && back.waiting_since.is_some() && !back.bot_holds, "{back:?}");
}
