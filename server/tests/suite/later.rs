//! Replies that are sent later, and drafts that are there on every device.

use crate::harness::World;
use crate::on_both;
use crate::tickets::opened;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::conversations::actions as conversations;
use stoa::conversations::drafts;
use stoa::conversations::model::SenderKind;
use stoa::kernel::ids::{ReplyId, TicketId};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::platform::Services;
use stoa::tickets::actions::{self as tickets, LaterDraft};
use stoa::tickets::model::Status;
use uuid::Uuid;

on_both!(
    a_scheduled_reply_is_sent_at_its_moment_with_its_picture_and_what_goes_with_it,
    words_that_no_longer_fit_are_kept_back_and_can_be_sent_all_the_same,
    a_reply_is_kept_back_when_a_colleague_answered_or_resolved_the_ticket,
    a_reply_that_was_taken_back_is_never_sent,
    what_is_taken_back_stands_in_the_composer_with_its_pictures_below_what_was_begun,
    a_form_sent_twice_keeps_one_reply_and_nothing_wrong_is_kept,
    a_draft_is_there_on_every_device_until_it_is_sent,
    a_note_that_was_begun_never_becomes_a_reply,
);

const HOUR: i64 = 3_600_000;

fn draft(send_at: Timestamp) -> LaterDraft {
    LaterDraft { client_id: Uuid::now_v7(), body: "Good morning, new mugs are on their way.".into(), files: vec![], then: None, send_at }
}

/// A reply of this agent that is sent in a month.
pub async fn scheduled(world: &World, agent: &Agent, ticket: TicketId) -> ReplyId {
    let s = &world.services;
    tickets::schedule(s, agent, ticket, draft(s.now().plus_ms(720 * HOUR)), &Zone::utc()).await.expect("it is kept");
    tickets::scheduled(s, agent, ticket, &Zone::utc()).await.expect("the list")[0].id
}

async fn said(s: &Services, agent: &Agent, number: i64) -> Vec<String> {
    let ticket = tickets::find(s, agent, number).await.unwrap().ticket;
    let talk = tickets::thread(s, agent, &ticket).await.unwrap().0;
    talk.messages.into_iter().filter(|m| m.kind == SenderKind::Agent).map(|m| m.body).collect()
}

async fn a_scheduled_reply_is_sent_at_its_moment_with_its_picture_and_what_goes_with_it(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, someone) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await);
    let amina = someone.agent();
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let picture = world.picture(&someone, "mug.png", 31).await;
    // Longer than an upload is kept that no message has.
    let later = LaterDraft { files: vec![picture.id], then: Some(Status::WaitingResponse), ..draft(s.now().plus_ms(60 * HOUR)) };
    tickets::schedule(s, &amina, ticket.id, later, &Zone::utc()).await.unwrap();
    let waiting = tickets::scheduled(s, &amina, ticket.id, &Zone::utc()).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].sender.as_str(), waiting[0].why.as_str()), (1, amina.name(), ""));
    world.advance_minutes(60 * 60 - 1);
    stoa::files::actions::sweep(s).await.unwrap();
    world.drain().await;
    assert!(said(s, &amina, ticket.number).await.is_empty(), "not a minute early");
    world.advance_minutes(1);
    world.drain().await;
    let talk = tickets::thread(s, &wanjiru, &ticket).await.unwrap().0;
    let reply = talk.messages.iter().find(|m| m.kind == SenderKind::Agent).expect("it is there");
    assert_eq!((reply.sender, reply.files.len()), (Some(amina.member()), 1));
    let now = tickets::find(s, &amina, ticket.number).await.unwrap().ticket;
    assert_eq!((now.status, now.responded_at), (Status::WaitingResponse, Some(reply.at)));
    assert!(tickets::scheduled(s, &amina, ticket.id, &Zone::utc()).await.unwrap().is_empty());
}

