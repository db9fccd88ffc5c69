//! The server functions and files of appointments. A has something that is not offered any more, and an appointment of Wanjiru for it.

use super::functions::{Function, f, text};
use super::{Door, Whose, actors};
use crate::harness::World;
use crate::on_both;
use uuid::Uuid;

on_both!(an_appointment_is_a_file_for_whoever_has_its_link);

type Fields = Vec<(&'static str, String)>;

fn typed(rest: &[(&'static str, &str)], own: Fields) -> Fields {
    rest.iter().map(|(field, value)| (*field, (*value).to_owned())).chain(own).collect()
}

/// What the form of a service sends.
fn offering(own: Fields) -> Fields {
    let numbers = [("duration", "60"), ("before", "0"), ("after", "0"), ("step", "30"), ("lead", "0"), ("horizon", "60"), ("change", "1 d")];
    let rest = [("description", "New."), ("price", "")];
    typed(&[numbers.as_slice(), &rest].concat(), own)
}

/// All of them.
pub const APPOINTMENTS: &[Function] = &[
    // What is not offered any more is kept for nobody.
    f("appointments/api/describe_appointment", Door::Staff, Whose::Business, |e| vec![("appointment", text(e.appointment))]),
    f("appointments/api/hold_time", Door::Anybody, Whose::Own, |e| {
        typed(&[("starts_at", "1774000800000"), ("staff", ""), ("hold", "")], vec![("offering", text(e.offering))])
    }),
    // Whoever has the link of an appointment may do these; a guessed one is none.
    f("appointments/api/set_booking_contact", Door::Anybody, Whose::Own, |_| {
        typed(&[("link", "guessed"), ("name", "Somebody"), ("email", "somebody@example.com"), ("phone", ""), ("country", "KE"), ("note", "")], Vec::new())
    }),
    f("appointments/api/confirm_booking", Door::Anybody, Whose::Own, |_| typed(&[("link", "guessed"), ("seen", "1774000800000")], Vec::new())),
    f("appointments/api/move_own_appointment", Door::Anybody, Whose::Own, |_| {
        typed(&[("link", "guessed"), ("seen", "0"), ("starts_at", "1774000800000")], Vec::new())
    }),
    f("appointments/api/cancel_own_appointment", Door::Anybody, Whose::Own, |_| typed(&[("link", "guessed"), ("seen", "0")], Vec::new())),
    f("appointments/api/move_appointment", Door::Staff, Whose::Business, |e| {
        let own = vec![("appointment", text(e.appointment)), ("staff", text(e.amina.member()))];
        typed(&[("seen", "0"), ("starts_at", "2026-03-25T10:00")], own)
    }),
    f("appointments/api/drag_appointment", Door::Staff, Whose::Business, |e| {
        typed(&[("seen", "0"), ("starts_at", "1774432800000")], vec![("appointment", text(e.appointment)), ("staff", text(e.amina.member()))])
    }),
    f("appointments/api/undo_move", Door::Staff, Whose::Business, |e| vec![("appointment", text(e.appointment)), ("seen", "0".into())]),
    f("appointments/api/act_on_appointment", Door::Staff, Whose::Business, |e| {
        typed(&[("seen", "0"), ("step", "cancel"), ("note", "Mine")], vec![("appointment", text(e.appointment))])
    }),
    f("appointments/api/create_offering", Door::Admin, Whose::Own, |_| offering(vec![("name", format!("New {}", Uuid::now_v7().simple()))])),
    f("appointments/api/update_offering", Door::Admin, Whose::Business, |e| offering(vec![("name", "Taken over".into()), ("offering", text(e.offering))])),
    f("appointments/api/set_booking_hours", Door::Admin, Whose::Business, |e| {
        let week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(|day| (day, "9-17"));
        typed(&week, vec![("exceptions", String::new()), ("member", text(e.amina.member()))])
    }),
];

async fn an_appointment_is_a_file_for_whoever_has_its_link(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for actor in actors(&e) {
        let browser = site.browser(actor.token());
        let answer = browser.get(&app::routes::appointment_file(&e.appointment_link)).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/calendar; charset=utf-8"), "{}", actor.who);
        let guessed = format!("{}{}", &e.appointment_link[..20], "a".repeat(32));
        let refused = browser.get(&app::routes::appointment_file(&guessed)).await;
        assert_eq!(refused.status, 404, "{}", actor.who);
        actor.may_read("a guessed link", &refused.everything());
    }
    drop(site);
}
