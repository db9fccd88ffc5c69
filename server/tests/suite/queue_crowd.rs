//! Five hundred tickets at once, twenty agents who come and go: each ticket is with one agent, none is lost, nobody has more than they can hold.

use crate::harness::{Kind, World, draft};
use crate::queue::{available, decided, shop_with_queue};
use server::jobs::run;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Availability;
use stoa::accounts::{Agent, Customer};
use stoa::assignments::actions as assignments;
use stoa::assignments::model::{Returned, Work};
use stoa::kernel::ids::{MemberId, TicketId};
use stoa::platform::Services;
use stoa::queue::actions as queue;
use stoa::queue::draft::SettingsDraft;
use stoa::tickets::actions as tickets;
use tokio::sync::watch;

const TICKETS: usize = 500;
const AGENTS: usize = 20;
const CUSTOMERS: usize = 50;
const CAPACITY: i64 = 30;
/// Agents who are seen to leave with work. So few that what the others can hold is never all there is: each of them gets some.
const LEAVERS: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_tickets_over_two_processes_on_postgres() {
    let world = World::new(Kind::Postgres).await;
    let (one, two) = world.two_processes().await;
    crowd(&world, &[one, two]).await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_tickets_on_sqlite() {
    let world = World::new(Kind::Sqlite).await;
    crowd(&world, std::slice::from_ref(&world.services)).await;
    world.finish().await;
}

async fn crowd(world: &World, processes: &[Services]) {
    let (shop, _) = shop_with_queue(world, &SettingsDraft { capacity: CAPACITY.to_string(), ..decided() }).await;
    let (mut agents, mut customers) = (Vec::new(), Vec::new());
    for n in 0..AGENTS {
        agents.push(available(world, &shop, &format!("Agent {n}")).await);
    }
    for n in 0..CUSTOMERS {
        customers.push(world.customer(&shop, &format!("Customer {n}")).await.customer());
    }
    let (stop, stopping) = watch::channel(false);
    let runners: Vec<_> = processes.iter().map(|s| tokio::spawn(run(s.clone(), stopping.clone()))).collect();
    let opening: Vec<_> = customers.into_iter().enumerate().map(|(n, who)| tokio::spawn(open_ten(processes[n % processes.len()].clone(), who))).collect();
    come_and_go(processes, &agents).await;
    for agent in &agents[..LEAVERS] {
        leaves_with_work(processes, agent).await;
    }
    let mut all = Vec::new();
    for task in opening {
        all.extend(task.await.unwrap());
    }
    for agent in &agents {
        accounts::set_availability(&processes[0], agent, Availability::Available).await.unwrap();
    }
    let everything_is_held = async {
        while tickets::counts(&world.services, &agents[0]).await.unwrap().unassigned > 0 {
            nobody_is_above(&world.services, &agents[0]).await;
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), everything_is_held).await.expect("every ticket finds an agent");
    stop.send_replace(true);
    for runner in runners {
        runner.await.unwrap();
    }
    nobody_is_above(&world.services, &agents[0]).await;
    each_is_with_one(world, &agents, &all).await;
}

async fn open_ten(services: Services, who: Customer) -> Vec<TicketId> {
    let mut opened = Vec::new();
    for n in 0..TICKETS / CUSTOMERS {
        opened.push(tickets::open(&services, &who, draft(&format!("Ticket {n}"), "")).await.unwrap().id);
    }
    opened
}

/// Agents go and come back in an order that looks random and is always the same.
async fn come_and_go(processes: &[Services], agents: &[Agent]) {
    for step in 0..6 * AGENTS {
        let agent = &agents[step * 7 % AGENTS];
        // A step further each time round: everybody goes, and comes back.
        let to = [Availability::Offline, Availability::Available, Availability::Busy, Availability::Offline, Availability::Away][(step + step / AGENTS) % 5];
        accounts::set_availability(&processes[step % processes.len()], agent, to).await.unwrap();
        nobody_is_above(&processes[step % processes.len()], agent).await;
    }
}

/// Somebody goes with work in hand, and comes back only when nothing of it is left with them.
async fn leaves_with_work(processes: &[Services], agent: &Agent) {
    for (to, has_work) in [(Availability::Available, true), (Availability::Offline, false)] {
        accounts::set_availability(&processes[0], agent, to).await.unwrap();
        let settled = async {
            while (load(&processes[0], agent).await > 0) != has_work {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(120), settled).await.expect("work comes, and goes back");
    }
    accounts::set_availability(&processes[0], agent, Availability::Available).await.unwrap();
}

async fn load(services: &Services, agent: &Agent) -> i64 {
    let seen = queue::overview(services, agent, None).await.unwrap().agents;
    seen.iter().find(|a| a.id == agent.member()).expect("they take part").load
}

async fn nobody_is_above(services: &Services, who: &Agent) {
    for agent in queue::overview(services, who, None).await.unwrap().agents {
        assert!(agent.load <= CAPACITY, "{} has {} points", agent.name, agent.load);
    }
}

/// Each ticket has one holder, who is the last one it was given to; whoever had it before gave it back by leaving.
async fn each_is_with_one(world: &World, agents: &[Agent], all: &[TicketId]) {
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), TICKETS);
    let business = agents[0].business();
    let (mut held, mut returns): (BTreeMap<MemberId, i64>, BTreeMap<MemberId, usize>) = Default::default();
    for id in all {
        let holder = tickets::find_quietly(world.services.db(), business, *id).await.unwrap().expect("the ticket").assignee_id.expect("a holder");
        *held.entry(holder).or_default() += 1;
        let given = assignments::list(world.services.db(), business, Work::Ticket(*id)).await.unwrap();
        let (last, before) = given.split_last().expect("it was given");
        assert!(last.agent_id == holder && last.returned_why.is_none(), "{id}: {given:?}");
        assert!(before.iter().all(|a| a.returned_why == Some(Returned::Gone)), "{id} was given twice: {given:?}");
        before.iter().for_each(|a| *returns.entry(a.agent_id).or_default() += 1);
        assert!(given.iter().all(|a| a.reason.contains(" points, ")), "{given:?}");
    }
    assert_eq!(held.values().sum::<i64>() as usize, TICKETS);
    assert!(agents[..LEAVERS].iter().all(|a| returns.contains_key(&a.member())), "each of them left something behind: {returns:?}");
    assert!(held.values().all(|n| *n <= CAPACITY), "{held:?}");
}
