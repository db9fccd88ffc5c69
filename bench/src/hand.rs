//! How soon a ticket has an agent: those that come alone, and a crowd.

use super::process::Server;
use super::report::{Report, number};
use super::stats::Times;
use super::world::{self, Database, Someone};
use futures_util::future::try_join_all;
use std::time::{Duration, Instant};
use stoa::accounts::model::{Availability, Role};
use stoa::accounts::{Agent, Customer, actions as accounts};
use stoa::platform::Services;
use stoa::queue::actions as queue;
use stoa::queue::draft::SettingsDraft;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Ticket;
use stoa::{Error, Result};
use uuid::Uuid;

const AGENTS: usize = 20;
/// How often it is looked whether a ticket has an agent.
const LOOK: Duration = Duration::from_millis(5);
/// Whatever waits longer is not handed out at all.
const MOST: Duration = Duration::from_secs(60);
const BAR: f64 = 1_000.0;

/// Who is there.
struct People {
    customers: Vec<Customer>,
    agent: Agent,
}

/// Opens `many` tickets one after the other, then `many` at once, with the server that hands them out beside.
pub async fn measure(report: &mut Report, database: &Database, binary: &std::path::Path, many: usize) -> Result<(), String> {
    let services = database.services().await?;
    let people = prepare(&services, many).await.map_err(|e| e.to_string())?;
    let server = Server::stoa(binary, &database.url, database.folder()).await?;
    let alone = one_by_one(&services, &people, many).await.map_err(|e| e.to_string())?;
    let crowd = at_once(&services, &people, many).await.map_err(|e| e.to_string())?;
    drop(server);
    services.db().close().await;
    let on = database.name();
    let (Some(alone), Some(crowd)) = (alone, crowd) else {
        report.failed(&format!("{on}: tickets handed out"), "a ticket never had an agent");
        return Ok(());
    };
    report.below(&format!("{on}: from a ticket that comes to its agent, {AGENTS} of them there"), alone.words(), alone.p(99), BAR, "ms");
    report.tell(&format!("{on}: {} tickets that come at once, until all have one", number(many as f64)), format!("{:.1} s", crowd.as_secs_f64()));
    Ok(())
}

/// A business with its queue switched on and agents who can hold all there will be.
async fn prepare(services: &Services, many: usize) -> Result<People> {
    let business = world::business(services).await?;
    let boss = world::people(services, &business, Role::Admin, 1).await?.remove(0);
    let capacity = (2 * many / AGENTS + 10).to_string();
    let text = |words: &str| words.to_owned();
    let settings = SettingsDraft {
        is_on: true,
        ticket_weight: text("1"),
        chat_weight: text("2"),
        capacity,
        ticket_silent: text("60"),
        chat_silent: text("5"),
        chat_priority: text("urgent"),
        ageing: text("24"),
    };
    queue::change_settings(services, &accounts::identify(services, &boss.token).await?.ok_or(Error::NotFound)?.admin()?, &settings).await?;
    let mut agents = Vec::new();
    for agent in world::people(services, &business, Role::Agent, AGENTS).await? {
        let agent = accounts::identify(services, &agent.token).await?.ok_or(Error::NotFound)?.agent()?;
        accounts::set_availability(services, &agent, Availability::Available).await?;
        agents.push(agent);
    }
    let customers = world::people(services, &business, Role::Customer, 50).await?;
    let customers = try_join_all(customers.iter().map(|who| customer(services, who))).await?;
    Ok(People { customers, agent: agents.remove(0) })
}

async fn customer(services: &Services, who: &Someone) -> Result<Customer> {
    accounts::identify(services, &who.token).await?.ok_or(Error::NotFound)?.customer()
}

/// From the moment each ticket is stored to its agent; `None` when one of them never had any. The first tenth does not count.
async fn one_by_one(services: &Services, people: &People, many: usize) -> Result<Option<Times>> {
    let mut times = Times::default();
    for n in 0..many + many / 10 {
        let ticket = open(services, people, n).await?;
        let start = Instant::now();
        while !is_held(services, &ticket).await? {
            if start.elapsed() > MOST {
                return Ok(None);
            }
            tokio::time::sleep(LOOK).await;
        }
        if n >= many / 10 {
            times.add(start.elapsed().as_micros() as u64);
        }
    }
    Ok(Some(times))
}

/// From the first of the tickets to the last one's agent; `None` when one of them never had any.
async fn at_once(services: &Services, people: &People, many: usize) -> Result<Option<Duration>> {
    let start = Instant::now();
    try_join_all((0..many).map(|n| open(services, people, n))).await?;
    while tickets::counts(services, &people.agent).await?.unassigned > 0 {
        if start.elapsed() > MOST {
            return Ok(None);
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(Some(start.elapsed()))
}

async fn is_held(services: &Services, ticket: &Ticket) -> Result<bool> {
    Ok(tickets::find_quietly(services.db(), ticket.business_id, ticket.id).await?.is_some_and(|t| t.assignee_id.is_some()))
}

async fn open(services: &Services, people: &People, n: usize) -> Result<Ticket> {
    let draft = tickets::Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: "Two of six mugs arrived broken".into(),
        description: "The parcel looked fine from outside.".into(),
        priority: "medium".into(),
        ..tickets::Draft::default()
    };
    tickets::open(services, &people.customers[n % people.customers.len()], draft).await
}
