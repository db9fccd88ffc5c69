//! Moving and calling off: by the link within the rules, by staff at any time, and never over what somebody else did meanwhile.

use super::{at, open_salon};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::appointments::actions as booking;
use stoa::appointments::model::{State, Step};

on_both!(
    whoever_has_the_link_moves_and_cancels_until_the_notice_begins,
    staff_moves_to_any_time_at_which_nobody_is_busy,
    staff_moves_nothing_into_the_past,
    staff_takes_a_move_back_for_a_minute,
    what_changed_meanwhile_is_never_overwritten,
    a_guessed_link_opens_nothing,
    what_took_place_is_noted_and_a_slip_mended,
);

async fn whoever_has_the_link_moves_and_cancels_until_the_notice_begins(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (link, a) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let times = booking::free_for_link(s, &link, "10.0.0.1", "2026-03-12".parse().unwrap(), 1).await.unwrap();
    assert!(times[0].slots.iter().any(|slot| slot.at == at("2026-03-12T11:30:00Z")), "half an hour later overlaps only with itself");
    let moved = booking::move_by_link(s, &link, a.sequence, at("2026-03-13T11:00:00Z"), None).await.unwrap();
    assert_eq!((moved.starts_at, moved.sequence, moved.state), (at("2026-03-13T11:00:00Z"), 1, State::Booked));
    assert!(salon.free(world, "2026-03-12").await.contains(&"11:00".to_owned()) && !salon.free(world, "2026-03-13").await.contains(&"11:00".to_owned()));
    let steps = booking::find_by_link(s, &link).await.unwrap().steps;
    assert_eq!(steps.iter().map(|p| (p.deed, p.starts_at)).collect::<Vec<_>>(), [(Step::Book, a.starts_at), (Step::Move, moved.starts_at)]);
    // Friday, 9:01 UTC: less than two hours before.
    world.advance_minutes(2 * 1440 + 1);
    let late = booking::cancel_by_link(s, &link, 1, None).await.unwrap_err();
    assert!(matches!(&late, Error::Conflict(why) if why.contains("2 h before")), "{late:?}");
    let (other, b) = salon.book(s, "10.0.0.1", "2026-03-13T13:00:00Z").await.unwrap();
    booking::cancel_by_link(s, &other, b.sequence, None).await.unwrap();
    assert!(salon.free(world, "2026-03-13").await.contains(&"13:00".to_owned()));
    assert!(matches!(booking::move_by_link(s, &other, 1, at("2026-03-16T11:00:00Z"), None).await, Err(Error::Conflict(_))));
}

async fn staff_moves_to_any_time_at_which_nobody_is_busy(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (amina, agent) = (salon.amina.member(), salon.amina.agent());
    let (_, a) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let (_, b) = salon.book(s, "10.0.0.1", "2026-03-12T12:00:00Z").await.unwrap();
    let evening = at("2026-03-14T17:05:00Z");
    assert_eq!(booking::move_by_staff(s, &agent, a.id, 0, evening, amina).await.unwrap().starts_at, evening, "a Saturday evening");
    assert!(matches!(booking::move_by_staff(s, &agent, b.id, 0, at("2026-03-14T17:30:00Z"), amina).await, Err(Error::Conflict(_))));
    assert!(booking::move_by_staff(s, &agent, b.id, 0, at("2026-03-14T17:31:00Z"), amina).await.unwrap_err().of_field("starts_at").is_some());
    let boss = salon.boss.member();
    assert!(booking::move_by_staff(s, &agent, b.id, 0, evening, boss).await.unwrap_err().of_field("staff").is_some(), "he cannot be booked");
    let same = booking::move_by_staff(s, &agent, b.id, 0, b.starts_at, amina).await.unwrap();
    assert_eq!(same.sequence, 0, "nothing has changed");
}

async fn staff_moves_nothing_into_the_past(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (amina, agent) = (salon.amina.member(), salon.amina.agent());
    let (_, a) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    for over in ["2026-03-11T09:00:00Z", "2026-03-10T11:00:00Z"] {
        let refused = booking::move_by_staff(s, &agent, a.id, 0, at(over), amina).await.unwrap_err();
        assert!(refused.of_field("starts_at").is_some_and(|why| why.contains("still to come")), "{over}: {refused:?}");
    }
    // What is over already may be put off.
    world.advance_minutes(3 * 1440);
    booking::move_by_staff(s, &agent, a.id, 0, at("2026-03-20T11:00:00Z"), amina).await.unwrap();
}

