//! Journeys: versions are written, activated and kept; walks are saved at each step and end in a ticket, an article or a chat.

use crate::harness::{Someone, World};
use crate::on_both;
use stoa::accounts::{Asker, Visitor};
use stoa::businesses::model::Business;
use stoa::conversations::model::History;
use stoa::files::actions as files;
use stoa::journeys::actions::{self as journeys, Go, Typed};
use stoa::journeys::graph::{Graph, Shape};
use stoa::journeys::model::State;
use stoa::journeys::rules::edit::Edit;
use stoa::kernel::ids::{FileId, JourneyId, NodeId};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Priority;
use stoa::{Error, chats};

on_both!(
    a_walk_with_two_pictures_ends_in_one_ticket_that_shows_the_answers,
    answers_outlive_going_back_and_forth_and_a_week,
    a_walk_ends_in_an_article_or_a_chat,
    two_editors_do_not_write_over_each_other,
    a_version_that_was_active_is_never_changed_and_one_is_active,
    what_cannot_work_is_refused_at_its_place,
    a_trial_leaves_no_trace_and_says_which_ways_were_taken,
    a_walk_belongs_to_whoever_signed_in_on_it,
    a_file_of_one_business_is_a_draft_of_another,
    the_funnel_counts_who_came_went_on_and_left,
);

/// A journey of eight steps, as a file.
pub const FILE: &str = include_str!("../../src/demo/journey.json");

/// An active journey of eight steps.
pub async fn active(world: &World, boss: &Someone) -> JourneyId {
    let (s, who) = (&world.services, boss.admin());
    let id = journeys::import(s, &who, FILE).await.expect("the file is read");
    journeys::activate(s, &who, id).await.expect("it works");
    id
}

/// Somebody has begun to walk.
pub async fn walked(world: &World, shop: &Business, boss: &Someone, who: &Someone) -> (JourneyId, String) {
    let id = active(world, boss).await;
    let token = begun(world, shop, Some(who)).await;
    on(world, Some(who), &token, 1, &["Something arrived broken"]).await;
    (id, token)
}

/// Begins a walk as nobody in particular, or as somebody.
pub async fn begun(world: &World, shop: &Business, who: Option<&Someone>) -> String {
    journeys::start(&world.services, &Visitor::of(shop), who.map(|w| &w.identity), "10.0.0.1").await.expect("a walk begins")
}

async fn step(world: &World, who: Option<&Someone>, token: &str, at: i64, texts: &[&str], images: &[FileId], to: Go) -> stoa::Result<Option<NodeId>> {
    let (texts, by) = (texts.iter().map(|t| (*t).to_owned()).collect(), who.map(|w| w.identity.person().member()));
    let typed = Typed { at: Some(NodeId(at)), texts, images: images.to_vec(), by, country: "KE".into() };
    journeys::go(&world.services, who.map(|w| &w.identity), token, typed, to).await?;
    Ok(journeys::look(&world.services, who.map(|w| &w.identity), token).await?.walk.at())
}

/// Answers a step and goes on; says where that leads.
pub async fn on(world: &World, who: Option<&Someone>, token: &str, at: i64, texts: &[&str]) -> i64 {
    step(world, who, token, at, texts, &[], Go::Forth).await.expect("it goes on").expect("a step").0
}

async fn a_walk_with_two_pictures_ends_in_one_ticket_that_shows_the_answers(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let (boss, wanjiru) = (world.admin(&shop, "Otieno").await, world.customer(&shop, "Wanjiru").await);
    active(world, &boss).await;
    let token = begun(world, &shop, Some(&wanjiru)).await;
    let me = Some(&wanjiru);
    assert_eq!(on(world, me, &token, 1, &["Something arrived broken"]).await, 2);
    assert_eq!(on(world, me, &token, 2, &["10482"]).await, 3);
    assert_eq!(on(world, me, &token, 3, &["A pot", "A plant"]).await, 4);
    let missing = step(world, me, &token, 4, &[], &[], Go::Forth).await.unwrap_err();
    assert_eq!(missing.of_field("answer"), Some("Add at least one picture."));
    let pictures = [world.picture(&wanjiru, "pot.png", 30).await.id, world.picture(&wanjiru, "parcel.png", 40).await.id];
    assert_eq!(step(world, me, &token, 4, &[], &pictures, Go::Forth).await.unwrap(), Some(NodeId(5)));
    // The pictures wait as long as the walk does.
    world.advance_minutes(3 * 24 * 60);
    files::sweep(s).await.unwrap();
    let ticket = journeys::open_ticket(s, &wanjiru.customer(), &wanjiru.identity, &token).await.unwrap();
    assert_eq!(journeys::open_ticket(s, &wanjiru.customer(), &wanjiru.identity, &token).await.unwrap().id, ticket.id, "once");
    assert_eq!((ticket.subject.as_str(), ticket.priority), ("Order 10482 arrived broken: A pot, A plant", Priority::High));
    assert!(ticket.category_id.is_some());
    let agent = boss.agent();
    let (talk, notes): (History, Option<History>) = tickets::thread(s, &agent, &ticket).await.unwrap();
    let first = &talk.messages[0];
    assert!(first.body.contains("**What is broken?**\nA pot, A plant"), "{}", first.body);
    assert_eq!(first.files.len(), 2);
    assert!(notes.unwrap().messages.iter().any(|m| m.body.contains("“Help with an order”, version 1")));
    let row = tickets::rows(s, &agent, &[ticket.id]).await.unwrap().remove(0);
    assert!(row.tags.has("damage"), "the tags of the ending stand on the ticket: {:?}", row.tags);
    let shown = journeys::answers_of(s, &agent, ticket.id).await.unwrap().unwrap();
    assert_eq!((shown.number, shown.answers.len(), shown.answers[3].2.len()), (1, 4, 2));
    let sent = step(world, me, &token, 3, &["A pot"], &[], Go::Forth).await;
    assert!(matches!(sent, Err(Error::Conflict(_))), "what was sent is sent");
    world.drain().await;
}

