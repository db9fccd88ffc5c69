//! Two hundred people want one time at once: one gets it, nobody is booked twice, everybody else is told.

use super::{Salon, at, contact, open_salon};
use crate::harness::{Kind, World};
use stoa::Error;
use stoa::appointments::actions::{self as booking, Hold};
use stoa::appointments::model::Entry;
use stoa::platform::Services;

const PEOPLE: usize = 200;
const TIME: &str = "2026-03-12T11:00:00Z";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_people_for_one_time_on_sqlite() {
    let world = World::new(Kind::Sqlite).await;
    one_time(&world, std::slice::from_ref(&world.services)).await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_people_for_one_time_over_two_processes_on_postgres() {
    let world = World::new(Kind::Postgres).await;
    let (one, two) = world.two_processes().await;
    one_time(&world, &[one, two]).await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moves_and_bookings_for_the_same_times_on_sqlite() {
    let world = World::new(Kind::Sqlite).await;
    a_throng(&world, std::slice::from_ref(&world.services)).await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moves_and_bookings_for_the_same_times_over_two_processes_on_postgres() {
    let world = World::new(Kind::Postgres).await;
    let (one, two) = world.two_processes().await;
    a_throng(&world, &[one, two]).await;
    world.finish().await;
}

async fn one_time(world: &World, processes: &[Services]) {
    let salon = open_salon(world).await;
    let (visitor, wish) = (salon.visitor(), salon.wish(TIME));
    let tries: Vec<_> = (0..PEOPLE)
        .map(|n| {
            let (services, wish) = (processes[n % processes.len()].clone(), wish.clone());
            tokio::spawn(async move { booking::book(&services, &visitor, None, &format!("10.1.{n}.1"), &wish, &contact()).await })
        })
        .collect();
    let (mut booked, mut refused) = (0, Vec::new());
    for attempt in tries {
        match attempt.await.expect("nobody panics") {
            Ok(_) => booked += 1,
            Err(error) => refused.push(error),
        }
    }
    let taken = Error::Conflict("This time was just taken. Choose another one.".into());
    assert_eq!((booked, refused.len()), (1, PEOPLE - 1));
    assert!(refused.iter().all(|r| *r == taken), "{:?}", refused.iter().find(|r| **r != taken));
    nobody_is_twice_at_once(world, &salon, 1).await;
    world.drain().await;
}

/// Forty appointments that all want to move to the forenoon of another day while others book there: as many get a place as there are.
async fn a_throng(world: &World, processes: &[Services]) {
    let salon = open_salon(world).await;
    let mut links = Vec::new();
    for date in 16..=20 {
        for hour in 6..14 {
            let (link, a) = salon.book(&world.services, &format!("10.2.{date}.{hour}"), &format!("2026-03-{date}T{hour:02}:00:00Z")).await.expect("booked");
            links.push((link, a.sequence));
        }
    }
    world.drain().await;
    let times = ["2026-03-23T06:00:00Z", "2026-03-23T06:30:00Z", "2026-03-23T07:00:00Z", "2026-03-23T07:30:00Z"];
    let mut tries = Vec::new();
    for (n, (link, seen)) in links.into_iter().enumerate() {
        let (services, to) = (processes[n % processes.len()].clone(), at(times[n % times.len()]));
        tries.push(tokio::spawn(async move { booking::move_by_link(&services, &link, seen, to, None).await.map(drop) }));
        let (services, visitor, from) = (processes[(n + 1) % processes.len()].clone(), salon.visitor(), format!("10.3.{n}.1"));
        let wish = Hold { starts_at: to, ..salon.wish(TIME) };
        tries.push(tokio::spawn(async move { booking::book(&services, &visitor, None, &from, &wish, &contact()).await.map(drop) }));
    }
    let mut done = 0;
    for attempt in tries {
        match attempt.await.expect("nobody panics") {
            Ok(()) => done += 1,
            Err(error) => assert!(matches!(error, Error::Conflict(_)), "{error:?}"),
        }
    }
    assert!((1..=2).contains(&done), "two hours hold one or two appointments of an hour, not {done}");
    world.drain().await;
    let all = agreed(world, &salon).await;
    nobody_is_twice_at_once(world, &salon, all.len()).await;
}

async fn agreed(world: &World, salon: &Salon) -> Vec<Entry> {
    booking::calendar(&world.services, &salon.boss.agent(), at("2026-03-01T00:00:00Z"), at("2026-04-30T00:00:00Z"), None).await.expect("the calendar")
}

async fn nobody_is_twice_at_once(world: &World, salon: &Salon, many: usize) {
    let all = agreed(world, salon).await;
    assert_eq!(all.len(), many);
    for pair in all.windows(2) {
        assert!(pair[0].ends_at <= pair[1].starts_at, "{pair:?}");
    }
}
