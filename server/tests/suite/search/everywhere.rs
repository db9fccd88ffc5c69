//! Searching for a word that is everywhere: the newest are found, other talks are not hidden, and nobody finds what is not theirs.

use super::{EACH, NEWEST, RECENT, found, hits, pass, said, shop};
use crate::harness::World;
use crate::on_both;
use crate::tickets::opened;
use std::collections::HashSet;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(
    of_a_word_that_is_everywhere_the_newest_are_found,
    one_talk_that_is_full_of_a_word_hides_no_other_however_old,
    what_others_say_all_the_time_neither_hides_nor_shows_anything,
);

async fn of_a_word_that_is_everywhere_the_newest_are_found(world: &World) {
    let (amina, wanjiru, t) = shop(world, 64).await;
    let (old, new) = t.split_at(10);
    said(world, (0..30).map(|n| (old[n % 10].customer_lane, "teapot teapot teapot".into()))).await;
    pass(world, RECENT + NEWEST).await;
    for n in 0..5 {
        said(world, new.iter().map(|ticket| (ticket.customer_lane, format!("One teapot of {n}")))).await;
    }
    let all = hits(world, &amina, "teapot").await;
    let numbers: HashSet<i64> = all.iter().map(|hit| hit.row.number).collect();
    assert_eq!((all.len(), numbers.len()), (50, 50), "of each ticket the best place");
    assert!(numbers.iter().all(|number| *number > 10), "{numbers:?}");
    assert!(all.iter().all(|hit| hit.snippet.contains(&("teapot".into(), true))));
    assert_eq!(found(world, &wanjiru, "teapot").await, (1..=EACH as i64).collect::<Vec<_>>(), "their own, old ones too");
    said(world, [(new[7].customer_lane, "Teapot! Teapot, teapot.".into())]).await;
    assert_eq!(hits(world, &amina, "teapot").await[0].row.number, new[7].number, "what is mostly the word comes first");
}

async fn one_talk_that_is_full_of_a_word_hides_no_other_however_old(world: &World) {
    let (amina, _, t) = shop(world, 3).await;
    said(world, [(t[0].customer_lane, "My teapot leaks.".into())]).await;
    pass(world, RECENT).await;
    said(world, [(t[1].customer_lane, "So does my teapot.".into())]).await;
    pass(world, NEWEST).await;
    said(world, (0..700).map(|n| (t[2].customer_lane, format!("Teapot {n}")))).await;
    assert_eq!(found(world, &amina, "teapot").await, [1, 2, 3]);
}

async fn what_others_say_all_the_time_neither_hides_nor_shows_anything(world: &World) {
    let (amina, wanjiru, t) = shop(world, 2).await;
    let rival = world.business("rival").await;
    let (spy, other) = (world.agent(&rival, "Spy").await.agent(), world.customer(&rival, "Other").await.customer());
    said(world, [(t[0].customer_lane, "My teapot leaks.".into())]).await;
    tickets::note(&world.services, &amina, t[1].id, Uuid::now_v7(), "A teapot of ours, surely.", vec![]).await.unwrap();
    world.drain().await;
    pass(world, RECENT).await;
    let theirs = opened(world, &other, "Nothing").await;
    said(world, (0..300).map(|n| (theirs.customer_lane, format!("Teapot {n} b{} x{0}", amina.business())))).await;
    assert_eq!(found(world, &amina, "teapot").await, [1, 2]);
    assert_eq!(found(world, &wanjiru, "teapot").await, [1]);
    assert_eq!(found(world, &spy, "teapot").await, [1], "their own, which has the same number");
    assert_eq!(found(world, &spy, "leaks").await, Vec::<i64>::new());
    assert_eq!(found(world, &other, "teapot").await, [1]);
}
