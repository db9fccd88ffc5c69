//! Putting tickets aside: out of the lists and the queue until the moment, the customer's word, or a hand brings them back.

use crate::harness::World;
use crate::on_both;
use crate::tickets::opened;
use stoa::bulk::actions::{self as bulk, Which};
use stoa::event::Subject;
use stoa::kernel::zone::Zone;
use stoa::macros::model::{Step, Whom};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Holder, Status};
use uuid::Uuid;

on_both!(
    a_snoozed_ticket_leaves_the_lists_and_is_back_at_its_moment,
    a_ticket_that_was_put_off_again_sleeps_until_the_later_moment,
    the_customers_word_brings_a_ticket_back,
    whoever_gets_a_snoozed_ticket_sees_it,
    what_is_done_or_over_cannot_be_snoozed,
    a_ticket_that_is_given_and_moved_at_once_stays_awake,
    a_snooze_is_taken_back_for_a_moment_and_so_is_its_end,
    taking_back_what_woke_a_ticket_puts_it_aside_again,
);

const HOUR: i64 = 3_600_000;

async fn a_snoozed_ticket_leaves_the_lists_and_is_back_at_its_moment(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let (ticket, other) = (opened(world, &wanjiru, "Broken mugs").await, opened(world, &wanjiru, "Invoice").await);
    tickets::take(s, &amina, ticket.id).await.unwrap();
    let until = s.now().plus_ms(20 * HOUR);
    tickets::snooze(s, &amina, ticket.id, until, &Zone::utc()).await.unwrap();
    world.drain().await;

    let list = async |filter: Filter| tickets::inbox(s, &amina, &filter, None).await.unwrap().items.into_iter().map(|r| r.row.id).collect::<Vec<_>>();
    let active = Filter { active_only: true, holder: Some(Holder::All), ..Filter::default() };
    let aside = Filter { snoozed: true, ..Filter::default() };
    assert_eq!((list(active.clone()).await, list(aside.clone()).await), (vec![other.id], vec![ticket.id]));
    let counts = tickets::counts(s, &amina).await.unwrap();
    assert_eq!((counts.active, counts.mine, counts.snoozed, counts.my_snoozed), (1, 0, 1, 1));

    world.advance_minutes(20 * 60 - 1);
    world.drain().await;
    assert_eq!(list(aside.clone()).await, [ticket.id], "not a minute early");
    world.advance_minutes(1);
    world.drain().await;
    assert_eq!((list(active).await, list(aside).await), (vec![ticket.id, other.id], vec![]), "it is back, on top");
    let notes = tickets::thread(s, &amina, &ticket).await.unwrap().1.unwrap();
    let lines: Vec<&str> = notes.messages.iter().map(|m| m.body.as_str()).collect();
    assert!(lines.iter().any(|l| l.starts_with("Snoozed until")) && lines.contains(&"Back from its snooze."), "{lines:?}");
    let seen = tickets::thread(s, &wanjiru, &ticket).await.unwrap().0;
    assert!(seen.messages.iter().all(|m| !m.body.contains("nooze")), "the customer never hears of it");
}

async fn a_ticket_that_was_put_off_again_sleeps_until_the_later_moment(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    for hours in [1, 3] {
        tickets::snooze(s, &amina, ticket.id, s.now().plus_ms(hours * HOUR), &Zone::utc()).await.unwrap();
    }
    let until = async || tickets::find(s, &amina, ticket.number).await.unwrap().ticket.snoozed_until;
    world.advance_minutes(61);
    world.drain().await;
    assert!(until().await.is_some());
    world.advance_minutes(120);
    world.drain().await;
    assert_eq!(until().await, None);
    tickets::unsnooze(s, &amina, ticket.id).await.unwrap();
    world.drain().await;
}

async fn the_customers_word_brings_a_ticket_back(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    tickets::take(s, &amina, ticket.id).await.unwrap();
    tickets::snooze(s, &amina, ticket.id, s.now().plus_ms(90 * HOUR), &Zone::utc()).await.unwrap();
    tickets::note(s, &amina, ticket.id, Uuid::now_v7(), "Waiting for the kiln.", vec![]).await.unwrap();
    tickets::reply(s, &amina, ticket.id, Uuid::now_v7(), "New ones are fired on Monday.", vec![]).await.unwrap();
    assert!(tickets::find(s, &amina, ticket.number).await.unwrap().ticket.snoozed_until.is_some(), "our own words leave it");
    tickets::reply(s, &wanjiru, ticket.id, Uuid::now_v7(), "Monday is too late.", vec![]).await.unwrap();
    let now = tickets::find(s, &amina, ticket.number).await.unwrap().ticket;
    assert_eq!((now.snoozed_until, now.status), (None, Status::InProgress));
    assert!(Subject::Woken.is_of_a_ticket(), "whoever holds it has it said");
    world.drain().await;
}

