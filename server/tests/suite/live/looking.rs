//! Colleagues who have the same ticket open see each other, over processes; nobody else ever hears of it.

use super::Scene;
use crate::harness::{Process, Tab, World, drain};
use crate::on_both;
use stoa::event::{Heard, Say, Topic};
use stoa::kernel::ids::{ConversationId, MemberId};

on_both!(
    who_opens_a_ticket_sees_who_is_there_and_is_seen_until_they_leave,
    colleagues_see_each_other_over_processes_and_one_of_two_pages_is_enough,
    customers_and_other_businesses_never_hear_who_looks,
);

fn is(member: MemberId, here: bool) -> impl Fn(&Heard) -> bool {
    move |h| matches!(h, Heard::Looking { member: m, here: h, .. } if *m == member && *h == here)
}

async fn look(tab: &mut Tab, talk: ConversationId) {
    let answer = tab.watch(Topic::Colleagues(talk), 0).await;
    assert!(matches!(answer.last(), Some(Heard::CaughtUp { .. })), "{answer:?}");
}

async fn who_opens_a_ticket_sees_who_is_there_and_is_seen_until_they_leave(world: &World) {
    let scene = Scene::new(world).await;
    let ticket = scene.ticket(world).await;
    let brian = world.agent(&scene.shop, "Brian").await;
    let (mut amina, mut other) = (scene.process.tab(&scene.agent.token).await, scene.process.tab(&brian.token).await);
    look(&mut amina, ticket.customer_lane).await;
    look(&mut other, ticket.customer_lane).await;
    let seen = amina.hear_until(is(brian.member(), true)).await;
    assert!(matches!(seen.last(), Some(Heard::Looking { name, conversation, .. }) if name == "Brian" && *conversation == ticket.customer_lane));
    other.hear_until(is(scene.agent.member(), true)).await;
    // Another ticket is another room.
    look(&mut other, scene.chat).await;
    other.say(&Say::Unwatch { topic: Topic::Colleagues(ticket.customer_lane) }).await;
    let heard = amina.hear_until(is(brian.member(), false)).await;
    assert!(!heard.iter().any(|h| matches!(h, Heard::Looking { conversation, .. } if *conversation == scene.chat)), "{heard:?}");
    // A line that drops says nothing more, and is gone all the same.
    look(&mut other, ticket.customer_lane).await;
    amina.hear_until(is(brian.member(), true)).await;
    drop(other);
    amina.hear_until(is(brian.member(), false)).await;
}

async fn colleagues_see_each_other_over_processes_and_one_of_two_pages_is_enough(world: &World) {
    let scene = Scene::new(world).await;
    let ticket = scene.ticket(world).await;
    let brian = world.agent(&scene.shop, "Brian").await;
    let (one, two) = world.two_processes().await;
    let (here, there) = (Process::start(&one).await, Process::start(&two).await);
    let (mut amina, mut phone) = (here.tab(&scene.agent.token).await, there.tab(&brian.token).await);
    look(&mut amina, ticket.customer_lane).await;
    look(&mut phone, ticket.customer_lane).await;
    amina.hear_until(is(brian.member(), true)).await;
    phone.hear_until(is(scene.agent.member(), true)).await;
    let mut laptop = here.tab(&brian.token).await;
    look(&mut laptop, ticket.customer_lane).await;
    amina.hear_until(is(brian.member(), true)).await;
    drop(laptop);
    // The process that was left says so, and the other one sets it right.
    amina.hear_until(is(brian.member(), false)).await;
    amina.hear_until(is(brian.member(), true)).await;
    drop(phone);
    amina.hear_until(is(brian.member(), false)).await;
    drain(&one).await;
}

async fn customers_and_other_businesses_never_hear_who_looks(world: &World) {
    let scene = Scene::new(world).await;
    let ticket = scene.ticket(world).await;
    let (rival, brian) = (world.business("Rival").await, world.agent(&scene.shop, "Brian").await);
    let spy = world.admin(&rival, "Spy").await;
    let mut outsiders = Vec::new();
    for (token, business) in [(&scene.customer.token, scene.shop.id), (&spy.token, rival.id)] {
        let mut tab = scene.process.tab(token).await;
        for talk in [ticket.customer_lane, ticket.staff_lane, scene.chat] {
            let answer = tab.watch(Topic::Colleagues(talk), 0).await;
            assert!(matches!(answer.last(), Some(Heard::Denied { .. })), "{answer:?}");
            tab.watch(Topic::Conversation(talk), 0).await;
        }
        for topic in [Topic::Case(ticket.id), Topic::Ticket(ticket.id), Topic::Desk(business)] {
            tab.watch(topic, 0).await;
        }
        outsiders.push(tab);
    }
    let (mut amina, mut other) = (scene.process.tab(&scene.agent.token).await, scene.process.tab(&brian.token).await);
    for talk in [ticket.customer_lane, scene.chat] {
        look(&mut amina, talk).await;
        look(&mut other, talk).await;
    }
    other.say(&Say::Typing { conversation: ticket.staff_lane, text: None }).await;
    amina.hear_until(is(brian.member(), true)).await;
    drop(other);
    amina.hear_until(is(brian.member(), false)).await;
    for mut tab in outsiders {
        let heard = tab.settle().await;
        assert!(!heard.iter().any(|h| matches!(h, Heard::Looking { .. } | Heard::Typing { .. })), "{heard:?}");
    }
}
