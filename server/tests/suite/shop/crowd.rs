//! Two hundred people want fifty pieces at once: fifty get one each, nothing is sold twice, everybody else is told.

use super::{Shop, checkout, open_shop};
use crate::harness::{Kind, World};
use stoa::Error;
use stoa::inventory::actions as inventory;
use stoa::inventory::model::ChangeKind;
use stoa::orders::actions as shop;
use stoa::orders::model::Order;
use stoa::platform::Services;

const BUYERS: usize = 200;
const PIECES: i64 = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_buyers_for_fifty_pieces_on_sqlite() {
    let world = World::new(Kind::Sqlite).await;
    crowd(&world, std::slice::from_ref(&world.services), false).await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_buyers_for_fifty_pieces_over_two_processes_on_postgres() {
    let world = World::new(Kind::Postgres).await;
    let (one, two) = world.two_processes().await;
    crowd(&world, &[one, two], false).await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_buyers_who_all_go_through_the_checkout_page_on_sqlite() {
    let world = World::new(Kind::Sqlite).await;
    crowd(&world, std::slice::from_ref(&world.services), true).await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_buyers_who_all_go_through_the_checkout_page_on_postgres() {
    let world = World::new(Kind::Postgres).await;
    let (one, two) = world.two_processes().await;
    crowd(&world, &[one, two], true).await;
    world.finish().await;
}

async fn crowd(world: &World, processes: &[Services], by_checkout: bool) {
    let kiln = open_shop(world).await;
    let (id, mug) = kiln.product(world, "Mug", "950", PIECES).await;
    let mut buyers = Vec::with_capacity(BUYERS);
    for _ in 0..BUYERS {
        buyers.push(kiln.guest_with(world, mug, 1).await);
    }
    let buying: Vec<_> = buyers
        .into_iter()
        .enumerate()
        .map(|(n, who)| {
            let services = processes[n % processes.len()].clone();
            tokio::spawn(async move {
                if by_checkout {
                    shop::begin_checkout(&services, &who).await?;
                }
                shop::place(&services, &who, &checkout(95_000)).await
            })
        })
        .collect();
    let (mut orders, mut refusals) = (Vec::new(), Vec::new());
    for task in buying {
        match task.await.expect("nobody panics") {
            Ok(order) => orders.push(order),
            Err(refused) => refusals.push(refused),
        }
    }
    assert_eq!((orders.len(), refusals.len()), (PIECES as usize, BUYERS - PIECES as usize));
    let sold_out = Error::Conflict("“Mug” is sold out.".into());
    assert!(refusals.iter().all(|r| *r == sold_out), "{:?}", refusals.iter().find(|r| **r != sold_out));
    numbers_have_no_gaps(&orders);
    let variant = kiln.variant(world, id).await;
    assert_eq!((variant.stock, variant.held), (0, 0));
    the_ledger_sums_up(world, &kiln).await;
    world.drain().await;
}

fn numbers_have_no_gaps(orders: &[Order]) {
    let mut numbers: Vec<i64> = orders.iter().map(|o| o.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=PIECES).collect::<Vec<_>>());
}

async fn the_ledger_sums_up(world: &World, kiln: &Shop) {
    kiln.balances(world).await;
    let agent = kiln.boss.agent();
    let (mut sales, mut sum, mut after) = (0, 0, None);
    loop {
        let page = inventory::movements(&world.services, &agent, None, after).await.unwrap();
        sales += page.items.iter().filter(|m| m.kind == ChangeKind::Sale).count();
        sum += page.items.iter().map(|m| m.quantity).sum::<i64>();
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((sales as i64, sum), (PIECES, 0));
    let summary = inventory::summary(&world.services, &agent).await.unwrap();
    assert_eq!((summary.units_sold, summary.revenue.0, summary.out_of_stock_count), (PIECES, PIECES * 95_000, 1));
}
