//! The shop under load: product pages and orders of a large catalogue over HTTP, and the free times of a busy team.

use super::http;
use super::process::Server;
use super::report::{Report, number};
use super::stats::Times;
use super::words::{Dice, word};
use super::world::{self, Someone};
use chrono::{Days, NaiveDate};
use futures_util::future::join_all;
use std::time::{Duration, Instant};
use stoa::accounts::model::Role;
use stoa::accounts::{Visitor, actions as accounts};
use stoa::appointments::actions::{self as booking, OutsideBooking};
use stoa::appointments::draft::OfferingDraft;
use stoa::appointments::roster::RosterDraft;
use stoa::businesses::model::Business;
use stoa::catalog::actions as catalog;
use stoa::catalog::draft::{ProductDraft, VariantDraft};
use stoa::kernel::ids::{MemberId, OfferingId};
use stoa::platform::Services;
use stoa::{Error, Result};

/// Visitors at once, each with one request in flight.
const VISITORS: usize = 8;
/// How long they go on, after a tenth of it that does not count.
const LONG: Duration = Duration::from_secs(10);
/// Pieces of each product: more than anybody buys here.
const STOCK: &str = "1000000";
const STAFF: usize = 20;
/// A month.
const DAYS: u64 = 31;
/// Looks at the calendar, after a tenth as many that do not count.
const LOOKS: usize = 300;
const SLOTS_BAR: f64 = 20.0;

/// A business with a catalogue and a team that can be booked.
pub struct Large {
    business: Business,
    products: usize,
    offering: OfferingId,
}

/// Fills an empty database.
///
/// # Errors
/// When the database fails.
pub async fn fill(services: &Services, products: usize, booked: usize) -> Result<Large> {
    let business = world::business(services).await?;
    let boss = world::people(services, &business, Role::Admin, 1).await?.remove(0);
    let staff = world::people(services, &business, Role::Agent, STAFF).await?;
    let admin = accounts::identify(services, &boss.token).await?.ok_or(Error::NotFound)?.admin()?;
    let mut dice = Dice::new(13);
    let shelves = ["Cups", "Bowls", "Plates", "Vases", "Glazes", "Tools", "Clay", "Kilns"];
    let mut groups = Vec::new();
    for shelf in shelves {
        groups.push(catalog::create_shelf(services, &admin, shelf).await?);
    }
    for n in 0..products {
        let name = format!("{} {} {n}", word(dice.below(3_000)), word(dice.below(3_000)));
        let draft = ProductDraft { name, category: groups[n % groups.len()].to_string(), description: dice.message(), ..ProductDraft::default() };
        let variant =
            VariantDraft { sku: sku(n), price: format!("{}", 100 + n % 900), threshold: "3".into(), lead_days: "10".into(), ..VariantDraft::default() };
        catalog::create(services, &admin, &draft, &variant, STOCK).await?;
    }
    let roster =
        RosterDraft { week: std::array::from_fn(|n| if n < 5 { "09:00-12:30, 13:30-18:00".to_owned() } else { String::new() }), exceptions: String::new() };
    let staff: Vec<MemberId> = staff.iter().map(|s: &Someone| s.member).collect();
    for who in &staff {
        booking::set_roster(services, &admin, *who, &roster).await?;
    }
    let draft = OfferingDraft {
        name: "Consultation".into(),
        duration: "30".into(),
        step: "15".into(),
        after: "10".into(),
        is_offered: true,
        staff,
        ..OfferingDraft::default()
    };
    let offering = booking::create(services, &admin, &draft).await?;
    let large = Large { business, products, offering };
    large.book(services, booked).await?;
    Ok(large)
}

fn sku(n: usize) -> String {
    format!("BENCH-{n:06}")
}

fn first_day(services: &Services) -> NaiveDate {
    services.now().utc().date_naive()
}

impl Large {
    fn visitor(&self) -> Visitor {
        Visitor::of(&self.business)
    }

    /// Books times of the month, spread over it.
    async fn book(&self, services: &Services, many: usize) -> Result<()> {
        let (visitor, mut dice) = (self.visitor(), Dice::new(17));
        for n in 0..many {
            let day = first_day(services).checked_add_days(Days::new(1 + dice.below(DAYS as usize - 1) as u64)).unwrap_or_default();
            let free = booking::free(services, &visitor, self.offering, None, day, 1).await?;
            let slots: Vec<_> = free.iter().flat_map(|d| &d.slots).collect();
            if slots.is_empty() {
                continue;
            }
            let draft = OutsideBooking {
                service: self.offering.0,
                starts_at: slots[dice.below(slots.len())].at.0,
                name: format!("Visitor {n}"),
                email: format!("visitor{n}@example.com"),
                ..OutsideBooking::default()
            };
            booking::book_outside(services, &visitor, &from(n), &format!("booking-{n}"), &draft).await.map_err(|fault| fault.error)?;
        }
        Ok(())
    }
}

