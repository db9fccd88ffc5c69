//! Lists and search on a large business, through the actions that pages call.

use super::bulk::Large;
use super::report::Report;
use super::stats::Times;
use super::words::{Dice, word};
use std::time::Instant;
use stoa::Error;
use stoa::accounts::{Agent, Person, actions as accounts};
use stoa::kernel::ids::CategoryId;
use stoa::platform::Services;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Holder, Priority, Status};

/// Tries per kind of list or search, after a tenth as many that do not count.
const TRIES: usize = 500;

/// The same for searches: a person may only search so often.
const SEARCHES_EACH: usize = 200;

/// What lists and threads should stay below, in milliseconds.
pub const LIST_BAR: f64 = 20.0;
const SEARCH_BAR: f64 = 50.0;

/// Measures lists, then search.
pub async fn measure(report: &mut Report, services: &Services, large: &Large, on: &str) -> Result<(), Error> {
    let (agents, customers) = (persons(services, large, true).await?, persons(services, large, false).await?);
    let first = list(services, &agents, |_| Filter::default(), true).await?;
    report.below(&format!("{on}: ticket list, first page with its counts"), first.words(), first.p(99), LIST_BAR, "ms");
    let mut worst: Option<(&str, Times)> = None;
    for (name, make) in FILTERS {
        let times = list(services, &agents, *make, false).await?;
        if worst.as_ref().is_none_or(|(_, w)| times.p(99) > w.p(99)) {
            worst = Some((name, times));
        }
    }
    if let Some((name, times)) = worst {
        report.below(&format!("{on}: the slowest of {} filters ({name})", FILTERS.len()), times.words(), times.p(99), LIST_BAR, "ms");
    }
    let open = thread(services, large).await?;
    report.below(&format!("{on}: a ticket opened at the desk, with the thread of both lanes"), open.words(), open.p(99), LIST_BAR, "ms");
    let own = list(services, &customers, |_| Filter::default(), true).await?;
    report.below(&format!("{on}: a customer's own list with its counts"), own.words(), own.p(99), LIST_BAR, "ms");

    let mut all = Times::default();
    let mut worst: Option<(&str, Times)> = None;
    for (name, make) in SEARCHES {
        let times = search(services, &agents, *make).await?;
        all.extend(&times);
        if worst.as_ref().is_none_or(|(_, w)| times.p(99) > w.p(99)) {
            worst = Some((name, times));
        }
    }
    report.below(&format!("{on}: search, {} kinds of questions mixed", SEARCHES.len()), all.words(), all.p(99), SEARCH_BAR, "ms");
    if let Some((name, times)) = worst {
        report.below(&format!("{on}: the slowest kind of search ({name})"), times.words(), times.p(99), SEARCH_BAR, "ms");
    }
    let own = search(services, &customers, |dice| word(dice.below(3000))).await?;
    report.below(&format!("{on}: a customer searches their own"), own.words(), own.p(99), SEARCH_BAR, "ms");
    Ok(())
}

type MakeFilter = fn(usize) -> Filter;
const STATUSES: [Status; 5] = [Status::Open, Status::InProgress, Status::WaitingResponse, Status::Resolved, Status::Closed];
const PRIORITIES: [Priority; 4] = [Priority::Low, Priority::Medium, Priority::High, Priority::Urgent];
const FILTERS: &[(&str, MakeFilter)] = &[
    ("one status", |n| Filter { status: Some(STATUSES[n % 5]), ..Filter::default() }),
    ("one priority", |n| Filter { priority: Some(PRIORITIES[n % 4]), ..Filter::default() }),
    ("one category", |n| Filter { category: Some(CategoryId(1 + n as i64 % 5)), ..Filter::default() }),
    ("a category without tickets", |_| Filter { category: Some(CategoryId(99)), ..Filter::default() }),
    ("mine", |_| Filter { holder: Some(Holder::Mine), ..Filter::default() }),
    ("unassigned", |_| Filter { holder: Some(Holder::Unassigned), ..Filter::default() }),
    ("active ones: the inbox", |_| Filter { active_only: true, ..Filter::default() }),
    ("my active ones", |_| Filter { active_only: true, holder: Some(Holder::Mine), ..Filter::default() }),
    ("status, priority and category", |n| Filter {
        status: Some(STATUSES[n % 5]),
        priority: Some(PRIORITIES[n / 5 % 4]),
        category: Some(CategoryId(1 + n as i64 / 20 % 5)),
        ..Filter::default()
    }),
    ("my closed urgent ones", |_| Filter { status: Some(Status::Closed), priority: Some(Priority::Urgent), holder: Some(Holder::Mine), ..Filter::default() }),
];

