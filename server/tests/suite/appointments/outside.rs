//! Appointments that other programs book: by invite code, with a key, with an error for each field.

use super::{Salon, at, consultation, open_salon};
use crate::harness::World;
use crate::harness::program::{address, get, send};
use crate::on_both;
use serde_json::{Value, json};
use stoa::appointments::actions as booking;
use stoa::appointments::draft::OfferingDraft;
use stoa::platform::letters;

on_both!(
    a_program_reads_free_times_and_books_one_once,
    every_fault_of_a_booking_is_said_at_its_field,
    the_same_key_at_the_same_time_books_once,
    a_key_still_stands_for_an_appointment_that_was_moved,
    a_retry_gets_its_appointment_also_when_the_service_is_withdrawn_since,
    other_businesses_are_not_booked_and_not_followed,
);

const TEN: &str = "2026-03-12T07:00:00Z";

fn wanted(salon: &Salon, starts_at: &str) -> Value {
    json!({
        "service": salon.consultation, "starts_at": at(starts_at).0, "name": "Makena Kariuki", "email": "makena@example.com", "phone": "+254700000482",
        "note": "First time."
    })
}

async fn a_program_reads_free_times_and_books_one_once(world: &World) {
    let salon = open_salon(world).await;
    let site = world.site().await;
    let (status, list) = get(&site, &address(&salon.business, "/services")).await;
    assert_eq!((status, &list["services"][0]["name"], &list["services"][0]["price"]), (200, &json!("Consultation"), &json!(150_000)));
    let slots = address(&salon.business, &format!("/services/{}/slots?from=2026-03-12&days=1", salon.consultation));
    let (status, free) = get(&site, &slots).await;
    let times = free["days"][0]["slots"].as_array().unwrap();
    assert_eq!((status, &free["days"][0]["day"], times.len()), (200, &json!("2026-03-12"), 15), "{free}");
    assert!(times.iter().any(|t| t["starts_at"] == at(TEN).0 && t["staff"] == json!([salon.amina.member()])), "{free}");
    assert_eq!(free["staff"], json!([{ "id": salon.amina.member(), "name": "Amina" }]));

    let (program, to) = (site.browser(""), address(&salon.business, "/appointments"));
    let (status, first) = send(&program, &to, "k-1", wanted(&salon, TEN).to_string()).await;
    assert_eq!((status, &first["status"], &first["starts_at"], &first["staff"]["name"]), (201, &json!("booked"), &json!(at(TEN).0), &json!("Amina")));
    let (status, second) = send(&program, &to, "k-1", wanted(&salon, TEN).to_string()).await;
    assert_eq!((status, &second), (200, &first), "sent again it is the same appointment");
    let (status, other) = send(&program, &to, "k-1", wanted(&salon, "2026-03-12T09:00:00Z").to_string()).await;
    assert_eq!((status, &other["error"]["kind"]), (409, &json!("conflict")), "a key is for one appointment");
    let (status, taken) = send(&program, &to, "k-2", wanted(&salon, TEN).to_string()).await;
    assert_eq!((status, &taken["error"]["message"]), (409, &json!("This time was just taken. Choose another one.")));
    assert!(taken["error"]["fields"].get("starts_at").is_some(), "it says at which field: {taken}");
    let token = first["token"].as_str().unwrap();
    assert_eq!(get(&site, &address(&salon.business, &format!("/appointments/{token}"))).await, (200, first.clone()));
    assert_eq!(program.get(&app::routes::appointment(token)).await.status, 200, "the link opens the page of the appointment");
    let (_, free) = get(&site, &slots).await;
    assert!(!free["days"][0]["slots"].as_array().unwrap().iter().any(|t| t["starts_at"] == at(TEN).0));
    world.drain().await;
    let mails = letters::list(world.services.db(), salon.business.id, None).await.expect("mails").items;
    assert!(mails.iter().any(|mail| mail.recipient == "makena@example.com"), "who comes is written to");
}

