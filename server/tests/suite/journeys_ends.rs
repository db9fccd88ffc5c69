//! What comes of walks: of guests with pictures in a chat, and of endings that name what whoever answers has to handle.

use crate::chats::guest;
use crate::harness::{World, png};
use crate::journeys::{FILE, active, begun, on};
use crate::on_both;
use crate::queue::{available, decided, holder, opens, shop_with_queue};
use bytes::Bytes;
use stoa::accounts::{Asker, Person};
use stoa::assignments::actions as assignments;
use stoa::assignments::model::Work;
use stoa::files::actions as files;
use stoa::journeys::actions::{self as journeys, Go, Typed};
use stoa::kernel::ids::{CategoryId, FileId, NodeId};
use stoa::queue::actions as queue;
use stoa::queue::draft::PlanDraft;
use stoa::tickets::actions as tickets;
use stoa::{Error, chats};

on_both!(
    a_guests_pictures_go_through_a_required_step_into_the_chat,
    what_a_guest_began_with_pictures_becomes_the_ticket_of_whoever_they_sign_in_as,
    the_ticket_of_an_ending_goes_only_to_who_handles_all_that_it_names,
);

/// The journey, with pictures before the chat.
fn with_pictures_before_the_chat() -> String {
    FILE.replace(r#"{ "id": 13, "from": 1, "to": 8 }"#, r#"{ "id": 13, "from": 1, "to": 9 }, { "id": 18, "from": 9, "to": 8 }"#).replace(
        r#"{ "id": 8, "shape": "chat""#,
        r#"{ "id": 9, "shape": "images", "title": "Show us", "x": 0, "y": 400, "is_required": true }, { "id": 8, "shape": "chat""#,
    )
}

async fn uploaded(world: &World, by: &Person) -> FileId {
    files::upload(&world.services, by, "pot.png", Bytes::from(png(30, 20))).await.unwrap().id
}

fn shows(at: i64, images: Vec<FileId>, by: &Person) -> Typed {
    Typed { at: Some(NodeId(at)), images, by: Some(by.member()), ..Typed::default() }
}

async fn a_guests_pictures_go_through_a_required_step_into_the_chat(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let boss = world.admin(&shop, "Otieno").await.admin();
    let id = journeys::import(s, &boss, &with_pictures_before_the_chat()).await.unwrap();
    journeys::activate(s, &boss, id).await.unwrap();
    let (wanjiru, other) = (guest(world, &shop, "Wanjiru").await.guest, guest(world, &shop, "Njoki").await.guest);
    let token = begun(world, &shop, None).await;
    assert_eq!(on(world, None, &token, 1, &["Something else"]).await, 9);
    let missing = journeys::go(s, None, &token, shows(9, vec![], &wanjiru), Go::Forth).await.unwrap_err();
    assert_eq!(missing.of_field("answer"), Some("Add at least one picture."));
    let pictures = vec![uploaded(world, &wanjiru).await, uploaded(world, &wanjiru).await];
    assert!(journeys::go(s, None, &token, shows(9, pictures.clone(), &other), Go::Forth).await.is_err(), "they are nobody else's");
    journeys::go(s, None, &token, shows(9, pictures, &wanjiru), Go::Forth).await.unwrap();
    assert_eq!(journeys::look(s, None, &token).await.unwrap().walk.at(), Some(NodeId(8)));
    // Longer than an upload waits that nothing holds.
    world.advance_minutes(3 * 24 * 60);
    files::sweep(s).await.unwrap();
    let asker = Asker::from(&wanjiru);
    let chat = journeys::start_chat(s, &asker, None, &token).await.unwrap();
    let (_, history) = chats::actions::open_own(s, &asker, chat, None).await.unwrap();
    assert_eq!(history.messages.iter().map(|m| m.files.len()).max(), Some(2));
    world.drain().await;
}

