//! A change of many tickets at once, done by the running server, and its undo.

use super::report::{Report, number};
use super::world::Someone;
use std::time::{Duration, Instant};
use stoa::Error;
use stoa::accounts::{Agent, actions as accounts};
use stoa::bulk::actions::{self as bulk, Which};
use stoa::bulk::model::{Outcome, State};
use stoa::kernel::ids::{BulkId, TicketId};
use stoa::macros::model::Step;
use stoa::platform::Services;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Priority};
use uuid::Uuid;

/// How often it is looked how far it has come.
const LOOK: Duration = Duration::from_millis(20);
/// Whatever takes longer has stopped.
const MOST: Duration = Duration::from_secs(120);

/// Makes `many` active tickets urgent, and puts them back. Each of them has to be changed and put back, or it was not measured.
pub async fn measure(report: &mut Report, services: &Services, someone: &Someone, on: &str, many: usize) -> Result<(), Error> {
    let agent = accounts::identify(services, &someone.token).await?.ok_or(Error::NotFound)?.agent()?;
    let ids = active(services, &agent, many).await?;
    if ids.len() != many {
        report.failed(&format!("{on}: a change of {many} tickets at once"), &format!("only {} tickets can be changed", ids.len()));
        return Ok(());
    }
    let what = format!("{on}: {} tickets changed at once, then put back by one undo", number(ids.len() as f64));
    let start = Instant::now();
    let change = bulk::start(services, &agent, Uuid::now_v7(), vec![Step::SetPriority { to: Priority::Urgent }], Which::These(ids)).await?;
    let Some(stages) = wait(services, &agent, change, State::Done).await? else {
        report.failed(&what, "the server never came to the end of it");
        return Ok(());
    };
    let seconds = start.elapsed().as_secs_f64();
    let changed = bulk::progress(services, &agent, change).await?.of(Outcome::Changed);
    if changed != many as i64 {
        report.failed(&what, &format!("only {changed} were changed"));
        return Ok(());
    }
    bulk::undo(services, &agent, change).await?;
    let start = Instant::now();
    if wait(services, &agent, change, State::Undone).await?.is_none() {
        report.failed(&what, "the server never came to the end of the undo");
        return Ok(());
    }
    let back = start.elapsed().as_secs_f64();
    match bulk::progress(services, &agent, change).await?.of(Outcome::Undone) {
        undone if undone == many as i64 => report.tell(&what, format!("{seconds:.1} s, its progress seen at {stages} points; back in {back:.1} s")),
        undone => report.failed(&what, &format!("only {undone} were put back")),
    }
    Ok(())
}

async fn active(services: &Services, agent: &Agent, many: usize) -> Result<Vec<TicketId>, Error> {
    let filter = Filter { active_only: true, priority: Some(Priority::Low), ..Filter::default() };
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = tickets::list(services, agent, &filter, after).await?;
        ids.extend(page.items.iter().map(|row| row.id));
        after = page.next;
        if ids.len() >= many || after.is_none() {
            ids.truncate(many);
            return Ok(ids);
        }
    }
}

/// Waits for a state and counts how many different stages were seen before; `None` when it never comes.
async fn wait(services: &Services, agent: &Agent, change: BulkId, state: State) -> Result<Option<usize>, Error> {
    let (start, mut seen) = (Instant::now(), Vec::new());
    while start.elapsed() < MOST {
        let now = bulk::progress(services, agent, change).await?;
        if now.state == state {
            return Ok(Some(seen.len()));
        }
        if seen.last() != Some(&now.counts) {
            seen.push(now.counts);
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(None)
}
