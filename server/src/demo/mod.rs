//! The demo business: “Kiln & Leaf”, a pottery shop in Nairobi with three agents, forty customers,
//! two hundred tickets of the last 60 days, live chats of the last 30, two talks of the team, a shop with sixty orders, of which a courier
//! brings two, and thirty appointments around today.
//!
//! Told afresh against the clock of the day it is made, and always the same for the same moment.

mod bookings;
mod cast;
mod chance;
mod chats;
mod partners;
mod people;
mod plan;
mod queries;
mod shop;
mod story;
mod talks;
mod team;
mod write;

pub use people::{PASSWORD, STAFF};

use std::collections::HashMap;
use stoa::accounts::actions::{self as accounts, Newcomer};
use stoa::accounts::model::{Availability, Role};
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Draft;
use stoa::chats::model::Widget;
use stoa::help::model::Lines;
use stoa::journeys::rules::check::Known;
use stoa::kernel::ids::{AccountId, BusinessId, MemberId};
use stoa::kernel::time::Timestamp;
use stoa::platform::{Services, Tx};
use stoa::queue::actions as queue;
use stoa::queue::model::Plan;
use stoa::tags::actions as tags;
use stoa::{Result, journeys, sla};
use story::{Story, Terms};
use write::Writer;

const DAY: i64 = 86_400_000;

/// Fills an empty installation with the demo business, in one transaction. `false` when there are accounts already: then nothing happens.
///
/// # Errors
/// When the database fails.
pub async fn seed(services: &Services) -> Result<bool> {
    if accounts::has_accounts(services.db()).await? {
        return Ok(false);
    }
    let hash = accounts::hash_password(services, PASSWORD).await?;
    let mut tx = services.begin().await?;
    accounts::lock_accounts(&mut tx).await?;
    if accounts::has_accounts(&mut tx).await? {
        return Ok(false);
    }
    let draft = Draft { name: "Kiln & Leaf".into(), slug: "kiln-and-leaf".into(), time_zone: "Africa/Nairobi".into(), currency: "KES".into() };
    let business = businesses::found(&mut tx, &draft).await?;
    let terms = Terms { sla: sla::actions::terms(&mut tx, business.id).await?, now: tx.now() };
    let mut stories = cast::stories(&terms);
    let staff = add_staff(&mut tx, business.id, &hash).await?;
    let customers = add_customers(&mut tx, business.id, &hash, &stories).await?;
    let categories: HashMap<_, _> = queries::list_categories(&mut tx, business.id).await?.into_iter().collect();
    let writer = Writer { business: business.id, categories, staff, customers, terms: terms.sla };
    let words = chats::Words::of(&business, services.url());
    let began_as_chat = chats::turned_into_ticket(&words, &mut stories, tx.now());
    let articles = chats::list_articles(&mut tx, business.id).await?;
    for (n, story) in stories.iter().enumerate() {
        let written = writer.write(&mut tx, story).await?;
        tags::change(&mut tx, business.id, written.0, &tags_of(n, story), &[]).await?;
        if let Some((_, chat)) = began_as_chat.as_ref().filter(|(at, _)| *at == n) {
            chats::write(&writer, &mut tx, chat, &articles, Some(written)).await?;
        }
    }
    for chat in &chats::stories(&words, tx.now()) {
        chats::write(&writer, &mut tx, chat, &articles, None).await?;
    }
    for talk in &team::talks(tx.now()) {
        chats::write_team(&writer, &mut tx, talk).await?;
    }
    set_journey(&mut tx, business.id, articles.keys()).await?;
    chats::set_widget(&mut tx, business.id, &widget()).await?;
    shop::fill(&mut tx, business.id, &shop::Cast { staff: &writer.staff, customers: &writer.customers }).await?;
    partners::fill(&mut tx, &writer, &hash, stories.len() as i64 + 1).await?;
    bookings::fill(&mut tx, &business, &writer.staff, &writer.customers).await?;
    tx.commit().await?;
    Ok(true)
}

/// What the team put on the n-th ticket.
fn tags_of(n: usize, story: &Story) -> Vec<String> {
    let says = |word: &str| story.thread.iter().any(|line| line.body.to_lowercase().contains(word));
    let all = [
        ("breakage", story.category == "Damaged goods"),
        ("courier", story.category == "Delivery"),
        ("m-pesa", says("m-pesa")),
        ("refund", says("refund")),
        ("regular customer", n.is_multiple_of(9)),
    ];
    all.into_iter().filter(|(_, has)| *has).map(|(tag, _)| tag.to_owned()).collect()
}

/// The journey that customers of the demo may walk.
async fn set_journey(tx: &mut Tx, business: BusinessId, articles: impl Iterator<Item = &String>) -> Result<()> {
    let categories = queries::list_categories(&mut *tx, business).await?.into_iter().map(|(name, id)| (id, name)).collect();
    let articles = articles.map(|slug| (slug.clone(), String::new())).collect();
    journeys::actions::install(tx, business, include_str!("journey.json"), &Known { categories, articles }).await.map(drop)
}

/// The widget stands on the demo store, wherever that is opened on this machine.
fn widget() -> Widget {
    let origins = Lines(vec!["http://127.0.0.1:4400".into(), "http://localhost:4400".into()]);
    Widget { greeting: "Karibu! Ask us about pots, plants and parcels.".into(), origins, ..Widget::default() }
}

async fn add_staff(tx: &mut Tx, business: BusinessId, hash: &str) -> Result<Vec<MemberId>> {
    let mut members = Vec::with_capacity(STAFF.len());
    for (n, s) in STAFF.into_iter().enumerate() {
        let person = add(tx, business, s.role, (s.name, s.email), s.is_owner, hash).await?;
        let seen = tx.now().plus_ms(-17 * 60_000);
        queries::set_past(tx, business, person, tx.now().plus_ms(-400 * DAY), Some(seen), s.availability).await?;
        if n < people::AGENTS {
            let plan = Plan { takes_part: true, shifts: people::shifts(n), ..Plan::default() };
            queue::write_plan(tx, business, person.1, &plan).await?;
        }
        members.push(person.1);
    }
    Ok(members)
}

async fn add_customers(tx: &mut Tx, business: BusinessId, hash: &str, stories: &[Story]) -> Result<Vec<MemberId>> {
    let mut members = Vec::with_capacity(40);
    for (n, who) in people::customers().into_iter().enumerate() {
        let person = add(tx, business, Role::Customer, who, false, hash).await?;
        let theirs = || stories.iter().filter(|s| s.customer == n);
        let since = theirs().map(|s| s.ticket.opened_at).min().unwrap_or_else(|| tx.now()).plus_ms(-(n as i64 + 1) * 3 * DAY);
        let seen: Option<Timestamp> = theirs().flat_map(|s| &s.thread).filter(|l| l.who == story::Who::Customer).map(|l| l.at).max();
        queries::set_past(tx, business, person, since, seen, Availability::Offline).await?;
        members.push(person.1);
    }
    Ok(members)
}

async fn add(tx: &mut Tx, business: BusinessId, role: Role, who: (&str, &str), is_owner: bool, hash: &str) -> Result<(AccountId, MemberId)> {
    accounts::enrol(tx, business, &Newcomer { role, name: who.0, email: who.1, password_hash: Some(hash), is_verified: true, is_owner }).await
}