async fn what_a_guest_began_with_pictures_becomes_the_ticket_of_whoever_they_sign_in_as(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let (boss, customer) = (world.admin(&shop, "Otieno").await, world.customer(&shop, "Wanjiru").await);
    active(world, &boss).await;
    let visitor = guest(world, &shop, "Wanjiru").await.guest;
    let token = begun(world, &shop, None).await;
    on(world, None, &token, 1, &["Something arrived broken"]).await;
    on(world, None, &token, 2, &["10482"]).await;
    on(world, None, &token, 3, &["A pot"]).await;
    let picture = uploaded(world, &visitor).await;
    journeys::go(s, None, &token, shows(4, vec![picture], &visitor), Go::Forth).await.unwrap();
    let ticket = journeys::open_ticket(s, &customer.customer(), &customer.identity, &token).await.unwrap();
    let talk = tickets::thread(s, &boss.agent(), &ticket).await.unwrap().0;
    assert_eq!(talk.messages[0].files.len(), 1);
    let sent = journeys::go(s, Some(&customer.identity), &token, shows(4, vec![], &visitor), Go::Forth).await;
    assert!(matches!(sent, Err(Error::Conflict(_))));
    world.drain().await;
}

async fn the_ticket_of_an_ending_goes_only_to_who_handles_all_that_it_names(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let (amina, brian) = (available(world, &shop, "Amina").await, available(world, &shop, "Brian").await);
    let categories = tickets::list_categories(s, &amina).await.unwrap();
    let [damaged, returns] = ["Damaged goods", "Returns"].map(|name| categories.iter().find(|c| c.name == name).unwrap().id);
    let handles = |skills: Vec<CategoryId>| PlanDraft { takes_part: true, skills, ..PlanDraft::default() };
    queue::change_plan(s, &boss, amina.member(), &handles(vec![damaged])).await.unwrap();
    queue::change_plan(s, &boss, brian.member(), &handles(vec![damaged, returns])).await.unwrap();
    world.drain().await;
    let wanjiru = world.customer(&shop, "Wanjiru").await;
    // Brian has more to do than Amina, who would get it by her load.
    for _ in 0..2 {
        let other = opens(world, &wanjiru.customer(), "low", Some(damaged)).await;
        tickets::assign(s, &boss.as_agent(), other.id, Some(brian.member())).await.unwrap();
    }
    let id = journeys::import(s, &boss, FILE).await.unwrap();
    journeys::activate(s, &boss, id).await.unwrap();
    let finished = async || {
        let (token, me) = (begun(world, &shop, Some(&wanjiru)).await, Some(&wanjiru));
        on(world, me, &token, 1, &["Something arrived broken"]).await;
        on(world, me, &token, 2, &["10482"]).await;
        on(world, me, &token, 3, &["A pot"]).await;
        let person = wanjiru.identity.person();
        journeys::go(s, Some(&wanjiru.identity), &token, shows(4, vec![uploaded(world, &person).await], &person), Go::Forth).await.unwrap();
        let ticket = journeys::open_ticket(s, &wanjiru.customer(), &wanjiru.identity, &token).await.unwrap();
        world.drain().await;
        ticket
    };
    let ticket = finished().await;
    assert_eq!(holder(world, &amina, &ticket).await.as_deref(), Some("Brian"), "the ending names “returns”, which only he handles too");
    let why = assignments::list(s.db(), shop.id, Work::Ticket(ticket.id)).await.unwrap().remove(0).reason;
    assert!(why.contains("handles Damaged goods and Returns"), "{why}");
    queue::change_plan(s, &boss, brian.member(), &handles(vec![returns])).await.unwrap();
    world.drain().await;
    let lonely = finished().await;
    assert_eq!(holder(world, &amina, &lonely).await, None);
    let line = queue::overview(s, &amina, None).await.unwrap().lines.remove(0);
    assert_eq!((line.number, line.why.as_str()), (Some(lonely.number), "Nobody handles all of Damaged goods and Returns."));
}
