//! One's own last change can be taken back for a moment: exactly, once, and only while nobody else touched the ticket.

use super::Scene;
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Priority, Status, Ticket};
use uuid::Uuid;

on_both!(
    whatever_was_changed_by_hand_is_taken_back_exactly,
    a_pause_goes_on_as_if_it_had_never_ended,
    what_a_colleague_touched_or_is_long_ago_stays,
    without_script_a_button_on_the_next_page_takes_it_back,
);

/// What an undo must bring back: all but when it was touched last.
fn same(a: &Ticket, b: &Ticket) -> bool {
    Ticket { updated_at: b.updated_at, ..a.clone() } == *b
}

fn why(result: Result<(), Error>) -> String {
    match result {
        Err(Error::Conflict(why)) => why,
        other => panic!("{other:?}"),
    }
}

async fn whatever_was_changed_by_hand_is_taken_back_exactly(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let (amina, id) = (scene.amina.agent(), scene.ticket.id);
    assert!(why(tickets::revert(s, &amina, id).await).contains("nothing to undo"));
    let category = tickets::list_categories(s, &amina).await.unwrap()[0].id;
    let steps = ["take", "give", "free", "priority", "category", "status", "resolve", "close"];
    for step in steps {
        world.advance_minutes(3);
        let before = scene.now(world).await;
        match step {
            "take" => tickets::take(s, &amina, id).await,
            "give" => tickets::assign(s, &amina, id, Some(scene.brian.member())).await,
            "free" => {
                tickets::assign(s, &scene.brian.agent(), id, Some(scene.brian.member())).await.unwrap();
                tickets::assign(s, &amina, id, None).await
            }
            "priority" => tickets::set_priority(s, &amina, id, Priority::Urgent).await,
            "category" => tickets::set_category(s, &amina, id, category).await,
            "status" => tickets::set_status(s, &amina, id, Status::InProgress).await,
            "resolve" => tickets::set_status(s, &amina, id, Status::Resolved).await,
            _ => tickets::set_status(s, &amina, id, Status::Closed).await,
        }
        .unwrap();
        let before = if step == "free" { Ticket { assignee_id: Some(scene.brian.member()), ..before } } else { before };
        assert!(!same(&scene.now(world).await, &before), "{step} changed something");
        assert!(tickets::undoable(s, &amina, id).await.unwrap().is_some(), "{step}");
        assert_eq!(tickets::undoable(s, &scene.brian.agent(), id).await.unwrap(), None, "{step}: only whoever did it");
        tickets::revert(s, &amina, id).await.unwrap_or_else(|e| panic!("{step}: {e}"));
        let after = scene.now(world).await;
        assert!(same(&after, &before), "{step}: {after:?} is not {before:?}");
        assert!(why(tickets::revert(s, &amina, id).await).contains("nothing to undo"), "{step} is taken back once");
    }
    tickets::reply(s, &scene.wanjiru.customer(), id, Uuid::now_v7(), "Is anybody there?", vec![]).await.expect("its lanes are open again");
    world.drain().await;
}

async fn a_pause_goes_on_as_if_it_had_never_ended(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let (amina, id) = (scene.amina.agent(), scene.ticket.id);
    tickets::reply(s, &amina, id, Uuid::now_v7(), "Which two?", vec![]).await.unwrap();
    tickets::set_status(s, &amina, id, Status::WaitingResponse).await.unwrap();
    world.advance_minutes(30);
    let waiting = scene.now(world).await;
    tickets::set_status(s, &amina, id, Status::InProgress).await.unwrap();
    assert!(scene.now(world).await.resolution_due_at > waiting.resolution_due_at);
    tickets::revert(s, &amina, id).await.unwrap();
    assert!(same(&scene.now(world).await, &waiting));
    // A ticket that is resolved again closes after its seven days all the same.
    tickets::set_status(s, &amina, id, Status::Resolved).await.unwrap();
    tickets::set_status(s, &amina, id, Status::InProgress).await.unwrap();
    tickets::revert(s, &amina, id).await.unwrap();
    world.advance_minutes(7 * 24 * 60 + 1);
    world.drain().await;
    assert_eq!(scene.now(world).await.status, Status::Closed);
}

async fn what_a_colleague_touched_or_is_long_ago_stays(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let (amina, brian, id) = (scene.amina.agent(), scene.brian.agent(), scene.ticket.id);
    tickets::set_priority(s, &amina, id, Priority::High).await.unwrap();
    tickets::set_priority(s, &brian, id, Priority::Urgent).await.unwrap();
    assert!(why(tickets::revert(s, &amina, id).await).contains("colleague"));
    tickets::revert(s, &brian, id).await.expect("the last change is his");
    assert_eq!(scene.now(world).await.priority, Priority::High);
    tickets::set_status(s, &amina, id, Status::Resolved).await.unwrap();
    tickets::reply(s, &scene.wanjiru.customer(), id, Uuid::now_v7(), "It is not.", vec![]).await.unwrap();
    assert!(why(tickets::revert(s, &amina, id).await).contains("changed since"), "the customer reopened it");
    tickets::set_priority(s, &amina, id, Priority::Low).await.unwrap();
    world.advance_minutes(2);
    assert!(why(tickets::revert(s, &amina, id).await).contains("too long ago"));
    assert_eq!(tickets::undoable(s, &amina, id).await.unwrap(), None);
    let rival = world.business("Rival").await;
    let spy = world.agent(&rival, "Spy").await.agent();
    assert_eq!(tickets::revert(s, &spy, id).await, Err(Error::NotFound));
    world.drain().await;
}

async fn without_script_a_button_on_the_next_page_takes_it_back(world: &World) {
    let scene = Scene::new(world).await;
    let site = world.site().await;
    let (browser, path, id) = (site.browser(&scene.amina.token), format!("/desk/{}", scene.ticket.number), scene.ticket.id.to_string());
    assert!(!browser.get(&path).await.text().contains("undo_ticket_change"));
    browser.post(&path, "/api/app/tickets/desk/api/set_ticket_status", &[("ticket", &id), ("status", "resolved")]).await;
    let page = browser.get(&path).await.text();
    assert!(page.contains("undo_ticket_change") && page.contains("Resolved."));
    assert!(!site.browser(&scene.brian.token).get(&path).await.text().contains("undo_ticket_change"));
    let back = browser.post(&path, "/api/app/tickets/desk/api/undo_ticket_change", &[("ticket", &id)]).await;
    assert!(back.location().contains(&path), "{}", back.location());
    assert_eq!(scene.now(world).await.status, Status::Open);
    let page = browser.get(&path).await.text();
    assert!(!page.contains("undo_ticket_change") && page.contains("undid the last change"));
    drop(site);
}