async fn words_that_no_longer_fit_are_kept_back_and_can_be_sent_all_the_same(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    tickets::schedule(s, &amina, ticket.id, draft(s.now().plus_ms(HOUR)), &Zone::utc()).await.unwrap();
    world.advance_minutes(30);
    tickets::reply(s, &wanjiru, ticket.id, Uuid::now_v7(), "Never mind, I found them.", vec![]).await.unwrap();
    world.advance_minutes(31);
    world.drain().await;
    let kept = tickets::scheduled(s, &amina, ticket.id, &Zone::utc()).await.unwrap().remove(0);
    assert!(kept.why.contains("wrote in the meantime") && said(s, &amina, ticket.number).await.is_empty(), "{kept:?}");
    let notes = tickets::thread(s, &amina, &ticket).await.unwrap().1.unwrap();
    assert!(notes.messages.iter().any(|m| m.body.contains("was not sent")));
    for _ in 0..2 {
        tickets::send_now(s, &amina, kept.id).await.unwrap();
    }
    assert_eq!(said(s, &amina, ticket.number).await.len(), 1);
    tickets::schedule(s, &amina, ticket.id, draft(s.now().plus_ms(HOUR)), &Zone::utc()).await.unwrap();
    tickets::set_status(s, &amina, ticket.id, Status::Closed).await.unwrap();
    world.advance_minutes(61);
    world.drain().await;
    assert!(tickets::scheduled(s, &amina, ticket.id, &Zone::utc()).await.unwrap()[0].why.contains("closed"));
}

async fn a_reply_that_was_taken_back_is_never_sent(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let id = scheduled(world, &amina, ticket.id).await;
    assert_eq!(tickets::take_back(s, &amina, id).await.unwrap(), ticket.id);
    tickets::take_back(s, &amina, id).await.expect("once more is harmless");
    let lane = conversations::open(s, &amina, ticket.customer_lane).await.unwrap();
    assert_eq!(drafts::find(s, &lane).await.unwrap().unwrap().body, "Good morning, new mugs are on their way.");
    tickets::send_now(s, &amina, id).await.expect("nothing is left to send");
    world.advance_minutes(721 * 60);
    world.drain().await;
    assert!(said(s, &amina, ticket.number).await.is_empty());
}

async fn a_reply_is_kept_back_when_a_colleague_answered_or_resolved_the_ticket(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let brian = world.agent(&shop, "Brian").await.agent();
    let (answered, resolved, own) =
        (opened(world, &wanjiru, "Broken mugs").await.id, opened(world, &wanjiru, "Broken pots").await.id, opened(world, &wanjiru, "Broken cups").await.id);
    for id in [answered, resolved, own] {
        tickets::reply(s, &brian, id, Uuid::now_v7(), "Amina looks into it.", vec![]).await.unwrap();
    }
    world.advance_minutes(1);
    for id in [answered, resolved, own] {
        tickets::schedule(s, &amina, id, draft(s.now().plus_ms(HOUR)), &Zone::utc()).await.unwrap();
    }
    world.advance_minutes(1);
    tickets::reply(s, &brian, answered, Uuid::now_v7(), "They left today.", vec![]).await.unwrap();
    tickets::note(s, &brian, own, Uuid::now_v7(), "A note is no answer.", vec![]).await.unwrap();
    tickets::reply(s, &amina, own, Uuid::now_v7(), "One more thing:", vec![]).await.unwrap();
    tickets::set_status(s, &brian, resolved, Status::Resolved).await.unwrap();
    world.advance_minutes(60);
    world.drain().await;
    let why = async |id| tickets::scheduled(s, &amina, id, &Zone::utc()).await.unwrap().pop().map(|kept| kept.why);
    assert!(why(answered).await.unwrap().contains("A colleague answered in the meantime"));
    assert!(why(resolved).await.unwrap().contains("resolved in the meantime"));
    assert_eq!(why(own).await, None, "own words and notes of others keep nothing back");
}

