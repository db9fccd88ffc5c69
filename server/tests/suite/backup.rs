//! A backup of either database goes into either database and loses nothing.

use crate::harness::{Database, Kind, PASSWORD, Someone, World, ask_help};
use crate::journeys;
use crate::queue::decided;
use server::commands::{backup::backup, restore::restore};
use server::config::Config;
use std::path::{Path, PathBuf};
use stoa::accounts::actions::{self as accounts, Device};
use stoa::accounts::guest::GuestDraft;
use stoa::accounts::model::Role;
use stoa::accounts::{Agent, Visitor};
use stoa::automations;
use stoa::automations::draft::Row;
use stoa::bulk::actions::{self as bulk, Which};
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::chats::model::Visit;
use stoa::fields::actions as fields;
use stoa::fields::draft::FieldDraft;
use stoa::help::actions as help;
use stoa::kernel::ids::TicketId;
use stoa::macros::actions as macros;
use stoa::macros::model::Step;
use stoa::platform::Db;
use stoa::platform::archive::{LEFT_OUT, Snapshot, TABLES};
use stoa::preferences::model::PreferencesDraft;
use stoa::queue::actions as queue;
use stoa::queue::draft::{PlanDraft, SettingsDraft};
use stoa::saved_views::actions as saved_views;
use stoa::sla::actions as sla;
use stoa::sla::model::{CategoryPolicy, Own, Policy};
use stoa::talks::actions as talks;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Priority, Status, Ticket};
use uuid::Uuid;

/// A small picture.
fn picture() -> bytes::Bytes {
    let mut out = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(8, 8, image::Rgb([200, 90, 40])).write_to(&mut out, image::ImageFormat::Png).expect("a picture");
    out.into_inner().into()
}

/// A world in which something has happened. Returns the address of somebody who can sign in.
async fn lived_in(kind: Kind) -> (World, String) {
    let world = World::new(kind).await;
    let business = world.business("Kiln & “Söhne” 🎉").await;
    let (wanjiru, amina) = (world.customer(&business, "Wanjiru").await, world.with_password(&business, Role::Agent, "Amina").await);
    let file = stoa::files::actions::upload(&world.services, &wanjiru.identity.person(), "mug.png", picture()).await.unwrap();
    let draft = tickets::Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: "Crack in my mug".into(),
        description: "It says \"fragile\"\\n\n\t{\"json\": 'too'} — שלום".into(),
        category: String::new(),
        priority: "high".into(),
        files: vec![file.id],
    };
    let ticket = tickets::open(&world.services, &wanjiru.customer(), draft).await.unwrap();
    tickets::take(&world.services, &amina.agent(), ticket.id).await.unwrap();
    tickets::reply(&world.services, &amina.agent(), ticket.id, Uuid::now_v7(), "A new one leaves today.", Vec::new()).await.unwrap();
    tickets::note(&world.services, &amina.agent(), ticket.id, Uuid::now_v7(), "Third one this week.", Vec::new()).await.unwrap();
    promised(&world, &business, wanjiru.identity.person(), &amina.agent(), ticket.id).await;
    ask_help(&world.services, business.id, "my mug is broken").await;
    help::vote(&world.services, &Visitor::of(&business), "here", "a visitor", "damaged-item", true).await.unwrap();
    chatted(&world, &business, &amina.agent()).await;
    let boss = world.admin(&business, "Otieno").await;
    journeys::walked(&world, &business, &boss, &wanjiru).await;
    crate::shop::lived_in(&world, &business, &boss, &wanjiru).await;
    crate::payments::lived_in(&world, &business, &boss).await;
    crate::sms::lived_in(&world, &boss).await;
    crate::appointments::booked_out(&world, &business, &boss, &amina, &wanjiru).await;
    crate::lanes::handed_over(&world, &business, &boss, &amina, &wanjiru).await;
    crate::cards::shown(&world, &amina.agent(), &ticket).await;
    crate::calls::missed(&world, &amina.agent(), &ticket).await;
    crate::help_addresses::renamed(&world, &boss.admin()).await;
    sorted(&world, &wanjiru, &amina.agent(), ticket.id).await;
    prepared(&world, &business, &amina, &ticket).await;
    world.drain().await;
    for row in RARE {
        match world.services.db() {
            Db::Sqlite { write, .. } => drop(sqlx::query(row).execute(write).await.expect("a row")),
            Db::Postgres(pool) => drop(sqlx::query(row).execute(pool).await.expect("a row")),
        }
    }
    let email = amina.email();
    (world, email)
}

