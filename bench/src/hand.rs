//! How soon a ticket has an agent: those that come alone, and a crowd.

use super::http;
use super::process::Server;
use super::report::{Report, number};
use super::stats::Times;
use super::world::{self, Database, Someone};
use futures_util::future::try_join_all;
use std::time::{Duration, Instant};
use stoa::Error;
use stoa::accounts::model::{Availability, Role};
use stoa::accounts::{Agent, actions as accounts};
use stoa::platform::Services;
use stoa::queue::actions as queue;
use stoa::queue::draft::SettingsDraft;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

const AGENTS: usize = 20;
/// How often it is looked whether a ticket has an agent.
const LOOK: Duration = Duration::from_millis(5);
/// Whatever waits longer is not handed out at all.
const MOST: Duration = Duration::from_secs(60);
const BAR: f64 = 1_000.0;

/// Who is there.
struct People {
    customers: Vec<Someone>,
    agent: Agent,
}

/// Opens `many` tickets one after the other, then `many` at once, with the server that hands them out beside.
pub async fn measure(report: &mut Report, database: &Database, binary: &std::path::Path, many: usize) -> Result<(), String> {
    let services = database.services().await?;
    let people = prepare(&services, many).await.map_err(|e| e.to_string())?;
    let server = Server::stoa(binary, &database.url, database.folder()).await?;
    let alone = one_by_one(&server, &services, &people, many).await?;
    let crowd = at_once(&server, &services, &people, many).await?;
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
async fn prepare(services: &Services, many: usize) -> Result<People, Error> {
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
    // One person may only open so many in a short time.
    let customers = world::people(services, &business, Role::Customer, many / 5).await?;
    Ok(People { customers, agent: agents.remove(0) })
}

/// From the answer to each form to the agent of its ticket; `None` when one of them never had any. The first tenth does not count.
async fn one_by_one(server: &Server, services: &Services, people: &People, many: usize) -> Result<Option<Times>, String> {
    let mut times = Times::default();
    for n in 0..many + many / 10 {
        open(server, people, n).await?;
        let Some(took) = until_all_are_held(services, people).await? else { return Ok(None) };
        if n >= many / 10 {
            times.add(took.as_micros() as u64);
        }
    }
    Ok(Some(times))
}

/// From the first of the tickets to the last one's agent; `None` when one of them never had any.
async fn at_once(server: &Server, services: &Services, people: &People, many: usize) -> Result<Option<Duration>, String> {
    let start = Instant::now();
    try_join_all((0..many).map(|n| open(server, people, n))).await?;
    Ok(until_all_are_held(services, people).await?.map(|_| start.elapsed()))
}

async fn until_all_are_held(services: &Services, people: &People) -> Result<Option<Duration>, String> {
    let start = Instant::now();
    while tickets::counts(services, &people.agent).await.map_err(|e| e.to_string())?.unassigned > 0 {
        if start.elapsed() > MOST {
            return Ok(None);
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(Some(start.elapsed()))
}

/// Sends the form of a new ticket.
async fn open(server: &Server, people: &People, n: usize) -> Result<(), String> {
    let id = Uuid::now_v7().to_string();
    let fields = [
        ("client_id", id.as_str()),
        ("subject", "Two of six mugs arrived broken"),
        ("description", "The parcel looked fine from outside."),
        ("category", ""),
        ("priority", "medium"),
    ];
    let customer = &people.customers[n % people.customers.len()];
    let answer = http::form(&server.addr, "/api/app/tickets/api/open_ticket", &customer.token, &fields).await.map_err(|e| e.to_string())?;
    if answer.status == 302 || answer.status == 303 { Ok(()) } else { Err(format!("a ticket was answered with {}", answer.status)) }
}
