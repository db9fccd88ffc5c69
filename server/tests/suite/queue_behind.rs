//! Behind hundreds of tickets that nobody here can take, the one that somebody can take is found.

use crate::harness::{World, draft};
use crate::on_both;
use crate::queue::{available, decided, holder, opens, shop_with_queue};
use stoa::accounts::Customer;
use stoa::kernel::ids::CategoryId;
use stoa::queue::actions as queue;
use stoa::queue::draft::PlanDraft;
use stoa::queue::jobs;
use stoa::tickets::actions::{self as tickets, Draft};

on_both!(
    a_ticket_anybody_can_take_is_found_behind_many_that_nobody_handles,
    a_ticket_one_can_take_is_found_behind_many_that_only_two_together_handle,
    a_ticket_one_can_take_is_found_behind_many_for_somebody_who_has_no_room,
);

/// More than one look of the queue sees.
const MANY: usize = 250;

async fn crowd(world: &World, customers: &[Customer], category: CategoryId, skills: &[CategoryId]) {
    for n in 0..MANY {
        let draft = Draft { priority: "urgent".into(), ..draft("Broken mugs", &category.to_string()) };
        tickets::open_for_skilled(&world.services, &customers[n % customers.len()], draft, skills).await.unwrap();
    }
    world.drain().await;
}

async fn a_ticket_anybody_can_take_is_found_behind_many_that_nobody_handles(world: &World) {
    behind(world, |[one, two, other]| ((other, vec![]), [one, two], None), 0).await;
}

async fn a_ticket_one_can_take_is_found_behind_many_that_only_two_together_handle(world: &World) {
    behind(world, |[one, two, _]| ((one, vec![two]), [one, two], Some(two)), 0).await;
}

async fn a_ticket_one_can_take_is_found_behind_many_for_somebody_who_has_no_room(world: &World) {
    behind(world, |[one, two, _]| ((one, vec![]), [one, two], Some(two)), 8).await;
}

/// What the crowd is about and wants besides, what Amina and Brian handle, and what the last ticket is about.
type Scene = ((CategoryId, Vec<CategoryId>), [CategoryId; 2], Option<CategoryId>);

/// Sets the scene with three categories; `taken` of the crowd find somebody, and so does the last ticket, which waits behind all the rest.
async fn behind(world: &World, scene: impl FnOnce([CategoryId; 3]) -> Scene, taken: usize) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let (amina, brian) = (available(world, &shop, "Amina").await, available(world, &shop, "Brian").await);
    let categories = tickets::list_categories(s, &amina).await.unwrap();
    let named = ["Payment", "Returns", "Delivery"].map(|name| categories.iter().find(|c| c.name == name).unwrap().id);
    let ((about, besides), handled, last) = scene(named);
    for (agent, skill) in [&amina, &brian].into_iter().zip(handled) {
        queue::change_plan(s, &boss, agent.member(), &PlanDraft { takes_part: true, skills: vec![skill], ..PlanDraft::default() }).await.unwrap();
    }
    queue::set_paused(s, &boss, true).await.unwrap();
    let mut customers = Vec::new();
    for n in 0..25 {
        customers.push(world.customer(&shop, &format!("Customer {n}")).await.customer());
    }
    crowd(world, &customers, about, &besides).await;
    let easy = opens(world, &world.customer(&shop, "Wanjiru").await.customer(), "low", last).await;
    queue::set_paused(s, &boss, false).await.unwrap();
    // Once is enough: what is found only by the next sweep waits ten seconds for nothing.
    jobs::run(s, shop.id).await.unwrap();
    assert!(holder(world, &amina, &easy).await.is_some(), "somebody can take it");
    let seen = queue::overview(s, &amina, None).await.unwrap();
    assert_eq!(seen.agents.iter().map(|a| a.load).sum::<i64>() as usize, taken + 1);
    world.drain().await;
}
