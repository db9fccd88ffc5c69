//! What staff sees of a message while its visitor is typing it, and what nobody else ever sees.

use super::Scene;
use crate::harness::{Tab, World};
use crate::on_both;
use stoa::chats::actions as chats;
use stoa::chats::draft::WidgetDraft;
use stoa::chats::model::Visit;
use stoa::event::{Heard, Say, Subject, Topic};
use stoa::kernel::ids::ConversationId;

on_both!(
    the_desk_reads_along_and_the_conversation_never_does,
    a_business_that_does_not_want_it_reads_nothing_from_that_moment_on,
    outside_of_chats_and_from_staff_no_text_goes_anywhere,
);

const SECRET: &str = "my card number is";

async fn types(tab: &mut Tab, conversation: ConversationId, text: &str) {
    // At most once a second is told: a fresh second begins by the real clock, so each tab types once in these tests.
    tab.say(&Say::Typing { conversation, text: Some(text.into()) }).await;
    tab.settle().await;
}

/// What the next typing frame says, if it says anything.
async fn reads(tab: &mut Tab) -> Option<String> {
    match tab.hear_until(|h| matches!(h, Heard::Typing { .. })).await.pop() {
        Some(Heard::Typing { text, .. }) => text,
        other => panic!("{other:?}"),
    }
}

async fn the_desk_reads_along_and_the_conversation_never_does(world: &World) {
    let scene = Scene::new(world).await;
    let rival = world.business("rival").await;
    let spy = world.agent(&rival, "Spy").await;
    let chat = chats::start(&world.services, &(&scene.customer.customer()).into(), &Visit::default()).await.unwrap().conversation_id;
    let mut desk = scene.process.tab(&scene.agent.token).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    let mut elsewhere = scene.process.tab(&spy.token).await;
    elsewhere.watch(Topic::Desk(rival.id), 0).await;
    let mut in_the_talk = Vec::new();
    for token in [&scene.agent.token, &scene.customer.token] {
        let mut tab = scene.process.tab(token).await;
        tab.watch(Topic::Conversation(chat), 0).await;
        in_the_talk.push(tab);
    }
    let mut customer = scene.process.tab(&scene.customer.token).await;
    types(&mut customer, chat, SECRET).await;
    assert_eq!(reads(&mut desk).await.as_deref(), Some(SECRET));
    for tab in &mut in_the_talk {
        assert_eq!(reads(tab).await, None, "that somebody types is told, not what");
    }
    assert!(!elsewhere.settle().await.iter().any(|h| matches!(h, Heard::Typing { .. })));
    let mut again = scene.process.tab(&scene.customer.token).await;
    types(&mut again, chat, &format!("{}the end", "x".repeat(2000))).await;
    let long = reads(&mut desk).await.expect("a text");
    assert!(long.chars().count() == 500 && long.ends_with("xthe end"), "{long}");
}

async fn a_business_that_does_not_want_it_reads_nothing_from_that_moment_on(world: &World) {
    let scene = Scene::new(world).await;
    let boss = world.admin(&scene.shop, "Boss").await;
    let mut desk = scene.process.tab(&scene.agent.token).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    let mut settings = scene.process.tab(&boss.token).await;
    settings.watch(Topic::Admin(scene.shop.id), 0).await;
    for is_allowed in [true, false, true] {
        let draft = WidgetDraft { position: "right".into(), typing_preview: is_allowed, ..WidgetDraft::default() };
        chats::set_widget(&world.services, &boss.admin(), &draft).await.unwrap();
        settings.hear_until(|h| matches!(h, Heard::Changed { hints, .. } if hints.iter().any(|h| h.what == Subject::Settings))).await;
        let mut customer = scene.process.tab(&scene.customer.token).await;
        types(&mut customer, scene.chat, SECRET).await;
        assert_eq!(reads(&mut desk).await.is_some(), is_allowed);
    }
}

async fn outside_of_chats_and_from_staff_no_text_goes_anywhere(world: &World) {
    let scene = Scene::new(world).await;
    let ticket = scene.ticket(world).await;
    let mut desk = scene.process.tab(&scene.agent.token).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    desk.watch(Topic::Conversation(scene.chat), 0).await;
    let mut reader = scene.process.tab(&scene.customer.token).await;
    reader.watch(scene.topic(), 0).await;
    let mut customer = scene.process.tab(&scene.customer.token).await;
    types(&mut customer, ticket.customer_lane, SECRET).await;
    assert_eq!(reads(&mut desk).await, None);
    let mut agent = scene.process.tab(&scene.agent.token).await;
    types(&mut agent, scene.chat, "He is a difficult customer").await;
    assert_eq!((reads(&mut reader).await, reads(&mut desk).await), (None, None));
}
