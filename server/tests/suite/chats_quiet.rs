//! What ends by itself: chats in which nobody writes any more, and the tokens of guests who never come back.

use crate::chats::{asker, begun, guest, heard, present, says, stands};
use crate::harness::World;
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::accounts::jobs;
use stoa::chats::actions as chats;
use stoa::chats::jobs as chat_jobs;
use stoa::chats::model::State;
use stoa::help::actions as help;
use stoa::help::model::Occasion;
use stoa::{Error, db_val};

on_both!(
    a_chat_nobody_writes_in_closes_after_a_day_with_the_closing_words_once,
    a_message_that_waits_over_a_weekend_is_waiting_and_unread_on_monday,
    every_business_decides_how_long_and_a_word_in_between_counts,
    the_sweep_is_one_of_the_things_that_come_back,
    the_token_of_a_guest_who_never_comes_back_is_forgotten,
);

async fn sweep(world: &World) {
    chat_jobs::sweep(&world.services).await.unwrap();
    world.drain().await;
}

async fn a_chat_nobody_writes_in_closes_after_a_day_with_the_closing_words_once(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await;
    says(world, &wanjiru, chat.id, "Where is my order?").await;
    chats::reply(s, &amina, chat.id, uuid::Uuid::now_v7(), "It left this morning.", vec![]).await.unwrap();
    world.drain().await;
    world.advance_minutes(24 * 60 - 1);
    sweep(world).await;
    assert_eq!(stands(world, &amina, chat.id).await.state, State::Active);
    world.advance_minutes(1);
    sweep(world).await;
    sweep(world).await;
    let over = stands(world, &amina, chat.id).await;
    assert_eq!((over.state, over.closed_at, over.unread, over.waiting_since), (State::Closed, Some(s.now()), 0, None));
    let closing = help::text_for(s.db(), shop.id, Occasion::Closing, &[("business", "kiln"), ("name", "Wanjiru")]).await.unwrap().unwrap();
    let said = heard(world, &wanjiru, chat.id).await;
    let ends: Vec<&str> = said.iter().rev().take(2).map(|m| m.body.as_str()).collect();
    assert_eq!(ends, [closing.as_str(), "The chat was closed, because nobody wrote for 24 hours."]);
    assert!(chats::say(s, &wanjiru, chat.id, uuid::Uuid::now_v7(), "Hello?", vec![]).await.is_err(), "it is frozen");

    chats::reopen(s, &wanjiru, chat.id).await.unwrap();
    sweep(world).await;
    assert_eq!(stands(world, &amina, chat.id).await.state, State::Active, "opening it again counts as a word");
    world.advance_minutes(24 * 60);
    sweep(world).await;
    assert_eq!(stands(world, &amina, chat.id).await.state, State::Closed);
    assert_eq!(heard(world, &wanjiru, chat.id).await.iter().filter(|m| m.body == closing).count(), 1, "the closing words are said once");
}

async fn a_message_that_waits_over_a_weekend_is_waiting_and_unread_on_monday(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let (left, held) = (asker(world, &shop, "Wanjiru").await, asker(world, &shop, "Njeri").await);
    let (waits, taken) = (begun(world, &left).await.id, begun(world, &held).await.id);
    says(world, &held, taken, "Where is my order?").await;
    chats::take(s, &amina, taken).await.unwrap();
    says(world, &held, taken, "Are you there?").await;
    says(world, &left, waits, "I want to talk to a human").await;
    let since = stands(world, &amina, waits).await.waiting_since;
    assert!(since.is_some());
    // From Friday evening to Monday morning, with a sweep every hour.
    for _ in 0..58 {
        world.advance_minutes(60);
        sweep(world).await;
    }
    let monday = stands(world, &amina, waits).await;
    assert_eq!((monday.state, monday.waiting_since, monday.unread), (State::Active, since, 1));
    let kept = stands(world, &amina, taken).await;
    assert_eq!((kept.state, kept.assignee_id), (State::Active, Some(amina.member())), "an agent has it who never answered");
    assert!(!heard(world, &left, waits).await.iter().any(|m| m.body.contains("nobody wrote")));
    // Once each has an answer, a day without a word ends them.
    for chat in [waits, taken] {
        chats::reply(s, &amina, chat, uuid::Uuid::now_v7(), "Here I am.", vec![]).await.unwrap();
    }
    world.drain().await;
    world.advance_minutes(24 * 60);
    sweep(world).await;
    assert_eq!((stands(world, &amina, waits).await.state, stands(world, &amina, taken).await.state), (State::Closed, State::Closed));
}

async fn every_business_decides_how_long_and_a_word_in_between_counts(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let (boss, chief) = (world.admin(&shop, "Boss").await, world.admin(&rival, "Chief").await);
    chats::set_idle_close(s, &boss.admin(), 1).await.unwrap();
    let (ours, theirs) = (asker(world, &shop, "Ours").await, asker(world, &rival, "Theirs").await);
    let (here, there) = (begun(world, &ours).await, begun(world, &theirs).await);
    world.advance_minutes(59);
    chats::say(s, &ours, here.id, uuid::Uuid::now_v7(), "Still there?", vec![]).await.unwrap();
    world.advance_minutes(59);
    // Also what no reaction has seen yet counts as a word.
    chat_jobs::sweep(s).await.unwrap();
    assert_eq!(stands(world, &boss.agent(), here.id).await.state, State::Active);
    world.drain().await;
    world.advance_minutes(60);
    sweep(world).await;
    assert_eq!(stands(world, &boss.agent(), here.id).await.state, State::Closed);
    assert_eq!(stands(world, &chief.agent(), there.id).await.state, State::Active, "the other business waits a day");
    world.advance_minutes(24 * 60);
    sweep(world).await;
    assert_eq!(stands(world, &chief.agent(), there.id).await.state, State::Closed);
}

async fn the_sweep_is_one_of_the_things_that_come_back(world: &World) {
    let ran = server::jobs::tick(&world.services).await.unwrap();
    assert!(ran.contains(&"chats: nobody writes any more") && ran.contains(&"accounts: guests who never came back"), "{ran:?}");
}

async fn the_token_of_a_guest_who_never_comes_back_is_forgotten(world: &World) {
    const HASH: &str = "SELECT token_hash FROM guest WHERE member_id = $1";
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (loyal, lost) = (guest(world, &shop, "Loyal").await, guest(world, &shop, "Lost").await);
    for _ in 0..179 {
        world.advance_minutes(24 * 60);
        accounts::identify_guest(s, shop.id, &loyal.token).await.unwrap();
    }
    world.advance_minutes(24 * 60 - 1);
    jobs::forget_guest_tokens(s).await.unwrap();
    world.advance_minutes(1);
    assert_eq!(accounts::identify_guest(s, shop.id, &lost.token).await.unwrap_err(), Error::NotFound, "also before the sweep");
    jobs::forget_guest_tokens(s).await.unwrap();
    jobs::forget_guest_tokens(s).await.unwrap();
    assert!(accounts::identify_guest(s, shop.id, &loyal.token).await.is_ok());
    let hash: String = db_val!(s.db(), HASH, lost.guest.member()).unwrap();
    assert_eq!(hash, format!("forgotten:{}", lost.guest.member()), "nothing is left that a token could be compared with");
    assert_eq!(accounts::identify_guest(s, shop.id, &hash).await.unwrap_err(), Error::NotFound);
    assert!(accounts::find_guest(s.db(), shop.id, lost.guest.member()).await.unwrap().is_some(), "who they were stays in their chats");
}
