//! Going on after the last number that was seen: in order, without gaps, once.

use super::Scene;
use crate::harness::{Process, World, numbers};
use crate::on_both;
use stoa::event::Heard;
use stoa::tickets::actions as tickets;
use tokio::task::JoinSet;

on_both!(
    a_tab_gets_what_it_has_not_seen_and_then_what_is_new,
    a_notice_that_never_came_is_read_from_the_database,
    every_message_arrives_once_over_many_reconnects,
    who_is_too_far_behind_fetches_the_page_anew,
    events_of_a_ticket_are_resumed_by_number,
    five_hundred_tabs_come_back_at_once,
);

async fn a_tab_gets_what_it_has_not_seen_and_then_what_is_new(world: &World) {
    let scene = Scene::new(world).await;
    scene.write(&world.services, 5).await;
    let mut tab = scene.process.tab(&scene.customer.token).await;
    let heard = tab.watch(scene.topic(), 2).await;
    assert_eq!(numbers(&heard), [3, 4, 5]);
    assert_eq!(heard.last(), Some(&Heard::CaughtUp { topic: scene.topic(), seq: 5 }));
    scene.write(&world.services, 1).await;
    let news = tab.hear_until(|h| matches!(h, Heard::Message { .. })).await;
    assert_eq!(numbers(&news), [6]);
    assert!(numbers(&tab.settle().await).is_empty());
}

async fn a_notice_that_never_came_is_read_from_the_database(world: &World) {
    let scene = Scene::new(world).await;
    let mut tab = scene.process.tab(&scene.agent.token).await;
    tab.watch(scene.topic(), 0).await;
    // A process that cannot tell this one what it stores.
    let elsewhere = world.another_process().await;
    scene.write(&elsewhere, 3).await;
    scene.write(&world.services, 1).await;
    assert_eq!(numbers(&tab.hear_until(|h| matches!(h, Heard::Message { message, .. } if message.seq == 4)).await), [1, 2, 3, 4]);
    scene.write(&elsewhere, 2).await;
    world.services.bus().doubt();
    assert_eq!(numbers(&tab.hear_until(|h| matches!(h, Heard::Message { message, .. } if message.seq == 6)).await), [5, 6]);
    elsewhere.db().close().await;
}

async fn every_message_arrives_once_over_many_reconnects(world: &World) {
    const ALL: i64 = 300;
    let scene = Scene::new(world).await;
    let mut sender = scene.process.tab(&scene.agent.token).await;
    let chat = scene.chat;
    let sending = tokio::spawn(async move {
        for n in 1..=ALL {
            sender.send(chat, &format!("Message {n}")).await;
            sender.hear_until(|h| matches!(h, Heard::Stored { .. })).await;
        }
    });
    let mut seen: Vec<i64> = Vec::new();
    while seen.len() < ALL as usize {
        let mut tab = scene.process.tab(&scene.customer.token).await;
        let last = seen.last().copied().unwrap_or(0);
        seen.extend(numbers(&tab.watch(scene.topic(), last).await));
        // Hangs up in the middle of things, after a few more.
        let until = (seen.len() + 17).min(ALL as usize);
        while seen.len() < until {
            seen.extend(numbers(&[tab.hear().await]));
        }
    }
    sending.await.unwrap();
    assert_eq!(seen, (1..=ALL).collect::<Vec<_>>());
}

async fn who_is_too_far_behind_fetches_the_page_anew(world: &World) {
    let scene = Scene::new(world).await;
    scene.write(&world.services, 600).await;
    let mut tab = scene.process.tab(&scene.customer.token).await;
    let topic = scene.topic();
    assert_eq!(numbers(&tab.watch(topic, 100).await), (101..=600).collect::<Vec<_>>());
    let far = tab.watch(topic, 99).await;
    let far: Vec<_> = far.iter().filter(|h| !matches!(h, Heard::Presence { .. })).collect();
    assert_eq!(far, [&Heard::Resync { topic }, &Heard::CaughtUp { topic, seq: 600 }]);
    // Numbers that do not exist: the database is not the one the tab has seen.
    assert!(tab.watch(topic, 700).await.contains(&Heard::Resync { topic }));
    scene.write(&world.services, 1).await;
    assert_eq!(numbers(&tab.hear_until(|h| matches!(h, Heard::Message { .. })).await), [601]);
}

async fn events_of_a_ticket_are_resumed_by_number(world: &World) {
    let scene = Scene::new(world).await;
    let ticket = scene.ticket(world).await;
    let seqs = |heard: &[Heard]| heard.iter().filter_map(|h| if let Heard::Event { seq, .. } = h { Some(*seq) } else { None }).collect::<Vec<_>>();
    let topic = stoa::event::Topic::Ticket(ticket.id);
    let mut tab = scene.process.tab(&scene.agent.token).await;
    assert_eq!(seqs(&tab.watch(topic, 0).await), [1]);
    tickets::take(&world.services, &scene.agent.agent(), ticket.id).await.unwrap();
    let taken = tab.hear_until(|h| matches!(h, Heard::Event { .. })).await;
    assert_eq!(seqs(&taken), [2]);
    let mut later = scene.process.tab(&scene.agent.token).await;
    let all = seqs(&later.watch(topic, 1).await);
    assert_eq!(all, (2..2 + all.len() as i64).collect::<Vec<_>>());
    assert!(!all.is_empty());
}

async fn five_hundred_tabs_come_back_at_once(world: &World) {
    let scene = Scene::new(world).await;
    // One person stands for five hundred.
    let process = Process::of_a_crowd(&world.services).await;
    let (address, token, topic) = (process.address, scene.agent.token.clone(), scene.topic());
    scene.write(&world.services, 20).await;
    let mut tabs = JoinSet::new();
    for n in 0..500 {
        let bearer = format!("Bearer {token}");
        tabs.spawn(async move {
            let mut tab = crate::harness::Tab::open(address, &[("authorization", &bearer)]).await.expect("there is room for everybody");
            let seen = n % 20;
            let mut heard = numbers(&tab.watch(topic, seen).await);
            while heard.last() != Some(&30) {
                heard.extend(numbers(&[tab.hear().await]));
            }
            assert_eq!(heard, (seen + 1..=30).collect::<Vec<_>>());
        });
    }
    scene.write(&world.services, 10).await;
    assert_eq!(tabs.join_all().await.len(), 500);
}