/// What takes a long way to come about: a ticket that wants a skill, and money that a provider gave back by itself.
const RARE: [&str; 2] = [
    "INSERT INTO ticket_skill (business_id, ticket_id, category_id) SELECT t.business_id, t.id, c.id FROM ticket t JOIN category c ON c.business_id = t.business_id LIMIT 1",
    "INSERT INTO payment_return (business_id, payment_id, reference, amount, at) SELECT business_id, id, 'REF-ELSEWHERE', 100, 0 FROM payment LIMIT 1",
];

/// Staff links a ticket with another one, saves a view of them, and changes both at once.
async fn sorted(world: &World, wanjiru: &Someone, amina: &Agent, ticket: TicketId) {
    let (s, other) = (&world.services, crate::tickets::opened(world, &wanjiru.customer(), "And a plate").await);
    tickets::link(s, amina, ticket, &other.number.to_string()).await.unwrap();
    saved_views::save(s, amina, "Mine", true, Filter::default()).await.unwrap();
    let low = vec![Step::SetPriority { to: Priority::Low }];
    bulk::start(s, amina, Uuid::now_v7(), low, Which::These(vec![ticket, other.id])).await.unwrap();
    crate::later::scheduled(world, amina, other.id).await;
    tickets::follow(s, amina, ticket).await.unwrap();
    let likes = PreferencesDraft { first_tab: "all".into(), after_resolving: "stay".into(), ..PreferencesDraft::default() };
    stoa::preferences::actions::change(s, amina, &likes).await.unwrap();
    let lane = stoa::conversations::actions::open(s, amina, other.customer_lane).await.unwrap();
    stoa::conversations::drafts::save(s, &lane, None, "Dear Wanjiru,", &[]).await.unwrap();
}

/// The business and one of its categories promise something, and a further answer was waited for.
async fn promised(world: &World, business: &Business, customer: stoa::accounts::Person, amina: &Agent, ticket: TicketId) {
    let (s, boss) = (&world.services, world.admin(business, "Njeri").await.admin());
    let category = tickets::list_categories(s, &boss).await.unwrap()[0].id;
    sla::change_policy(s, &boss, Policy { lead: Some(amina.member()), ..Policy::default() }).await.unwrap();
    let own = Own { priority: Priority::High, response_minutes: Some(30), next_response_minutes: None, resolution_minutes: None };
    sla::change_category(s, &boss, &CategoryPolicy { targets: vec![own], ..CategoryPolicy::empty(category) }).await.unwrap();
    tickets::reply(s, &customer, ticket, Uuid::now_v7(), "When?", Vec::new()).await.unwrap();
    tickets::reply(s, amina, ticket, Uuid::now_v7(), "At noon.", Vec::new()).await.unwrap();
    // An automation sees the next words, and calls a place that may not be called any more.
    let before = world.process_with_private_webhooks().await;
    let act = Row { what: "call_webhook".into(), how: String::new(), value: "http://127.0.0.1:1/".into() };
    let draft = automations::draft::Draft { name: "Tell the shop".into(), occasion: "replied".into(), acts: vec![act], ..Default::default() };
    let id = automations::actions::create(&before, &boss, &draft).await.unwrap();
    before.db().close().await;
    automations::actions::switch(s, &boss, id, true).await.unwrap();
    tickets::reply(s, &customer, ticket, Uuid::now_v7(), "Thanks!", Vec::new()).await.unwrap();
    // A wait for the customer that is over.
    tickets::set_status(s, amina, ticket, Status::WaitingResponse).await.unwrap();
    world.advance_minutes(1);
    tickets::set_status(s, amina, ticket, Status::InProgress).await.unwrap();
}