type MakeWords = fn(&mut Dice) -> String;
const SEARCHES: &[(&str, MakeWords)] = &[
    ("a rare word", |dice| word(5_000 + dice.below(20_000))),
    ("a usual word", |dice| word(200 + dice.below(2_000))),
    ("a word that is everywhere", |dice| word(dice.below(30))),
    ("a usual and a frequent word", |dice| format!("{} {}", word(dice.below(30)), word(100 + dice.below(1_000)))),
    ("three frequent words", |dice| format!("{} {} {}", word(dice.below(10)), word(10 + dice.below(20)), word(dice.below(30)))),
    ("the beginning of a word", |dice| word(300 + dice.below(10_000)).chars().take(3).collect()),
];

async fn persons(services: &Services, large: &Large, staff: bool) -> Result<Vec<Person>, Error> {
    let mut persons = Vec::new();
    for someone in if staff { &large.agents } else { &large.customers }.iter().take(50) {
        persons.push(accounts::identify(services, &someone.token).await?.ok_or(Error::NotFound)?.person());
    }
    Ok(persons)
}

async fn list(services: &Services, persons: &[Person], make: MakeFilter, with_counts: bool) -> Result<Times, Error> {
    let mut times = Times::default();
    for n in 0..TRIES + TRIES / 10 {
        let (person, filter) = (&persons[n % persons.len()], make(n));
        let micros = one_list(services, person, &filter, with_counts).await?;
        if n >= TRIES / 10 {
            times.add(micros);
        }
    }
    Ok(times)
}

/// How long one list takes, in microseconds.
pub async fn one_list(services: &Services, person: &Person, filter: &Filter, with_counts: bool) -> Result<u64, Error> {
    let start = Instant::now();
    tickets::list(services, person, filter, None).await?;
    if with_counts {
        tickets::counts(services, person).await?;
    }
    Ok(start.elapsed().as_micros() as u64)
}

/// The highest number of a ticket.
pub async fn highest(services: &Services, person: &Person) -> Result<usize, Error> {
    let page = tickets::list(services, person, &Filter::default(), None).await?;
    Ok(page.items.iter().map(|row| row.number).max().unwrap_or(1) as usize)
}

/// How long it takes to open a ticket, in microseconds: what its page reads of it.
pub async fn one_thread(services: &Services, agent: &Agent, number: i64) -> Result<u64, Error> {
    let start = Instant::now();
    let desk = tickets::desk_by_number(services, agent, number).await?;
    let ticket = &desk.opened.ticket;
    // Side by side, as its page does.
    tokio::try_join!(tickets::thread(services, agent, ticket), tickets::list_of(services, agent, ticket.customer_id))?;
    Ok(start.elapsed().as_micros() as u64)
}

/// What the page of a ticket reads of it: clocks with their explanation, messages, notes, what else its customer asked.
async fn thread(services: &Services, large: &Large) -> Result<Times, Error> {
    let (mut times, mut dice) = (Times::default(), Dice::new(7));
    let identity = accounts::identify(services, &large.agents[0].token).await?.ok_or(Error::NotFound)?;
    let agent = identity.agent()?;
    let highest = highest(services, &identity.person()).await?;
    for n in 0..TRIES + TRIES / 10 {
        let micros = one_thread(services, &agent, 1 + dice.below(highest) as i64).await?;
        if n >= TRIES / 10 {
            times.add(micros);
        }
    }
    Ok(times)
}

async fn search(services: &Services, persons: &[Person], make: MakeWords) -> Result<Times, Error> {
    let (mut times, mut dice) = (Times::default(), Dice::new(11));
    for n in 0..SEARCHES_EACH + SEARCHES_EACH / 10 {
        let text = make(&mut dice);
        let start = Instant::now();
        match tickets::search(services, &persons[n % persons.len()], &text).await {
            // A person may only search so often.
            Err(Error::TooMany(seconds)) => tokio::time::sleep(std::time::Duration::from_secs(seconds)).await,
            found => drop(found?),
        }
        if n >= SEARCHES_EACH / 10 {
            times.add(start.elapsed().as_micros() as u64);
        }
    }
    Ok(times)
}
