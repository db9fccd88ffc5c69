//! Who may do what until when, and who is reminded.

use super::*;
use crate::kernel::ids::{AppointmentId, BusinessId, OfferingId};
use crate::kernel::money::Money;

const START: Timestamp = Timestamp(1_000 * HOUR);

fn appointment(state: State) -> Appointment {
    Appointment {
        id: AppointmentId(1),
        business_id: BusinessId(1),
        key: "k".into(),
        offering_id: OfferingId(1),
        staff_id: MemberId(1),
        staff: "Amina".into(),
        member_id: None,
        title: "Consultation".into(),
        price: Money(0),
        currency: "KES".into(),
        name: "Wanjiru".into(),
        email: "w@example.com".into(),
        phone: String::new(),
        note: String::new(),
        state,
        starts_at: START,
        ends_at: START.plus_ms(HOUR),
        busy_from: START,
        busy_to: START.plus_ms(HOUR),
        sequence: 0,
        held_until: None,
        created_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

#[test]
fn customers_may_change_until_the_notice_begins_and_staff_always() {
    let (a, who) = (appointment(State::Booked), Actor::Customer(120));
    let last = START.plus_ms(-2 * HOUR);
    assert_eq!(decide(&a, who, Step::Cancel, last), Ok(State::Cancelled));
    assert_eq!(decide(&a, who, Step::Move, last), Ok(State::Booked));
    assert!(decide(&a, who, Step::Move, last.plus_ms(1)).unwrap_err().contains("2 h before"));
    assert!(decide(&a, who, Step::Cancel, START).unwrap_err().contains("begun"));
    assert_eq!(possible(&a, who, last), [Step::Move, Step::Cancel]);
    assert_eq!(possible(&a, who, START), []);
    assert_eq!(possible(&a, Actor::Staff, START), [Step::Move, Step::Cancel, Step::Finish, Step::Miss]);
}

#[test]
fn what_is_over_stays_so_but_a_slip_of_the_staff_can_be_mended() {
    let (cancelled, done, held) = (appointment(State::Cancelled), appointment(State::Done), appointment(State::Held));
    for step in Step::ALL {
        assert!(decide(&cancelled, Actor::Staff, *step, START).is_err(), "{step}");
    }
    assert_eq!(decide(&done, Actor::Staff, Step::Miss, START), Ok(State::NoShow));
    assert!(decide(&done, Actor::Staff, Step::Finish, START).is_err());
    assert!(decide(&appointment(State::Booked), Actor::Staff, Step::Finish, START.plus_ms(-1)).unwrap_err().contains("not begun"));
    assert!(decide(&appointment(State::Booked), Actor::Customer(0), Step::Finish, START).unwrap_err().contains("Only staff"));
    assert_eq!(decide(&held, Actor::Customer(0), Step::Book, START), Ok(State::Booked));
    assert!(decide(&held, Actor::Staff, Step::Move, START).is_err());
}

#[test]
fn whoever_has_least_that_day_is_asked_first() {
    let (a, b, c) = (MemberId(1), MemberId(2), MemberId(3));
    assert_eq!(by_least_booked(&[a, b, c], &[(a, 2), (c, 1)]), [b, c, a]);
    assert_eq!(by_least_booked(&[c, a], &[]), [a, c]);
}

#[test]
fn reminders_that_would_come_at_once_are_left_out_and_those_of_a_moved_appointment_wait() {
    let day = 24 * HOUR;
    assert_eq!(reminders(START, START.plus_ms(-3 * day)).len(), 2);
    assert_eq!(reminders(START, START.plus_ms(-day)), [(HOUR, START.plus_ms(-HOUR))]);
    assert!(reminders(START, START.plus_ms(-HOUR)).is_empty());
    let a = appointment(State::Booked);
    assert!(is_to_remind(&a, HOUR, START.plus_ms(-HOUR)) && !is_to_remind(&a, HOUR, START.plus_ms(-HOUR - 1)));
    let (a_day_before, late) = (START.plus_ms(-day), REMIND_LATE_MS);
    assert!(is_to_remind(&a, day, a_day_before.plus_ms(late)) && !is_to_remind(&a, day, a_day_before.plus_ms(late + 1)), "in 24 hours is not true any more");
    assert!(!is_to_remind(&a, HOUR, START) && !is_to_remind(&appointment(State::Cancelled), HOUR, START.plus_ms(-HOUR)));
}

#[test]
fn a_stretch_of_time_takes_every_step_it_touches() {
    let at = |minutes: i64| Timestamp(minutes * MINUTE);
    assert_eq!(ticks(at(0), at(5)), (0, 0));
    assert_eq!(ticks(at(10), at(60)), (2, 11));
    assert!(is_on_tick(at(35)) && !is_on_tick(at(36)) && !is_on_tick(Timestamp(1)));
}

#[test]
fn the_next_appointment_stands_first_and_what_is_over_last() {
    let on = |id: i64, hours: i64, state: State| Appointment {
        id: AppointmentId(id),
        starts_at: START.plus_ms(hours * HOUR),
        ends_at: START.plus_ms((hours + 1) * HOUR),
        ..appointment(state)
    };
    let all = vec![on(1, 48, State::Booked), on(2, 24, State::Cancelled), on(3, 5, State::Booked), on(4, -9, State::Done), on(5, -3, State::Booked)];
    assert_eq!(next_first(all, START).iter().map(|a| a.id.0).collect::<Vec<_>>(), [3, 1, 2, 5, 4]);
}