/// The team tags a ticket, fills its field and applies a macro; there are canned responses and a template.
async fn prepared(world: &World, business: &Business, amina: &Someone, ticket: &Ticket) {
    let (s, boss) = (&world.services, world.admin(business, "Maina").await);
    let worded = world.worded(&boss, amina, ticket).await;
    let categories = vec![tickets::list_categories(s, &boss.admin()).await.unwrap()[0].id.to_string()];
    let field = FieldDraft { label: "Shelf".into(), kind: "date".into(), filled_by: "customer".into(), categories, ..FieldDraft::default() };
    fields::create(s, &boss.admin(), &field).await.unwrap();
    macros::run(s, &amina.agent(), worded.macro_id, ticket.id, 2, Uuid::now_v7()).await.unwrap();
}

/// Somebody chats with the bot, and the staff with each other.
async fn chatted(world: &World, business: &Business, amina: &Agent) {
    let (s, boss) = (&world.services, world.admin(business, "Boss").await.admin());
    let form = GuestDraft { name: "Daniel".into(), email: "daniel@example.com".into(), phone: "+254 700 000 482".into(), country: String::new() };
    let came = accounts::start_guest(s, &Visitor::of(business), &form, &Device::default(), "https://shop.example").await.unwrap();
    let visit = Visit { title: "Mugs".into(), url: "https://shop.example/mugs".into(), browser: "Firefox".into(), zone: "Africa/Nairobi".into() };
    let chat = chats::start(s, &(&came.guest).into(), &visit).await.unwrap();
    chats::say(s, &(&came.guest).into(), chat.id, Uuid::now_v7(), "Delivery", Vec::new()).await.unwrap();
    chats::set_long_wait(s, &boss, 60).await.unwrap();
    let skills = vec![tickets::list_categories(s, &boss).await.unwrap()[0].id];
    queue::change_settings(s, &boss, &SettingsDraft { is_on: false, ..decided() }).await.unwrap();
    queue::change_plan(s, &boss, amina.member(), &PlanDraft { takes_part: true, skills, ..PlanDraft::default() }).await.unwrap();
    let talk = talks::open_direct(s, amina, boss.member()).await.unwrap();
    talks::say(s, amina, talk, Uuid::now_v7(), "A visitor asks for delivery, @Boss.", Vec::new()).await.unwrap();
}

fn config(database_url: &str, data: &Path) -> Config {
    let data = data.display().to_string();
    Config::read(|name| match name {
        "DATABASE_URL" => Some(database_url.to_owned()),
        "STOA_DATA_DIR" => Some(data.clone()),
        _ => None,
    })
    .expect("the variables are right")
}

fn new_file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.tar.zst"))
}

/// Every row of every table, in an order that does not depend on how it came in.
async fn everything(url: &str) -> Vec<(String, Vec<String>)> {
    let db = Db::connect(url).await.unwrap();
    let mut snapshot = Snapshot::take(&db).await.unwrap();
    let mut all = Vec::new();
    for table in TABLES.iter().chain(&["ticket_count"]) {
        let columns = snapshot.columns(table).await.unwrap();
        let mut rows = Vec::new();
        snapshot
            .rows(table, &columns, |row| {
                // A count of none is as good as no count.
                if !row.ends_with("\"n\":0}") {
                    rows.push(row.to_owned());
                }
                Ok(())
            })
            .await
            .unwrap();
        rows.sort();
        all.push(((*table).to_owned(), rows));
    }
    drop(snapshot);
    db.close().await;
    all
}

