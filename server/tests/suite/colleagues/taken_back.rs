//! Who is mailed of a change that somebody may take back: nobody while they may, and nobody when they do.

use super::Scene;
use super::followers::mails;
use crate::harness::World;
use crate::on_both;
use stoa::platform::letters;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Priority, Status};

on_both!(
    a_solution_is_mailed_once_it_can_no_longer_be_taken_back,
    a_change_that_was_taken_back_mails_nobody,
    what_a_customer_answered_meanwhile_is_not_called_resolved,
);

/// How many mails there are in all.
async fn count(world: &World, scene: &Scene) -> usize {
    letters::list(world.services.db(), scene.shop.id, None).await.unwrap().items.len()
}

async fn a_solution_is_mailed_once_it_can_no_longer_be_taken_back(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let before = count(world, &scene).await;
    tickets::set_status(s, &scene.amina.agent(), scene.ticket.id, Status::Resolved).await.unwrap();
    world.drain().await;
    world.advance_minutes(1);
    world.drain().await;
    assert_eq!(count(world, &scene).await, before, "it can be taken back to the last moment of the minute");
    let resolved = async || mails(world, &scene, &scene.wanjiru.email()).await.iter().filter(|subject| subject.contains("Resolved: ")).count();
    assert_eq!(resolved().await, 1);
    assert_eq!(resolved().await, 1, "once");

    // Undone and done again within the minute: that is one more.
    tickets::set_status(s, &scene.amina.agent(), scene.ticket.id, Status::InProgress).await.unwrap();
    world.advance_minutes(5);
    for _ in 0..2 {
        tickets::set_status(s, &scene.amina.agent(), scene.ticket.id, Status::Resolved).await.unwrap();
        world.drain().await;
        tickets::revert(s, &scene.amina.agent(), scene.ticket.id).await.unwrap();
    }
    tickets::set_status(s, &scene.amina.agent(), scene.ticket.id, Status::Resolved).await.unwrap();
    assert_eq!(resolved().await, 2);
}

async fn a_change_that_was_taken_back_mails_nobody(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let (amina, brian, id) = (scene.amina.agent(), scene.brian.agent(), scene.ticket.id);
    let grace = world.agent(&scene.shop, "Grace").await;
    tickets::follow(s, &grace.agent(), id).await.unwrap();
    tickets::assign(s, &amina, id, Some(brian.member())).await.unwrap();
    assert_eq!(mails(world, &scene, &scene.brian.email()).await.len(), 1, "what stands is mailed");
    let before = count(world, &scene).await;
    let category = tickets::list_categories(s, &amina).await.unwrap()[0].id;
    tickets::set_status(s, &amina, id, Status::Resolved).await.unwrap();
    world.drain().await;
    tickets::revert(s, &amina, id).await.unwrap();
    tickets::set_priority(s, &amina, id, Priority::Urgent).await.unwrap();
    world.drain().await;
    tickets::revert(s, &amina, id).await.unwrap();
    tickets::set_category(s, &amina, id, category).await.unwrap();
    world.drain().await;
    tickets::revert(s, &amina, id).await.unwrap();
    tickets::assign(s, &amina, id, Some(amina.member())).await.unwrap();
    world.drain().await;
    tickets::revert(s, &amina, id).await.unwrap();
    assert_eq!(mails(world, &scene, &grace.email()).await.len(), 1, "who follows it heard of Brian, and of nothing since");
    assert_eq!(count(world, &scene).await, before, "not the customer, not whoever had it, not who follows it");
}

async fn what_a_customer_answered_meanwhile_is_not_called_resolved(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    tickets::set_status(s, &scene.amina.agent(), scene.ticket.id, Status::Resolved).await.unwrap();
    world.drain().await;
    tickets::reply(s, &scene.wanjiru.customer(), scene.ticket.id, uuid::Uuid::now_v7(), "It is not.", vec![]).await.unwrap();
    let told = mails(world, &scene, &scene.wanjiru.email()).await;
    assert!(!told.iter().any(|subject| subject.contains("Resolved: ")), "{told:?}");
}