async fn whoever_gets_a_snoozed_ticket_sees_it(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let brian = world.agent(&shop, "Brian").await.agent();
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    tickets::snooze(s, &amina, ticket.id, s.now().plus_ms(HOUR), &Zone::utc()).await.unwrap();
    tickets::assign(s, &amina, ticket.id, Some(brian.member())).await.unwrap();
    assert_eq!(tickets::counts(s, &brian).await.unwrap().mine, 1);
    tickets::snooze(s, &brian, ticket.id, s.now().plus_ms(HOUR), &Zone::utc()).await.unwrap();
    tickets::set_status(s, &brian, ticket.id, Status::Resolved).await.unwrap();
    assert_eq!(tickets::counts(s, &brian).await.unwrap().snoozed, 0, "what is solved waits for nothing");
    world.drain().await;
}

async fn what_is_done_or_over_cannot_be_snoozed(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let snooze = async |ms: i64| tickets::snooze(s, &amina, ticket.id, s.now().plus_ms(ms), &Zone::utc()).await;
    for ms in [0, -HOUR, 400 * 24 * HOUR] {
        assert!(snooze(ms).await.unwrap_err().of_field("until").is_some());
    }
    tickets::set_status(s, &amina, ticket.id, Status::Resolved).await.unwrap();
    assert!(snooze(HOUR).await.unwrap_err().to_string().contains("nothing to come back to"));
    world.drain().await;
}

async fn a_ticket_that_is_given_and_moved_at_once_stays_awake(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    tickets::snooze(s, &amina, ticket.id, s.now().plus_ms(HOUR), &Zone::utc()).await.unwrap();
    let steps = vec![Step::Assign { to: Whom::Applier }, Step::SetStatus { to: Status::InProgress }];
    bulk::start(s, &amina, Uuid::now_v7(), steps, Which::These(vec![ticket.id])).await.unwrap();
    world.drain().await;
    let now = tickets::find(s, &amina, ticket.number).await.unwrap().ticket;
    assert_eq!((now.status, now.assignee_id, now.snoozed_until), (Status::InProgress, Some(amina.member()), None));
}

async fn a_snooze_is_taken_back_for_a_moment_and_so_is_its_end(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let (first, second) = (s.now().plus_ms(HOUR), s.now().plus_ms(2 * HOUR));
    let until = async || tickets::find(s, &amina, ticket.number).await.unwrap().ticket.snoozed_until;
    let offered = async || tickets::undoable(s, &amina, ticket.id).await.unwrap();
    tickets::snooze(s, &amina, ticket.id, first, &Zone::utc()).await.unwrap();
    assert_eq!(offered().await.as_deref(), Some("Snoozed"));
    tickets::revert(s, &amina, ticket.id).await.unwrap();
    assert_eq!((until().await, offered().await), (None, None));
    tickets::snooze(s, &amina, ticket.id, first, &Zone::utc()).await.unwrap();
    tickets::snooze(s, &amina, ticket.id, second, &Zone::utc()).await.unwrap();
    tickets::revert(s, &amina, ticket.id).await.unwrap();
    assert_eq!(until().await, Some(first), "the moment before");
    tickets::unsnooze(s, &amina, ticket.id).await.unwrap();
    assert_eq!(offered().await.as_deref(), Some("Brought back"));
    tickets::revert(s, &amina, ticket.id).await.unwrap();
    assert_eq!(until().await, Some(first));
    world.advance_minutes(61);
    world.drain().await;
    assert_eq!(until().await, None, "its moment holds");
    world.advance_minutes(60);
    world.drain().await;
}

async fn taking_back_what_woke_a_ticket_puts_it_aside_again(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let brian = world.agent(&shop, "Brian").await.agent();
    let ticket = opened(world, &wanjiru, "Broken mugs").await;
    let until = s.now().plus_ms(HOUR);
    tickets::snooze(s, &amina, ticket.id, until, &Zone::utc()).await.unwrap();
    let now = async || tickets::find(s, &amina, ticket.number).await.unwrap().ticket;
    for change in ["take", "give", "resolve"] {
        match change {
            "take" => tickets::take(s, &amina, ticket.id).await,
            "give" => tickets::assign(s, &amina, ticket.id, Some(brian.member())).await,
            _ => tickets::set_status(s, &amina, ticket.id, Status::Resolved).await,
        }
        .unwrap();
        assert_eq!(now().await.snoozed_until, None, "{change}");
        tickets::revert(s, &amina, ticket.id).await.unwrap_or_else(|e| panic!("{change}: {e}"));
        assert_eq!((now().await.snoozed_until, now().await.assignee_id, now().await.status), (Some(until), None, Status::Open), "{change}");
    }
    world.drain().await;
    tickets::take(s, &amina, ticket.id).await.unwrap();
    world.advance_minutes(1);
    tickets::reply(s, &wanjiru, ticket.id, Uuid::now_v7(), "Is anybody there?", vec![]).await.unwrap();
    tickets::revert(s, &amina, ticket.id).await.unwrap();
    assert_eq!((now().await.snoozed_until, now().await.assignee_id), (None, None), "what the customer wrote since is not put aside");
    world.advance_minutes(60);
    world.drain().await;
}
