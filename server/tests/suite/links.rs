//! Tickets that have to do with each other: linked, and merged with all that was said in them.

use crate::harness::World;
use crate::on_both;
use crate::tickets::opened;
use stoa::conversations::model::SenderKind;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Status, number_text};
use uuid::Uuid;

on_both!(
    linked_tickets_show_each_other_until_they_are_unlinked,
    a_number_that_leads_nowhere_is_refused,
    a_merged_ticket_goes_on_in_the_other_with_all_that_was_said,
    nothing_counts_as_said_anew_by_merging,
    tickets_of_different_customers_are_never_merged,
    two_who_merge_crosswise_close_one_ticket_only,
);

async fn linked_tickets_show_each_other_until_they_are_unlinked(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, daniel) = (world.customer(&shop, "Wanjiru").await.customer(), world.customer(&shop, "Daniel").await.customer());
    let amina = world.agent(&shop, "Amina").await.agent();
    let (a, b) = (opened(world, &wanjiru, "Broken mugs").await, opened(world, &daniel, "Broken mugs, too").await);
    let linked = async |id| tickets::linked(s, &amina, id).await.unwrap().into_iter().map(|row| row.id).collect::<Vec<_>>();
    for _ in 0..2 {
        tickets::link(s, &amina, b.id, &number_text(a.number)).await.unwrap();
    }
    assert_eq!((linked(a.id).await, linked(b.id).await), (vec![b.id], vec![a.id]));
    let notes = tickets::thread(s, &amina, &a).await.unwrap().1.unwrap();
    assert_eq!(notes.messages.iter().filter(|m| m.body.starts_with("Linked with TKT-000002")).count(), 1);
    tickets::unlink(s, &amina, a.id, b.id).await.unwrap();
    tickets::unlink(s, &amina, a.id, b.id).await.expect("what is gone is gone");
    assert!(linked(a.id).await.is_empty() && linked(b.id).await.is_empty());
    world.drain().await;
}

async fn a_number_that_leads_nowhere_is_refused(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("press").await);
    let (wanjiru, other) = (world.customer(&shop, "Wanjiru").await.customer(), world.customer(&rival, "Otieno").await.customer());
    let amina = world.agent(&shop, "Amina").await.agent();
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    opened(world, &other, "One").await;
    let theirs = opened(world, &other, "Two").await;
    for number in ["", "mugs", &ticket.number.to_string(), &theirs.number.to_string()] {
        assert!(tickets::link(s, &amina, ticket.id, number).await.unwrap_err().of_field("number").is_some(), "{number}");
    }
}

async fn a_merged_ticket_goes_on_in_the_other_with_all_that_was_said(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let someone = world.customer(&shop, "Wanjiru").await;
    let (wanjiru, amina) = (someone.customer(), world.agent(&shop, "Amina").await.agent());
    let (old, main) = (opened(world, &wanjiru, "Handles").await, opened(world, &wanjiru, "Broken mugs").await);
    let picture = world.picture(&someone, "handle.png", 31).await;
    tickets::reply(s, &wanjiru, old.id, Uuid::now_v7(), "Here is the handle.", vec![picture.id]).await.unwrap();
    tickets::reply(s, &amina, old.id, Uuid::now_v7(), "Thank you.", vec![]).await.unwrap();
    tickets::note(s, &amina, old.id, Uuid::now_v7(), "Bad glue.", vec![]).await.unwrap();
    world.advance_minutes(5);
    for _ in 0..2 {
        tickets::merge(s, &amina, old.id, main.id).await.expect("again changes nothing");
    }
    world.drain().await;

    let (talk, notes) = tickets::thread(s, &amina, &main).await.unwrap();
    let came: Vec<_> = talk.messages.iter().filter(|m| m.extra.origin.is_some() && m.kind != SenderKind::System).collect();
    let said: Vec<(&str, SenderKind)> = came.iter().map(|m| (m.body.as_str(), m.kind)).collect();
    assert_eq!(said[1..], [("Here is the handle.", SenderKind::Customer), ("Thank you.", SenderKind::Agent)]);
    assert_eq!((came[1].files.len(), came[1].extra.origin.unwrap().number), (1, old.number));
    assert!(came.iter().all(|m| m.extra.origin.unwrap().at < m.at), "each says when it was said");
    assert!(notes.unwrap().messages.iter().any(|m| m.body == "Bad glue."));
    assert_eq!(tickets::find(s, &amina, old.number).await.unwrap().ticket.status, Status::Closed);
    assert_eq!(tickets::merged_into(s, &wanjiru, old.id).await.unwrap(), Some(main.number));
    let seen = tickets::thread(s, &wanjiru, &main).await.unwrap().0;
    assert!(seen.messages.iter().all(|m| m.body != "Bad glue."), "a note stays a note");
    assert!(tickets::reply(s, &wanjiru, old.id, Uuid::now_v7(), "Hello?", vec![]).await.is_err(), "it goes on in the other one");
}

async fn nothing_counts_as_said_anew_by_merging(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let (old, main) = (opened(world, &wanjiru, "Handles").await, opened(world, &wanjiru, "Broken mugs").await);
    tickets::reply(s, &amina, old.id, Uuid::now_v7(), "Thank you.", vec![]).await.unwrap();
    tickets::set_status(s, &amina, main.id, Status::WaitingResponse).await.unwrap();
    let before = tickets::find(s, &amina, main.number).await.unwrap().ticket;
    tickets::merge(s, &amina, old.id, main.id).await.unwrap();
    world.drain().await;
    let after = tickets::find(s, &amina, main.number).await.unwrap().ticket;
    assert_eq!((after.status, after.responded_at), (Status::WaitingResponse, before.responded_at), "copied words are no new words");
}

async fn tickets_of_different_customers_are_never_merged(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, daniel) = (world.customer(&shop, "Wanjiru").await.customer(), world.customer(&shop, "Daniel").await.customer());
    let amina = world.agent(&shop, "Amina").await.agent();
    let (a, b, closed) = (opened(world, &wanjiru, "Mugs").await, opened(world, &daniel, "Bowls").await, opened(world, &wanjiru, "Plates").await);
    tickets::set_status(s, &amina, closed.id, Status::Closed).await.unwrap();
    for into in [a.id, b.id] {
        assert!(tickets::merge(s, &amina, a.id, into).await.unwrap_err().of_field("into").is_some());
    }
    assert!(tickets::merge(s, &amina, a.id, closed.id).await.unwrap_err().to_string().contains("closed"));
    world.drain().await;
}

async fn two_who_merge_crosswise_close_one_ticket_only(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let (a, b) = (opened(world, &wanjiru, "Mugs").await, opened(world, &wanjiru, "Bowls").await);
    let (one, other) = tokio::join!(tickets::merge(s, &amina, a.id, b.id), tickets::merge(s, &amina, b.id, a.id));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    let closed = [a.number, b.number].map(async |n| tickets::find(s, &amina, n).await.unwrap().ticket.status == Status::Closed);
    let [a, b] = closed;
    assert!(a.await != b.await);
    world.drain().await;
}