async fn what_is_taken_back_stands_in_the_composer_with_its_pictures_below_what_was_begun(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, someone) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await);
    let (amina, brian) = (someone.agent(), world.agent(&shop, "Brian").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let picture = world.picture(&someone, "mug.png", 31).await;
    let later = LaterDraft { files: vec![picture.id], ..draft(s.now().plus_ms(HOUR)) };
    tickets::schedule(s, &amina, ticket.id, later, &Zone::utc()).await.unwrap();
    let id = tickets::scheduled(s, &amina, ticket.id, &Zone::utc()).await.unwrap()[0].id;
    let lane = conversations::open(s, &brian, ticket.customer_lane).await.unwrap();
    drafts::save(s, &lane, None, "Dear Wanjiru,", &[]).await.unwrap();
    tickets::take_back(s, &brian, id).await.unwrap();
    let begun = drafts::find(s, &lane).await.unwrap().unwrap();
    assert_eq!(begun.body, "Dear Wanjiru,\n\nGood morning, new mugs are on their way.");
    assert_eq!(begun.files.iter().map(|f| f.id).collect::<Vec<_>>(), [picture.id], "the colleague has the pictures, too");
    // Longer than an upload waits that nothing holds.
    world.advance_minutes(3 * 24 * 60);
    stoa::files::actions::sweep(s).await.unwrap();
    tickets::reply(s, &brian, ticket.id, Uuid::now_v7(), &begun.body, vec![picture.id]).await.unwrap();
    assert_eq!(drafts::find(s, &lane).await.unwrap(), None);
    let theirs = conversations::open(s, &amina, ticket.customer_lane).await.unwrap();
    drafts::save(s, &theirs, None, "Mine", &[picture.id]).await.unwrap();
    assert!(drafts::find(s, &theirs).await.unwrap().unwrap().files.is_empty(), "what was sent, or is somebody else's, is not kept");
}

async fn a_form_sent_twice_keeps_one_reply_and_nothing_wrong_is_kept(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let schedule = async |draft| tickets::schedule(s, &amina, ticket.id, draft, &Zone::utc()).await;
    let same = draft(s.now().plus_ms(HOUR));
    schedule(same.clone()).await.unwrap();
    schedule(same).await.unwrap();
    assert_eq!(tickets::scheduled(s, &amina, ticket.id, &Zone::utc()).await.unwrap().len(), 1);
    assert!(schedule(draft(s.now())).await.unwrap_err().of_field("later").is_some());
    assert!(schedule(LaterDraft { body: " ".into(), ..draft(s.now().plus_ms(HOUR)) }).await.unwrap_err().of_field("body").is_some());
    for _ in 1..stoa::tickets::later::MOST {
        schedule(draft(s.now().plus_ms(HOUR))).await.unwrap();
    }
    assert!(matches!(schedule(draft(s.now().plus_ms(HOUR))).await, Err(Error::Conflict(_))));
}

async fn a_draft_is_there_on_every_device_until_it_is_sent(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let brian = world.agent(&shop, "Brian").await.agent();
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let lane = conversations::open(s, &amina, ticket.customer_lane).await.unwrap();
    drafts::save(s, &lane, None, "Dear Wanj", &[]).await.unwrap();
    drafts::save(s, &lane, None, "Dear Wanjiru,", &[]).await.unwrap();
    let listed = async |agent: &Agent| tickets::rows(s, agent, &[ticket.id]).await.unwrap().remove(0).draft;
    assert_eq!((listed(&amina).await.as_deref(), listed(&brian).await), (Some("Dear Wanjiru,"), None), "it is nobody else's");
    assert_eq!(drafts::find(s, &lane).await.unwrap().map(|b| b.body).as_deref(), Some("Dear Wanjiru,"));
    world.advance_minutes(1);
    tickets::reply(s, &brian, ticket.id, Uuid::now_v7(), "I am on it.", vec![]).await.unwrap();
    assert!(listed(&amina).await.is_some(), "what a colleague sends is no end of it");
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "Dear Wanjiru, yes.", vec![]).await.unwrap();
    assert_eq!(listed(&amina).await, None);
    drafts::save(s, &lane, None, "  ", &[]).await.unwrap();
    assert_eq!(drafts::find(s, &lane).await.unwrap(), None);
    assert!(drafts::save(s, &lane, None, &"x".repeat(50_000), &[]).await.unwrap_err().of_field("body").is_some());
}

async fn a_note_that_was_begun_never_becomes_a_reply(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let talk = conversations::open(s, &amina, ticket.customer_lane).await.unwrap();
    let notes = conversations::open(s, &amina, ticket.staff_lane).await.unwrap();
    drafts::save(s, &talk, None, "She is", &[]).await.unwrap();
    drafts::save(s, &notes, Some(&talk), "She is furious", &[]).await.unwrap();
    assert_eq!(drafts::find(s, &talk).await.unwrap(), None);
    assert_eq!(drafts::find(s, &notes).await.unwrap().map(|b| b.body).as_deref(), Some("She is furious"));
}