async fn there_and_back(from: Kind, by_way_of: Kind) {
    let (world, email) = lived_in(from).await;
    let (there, back) = (Database::fresh(by_way_of).await, Database::fresh(from).await);
    let (first, second) = (new_file(world.database.folder(), "first"), new_file(world.database.folder(), "second"));

    backup(&config(&world.database.url(), world.database.folder()), &first).await.unwrap();
    restore(&config(&there.url(), there.folder()), &first).await.unwrap();
    backup(&config(&there.url(), there.folder()), &second).await.unwrap();
    restore(&config(&back.url(), back.folder()), &second).await.unwrap();

    let (before, after) = (everything(&world.database.url()).await, everything(&back.url()).await);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    let empty: Vec<&str> = before.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table.as_str()).collect();
    assert!(empty.iter().all(|table| ["account_link", "job"].contains(table)), "nobody has lived in {empty:?}");

    // On the other database people sign in, read their pictures and go on working.
    let there_config = config(&there.url(), there.folder());
    let secret = server::data::prepare(&there_config).unwrap();
    let moved = stoa::platform::Services::start(there_config.options(secret)).await.unwrap();
    moved.clock().advance(crate::harness::START.since(moved.now()));
    let signed_in = accounts::sign_in(&moved, &email, PASSWORD, &Device::default()).await.unwrap();
    let amina = accounts::identify(&moved, &signed_in.token).await.unwrap().unwrap();
    let opened = tickets::find(&moved, &amina.person(), 1).await.unwrap();
    tickets::reply(&moved, &amina.agent().unwrap(), opened.ticket.id, Uuid::now_v7(), "And it has left.", Vec::new()).await.unwrap();
    let found = tickets::search(&moved, &amina.person(), "fragile").await.unwrap();
    assert_eq!(found.len(), 1);
    let business = businesses::find(moved.db(), amina.person().business()).await.unwrap();
    let read = help::search(&moved, &Visitor::of(&business), "here", "defective").await.unwrap();
    assert_eq!(read.first().map(|hit| hit.line.slug.as_str()), Some("damaged-item"));
    let (talk, _) = tickets::thread(&moved, &amina.person(), &opened.ticket).await.unwrap();
    let picture = talk.messages.iter().flat_map(|m| &m.files).next().expect("the picture");
    assert!(!stoa::conversations::actions::open_file(&moved, &amina.person(), &picture.token).await.unwrap().bytes.is_empty());
    moved.db().close().await;

    there.drop().await;
    back.drop().await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_sqlite_goes_into_postgres_and_back() {
    there_and_back(Kind::Sqlite, Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_postgres_goes_into_sqlite_and_back() {
    there_and_back(Kind::Postgres, Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_goes_only_into_an_empty_installation_and_never_over_a_file() {
    let (world, _) = lived_in(Kind::Sqlite).await;
    let (here, file) = (config(&world.database.url(), world.database.folder()), new_file(world.database.folder(), "backup"));
    backup(&here, &file).await.unwrap();
    assert!(backup(&here, &file).await.unwrap_err().contains("is there already"));
    assert!(restore(&here, &file).await.unwrap_err().contains("only goes into an empty one"));
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_backup_changes_nothing() {
    let (world, _) = lived_in(Kind::Sqlite).await;
    let (file, cut) = (new_file(world.database.folder(), "backup"), new_file(world.database.folder(), "cut"));
    backup(&config(&world.database.url(), world.database.folder()), &file).await.unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let empty = Database::fresh(Kind::Sqlite).await;
    let goal = config(&empty.url(), empty.folder());
    let before = everything(&empty.url()).await;
    for broken in [&bytes[..bytes.len() / 2], &b"this is not a backup"[..], &b""[..]] {
        std::fs::write(&cut, broken).unwrap();
        restore(&goal, &cut).await.unwrap_err();
        assert_eq!(everything(&empty.url()).await, before);
    }
    restore(&goal, &file).await.unwrap();
    empty.drop().await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_either_in_the_backup_or_left_out_on_purpose() {
    let database = Database::fresh(Kind::Postgres).await;
    let db = Db::connect(&database.url()).await.unwrap();
    let Db::Postgres(pool) = &db else { panic!("PostgreSQL") };
    let sql = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_sqlx%' ORDER BY 1";
    let there: Vec<String> = sqlx::query_scalar(sql).fetch_all(pool).await.unwrap();
    let mut known: Vec<&str> = TABLES.iter().chain(LEFT_OUT).copied().collect();
    known.sort_unstable();
    assert_eq!(there, known);
    db.close().await;
    database.drop().await;
}