/// An address of a visitor's own: what one of them may do is bounded.
fn from(n: usize) -> String {
    format!("203.{}.{}.{}", n / 62_500 % 250, n / 250 % 250, n % 250)
}

/// Free times of a month for the whole team, through the action that the page calls.
///
/// # Errors
/// When the database fails.
pub async fn slots(report: &mut Report, services: &Services, large: &Large, on: &str) -> Result<()> {
    let (visitor, first, mut times, mut found) = (large.visitor(), first_day(services), Times::default(), 0);
    for n in 0..LOOKS + LOOKS / 10 {
        let start = Instant::now();
        let days = booking::free(services, &visitor, large.offering, None, first, DAYS).await?;
        if n >= LOOKS / 10 {
            times.add(start.elapsed().as_micros() as u64);
        }
        found = days.iter().map(|d| d.slots.len()).sum();
    }
    let what = format!("{on}: free times of a month, {STAFF} staff ({found} found)");
    report.below(&what, times.words(), times.p(99), SLOTS_BAR, "ms");
    Ok(())
}

/// Product pages and orders over HTTP, several visitors at once.
///
/// # Errors
/// A sentence, when the server does not answer as it should.
pub async fn pages(report: &mut Report, services: &Services, server: &Server, large: &Large, on: &str) -> std::result::Result<(), String> {
    let slugs = slugs(services, large).await.map_err(|e| e.to_string())?;
    let products = number(large.products as f64);
    let page = |n: usize| {
        let path = format!("/shop/{}", slugs[n * 7_919 % slugs.len()]);
        async move { http::get(&server.addr, &path, None, true).await }
    };
    let (rate, times) = load(page, 200).await?;
    report.tell(&format!("{on}: product page, {products} products, {VISITORS} visitors"), format!("{}/s, {}", number(rate), times.words()));
    let path = format!("/api/public/{}/orders", large.business.invite_code);
    let order = |n: usize| {
        let lines: Vec<String> = (0..1 + n % 3).map(|k| format!("{{\"sku\":\"{}\",\"quantity\":1}}", sku((n * 104_729 + k * 31) % large.products))).collect();
        let body = format!(
            "{{\"lines\":[{}],\"name\":\"Visitor {n}\",\"email\":\"visitor{n}@example.com\",\"phone\":\"+254700000482\",\"address\":\"Ngong Road 12, Nairobi\",\
             \"method\":\"on_delivery\"}}",
            lines.join(",")
        );
        let path = path.clone();
        async move { http::post(&server.addr, &path, &from(n), &format!("order-{n}"), &body).await }
    };
    let (rate, times) = load(order, 201).await?;
    report.tell(&format!("{on}: cart and checkout in one order, {products} products, {VISITORS} buyers"), format!("{}/s, {}", number(rate), times.words()));
    Ok(())
}

async fn slugs(services: &Services, large: &Large) -> Result<Vec<String>> {
    let (mut slugs, mut after) = (Vec::new(), None);
    loop {
        let shop = catalog::browse(services, &large.visitor(), None, after).await?;
        slugs.extend(shop.page.items.into_iter().map(|p| p.slug));
        after = shop.page.next;
        if after.is_none() || slugs.len() >= 2_000 {
            return Ok(slugs);
        }
    }
}

/// Everybody has one request in flight, `ask(n)` for n = 0, 1, 2 …; every answer must have `status`.
async fn load<F: Future<Output = std::io::Result<http::Answer>>>(ask: impl Fn(usize) -> F, status: u16) -> std::result::Result<(f64, Times), String> {
    let start = Instant::now();
    let (from, until) = (start + LONG / 10, start + LONG / 10 + LONG);
    let visitor = async |first: usize| {
        let (mut times, mut n) = (Times::default(), first);
        while Instant::now() < until {
            let sent = Instant::now();
            let answer = ask(n).await.map_err(|e| e.to_string())?;
            if answer.status != status {
                return Err(format!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body).chars().take(200).collect::<String>()));
            }
            if sent >= from {
                times.add(sent.elapsed().as_micros() as u64);
            }
            n += VISITORS;
        }
        Ok(times)
    };
    let mut all = Times::default();
    for times in join_all((0..VISITORS).map(visitor)).await {
        all.extend(&times?);
    }
    Ok((all.count() as f64 / LONG.as_secs_f64(), all))
}