async fn answers_outlive_going_back_and_forth_and_a_week(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let boss = world.admin(&shop, "Otieno").await;
    active(world, &boss).await;
    let token = begun(world, &shop, None).await;
    on(world, None, &token, 1, &["Something arrived broken"]).await;
    on(world, None, &token, 2, &["77331"]).await;
    assert_eq!(step(world, None, &token, 3, &["A plant"], &[], Go::Back).await.unwrap(), Some(NodeId(2)));
    assert_eq!(step(world, None, &token, 2, &[], &[], Go::Back).await.unwrap(), Some(NodeId(1)), "nothing typed is no reason to stay");
    let walk = journeys::look(s, None, &token).await.unwrap().walk;
    assert_eq!((walk.answers[&NodeId(2)].text(), walk.answers[&NodeId(3)].text()), ("77331".into(), "A plant".into()));
    // Another answer leads elsewhere; the form of an earlier step, sent once more, goes on from there.
    assert_eq!(on(world, None, &token, 1, &["My parcel is late"]).await, 6);
    assert_eq!(on(world, None, &token, 1, &["Something arrived broken"]).await, 2);
    assert_eq!(on(world, None, &token, 6, &["2026-03-01"]).await, 2, "a step that is not on the way changes nothing");
    world.advance_minutes(7 * 24 * 60 - 1);
    assert!(journeys::look(s, None, &token).await.is_ok());
    world.advance_minutes(1);
    assert_eq!(journeys::look(s, None, &token).await.unwrap_err(), Error::NotFound);
    stoa::journeys::jobs::sweep(s).await.unwrap();
    let rows = world.snapshot(Some(shop.id)).await;
    assert!(!rows.iter().any(|row| row.contains("77331")), "what was answered is forgotten");
}

async fn a_walk_ends_in_an_article_or_a_chat(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let (boss, wanjiru) = (world.admin(&shop, "Otieno").await, world.customer(&shop, "Wanjiru").await);
    active(world, &boss).await;
    let token = begun(world, &shop, None).await;
    on(world, None, &token, 1, &["My parcel is late"]).await;
    assert!(step(world, None, &token, 6, &["yesterday"], &[], Go::Forth).await.unwrap_err().of_field("answer").is_some());
    assert_eq!(on(world, None, &token, 6, &["2026-03-01"]).await, 7);
    assert!(journeys::look(s, None, &token).await.unwrap().walk.finished_at.is_some());
    assert_eq!(step(world, None, &token, 7, &[], &[], Go::Back).await.unwrap(), Some(NodeId(6)));
    let asker = Asker::from(&wanjiru.customer());
    assert!(matches!(journeys::start_chat(s, &asker, None, &token).await, Err(Error::Conflict(_))), "not there yet");
    let token = begun(world, &shop, Some(&wanjiru)).await;
    assert_eq!(on(world, Some(&wanjiru), &token, 1, &["Something else"]).await, 8);
    let chat = journeys::start_chat(s, &asker, Some(&wanjiru.identity), &token).await.unwrap();
    assert_eq!(journeys::start_chat(s, &asker, Some(&wanjiru.identity), &token).await.unwrap(), chat, "once");
    let (_, history) = chats::actions::open_own(s, &asker, chat, None).await.unwrap();
    assert_eq!(history.messages.iter().filter(|m| m.body.contains("**What is it about?**\nSomething else")).count(), 1);
    world.drain().await;
}

