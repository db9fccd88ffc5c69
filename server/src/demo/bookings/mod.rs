//! Appointments of the demo: three services, the hours of the three agents, and about thirty appointments around today, none of them at once.

mod queries;

use super::chance::Chance;
use super::people;
use queries::{New, Service};
use stoa::Result;
use stoa::appointments::links;
use stoa::appointments::model::{State, Step};
use stoa::appointments::roster::Roster;
use stoa::appointments::rules::ticks;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Business;
use stoa::kernel::ids::{MemberId, OfferingId};
use stoa::kernel::money::Money;
use stoa::kernel::time::Timestamp;
use stoa::platform::Tx;

use chrono::{Datelike, Days, NaiveTime};

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;
/// So many appointments there are.
const MANY: usize = 30;

/// What can be booked, and which of the agents do it.
const SERVICES: [(Service, &[usize]); 3] = [
    (
        Service {
            name: "Consultation",
            about: "An hour for a gift, a wedding list or a whole kitchen: bring pictures and measures.",
            minutes: 60,
            after: 0,
            price: 0,
        },
        &[0, 1],
    ),
    (Service { name: "Repotting", about: "Bring your plant; it goes home in a new pot with fresh soil.", minutes: 30, after: 10, price: 60_000 }, &[0, 1, 2]),
    (
        Service {
            name: "An hour at the wheel",
            about: "Throw your first bowl with one of our potters. Clay and firing included.",
            minutes: 60,
            after: 30,
            price: 350_000,
        },
        &[2],
    ),
];

/// Writes them.
///
/// # Errors
/// When the database fails.
pub async fn fill(tx: &mut Tx, business: &Business, staff: &[MemberId], customers: &[MemberId]) -> Result<()> {
    let since = tx.now().plus_ms(-70 * DAY);
    for (n, agent) in staff.iter().take(people::AGENTS).enumerate() {
        let roster = Roster { shifts: people::shifts(n), ..Roster::default() };
        queries::insert_staff(tx, business.id, *agent, &serde_json::to_string(&roster).unwrap_or_default()).await?;
    }
    let mut services = Vec::new();
    for (service, doers) in &SERVICES {
        let id = queries::insert_service(tx, business.id, service, since).await?;
        for n in *doers {
            queries::insert_doer(tx, business.id, id, staff[*n]).await?;
        }
        services.push((id, service, *doers));
    }
    let mut chance = Chance::new(91);
    for (n, (at, agent)) in times(business, tx.now(), &mut chance).into_iter().enumerate() {
        let able: Vec<_> = services.iter().filter(|(_, _, doers)| doers.contains(&agent)).collect();
        let (service, what, _) = chance.pick(&able);
        // Every tenth is of the customer the sign-in page names, so that there is one to look at on any day.
        let customer = if n % 10 == 9 { 0 } else { chance.between(0, 39) as usize };
        let who = people::customers()[customer];
        write(tx, business, (*service, what), (at, staff[agent]), (customers[customer], who), &mut chance).await?;
    }
    Ok(())
}

/// Beginnings from a week ago to ten days ahead, each in a shift of its agent and two hours from the next one of the same.
fn times(business: &Business, now: Timestamp, chance: &mut Chance) -> Vec<(Timestamp, usize)> {
    let zone = businesses::zone(business, now);
    let first = zone.day(now).checked_sub_days(Days::new(7)).unwrap_or_default();
    let mut all = Vec::new();
    for day in (0..18).filter_map(|n| first.checked_add_days(Days::new(n))) {
        for agent in 0..people::AGENTS {
            for hour in if agent == 2 { [11, 13, 17] } else { [9, 11, 15] } {
                let is_on = people::shifts(agent).week[day.weekday().num_days_from_monday() as usize].iter().any(|i| {
                    let minute = hour * 60;
                    u32::from(i.start) <= minute && minute + 60 <= u32::from(i.end)
                });
                let at = NaiveTime::from_hms_opt(hour, 0, 0).map(|time| zone.moment(day.and_time(time)));
                if let Some(at) = at.filter(|_| is_on && chance.happens(40)) {
                    all.push((at, agent));
                }
            }
        }
    }
    // As many before as after, whatever chance says.
    while all.len() > MANY {
        all.remove(chance.between(0, all.len() as i64 - 1) as usize);
    }
    all
}

async fn write(
    tx: &mut Tx,
    business: &Business,
    (offering, service): (OfferingId, &Service),
    (at, staff): (Timestamp, MemberId),
    (member, (name, email)): (MemberId, (&str, &str)),
    chance: &mut Chance,
) -> Result<()> {
    let ends = at.plus_ms(service.minutes * MINUTE);
    let is_over = ends <= tx.now();
    let (state, step) = match (is_over, chance.between(1, 100)) {
        (_, ..=8) => (State::Cancelled, Some(Step::Cancel)),
        (true, 9..=18) => (State::NoShow, Some(Step::Miss)),
        (true, _) => (State::Done, Some(Step::Finish)),
        (false, _) => (State::Booked, None),
    };
    let booked = at.min(tx.now()).plus_ms(-chance.between(2, 6) * DAY);
    let ended = if state == State::Cancelled { booked.plus_ms(DAY) } else { ends };
    let key = links::new_key();
    let new = New {
        key: &key,
        offering,
        staff,
        member,
        title: service.name,
        price: Money(service.price),
        currency: &business.currency,
        name,
        email,
        state,
        starts_at: at,
        ends_at: ends,
        busy_to: ends.plus_ms(service.after * MINUTE),
        booked,
        sequence: i64::from(step.is_some()),
        updated: if step.is_some() { ended } else { booked },
    };
    let id = queries::insert(tx, business.id, &new).await?;
    if state != State::Cancelled {
        let (first, last) = ticks(new.starts_at, new.busy_to);
        queries::claim(tx, business.id, staff, id, first, last).await?;
    }
    queries::insert_step(tx, business.id, id, &new, Step::Book, Some(member), booked).await?;
    if let Some(step) = step {
        let by = if step == Step::Cancel { member } else { staff };
        queries::insert_step(tx, business.id, id, &new, step, Some(by), ended).await?;
    }
    Ok(())
}
