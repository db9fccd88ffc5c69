//! Two processes on one database, joined through Redis.

use super::Scene;
use crate::harness::{Line, Process, World, numbers, service};
use crate::on_both;
use stoa::event::{Heard, Hint, Say, Subject, Topic};

on_both!(two_processes_carry_one_conversation_and_either_may_go, what_could_not_be_told_to_another_process_is_made_up_for_once_redis_is_back,);

async fn two_processes_carry_one_conversation_and_either_may_go(world: &World) {
    let scene = Scene::new(world).await;
    let (here, there) = world.two_processes().await;
    let (first, second) = (Process::start(&here).await, Process::start(&there).await);
    let (mut customer, mut agent) = (first.tab(&scene.customer.token).await, second.tab(&scene.agent.token).await);
    customer.watch(scene.topic(), 0).await;
    agent.watch(scene.topic(), 0).await;
    agent.watch(Topic::Desk(scene.shop.id), 0).await;
    let is_message = |n: i64| move |h: &Heard| matches!(h, Heard::Message { message, .. } if message.seq == n);
    for n in 1..=20 {
        let (from, to) = if n % 2 == 0 { (&mut customer, &mut agent) } else { (&mut agent, &mut customer) };
        from.send(scene.chat, &format!("Message {n}")).await;
        assert_eq!(numbers(&to.hear_until(is_message(n)).await), [n]);
        from.hear_until(is_message(n)).await;
    }
    customer.say(&Say::Typing { conversation: scene.chat, text: None }).await;
    agent.hear_until(|h| matches!(h, Heard::Typing { .. })).await;
    agent.say(&Say::Seen { conversation: scene.chat, seq: 20, read: true }).await;
    customer.hear_until(|h| matches!(h, Heard::Receipt { read: 20, .. })).await;

    first.stop();
    let (rest, code) = customer.hear_out().await;
    assert!(code == 1012 && matches!(rest.last(), Some(Heard::ComeBack { .. })), "{rest:?}");
    agent.send(scene.chat, "Are you there?").await;
    agent.hear_until(is_message(21)).await;
    let mut customer = second.tab(&scene.customer.token).await;
    assert_eq!(numbers(&customer.watch(scene.topic(), 20).await), [21]);
    customer.send(scene.chat, "Yes, at the other one.").await;
    agent.hear_until(is_message(22)).await;
    for services in [here, there] {
        services.db().close().await;
    }
}

async fn what_could_not_be_told_to_another_process_is_made_up_for_once_redis_is_back(world: &World) {
    let scene = Scene::new(world).await;
    let redis = service("STOA_TEST_REDIS_URL");
    let line = Line::to(redis.trim_start_matches("redis://")).await;
    let (here, there) = (world.process_at(&format!("redis://{}", line.address)).await, world.process_at(&redis).await);
    let (second, desk) = (Process::start(&there).await, Topic::Desk(scene.shop.id));
    let mut agent = second.tab(&scene.agent.token).await;
    agent.watch(desk, 0).await;
    let tells_of = |id: i64| move |h: &Heard| matches!(h, Heard::Changed { hints, .. } if hints.iter().any(|h| h.id == id || h.what == Subject::Everything));
    // The fresh connection of the second process left everything in doubt: that is over once it hears from the first.
    here.bus().hint(desk, Hint { what: Subject::Ticket, id: 6 });
    agent.hear_until(|h| matches!(h, Heard::Changed { hints, .. } if hints.iter().any(|h| h.id == 6))).await;
    agent.settle().await;
    line.cut();
    here.bus().hint(desk, Hint { what: Subject::Ticket, id: 7 });
    line.until_tried().await;
    line.mend();
    agent.hear_until(tells_of(7)).await;
    for services in [here, there] {
        services.db().close().await;
    }
}
