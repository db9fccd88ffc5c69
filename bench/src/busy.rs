//! Lists and threads of a large business while people write: the actions that pages call, and whole pages, between the messages of open conversations.

use super::bulk::Large;
use super::dialect::Dialect;
use super::lists::{self, LIST_BAR};
use super::load::{self, LONG, Place, WARM_UP};
use super::pages;
use super::process::Server;
use super::report::{Report, number};
use super::stats::Times;
use super::talk::Pace;
use super::words::Dice;
use std::time::{Duration, Instant};
use stoa::accounts::actions as accounts;
use stoa::platform::Services;
use stoa::tickets::model::Filter;

/// How often each of the two people in a conversation writes.
const EACH: Duration = Duration::from_secs(4);

/// How often that is done: of the looks of one time, the slowest of a hundred is one or two.
const ROUNDS: usize = 3;

/// What was measured between the messages.
#[derive(Default)]
struct Found {
    list: Times,
    thread: Times,
    list_page: Times,
    thread_page: Times,
}

impl Found {
    fn extend(&mut self, other: &Self) {
        self.list.extend(&other.list);
        self.thread.extend(&other.thread);
        self.list_page.extend(&other.list_page);
        self.thread_page.extend(&other.thread_page);
    }
}

/// Measures lists and threads for as long as people write in all of `places`.
pub async fn measure(report: &mut Report, server: &Server, services: &Services, large: &Large, places: &[Place], on: &str) -> Result<(), String> {
    let during = format!("while {} conversations are written in", number(places.len() as f64));
    let mut found = Found::default();
    for round in 1..=ROUNDS {
        let talk = load::run(&server.addr, Dialect::Stoa, places, Pace::Open { every: EACH });
        let (talked, looked) = tokio::join!(talk, look(server, services, large));
        let talked = talked?;
        found.extend(&looked?);
        if talked.rate <= 0.0 || talked.refused > 0 {
            report.failed(&format!("{on}: lists {during}"), &format!("the conversations did not run: {}", talked.words()));
            return Ok(());
        }
        if round == ROUNDS {
            report.tell(&format!("{on}: {} conversations", number(places.len() as f64)), talked.words());
        }
    }
    for (what, times) in [("ticket list with its counts", &found.list), ("a ticket opened at the desk", &found.thread)] {
        report.below(&format!("{on}: {what}, {during}"), times.words(), times.p(99), LIST_BAR, "ms");
    }
    for (what, times) in [("the ticket table", &found.list_page), ("a ticket", &found.thread_page)] {
        report.tell(&format!("{on}: whole page of {what} over HTTP, {during}"), times.words());
    }
    Ok(())
}

/// One of each in turn until the people stop writing.
async fn look(server: &Server, services: &Services, large: &Large) -> Result<Found, String> {
    let person = accounts::identify(services, &large.agents[0].token).await.map_err(|e| e.to_string())?.ok_or("nobody is signed in")?;
    let (person, agent) = (person.person(), person.agent().map_err(|e| e.to_string())?);
    let highest = lists::highest(services, &person).await.map_err(|e| e.to_string())?;
    let (mut found, mut dice) = (Found::default(), Dice::new(13));
    services.db().warm().await;
    let from = Instant::now() + WARM_UP;
    while Instant::now() < from + LONG {
        // Only what every connection has prepared once counts.
        if Instant::now() < from {
            found = Found::default();
        }
        let number = 1 + dice.below(highest) as i64;
        found.list.add(lists::one_list(services, &person, &Filter::default(), true).await.map_err(|e| e.to_string())?);
        found.thread.add(lists::one_thread(services, &agent, number).await.map_err(|e| e.to_string())?);
        found.list_page.add(pages::one(server, "/desk/tickets", &large.agents[0]).await?);
        found.thread_page.add(pages::one(server, &format!("/desk/{number}"), &large.agents[0]).await?);
    }
    Ok(found)
}