async fn two_editors_do_not_write_over_each_other(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let boss = world.admin(&shop, "Otieno").await.admin();
    let id = journeys::create(s, &boss, "Help").await.unwrap();
    let add = |title: &str| Edit::AddNode { shape: Shape::Short, title: title.into(), after: None };
    journeys::edit(s, &boss, id, 1, add("First")).await.unwrap();
    let late = journeys::edit(s, &boss, id, 1, add("Second")).await.unwrap_err();
    assert!(matches!(&late, Error::Conflict(why) if why.contains("in the meantime")), "{late:?}");
    let graph = journeys::find(s, &boss, id).await.unwrap().graph;
    assert_eq!(journeys::save(s, &boss, id, 2, graph.clone()).await.unwrap(), 3);
    assert!(journeys::save(s, &boss, id, 2, graph).await.is_err());
    journeys::delete(s, &boss, id).await.unwrap();
    assert_eq!(journeys::find(s, &boss, id).await.unwrap_err(), Error::NotFound);
}

async fn a_version_that_was_active_is_never_changed_and_one_is_active(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let boss = world.admin(&shop, "Otieno").await;
    let who = boss.admin();
    let first = active(world, &boss).await;
    let token = begun(world, &shop, None).await;
    let change = Edit::RemoveNode(NodeId(2));
    assert!(matches!(journeys::edit(s, &who, first, 2, change.clone()).await, Err(Error::Conflict(_))));
    assert!(matches!(journeys::delete(s, &who, first).await, Err(Error::Conflict(_))));
    let second = journeys::duplicate(s, &who, first).await.unwrap();
    journeys::edit(s, &who, second, 1, Edit::ShiftEdge { edge: stoa::kernel::ids::EdgeId(12), up: true }).await.unwrap();
    assert_eq!(journeys::changes(s, &who, first, second).await.unwrap().len(), 1, "the ways of one step");
    journeys::activate(s, &who, second).await.unwrap();
    let states: Vec<(i64, State, i64)> = journeys::list(s, &who).await.unwrap().iter().map(|j| (j.number, j.state, j.walked)).collect();
    assert_eq!(states, [(2, State::Active, 0), (1, State::Archived, 1)]);
    assert_eq!(on(world, None, &token, 1, &["Something arrived broken"]).await, 2, "who has begun walks on in their version");
    journeys::archive(s, &who, second).await.unwrap();
    assert_eq!(journeys::is_offered(s, &Visitor::of(&shop)).await.unwrap(), None);
    assert_eq!(journeys::start(s, &Visitor::of(&shop), None, "10.0.0.1").await.unwrap_err(), Error::NotFound);
    journeys::activate(s, &who, first).await.unwrap();
    world.drain().await;
}

async fn what_cannot_work_is_refused_at_its_place(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let boss = world.admin(&shop, "Otieno").await.admin();
    let id = journeys::import(s, &boss, &FILE.replace("late-delivery", "no-such-article")).await.unwrap();
    let refused = journeys::activate(s, &boss, id).await.unwrap_err();
    assert_eq!(refused.of_field("node-7"), Some("This article is not published. Choose another one."));
    assert_eq!(journeys::find(s, &boss, id).await.unwrap().state, State::Draft);
    for (broken, said) in [
        ("{", "not JSON"),
        ("{}", "“format”"),
        (&FILE.replace("\"several\"", "\"many\"") as &str, "Step 3 of the file, “What is broken?”: “shape” is “many”: write one of one, several"),
        (&FILE.replace("\"Damaged goods\"", "\"Nonsense\""), "there is no category “Nonsense” here"),
        (&FILE.replace("\"id\": 12", "\"id\": 11"), "Two ways have the number 11"),
        (&FILE.replace("\"from\": 6", "\"from\": \"six\""), "Way 7 of the file: “from” is “six”: write a whole number."),
    ] {
        let error = journeys::import(s, &boss, broken).await.unwrap_err();
        assert!(error.of_field("file").is_some_and(|words| words.contains(said)), "{said}: {error:?}");
    }
    world.drain().await;
}

