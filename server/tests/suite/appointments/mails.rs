//! Who hears of appointments: the customer with an entry for their calendar, admins, whoever does it; and reminders, once and at the right time.

use super::{at, open_salon};
use crate::harness::World;
use crate::on_both;
use stoa::appointments::actions as booking;
use stoa::kernel::ids::BusinessId;
use stoa::platform::letters;

on_both!(
    a_booking_is_told_to_everybody_it_concerns,
    a_move_by_staff_is_told_when_it_can_no_longer_be_taken_back,
    a_move_that_is_taken_back_is_told_to_nobody,
    reminders_come_a_day_and_an_hour_before_the_time_it_is_then,
    no_reminder_of_an_earlier_plan_comes_after_a_move,
    who_is_called_off_is_not_reminded,
);

async fn subjects(world: &World, business: BusinessId) -> Vec<(String, String)> {
    world.drain().await;
    let all = letters::list(world.services.db(), business, None).await.expect("mails");
    all.items.into_iter().rev().map(|m| (m.recipient, m.subject)).collect()
}

async fn a_booking_is_told_to_everybody_it_concerns(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (link, _) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let said = subjects(world, salon.business.id).await;
    let when = "Consultation, Thursday 12 March 2026, 14:00 (Africa/Nairobi)";
    assert!(said.contains(&("wanjiru@example.com".into(), format!("Booked: {when}"))), "{said:?}");
    for staff in [salon.boss.email(), salon.amina.email()] {
        assert!(said.contains(&(staff, format!("New appointment: {when}"))), "{said:?}");
    }
    booking::move_by_link(s, &link, 0, at("2026-03-13T11:00:00Z"), None).await.unwrap();
    booking::cancel_by_link(s, &link, 1, None).await.unwrap();
    let said = subjects(world, salon.business.id).await;
    let to_customer: Vec<&str> = said.iter().filter(|(to, _)| to == "wanjiru@example.com").map(|(_, what)| what.as_str()).collect();
    let moved = "Consultation, Friday 13 March 2026, 14:00 (Africa/Nairobi)";
    assert_eq!(to_customer, [format!("Booked: {when}"), format!("Cancelled: {moved}")], "what was called off at once is not told as moved");
}

async fn reminders_come_a_day_and_an_hour_before_the_time_it_is_then(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    // In two days at nine UTC; then moved by an hour.
    let (link, _) = salon.book(s, "10.0.0.1", "2026-03-13T09:00:00Z").await.unwrap();
    booking::move_by_link(s, &link, 0, at("2026-03-13T10:00:00Z"), None).await.unwrap();
    let reminders = async || subjects(world, salon.business.id).await.into_iter().filter(|(_, what)| what.starts_with("Reminder")).count();
    world.advance_minutes(1440);
    assert_eq!(reminders().await, 0, "it is an hour later now");
    world.advance_minutes(60);
    assert_eq!(reminders().await, 1);
    world.advance_minutes(1440 - 60);
    assert_eq!(reminders().await, 2);
    world.advance_minutes(120);
    assert_eq!(reminders().await, 2);
}

/// How many people were told of a move.
async fn moves(world: &World, business: BusinessId) -> usize {
    subjects(world, business).await.iter().filter(|(_, what)| what.starts_with("Moved")).count()
}

async fn a_move_by_staff_is_told_when_it_can_no_longer_be_taken_back(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (_, a) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let (agent, amina) = (salon.amina.agent(), salon.amina.member());
    booking::move_by_staff(s, &agent, a.id, 0, at("2026-03-13T10:00:00Z"), amina).await.unwrap();
    booking::move_by_staff(s, &agent, a.id, 1, at("2026-03-13T11:00:00Z"), amina).await.unwrap();
    assert_eq!(moves(world, salon.business.id).await, 0, "it can still be taken back");
    world.advance_minutes(2);
    let said = subjects(world, salon.business.id).await;
    let told: Vec<_> = said.iter().filter(|(_, what)| what.starts_with("Moved")).collect();
    assert_eq!(told.len(), 2, "who comes and the admin, once: {said:?}");
    assert!(told.iter().all(|(_, what)| what.contains("Friday 13 March 2026, 14:00")), "{told:?}");
    assert!(told.iter().any(|(to, _)| to == "wanjiru@example.com"), "{told:?}");
}

async fn a_move_that_is_taken_back_is_told_to_nobody(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (_, a) = salon.book(s, "10.0.0.1", "2026-03-12T11:00:00Z").await.unwrap();
    let agent = salon.amina.agent();
    booking::move_by_staff(s, &agent, a.id, 0, at("2026-03-13T10:00:00Z"), salon.amina.member()).await.unwrap();
    world.drain().await;
    booking::undo_move(s, &agent, a.id, 1).await.unwrap();
    world.advance_minutes(10);
    assert_eq!(moves(world, salon.business.id).await, 0);
}

async fn no_reminder_of_an_earlier_plan_comes_after_a_move(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    // In two days at nine; then tomorrow at one, 24 h and a quarter ahead: the reminder a day before would come with the news of the move.
    let (link, _) = salon.book(s, "10.0.0.1", "2026-03-13T09:00:00Z").await.unwrap();
    world.advance_minutes(4 * 60 - 15);
    booking::move_by_link(s, &link, 0, at("2026-03-12T13:00:00Z"), None).await.unwrap();
    let reminders = async || subjects(world, salon.business.id).await.into_iter().filter(|(_, what)| what.starts_with("Reminder")).count();
    // When it would have come by the first plan, four hours before.
    world.advance_minutes(20 * 60 + 15);
    assert_eq!(reminders().await, 0, "it would say: in 24 hours");
    world.advance_minutes(3 * 60);
    assert_eq!(reminders().await, 1, "the one an hour before");
}

async fn who_is_called_off_is_not_reminded(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let (link, _) = salon.book(s, "10.0.0.1", "2026-03-13T09:00:00Z").await.unwrap();
    booking::cancel_by_link(s, &link, 0, None).await.unwrap();
    world.advance_minutes(2 * 1440 - 30);
    let said = subjects(world, salon.business.id).await;
    assert!(said.iter().all(|(_, what)| !what.starts_with("Reminder")), "{said:?}");
}
