//! What is said automatically in a chat: at night, in the morning, when nobody is there, when it takes long; each once.

use crate::chats::{asker, begun, heard, present, says, stands};
use crate::harness::{START, World};
use crate::on_both;
use stoa::chats::actions as chats;
use stoa::chats::jobs::attend;
use stoa::chats::model::Visit;
use stoa::conversations::model::SenderKind;
use stoa::db_val;
use stoa::help::actions as help;
use stoa::help::model::Occasion;

on_both!(
    at_night_the_visitor_is_told_once_and_in_their_own_zone_when_somebody_is_back,
    a_chat_from_noon_or_opened_again_is_told_at_night_that_nobody_is_there,
    whoever_waits_overnight_is_told_in_the_morning_how_it_stands,
    nobody_online_and_a_long_wait_are_told_once_each,
    what_is_switched_off_is_not_said,
);

async fn at_night_the_visitor_is_told_once_and_in_their_own_zone_when_somebody_is_back(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    // Ten in the evening in Nairobi.
    world.advance_minutes(10 * 60);
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let chat = chats::start(s, &wanjiru, &Visit { zone: "Europe/Berlin".into(), ..Visit::default() }).await.unwrap().id;
    says(world, &wanjiru, chat, "Where is my order?").await;
    let told_so = async || heard(world, &wanjiru, chat).await.into_iter().filter(|m| m.body.contains("back at 06:00 tomorrow")).count();
    assert_eq!(told_so().await, 1, "{:?}", heard(world, &wanjiru, chat).await);
    says(world, &wanjiru, chat, "Talk to a human").await;
    let tries: Vec<_> = (0..6)
        .map(|_| {
            let s = s.clone();
            tokio::spawn(async move { attend(&s, chat).await })
        })
        .collect();
    for attempt in tries {
        attempt.await.unwrap().unwrap();
    }
    assert_eq!(told_so().await, 1, "once");
    let waiting = stands(world, &amina, chat).await;
    assert!(waiting.waiting_since.is_some() && waiting.unread > 0, "the message waits in the queue");
    let welcome = chats::welcome(s, &stoa::accounts::Visitor::of(&shop), "America/New_York").await.unwrap();
    assert_eq!((welcome.is_open, welcome.opens_at.as_str()), (false, "at 01:00 tomorrow"));
}

/// How often a chat was told something automatically.
async fn told(world: &World, chat: stoa::kernel::ids::ChatId, occasion: Occasion) -> i64 {
    const SAID: &str = "SELECT COUNT(*) FROM chat_reply WHERE chat_id = $1 AND occasion = $2";
    db_val!(world.services.db(), SAID, chat, occasion).unwrap()
}

async fn a_chat_from_noon_or_opened_again_is_told_at_night_that_nobody_is_there(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (noon, again) = (asker(world, &shop, "Wanjiru").await, asker(world, &shop, "Njeri").await);
    let (open, over) = (begun(world, &noon).await.id, begun(world, &again).await.id);
    says(world, &noon, open, "Where is my order?").await;
    says(world, &again, over, "Where is my order?").await;
    chats::close_own(s, &again, over).await.unwrap();
    assert_eq!(told(world, open, Occasion::OutsideHours).await, 0);
    // Ten in the evening in Nairobi.
    world.advance_minutes(10 * 60);
    chats::reopen(s, &again, over).await.unwrap();
    for (who, chat) in [(&noon, open), (&again, over)] {
        says(world, who, chat, "Where is my order?").await;
        says(world, who, chat, "And how do I pay?").await;
        assert_eq!(told(world, chat, Occasion::OutsideHours).await, 1);
        assert_eq!(heard(world, who, chat).await.into_iter().filter(|m| m.body.contains("08:00 tomorrow")).count(), 1);
    }
}

async fn whoever_waits_overnight_is_told_in_the_morning_how_it_stands(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    chats::set_long_wait(s, &boss, 600).await.unwrap();
    world.advance_minutes(10 * 60);
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let chat = begun(world, &wanjiru).await.id;
    says(world, &wanjiru, chat, "human").await;
    let said = async || (told(world, chat, Occasion::NobodyOnline).await, told(world, chat, Occasion::LongWait).await);
    world.advance_minutes(9 * 60);
    world.drain().await;
    assert_eq!(said().await, (0, 0), "seven in the morning");
    world.advance_minutes(60);
    world.drain().await;
    assert_eq!(said().await, (1, 0), "it opens, and nobody is there yet");
    world.advance_minutes(9);
    world.drain().await;
    assert_eq!(said().await, (1, 0), "the night is no waiting");
    world.advance_minutes(1);
    world.drain().await;
    assert_eq!(said().await, (1, 1));
}

async fn nobody_online_and_a_long_wait_are_told_once_each(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, boss) = (world.agent(&shop, "Amina").await.agent(), world.admin(&shop, "Boss").await.admin());
    chats::set_long_wait(s, &boss, 60).await.unwrap();
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let chat = begun(world, &wanjiru).await.id;
    says(world, &wanjiru, chat, "human").await;
    let said = async |occasion| told(world, chat, occasion).await;
    assert_eq!((said(Occasion::NobodyOnline).await, said(Occasion::LongWait).await), (1, 0));
    world.advance_minutes(1);
    world.drain().await;
    assert_eq!(said(Occasion::LongWait).await, 1, "the job came back by itself");
    assert!(heard(world, &wanjiru, chat).await.last().unwrap().body.contains("number 1 in the queue"));
    world.advance_minutes(10);
    says(world, &wanjiru, chat, "Hello?").await;
    attend(s, chat).await.unwrap();
    let bot = heard(world, &wanjiru, chat).await.into_iter().filter(|m| m.kind == SenderKind::Bot).count();
    assert_eq!(bot, 4, "welcome, the call for a human, nobody online, long wait");
    chats::take(s, &amina, chat).await.unwrap();
    world.advance_minutes(10);
    attend(s, chat).await.unwrap();
    assert_eq!(heard(world, &wanjiru, chat).await.into_iter().filter(|m| m.kind == SenderKind::Bot).count(), 4);
    assert_eq!(START.plus_ms(21 * 60_000), s.now());
}

async fn what_is_switched_off_is_not_said(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    for occasion in [Occasion::Welcome, Occasion::NobodyOnline, Occasion::Closing] {
        help::set_reply(s, &boss, occasion, "Never", false).await.unwrap();
    }
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let chat = begun(world, &wanjiru).await.id;
    chats::call_human(s, &wanjiru, chat).await.unwrap();
    world.drain().await;
    chats::close(s, &boss.as_agent(), chat).await.unwrap();
    assert!(heard(world, &wanjiru, chat).await.iter().all(|m| m.kind == SenderKind::System));
}
