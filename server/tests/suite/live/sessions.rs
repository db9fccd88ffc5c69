//! A socket lives no longer than what it was opened for: session, role, process.

use super::Scene;
use crate::harness::World;
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Role;
use stoa::event::{Heard, Topic};

on_both!(
    signing_out_closes_the_sockets_of_that_session_only,
    who_is_shut_out_hears_nothing_more,
    a_new_role_takes_away_what_it_may_not_see,
    a_stopping_process_answers_what_was_sent_and_says_when_to_come_back,
);

async fn signing_out_closes_the_sockets_of_that_session_only(world: &World) {
    let scene = Scene::new(world).await;
    let ben = world.with_password(&scene.shop, Role::Customer, "Ben").await;
    let elsewhere = world.sign_in(&ben.email()).await;
    let mut tabs = [scene.process.tab(&ben.token).await, scene.process.tab(&ben.token).await];
    let mut other = scene.process.tab(&elsewhere.token).await;
    accounts::sign_out(&world.services, &ben.token).await.unwrap();
    for tab in &mut tabs {
        assert_eq!(tab.hear_out().await.1, 4401);
    }
    assert!(other.settle().await.is_empty());
    accounts::revoke_others(&world.services, &world.sign_in(&ben.email()).await.identity).await.unwrap();
    assert_eq!(other.hear_out().await.1, 4401);
}

async fn who_is_shut_out_hears_nothing_more(world: &World) {
    let scene = Scene::new(world).await;
    let admin = world.admin(&scene.shop, "Ada").await;
    let mut tab = scene.process.tab(&scene.agent.token).await;
    tab.watch(Topic::Desk(scene.shop.id), 0).await;
    accounts::deactivate(&world.services, &admin.admin(), scene.agent.member()).await.unwrap();
    assert_eq!(tab.hear_out().await.1, 4401);
}

async fn a_new_role_takes_away_what_it_may_not_see(world: &World) {
    let scene = Scene::new(world).await;
    let (boss, ada) = (world.owner(&scene.shop, "Boss").await, world.admin(&scene.shop, "Ada").await);
    let mut tab = scene.process.tab(&ada.token).await;
    let (admin, desk) = (Topic::Admin(scene.shop.id), Topic::Desk(scene.shop.id));
    tab.watch(admin, 0).await;
    tab.watch(desk, 0).await;
    accounts::change_role(&world.services, &boss.admin(), ada.member(), Role::Agent).await.unwrap();
    let heard = tab.hear_until(|h| matches!(h, Heard::Denied { .. })).await;
    assert_eq!(heard.last(), Some(&Heard::Denied { topic: admin, error: stoa::Error::NotFound }));
    super::ticket_of(world, &scene.customer).await;
    let hints = tab.hear_until(|h| matches!(h, Heard::Changed { .. })).await;
    assert!(hints.iter().all(|h| !matches!(h, Heard::Changed { topic, .. } if *topic == admin)));
}

async fn a_stopping_process_answers_what_was_sent_and_says_when_to_come_back(world: &World) {
    let scene = Scene::new(world).await;
    let mut tab = scene.process.tab(&scene.customer.token).await;
    for n in 0..20 {
        tab.send(scene.chat, &format!("Message {n}")).await;
    }
    assert!(matches!(tab.hear().await, Heard::Stored { seq: 1, .. }));
    scene.process.stop();
    let (heard, code) = tab.hear_out().await;
    assert_eq!(code, 1012);
    assert!(matches!(heard.last(), Some(Heard::ComeBack { after_ms: 200..=2000 })), "{heard:?}");
    let answered = 1 + heard.iter().filter(|h| matches!(h, Heard::Stored { .. })).count() as i64;
    let head = scene.lane(&world.services).await.conversation().head;
    assert_eq!(answered, head, "everything that was stored was answered");
}