async fn a_trial_leaves_no_trace_and_says_which_ways_were_taken(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let (boss, wanjiru) = (world.admin(&shop, "Otieno").await, world.customer(&shop, "Wanjiru").await);
    let id = journeys::import(s, &boss.admin(), FILE).await.unwrap();
    let token = journeys::start_trial(s, &boss.admin(), id).await.unwrap();
    assert_eq!(journeys::look(s, Some(&wanjiru.identity), &token).await.unwrap_err(), Error::NotFound);
    assert_eq!(journeys::look(s, None, &token).await.unwrap_err(), Error::sign_in_first());
    assert_eq!(on(world, Some(&boss), &token, 1, &["Something else"]).await, 8);
    assert_eq!(on(world, Some(&boss), &token, 1, &["My parcel is late"]).await, 6);
    let step = journeys::look(s, Some(&boss.identity), &token).await.unwrap();
    let untaken: Vec<i64> = stoa::journeys::rules::reach::never_taken(&step.journey.graph, &step.walk.taken).iter().map(|e| e.id.0).collect();
    assert_eq!(untaken, [11, 14, 15, 16, 17]);
    assert_eq!(journeys::list(s, &boss.admin()).await.unwrap()[0].walked, 0);
    assert!(journeys::funnel(s, &boss.admin(), id).await.unwrap().is_empty());
    let change = Edit::RemoveNode(NodeId(6));
    journeys::edit(s, &boss.admin(), id, 1, change).await.unwrap();
    assert_eq!(journeys::look(s, Some(&boss.identity), &token).await.unwrap().walk.at(), Some(NodeId(1)), "what is gone is not stood on");
    journeys::delete(s, &boss.admin(), id).await.unwrap();
    world.drain().await;
}

async fn a_walk_belongs_to_whoever_signed_in_on_it(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("Kiln").await, world.business("Rival").await);
    let (boss, wanjiru, daniel) = (world.admin(&shop, "Otieno").await, world.customer(&shop, "Wanjiru").await, world.customer(&shop, "Daniel").await);
    let spy = world.admin(&rival, "Spy").await;
    let id = active(world, &boss).await;
    let token = begun(world, &shop, None).await;
    on(world, None, &token, 1, &["Something arrived broken"]).await;
    on(world, Some(&wanjiru), &token, 2, &["10482"]).await;
    assert_eq!(journeys::look(s, Some(&daniel.identity), &token).await.unwrap_err(), Error::NotFound);
    assert_eq!(journeys::look(s, None, &token).await.unwrap_err(), Error::sign_in_first());
    let theirs = world.picture(&daniel, "mine.png", 30).await.id;
    on(world, Some(&wanjiru), &token, 3, &["A pot"]).await;
    assert!(step(world, Some(&wanjiru), &token, 4, &[], &[theirs], Go::Forth).await.is_err(), "pictures of others are none of hers");
    assert_eq!(journeys::find(s, &spy.admin(), id).await.unwrap_err(), Error::NotFound);
    assert_eq!(journeys::activate(s, &spy.admin(), id).await.unwrap_err(), Error::NotFound);
    assert_eq!(journeys::save(s, &spy.admin(), id, 2, Graph::default()).await.unwrap_err(), Error::NotFound);
    assert!(journeys::funnel(s, &spy.admin(), id).await.is_err());
    world.drain().await;
}

async fn a_file_of_one_business_is_a_draft_of_another(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("Kiln").await, world.business("Rival").await);
    let (boss, other) = (world.admin(&shop, "Otieno").await.admin(), world.admin(&rival, "Ruth").await.admin());
    let id = journeys::import(s, &boss, FILE).await.unwrap();
    let (journey, text) = journeys::export(s, &boss, id).await.unwrap();
    let there = journeys::import(s, &other, &text).await.unwrap();
    journeys::activate(s, &other, there).await.unwrap();
    let copy = journeys::find(s, &other, there).await.unwrap();
    let category = |graph: &Graph| graph.node(NodeId(5)).unwrap().opens.clone().unwrap().category;
    assert_ne!(category(&journey.graph), category(&copy.graph), "the category of the same name, each their own");
    assert_eq!(journey.graph.edges, copy.graph.edges);
    world.drain().await;
}

async fn the_funnel_counts_who_came_went_on_and_left(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let boss = world.admin(&shop, "Otieno").await;
    let id = active(world, &boss).await;
    for texts in [&["Something arrived broken"][..], &["My parcel is late"], &[]] {
        let token = begun(world, &shop, None).await;
        if !texts.is_empty() {
            on(world, None, &token, 1, texts).await;
            step(world, None, &token, 6, &["2026-03-01"], &[], Go::Forth).await.unwrap();
        }
    }
    let funnel = async || {
        let passed = journeys::funnel(s, &boss.admin(), id).await.unwrap();
        let of = |id: i64| passed.iter().find(|(n, _)| n.0 == id).map(|(_, p)| (p.arrived, p.answered, p.there, p.left));
        [1, 2, 6, 7, 3].map(of)
    };
    assert_eq!(funnel().await, [Some((3, 2, 1, 0)), Some((1, 0, 1, 0)), Some((1, 1, 0, 0)), Some((1, 0, 0, 0)), None], "whoever stands there may go on");
    world.advance_minutes(7 * 24 * 60);
    assert_eq!(funnel().await, [Some((3, 2, 0, 1)), Some((1, 0, 0, 1)), Some((1, 1, 0, 0)), Some((1, 0, 0, 0)), None], "their links have ended");
    assert_eq!(journeys::list(s, &boss.admin()).await.unwrap()[0].ended, 1);
    world.drain().await;
}
