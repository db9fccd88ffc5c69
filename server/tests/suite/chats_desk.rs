//! Chats as the desk lists them: unread first, filters, counts, pages, search; what looking does.

use crate::chats::{asker, begun, present, says, stands};
use crate::harness::World;
use crate::on_both;
use stoa::chats::actions as chats;
use stoa::chats::model::State;
use stoa::chats::views::{Filter, Holder, Tab};
use stoa::event::{Subject, Topic};
use uuid::Uuid;

on_both!(
    unread_chats_stand_first_and_looking_takes_them_down,
    lists_filter_count_and_page,
    search_finds_visitors_and_what_was_said,
    the_desk_is_told_of_new_and_of_waiting_chats,
    figures_are_of_the_time_asked_for,
);

async fn unread_chats_stand_first_and_looking_takes_them_down(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let mut all = Vec::new();
    for name in ["Oldest", "Middle", "Newest"] {
        let asker = asker(world, &shop, name).await;
        all.push((begun(world, &asker).await.id, asker));
        world.advance_minutes(1);
    }
    says(world, &all[0].1, all[0].0, "Talk to a human").await;
    says(world, &all[2].1, all[2].0, "Delivery").await;
    let names = async || chats::list(s, &amina, &Filter::default(), None).await.unwrap().items.into_iter().map(|r| (r.name, r.unread)).collect::<Vec<_>>();
    assert_eq!(names().await, [("Oldest".into(), 1), ("Newest".into(), 0), ("Middle".into(), 0)], "what the bot has answered is not unread");
    chats::seen(s, &amina, all[0].0).await.unwrap();
    assert_eq!(names().await.iter().map(|n| n.1).sum::<i64>(), 0);
    assert!(stands(world, &amina, all[0].0).await.waiting_since.is_some(), "looking is not answering");
}

async fn lists_filter_count_and_page(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian) = (present(world, &shop, "Amina").await, present(world, &shop, "Brian").await);
    for n in 0..60 {
        let asker = asker(world, &shop, &format!("Guest {n}")).await;
        let chat = begun(world, &asker).await.id;
        match n % 4 {
            0 => chats::take(s, if n % 8 == 0 { &amina } else { &brian }, chat).await.unwrap(),
            1 => chats::call_human(s, &asker, chat).await.unwrap(),
            2 => chats::close(s, &brian, chat).await.unwrap(),
            _ => chats::archive(s, &brian, chat).await.unwrap(),
        }
        world.advance_minutes(1);
    }
    world.drain().await;
    let counts = chats::counts(s, &amina).await.unwrap();
    assert_eq!((counts.active, counts.of_tab(Tab::Active), counts.of_tab(Tab::Closed)), (30, Some(30), None), "what is over is not counted");
    assert_eq!((counts.waiting, counts.mine), (15, 8));
    let first = chats::list(s, &amina, &Filter::default(), None).await.unwrap();
    let second = chats::list(s, &amina, &Filter::default(), first.next).await.unwrap();
    assert_eq!((first.items.len(), second.items.len(), second.next), (50, 10, None));
    let mut ids: Vec<_> = first.items.iter().chain(&second.items).map(|r| r.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 60);
    for (filter, wanted) in [
        (Filter { state: Some(State::Closed), ..Filter::default() }, 15),
        (Filter { holder: Some(Holder::Mine), ..Filter::default() }, 8),
        (Filter { holder: Some(Holder::Waiting), state: Some(State::Active), ..Filter::default() }, 15),
        (Filter { holder: Some(Holder::Bot), ..Filter::default() }, 0),
    ] {
        assert_eq!(chats::list(s, &amina, &filter, None).await.unwrap().items.len(), wanted, "{filter:?}");
    }
}

async fn search_finds_visitors_and_what_was_said(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let (wanjiru, daniel) = (asker(world, &shop, "Wanjiru Njoroge").await, asker(world, &shop, "Daniel").await);
    let (first, second) = (begun(world, &wanjiru).await.id, begun(world, &daniel).await.id);
    says(world, &daniel, second, "The celadon bowl is chipped").await;
    chats::note(s, &amina, first, Uuid::now_v7(), "Prefers raku.", vec![]).await.unwrap();
    world.drain().await;
    let find = async |search: &str| {
        let filter = Filter { search: search.into(), ..Filter::default() };
        chats::search(s, &amina, &filter).await.unwrap().into_iter().map(|r| r.id).collect::<Vec<_>>()
    };
    assert_eq!(find("njor").await, [first]);
    assert_eq!(find("celadon chip").await, [second]);
    assert_eq!(find("raku").await, [first], "private notes are found by staff");
    assert_eq!(find("+2547").await.len(), 2, "by phone number");
    for odd in ["", "%", "_", "\" NEAR(zz) *", "'", "!"] {
        assert!(find(odd).await.is_empty(), "{odd}");
    }
    let spy = world.agent(&world.business("rival").await, "Spy").await.agent();
    assert!(chats::search(s, &spy, &Filter { search: "celadon".into(), ..Filter::default() }).await.unwrap().is_empty());
}

async fn the_desk_is_told_of_new_and_of_waiting_chats(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let mut mailbox = s.bus().listen();
    mailbox.watch(Topic::Desk(shop.id));
    mailbox.watch(Topic::Person(wanjiru.member()));
    let chat = begun(world, &wanjiru).await.id;
    chats::call_human(s, &wanjiru, chat).await.unwrap();
    let mut heard = String::new();
    let wanted = |what: Subject| format!("{{\"what\":{},\"id\":{chat}}}", serde_json::to_string(&what).unwrap());
    while !heard.contains(&wanted(Subject::ChatWaits)) || !heard.contains(&format!("person:{}", wanjiru.member())) {
        heard += mailbox.next().await.expect("a notice").frame.text();
    }
    assert!(heard.contains(&wanted(Subject::NewChat)), "{heard}");
}

async fn figures_are_of_the_time_asked_for(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    for minutes in [1_i64, 2, 6, 30] {
        let asker = asker(world, &shop, "Guest").await;
        let chat = begun(world, &asker).await.id;
        chats::call_human(s, &asker, chat).await.unwrap();
        world.advance_minutes(minutes);
        chats::reply(s, &amina, chat, Uuid::now_v7(), "Here I am.", vec![]).await.unwrap();
    }
    world.drain().await;
    let since = s.now().plus_ms(-60 * 60_000);
    let figures = chats::figures(s, &amina, since).await.unwrap();
    assert_eq!((figures.sessions, figures.median_first_response_ms), (4, Some(4 * 60_000)), "the middle of 1, 2, 6 and 30 minutes");
    assert_eq!((figures.average_rating, figures.automated_percent()), (None, None));
    let later = chats::figures(s, &amina, s.now().plus_ms(1)).await.unwrap();
    assert_eq!((later.sessions, later.now.active, later.median_first_response_ms), (0, 4, None));
}
