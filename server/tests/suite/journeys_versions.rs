//! Versions of a journey over time: their numbers, and what is looked at before one becomes active.

use crate::harness::World;
use crate::journeys::FILE;
use crate::on_both;
use stoa::Error;
use stoa::journeys::actions as journeys;
use stoa::journeys::model::State;
use stoa::journeys::rules::edit::Edit;
use stoa::kernel::ids::NodeId;

on_both!(what_was_saved_after_it_was_looked_at_never_becomes_active, no_version_gets_the_number_of_one_that_was_deleted);

async fn what_was_saved_after_it_was_looked_at_never_becomes_active(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let boss = world.admin(&shop, "Otieno").await.admin();
    let (known, id) = (journeys::known(s, &boss).await.unwrap(), journeys::import(s, &boss, FILE).await.unwrap());
    let seen = journeys::find(s, &boss, id).await.unwrap();
    // Somebody saves on the canvas: from step 6 it goes nowhere any more.
    journeys::edit(s, &boss, id, seen.revision, Edit::RemoveNode(NodeId(7))).await.unwrap();
    let mut tx = s.begin().await.unwrap();
    assert!(matches!(journeys::activate_seen(&mut tx, &seen, &known).await, Err(Error::Conflict(_))));
    drop(tx);
    assert_eq!(journeys::find(s, &boss, id).await.unwrap().state, State::Draft);
    assert!(matches!(journeys::activate(s, &boss, id).await, Err(Error::Invalid(_))), "as it is now it cannot be walked");
    world.drain().await;
}

async fn no_version_gets_the_number_of_one_that_was_deleted(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("Kiln").await, world.business("Rival").await);
    let (boss, other) = (world.admin(&shop, "Otieno").await.admin(), world.admin(&rival, "Ruth").await.admin());
    let first = journeys::create(s, &boss, "First").await.unwrap();
    let second = journeys::create(s, &boss, "Second").await.unwrap();
    journeys::delete(s, &boss, second).await.unwrap();
    let third = journeys::create(s, &boss, "Third").await.unwrap();
    let number = async |id| journeys::find(s, &boss, id).await.unwrap().number;
    assert_eq!((number(first).await, number(third).await), (1, 3));
    let theirs = journeys::create(s, &other, "Theirs").await.unwrap();
    assert_eq!(journeys::find(s, &other, theirs).await.unwrap().number, 1, "each business counts its own");
    world.drain().await;
}
