//! Automations that wait for a silence: found however long it lasts, a bounded number at a time, each acted on once.

use crate::automations::{Shop, row, shop};
use crate::harness::{World, draft};
use crate::on_both;
use stoa::automations::actions;
use stoa::automations::draft::Draft;
use stoa::automations::jobs;
use stoa::automations::model::Outcome;
use stoa::kernel::ids::AutomationId;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(a_silence_of_any_length_is_found_and_acted_on_once_as_long_as_it_lasts, a_sweep_looks_at_so_many_tickets_and_the_next_one_goes_on,);

const DAY: i64 = 1440;

/// The tickets that were acted on, in the order in which that happened.
async fn acted(world: &World, shop: &Shop) -> Vec<i64> {
    let runs = actions::list_runs(&world.services, &shop.boss.admin(), None).await.unwrap();
    runs.into_iter().rev().filter(|run| run.outcome == Outcome::Done).map(|run| run.number).collect()
}

async fn sweeps(world: &World) {
    world.drain().await;
    world.advance_minutes(2);
    jobs::sweep(&world.services).await.unwrap();
    world.drain().await;
}

async fn waiting_for(world: &World, shop: &Shop, idle: &str) -> AutomationId {
    let (s, boss) = (&world.services, shop.boss.admin());
    let acts = vec![row("note", "", "Nobody has looked at {{ticket.number}}.")];
    let id = actions::create(s, &boss, &Draft { name: idle.into(), occasion: "idle".into(), idle: idle.into(), acts, ..Draft::default() }).await.unwrap();
    actions::switch(s, &boss, id, true).await.unwrap();
    id
}

async fn a_silence_of_any_length_is_found_and_acted_on_once_as_long_as_it_lasts(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let customer = shop.wanjiru.customer();
    let first = tickets::open(s, &customer, draft("A cracked mug", "")).await.unwrap();
    world.drain().await;
    world.advance_minutes(10 * DAY);
    tickets::open(s, &customer, draft("A late parcel", "")).await.unwrap();
    // Ten days of silence before anybody waited for them, and one that lasts for a moment.
    let id = waiting_for(world, &shop, "2 h").await;
    sweeps(world).await;
    assert_eq!(acted(world, &shop).await, [1]);
    world.advance_minutes(3 * DAY);
    sweeps(world).await;
    assert_eq!(acted(world, &shop).await, [1, 2], "nobody looked for three days");

    // Long after the log is forgotten, and however often the search begins anew.
    world.advance_minutes(200 * DAY);
    sweeps(world).await;
    let (on, off) = (true, false);
    for is_on in [off, on] {
        actions::switch(s, &shop.boss.admin(), id, is_on).await.unwrap();
    }
    sweeps(world).await;
    sweeps(world).await;
    assert_eq!(acted(world, &shop).await, [1, 2]);
    waiting_for(world, &shop, "90 d").await;
    sweeps(world).await;
    assert_eq!(acted(world, &shop).await, [1, 2, 1, 2], "another automation, another wait");

    tickets::reply(s, &customer, first.id, Uuid::now_v7(), "Hello?", vec![]).await.unwrap();
    world.drain().await;
    world.advance_minutes(3 * 60);
    sweeps(world).await;
    assert_eq!(acted(world, &shop).await, [1, 2, 1, 2, 1], "a new silence");
}

async fn a_sweep_looks_at_so_many_tickets_and_the_next_one_goes_on(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    for name in ["Njoki", "Achieng", "Barasa"] {
        let customer = world.customer(&shop.business, name).await.customer();
        for n in 0..4 {
            tickets::open(s, &customer, draft(&format!("Mug {n}"), "")).await.unwrap();
        }
    }
    world.drain().await;
    world.advance_minutes(5 * DAY);
    world.drain().await;
    world.advance_minutes(2);
    waiting_for(world, &shop, "2 h").await;
    let sweeps = async || {
        jobs::sweep_some(s, 10).await.unwrap();
        world.drain().await;
        acted(world, &shop).await
    };
    assert_eq!(sweeps().await, (1..=10).collect::<Vec<i64>>());
    assert_eq!(sweeps().await, (1..=12).collect::<Vec<i64>>());
    assert_eq!(sweeps().await.len(), 12);
}