async fn every_fault_of_a_booking_is_said_at_its_field(world: &World) {
    let salon = open_salon(world).await;
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&salon.business, "/appointments"));
    let before = world.snapshot(None).await;
    let body = json!({ "service": 999_999, "staff": 999_999, "email": "nobody", "phone": "12" });
    let (status, refused) = send(&program, &to, "", body.to_string()).await;
    assert_eq!(status, 422);
    let fields = refused["error"]["fields"].as_object().unwrap();
    for field in ["idempotency-key", "service", "staff", "starts_at", "name", "email", "phone"] {
        assert!(fields.contains_key(field), "{field}: {refused}");
    }
    for (body, field) in [("", "body"), ("{\"starts_at\": \"soon\"}", "starts_at"), ("{\"servise\": 1}", "servise")] {
        let (status, refused) = send(&program, &to, "k", body).await;
        assert!(status == 422 && refused["error"]["fields"].as_object().unwrap().keys().any(|k| k == field), "{body}: {refused}");
    }
    for never in ["2026-03-12T07:02:00Z", "2026-03-14T07:00:00Z", "2026-03-11T07:00:00Z", "2036-03-12T07:00:00Z"] {
        let (status, refused) = send(&program, &to, "k", wanted(&salon, never).to_string()).await;
        assert_eq!((status, &refused["error"]["kind"]), (409, &json!("conflict")), "{never}");
    }
    let slots = |rest: &str| address(&salon.business, &format!("/services/{rest}"));
    assert_eq!(get(&site, &slots(&format!("{}/slots?from=tomorrow", salon.consultation))).await.0, 422);
    assert_eq!(get(&site, &slots("none/slots")).await.0, 404);
    assert_eq!(get(&site, &slots("999999/slots")).await.0, 404);
    assert!(world.snapshot(None).await == before, "nothing is left of the tries");
}

async fn the_same_key_at_the_same_time_books_once(world: &World) {
    let salon = open_salon(world).await;
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&salon.business, "/appointments"));
    let answers = futures_util::future::join_all((0..8).map(|_| send(&program, &to, "one", wanted(&salon, TEN).to_string()))).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == 201).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|(status, body)| (*status == 200 || *status == 201) && body["token"] == answers[0].1["token"]), "{answers:?}");
    world.drain().await;
}

async fn a_key_still_stands_for_an_appointment_that_was_moved(world: &World) {
    let salon = open_salon(world).await;
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&salon.business, "/appointments"));
    let (_, booked) = send(&program, &to, "k", wanted(&salon, TEN).to_string()).await;
    booking::move_by_link(&world.services, booked["token"].as_str().unwrap(), 0, at("2026-03-12T09:00:00Z"), None).await.expect("moved");
    let (status, again) = send(&program, &to, "k", wanted(&salon, TEN).to_string()).await;
    assert_eq!((status, &again["token"], &again["starts_at"]), (200, &booked["token"], &json!(at("2026-03-12T09:00:00Z").0)));
    world.drain().await;
}

async fn a_retry_gets_its_appointment_also_when_the_service_is_withdrawn_since(world: &World) {
    let (salon, s) = (open_salon(world).await, &world.services);
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&salon.business, "/appointments"));
    let (_, booked) = send(&program, &to, "k", wanted(&salon, TEN).to_string()).await;
    let withdrawn = OfferingDraft { is_offered: false, ..consultation(&[]) };
    booking::update(s, &salon.boss.admin(), salon.consultation, &withdrawn).await.expect("withdrawn");
    let (status, again) = send(&program, &to, "k", wanted(&salon, TEN).to_string()).await;
    assert_eq!((status, &again), (200, &booked), "the appointment is there");
    let mut with_another = wanted(&salon, TEN);
    with_another["staff"] = json!(salon.boss.member());
    for other in [wanted(&salon, "2026-03-12T09:00:00Z"), with_another] {
        let (status, refused) = send(&program, &to, "k", other.to_string()).await;
        assert_eq!((status, &refused["error"]["kind"]), (409, &json!("conflict")), "a key is for one appointment: {refused}");
    }
    let (status, refused) = send(&program, &to, "k-2", wanted(&salon, "2026-03-12T09:00:00Z").to_string()).await;
    assert!(status == 422 && refused["error"]["fields"].get("service").is_some(), "a new one cannot be booked: {refused}");
    world.drain().await;
}

async fn other_businesses_are_not_booked_and_not_followed(world: &World) {
    let (salon, other) = (open_salon(world).await, world.business("Loom").await);
    let site = world.site().await;
    let program = site.browser("");
    let (_, booked) = send(&program, &address(&salon.business, "/appointments"), "k", wanted(&salon, TEN).to_string()).await;
    let token = booked["token"].as_str().unwrap();
    assert_eq!(get(&site, &address(&other, &format!("/appointments/{token}"))).await.0, 404);
    assert_eq!(get(&site, &address(&salon.business, "/appointments/guessed")).await.0, 404);
    assert_eq!(get(&site, &address(&other, &format!("/services/{}/slots", salon.consultation))).await.0, 404);
    let (status, refused) = send(&program, &address(&other, "/appointments"), "k", wanted(&salon, "2026-03-12T09:00:00Z").to_string()).await;
    assert_eq!((status, refused["error"]["fields"].get("service").is_some()), (422, true), "{refused}");
    world.drain().await;
}
