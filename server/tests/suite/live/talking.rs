//! Messages, typing, receipts and presence between two sides.

use super::Scene;
use crate::harness::World;
use crate::on_both;
use stoa::conversations::{actions as conversations, receipts};
use stoa::event::{Heard, Say, Topic};

on_both!(
    both_sides_and_other_tabs_hear_a_message_in_the_order_it_was_sent,
    typing_reaches_the_other_side_and_the_desk,
    read_ticks_reach_the_sender_and_stay,
    coming_and_going_is_told,
);

async fn both_sides_and_other_tabs_hear_a_message_in_the_order_it_was_sent(world: &World) {
    let scene = Scene::new(world).await;
    let mut customer = scene.process.tab(&scene.customer.token).await;
    let mut second = scene.process.tab(&scene.customer.token).await;
    let mut agent = scene.process.tab(&scene.agent.token).await;
    second.watch(scene.topic(), 0).await;
    agent.watch(scene.topic(), 0).await;
    for n in 1..=50 {
        customer.send(scene.chat, &format!("Line {n} of <b>fifty</b>")).await;
    }
    for n in 1..=50 {
        assert!(matches!(customer.hear().await, Heard::Stored { seq, .. } if seq == n));
    }
    for tab in [&mut agent, &mut second] {
        for n in 1..=50 {
            let heard = tab.hear_until(|h| matches!(h, Heard::Message { .. })).await;
            let Some(Heard::Message { message, .. }) = heard.last() else { panic!("{heard:?}") };
            assert_eq!((message.seq, message.body.as_str(), message.name.as_str()), (n, format!("Line {n} of <b>fifty</b>").as_str(), "Wanjiru"));
            assert!(message.html.contains("&lt;b&gt;"), "{}", message.html);
        }
    }
}

async fn typing_reaches_the_other_side_and_the_desk(world: &World) {
    let scene = Scene::new(world).await;
    let mut customer = scene.process.tab(&scene.customer.token).await;
    let (mut agent, mut desk) = (scene.process.tab(&scene.agent.token).await, scene.process.tab(&scene.agent.token).await);
    agent.watch(scene.topic(), 0).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    for _ in 0..10 {
        customer.say(&Say::Typing { conversation: scene.chat, text: None }).await;
    }
    let typing = Heard::Typing { conversation: scene.chat, member: scene.customer.member(), name: "Wanjiru".into(), text: None };
    for tab in [&mut agent, &mut desk] {
        assert_eq!(tab.hear_until(|h| matches!(h, Heard::Typing { .. })).await.last(), Some(&typing));
    }
    customer.settle().await;
    assert!(agent.settle().await.iter().filter(|h| **h == typing).count() <= 2, "typing is told once a second at most");

    agent.say(&Say::Typing { conversation: scene.chat, text: None }).await;
    agent.settle().await;
    assert!(!desk.settle().await.iter().any(|h| matches!(h, Heard::Typing { member, .. } if *member == scene.agent.member())));
    let stranger = world.customer(&scene.shop, "Njeri").await;
    let mut outside = scene.process.tab(&stranger.token).await;
    outside.say(&Say::Typing { conversation: scene.chat, text: None }).await;
    assert!(matches!(outside.hear().await, Heard::Denied { .. }));
}

async fn read_ticks_reach_the_sender_and_stay(world: &World) {
    let scene = Scene::new(world).await;
    scene.write(&world.services, 3).await;
    let (mut customer, mut agent) = (scene.process.tab(&scene.customer.token).await, scene.process.tab(&scene.agent.token).await);
    customer.watch(scene.topic(), 3).await;
    agent.watch(scene.topic(), 0).await;
    let member = scene.agent.member();
    agent.say(&Say::Seen { conversation: scene.chat, seq: 3, read: false }).await;
    agent.say(&Say::Seen { conversation: scene.chat, seq: 2, read: true }).await;
    let is_receipt = |h: &Heard| matches!(h, Heard::Receipt { read: 2, .. });
    let ticks = customer.hear_until(is_receipt).await;
    assert_eq!(ticks.last(), Some(&Heard::Receipt { conversation: scene.chat, member, delivered: 3, read: 2 }));
    // Nobody has read what is not there.
    agent.say(&Say::Seen { conversation: scene.chat, seq: i64::MAX, read: true }).await;
    let ticks = customer.hear_until(|h| matches!(h, Heard::Receipt { read: 3.., .. })).await;
    assert_eq!(ticks.last(), Some(&Heard::Receipt { conversation: scene.chat, member, delivered: 3, read: 3 }));
    receipts::flush(&world.services).await.unwrap();
    let lane = scene.lane(&world.services).await;
    let history = conversations::history(&world.services, &lane, None, 10).await.unwrap();
    assert!(history.receipts.iter().any(|r| r.member_id == member && r.read == 3), "{:?}", history.receipts);
}

async fn coming_and_going_is_told(world: &World) {
    let scene = Scene::new(world).await;
    let mut desk = scene.process.tab(&scene.agent.token).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    let mut customer = scene.process.tab(&scene.customer.token).await;
    customer.watch(scene.topic(), 0).await;
    let member = scene.customer.member();
    let is_presence = |online| move |h: &Heard| matches!(h, Heard::Presence { member: m, online: o, .. } if *m == member && *o == online);
    desk.hear_until(is_presence(true)).await;
    let mut agent = scene.process.tab(&scene.agent.token).await;
    agent.watch(scene.topic(), 0).await;
    let agent_member = scene.agent.member();
    customer.hear_until(|h| matches!(h, Heard::Presence { member, online: true, .. } if *member == agent_member)).await;
    drop(customer);
    desk.hear_until(is_presence(false)).await;
    agent.hear_until(is_presence(false)).await;
    let person = stoa::accounts::actions::find_person(&world.services, &scene.agent.agent(), member).await.unwrap();
    assert_eq!((person.online_until, person.last_seen_at), (world.services.now(), Some(world.services.now())));
}