async fn staff_takes_a_move_back_for_a_minute(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (amina, agent) = (salon.amina.member(), salon.amina.agent());
    let (_, a) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let there = at("2026-03-13T11:00:00Z");
    booking::move_by_staff(s, &agent, a.id, 0, there, amina).await.unwrap();
    assert!(matches!(booking::undo_move(s, &agent, a.id, 0).await, Err(Error::Conflict(_))), "the page is an old one");
    assert!(matches!(booking::undo_move(s, &salon.boss.agent(), a.id, 1).await, Err(Error::Conflict(_))), "it was not his move");
    let back = booking::undo_move(s, &agent, a.id, 1).await.unwrap();
    assert_eq!((back.starts_at, back.staff_id, back.sequence), (a.starts_at, amina, 2));
    assert!(salon.free(world, "2026-03-13").await.contains(&"11:00".to_owned()) && !salon.free(world, "2026-03-12").await.contains(&"11:00".to_owned()));
    booking::move_by_staff(s, &agent, a.id, 2, there, amina).await.unwrap();
    salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    assert!(matches!(booking::undo_move(s, &agent, a.id, 3).await, Err(Error::Conflict(_))), "somebody else comes then");
    world.advance_minutes(2);
    let late = booking::undo_move(s, &agent, a.id, 3).await.unwrap_err();
    assert!(matches!(&late, Error::Conflict(why) if why.contains("too long ago")), "{late:?}");
}

async fn what_changed_meanwhile_is_never_overwritten(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (link, a) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let agent = salon.amina.agent();
    booking::move_by_staff(s, &agent, a.id, 0, at("2026-03-12T12:00:00Z"), a.staff_id).await.unwrap();
    for outcome in [
        booking::move_by_link(s, &link, 0, at("2026-03-13T06:00:00Z"), None).await.map(drop),
        booking::cancel_by_link(s, &link, 0, None).await,
        booking::act(s, &agent, a.id, 0, Step::Cancel, "").await,
        booking::move_by_staff(s, &agent, a.id, 0, at("2026-03-13T06:00:00Z"), a.staff_id).await.map(drop),
    ] {
        assert!(matches!(&outcome, Err(Error::Conflict(why)) if why.contains("meanwhile")), "{outcome:?}");
    }
}

async fn a_guessed_link_opens_nothing(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (link, a) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    assert!(link.starts_with(&a.key) && link.len() == 52);
    let forged = format!("{}{}", a.key, "a".repeat(32));
    for wrong in [a.key.as_str(), forged.as_str(), "", "é", &link[1..], &format!("{link}a")] {
        assert_eq!(booking::find_by_link(s, wrong).await, Err(Error::NotFound), "{wrong}");
        assert_eq!(booking::cancel_by_link(s, wrong, 0, None).await, Err(Error::NotFound), "{wrong}");
    }
    assert!(booking::entry_by_link(s, &link).await.unwrap().contains(&format!("UID:{}@stoa.test", a.key)));
}

async fn what_took_place_is_noted_and_a_slip_mended(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (_, a) = salon.book(s, "10.0.0.1", "2026-03-11T10:00:00Z").await.unwrap();
    let agent = salon.amina.agent();
    assert!(matches!(booking::act(s, &agent, a.id, 0, Step::Finish, "").await, Err(Error::Conflict(_))), "it has not begun");
    world.advance_minutes(70);
    booking::act(s, &agent, a.id, 0, Step::Finish, "").await.unwrap();
    booking::act(s, &agent, a.id, 1, Step::Miss, "It was somebody else.").await.unwrap();
    let opened = booking::find(s, &agent, a.id).await.unwrap();
    assert_eq!((opened.appointment.state, opened.steps.len()), (State::NoShow, 3));
    assert!(booking::act(s, &agent, a.id, 2, Step::Book, "").await.unwrap_err().of_field("step").is_some());
}
